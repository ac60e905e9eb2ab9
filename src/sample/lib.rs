//! Made-up complaint exports, as messy as real ones, with a known truth.
//!
//! [`write()`] fills a folder with `reports/`, the exports that nine offices might send; the files that a desk keeps
//! itself, `delisted.csv protected.csv disconnected.csv sightings.csv approvals.csv status.csv jaanch.toml`; and
//! `truth.csv`, which says of every number in any of them what is to come of it. The same [`Options`] give the same bytes
//! on every machine.
//!
//! `truth.csv` has one row for every number, sorted:
//!
//! | column | value |
//! |---|---|
//! | `e164` | `+91` and ten digits that begin with 50, a block no subscriber can hold |
//! | `listed` | `true` or `false`, where nothing but `reports/` is given |
//! | `tag` | `often` or `reported`; empty if not listed |
//! | `reason` | `single-unverified`, `too-old` or `not-reported`; empty if listed |
//! | `all_listed` | `true` or `false`, where all files are given |
//! | `all_tag` | `often`, `reported` or `linked` |
//! | `all_reason` | why not, in the words of a build and of its linkage.csv; `not-linked` for a number that was seen in no reported number's handset |
//! | `linked_from` | the reported number in whose handset it was seen, whatever came of that |
//! | `status` | what the portal answered: `uploaded`, `blocked` or `refused` |
//!
//! The rule behind it: rows about one number with the same complaint id, or with the same date and source, are one
//! complaint. A number is listed if it has two complaints or a verified one, and the last is at most 365 days old; it
//! is `often` with three. Complaints up to the ninetieth day after a disconnection do not count once that day has passed.
//! docs/LINKAGE.md has the rules of linkage.
//!
//! The exports differ in kind of file, columns, language, delimiter, line ends, dates and words, and write numbers in every
//! way that people do. Some cells cannot be read, some name two numbers, some complaints stand in several exports, and two
//! exports name complainants, whose phones are never a suspect's. Sightings write an IMEI in all its forms, and some in
//! none.

mod chance;
mod deal;
mod decisions;
mod desk_files;
mod export;
mod folder;
mod forms;
mod handsets;
mod offices;
mod place;
mod plan;
mod rows;
mod sightings;
mod story;
mod truth;
mod writing;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};
pub use truth::Reason;
pub use writing::Damage;

use crate::chance::Block;
use crate::decisions::{Decisions, Fate};
use crate::desk_files::{DESK_FILES, Desk};
use crate::folder::Folder;
use crate::handsets::Handsets;
use crate::offices::{BARE, EXPORTS};
use crate::place::District;
use crate::rows::Register;
use crate::truth::{Standing, Suspect, Truth};

/// The most listed numbers a sample can have: the block of made-up numbers has room for their complainants too.
pub const MAX_COUNT: usize = 10_000_000;

/// The first and the last date a sample can be made for; complaint ids name the year by two digits.
const AS_OF: [Date; 2] = [date(2005, 1, 1), date(2099, 12, 31)];

/// What a sample is to be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many numbers are to be listed.
    pub count: usize,
    /// Another seed gives other numbers, people and mistakes.
    pub seed: u64,
    /// The date for which the truth holds, and after which there is no complaint.
    pub as_of: Date,
}

