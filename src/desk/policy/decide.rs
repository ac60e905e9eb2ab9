//! Decides about every reported number.

use jiff::civil::Date;

use crate::complaints::Name;
use crate::decisions::{Decisions, Delisting};
use crate::ledger::{Group, Ledger};
use crate::policy::entry::{Entry, Fate};
use crate::policy::rules::Policy;
use crate::policy::tags::Tags;

/// Decides about every number that was reported. The result is in the order of the numbers.
#[must_use]
pub fn decide(ledger: &Ledger, policy: &Policy, decisions: &Decisions, as_of: Date) -> Vec<Entry> {
    let judge = Judge {
        tags: Tags::new(&policy.tag, ledger.reports(), &ledger.names),
        ledger,
        policy,
        decisions,
        as_of,
    };
    ledger.filter_map(|group| judge.entry(group))
}

/// Everything a decision depends on.
struct Judge<'a> {
    tags: Tags,
    ledger: &'a Ledger,
    policy: &'a Policy,
    decisions: &'a Decisions,
    as_of: Date,
}

impl Judge<'_> {
    fn entry(&self, group: Group<'_>) -> Option<Entry> {
        let number = group.number()?;
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
            span: group.span(),
        };
        let mut tags = 0;
        let mut district = None;
        for (is_first, report) in group.counted(until) {
            entry.complaints += u32::from(is_first);
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
                    let text = |name| self.ledger.names.text(name);
                    (key, text(report.district)) < (best, text(name))
                });
                if is_better {
                    district = Some((key, report.district));
                }
            }
        }
        entry.district = district.map_or(Name::NONE, |(_, name)| name);
        entry.fate = self.fate(&entry, group, tags);
        Some(entry)
    }

    /// The rules, the strongest first.
    fn fate(&self, entry: &Entry, group: Group<'_>, tags: u8) -> Fate {
        let number = entry.number;
        if self.decisions.protected(number).is_some() {
            Fate::Protected
        } else if let Some(delisting) = self.decisions.delisting(number) {
            if is_reported_since(delisting, group) {
                Fate::DelistedReportedAgain
            } else {
                Fate::Delisted
            }
        } else if self.ledger.people.binary_search(&number).is_ok() {
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

/// Whether a complaint was made after the delisting.
fn is_reported_since(delisting: &Delisting, group: Group<'_>) -> bool {
    delisting.date.is_some_and(|date| {
        let mut complaints = group.distinct();
        complaints.any(|first| first.date > Some(date))
    })
}
