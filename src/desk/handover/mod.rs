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
pub mod withdraw;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io;

pub use columns::{Column, Cybersafe, Field, MOST_ROWS};
use foldhash::fast::FixedState;
use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::build::tables::defused;
use crate::handover::names::FileNames;
use crate::handover::sheet::Cell;

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

impl<'a> Listed<'a> {
    /// A number about which nothing but its tag is known any more.
    #[must_use]
    pub fn unknown(number: PhoneNumber, tag: &'a str) -> Self {
        Self {
            number,
            tag,
            reports: 0,
            first: None,
            last: None,
            district: None,
            sources: Vec::new(),
            categories: Vec::new(),
            linked_from: Vec::new(),
        }
    }

    /// Whether the portal has a place for it: an Indian number of ten digits.
    #[must_use]
    pub fn is_for_upload(&self) -> bool {
        self.number.country() == Some(Region::IN) && self.number.national().len() == 10
    }

    fn cell<'b>(&'b self, column: &'b Column, days: &'b Days) -> Cell<'b> {
        let date = |date: Option<Date>| {
            let text = date.and_then(|date| days.get(&date));
            Cell::Ours(text.map_or("", String::as_str).into())
        };
        match column.field {
            None => Cell::Ours(column.text.as_deref().unwrap_or_default().into()),
            Some(Field::Number) if self.is_for_upload() => {
                Cell::Ours(self.number.national().into())
            }
            // Without its country code another country's number would be taken for an Indian one.
            Some(Field::Number | Field::E164) => Cell::Ours(self.number.to_string().into()),
            Some(Field::Tag) => Cell::Outside(self.tag.into()),
            Some(Field::Reports) => Cell::Ours(self.reports.to_string().into()),
            Some(Field::FirstDate) => date(self.first),
            Some(Field::LastDate) => date(self.last),
            Some(Field::District) => Cell::Outside(self.district.unwrap_or_default().into()),
            Some(Field::Source) => Cell::Outside(joined(&self.sources)),
            Some(Field::Category) => Cell::Outside(joined(&self.categories)),
            Some(Field::LinkedFrom) => Cell::Ours(match self.linked_from.as_slice() {
                [] => "".into(),
                numbers => {
                    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
                    numbers.join("; ").into()
                }
            }),
        }
    }
}

/// Texts in one cell; most have one alone.
fn joined<'a>(texts: &[&'a str]) -> Cow<'a, str> {
    match texts {
        [] => "".into(),
        [one] => (*one).into(),
        several => several.join("; ").into(),
    }
}

/// How each date is written: a list of millions has some hundred dates.
type Days = HashMap<Date, String, FixedState>;

/// Writes a file's content.
pub type Content<'a> = dyn FnOnce(&mut dyn io::Write) -> io::Result<()> + 'a;

/// Makes a file of this name with this content; several at the same time.
pub type Make<'a> = dyn Fn(&str, Box<Content>) -> Result<(), Error> + Sync + 'a;

/// One upload file, as `.csv` and, unless it has too many rows, as `.xlsx`.
struct Upload<'a> {
    name: String,
    rows: Vec<&'a Listed<'a>>,
    csv_only: bool,
}

/// What a file is written as.
#[derive(Clone, Copy)]
enum Kind {
    Csv,
    Xlsx,
}

/// The upload files of a build, before they are written.
pub struct HandOver<'a> {
    uploads: Vec<Upload<'a>>,
    choice: &'a Cybersafe,
    days: Days,
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
    /// With more rows a file has no workbook.
    pub xlsx_max_rows: u32,
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
    /// Whether it has more rows than `xlsx_max_rows`, so that there is no workbook of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub csv_only: bool,
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
        let mut summary = HandOverSummary {
            xlsx_max_rows: choice.xlsx_max_rows,
            ..HandOverSummary::default()
        };
        let mut days = Days::default();
        for row in numbers {
            for date in row.first.into_iter().chain(row.last) {
                let written = || date.strftime(&choice.date_format).to_string();
                days.entry(date).or_insert_with(written);
            }
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
                let csv_only = size(rows.len()) > u64::from(choice.xlsx_max_rows);
                summary.files.push(UploadSummary {
                    name: name.clone(),
                    district: district.map(str::to_owned),
                    numbers: size(rows.len()),
                    csv_only,
                });
                uploads.push(Upload {
                    name,
                    rows,
                    csv_only,
                });
            }
        }
        Self {
            uploads,
            choice,
            days,
            created,
            summary,
        }
    }

    /// The figures.
    #[must_use]
    pub fn summary(&self) -> &HandOverSummary {
        &self.summary
    }

    /// Makes every file, as many at the same time as there are threads.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn write(&self, make: &Make) -> Result<(), Error> {
        let mut files = Vec::new();
        for upload in &self.uploads {
            files.push((upload, Kind::Csv));
            if !upload.csv_only {
                files.push((upload, Kind::Xlsx));
            }
        }
        // What takes longest first: nobody waits for it at the end.
        files.sort_by_key(|(upload, _)| std::cmp::Reverse(upload.rows.len()));
        files
            .par_iter()
            .try_for_each(|&(upload, kind)| self.file(upload, kind, make))
    }

    fn file(&self, upload: &Upload, kind: Kind, make: &Make) -> Result<(), Error> {
        let columns = &self.choice.column;
        let headings: Vec<&str> = columns
            .iter()
            .map(|column| column.heading.as_str())
            .collect();
        let rows = upload.rows.iter().map(|row| {
            let cell = |column| row.cell(column, &self.days);
            columns.iter().map(cell).collect()
        });
        let name = &upload.name;
        match kind {
            Kind::Csv => make(
                &format!("{name}.csv"),
                Box::new(|to| sheet::csv(to, &headings, rows, defused)),
            ),
            Kind::Xlsx => {
                let xlsx = sheet::xlsx(&headings, rows, self.created)?;
                make(&format!("{name}.xlsx"), Box::new(|to| to.write_all(&xlsx)))
            }
        }
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
