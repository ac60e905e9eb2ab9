//! What the desk knows about single numbers besides complaints: delisted, protected, disconnected, uploaded to the portal.
//!
//! The numbers are drawn from those that complaints alone would list, so each of these files changes a result. Every limit
//! of their rules is reached: the day of a delisting, the ninetieth day after a disconnection and the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Expected, Standing, Suspect};
use crate::numbers::{Block, MadeUp};
use crate::population::Population;
use crate::rng::Random;
use crate::scale::scaled_up;

/// Days after which a disconnected number can be given to a new subscriber.
const REASSIGNED_AFTER: usize = 90;

/// What the portal answered about an uploaded number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) number: MadeUp,
    pub(crate) status: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) days_ago: usize,
}

/// The files about single numbers, and the expected result for every number in them or in a complaint.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    /// Each with the age of the decision in days, if it has a date.
    pub(crate) delisted: Vec<(MadeUp, Option<usize>)>,
    pub(crate) protected: Vec<MadeUp>,
    pub(crate) disconnected: Vec<(MadeUp, usize)>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) expected: BTreeMap<MadeUp, Expected>,
    /// Listed numbers without a decision.
    pub(crate) undecided: Vec<MadeUp>,
    /// How many numbers have been drawn from the block.
    pub(crate) drawn: u32,
}

// How many numbers there are of each kind, in the announced size.
const DELISTED: usize = 60;
const REPORTED_AGAIN: usize = 20;
const PROTECTED: usize = 40;
/// Disconnected after all their complaints, between two of them, and too recently to matter.
const DISCONNECTED: usize = 80;
const NEW_HOLDER: usize = 80;
const RECENTLY: usize = 40;
/// Numbers without complaints: delisted as false alarms, and protected.
const UNREPORTED: usize = 15;
/// The percentage of listed numbers that the portal has answered about.
const ANSWERED: usize = 60;
/// The portal's reasons for a refusal.
const REFUSALS: [&str; 3] = [
    "number not in use",
    "subscriber verified by operator",
    "duplicate request",
];

/// A number's complaints, the latest first: age in days, and whether it is verified.
type Complaints = Vec<(usize, bool)>;

impl Decisions {
    /// Draws the files.
    pub(crate) fn new(population: &Population, count: usize, seed: u64) -> Self {
        let mut decisions = Self {
            drawn: population.drawn,
            ..Self::default()
        };
        let complaints = complaints(population);
        for (number, _, standing) in &population.numbers {
            decisions.expected.insert(*number, standing.expected());
        }
        // A row without a date is neither before nor after a decision: numbers with such rows are not drawn.
        let bare: BTreeSet<MadeUp> = population.bare.iter().copied().collect();
        let listed = population
            .numbers
            .iter()
            .filter(|(number, _, standing)| {
                !matches!(standing, Standing::Unlisted(_)) && !bare.contains(number)
            })
            .map(|(number, _, _)| *number);
        let mut numbers: Vec<MadeUp> = listed.collect();
        let mut random = Random::new(seed, "decisions", 0);
        random.shuffle(&mut numbers);
        let mut pool = Pool {
            random,
            numbers,
            complaints: &complaints,
            count,
        };
        decisions.delist(&mut pool);
        decisions.protect(&mut pool);
        decisions.disconnect(&mut pool);
        decisions.undecided = std::mem::take(&mut pool.numbers);
        decisions.unreported(count, seed);
        decisions.answer(&complaints, seed);
        decisions.delisted.sort_unstable();
        decisions.protected.sort_unstable();
        decisions.disconnected.sort_unstable();
        decisions
    }

    fn delist(&mut self, pool: &mut Pool<'_>) {
        for (number, complaints) in pool.take(DELISTED, |_| true) {
            // On the day of the last complaint, after it, or undated.
            let last = latest(complaints);
            let age = match pool.random.below(4) {
                0 => None,
                1 => Some(last),
                _ => Some(pool.random.below(last + 1)),
            };
            self.delisted.push((number, age));
            self.expected
                .insert(number, Expected::NotListed("delisted"));
        }
        for (number, complaints) in pool.take(REPORTED_AGAIN, |_| true) {
            let age = latest(complaints) + 1 + pool.random.below(3) * 14;
            self.delisted.push((number, Some(age)));
            let expected = Expected::NotListed("delisted-reported-again");
            self.expected.insert(number, expected);
        }
    }

