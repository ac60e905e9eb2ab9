//! Small tables that a person keeps by hand: the portal's answers, the programmes. Any kind of file that exports come in will
//! do. Columns are found by their headings, and every row that cannot be taken is named.

use std::path::Path;

use jaanch_core::number::{PhoneNumber, Region};
use jaanch_tables::csv::strict;
use jaanch_tables::{Cell, Damage, Go, Record, Row, Sink, Table};
use jiff::civil::Date;

use crate::cells::{date, number};
use crate::complaints::{Refusal, Settings};
use crate::{Error, complaints};

/// So many bad rows are told one by one.
const TOLD: usize = 10;

/// A column that is looked for.
pub(crate) struct Wanted {
    /// What it is called in messages, and the heading that is always understood.
    pub name: &'static str,
    /// Other headings, in lower case, without punctuation.
    pub also: &'static [&'static str],
    /// Whether there is no table without it.
    pub required: bool,
}

/// The cells of one row, in the order of the columns that were looked for.
pub(crate) struct Cells<'a> {
    cells: jaanch_tables::Cells<'a>,
    places: &'a [Option<usize>],
    from_1904: bool,
}

impl Cells<'_> {
    /// The text in a column, empty where there is none.
    pub fn text(&self, wanted: usize) -> &str {
        self.cell(wanted).text.trim()
    }

    /// The cell in a column, an empty one where there is none.
    fn cell(&self, wanted: usize) -> Cell<'_> {
        let place = self.places.get(wanted).copied().flatten();
        place.map(|at| self.cells.cell(at)).unwrap_or_default()
    }

    /// The phone number in a column.
    pub fn number(&self, wanted: usize, region: Region) -> Result<PhoneNumber, String> {
        let cell = self.text(wanted);
        number::one(self.cell(wanted), region).map_err(|refusal| {
            format!(
                "{cell:?} is no phone number that can be listed ({}): write it with all its digits",
                refusal.code()
            )
        })
    }

    /// The date in a column, where there is one; not later than `as_of`.
    pub fn date(&self, wanted: usize, region: Region, as_of: Date) -> Result<Option<Date>, String> {
        let cell = self.text(wanted);
        if cell.is_empty() {
            return Ok(None);
        }
        let written = date::read(self.cell(wanted)).map(|written| match self.from_1904 {
            true => written.from_1904(),
            false => written,
        });
        match written.and_then(|written| written.date(date::Order::of(region))) {
            Some(date) if date <= as_of => Ok(Some(date)),
            Some(date) => Err(format!(
                "{date} lies after {as_of}, the date this is to be true for: correct the date"
            )),
            None => Err(format!(
                "{cell:?} cannot be read as a date: write it as 2026-10-31 or 31/10/2026"
            )),
        }
    }
}

/// Reads a file and passes on every row of its tables, sheets without the headings left aside. All rows are read before an
/// error is returned, which then names each bad one.
///
/// # Errors
/// The file cannot be read, no table has the headings, or rows are bad.
pub(crate) fn read(
    path: &Path,
    settings: Settings<'_>,
    wanted: &[Wanted],
    take: &mut dyn FnMut(&Cells) -> Result<(), String>,
) -> Result<(), Error> {
    let mut reader = Reader {
        region: settings.region,
        wanted,
        take,
        table: Table::default(),
        places: None,
        tables: 0,
        without_headings: None,
        bad: Vec::new(),
    };
    complaints::read_into(path, settings, &mut reader)?;
    if reader.tables == 0 {
        let what = reader
            .without_headings
            .unwrap_or_else(|| "the file is empty; leave it out, or export it again".to_owned());
        // A quotation mark that joins rows hides the delimiter, and with it the headings.
        let bytes = std::fs::read(path).map_err(Error::io(path, "read"))?;
        let what = match strict::unclosed(&bytes) {
            Some(row) => format!(
                "row {row}: a quotation mark opens and is not closed in that line, so that the columns cannot be told; close it or \
                 take it out ({what})"
            ),
            None => what,
        };
        return Err(Error::content(path, what));
    }
    match reader.bad.as_slice() {
        [] => Ok(()),
        bad => Err(Error::content(path, all(bad))),
    }
}

fn all(bad: &[String]) -> String {
    let count = match bad.len() {
        1 => "one row".to_owned(),
        many => format!("{many} rows"),
    };
    let told: Vec<_> = bad.iter().take(TOLD).map(String::as_str).collect();
    let more = match bad.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    };
    format!(
        "{count} cannot be taken; nothing was written:\n  {}{more}",
        told.join("\n  ")
    )
}

