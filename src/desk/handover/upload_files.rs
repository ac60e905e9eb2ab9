//! The upload files of a build: sorting the listed numbers into them, and writing them.

use std::collections::BTreeMap;
use std::io;

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::handover::listed::{Days, Listed, UNKNOWN_DISTRICT};
use crate::handover::names::FileNames;
use crate::handover::sheet;
use crate::handover::uploads::{MOST_ROWS, Uploads};

/// The file of all numbers that can be uploaded.
const ALL: &str = "all";
/// Numbers that the portal has no place for.
const NOT_FOR_UPLOAD: &str = "not-for-upload";

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
pub struct Handover<'a> {
    uploads: Vec<Upload<'a>>,
    choice: &'a Uploads,
    days: Days,
    created: Date,
    summary: HandoverSummary,
}

/// What was handed over, in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandoverSummary {
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

impl<'a> Handover<'a> {
    /// Sorts numbers into files. With `since`, the numbers of an earlier list in ascending order, only new ones are taken.
    #[must_use]
    pub fn new(
        numbers: &'a [Listed<'a>],
        since: Option<&[PhoneNumber]>,
        choice: &'a Uploads,
        created: Date,
    ) -> Self {
        let mut all = Vec::new();
        let mut others = Vec::new();
        let mut districts: BTreeMap<Option<&str>, Vec<&Listed>> = BTreeMap::new();
        let mut summary = HandoverSummary {
            xlsx_max_rows: choice.xlsx_max_rows,
            ..HandoverSummary::default()
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
        let (unknown, not_for_upload) = (names.give(UNKNOWN_DISTRICT), names.give(NOT_FOR_UPLOAD));
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
    pub fn summary(&self) -> &HandoverSummary {
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
                Box::new(|to| sheet::csv(to, &headings, rows)),
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
