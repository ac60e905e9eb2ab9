//! Writing a sample to a folder: it replaces an earlier sample as a whole, and never anything else.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use jaanch_desk::output::{self, Staging};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::assignment::assign;
use crate::decisions::Decisions;
use crate::desk_files::DESK_FILES;
use crate::error::Error;
use crate::numbers::Block;
use crate::offices::{EXPORTS, NUMBER_LIST};
use crate::options::{DATES, MAX_COUNT, Options};
use crate::population::{OLDEST, Population};
use crate::rows::Exporter;
use crate::summary::Summary;
use crate::truth::{HEADINGS, TRUTH};
use crate::{desk_files, linkage, truth};

/// The folder of exports.
const REPORTS: &str = "reports";

/// Writes a sample to the folder `dir`, which is created if it does not exist.
///
/// An earlier sample is replaced. If writing fails, it stays as it was.
///
/// # Errors
/// The options are out of range, the folder contains anything else, or the system refuses.
pub fn write(dir: &Path, options: &Options) -> Result<Summary, Error> {
    let Options { count, seed, as_of } = *options;
    if count > MAX_COUNT {
        return Err(Error::Count { count });
    }
    if !DATES.contains(&as_of) {
        return Err(Error::AsOf { as_of });
    }
    check(dir)?;
    let staging = Staging::start(dir)?;
    staging.folder(REPORTS, false)?;

    let calendar: Vec<Date> = as_of.series(-1.day()).take(OLDEST + 1).collect();
    let population = Population::new(count, seed);
    let exporter = Exporter {
        seed,
        block: Block::new(seed),
        calendar: &calendar,
        population: &population,
    };
    let mut summary = Summary::new(&population);
    let mut complainants = Vec::new();
    for (export, rows) in std::iter::zip(&EXPORTS, &assign(&population, seed)) {
        staging.stream(&report(export.file), false, |out| {
            exporter.export(export, rows, out)
        })?;
        summary.files.push((export.file, rows.len()));
        complainants.extend(exporter.complainants(export, rows));
    }
    staging.stream(&report(NUMBER_LIST), false, |out| exporter.number_list(out))?;
    summary.files.push((NUMBER_LIST, population.bare.len()));

    complainants.sort_unstable();
    complainants.dedup();
    let mut decisions = Decisions::new(&population, count, seed);
    let handsets = linkage::draw(&mut decisions, &complainants, &calendar, count, seed);
    desk_files::write(&staging, &calendar, &decisions, &handsets)?;
    truth::write(&staging, &population, &decisions, &handsets)?;
    summary.count(&decisions, &handsets);
    staging.publish()?;
    Ok(summary)
}

/// The path of an export in a sample.
fn report(file: &str) -> String {
    format!("{REPORTS}/{file}")
}

/// Refuses a target that is neither new, empty nor a sample.
///
/// A sample is recognised by its contents, not by a marker: the names of its files, and the header of `truth.csv`.
fn check(target: &Path) -> Result<(), Error> {
    match fs::metadata(target) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(jaanch_desk::Error::io(target, "read")(error).into()),
        Ok(metadata) if !metadata.is_dir() => {
            let path = target.to_owned();
            return Err(Error::NotAFolder { path });
        }
        Ok(_) => {}
    }
    let exports = EXPORTS.iter().map(|export| export.file);
    let reports: Vec<String> = exports.chain([NUMBER_LIST]).map(report).collect();
    let reports = reports.iter().map(String::as_str);
    let files: Vec<&str> = reports.chain(DESK_FILES).chain([TRUTH]).collect();
    let foreign = match output::first_foreign(target, &files)? {
        None if !is_sample(target)? => output::first_foreign(target, &[])?,
        foreign => foreign,
    };
    foreign.map_or(Ok(()), |path| {
        Err(Error::Occupied {
            folder: target.to_owned(),
            path,
        })
    })
}

/// Whether the folder has a `truth.csv` with the columns of any version: later ones have more behind them.
fn is_sample(folder: &Path) -> Result<bool, jaanch_desk::Error> {
    let path = folder.join(TRUTH);
    let header = HEADINGS[..4].join(",");
    let mut start = Vec::new();
    let longest = u64::try_from(header.len()).unwrap_or_default();
    match File::open(&path).and_then(|file| file.take(longest).read_to_end(&mut start)) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(jaanch_desk::Error::io(&path, "read")(error))
        }
        _ => Ok(start == header.as_bytes()),
    }
}