    fn protect(&mut self, pool: &mut Pool<'_>) {
        for (number, _) in pool.take(PROTECTED, |_| true) {
            self.protected.push(number);
            self.expected
                .insert(number, Expected::NotListed("protected"));
        }
    }

    fn disconnect(&mut self, pool: &mut Pool<'_>) {
        // Complaints that are at least `until` days old are about the earlier holder.
        for (number, complaints) in pool.take(DISCONNECTED, |complaints| latest(complaints) > 0) {
            let last = latest(complaints);
            let until = match pool.random.below(4) {
                0 => last,
                1 => 1,
                _ => 1 + pool.random.below(last),
            };
            self.disconnected.push((number, until + REASSIGNED_AFTER));
            self.expected
                .insert(number, Expected::NotListed("disconnected"));
        }
        for (number, complaints) in pool.take(NEW_HOLDER, |complaints| complaints.len() > 1) {
            let counted = 1 + pool.random.below(complaints.len() - 1);
            let (later, earlier) = complaints.split_at(counted);
            // The last day of the earlier holder, or the day before a complaint that counts.
            let until = if pool.random.chance(1, 2) {
                latest(earlier)
            } else {
                later.last().map_or(1, |(age, _)| age + 1)
            };
            self.disconnected.push((number, until + REASSIGNED_AFTER));
            self.expected.insert(number, expected(later));
        }
        for (number, _) in pool.take(RECENTLY, |_| true) {
            let age = match pool.random.below(3) {
                0 => REASSIGNED_AFTER,
                _ => pool.random.below(REASSIGNED_AFTER + 1),
            };
            self.disconnected.push((number, age));
        }
    }

    /// Draws numbers without complaints that must not be flagged by chance either.
    fn unreported(&mut self, count: usize, seed: u64) {
        let block = Block::new(seed);
        for _ in 0..scaled_up(UNREPORTED, count) {
            let [delisted, protected] = [self.drawn, self.drawn + 1].map(|at| block.number(at));
            self.drawn += 2;
            self.delisted.push((delisted, Some(0)));
            self.expected
                .insert(delisted, Expected::NotListed("delisted"));
            self.protected.push(protected);
            self.expected
                .insert(protected, Expected::NotListed("protected"));
        }
    }

    fn answer(&mut self, complaints: &BTreeMap<MadeUp, Complaints>, seed: u64) {
        for (number, expected) in &self.expected {
            let mut random = Random::new(seed, "answer", number.digits());
            // A number removed from the list may have been uploaded before.
            let share = match expected {
                Expected::Listed(_) => ANSWERED,
                Expected::NotListed("delisted" | "disconnected") => 10,
                Expected::NotListed(_) => 0,
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

/// The numbers that complaints alone would list, in random order.
struct Pool<'a> {
    random: Random,
    numbers: Vec<MadeUp>,
    complaints: &'a BTreeMap<MadeUp, Complaints>,
    count: usize,
}

impl<'a> Pool<'a> {
    /// Removes `amount` numbers, in the announced size, whose complaints fit; fewer if there are no more.
    fn take(
        &mut self,
        amount: usize,
        fits: impl Fn(&Complaints) -> bool,
    ) -> Vec<(MadeUp, &'a Complaints)> {
        let mut left = scaled_up(amount, self.count);
        let mut taken = Vec::new();
        self.numbers.retain(|number| {
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

/// The expected result for a number with these complaints, none of them too old.
fn expected(complaints: &[(usize, bool)]) -> Expected {
    match complaints {
        [(_, false)] => Expected::NotListed("too-few-complaints"),
        [_, _, _, ..] => Expected::Listed("often"),
        _ => Expected::Listed("reported"),
    }
}

fn latest(complaints: &[(usize, bool)]) -> usize {
    complaints.first().map_or(0, |(age, _)| *age)
}

fn complaints(population: &Population) -> BTreeMap<MadeUp, Complaints> {
    let mut complaints: BTreeMap<MadeUp, Complaints> = BTreeMap::new();
    for complaint in &population.complaints {
        let known = (complaint.days_ago, complaint.verified);
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
