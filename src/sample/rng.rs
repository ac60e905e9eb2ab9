//! Reproducible random numbers: the same seed gives the same bytes on every machine and with every version of the
//! dependencies.
//!
//! The generator is SplitMix64 (Steele, Lea and Flood, 2014). It is written out here because crates of random numbers
//! reserve the right to change how they draw from a range. Nothing here needs to be unpredictable.

/// The step of SplitMix64: 2⁶⁴ divided by the golden ratio, made odd.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The bijective mixing function that ends every SplitMix64 step.
pub(crate) const fn scramble(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream for one `item` of one `subject`.
    ///
    /// Streams are independent: drawing more for one subject changes no other, and a complaint draws the same values in
    /// every export that contains it. Another name for a subject is another stream, so the names stay as they are.
    pub(crate) fn new(seed: u64, subject: &str, item: u64) -> Self {
        let named = subject.bytes().fold(seed, |state, byte| {
            scramble(state.wrapping_add(STEP) ^ u64::from(byte))
        });
        Self(scramble(named.wrapping_add(STEP) ^ item))
    }

    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        scramble(self.0)
    }

    /// A number from 0 up to, not including, `bound`; 0 where `bound` is 0.
    ///
    /// The upper half of a product (Lemire, 2019), without the rejection step that removes the last 2⁻³² of bias.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let upper = (u128::from(self.bits()) * u128::from(bound)) >> 64;
        usize::try_from(upper).unwrap_or_default()
    }

    /// Returns true with a probability of `share` in `whole`.
    pub(crate) fn chance(&mut self, share: usize, whole: usize) -> bool {
        self.below(whole) < share
    }

    /// One of `choices`, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// One of `choices` with a probability proportional to its weight; the weights must not all be zero.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(T, usize)]) -> T {
        let whole = choices.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(whole);
        let chosen = choices.iter().find(|(_, weight)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        });
        chosen.unwrap_or(&choices[0]).0
    }

    /// Shuffles `items` (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_stream_is_the_published_splitmix64() {
        let mut random = Random(1_234_567);
        let drawn: [u64; 5] = std::array::from_fn(|_| random.bits());
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn streams_differ_by_seed_subject_and_item() {
        let first: BTreeSet<u64> = [(1, "a", 0), (2, "a", 0), (1, "b", 0), (1, "a", 1)]
            .map(|(seed, subject, item)| Random::new(seed, subject, item).bits())
            .into();
        assert_eq!(first.len(), 4);
    }

    #[test]
    fn draws_stay_in_their_range_and_reach_all_of_it() {
        let mut random = Random::new(7, "range", 0);
        let drawn: BTreeSet<usize> = (0..200).map(|_| random.below(10)).collect();
        assert_eq!(drawn, (0..10).collect());
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::new(7, "weights", 0);
        let drawn: Vec<char> = (0..4_000)
            .map(|_| random.weighted(&[('a', 1), ('b', 0), ('c', 3)]))
            .collect();
        let count = |choice| drawn.iter().filter(|drawn| **drawn == choice).count();
        assert_eq!(count('b'), 0);
        assert!((900..1_100).contains(&count('a')), "{}", count('a'));
        assert_eq!(count('a') + count('c'), 4_000);
    }
}
