//! What the desk knows of single numbers beside complaints: delisted, protected, disconnected, uploaded to the portal.
//!
//! The numbers are taken from those that complaints alone would list, so that each of these files changes something, and
//! every edge of their rules is met: the day of a delisting, the ninetieth day after a disconnection and the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::chance::{Block, MadeUp, Random};
use crate::place::scaled_up;
use crate::truth::{Reason, Standing, Suspect, Truth};

/// A disconnected number can have a new holder after so many days.
const REASSIGNED_AFTER: usize = 90;

/// What comes of a number when all files of the sample are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Listed under this tag.
    Listed(&'static str),
    /// Not listed, for this reason, in the words that a build has for it.
    Not(&'static str),
}

/// What the portal answered about an uploaded number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) number: MadeUp,
    pub(crate) status: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) days_ago: usize,
}

/// The files about single numbers, and what comes of every number that is in them or in a complaint.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    /// With the age of the decision, where it is dated.
    pub(crate) delisted: Vec<(MadeUp, Option<usize>)>,
    pub(crate) protected: Vec<MadeUp>,
    pub(crate) disconnected: Vec<(MadeUp, usize)>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) fates: BTreeMap<MadeUp, Fate>,
    /// Numbers that no decision is about.
    pub(crate) plain: Vec<MadeUp>,
    /// The first place of the block that nothing was drawn from.
    pub(crate) drawn: u32,
}

/// How many numbers, in the announced size: delisted; delisted and reported again; protected; disconnected so long ago
/// that no complaint counts, that some count, or only lately.
const DELISTED: usize = 60;
const REPORTED_AGAIN: usize = 20;
const PROTECTED: usize = 40;
const GONE: usize = 80;
const NEW_HOLDER: usize = 80;
const LATELY: usize = 40;
/// Numbers that nobody complained about: delisted because they were flagged by chance, and protected.
const UNREPORTED: usize = 15;
/// Listed numbers that the portal has answered about, of a hundred.
const ANSWERED: usize = 60;
/// The portal's reasons for a refusal.
const REFUSALS: [&str; 3] = [
    "number not in use",
    "subscriber verified by operator",
    "duplicate request",
];

/// A number's complaints, the latest first: age and whether it is verified.
type Complaints = Vec<(usize, bool)>;

impl Decisions {
    /// Draws the files for a truth.
    pub(crate) fn new(truth: &Truth, count: usize, seed: u64) -> Self {
        let mut decisions = Self {
            drawn: truth.drawn,
            ..Self::default()
        };
        let complaints = complaints(truth);
        for (number, _, standing) in &truth.numbers {
            decisions.fates.insert(*number, standing.fate());
        }
        // A row without date is older and newer than any decision; numbers that have one take no part.
        let bare: BTreeSet<MadeUp> = truth.bare.iter().copied().collect();
        let listed = truth
            .numbers
            .iter()
            .filter(|(number, _, standing)| {
                !matches!(standing, Standing::Unlisted(_)) && !bare.contains(number)
            })
            .map(|(number, _, _)| *number);
        let mut pool: Vec<MadeUp> = listed.collect();
        let mut random = Random::new(seed, "decisions", 0);
        random.shuffle(&mut pool);
        let mut draw = Draw {
            random,
            pool,
            complaints: &complaints,
            count,
        };
        decisions.delist(&mut draw);
        decisions.protect(&mut draw);
        decisions.disconnect(&mut draw);
        decisions.plain = std::mem::take(&mut draw.pool);
        decisions.strangers(count, seed);
        decisions.answer(&complaints, seed);
        decisions.delisted.sort_unstable();
        decisions.protected.sort_unstable();
        decisions.disconnected.sort_unstable();
        decisions
    }

    fn delist(&mut self, draw: &mut Draw<'_>) {
        for (number, complaints) in draw.take(DELISTED, |_| true) {
            // On the day of the last complaint, after it, or nobody knows when.
            let last = latest(complaints);
            let age = match draw.random.below(4) {
                0 => None,
                1 => Some(last),
                _ => Some(draw.random.below(last + 1)),
            };
            self.delisted.push((number, age));
            self.fates.insert(number, Fate::Not("delisted"));
        }
        for (number, complaints) in draw.take(REPORTED_AGAIN, |_| true) {
            let age = latest(complaints) + 1 + draw.random.below(3) * 14;
            self.delisted.push((number, Some(age)));
            let fate = Fate::Not("delisted-reported-again");
            self.fates.insert(number, fate);
        }
    }

    fn protect(&mut self, draw: &mut Draw<'_>) {
        for (number, _) in draw.take(PROTECTED, |_| true) {
            self.protected.push(number);
            self.fates.insert(number, Fate::Not("protected"));
        }
    }

