//! Which reports about one number are the same complaint.
//!
//! Two reports are one complaint where they have the same id, or the same date and source; and so on through a third.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::complaints::{Complaint, Id, Name};

/// Up to so many reports are compared with each other; for more, tables are made. Most numbers have one report to three.
const COMPARED: usize = 24;

/// For the reports about one number, in their order: the index of the first report of each one's complaint.
///
/// The order is that of [`Complaint`]: the earliest report is first, and one without a date comes before all others.
pub(super) fn leaders(group: &[Complaint], leader: &mut Vec<usize>) {
    leader.clear();
    leader.extend(0..group.len());
    if group.len() <= COMPARED {
        for (at, report) in group.iter().enumerate() {
            for (earlier, other) in group.iter().enumerate().take(at) {
                if is_same(report, other) {
                    join(leader, at, earlier);
                }
            }
        }
    } else {
        let mut by_id: HashMap<Id, usize> = HashMap::new();
        let mut by_day: HashMap<(Option<Date>, Name), usize> = HashMap::new();
        for (at, report) in group.iter().enumerate() {
            if !report.id.is_none() {
                let first = *by_id.entry(report.id).or_insert(at);
                join(leader, at, first);
            }
            if has_day(report) {
                let day = (report.date, report.source);
                let first = *by_day.entry(day).or_insert(at);
                join(leader, at, first);
            }
        }
    }
    for at in 0..leader.len() {
        let first = find(leader, at);
        if let Some(slot) = leader.get_mut(at) {
            *slot = first;
        }
    }
}

fn is_same(one: &Complaint, other: &Complaint) -> bool {
    let id = !one.id.is_none() && one.id == other.id;
    let day = has_day(one) && has_day(other);
    id || (day && one.date == other.date && one.source == other.source)
}

/// Without a date, only the lack of an id makes a copy likely.
fn has_day(report: &Complaint) -> bool {
    report.date.is_some() || report.id.is_none()
}

/// Makes two complaints one; the earlier leads, so that no leader depends on the order of joining.
fn join(leader: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(leader, one), find(leader, other));
    if let Some(slot) = leader.get_mut(one.max(other)) {
        *slot = one.min(other);
    }
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

#[cfg(test)]
mod tests {
    use jaanch_core::number::PhoneNumber;

    use super::*;
    use crate::complaints::Names;

    /// Reports made of days, sources and ids, each from a few, so that many are the same.
    fn reports(count: usize, names: &mut Names) -> Vec<Complaint> {
        let mut state = 7_u64;
        let mut draw = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        let mut reports: Vec<_> = (0..count)
            .map(|_| {
                let day = i8::try_from(draw(25)).unwrap();
                let id = match draw(40) {
                    id @ 0..25 => id.to_string(),
                    _ => String::new(),
                };
                Complaint {
                    number: PhoneNumber::from_e164(915_000_000_001).unwrap(),
                    date: (day > 0).then(|| jiff::civil::date(2026, 10, day)),
                    source: names.add(["", "1930", "portal"][usize::try_from(draw(3)).unwrap()]),
                    id: Id::of(&id),
                    district: Name::NONE,
                    category: Name::NONE,
                    verified: false,
                    file: 0,
                    row: u32::try_from(draw(1_000_000)).unwrap(),
                }
            })
            .collect();
        reports.sort_unstable();
        reports
    }

    /// What the rule says, by widening every complaint until nothing changes.
    fn slowly(group: &[Complaint]) -> Vec<usize> {
        let mut leader: Vec<usize> = (0..group.len()).collect();
        loop {
            let before = leader.clone();
            for one in 0..group.len() {
                for other in 0..group.len() {
                    if is_same(&group[one], &group[other]) {
                        leader[one] = leader[one].min(leader[other]);
                    }
                }
            }
            if leader == before {
                return leader;
            }
        }
    }

    #[test]
    fn both_ways_find_what_the_rule_says() {
        let mut names = Names::default();
        let mut found = Vec::new();
        for count in [0, 1, 2, 3, 5, 10, COMPARED, COMPARED + 1, 60, 200] {
            for _ in 0..20 {
                let group = reports(count, &mut names);
                leaders(&group, &mut found);
                assert_eq!(found, slowly(&group), "{group:?}");
            }
        }
    }
}
