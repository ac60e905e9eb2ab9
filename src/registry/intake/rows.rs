//! The rows of one file → reports and rejects.

use std::path::{Path, PathBuf};

use csv::StringRecord;
use jiff::civil::Date;

use super::columns::{Columns, Sample};
use super::text::{Row, TextRows};
use super::{Names, Report, cells};
use crate::number::PhoneNumber;
use crate::registry::config::Config;
use crate::registry::{Error, dates};

/// How many rows the columns are understood from.
const SAMPLE_ROWS: usize = 1_000;

/// One cell, or one part of a cell, that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file.
    pub file: PathBuf,
    /// Which row of it, the first being 1.
    pub row: u64,
    /// The heading of the column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why it could not be taken.
    pub reason: &'static str,
}

/// What was read from one file: taken + duplicate + rejected = rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    /// The file.
    pub path: PathBuf,
    /// What was taken from which column.
    pub columns: Vec<(&'static str, String)>,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Rows that gave nothing because something in them could not be read.
    pub rejected: u64,
    /// Rows whose complaints are all counted elsewhere already; known after deduplication.
    pub duplicate: u64,
    /// Rows that gave at least one new complaint; known after deduplication.
    pub taken: u64,
}

/// What one file gave.
pub(super) struct Part {
    pub reports: Vec<Report>,
    pub names: Names,
    pub rejects: Vec<Reject>,
    pub people: Vec<PhoneNumber>,
    pub count: FileCount,
}

struct Reader<'a> {
    path: &'a Path,
    config: &'a Config,
    as_of: Date,
    columns: Columns,
    headings: StringRecord,
    verified: Vec<String>,
    part: Part,
}

/// Reads a file: understands its columns from the first rows, then takes row after row.
pub(super) fn read_file(path: &Path, config: &Config, as_of: Date) -> Result<Part, Error> {
    let mut rows = TextRows::open(path)?;
    let mut first = Vec::new();
    let mut not_utf8 = Vec::new();
    let mut cells = StringRecord::new();
    let ended = loop {
        match rows.next(&mut cells).map_err(Error::io(path, "read"))? {
            Row::Cells => first.push((rows.row(), cells.clone())),
            Row::NotUtf8 => not_utf8.push(rows.row()),
            Row::End => break true,
        }
        if first.len() + not_utf8.len() >= SAMPLE_ROWS {
            break false;
        }
    };
    let sample: Vec<StringRecord> = first.iter().map(|(_, cells)| cells.clone()).collect();
    let sample = Sample {
        rows: &sample,
        region: config.region(),
    };
    let columns = sample
        .decide(path, &config.columns_for(path))
        .map_err(|what| Error::content(path, what))?;
    let mut reader = Reader {
        path,
        config,
        as_of,
        headings: if columns.has_heading {
            first.remove(0).1
        } else {
            StringRecord::new()
        },
        columns,
        verified: config
            .policy
            .verified
            .iter()
            .map(|word| word.to_lowercase())
            .collect(),
        part: Part {
            reports: Vec::new(),
            names: Names::default(),
            rejects: Vec::new(),
            people: Vec::new(),
            count: FileCount {
                path: path.to_path_buf(),
                ..FileCount::default()
            },
        },
    };
    reader.part.count.columns = reader.columns.described(&reader.headings);
    for row in not_utf8 {
        reader.reject_row(row);
    }
    for (row, cells) in &first {
        reader.take(*row, cells);
    }
    if ended {
        return Ok(reader.part);
    }
    loop {
        match rows.next(&mut cells).map_err(Error::io(path, "read"))? {
            Row::Cells => reader.take(rows.row(), &cells),
            Row::NotUtf8 => reader.reject_row(rows.row()),
            Row::End => return Ok(reader.part),
        }
    }
}

impl Reader<'_> {
    fn reject_row(&mut self, row: u64) {
        self.part.count.rows += 1;
        self.part.count.rejected += 1;
        self.reject(row, usize::MAX, "", "not-utf-8");
    }

    fn reject(&mut self, row: u64, column: usize, value: &str, reason: &'static str) {
        let heading = self
            .headings
            .get(column)
            .map(|heading| heading.trim().to_owned());
        let column = heading.unwrap_or_else(|| {
            column
                .checked_add(1)
                .map(|at| at.to_string())
                .unwrap_or_default()
        });
        self.part.rejects.push(Reject {
            file: self.path.to_path_buf(),
            row,
            column,
            value: value.to_owned(),
            reason,
        });
    }

    fn cell(cells: &StringRecord, column: Option<usize>) -> &str {
        column.and_then(|at| cells.get(at)).unwrap_or("").trim()
    }

    /// Takes one row: every number in it that can be, and a reject for everything that cannot.
    fn take(&mut self, row: u64, cells: &StringRecord) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        self.part.count.rows += 1;
        let region = self.config.region();
        let mut people = Vec::new();
        for &column in &self.columns.people {
            cells::people(cells.get(column).unwrap_or(""), region, &mut people);
        }
        let before = self.part.reports.len();
        match self.date(cells) {
            Ok(date) => {
                let names = &mut self.part.names;
                let report = |number, names: &mut Names| Report {
                    number,
                    date,
                    source: names.add(Self::cell(cells, self.columns.source)),
                    id: names.add(&Self::cell(cells, self.columns.id).to_uppercase()),
                    district: names.add(Self::cell(cells, self.columns.district)),
                    category: names.add(Self::cell(cells, self.columns.category)),
                    verified: {
                        let status = Self::cell(cells, self.columns.status).to_lowercase();
                        !status.is_empty() && self.verified.contains(&status)
                    },
                    file: 0,
                    row,
                };
                let mut refused = Vec::new();
                let mut filled = false;
                for &column in &self.columns.number {
                    let cell = cells.get(column).unwrap_or("");
                    // Of several number columns an empty one is nothing to complain about.
                    if cell.trim().is_empty() && self.columns.number.len() > 1 {
                        continue;
                    }
                    filled = true;
                    cells::numbers(cell, region, &mut |found| match found {
                        Ok(number) if people.contains(&number) => {
                            refused.push((column, cell.to_owned(), "complainant"));
                        }
                        Ok(number) => self.part.reports.push(report(number, names)),
                        Err((part, refusal)) => refused.push((column, part.to_owned(), refusal)),
                    });
                }
                if !filled {
                    refused.push((
                        self.columns.number.first().copied().unwrap_or_default(),
                        String::new(),
                        "empty",
                    ));
                }
                for (column, value, reason) in refused {
                    self.reject(row, column, &value, reason);
                }
            }
            Err(reason) => {
                let value = Self::cell(cells, self.columns.date).to_owned();
                self.reject(row, self.columns.date.unwrap_or_default(), &value, reason);
            }
        }
        if self.part.reports.len() == before {
            self.part.count.rejected += 1;
        }
        self.part.people.append(&mut people);
    }

    /// The date of a row; a date that cannot be read, or has not come yet, rejects the row: nobody could tell when its
    /// entry ages out.
    fn date(&self, cells: &StringRecord) -> Result<Option<Date>, &'static str> {
        match Self::cell(cells, self.columns.date) {
            "" => Ok(None),
            text => match dates::parse(text, self.config.region()) {
                None => Err("bad-date"),
                Some(date) if date > self.as_of => Err("future-date"),
                date => Ok(date),
            },
        }
    }
}
