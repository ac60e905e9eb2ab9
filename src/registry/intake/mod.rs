//! Complaint exports → reports about numbers, with every row accounted for.

pub mod cells;
pub mod columns;
mod names;
mod rows;
pub mod text;
pub mod words;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

pub use names::{Name, Names};
pub use rows::{FileCount, Reject};

use super::Error;
use super::config::Config;
use crate::number::PhoneNumber;

/// One complaint about one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// The number complained about.
    pub number: PhoneNumber,
    /// Date of the complaint.
    pub date: Option<Date>,
    /// How it came in.
    pub source: Name,
    /// The complaint's id.
    pub id: Name,
    /// Where it was taken.
    pub district: Name,
    /// What kind of fraud.
    pub category: Name,
    /// Whether the police verified it.
    pub verified: bool,
    /// Which file, counting from 0 in the order of their paths.
    pub file: u32,
    /// Which row of it, the first being 1.
    pub row: u64,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Intake {
    /// Every report, in the order of files and rows.
    pub reports: Vec<Report>,
    /// The texts that the reports refer to.
    pub names: Names,
    /// Every cell that could not be taken, and why.
    pub rejects: Vec<Reject>,
    /// Numbers of people on the complaint's side, sorted: they must never be listed.
    pub people: Vec<PhoneNumber>,
    /// What was read from each file.
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
    let files = find_files(paths)?;
    let parts: Vec<_> = files
        .par_iter()
        .map(|path| {
            let part = rows::read_file(path, config, as_of);
            progress(
                std::fs::metadata(path)
                    .map(|data| data.len())
                    .unwrap_or_default(),
            );
            part
        })
        .collect();
    let mut intake = Intake::default();
    for (file, part) in (0..).zip(parts) {
        let part = part?;
        let renamed = intake.names.absorb(part.names);
        intake
            .reports
            .extend(part.reports.into_iter().map(|report| Report {
                source: renamed.of(report.source),
                id: renamed.of(report.id),
                district: renamed.of(report.district),
                category: renamed.of(report.category),
                file,
                ..report
            }));
        intake.rejects.extend(part.rejects);
        intake.people.extend(part.people);
        intake.files.push(part.count);
    }
    intake.people.sort_unstable();
    intake.people.dedup();
    Ok(intake)
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
fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        add_files(path, &mut files)?;
        if files.len() == before {
            return Err(Error::content(path, "the folder holds no files"));
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn add_files(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !std::fs::metadata(path)
        .map_err(Error::io(path, "read"))?
        .is_dir()
    {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(Error::io(path, "read"))? {
        let entry = entry.map_err(Error::io(path, "read"))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = path
            .extension()
            .map(|kind| kind.to_string_lossy().to_lowercase());
        if path.is_file() && !matches!(kind.as_deref(), None | Some("csv" | "tsv" | "txt")) {
            return Err(Error::content(
                &path,
                "this is no CSV or TXT export; move it out of the folder, or export it as CSV (UTF-8)",
            ));
        }
        add_files(&path, files)?;
    }
    Ok(())
}
