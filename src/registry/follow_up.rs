//! What follows a list at the desk: upload files for the portal, its answers, the awareness work; and the page about it all.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

use super::Error;
use super::changes::Numbers;
use super::complaints::leaders;
use super::config::Config;
use super::decisions::Decisions;
use super::handover::status::{self, Answers};
use super::handover::withdraw::{Kept, Withdrawals};
use super::handover::{HandOver, Listed};
use super::intake::Intake;
use super::policy::{Entry, Fate};
use super::publish::Staging;
use super::reach::ReachSummary;
use super::report::Summary;
use super::report_page::{self, Figures, Weeks};
use super::tables::texts;
use crate::number::Region;

/// The folder of upload files.
const UPLOADS: &str = "private/cybersafe";
/// So many districts are more than India has: most likely the column holds something else.
const MANY_DISTRICTS: usize = 1_000;

/// What the desk keeps by hand and a build only adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUpFiles {
    /// The portal's answers.
    pub status: Option<PathBuf>,
    /// Awareness programmes.
    pub programmes: Option<PathBuf>,
}

/// The same, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The portal's last answer about each number.
    pub answers: Option<Answers>,
    /// The programmes, added up.
    pub reach: Option<ReachSummary>,
}

impl FollowUp {
    /// Reads the files that are named.
    ///
    /// # Errors
    /// Names the file, the row and what to do.
    pub fn read(
        files: &FollowUpFiles,
        config: &Config,
        region: Region,
        as_of: Date,
    ) -> Result<Self, Error> {
        let answers = files.status.as_deref();
        let programmes = files.programmes.as_deref();
        Ok(Self {
            answers: answers
                .map(|path| Answers::read(path, config, region, as_of))
                .transpose()?,
            reach: programmes
                .map(|path| ReachSummary::read(path, config, region, as_of))
                .transpose()?,
        })
    }
}

/// The listed numbers, each with what its entry rests on.
#[must_use]
pub fn listed<'a>(intake: &'a Intake, entries: &[Entry], tags: &'a [String]) -> Vec<Listed<'a>> {
    let row = |entry: &Entry| {
        let Fate::Listed(tag) = entry.fate else {
            return None;
        };
        Some(rested(intake, entry, tags.get(usize::from(tag))?))
    };
    entries.par_iter().filter_map(row).collect()
}

fn rested<'a>(intake: &'a Intake, entry: &Entry, tag: &'a str) -> Listed<'a> {
    let reports = entry.counted(&intake.reports);
    Listed {
        number: entry.number,
        tag,
        reports: entry.complaints,
        first: entry.first,
        last: entry.last,
        district: (!entry.district.is_none()).then(|| intake.names.text(entry.district)),
        sources: texts(intake, &reports, |report| report.source),
        categories: texts(intake, &reports, |report| report.category),
        linked_from: entry.linked_from.into_iter().collect(),
    }
}

/// The numbers that a person decided must never be listed, each with what is still known about it. `before` are those of an
/// earlier list.
pub fn kept<'a>(
    intake: &'a Intake,
    entries: &[Entry],
    decisions: &'a Decisions,
    before: Option<&'a Numbers>,
) -> impl Iterator<Item = Kept<'a>> {
    decisions.never_flagged().into_iter().map(move |number| {
        let tag = before.and_then(|before| before.tag(number));
        let at = entries.binary_search_by_key(&number, |entry| entry.number);
        let row = match at.ok().and_then(|at| entries.get(at)) {
            Some(entry) => rested(intake, entry, tag.unwrap_or_default()),
            None => Listed::unknown(number, tag.unwrap_or_default()),
        };
        let delisting = decisions.delisting(number);
        Kept {
            row,
            is_delisted: delisting.is_some(),
            because: match delisting {
                Some(delisting) => &delisting.reason,
                None => decisions.protected(number).unwrap_or_default(),
            },
            decided: delisting.and_then(|delisting| delisting.date),
            was_listed: tag.is_some(),
        }
    })
}

/// All distinct complaints by week.
#[must_use]
pub fn weeks(intake: &Intake, entries: &[Entry]) -> Weeks {
    let count = |(mut weeks, mut leader): (Weeks, Vec<usize>), entry: &Entry| {
        let group = entry.all(&intake.reports);
        leaders(group, &mut leader);
        for (at, report) in group.iter().enumerate() {
            if leader.get(at) == Some(&at) {
                weeks.add(report.date);
            }
        }
        (weeks, leader)
    };
    entries
        .par_iter()
        .fold(Default::default, count)
        .map(|(weeks, _)| weeks)
        .reduce(Weeks::default, Weeks::and)
}

/// What is odd about the districts.
#[must_use]
pub fn warnings(summary: &Summary) -> Vec<String> {
    let districts = summary.by_district.len();
    if districts <= MANY_DISTRICTS {
        return Vec::new();
    }
    vec![format!(
        "the exports name {districts} districts, and each gets its own upload file; is the district column the right one? \
         (jaanch.toml: [columns.\"…\"] district = …)"
    )]
}

/// The upload files that an earlier build wrote into a folder, by its `report.json`. They are no input: they only say whether
/// the folder may be replaced. The portal's answers, saved beside the files they are about, must not vanish with them.
#[must_use]
pub fn uploads_in(out: &Path) -> Vec<String> {
    let json = std::fs::read(out.join("private").join("report.json")).unwrap_or_default();
    let handover = Figures::read(&json)
        .ok()
        .and_then(|figures| figures.beside.handover);
    let files = handover.into_iter().flat_map(|handover| handover.files);
    files
        .flat_map(|file| ["csv", "xlsx"].map(|kind| format!("{UPLOADS}/{}.{kind}", file.name)))
        .collect()
}

/// Writes the upload files, `withdraw.csv` where there is anything to withdraw, `status.csv` and the page.
///
/// # Errors
/// The system's.
pub fn write(
    staging: &Staging,
    handover: &HandOver,
    withdrawals: &Withdrawals,
    answers: Option<&Answers>,
    listed: &[Listed],
    report_json: &[u8],
) -> Result<(), Error> {
    staging.folder(UPLOADS, true)?;
    handover.write(&|name, content| staging.stream(&format!("{UPLOADS}/{name}"), true, content))?;
    if withdrawals.summary().is_some() {
        staging.stream("private/withdraw.csv", true, |to| withdrawals.csv(to))?;
    }
    let rows = listed.iter().map(|row| (row.number, row.district));
    let status = status::table(answers, rows)?;
    staging.file("private/status.csv", &status, true)?;
    let page = report_page::render(report_json)?;
    staging.file("private/report.html", &page, true)
}
