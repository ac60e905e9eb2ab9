//! The hand-over to the portal where numbers are blocked: upload files for every district and for all, and the answers
//! read back.
//!
//! A portal takes ten-digit Indian numbers. Whatever else is listed (a caller from abroad, a toll-free number) stands in a
//! file of its own that says so by its name, and is counted.

mod columns;
mod names;
mod sheet;
pub mod status;
pub(crate) mod table;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use columns::{Column, Cybersafe, Field, MOST_ROWS};

use super::Error;
use super::tables::defused;
use crate::number::{PhoneNumber, Region};
use names::FileNames;
use sheet::Cell;

/// The file of all numbers that can be uploaded.
const ALL: &str = "all";
/// Numbers of complaints that name no district.
const UNKNOWN: &str = "unknown";
/// Numbers that the portal has no place for.
const NOT_FOR_UPLOAD: &str = "not-for-upload";

/// A listed number and what its entry rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The number.
    pub number: PhoneNumber,
    /// Why it is listed.
    pub tag: &'a str,
    /// Distinct complaints.
    pub reports: u32,
    /// The first complaint's date.
    pub first: Option<Date>,
    /// The last complaint's date.
    pub last: Option<Date>,
    /// The district it is counted under.
    pub district: Option<&'a str>,
    /// How complaints came in.
    pub sources: Vec<&'a str>,
    /// Which kinds of fraud.
    pub categories: Vec<&'a str>,
    /// Reported numbers that were used in the same handset.
    pub linked_from: Vec<PhoneNumber>,
}

impl Listed<'_> {
    /// Whether the portal has a place for it: an Indian number of ten digits.
    #[must_use]
    pub fn is_for_upload(&self) -> bool {
        self.number.country() == Some(Region::IN) && self.number.national().len() == 10
    }

    fn cell(&self, column: &Column, date_format: &str) -> Cell {
        let date = |date: Option<Date>| {
            let text = date.map(|date| date.strftime(date_format).to_string());
            Cell::Ours(text.unwrap_or_default())
        };
        match column.field {
            None => Cell::Ours(column.text.clone().unwrap_or_default()),
            Some(Field::Number) if self.is_for_upload() => Cell::Ours(self.number.national()),
            // Without its country code another country's number would be taken for an Indian one.
            Some(Field::Number | Field::E164) => Cell::Ours(self.number.to_string()),
            Some(Field::Tag) => Cell::Outside(self.tag.to_owned()),
            Some(Field::Reports) => Cell::Ours(self.reports.to_string()),
            Some(Field::FirstDate) => date(self.first),
            Some(Field::LastDate) => date(self.last),
            Some(Field::District) => Cell::Outside(self.district.unwrap_or_default().to_owned()),
            Some(Field::Source) => Cell::Outside(self.sources.join("; ")),
            Some(Field::Category) => Cell::Outside(self.categories.join("; ")),
            Some(Field::LinkedFrom) => Cell::Ours(
                self.linked_from
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
        }
    }
}

/// Takes a file's name and its content.
pub type Write<'a> = dyn FnMut(&str, &[u8]) -> Result<(), Error> + 'a;

/// One upload file, as `.csv` and as `.xlsx`.
struct Upload<'a> {
    name: String,
    rows: Vec<&'a Listed<'a>>,
}

/// The upload files of a build, before they are written.
pub struct HandOver<'a> {
    uploads: Vec<Upload<'a>>,
    choice: &'a Cybersafe,
    created: Date,
    summary: HandOverSummary,
}

/// What was handed over, in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandOverSummary {
    /// Numbers in the upload files.
    pub numbers: u64,
    /// Listed numbers left out because they were listed at the time of `--since`.
    pub before: u64,
    /// Numbers that the portal has no place for: they stand in `not-for-upload` alone.
    pub not_for_upload: u64,
    /// The files, in the order of their districts; the file of all comes first.
    pub files: Vec<UploadSummary>,
}

/// One upload file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UploadSummary {
    /// The file's name without `.csv` or `.xlsx`.
    pub name: String,
    /// The district as the exports write it; none where the file is not one district's.
    pub district: Option<String>,
    /// Its rows.
    pub numbers: u64,
}

impl<'a> HandOver<'a> {
    /// Sorts numbers into files. With `since`, the numbers of an earlier list in ascending order, only new ones are taken.
    #[must_use]
    pub fn new(
        numbers: &'a [Listed<'a>],
        since: Option<&[PhoneNumber]>,
        choice: &'a Cybersafe,
        created: Date,
    ) -> Self {
        let mut all = Vec::new();
        let mut others = Vec::new();
        let mut districts: BTreeMap<Option<&str>, Vec<&Listed>> = BTreeMap::new();
        let mut summary = HandOverSummary::default();
        for row in numbers {
            if since.is_some_and(|since| since.binary_search(&row.number).is_ok()) {
                summary.before += 1;
            } else if row.is_for_upload() {
                all.push(row);
                districts.entry(row.district).or_default().push(row);
            } else {
                others.push(row);
            }
        }
        summary.numbers = size(all.len());
        summary.not_for_upload = size(others.len());
        // The fixed names first: a district called "all" gets "all (2)".
        let mut names = FileNames::default();
        let mut tables = vec![(names.give(ALL), None, all)];
        let (unknown, not_for_upload) = (names.give(UNKNOWN), names.give(NOT_FOR_UPLOAD));
        for (district, rows) in districts {
            let name = district.map_or_else(|| unknown.clone(), |district| names.give(district));
            tables.push((name, district, rows));
        }
        if !others.is_empty() {
            tables.push((not_for_upload, None, others));
        }
        let most = usize::try_from(choice.rows_per_file.clamp(1, MOST_ROWS)).unwrap_or(usize::MAX);
        let mut uploads = Vec::new();
        for (name, district, rows) in tables {
            for (part, rows) in parts(rows, most).into_iter().enumerate() {
                let name = match part {
                    0 => name.clone(),
                    part => names.give(&format!("{name} part {}", part + 1)),
                };
                summary.files.push(UploadSummary {
                    name: name.clone(),
                    district: district.map(str::to_owned),
                    numbers: size(rows.len()),
                });
                uploads.push(Upload { name, rows });
            }
        }
        Self {
            uploads,
            choice,
            created,
            summary,
        }
    }

    /// The figures.
    #[must_use]
    pub fn summary(&self) -> &HandOverSummary {
        &self.summary
    }

    /// Makes every file and passes its name and content on, one after the other.
    ///
    /// # Errors
    /// Those of `write`, or a table that cannot be made.
    pub fn write(&self, write: &mut Write) -> Result<(), Error> {
        let columns = &self.choice.column;
        let headings: Vec<&str> = columns
            .iter()
            .map(|column| column.heading.as_str())
            .collect();
        for upload in &self.uploads {
            let rows = || {
                upload.rows.iter().map(|row| {
                    let cell = |column| row.cell(column, &self.choice.date_format);
                    columns.iter().map(cell).collect()
                })
            };
            let csv = sheet::csv(&headings, rows(), defused)?;
            write(&format!("{}.csv", upload.name), &csv)?;
            let xlsx = sheet::xlsx(&headings, rows(), self.created)?;
            write(&format!("{}.xlsx", upload.name), &xlsx)?;
        }
        Ok(())
    }
}

/// The rows in parts of at most so many; at least one part.
fn parts<T>(rows: Vec<T>, most: usize) -> Vec<Vec<T>> {
    let mut parts = vec![Vec::new()];
    for row in rows {
        if parts.last().is_some_and(|part| part.len() == most) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(row);
        }
    }
    parts
}

fn size(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
