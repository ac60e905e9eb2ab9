//! What follows a list at the desk: upload files for the portal, its answers, the awareness work; and the page about it all.

use std::collections::BTreeMap;
use std::path::Path;

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::build::changes::Numbers;
use crate::build::csv_files::texts;
use crate::build::summary::Summary;
use crate::decisions::Decisions;
use crate::handover::status::Answers;
use crate::handover::withdraw::{Exempt, ExemptReason, Withdrawals};
use crate::handover::{Handover, Listed, status};
use crate::ledger::Ledger;
use crate::output::Staging;
use crate::policy::{Entry, Fate};
use crate::report::{Figures, Weeks};
use crate::{Error, report};

/// The folder of upload files.
const UPLOADS: &str = "private/cybersafe";
/// So many districts are more than India has: most likely the column holds something else.
const MANY_DISTRICTS: usize = 1_000;

/// The listed numbers, each with what its entry rests on.
#[must_use]
pub(super) fn listed<'a>(
    ledger: &'a Ledger,
    entries: &[Entry],
    tags: &'a [String],
) -> Vec<Listed<'a>> {
    let row = |entry: &Entry| {
        let Fate::Listed(tag) = entry.fate else {
            return None;
        };
        Some(rested(ledger, entry, tags.get(usize::from(tag))?))
    };
    entries.par_iter().filter_map(row).collect()
}

fn rested<'a>(ledger: &'a Ledger, entry: &Entry, tag: &'a str) -> Listed<'a> {
    let reports = entry.counted(ledger);
    Listed {
        number: entry.number,
        tag,
        reports: entry.complaints,
        first: entry.first,
        last: entry.last,
        district: (!entry.district.is_none()).then(|| ledger.names.text(entry.district)),
        sources: texts(ledger, &reports, |report| report.source),
        categories: texts(ledger, &reports, |report| report.category),
        linked_from: entry.linked_from.into_iter().collect(),
    }
}

/// What a build knows about numbers that must not be blocked.
#[derive(Clone, Copy)]
pub(super) struct Exemptions<'a> {
    /// What was read.
    pub(super) ledger: &'a Ledger,
    /// What became of every number.
    pub(super) entries: &'a [Entry],
    /// What was decided about single numbers.
    pub(super) decisions: &'a Decisions,
    /// Numbers that an earlier build listed, and so handed over.
    pub(super) before: Option<&'a Numbers>,
    /// What the portal answered.
    pub(super) answers: Option<&'a Answers>,
    /// Date of issue.
    pub(super) as_of: Date,
}

impl<'a> Exemptions<'a> {
    /// The numbers that must not be blocked, each with what is still known about it: all that a person decided about, and of
    /// those that the portal may have the complainants' and those with a possible new holder.
    pub(super) fn kept(self) -> impl Iterator<Item = Exempt<'a>> {
        let before = self.before.iter().flat_map(|before| before.numbers());
        let answered = self.answers.iter().flat_map(|answers| answers.numbers());
        let found = before.chain(answered);
        let found = found.filter_map(|number| Some((number, self.found(number)?)));
        let mut numbers: BTreeMap<_, _> = found.collect();
        // What a person decided is the better reason.
        for number in self.decisions.never_flagged() {
            let because = match self.decisions.delisting(number) {
                Some(delisting) => ExemptReason::Delisted(&delisting.reason),
                None => {
                    ExemptReason::Protected(self.decisions.protected(number).unwrap_or_default())
                }
            };
            numbers.insert(number, because);
        }
        numbers.into_iter().map(move |(number, because)| {
            let tag = self.before.and_then(|before| before.tag(number));
            let row = match self.entry(number) {
                Some(entry) => rested(self.ledger, entry, tag.unwrap_or_default()),
                None => Listed::unknown(number, tag.unwrap_or_default()),
            };
            let delisting = self.decisions.delisting(number);
            Exempt {
                row,
                because,
                decided: delisting.and_then(|delisting| delisting.date),
                was_listed: tag.is_some(),
            }
        })
    }

    fn entry(self, number: PhoneNumber) -> Option<&'a Entry> {
        let at = self
            .entries
            .binary_search_by_key(&number, |entry| entry.number);
        self.entries.get(at.ok()?)
    }

    /// Why a number must not be blocked about which nobody decided.
    fn found(self, number: PhoneNumber) -> Option<ExemptReason<'a>> {
        if self.ledger.people.binary_search(&number).is_ok() {
            return Some(ExemptReason::Complainant);
        }
        let entry = self.entry(number);
        let is_listed = entry.is_some_and(|entry| matches!(entry.fate, Fate::Listed(_)));
        let until = self.decisions.earlier_holder_until(number, self.as_of);
        (!is_listed && until.is_some()).then_some(ExemptReason::Disconnected)
    }
}

/// All distinct complaints by week.
#[must_use]
pub(super) fn weeks(ledger: &Ledger, entries: &[Entry]) -> Weeks {
    let count = |mut weeks: Weeks, entry: &Entry| {
        for complaint in entry.group(ledger).distinct() {
            weeks.add(complaint.date);
        }
        weeks
    };
    entries
        .par_iter()
        .fold(Weeks::default, count)
        .reduce(Weeks::default, Weeks::and)
}

/// What is odd about the districts.
#[must_use]
pub(super) fn warnings(summary: &Summary) -> Vec<String> {
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
pub(super) fn uploads_in(out: &Path) -> Vec<String> {
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
pub(super) fn write(
    staging: &Staging,
    handover: &Handover,
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
    let page = report::render(report_json)?;
    staging.file("private/report.html", &page, true)
}
