//! Trying every Indian mobile number against a list: the true number of false alarms, not an estimate.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use jaanch_core::list::{FalseAlarms, Filter};
use jaanch_core::number::PhoneNumber;
use rayon::prelude::*;

/// +91 and ten digits that begin with 6 to 9: 4 × 10⁹ numbers.
pub const INDIAN_MOBILES: Range<u64> = 916_000_000_000..920_000_000_000;

/// Numbers tried between two reports of progress.
const CHUNK: u64 = 1 << 20;

/// What a sweep found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swept {
    /// How many numbers were tried.
    pub space: u64,
    /// How many the filter flags.
    pub hits: u64,
    /// How many of those are truly listed.
    pub listed: u64,
}

impl Swept {
    /// Hits that are not listed.
    #[must_use]
    pub fn false_alarms(&self) -> FalseAlarms {
        FalseAlarms {
            space: self.space,
            hits: self.hits.saturating_sub(self.listed),
        }
    }
}

/// Tries every number of a range in parallel; `listed` are the listed numbers, sorted. `progress` gets the numbers done.
///
/// A listed number that the filter did not flag would be a broken promise: it shows as fewer hits than listed numbers,
/// and the caller must stop there.
#[must_use]
pub fn sweep(
    filter: &Filter,
    range: Range<u64>,
    listed: &[PhoneNumber],
    progress: &(dyn Fn(u64) + Sync),
) -> Swept {
    let done = AtomicU64::new(0);
    let chunks = (range.end - range.start).div_ceil(CHUNK);
    let hits = (0..chunks)
        .into_par_iter()
        .map(|chunk| {
            let start = range.start + chunk * CHUNK;
            let end = range.end.min(start + CHUNK);
            let hits = filter.count_flagged(start..end);
            progress(done.fetch_add(end - start, Ordering::Relaxed) + (end - start));
            hits
        })
        .sum();
    let from = listed.partition_point(|number| number.e164() < range.start);
    let to = listed.partition_point(|number| number.e164() < range.end);
    Swept {
        space: range.end - range.start,
        hits,
        listed: u64::try_from(to - from).unwrap_or_default(),
    }
}
