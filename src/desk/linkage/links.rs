//! From the numbers of each handset to links, and what becomes of each.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use blake2::{Blake2b512, Digest};
use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;

use crate::calendar::days;
use crate::linkage::approvals::Decision;
use crate::linkage::imei::Handset;
use crate::linkage::passes::Numbers;
use crate::linkage::question::Question;
use crate::linkage::rules::Mode;
use crate::linkage::sightings::Days;

/// A number that was used in the handset of a reported one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Names handset and number in approvals; empty where there is nothing to approve.
    pub id: String,
    /// The other number; `None` where the handset has more numbers than are told apart.
    pub number: Option<PhoneNumber>,
    /// The reported number it was used with: the one nearest in time.
    pub linked_from: PhoneNumber,
    /// The handset.
    pub handset: Handset,
    /// When the other number was seen in it: first and last.
    pub number_days: Option<(Date, Date)>,
    /// When the reported number was.
    pub reported_days: Option<(Date, Date)>,
    /// Days between the two; 0 where their times overlap.
    pub days_apart: Option<u32>,
    /// Distinct numbers seen in the handset, if they were few enough to be counted.
    pub numbers_in_handset: Option<usize>,
    /// What becomes of it.
    pub status: Status,
}

/// What becomes of a link, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The number is to be listed.
    Listed(&'static str),
    /// A person has to look at it.
    Review(&'static str),
    /// A person looked and said no.
    Refused(&'static str),
    /// Whatever anybody says, it is not listed.
    Never(&'static str),
}

impl Status {
    /// The word in linkage.csv.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Listed(_) => "listed",
            Self::Review(_) => "review",
            Self::Refused(_) => "refused",
            Self::Never(_) => "never",
        }
    }

    /// Why.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Listed(reason)
            | Self::Review(reason)
            | Self::Refused(reason)
            | Self::Never(reason) => reason,
        }
    }
}

/// A person approved it.
pub const APPROVED: &str = "approved";
/// The rules leave no doubt, and `mode = "list"` asks for no approval.
pub const SAME_HANDSET: &str = "same-handset";
/// Nobody decided yet.
pub const AWAITING_APPROVAL: &str = "awaiting-approval";
/// Somebody refused it.
pub const REFUSED: &str = "refused";
/// The approval is older than an entry may become.
pub const APPROVAL_TOO_OLD: &str = "approval-too-old";
/// The number is a complainant's or an officer's: never listed by this way.
pub const COMPLAINANT: &str = "complainant";
/// The handset has so many numbers that its IMEI is a clone's, or it is a shop's.
pub const MANY_NUMBERS: &str = "many-numbers";
/// One of the two was never seen with a date.
pub const UNDATED: &str = "undated";
/// The other number was last seen longer ago than an entry may become old.
pub const TOO_OLD: &str = "too-old";
/// Between the two lie more days than `window_days`: the handset may have changed hands.
pub const OUTSIDE_WINDOW: &str = "outside-window";

/// All links of all handsets, in the order of handsets and numbers.
pub(crate) fn links(
    handsets: &BTreeMap<Handset, Numbers>,
    reported: &HashSet<PhoneNumber>,
    question: &Question<'_>,
) -> Vec<Link> {
    let mut links = Vec::new();
    for (&handset, numbers) in handsets {
        let is_reported = |number: &&PhoneNumber| reported.contains(number);
        let from: Vec<(PhoneNumber, Option<Days>)> = numbers
            .seen
            .iter()
            .filter(|(number, _)| is_reported(number))
            .map(|(&number, &days)| (number, days))
            .collect();
        if numbers.overflown {
            links.extend(from.iter().map(|&(linked_from, reported_days)| Link {
                id: String::new(),
                number: None,
                linked_from,
                handset,
                number_days: None,
                reported_days,
                days_apart: None,
                numbers_in_handset: None,
                status: Status::Review(MANY_NUMBERS),
            }));
            continue;
        }
        for (&number, &days) in numbers
            .seen
            .iter()
            .filter(|(number, _)| !is_reported(number))
        {
            let nearest = from
                .iter()
                .map(|&(reported, of)| (apart(days, of), reported, of))
                .min_by_key(|&(apart, reported, _)| (apart.is_none(), apart, reported));
            let Some((days_apart, linked_from, reported_days)) = nearest else {
                continue;
            };
            links.push(Link {
                id: String::new(),
                number: Some(number),
                linked_from,
                handset,
                number_days: days,
                reported_days,
                days_apart,
                numbers_in_handset: Some(numbers.seen.len()),
                status: Status::Review(AWAITING_APPROVAL),
            });
        }
    }
    name(&mut links, SHORT);
    for link in &mut links {
        if link.number.is_some() {
            link.status = question.status(link);
        }
    }
    links
}

/// Days between two spans of time; none where they overlap.
fn apart(one: Option<Days>, other: Option<Days>) -> Option<u32> {
    let ((first, last), (from, to)) = one.zip(other)?;
    let days = (days(from) - days(last)).max(days(first) - days(to));
    u32::try_from(days.max(0)).ok()
}

