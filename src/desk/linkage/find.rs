//! Reads sightings and decides about every link in them.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use jaanch_core::number::PhoneNumber;

use crate::Error;
use crate::counts::either;
use crate::linkage::approvals::{Approvals, ApprovalsSummary};
use crate::linkage::links::{Link, Status, links};
use crate::linkage::passes::{Passes, RejectedRow, SightingsFile};
use crate::linkage::question::Question;

/// So many approvals that fit no link are named.
const NAMED_WARNINGS: usize = 10;

/// What linkage found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linkage {
    /// Every link, in the order of handsets and numbers.
    pub links: Vec<Link>,
    /// What was read from each file.
    pub files: Vec<SightingsFile>,
    /// What the approvals file holds, where there is one.
    pub approvals: Option<ApprovalsSummary>,
    /// The rows that could not be read; of each file and reason the first [`LISTED_REJECTS`](crate::linkage::LISTED_REJECTS).
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
    let passes = Passes {
        files: &files,
        region: question.region,
        as_of: question.as_of,
        reported: &reported,
        progress,
    };
    let found = passes.run()?;
    let links = links(&found.handsets, &reported, question);
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
}

/// The files of sightings; a folder of them holds nothing else.
fn files_of(sightings: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    Ok(jaanch_tables::find_files(sightings, &|_| Ok(()))?)
}