struct Reader<'a> {
    region: Region,
    wanted: &'a [Wanted],
    take: &'a mut dyn FnMut(&Cells) -> Result<(), String>,
    table: Table,
    /// Where each wanted column of the table stands, once its headings were read.
    places: Option<Vec<Option<usize>>>,
    /// How many tables have the headings.
    tables: usize,
    /// Why the first table without the headings has not.
    without_headings: Option<String>,
    bad: Vec<String>,
}

impl Reader<'_> {
    fn bad(&mut self, row: u64, what: &str) {
        let sheet = self.table.sheet.as_ref();
        let sheet = sheet.map(|sheet| format!("sheet {sheet:?}, "));
        let sheet = sheet.unwrap_or_default();
        self.bad.push(format!("{sheet}row {row}: {what}"));
    }
}

impl Sink for Reader<'_> {
    fn table(&mut self, table: Table) -> Result<(), jaanch_tables::Error> {
        self.table = table;
        self.places = None;
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<Go, jaanch_tables::Error> {
        if row.cells.is_blank() {
            return Ok(Go::On);
        }
        let Some(places) = &self.places else {
            return Ok(match find(&row.cells.to_record(), self.wanted) {
                Ok(places) => {
                    self.places = Some(places);
                    self.tables += 1;
                    Go::On
                }
                Err(what) => {
                    self.without_headings.get_or_insert(what);
                    Go::Skip
                }
            });
        };
        let places_read = places.iter().flatten();
        let damaged = places_read
            .filter_map(|&place| Refusal::of(row.cells.cell(place).kind))
            .next();
        let taken = match damaged {
            Some(why) => Err(format!(
                "a cell holds no value ({}): correct it in the spreadsheet",
                why.code()
            )),
            None if row.cells.iter().any(|cell| joins_rows(cell, self.region)) => Err(
                "a cell holds a line break and a number behind it, so it may hold the next row as well: take out the quotation mark \
                 that opens it, or the line break"
                    .into(),
            ),
            None => (self.take)(&Cells {
                cells: row.cells,
                places,
                from_1904: self.table.from_1904,
            }),
        };
        if let Err(what) = taken {
            self.bad(row.number, &what);
        }
        Ok(Go::On)
    }

    fn unreadable(
        &mut self,
        number: u64,
        value: &str,
        why: Damage,
    ) -> Result<Go, jaanch_tables::Error> {
        self.bad(
            number,
            &format!("{value:?} cannot be read ({})", Refusal::from(why).code()),
        );
        Ok(Go::On)
    }

    fn note(&mut self, what: String) {
        self.bad.push(what);
    }
}

/// Whether a cell may hold more rows than its own: an answer that is lost leaves a number blocked.
fn joins_rows(cell: &str, region: Region) -> bool {
    let Some((_, behind)) = cell.split_once(['\n', '\r']) else {
        return false;
    };
    let mut found = Vec::new();
    number::people(behind, region, &mut found);
    !found.is_empty()
}

/// Where each wanted column stands.
fn find(headings: &Record, wanted: &[Wanted]) -> Result<Vec<Option<usize>>, String> {
    let headings = headings.cells();
    let known: Vec<String> = headings.iter().map(plain).collect();
    let mut places = Vec::new();
    for column in wanted {
        let mut at = (0..)
            .zip(&known)
            .filter(|(_, text)| *text == column.name || column.also.contains(&text.as_str()));
        let (first, second) = (at.next(), at.next());
        if first.is_none() && column.required {
            let names: Vec<_> = wanted.iter().map(|column| column.name).collect();
            let there: Vec<_> = headings
                .iter()
                .map(|heading| format!("{:?}", heading.trim()))
                .collect();
            return Err(format!(
                "no column {:?}: the first row must hold the headings {} (here it holds {})",
                column.name,
                names.join(", "),
                there.join(", ")
            ));
        }
        if second.is_some() {
            return Err(format!(
                "two headings mean {:?}; rename the column that does not, or take it out",
                column.name
            ));
        }
        places.push(first.map(|(at, _)| at));
    }
    Ok(places)
}

/// A heading in lower case, with single spaces for white space and punctuation.
fn plain(heading: &str) -> String {
    let spaced: String = heading
        .chars()
        .map(|c| match c {
            c if c.is_ascii_punctuation() || c.is_control() => ' ',
            plain => plain,
        })
        .collect();
    let words: Vec<_> = spaced.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
