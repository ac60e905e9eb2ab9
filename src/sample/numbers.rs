//! Made-up phone numbers, +91 50xxx xxxxx, and the order in which they are drawn.

use crate::rng::{Random, scramble};

/// A made-up phone number: the eight digits after +91 50, a block that no subscriber can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MadeUp(u32);

impl MadeUp {
    /// How many there are.
    pub(crate) const COUNT: u32 = HALF * HALF;

    /// The eight digits as an integer.
    pub(crate) fn digits(self) -> u64 {
        u64::from(self.0)
    }

    /// The ten-digit national number.
    pub(crate) fn national(self) -> String {
        format!("50{:08}", self.0)
    }

    /// The E.164 form with its plus sign.
    pub(crate) fn e164(self) -> String {
        format!("+9150{:08}", self.0)
    }
}

/// The values of each four-digit half of the eight digits.
const HALF: u32 = 10_000;

/// All made-up numbers in a pseudorandom order.
///
/// A Feistel network over the two halves is a bijection, so different indices give different numbers without a record of
/// those already drawn.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    keys: [u64; 6],
}

impl Block {
    /// The order for `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, "block", 0);
        Self {
            keys: std::array::from_fn(|_| random.bits()),
        }
    }

    /// The number at `index`, modulo [`MadeUp::COUNT`].
    pub(crate) fn number(&self, index: u32) -> MadeUp {
        let index = index % MadeUp::COUNT;
        let (left, right) =
            self.keys
                .iter()
                .fold((index / HALF, index % HALF), |(left, right), key| {
                    let mixed = scramble(key.wrapping_add(u64::from(right))) % u64::from(HALF);
                    let mixed = u32::try_from(mixed).unwrap_or_default();
                    (right, (left + mixed) % HALF)
                });
        MadeUp(left * HALF + right)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_block_gives_every_number_once() {
        let block = Block::new(3);
        // Were a round no bijection, some 200 of these 200,000 would come twice. Both ends are the ones drawn from.
        let places = (0..100_000).chain(MadeUp::COUNT - 100_000..MadeUp::COUNT);
        let numbers: BTreeSet<MadeUp> = places.map(|place| block.number(place)).collect();
        assert_eq!(numbers.len(), 200_000);
    }
}
