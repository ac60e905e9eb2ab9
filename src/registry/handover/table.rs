//! Small tables that a person keeps by hand: the portal's answers, the programmes. Columns are found by their headings, and
//! every row that cannot be taken is named.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use jiff::civil::Date;

use crate::number::{PhoneNumber, Region};
use crate::registry::intake::cells;
use crate::registry::{Error, dates};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
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
    cells: &'a StringRecord,
    places: &'a [Option<usize>],
}

impl Cells<'_> {
    /// The text in a column, empty where there is none.
    pub fn text(&self, wanted: usize) -> &str {
        let place = self.places.get(wanted).copied().flatten();
        place
            .and_then(|at| self.cells.get(at))
            .unwrap_or_default()
            .trim()
    }

    /// The phone number in a column.
    pub fn number(&self, wanted: usize, region: Region) -> Result<PhoneNumber, String> {
        let cell = self.text(wanted);
        cells::one(cell, region).map_err(|refusal| {
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
        match dates::parse(cell, region) {
            Some(date) if date <= as_of => Ok(Some(date)),
            Some(date) => Err(format!(
                "{date} lies after the date of issue, {as_of}: correct the date"
            )),
            None => Err(format!(
                "{cell:?} cannot be read as a date: write it as 2026-10-31 or 31/10/2026"
            )),
        }
    }
}

/// Reads a table and passes every row on. All rows are read before an error is returned, which then names each bad one.
///
/// # Errors
/// The file cannot be read, its headings are not understood, or rows are bad.
pub(crate) fn read(
    path: &Path,
    wanted: &[Wanted],
    take: &mut dyn FnMut(&Cells) -> Result<(), String>,
) -> Result<(), Error> {
    let bytes = std::fs::read(path).map_err(Error::io(path, "read"))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
        .ok_or_else(|| {
            Error::content(
                path,
                "this is no CSV (UTF-8); save it as that and try again",
            )
        })?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut places = None;
    let mut bad = Vec::new();
    let mut cells = StringRecord::new();
    while reader
        .read_record(&mut cells)
        .map_err(|error| Error::content(path, error.to_string()))?
    {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(places) = &places else {
            places = Some(find(&cells, wanted).map_err(|what| Error::content(path, what))?);
            continue;
        };
        let row = Cells {
            cells: &cells,
            places,
        };
        if let Err(what) = take(&row) {
            let line = line(text, cells.position());
            bad.push(format!("line {line}: {what}"));
        }
    }
    if places.is_none() {
        return Err(Error::content(
            path,
            "the file is empty; leave it out, or export it again",
        ));
    }
    if bad.is_empty() {
        return Ok(());
    }
    let more = match bad.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    };
    let told: Vec<_> = bad.iter().take(TOLD).map(String::as_str).collect();
    Err(Error::content(
        path,
        format!(
            "{} cannot be taken; nothing was written:\n  {}{more}",
            if bad.len() == 1 {
                "one row".to_owned()
            } else {
                format!("{} rows", bad.len())
            },
            told.join("\n  ")
        ),
    ))
}

/// The line a row begins in, counted from 1. Empty lines before it belong to it for the reader.
fn line(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else {
        return 0;
    };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(start..).unwrap_or_default();
    let before = before
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let skipped = before.filter(|&&byte| byte == b'\n').count();
    position.line() + u64::try_from(skipped).unwrap_or_default()
}

/// The delimiter that stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| line.bytes().filter(|&byte| byte == delimiter).count();
    let most = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|&delimiter| count(delimiter));
    most.unwrap_or(b',')
}

/// Where each wanted column stands.
fn find(headings: &StringRecord, wanted: &[Wanted]) -> Result<Vec<Option<usize>>, String> {
    let known: Vec<String> = headings.iter().map(plain).collect();
    let mut places = Vec::new();
    for column in wanted {
        let mut at = (0..known.len()).filter(|&at| {
            known
                .get(at)
                .is_some_and(|text| text == column.name || column.also.contains(&text.as_str()))
        });
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
        places.push(first);
    }
    Ok(places)
}

/// A heading in lower case, with single spaces for white space and punctuation.
fn plain(heading: &str) -> String {
    let spaced: String = heading
        .chars()
        .map(|c| {
            if c.is_ascii_punctuation() || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<_> = spaced.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