    fn disconnect(&mut self, draw: &mut Draw<'_>) {
        // From `until` days ago backwards, complaints are about the earlier holder.
        for (number, complaints) in draw.take(GONE, |complaints| latest(complaints) > 0) {
            let last = latest(complaints);
            let until = match draw.random.below(4) {
                0 => last,
                1 => 1,
                _ => 1 + draw.random.below(last),
            };
            self.disconnected.push((number, until + REASSIGNED_AFTER));
            self.fates.insert(number, Fate::Not("disconnected"));
        }
        for (number, complaints) in draw.take(NEW_HOLDER, |complaints| complaints.len() > 1) {
            let counted = 1 + draw.random.below(complaints.len() - 1);
            let (later, earlier) = complaints.split_at(counted);
            // On the last day of the earlier holder, or one day before a complaint that counts.
            let until = if draw.random.chance(1, 2) {
                latest(earlier)
            } else {
                later.last().map_or(1, |(age, _)| age + 1)
            };
            self.disconnected.push((number, until + REASSIGNED_AFTER));
            self.fates.insert(number, judged(later));
        }
        for (number, _) in draw.take(LATELY, |_| true) {
            let age = match draw.random.below(3) {
                0 => REASSIGNED_AFTER,
                _ => draw.random.below(REASSIGNED_AFTER + 1),
            };
            self.disconnected.push((number, age));
        }
    }

    /// Numbers that nobody complained about, but that must not be flagged by chance either.
    fn strangers(&mut self, count: usize, seed: u64) {
        let block = Block::new(seed);
        for _ in 0..scaled_up(UNREPORTED, count) {
            let [delisted, protected] = [self.drawn, self.drawn + 1].map(|at| block.number(at));
            self.drawn += 2;
            self.delisted.push((delisted, Some(0)));
            self.fates.insert(delisted, Fate::Not("delisted"));
            self.protected.push(protected);
            self.fates.insert(protected, Fate::Not("protected"));
        }
    }

    fn answer(&mut self, complaints: &BTreeMap<MadeUp, Complaints>, seed: u64) {
        for (number, fate) in &self.fates {
            let mut random = Random::new(seed, "answer", number.digits());
            // A number taken off the list can have been uploaded before.
            let share = match fate {
                Fate::Listed(_) => ANSWERED,
                Fate::Not("delisted" | "disconnected") => 10,
                Fate::Not(_) => 0,
            };
            let Some(complaints) = complaints.get(number) else {
                continue;
            };
            if !random.chance(share, 100) {
                continue;
            }
            let status = random.weighted(&[("blocked", 6), ("uploaded", 3), ("refused", 1)]);
            let reason = match status {
                "refused" => *random.pick(&REFUSALS),
                _ => "",
            };
            self.answers.push(Answer {
                number: *number,
                status,
                reason,
                days_ago: random.below(latest(complaints) + 1),
            });
        }
    }
}

/// Takes numbers out of those that complaints alone would list.
struct Draw<'a> {
    random: Random,
    pool: Vec<MadeUp>,
    complaints: &'a BTreeMap<MadeUp, Complaints>,
    count: usize,
}

impl<'a> Draw<'a> {
    /// So many numbers, in the announced size, whose complaints fit; fewer where there are no more.
    fn take(
        &mut self,
        amount: usize,
        fits: impl Fn(&Complaints) -> bool,
    ) -> Vec<(MadeUp, &'a Complaints)> {
        let mut left = scaled_up(amount, self.count);
        let mut taken = Vec::new();
        self.pool.retain(|number| {
            let Some(complaints) = self.complaints.get(number).filter(|c| left > 0 && fits(c))
            else {
                return true;
            };
            taken.push((*number, complaints));
            left -= 1;
            false
        });
        taken
    }
}

impl Standing {
    /// What comes of it where nothing but complaints is known.
    pub(crate) const fn fate(self) -> Fate {
        match self {
            Self::Often => Fate::Listed("often"),
            Self::Reported => Fate::Listed("reported"),
            Self::Unlisted(Reason::SingleUnverified) => Fate::Not("too-few-complaints"),
            Self::Unlisted(Reason::TooOld) => Fate::Not("too-old"),
        }
    }
}

/// What comes of a number with these complaints, none of them too old.
fn judged(complaints: &[(usize, bool)]) -> Fate {
    match complaints {
        [(_, false)] => Fate::Not("too-few-complaints"),
        [_, _, _, ..] => Fate::Listed("often"),
        _ => Fate::Listed("reported"),
    }
}

fn latest(complaints: &[(usize, bool)]) -> usize {
    complaints.first().map_or(0, |(age, _)| *age)
}

fn complaints(truth: &Truth) -> BTreeMap<MadeUp, Complaints> {
    let mut complaints: BTreeMap<MadeUp, Complaints> = BTreeMap::new();
    for complaint in &truth.complaints {
        let known = (usize::from(complaint.days_ago), complaint.verified);
        match complaint.suspect {
            Suspect::One(number) => complaints.entry(number).or_default().push(known),
            Suspect::Two(one, other) => {
                complaints.entry(one).or_default().push(known);
                complaints.entry(other).or_default().push(known);
            }
            Suspect::Damaged(..) => {}
        }
    }
    for known in complaints.values_mut() {
        known.sort_unstable();
    }
    complaints
}
