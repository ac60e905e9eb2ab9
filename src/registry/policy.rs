//! Which numbers are listed, and why: what every entry rests on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::config::{Policy, Tag};
use super::dates;
use super::intake::{Id, Intake, Name, Report};
use crate::number::PhoneNumber;

/// What is known about one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number.
    pub number: PhoneNumber,
    /// Listed under which tag (its index in the policy), or why not.
    pub fate: Fate,
    /// Distinct complaints.
    pub complaints: u32,
    /// Whether one of them was verified.
    pub verified: bool,
    /// The first complaint's date, where any is dated.
    pub first: Option<Date>,
    /// The last complaint's date, where any is dated.
    pub last: Option<Date>,
    /// Where complaints were taken, alphabetically.
    pub districts: BTreeSet<String>,
    /// The district the number is counted under: that of its first complaint.
    pub district: Option<String>,
    /// How complaints came in, alphabetically.
    pub sources: BTreeSet<String>,
}

/// What becomes of a reported number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Listed, under the tag with this index.
    Listed(u8),
    /// Fewer distinct complaints than the policy asks for, none verified.
    TooFew,
    /// The last complaint is too long ago; the number may have a new holder.
    TooOld,
    /// A complainant's or an officer's number: a person has to look at it.
    Complainant,
}

impl Fate {
    /// The name in reports; `None` for what is listed.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Listed(_) => None,
            Self::TooFew => Some("too-few-complaints"),
            Self::TooOld => Some("too-old"),
            Self::Complainant => Some("complainant"),
        }
    }
}

/// Decides about every number that was reported. The result is in the order of the numbers and does not depend on the
/// order of files or rows. Duplicates are counted file by file in `intake`.
pub fn decide(intake: &mut Intake, policy: &Policy, as_of: Date) -> Vec<Entry> {
    let mut reports = std::mem::take(&mut intake.reports);
    // By what a report says first and by where it stands last: of two copies the one in the first file counts.
    reports.sort_unstable();
    let mut taken: Vec<BTreeMap<u32, bool>> = vec![BTreeMap::new(); intake.files.len()];
    let mut entries = Vec::new();
    for group in reports.chunk_by(|one, other| one.number == other.number) {
        let Some(number) = group.first().map(|report| report.number) else {
            continue;
        };
        let complaint = complaints(group);
        for (report, &first) in group.iter().zip(&complaint) {
            if let Some(rows) = usize::try_from(report.file)
                .ok()
                .and_then(|file| taken.get_mut(file))
            {
                *rows.entry(report.row).or_default() |= first;
            }
        }
        entries.push(entry(number, group, &complaint, intake, policy, as_of));
    }
    for (file, rows) in intake.files.iter_mut().zip(taken) {
        let new = rows.values().filter(|&&new| new).count();
        file.taken = u64::try_from(new).unwrap_or_default();
        file.duplicate = u64::try_from(rows.len() - new).unwrap_or_default();
    }
    intake.reports = reports;
    entries
}

/// For the reports about one number: which of them is the first of its complaint. Two reports are one complaint where
/// they have the same id, or the same date and source; and so on through a third.
fn complaints(group: &[Report]) -> Vec<bool> {
    let mut leader: Vec<usize> = (0..group.len()).collect();
    let mut by_id: HashMap<Id, usize> = HashMap::new();
    let mut by_day: HashMap<(Option<Date>, Name), usize> = HashMap::new();
    for (at, report) in group.iter().enumerate() {
        let id = (!report.id.is_none()).then(|| *by_id.entry(report.id).or_insert(at));
        // Without a date, only the lack of an id makes a copy likely.
        let day = (report.date.is_some() || report.id.is_none())
            .then(|| *by_day.entry((report.date, report.source)).or_insert(at));
        for other in [id, day].into_iter().flatten() {
            let (one, other) = (find(&mut leader, at), find(&mut leader, other));
            // The earlier leads, so that no leader depends on the order of joining.
            if let Some(slot) = leader.get_mut(one.max(other)) {
                *slot = one.min(other);
            }
        }
    }
    (0..group.len())
        .map(|at| find(&mut leader, at) == at)
        .collect()
}

/// The first report of the complaint that the report at `at` belongs to, halving the way there for the next time.
fn find(leader: &mut [usize], mut at: usize) -> usize {
    while let Some(&up) = leader.get(at).filter(|&&up| up != at) {
        let above = leader.get(up).copied().unwrap_or(up);
        if let Some(slot) = leader.get_mut(at) {
            *slot = above;
        }
        at = above;
    }
    at
}

fn entry(
    number: PhoneNumber,
    group: &[Report],
    complaint: &[bool],
    intake: &Intake,
    policy: &Policy,
    as_of: Date,
) -> Entry {
    let texts = |of: fn(&Report) -> Name| -> BTreeSet<String> {
        let names = group
            .iter()
            .map(of)
            .filter(|name| !name.is_none())
            .map(|name| intake.names.text(name).to_owned());
        names.collect()
    };
    let complaints =
        u32::try_from(complaint.iter().filter(|&&first| first).count()).unwrap_or(u32::MAX);
    let verified = group.iter().any(|report| report.verified);
    let last = group.iter().filter_map(|report| report.date).max();
    let categories = texts(|report| report.category);
    // An undated complaint says nothing about a district's first; among complaints of one day the alphabet decides.
    let district = group
        .iter()
        .filter(|report| !report.district.is_none())
        .map(|report| {
            (
                report.date.is_none(),
                report.date,
                intake.names.text(report.district),
            )
        })
        .min()
        .map(|(_, _, district)| district.to_owned());
    let age = last.map(|last| dates::days(as_of) - dates::days(last));
    let fate = if intake.people.binary_search(&number).is_ok() {
        Fate::Complainant
    } else if age.is_some_and(|age| age > i64::from(policy.max_age_days)) {
        Fate::TooOld
    } else if complaints < policy.min_reports && !verified {
        Fate::TooFew
    } else {
        Fate::Listed(tag_of(&policy.tag, complaints, &categories))
    };
    Entry {
        number,
        fate,
        complaints,
        verified,
        first: group.iter().filter_map(|report| report.date).min(),
        last,
        districts: texts(|report| report.district),
        district,
        sources: texts(|report| report.source),
    }
}

/// The most serious tag whose conditions are met; the last has none (the configuration sees to that).
fn tag_of(tags: &[Tag], complaints: u32, categories: &BTreeSet<String>) -> u8 {
    let met = |tag: &Tag| {
        let category = tag.category.as_ref();
        complaints >= tag.min_reports
            && category.is_none_or(|wanted| {
                categories
                    .iter()
                    .any(|known| known.to_lowercase() == wanted.to_lowercase())
            })
    };
    let last = tags.len().saturating_sub(1);
    u8::try_from(tags.iter().position(met).unwrap_or(last)).unwrap_or_default()
}