impl Question<'_> {
    /// What becomes of a link with a number and an id.
    fn status(&self, link: &Link) -> Status {
        let Some(number) = link.number else {
            return link.status;
        };
        if let Some(reason) = self.never.get(&number) {
            return Status::Never(reason);
        }
        if self.complainants.binary_search(&number).is_ok() {
            return Status::Review(COMPLAINANT);
        }
        let doubt = self.doubt(link);
        let approval = self
            .approvals
            .and_then(|approvals| approvals.by_id.get(&link.id));
        match approval.map(|approval| (approval.decision, self.is_too_old(approval.date))) {
            Some((Decision::Refuse, _)) => Status::Refused(REFUSED),
            Some((Decision::Approve, false)) => Status::Listed(APPROVED),
            Some((Decision::Approve, true)) => Status::Review(APPROVAL_TOO_OLD),
            None => match (doubt, self.rules.mode) {
                (Some(doubt), _) => Status::Review(doubt),
                (None, Mode::List) => Status::Listed(SAME_HANDSET),
                (None, Mode::Review) => Status::Review(AWAITING_APPROVAL),
            },
        }
    }

    /// Why a person should look before the number is listed.
    fn doubt(&self, link: &Link) -> Option<&'static str> {
        let max = usize::try_from(self.rules.max_numbers).unwrap_or(usize::MAX);
        if link.numbers_in_handset.is_none_or(|count| count > max) {
            return Some(MANY_NUMBERS);
        }
        let (Some((_, last)), Some(days)) = (link.number_days, link.days_apart) else {
            return Some(UNDATED);
        };
        if days > self.rules.window_days {
            return Some(OUTSIDE_WINDOW);
        }
        self.is_too_old(last).then_some(TOO_OLD)
    }

    fn is_too_old(&self, date: Date) -> bool {
        days(self.as_of) - days(date) > i64::from(self.max_age_days)
    }
}

/// Characters of an id, and of one that would be another's too.
const SHORT: usize = 10;
const LONG: usize = 20;

/// Gives every link with a number its id. Two of the same take longer ones, both, so that neither depends on the other's
/// being there first.
fn name(links: &mut [Link], length: usize) {
    let mut known = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for link in links.iter_mut() {
        let Some(number) = link.number else { continue };
        link.id = id(link.handset, number, length);
        if !known.insert(link.id.clone()) {
            twice.insert(link.id.clone());
        }
    }
    for link in links.iter_mut().filter(|link| twice.contains(&link.id)) {
        if let Some(number) = link.number {
            link.id = id(link.handset, number, LONG);
        }
    }
}

/// The id of a link, unless another of the same build has the same one.
#[must_use]
pub fn link_id(handset: Handset, number: PhoneNumber) -> String {
    id(handset, number, SHORT)
}

/// The id of a link: the same in every build that finds it, and nothing but handset and number decides it.
///
/// Crockford's base 32, which has no letters that look like digits. A letter comes first, and no E: what begins with a
/// digit, or reads as `12E7`, would become a number in a spreadsheet.
fn id(handset: Handset, number: PhoneNumber, length: usize) -> String {
    const FIRST: &[u8; 16] = b"ABCDFGHJKMNPQRST";
    const OTHERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut hash = Blake2b512::new();
    hash.update(b"jaanch link");
    hash.update(handset.digits().to_le_bytes());
    hash.update(number.e164().to_le_bytes());
    let letter = |place: usize, byte: u8| {
        let place_in = |letters: &[u8]| {
            let at = usize::from(byte) % letters.len();
            letters.get(at).copied().map_or('?', char::from)
        };
        if place == 0 {
            place_in(FIRST)
        } else {
            place_in(OTHERS)
        }
    };
    hash.finalize()
        .iter()
        .take(length)
        .enumerate()
        .map(|(place, &byte)| letter(place, byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn link(imei: &[u8], number: u64) -> Link {
        Link {
            id: String::new(),
            number: PhoneNumber::from_e164(number),
            linked_from: PhoneNumber::from_e164(915_000_000_000).unwrap(),
            handset: Handset::parse(imei).unwrap(),
            number_days: None,
            reported_days: None,
            days_apart: None,
            numbers_in_handset: Some(2),
            status: Status::Review(UNDATED),
        }
    }

    #[test]
    fn ids_are_short_and_stay_the_same() {
        let mut links = vec![link(b"49015420323751", 915_012_345_678)];
        name(&mut links, SHORT);
        // Written down in approvals files: where it changes, every approval is lost.
        assert_eq!(
            links[0].id,
            link_id(links[0].handset, links[0].number.unwrap())
        );
        assert_eq!(links[0].id, "S3WDYGMWHN");
        let same = id(links[0].handset, links[0].number.unwrap(), LONG);
        assert!(same.starts_with(&links[0].id) && same.len() == LONG);
    }

    #[test]
    fn equal_ids_take_longer_ones() {
        // With ids of one letter, seventeen links cannot have different ones.
        let mut links: Vec<Link> = (0..17)
            .map(|at| link(b"49015420323751", 915_000_000_001 + at))
            .collect();
        name(&mut links, 1);
        let ids: BTreeSet<&str> = links.iter().map(|link| link.id.as_str()).collect();
        assert_eq!(ids.len(), 17);
        assert!(ids.iter().any(|id| id.len() == LONG));
        assert!(ids.iter().all(|id| [1, LONG].contains(&id.len())));
        links.reverse();
        let before: Vec<String> = links.iter().map(|link| link.id.clone()).collect();
        name(&mut links, 1);
        assert_eq!(
            before,
            links.iter().map(|link| link.id.clone()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn days_apart() {
        let [a, b, c, d] = [1, 5, 9, 30].map(|day| date(2026, 3, day));
        assert_eq!(apart(Some((a, c)), Some((b, d))), Some(0));
        assert_eq!(apart(Some((a, d)), Some((b, c))), Some(0));
        assert_eq!(apart(Some((a, b)), Some((b, d))), Some(0));
        assert_eq!(apart(Some((a, b)), Some((c, d))), Some(4));
        assert_eq!(apart(Some((c, d)), Some((a, b))), Some(4));
        assert_eq!(apart(None, Some((a, b))), None);
    }
}
