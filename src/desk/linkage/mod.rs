//! IMEI linkage: which other numbers were used in a handset that used a reported number.
//!
//! ```text
//! sightings ─ chunks ─┬─ first pass: handsets of reported numbers ─┐
//!                     └─ second pass: all numbers in those ────────┴─ links ─ status (rules, approvals) ─ linkage.csv
//! ```
//!
//! One hop and no more: a number found here never leads to a further handset. docs/LINKAGE.md has the rules and the
//! reasons.

pub mod approvals;
mod chunks;
mod columns;
pub mod imei;
pub mod links;
pub mod listing;
mod passes;
mod records;
mod sightings;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

pub use approvals::{Approvals, ApprovalsSummary};
use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;
pub use links::{Link, Status};
pub use passes::{COUNTED_NUMBERS, LISTED_REJECTS, RejectedRow, SightingsFile};

use crate::config::Linkage as Rules;
use crate::counts::either;
use crate::{Error, inputs};

/// So many approvals that fit no link are named.
const NAMED_WARNINGS: usize = 10;

/// Everything that linkage depends on.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Sightings files, or folders of them.
    pub sightings: &'a [PathBuf],
    /// The region of numbers without country code.
    pub region: Region,
    /// `[linkage]`.
    pub rules: &'a Rules,
    /// `max_age_days` of `[policy]`: a link, and an approval, age out as an entry does.
    pub max_age_days: u32,
    /// Date of issue.
    pub as_of: Date,
    /// The numbers listed because they were reported.
    pub reported: &'a [PhoneNumber],
    /// Numbers that are never listed, and why: `protected`, `delisted` …
    pub never: &'a BTreeMap<PhoneNumber, &'static str>,
    /// Numbers of people on the complaint's side, sorted.
    pub complainants: &'a [PhoneNumber],
    /// What was decided about links.
    pub approvals: Option<&'a Approvals>,
}

/// What linkage found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linkage {
    /// Every link, in the order of handsets and numbers.
    pub links: Vec<Link>,
    /// What was read from each file.
    pub files: Vec<SightingsFile>,
    /// What the approvals file holds, where there is one.
    pub approvals: Option<ApprovalsSummary>,
    /// The rows that could not be read; of each file and reason the first [`LISTED_REJECTS`].
    pub rejects: Vec<RejectedRow>,
    /// What a person should look at.
    pub warnings: Vec<String>,
}

/// The bytes that [`find`] will read, for a progress bar: every file twice.
///
/// # Errors
/// A path that does not exist or cannot be read, or a folder without files.
pub fn size(sightings: &[PathBuf]) -> Result<u64, Error> {
    let mut sum = 0;
    for path in files_of(sightings)? {
        let data = std::fs::metadata(&path).map_err(Error::io(&path, "read"))?;
        sum += 2 * data.len();
    }
    Ok(sum)
}

/// Reads the sightings and decides about every link; `progress` gets the bytes read since its last call.
///
/// # Errors
/// The first file, in the order of their paths, that cannot be understood as a whole.
pub fn find(question: &Question<'_>, progress: &(dyn Fn(u64) + Sync)) -> Result<Linkage, Error> {
    let files = files_of(question.sightings)?;
    let reported: HashSet<PhoneNumber> = question.reported.iter().copied().collect();
    let passes = passes::Passes {
        files: &files,
        region: question.region,
        as_of: question.as_of,
        reported: &reported,
        progress,
    };
    let found = passes.run()?;
    let links = links::links(&found.handsets, &reported, question);
    let mut linkage = Linkage {
        links,
        files: found.files,
        approvals: question.approvals.map(Approvals::summary),
        rejects: found.rejects,
        warnings: Vec::new(),
    };
    linkage.warnings = linkage.warn(question);
    Ok(linkage)
}

impl Linkage {
    /// The numbers to list, each once and in their order, with the link that speaks for it: of several the one nearest
    /// in time.
    #[must_use]
    pub fn listed(&self) -> Vec<(PhoneNumber, &Link)> {
        let mut listed: BTreeMap<PhoneNumber, &Link> = BTreeMap::new();
        for link in &self.links {
            let (Some(number), Status::Listed(_)) = (link.number, link.status) else {
                continue;
            };
            let nearness = |link: &Link| (link.days_apart.is_none(), link.days_apart);
            let known = listed.entry(number).or_insert(link);
            if nearness(link) < nearness(known) {
                *known = link;
            }
        }
        listed.into_iter().collect()
    }

