//! Decides about every reported number.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::complaints::leaders::leaders;
use crate::complaints::repeats::Rows;
use crate::complaints::{Intake, Name, Report};
use crate::decisions::{Decisions, Delisting};
use crate::policy::entry::{Entry, Fate, counted};
use crate::policy::rules::Policy;
use crate::policy::tags::Tags;

/// Decides about every number that was reported. The result is in the order of the numbers and does not depend on the
/// order of files or rows; the intake's reports are in that order, too. Duplicates are counted file by file in `intake`.
pub fn decide(
    intake: &mut Intake,
    policy: &Policy,
    decisions: &Decisions,
    as_of: Date,
) -> Vec<Entry> {
    let mut reports = std::mem::take(&mut intake.reports);
    // By what a report says first and by where it stands last: of two copies the one in the first file counts.
    reports.par_sort_unstable();
    let rows = Rows::new(intake.files.len(), &reports);
    let judge = Judge {
        tags: Tags::new(&policy.tag, &reports, &intake.names),
        intake,
        policy,
        decisions,
        as_of,
    };
    let parts: Vec<Vec<Entry>> = parts(&reports)
        .into_par_iter()
        .map(|(start, part)| judge.part(start, part, &rows))
        .collect();
    let mut entries = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    for part in parts {
        entries.extend(part);
    }
    for (file, (taken, duplicate)) in intake.files.iter_mut().zip(rows.counts()) {
        (file.taken, file.duplicate) = (taken, duplicate);
    }
    intake.reports = reports;
    entries
}

/// The reports in parts of about the same size, each number in one of them, with the index of each part's first report.
fn parts(reports: &[Report]) -> Vec<(usize, &[Report])> {
    let size = (reports.len() / (rayon::current_num_threads() * 8)).max(1_000);
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(rest) = reports.get(start..).filter(|rest| !rest.is_empty()) {
        let last = rest.get(size).or(rest.last()).map(|report| report.number);
        let end = rest.partition_point(|report| Some(report.number) <= last);
        let (part, _) = rest.split_at(end.max(1));
        parts.push((start, part));
        start += part.len();
    }
    parts
}

/// Everything a decision depends on.
struct Judge<'a> {
    tags: Tags,
    intake: &'a Intake,
    policy: &'a Policy,
    decisions: &'a Decisions,
    as_of: Date,
}

impl Judge<'_> {
    fn part(&self, start: usize, reports: &[Report], rows: &Rows) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut leader = Vec::new();
        let mut at = start;
        for group in reports.chunk_by(|one, other| one.number == other.number) {
            leaders(group, &mut leader);
            for (index, report) in group.iter().enumerate() {
                rows.mark(report, leader.get(index) == Some(&index));
            }
            entries.extend(self.entry(at, group, &leader));
            at += group.len();
        }
        entries
    }

    fn entry(&self, start: usize, group: &[Report], leader: &[usize]) -> Option<Entry> {
        let number = group.first()?.number;
        let until = self.decisions.earlier_holder_until(number, self.as_of);
        let mut entry = Entry {
            number,
            fate: Fate::TooFew,
            verified: false,
            complaints: 0,
            first: None,
            last: None,
            earlier_holder_until: until,
            district: Name::NONE,
            linked_from: None,
            start: u32::try_from(start).ok()?,
            reports: u32::try_from(group.len()).ok()?,
        };
        let mut tags = 0;
        let mut district = None;
        for (at, report) in counted(group, leader, until) {
            entry.complaints += u32::from(leader.get(at) == Some(&at));
            entry.verified |= report.verified;
            entry.last = entry.last.max(report.date);
            entry.first = match entry.first {
                Some(first) => Some(report.date.map_or(first, |date| date.min(first))),
                None => report.date,
            };
            tags |= self.tags.of(report.category);
            if !report.district.is_none() {
                // An undated complaint says nothing about the first; among complaints of one day the alphabet decides.
                let key = (report.date.is_none(), report.date);
                let is_better = district.is_none_or(|(best, name)| {
                    let text = |name| self.intake.names.text(name);
                    (key, text(report.district)) < (best, text(name))
                });
                if is_better {
                    district = Some((key, report.district));
                }
            }
        }
        entry.district = district.map_or(Name::NONE, |(_, name)| name);
        entry.fate = self.fate(&entry, group, leader, tags);
        Some(entry)
    }

    /// The rules, the strongest first.
    fn fate(&self, entry: &Entry, group: &[Report], leader: &[usize], tags: u8) -> Fate {
        let number = entry.number;
        if self.decisions.protected(number).is_some() {
            Fate::Protected
        } else if let Some(delisting) = self.decisions.delisting(number) {
            let firsts = (0..group.len()).filter(|at| leader.get(*at) == Some(at));
            if is_reported_since(delisting, firsts.filter_map(|at| group.get(at))) {
                Fate::DelistedReportedAgain
            } else {
                Fate::Delisted
            }
        } else if self.intake.people.binary_search(&number).is_ok() {
            Fate::Complainant
        } else if entry.complaints == 0 {
            Fate::Disconnected
        } else if entry
            .age(self.as_of)
            .is_some_and(|age| age > self.policy.max_age_days.into())
        {
            Fate::TooOld
        } else if entry.complaints < self.policy.min_reports && !entry.verified {
            Fate::TooFew
        } else {
            Fate::Listed(self.tags.most_serious(entry.complaints, tags))
        }
    }
}

/// Whether one of these complaints, each by its first report, is later than the delisting.
fn is_reported_since<'a>(
    delisting: &Delisting,
    mut complaints: impl Iterator<Item = &'a Report>,
) -> bool {
    delisting
        .date
        .is_some_and(|date| complaints.any(|report| report.date > Some(date)))
}
