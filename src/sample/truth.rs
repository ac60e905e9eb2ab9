//! Which numbers there are, what was complained about them, and what follows from it.
//!
//! The truth comes first and the complaints are made to fit it: a number is to be listed as `often`, say, and so gets
//! three complaints or more. The rule that both obey:
//!
//! * Two rows about one number are the same complaint if they have the same complaint id, or the same date and source.
//!   Rows with neither id nor date count for one complaint together at most.
//! * A number is listed if it has two distinct complaints or a verified one, and its last complaint is at most 365
//!   days old. With three it is `often`, otherwise `reported`.
//!
//! No listing hangs on the finer points of it: distinct complaints of one number differ in id and in date, the copies
//! of one complaint agree in date, source and status, and a row that is nothing but a number changes no verdict
//! whether it is counted or not. Points that are certain, such as the 365th day, are met on purpose.

use crate::chance::{MadeUp, Random};
use crate::place::{District, scaled, scaled_up};
use crate::plan;
use crate::plan::{MAX_AGE, MAX_GAP, MOST};
use crate::writing::Damage;

/// No complaint is older than this many days.
pub(crate) const OLDEST: usize = 2 * MAX_AGE + (MOST - 1) * MAX_GAP;

/// Rows in all exports together, in the announced size.
const ROWS: usize = 47_000;

/// Where a complaint was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The helpline 1930.
    Helpline,
    /// The portal cybercrime.gov.in.
    Portal,
}

/// What a complaint says about its suspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suspect {
    /// One number.
    One(MadeUp),
    /// Two numbers in one cell: the complaint is about both.
    Two(MadeUp, MadeUp),
    /// A cell in which no number can be read; the number is what once stood there.
    Damaged(Damage, MadeUp),
}

/// One complaint, in however many exports it stands.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    pub(crate) suspect: Suspect,
    pub(crate) district: District,
    /// Its age on the stated date.
    pub(crate) days_ago: u16,
    pub(crate) source: Source,
    pub(crate) verified: bool,
    /// How many further exports carry it.
    pub(crate) copies: usize,
    /// Whether it may be picked for one more copy.
    pub(crate) copyable: bool,
}

/// Why a number is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its only complaint is unverified, in however many exports that complaint stands.
    SingleUnverified,
    /// It has complaints enough, but the last one is more than 365 days old.
    TooOld,
}

impl Reason {
    /// The word for it in `truth.csv`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SingleUnverified => "single-unverified",
            Self::TooOld => "too-old",
        }
    }
}

/// What is true of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Listed, with three complaints or more.
    Often,
    /// Listed.
    Reported,
    /// Not listed.
    Unlisted(Reason),
}

/// Everything that is true of the sample, before it is written into exports.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    /// All complaints, the oldest first.
    pub(crate) complaints: Vec<Complaint>,
    /// Every readable number, sorted, with its district.
    pub(crate) numbers: Vec<(MadeUp, District, Standing)>,
    /// The lines of the export that is nothing but numbers.
    pub(crate) bare: Vec<MadeUp>,
    /// How many numbers have no other rows than copies of one unverified complaint.
    pub(crate) only_copies: usize,
    /// The first place of the block that nothing was drawn from.
    pub(crate) drawn: u32,
}

/// The least number of copies of complaints, for samples so small that the rows are used up otherwise.
const COPIES: usize = 100;

impl Truth {
    /// The truth of a sample with `count` listed numbers.
    pub(crate) fn new(count: usize, seed: u64) -> Self {
        let mut truth = plan::draw(count, seed);
        truth.numbers.sort_unstable_by_key(|(number, _, _)| *number);
        // Stable: complaints of one day stay in the order of drawing, which has no pattern.
        truth
            .complaints
            .sort_by_key(|complaint| std::cmp::Reverse(complaint.days_ago));
        truth.copy(count, &mut Random::new(seed, "copies", 0));
        truth
    }

    /// How many rows the exports will have.
    fn rows(&self) -> usize {
        let rows = self.complaints.iter().map(|complaint| 1 + complaint.copies);
        rows.sum::<usize>() + self.bare.len()
    }

    /// Lets other exports carry complaints too, until there are as many rows as there should be.
    fn copy(&mut self, count: usize, random: &mut Random) {
        let missing = scaled(ROWS, count).saturating_sub(self.rows());
        let mut wanted = missing.max(scaled_up(COPIES, count));
        let mut left = self.complaints.iter().filter(|c| c.copyable).count();
        for complaint in self.complaints.iter_mut().filter(|c| c.copyable) {
            if random.chance(wanted, left) {
                complaint.copies += 1;
                wanted -= 1;
            }
            left -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::ANNOUNCED;

    #[test]
    fn the_announced_size_has_the_announced_rows() {
        for seed in 0..3 {
            assert_eq!(Truth::new(ANNOUNCED, seed).rows(), ROWS);
        }
    }

    #[test]
    fn no_complaint_is_older_than_the_calendar() {
        let truth = Truth::new(ANNOUNCED, 1);
        let oldest = truth
            .complaints
            .iter()
            .map(|complaint| complaint.days_ago)
            .max();
        assert!(usize::from(oldest.unwrap()) <= OLDEST);
    }
}
