//! Files and folders of exports → one [`Intake`].

use std::path::{Path, PathBuf};

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::Error;
use crate::complaints::file_reader::read_file;
use crate::complaints::intake::Intake;
use crate::complaints::settings::Settings;
use crate::complaints::spellings::unify;

/// Reads all files and folders, in parallel; `progress` is called with every file's share of bytes read.
///
/// # Errors
/// The first file, in the order of their paths, that cannot be understood as a whole.
pub fn read(
    paths: &[PathBuf],
    settings: Settings<'_>,
    as_of: Date,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Intake, Error> {
    read_watching(paths, settings, as_of, &[], progress)
}

/// The same; where a row is rejected as a whole and holds one of the numbers in `watch`, the cell is kept.
///
/// # Errors
/// Those of [`read`].
pub fn read_watching(
    paths: &[PathBuf],
    settings: Settings<'_>,
    as_of: Date,
    watch: &[PhoneNumber],
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Intake, Error> {
    let files = find_files(paths)?;
    let parts: Vec<_> = files
        .par_iter()
        .map(|path| {
            let part = read_file(path, settings, as_of, watch);
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
    unify(&mut intake.reports, &intake.names);
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
/// dot is ignored.
///
/// # Errors
/// A path that does not exist or cannot be read, a folder without files, or a file in a folder that is not an export.
pub fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    Ok(jaanch_tables::find_files(paths, &is_export)?)
}

/// Endings under which any content is read; under others, only a workbook or JSON.
const ENDINGS: [&str; 13] = [
    "csv", "tsv", "tab", "psv", "txt", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xls", "ods",
    "gz",
];

/// Whether a file of a folder is meant to be read: a folder holds other things, too, and a note is not a list of numbers.
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
