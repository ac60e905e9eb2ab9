//! Rows of a table whose columns are understood → reports and rejects.

use std::collections::HashMap;

use jaanch_core::number::{PhoneNumber, Region};
use jaanch_tables::{Cells, Record, Row};
use jiff::civil::Date;

use crate::cells::refusal::Refusal;
use crate::cells::{date, number};
use crate::complaints::account::{Reject, TableCount, TableIntake};
use crate::complaints::column::ColumnMap;
use crate::complaints::complaint::Complaint;
use crate::complaints::date_order::{Evidence, Reading};
use crate::complaints::names::{Id, Name, Names};
use crate::complaints::settings::Settings;

/// Longer values are cut in rejects.csv.
const LONGEST_VALUE: usize = 500;
/// Different words of a status column that are remembered.
const KNOWN_STATUSES: usize = 1_000;

/// An answer to a question that only the heading asks: it may be another one than whether the complaint was verified.
const YES: [&str; 5] = ["yes", "y", "true", "हाँ", "हां"];

/// Takes the rows of a table whose columns are understood.
pub(crate) struct RowReader {
    region: Region,
    as_of: Date,
    pub(crate) watch: Vec<PhoneNumber>,
    columns: ColumnMap,
    headings: Vec<Name>,
    verified: Vec<String>,
    statuses: HashMap<String, bool, foldhash::fast::RandomState>,
    reading: Reading,
    pub(crate) evidence: Evidence,
    pub(crate) from_1904: bool,
    /// Whether the cells were told apart by a delimiter, which may stand in one of them.
    pub(crate) is_text: bool,
    pub(crate) left_out: Option<String>,
    pub(crate) part: TableIntake,
    people: Vec<PhoneNumber>,
    refused: Vec<(usize, Box<str>, Refusal)>,
    last: Last,
}

/// The texts of the row before: exports are sorted by something, most often.
#[derive(Default)]
struct Last {
    source: (String, Name),
    district: (String, Name),
    category: (String, Name),
}

fn name_of(names: &mut Names, last: &mut (String, Name), cell: &str) -> Name {
    if cell.is_empty() {
        return Name::NONE;
    }
    if last.0 != cell {
        last.0.clear();
        last.0.push_str(cell);
        last.1 = names.add(cell);
    }
    last.1
}

/// The beginning of a value that is too long to keep.
pub(crate) fn cut(value: &str) -> &str {
    let mut end = value.len().min(LONGEST_VALUE);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.get(..end).unwrap_or_default()
}

impl RowReader {
    pub(crate) fn new(
        settings: Settings<'_>,
        as_of: Date,
        columns: ColumnMap,
        headings: Record,
        reading: Reading,
    ) -> Self {
        let mut names = Names::default();
        let count = TableCount {
            columns: columns.described(headings.cells()),
            ..TableCount::default()
        };
        Self {
            region: settings.region,
            as_of,
            watch: Vec::new(),
            headings: headings
                .cells()
                .iter()
                .map(|text| names.add(text))
                .collect(),
            verified: settings
                .verified
                .iter()
                .map(|word| word.to_lowercase())
                .filter(|word| columns.yes_is_verified || !YES.contains(&word.as_str()))
                .collect(),
            columns,
            statuses: HashMap::default(),
            reading,
            evidence: Evidence::read_as(reading),
            from_1904: false,
            is_text: false,
            left_out: None,
            part: TableIntake {
                reports: Vec::new(),
                names,
                rejects: Vec::new(),
                watched: Vec::new(),
                people: Vec::new(),
                count,
            },
            people: Vec::new(),
            refused: Vec::new(),
            last: Last::default(),
        }
    }

    pub(crate) fn refuse_row(&mut self, row: u64, value: &str, reason: Refusal) {
        self.part.count.rows += 1;
        self.part.count.rejected += 1;
        self.reject(row, None, value, reason);
    }

    fn reject(&mut self, row: u64, column: Option<usize>, value: &str, reason: Refusal) {
        let reject = self.rejected(row, column, value, reason);
        self.part.rejects.push(reject);
    }

    fn rejected(
        &mut self,
        row: u64,
        column: Option<usize>,
        value: &str,
        reason: Refusal,
    ) -> Reject {
        let heading = |at: usize| {
            let heading = self.headings.get(at).copied();
            heading.filter(|name| !name.is_none())
        };
        let column = match column {
            None => Name::NONE,
            Some(at) => heading(at).unwrap_or_else(|| self.part.names.add(&(at + 1).to_string())),
        };
        Reject {
            file: 0,
            row: u32::try_from(row).unwrap_or(u32::MAX),
            column,
            value: cut(value).into(),
            reason,
        }
    }

    /// Keeps the cells of a rejected row that hold a number that is asked about.
    fn watch(&mut self, row: Row<'_>, reason: Refusal) {
        if self.watch.is_empty() {
            return;
        }
        for column in 0..row.cells.len() {
            let cell = row.cells.cell(column);
            let holds_numbers = self.part.count.left_out || self.columns.number.contains(&column);
            let mut holds = false;
            if holds_numbers {
                number::numbers(cell, self.region, &mut |found| {
                    holds |= found.is_ok_and(|number| self.watch.contains(&number));
                });
            }
            if holds {
                let reject = self.rejected(row.number, Some(column), cell.text, reason);
                self.part.watched.push(reject);
            }
        }
    }

    /// Whether there is something behind the last of the columns that the heading names.
    fn is_shifted(&self, cells: Cells<'_>) -> bool {
        let named = self.headings.len();
        self.is_text
            && named > 0
            && cells.len() > named
            && cells.iter().skip(named).any(|cell| !cell.trim().is_empty())
    }

