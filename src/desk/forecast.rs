//! What a list promises before it is made: its size, its false alarms, what it gives away, and what protecting costs.

use jaanch_core::list::{MAX_FILE, Width, expected_tries};

use crate::sweep::INDIAN_MOBILES;

/// Bytes before the notes and the fingerprints (docs/FORMAT.md).
const HEADER: u64 = 80;
/// A binary fuse filter of three hashes looks in three neighbouring segments.
const ARITY: u64 = 3;
/// 2 to this is the longest segment that is made.
const MAX_SEGMENT_BITS: f64 = 18.0;

/// The promises of one width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise {
    /// Bits of a fingerprint.
    pub width: Width,
    /// Bytes of header and fingerprints, without notes and signature; `None` where a list would be too large.
    pub bytes: Option<u64>,
    /// The chance that a number that is not listed is flagged.
    pub rate: f64,
    /// How many of the Indian mobile numbers that are not listed are to be expected flagged.
    pub falsely_flagged: f64,
    /// Which share of the numbers that a sweep of them finds is truly listed.
    pub truly_listed: f64,
    /// How many salts are to be expected tried until none of the protected numbers is flagged.
    pub tries: f64,
}

/// What a list of `count` Indian mobile numbers under so many tags promises at each width, with so many numbers protected.
#[must_use]
pub fn promises(count: u32, tags: u8, protected: usize) -> [Promise; 3] {
    let space = u32::try_from(INDIAN_MOBILES.end - INDIAN_MOBILES.start).unwrap_or(u32::MAX);
    Width::ALL.map(|width| {
        // As many probes as tags, each with its own chance. Written so that small chances keep their digits.
        let rate = match count {
            0 => 0.0,
            _ => -(f64::from(tags) * (-width.chance()).ln_1p()).exp_m1(),
        };
        let falsely_flagged = f64::from(space.saturating_sub(count)) * rate;
        let hits = falsely_flagged + f64::from(count);
        let bytes = HEADER + slots(count) * u64::from(width.bits() / 8);
        Promise {
            width,
            bytes: Some(bytes).filter(|&bytes| usize::try_from(bytes).is_ok_and(|b| b <= MAX_FILE)),
            rate,
            falsely_flagged,
            truly_listed: if hits > 0.0 {
                f64::from(count) / hits
            } else {
                0.0
            },
            tries: if count == 0 {
                1.0
            } else {
                expected_tries(protected, width, tags)
            },
        }
    })
}

/// How many fingerprints the filter of so many numbers has: Graf and Lemire, "Binary Fuse Filters" (2022), section 3, for
/// three hashes.
#[must_use]
pub fn slots(count: u32) -> u64 {
    if count == 0 {
        return 0;
    }
    let log = f64::from(count).ln();
    let segment_bits = (log / 3.33_f64.ln() + 2.25).floor().min(MAX_SEGMENT_BITS);
    let segment = whole(segment_bits.exp2());
    let factor = (0.875 + 0.25 * 1_000_000_f64.ln() / log).max(1.125);
    let filled = if count > 1 {
        whole((f64::from(count) * factor).round())
    } else {
        0
    };
    // The last two segments are only looked in, never begun with.
    let begun = match filled.div_ceil(segment) {
        0..ARITY => 1,
        many => many - (ARITY - 1),
    };
    (begun + (ARITY - 1)) * segment
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number from 0 to 2^36, for which there is no other conversion"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests {
    use jaanch_core::list::{Draft, Notes, Recipe};
    use jaanch_core::number::{PhoneNumber, Region};

    use super::*;

    #[test]
    fn sizes_are_those_of_real_lists() {
        for count in [0, 1, 2, 3, 4, 10, 99, 100, 1_000, 27_824, 150_004] {
            for promise in promises(count, 2, 0) {
                let recipe = Recipe {
                    width: promise.width,
                    region: Region::IN,
                    serial: 2_026_103_100,
                    issued: 0,
                    expires: 1,
                    tags: 2,
                };
                let numbers: Vec<_> = (0..u64::from(count))
                    .map(|at| (PhoneNumber::from_e164(915_000_000_000 + at).unwrap(), 0))
                    .collect();
                let notes = Notes {
                    tags: vec!["a".into(), "b".into()],
                    ..Notes::default()
                };
                let body = Draft::fill(recipe, &numbers, &[])
                    .unwrap()
                    .body(&notes)
                    .unwrap();
                // {"tags":["a","b"]} and zero bytes to a multiple of 8.
                let notes = 24;
                assert_eq!(
                    Some(u64::try_from(body.len()).unwrap() - notes),
                    promise.bytes,
                    "{count} at {:?}",
                    promise.width
                );
            }
        }
    }

    #[test]
    fn the_known_figures() {
        let [_, at_16, at_32] = promises(27_824, 2, 1_000);
        assert!((at_16.falsely_flagged - 122_068.0).abs() < 2.0, "{at_16:?}");
        assert!((0.185..0.186).contains(&at_16.truly_listed), "{at_16:?}");
        assert!(at_32.truly_listed > 0.9999);
        let [_, at_16, _] = promises(27_824, 1, 0);
        assert!((0.31..0.32).contains(&at_16.truly_listed), "{at_16:?}");
    }

    #[test]
    fn what_no_list_can_hold_is_said() {
        assert_eq!(
            promises(30_000_000, 1, 0).map(|p| p.bytes.is_some()),
            [true, false, false]
        );
        assert_eq!(promises(u32::MAX, 8, 0).map(|p| p.bytes), [None; 3]);
        assert_eq!(
            promises(0, 8, 1_000_000).map(|p| (p.tries, p.rate)),
            [(1.0, 0.0); 3]
        );
    }
}