    /// How many links have each status and reason.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<(&'static str, &'static str), u64> {
        let mut counts = BTreeMap::new();
        for link in &self.links {
            *counts
                .entry((link.status.name(), link.status.reason()))
                .or_default() += 1;
        }
        counts
    }

    fn warn(&self, question: &Question<'_>) -> Vec<String> {
        let mut warnings = Vec::new();
        for file in &self.files {
            let rejected: u64 = file.rejected.values().sum();
            if file.rows == 0 {
                warnings.push(format!("{}: nothing but headings", file.path.display()));
            } else if rejected == file.rows {
                warnings.push(format!(
                    "{}: not one of its {} rows could be read; the rejects say why",
                    file.path.display(),
                    file.rows
                ));
            }
        }
        let Some(approvals) = question.approvals else {
            return warnings;
        };
        let known: HashSet<&str> = self.links.iter().map(|link| link.id.as_str()).collect();
        let unknown = approvals
            .by_id
            .iter()
            .filter(|(id, _)| !known.contains(id.as_str()));
        let unknown: Vec<_> = unknown.collect();
        // One warning for all: a reported number that ages out takes its links with it, so that these grow by the month.
        if !unknown.is_empty() {
            let named = unknown.iter().take(NAMED_WARNINGS);
            let named: Vec<_> = named
                .map(|(id, approval)| format!("{id} in row {}", approval.row))
                .collect();
            let more = match unknown.len().saturating_sub(NAMED_WARNINGS) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let decisions = either(
                u64::try_from(unknown.len()).unwrap_or(u64::MAX),
                "decision is",
                "decisions are",
            );
            warnings.push(format!(
                "{}: {} {decisions} about no link of this build: the reported number is not listed any more, the \
                 sightings are others, or the link id is misspelt ({}{more})",
                approvals.path.display(),
                unknown.len(),
                named.join(", ")
            ));
        }
        warnings
    }

    /// `linkage.csv`: every link with its evidence. It names handsets and belongs to nobody but the desk.
    ///
    /// # Errors
    /// None but an exhausted memory's.
    pub fn csv(&self) -> Result<Vec<u8>, Error> {
        let failed = |error: &dyn std::fmt::Display| {
            Error::Options(format!("linkage.csv could not be written: {error}"))
        };
        let mut table = csv::Writer::from_writer(Vec::new());
        table
            .write_record(COLUMNS)
            .map_err(|error| failed(&error))?;
        for link in &self.links {
            table
                .write_record(link.row())
                .map_err(|error| failed(&error))?;
        }
        table.into_inner().map_err(|error| failed(&error))
    }
}

/// The columns of linkage.csv.
pub const COLUMNS: [&str; 12] = [
    "link_id",
    "number",
    "linked_from",
    "imei",
    "number_first",
    "number_last",
    "reported_first",
    "reported_last",
    "days_apart",
    "numbers_in_handset",
    "status",
    "reason",
];

impl Link {
    fn row(&self) -> [String; COLUMNS.len()] {
        let days = |days: Option<(Date, Date)>| {
            days.map_or_else(Default::default, |(first, last)| {
                [first.to_string(), last.to_string()]
            })
        };
        let [number_first, number_last] = days(self.number_days);
        let [reported_first, reported_last] = days(self.reported_days);
        [
            self.id.clone(),
            self.number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            self.linked_from.to_string(),
            self.handset.to_string(),
            number_first,
            number_last,
            reported_first,
            reported_last,
            self.days_apart
                .map(|days| days.to_string())
                .unwrap_or_default(),
            self.numbers_in_handset
                .map_or_else(|| format!("more than {COUNTED_NUMBERS}"), |n| n.to_string()),
            self.status.name().to_owned(),
            self.status.reason().to_owned(),
        ]
    }
}

/// The files of sightings; a folder of them holds nothing else.
fn files_of(sightings: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    inputs::find(sightings, &|_| Ok(()))
}