    fn cell(cells: Cells<'_>, column: Option<usize>) -> &str {
        column.and_then(|at| cells.get(at)).unwrap_or("").trim()
    }

    /// Takes one row: every number in it that can be, and a reject for everything that cannot.
    pub(crate) fn take(&mut self, row: Row<'_>) {
        let cells = row.cells;
        if self.is_shifted(cells) {
            let shown: Vec<&str> = cells.iter().collect();
            self.refuse_row(row.number, &shown.join(" | "), Refusal::TooManyCells);
            self.watch(row, Refusal::TooManyCells);
            return;
        }
        self.part.count.rows += 1;
        let mut people = std::mem::take(&mut self.people);
        people.clear();
        for &column in &self.columns.people {
            number::people(cells.get(column).unwrap_or(""), self.region, &mut people);
        }
        if self.part.count.left_out {
            self.part.count.rejected += 1;
            self.reject(row.number, None, "", Refusal::NoNumberColumn);
            self.watch(row, Refusal::NoNumberColumn);
        } else {
            let before = self.part.reports.len();
            match self.date(row) {
                Ok(date) => self.numbers(row, date, &people),
                Err(reason) => {
                    let value = Self::cell(cells, self.columns.date).to_owned();
                    self.reject(row.number, self.columns.date, &value, reason);
                    self.watch(row, reason);
                }
            }
            if self.part.reports.len() == before {
                self.part.count.rejected += 1;
            }
        }
        self.keep_off(people);
    }

    /// Takes of a row nothing but the numbers that must never be listed.
    pub(crate) fn take_people(&mut self, cells: Cells<'_>) {
        let mut people = std::mem::take(&mut self.people);
        people.clear();
        for &column in &self.columns.people {
            number::people(cells.get(column).unwrap_or(""), self.region, &mut people);
        }
        self.keep_off(people);
    }

    fn keep_off(&mut self, people: Vec<PhoneNumber>) {
        self.part.people.extend_from_slice(&people);
        // Complainants come again and again; what is kept stays in proportion to how many there are.
        if self.part.people.len() == self.part.people.capacity() {
            self.part.people.sort_unstable();
            self.part.people.dedup();
            let room = self.part.people.len().max(1 << 16);
            self.part.people.reserve(room);
        }
        self.people = people;
    }

    fn numbers(&mut self, row: Row<'_>, date: Option<Date>, people: &[PhoneNumber]) {
        let cells = row.cells;
        let mut report = None;
        let mut refused = std::mem::take(&mut self.refused);
        let mut filled = false;
        for at in 0..self.columns.number.len() {
            let Some(&column) = self.columns.number.get(at) else {
                continue;
            };
            let cell = cells.cell(column);
            // Of several number columns an empty one is nothing to complain about.
            if cell.text.trim().is_empty()
                && !cell.kind.has_no_value()
                && self.columns.number.len() > 1
            {
                continue;
            }
            filled = true;
            let region = self.region;
            number::numbers(cell, region, &mut |found| match found {
                Ok(number) if people.contains(&number) => {
                    refused.push((column, cell.text.into(), Refusal::Complainant));
                }
                Ok(number) => {
                    let common = *report.get_or_insert_with(|| self.report(row, date, number));
                    self.part.reports.push(Complaint { number, ..common });
                }
                Err((part, refusal)) => refused.push((column, part.into(), refusal)),
            });
        }
        if !filled {
            let column = self.columns.number.first().copied().unwrap_or_default();
            refused.push((column, "".into(), Refusal::Empty));
        }
        for (column, value, reason) in refused.drain(..) {
            self.reject(row.number, Some(column), &value, reason);
        }
        self.refused = refused;
    }

    /// What all reports of a row have in common.
    fn report(&mut self, row: Row<'_>, date: Option<Date>, number: PhoneNumber) -> Complaint {
        let cells = row.cells;
        let names = &mut self.part.names;
        let source = Self::cell(cells, self.columns.source);
        let district = Self::cell(cells, self.columns.district);
        let category = Self::cell(cells, self.columns.category);
        Complaint {
            number,
            date,
            source: name_of(names, &mut self.last.source, source),
            district: name_of(names, &mut self.last.district, district),
            category: name_of(names, &mut self.last.category, category),
            verified: self.is_verified(Self::cell(cells, self.columns.status)),
            file: 0,
            row: u32::try_from(row.number).unwrap_or(u32::MAX),
            id: Id::of(Self::cell(cells, self.columns.id)),
        }
    }

    fn is_verified(&mut self, status: &str) -> bool {
        if status.is_empty() {
            return false;
        }
        if let Some(&known) = self.statuses.get(status) {
            return known;
        }
        let is_verified = self.verified.contains(&status.to_lowercase());
        if self.statuses.len() < KNOWN_STATUSES {
            self.statuses.insert(status.to_owned(), is_verified);
        }
        is_verified
    }

    /// The date of a row; a date that cannot be read, or has not come yet, rejects the row: nobody could tell when its
    /// entry ages out.
    fn date(&mut self, row: Row<'_>) -> Result<Option<Date>, Refusal> {
        let Some(column) = self.columns.date else {
            return Ok(None);
        };
        let cell = row.cells.cell(column);
        if let Some(why) = Refusal::of(cell.kind) {
            return Err(why);
        }
        if cell.text.trim().is_empty() {
            return Ok(None);
        }
        let written = date::read(cell).ok_or(Refusal::BadDate)?;
        let written = if self.from_1904 {
            written.from_1904()
        } else {
            written
        };
        self.evidence.see(Some(written));
        let date = self.reading.date(written)?;
        if date > self.as_of {
            return Err(Refusal::FutureDate);
        }
        Ok(Some(date))
    }
}
