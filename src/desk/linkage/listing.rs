//! Numbers that are listed because of the handset they were used in: linkage joined to what complaints decided.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jaanch_core::list::MAX_TAGS;
use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::decisions::Decisions;
use crate::linkage::approvals::{Approvals, ApprovalsSummary};
use crate::linkage::find::{Linkage, find};
use crate::linkage::question::Question;
use crate::linkage::rules::Rules;
use crate::policy::{Entry, Fate};

/// The tag of numbers that no complaint but a handset brings in.
pub const LINKED: &str = "linked";

/// The files, each where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkageFiles {
    /// `--sightings`: which handset was used with which number.
    pub sightings: Vec<PathBuf>,
    /// `--approvals`: which links may be listed.
    pub approvals: Option<PathBuf>,
}

/// What linkage did, for the summary and `report.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkageSummary {
    /// File by file: used + other + rejected = rows.
    pub files: Vec<SightingsSummary>,
    /// The approvals, where they were given.
    pub approvals: Option<ApprovalsSummary>,
    /// Links by status, and there by reason.
    pub links: BTreeMap<String, BTreeMap<String, u64>>,
    /// Numbers listed because of a link alone.
    pub listed: u64,
}

/// One sightings file's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SightingsSummary {
    /// The file, as it was named.
    pub file: String,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Rows about a handset that held a reported number.
    pub used: u64,
    /// Rows about all other handsets.
    pub other: u64,
    /// Rows that could not be read, by reason.
    pub rejected: BTreeMap<String, u64>,
}

/// What complaints and decisions gave, which linkage starts from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// `[linkage]`.
    pub rules: &'a Rules,
    /// `max_age_days` of `[policy]`.
    pub max_age_days: u32,
    /// The region of numbers without country code.
    pub region: Region,
    /// Date of issue.
    pub as_of: Date,
    /// Numbers of people on the complaint's side, sorted.
    pub complainants: &'a [PhoneNumber],
    /// What was decided about single numbers.
    pub decisions: &'a Decisions,
    /// What complaints decided.
    pub entries: &'a [Entry],
}

impl Desk<'_> {
    /// Finds the links of all listed numbers; `None` where no sightings are named.
    ///
    /// # Errors
    /// A file that cannot be understood as a whole, or approvals without sightings.
    pub fn links(
        &self,
        files: &LinkageFiles,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Option<Linkage>, Error> {
        if files.sightings.is_empty() {
            return match &files.approvals {
                Some(path) => Err(Error::content(
                    path,
                    "approvals are about links, and without --sightings there are none; name the sightings too, or leave \
                     --approvals out",
                )),
                None => Ok(None),
            };
        }
        let approvals = files
            .approvals
            .as_deref()
            .map(|path| Approvals::read(path, self.region, self.as_of))
            .transpose()?;
        let listed = |entry: &&Entry| matches!(entry.fate, Fate::Listed(_));
        let reported: Vec<PhoneNumber> = self
            .entries
            .iter()
            .filter(listed)
            .map(|entry| entry.number)
            .collect();
        let question = Question {
            sightings: &files.sightings,
            region: self.region,
            rules: self.rules,
            max_age_days: self.max_age_days,
            as_of: self.as_of,
            reported: &reported,
            never: &self.decisions.never_linked(self.as_of),
            complainants: self.complainants,
            approvals: approvals.as_ref(),
        };
        find(&question, progress).map(Some)
    }
}

/// Adds the numbers that links bring in to the entries and, where there is any, their tag to the tags.
///
/// A tag costs every reader a probe and another chance of a false alarm, so without a linked number there is no tag.
///
/// # Errors
/// Eight tags are there already and none is called "linked".
pub fn add(
    linkage: &Linkage,
    entries: &mut Vec<Entry>,
    tags: &mut Vec<String>,
) -> Result<(), Error> {
    let listed = linkage.listed();
    if listed.is_empty() {
        return Ok(());
    }
    let tag = tags.iter().position(|tag| tag == LINKED);
    let tag = tag.unwrap_or_else(|| {
        tags.push(LINKED.into());
        tags.len() - 1
    });
    let tag = u8::try_from(tag).ok().filter(|&tag| tag < MAX_TAGS);
    let tag = tag.ok_or_else(|| {
        Error::Usage(format!(
            "[[policy.tag]] names {MAX_TAGS} tags already, and linked numbers need one more: take one out, or call one \"{LINKED}\""
        ))
    })?;
    let mut new = Vec::new();
    for (number, link) in listed {
        let place = |number| entries.binary_search_by_key(&number, |entry: &Entry| entry.number);
        let district = place(link.linked_from)
            .ok()
            .and_then(|at| entries.get(at))
            .map(|entry| entry.district);
        match place(number).ok().and_then(|at| entries.get_mut(at)) {
            Some(entry) => entry.link(tag, link.linked_from),
            None => new.push(Entry::linked(
                number,
                tag,
                link.linked_from,
                district.unwrap_or_default(),
            )),
        }
    }
    entries.append(&mut new);
    entries.sort_unstable_by_key(|entry| entry.number);
    Ok(())
}

/// The figures.
#[must_use]
pub fn summary(linkage: &Linkage, entries: &[Entry]) -> LinkageSummary {
    let mut summary = LinkageSummary {
        files: linkage
            .files
            .iter()
            .map(|file| SightingsSummary {
                file: file.path.display().to_string(),
                rows: file.rows,
                used: file.used,
                other: file.other,
                rejected: file
                    .rejected
                    .iter()
                    .map(|(&reason, &count)| (reason.to_owned(), count))
                    .collect(),
            })
            .collect(),
        approvals: linkage.approvals.clone(),
        ..LinkageSummary::default()
    };
    for ((status, reason), count) in linkage.counts() {
        let reasons = summary.links.entry(status.to_owned()).or_default();
        reasons.insert(reason.to_owned(), count);
    }
    let linked = entries.iter().filter(|entry| entry.linked_from.is_some());
    summary.listed = u64::try_from(linked.count()).unwrap_or(u64::MAX);
    summary
}
