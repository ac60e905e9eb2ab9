//! Which numbers are listed, and why: what every entry rests on.

use std::collections::HashMap;

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::cells::date;
use crate::complaints::leaders::leaders;
use crate::complaints::repeats::Rows;
use crate::complaints::{Intake, Name, Names, Report};
use crate::config::{Policy, Tag};
use crate::decisions::{Decisions, Delisting};

/// What is known about one number. Ten million rows can make millions of these: texts stay in the reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number.
    pub number: PhoneNumber,
    /// Listed under which tag (its index in the policy), or why not.
    pub fate: Fate,
    /// Whether one of its complaints was verified.
    pub verified: bool,
    /// Distinct complaints, those about an earlier holder left aside.
    pub complaints: u32,
    /// The first complaint's date, where any is dated.
    pub first: Option<Date>,
    /// The last complaint's date, where any is dated.
    pub last: Option<Date>,
    /// Complaints up to this day were about an earlier holder and do not count.
    pub earlier_holder_until: Option<Date>,
    /// The district the number is counted under: that of its first complaint, or of the number it is linked from.
    pub district: Name,
    /// The reported number whose handset brought this one onto the list.
    pub linked_from: Option<PhoneNumber>,
    start: u32,
    reports: u32,
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
    /// Disconnected so long ago that it may have a new holder, about whom nobody has complained.
    Disconnected,
    /// A complainant's or an officer's number: a person has to look at it.
    Complainant,
    /// Taken off the list for good.
    Delisted,
    /// Taken off the list, and reported again since: a person has to look at it.
    DelistedReportedAgain,
    /// A helpline's, a bank's, a hospital's: reported because somebody shows it falsely. A person has to look at it.
    Protected,
}

impl Fate {
    /// Every reason not to list a number.
    pub const NOT_LISTED: [Self; 7] = [
        Self::TooFew,
        Self::TooOld,
        Self::Disconnected,
        Self::Complainant,
        Self::Delisted,
        Self::DelistedReportedAgain,
        Self::Protected,
    ];

    /// The name in reports; `None` for what is listed.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Listed(_) => None,
            Self::TooFew => Some("too-few-complaints"),
            Self::TooOld => Some("too-old"),
            Self::Disconnected => Some("disconnected"),
            Self::Complainant => Some("complainant"),
            Self::Delisted => Some("delisted"),
            Self::DelistedReportedAgain => Some("delisted-reported-again"),
            Self::Protected => Some("protected"),
        }
    }

    /// Whether a person has to look at the number before anything is done with it.
    #[must_use]
    pub const fn needs_review(self) -> bool {
        matches!(
            self,
            Self::Complainant | Self::DelistedReportedAgain | Self::Protected
        )
    }
}

impl Entry {
    /// A number that nobody complained about, listed because of a handset.
    #[must_use]
    pub fn linked(number: PhoneNumber, tag: u8, from: PhoneNumber, district: Name) -> Self {
        Self {
            number,
            fate: Fate::Listed(tag),
            verified: false,
            complaints: 0,
            first: None,
            last: None,
            earlier_holder_until: None,
            district,
            linked_from: Some(from),
            start: 0,
            reports: 0,
        }
    }

    /// Lists a number because of a handset whose complaints alone are too few or too old. Every other reason stands.
    pub fn link(&mut self, tag: u8, from: PhoneNumber) {
        if matches!(self.fate, Fate::TooFew | Fate::TooOld) {
            self.fate = Fate::Listed(tag);
            self.linked_from = Some(from);
        }
    }