impl Default for Options {
    /// The announced count, at the end of a Cyber Security Month.
    fn default() -> Self {
        Self {
            count: place::ANNOUNCED,
            seed: 1930,
            as_of: date(2026, 10, 31),
        }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The rows of each export, by file name, in the order they were written; headers are not counted.
    pub files: Vec<(&'static str, usize)>,
    /// The numbers to be listed, `often` and `reported` together.
    pub listed: usize,
    /// The numbers among them to be listed as `often`.
    pub often: usize,
    /// The numbers to be listed, by district.
    pub districts: Vec<(&'static str, usize)>,
    /// The numbers not to be listed, by reason.
    pub unlisted: BTreeMap<Reason, usize>,
    /// The numbers among them of which several exports carry the same one unverified complaint.
    pub only_duplicates: usize,
    /// Rows that carry a complaint another export carries too.
    pub duplicates: usize,
    /// Rows that name two numbers in one cell.
    pub two_numbers: usize,
    /// Rows from which no number can be read, by what is wrong with the cell.
    pub damaged: BTreeMap<Damage, usize>,
    /// The numbers to be listed when all files are given, by tag.
    pub all_listed: BTreeMap<&'static str, usize>,
    /// The numbers not to be listed then, by reason.
    pub all_unlisted: BTreeMap<&'static str, usize>,
    /// The rows of `sightings.csv`.
    pub sightings: usize,
}

impl Summary {
    /// The rows of all exports together.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.files.iter().map(|(_, rows)| rows).sum()
    }
}

/// Why there is no sample.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// More numbers were asked for than there is room for.
    #[error("a sample of {count} numbers is too large: the most is {MAX_COUNT}")]
    Count {
        /// What was asked for.
        count: usize,
    },
    /// The date is outside the years that complaint ids can name.
    #[error("no sample can be made for {as_of}: the date has to be from {} to {}", AS_OF[0], AS_OF[1])]
    AsOf {
        /// What was asked for.
        as_of: Date,
    },
    /// There is something in the folder that is no part of a sample.
    #[error(
        "{} is not empty and holds more than an earlier sample: {} would be lost or mixed up with it; \
         name a new folder",
        folder.display(),
        path.display()
    )]
    Occupied {
        /// The folder that was named.
        folder: PathBuf,
        /// What is in it.
        path: PathBuf,
    },
    /// What was named is a file.
    #[error("{} is not a folder; name a new one", path.display())]
    NotAFolder {
        /// What was named.
        path: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Error {
    /// Says where an error of the system happened.
    fn at(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

/// Writes a sample into the folder `dir`, which is made if need be.
///
/// A folder that holds an earlier sample and nothing else gets the new one in its place; if writing fails, what was
/// there stays.
///
/// # Errors
/// [`Error`] if the options cannot be met, if there is anything else in the folder, or if the system refuses.
pub fn write(dir: &Path, options: &Options) -> Result<Summary, Error> {
    let Options { count, seed, as_of } = *options;
    if count > MAX_COUNT {
        return Err(Error::Count { count });
    }
    let calendar = calendar(as_of)?;
    let folder = Folder::open(dir)?;
    let truth = Truth::new(count, seed);
    let register = Register {
        seed,
        block: Block::new(seed),
        calendar,
        truth: &truth,
    };
    let mut summary = Summary::new(&truth);
    let dealt = deal::deal(&truth, seed);
    let mut complainants = Vec::new();
    for (export, rows) in std::iter::zip(&EXPORTS, &dealt) {
        folder.report(export.file, |out| register.export(export, rows, out))?;
        summary.files.push((export.file, rows.len()));
        complainants.extend(register.complainants(export, rows));
    }
    folder.report(BARE, |out| register.bare(out))?;
    summary.files.push((BARE, truth.bare.len()));

    complainants.sort_unstable();
    complainants.dedup();
    let mut decisions = Decisions::new(&truth, count, seed);
    let calendar = &register.calendar;
    let handsets = Handsets::new(&mut decisions, &complainants, calendar, count, seed);
    let desk = Desk {
        calendar,
        decisions: &decisions,
        handsets: &handsets,
    };
    for name in DESK_FILES {
        folder.desk_file(name, |out| desk.write(name, out))?;
    }
    folder.truth(|out| register.truth(&decisions, &handsets, out))?;
    summary.count(&decisions, &handsets);
    folder.finish()?;
    Ok(summary)
}

/// The dates on which a complaint can have been made, by age in days.
fn calendar(as_of: Date) -> Result<Vec<Date>, Error> {
    let [first, last] = AS_OF;
    if as_of < first || as_of > last {
        return Err(Error::AsOf { as_of });
    }
    let mut day = as_of;
    let mut dates = vec![day];
    while dates.len() <= truth::OLDEST {
        day = day
            .checked_sub(1.day())
            .map_err(|_| Error::AsOf { as_of })?;
        dates.push(day);
    }
    Ok(dates)
}

impl Summary {
    /// Everything that is known before there are files.
    fn new(truth: &Truth) -> Self {
        let mut summary = Self {
            districts: District::all()
                .map(|(district, _)| (district.name(), 0))
                .to_vec(),
            only_duplicates: truth.only_copies,
            ..Self::default()
        };
        for (_, district, standing) in &truth.numbers {
            match standing {
                Standing::Often | Standing::Reported => {
                    summary.listed += 1;
                    summary.often += usize::from(*standing == Standing::Often);
                    summary.districts[district.place()].1 += 1;
                }
                Standing::Unlisted(reason) => *summary.unlisted.entry(*reason).or_default() += 1,
            }
        }
        for complaint in &truth.complaints {
            summary.duplicates += complaint.copies;
            match complaint.suspect {
                Suspect::One(_) => {}
                Suspect::Two(..) => summary.two_numbers += 1 + complaint.copies,
                Suspect::Damaged(damage, _) => *summary.damaged.entry(damage).or_default() += 1,
            }
        }
        summary
    }
    /// What comes of the numbers when all files are given.
    fn count(&mut self, decisions: &Decisions, handsets: &Handsets) {
        self.sightings = handsets.sightings.len();
        for fate in decisions.fates.values() {
            let (counts, word) = match fate {
                Fate::Listed(tag) => (&mut self.all_listed, tag),
                Fate::Not(reason) => (&mut self.all_unlisted, reason),
            };
            *counts.entry(word).or_default() += 1;
        }
    }
}
