//! Complaint exports → reports about numbers, with every row accounted for.

mod asking;
pub mod columns;
mod headings;
pub mod leaders;
mod misplaced;
pub mod names;
mod order;
pub mod part;
pub mod refusal;
pub mod repeats;
pub mod rows;
mod sides;
mod spellings;
pub mod survey;
mod table;
mod taking;
mod vocabulary;
pub mod words;

use std::path::{Path, PathBuf};

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;
pub use names::{Id, Name, Names};
pub use part::{FileCount, Reject};
use rayon::prelude::*;
pub use refusal::Refusal;
pub(crate) use rows::read_into;

use crate::Error;
use crate::config::Config;

/// One complaint about one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// The number complained about.
    pub number: PhoneNumber,
    /// Date of the complaint.
    pub date: Option<Date>,
    /// How it came in.
    pub source: Name,
    /// Where it was taken.
    pub district: Name,
    /// What kind of fraud.
    pub category: Name,
    /// Whether the police verified it.
    pub verified: bool,
    /// Which table, counting from 0 in the order of their files' paths and of the sheets in them: see [`Intake::files`].
    pub file: u32,
    /// Which row of it, the first being 1.
    pub row: u32,
    /// The complaint's id.
    pub id: Id,
}

// Ten million of them are to fit into half a gigabyte.
const _: () = assert!(size_of::<Report>() <= 48);

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Intake {
    /// Every report, in the order of tables and rows.
    pub reports: Vec<Report>,
    /// The texts that the reports refer to.
    pub names: Names,
    /// Every cell that could not be taken, and why.
    pub rejects: Vec<Reject>,
    /// Cells of rows that were rejected as a whole, where they hold a number that is asked about.
    pub watched: Vec<Reject>,
    /// Numbers of people on the complaint's side, sorted: they must never be listed.
    pub people: Vec<PhoneNumber>,
    /// What was read from each table: a file, or a sheet of a file.
    pub files: Vec<FileCount>,
}

/// Reads all files and folders, in parallel; `progress` is called with every file's share of bytes read.
///
/// # Errors
/// The first file, in the order of their paths, that cannot be understood as a whole.
pub fn read(
    paths: &[PathBuf],
    config: &Config,
    as_of: Date,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Intake, Error> {
    read_watching(paths, config, as_of, &[], progress)
}

/// The same; where a row is rejected as a whole and holds one of the numbers in `watch`, the cell is kept.
///
/// # Errors
/// Those of [`read`].
pub fn read_watching(
    paths: &[PathBuf],
    config: &Config,
    as_of: Date,
    watch: &[PhoneNumber],
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Intake, Error> {
    let files = find_files(paths)?;
    let parts: Vec<_> = files
        .par_iter()
        .map(|path| {
            let part = rows::read_file(path, config, as_of, watch);
            progress(
                std::fs::metadata(path)
                    .map(|data| data.len())
                    .unwrap_or_default(),
            );
            part
        })
        .collect();
    let mut intake = Intake::default();
    for parts in parts {
        for part in parts? {
            intake.add(part);
        }
    }
    intake.people.sort_unstable();
    intake.people.dedup();
    spellings::unify(&mut intake.reports, &intake.names);
    Ok(intake)
}

impl Intake {
    fn add(&mut self, part: part::Part) {
        let file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let renamed = self.names.absorb(part.names);
        let mut reports = part.reports;
        for report in &mut reports {
            report.source = renamed.of(report.source);
            report.district = renamed.of(report.district);
            report.category = renamed.of(report.category);
            report.file = file;
        }
        if self.reports.is_empty() {
            // One file may be all there is, and large: it is not copied.
            self.reports = reports;
        } else {
            self.reports.append(&mut reports);
        }
        let here = |reject: Reject| Reject {
            file,
            column: renamed.of(reject.column),
            ..reject
        };
        self.rejects.extend(part.rejects.into_iter().map(here));
        self.watched.extend(part.watched.into_iter().map(here));
        self.people.extend(part.people);
        self.files.push(part.count);
    }
}

/// The bytes of all files that would be read.
///
/// # Errors
/// A path that does not exist or cannot be read, or a folder without files.
pub fn size(paths: &[PathBuf]) -> Result<u64, Error> {
    let mut sum = 0;
    for path in find_files(paths)? {
        sum += std::fs::metadata(&path)
            .map_err(Error::io(&path, "read"))?
            .len();
    }
    Ok(sum)
}

/// The files named, and all files of the folders named, each once and in the order of their paths. What begins with a
/// dot is left aside, as everywhere.
///
/// # Errors
/// A path that does not exist or cannot be read, a folder without files, or a file in a folder that is no export.
pub fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    Ok(jaanch_tables::find_files(paths, &is_export)?)
}

/// Endings under which any content is read; under others, only a workbook or JSON.
const ENDINGS: [&str; 13] = [
    "csv", "tsv", "tab", "psv", "txt", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xls", "ods",
    "gz",
];

/// Whether a file of a folder is meant to be read: a folder holds other things, too, and a note is no list of numbers.
fn is_export(path: &Path) -> Result<(), jaanch_tables::Error> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    if name.starts_with("~$") {
        return Err(jaanch_tables::Error::content(
            path,
            "this marks a workbook that is open in a spreadsheet program; save and close it there",
        ));
    }
    let known = |name: &str| match name.rsplit_once('.') {
        None => true,
        Some((_, ending)) => ENDINGS.contains(&ending),
    };
    if known(name.strip_suffix(".gz").unwrap_or(&name)) || jaanch_tables::is_workbook(path)? {
        return Ok(());
    }
    Err(jaanch_tables::Error::content(
        path,
        "this is no export that can be read (CSV, TSV, TXT, XLSX, XLS, ODS, JSON, JSON Lines, each packed by gzip or not); move it \
         out of the folder",
    ))
}