    /// Every report about the number; `reports` are all that the build took, as [`decide`] left them.
    #[must_use]
    pub fn all<'a>(&self, reports: &'a [Report]) -> &'a [Report] {
        let start = usize::try_from(self.start).unwrap_or(usize::MAX);
        let end = start.saturating_add(usize::try_from(self.reports).unwrap_or(usize::MAX));
        reports.get(start..end).unwrap_or_default()
    }

    /// The reports that count: none about an earlier holder.
    #[must_use]
    pub fn counted<'a>(&self, reports: &'a [Report]) -> Vec<&'a Report> {
        let group = self.all(reports);
        let mut leader = Vec::new();
        if self.earlier_holder_until.is_some() {
            leaders(group, &mut leader);
        }
        counted(group, &leader, self.earlier_holder_until)
            .map(|(_, report)| report)
            .collect()
    }

    /// Where its complaints come from, each source named once; those without one name none.
    #[must_use]
    pub fn sources(&self, reports: &[Report]) -> Vec<Name> {
        let counted = self.counted(reports).into_iter();
        let named = counted.map(|report| report.source);
        let mut sources: Vec<Name> = named.filter(|name| !name.is_none()).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// The report that a person should look up first: the earliest that is dated, else the first.
    #[must_use]
    pub fn first_report<'a>(&self, reports: &'a [Report]) -> Option<&'a Report> {
        let key = |report: &&Report| (report.date.is_none(), report.date, report.file, report.row);
        self.all(reports).iter().min_by_key(key)
    }
}

/// The reports of a group that count, with their indices.
fn counted<'a>(
    group: &'a [Report],
    leader: &[usize],
    earlier_holder_until: Option<Date>,
) -> impl Iterator<Item = (usize, &'a Report)> {
    group.iter().enumerate().filter(move |&(at, _)| {
        // A complaint is as old as its first report, and of unknown age where that has no date: then it is taken to be
        // about the earlier holder, since it could be.
        earlier_holder_until.is_none_or(|until| {
            let first = leader.get(at).and_then(|&first| group.get(first));
            first.and_then(|first| first.date) > Some(until)
        })
    })
}

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
        } else if age(entry, self.as_of).is_some_and(|age| age > self.policy.max_age_days.into()) {
            Fate::TooOld
        } else if entry.complaints < self.policy.min_reports && !entry.verified {
            Fate::TooFew
        } else {
            Fate::Listed(self.tags.most_serious(entry.complaints, tags))
        }
    }
}

/// Whether one of these complaints, each by its first report, is later than the delisting.
pub fn is_reported_since<'a>(
    delisting: &Delisting,
    mut complaints: impl Iterator<Item = &'a Report>,
) -> bool {
    delisting
        .date
        .is_some_and(|date| complaints.any(|report| report.date > Some(date)))
}

/// Days since the last complaint, where any is dated.
#[must_use]
pub fn age(entry: &Entry, as_of: Date) -> Option<i64> {
    entry.last.map(|last| date::days(as_of) - date::days(last))
}

/// The tags' conditions, categories looked up once.
struct Tags {
    min_reports: Vec<u32>,
    /// Bit by bit, the tags that ask for no category.
    unconditional: u8,
    /// Bit by bit, the tags that a category fulfils.
    by_category: HashMap<Name, u8>,
}

impl Tags {
    fn new(tags: &[Tag], reports: &[Report], names: &Names) -> Self {
        let mut unconditional = 0;
        let mut wanted = Vec::new();
        for (bit, tag) in (0_u32..8).zip(tags) {
            match &tag.category {
                None => unconditional |= 1 << bit,
                Some(category) => wanted.push((1 << bit, category.to_lowercase())),
            }
        }
        let mut by_category = HashMap::new();
        if !wanted.is_empty() {
            for report in reports {
                by_category.entry(report.category).or_insert_with(|| {
                    let text = names.text(report.category).to_lowercase();
                    let fits = wanted
                        .iter()
                        .filter(|(_, category)| !text.is_empty() && *category == text);
                    fits.fold(0_u8, |bits, (bit, _)| bits | bit)
                });
            }
        }
        Self {
            min_reports: tags.iter().map(|tag| tag.min_reports).collect(),
            unconditional,
            by_category,
        }
    }

    /// The tags that a category fulfils.
    fn of(&self, category: Name) -> u8 {
        self.by_category.get(&category).copied().unwrap_or_default()
    }

    /// The most serious tag whose conditions are met; the last has none (the configuration sees to that).
    fn most_serious(&self, complaints: u32, fulfilled: u8) -> u8 {
        let fulfilled = fulfilled | self.unconditional;
        let met = (0_u8..8)
            .zip(&self.min_reports)
            .find(|&(bit, &min)| complaints >= min && fulfilled >> bit & 1 == 1);
        let last = u8::try_from(self.min_reports.len().saturating_sub(1)).unwrap_or_default();
        met.map_or(last, |(bit, _)| bit)
    }
}
