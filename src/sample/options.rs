//! What a sample is to be like.

use std::ops::RangeInclusive;

use jiff::civil::{Date, date};

use crate::scale::ANNOUNCED;

/// The most listed numbers in a sample: the block of made-up numbers has to hold their complainants too.
pub const MAX_COUNT: usize = 10_000_000;

/// The dates for which a sample can be made: complaint ids have two digits for the year.
pub(crate) const DATES: RangeInclusive<Date> = date(2005, 1, 1)..=date(2099, 12, 31);

/// The parameters of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The number of listed numbers, at most [`MAX_COUNT`].
    pub count: usize,
    /// The seed of all random choices: numbers, people and mistakes.
    pub seed: u64,
    /// The date of the expected results. No complaint is later.
    pub as_of: Date,
}

impl Default for Options {
    /// The announced count, at the end of a Cyber Security Month.
    fn default() -> Self {
        Self {
            count: ANNOUNCED,
            seed: 1930,
            as_of: date(2026, 10, 31),
        }
    }
}
