//! Amounts in proportion to the size of a sample.

/// The number of listed numbers in the announcement that the sample is modelled on. All amounts refer to it.
pub(crate) const ANNOUNCED: usize = 27_824;

/// Splits `total` by weight into parts that sum to it exactly, by the largest remainder method; of equal remainders
/// the first one wins.
pub(crate) fn apportion(total: usize, weights: &[usize]) -> Vec<usize> {
    let whole: u128 = weights.iter().map(|weight| wide(*weight)).sum();
    if whole == 0 {
        return vec![0; weights.len()];
    }
    let products: Vec<u128> = weights.iter().map(|w| wide(*w) * wide(total)).collect();
    let mut parts: Vec<usize> = products.iter().map(|p| narrow(p / whole)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(products[*place] % whole));
    let missing = total - parts.iter().sum::<usize>();
    for place in order.into_iter().take(missing) {
        parts[place] += 1;
    }
    parts
}

/// Scales `amount` from the announced size to a sample of `count` listed numbers, rounding up so that even a small
/// sample has some of everything.
pub(crate) fn scaled_up(amount: usize, count: usize) -> usize {
    narrow((wide(amount) * wide(count)).div_ceil(wide(ANNOUNCED)))
}

/// Scales `amount` from the announced size to a sample of `count` listed numbers, rounding to the nearest.
pub(crate) fn scaled(amount: usize, count: usize) -> usize {
    narrow((wide(amount) * wide(count) * 2 + wide(ANNOUNCED)) / (wide(ANNOUNCED) * 2))
}

/// Converts to an integer in which no product here can overflow.
fn wide(number: usize) -> u128 {
    u128::try_from(number).unwrap_or(u128::MAX)
}

/// Converts back from [`wide`] after a division.
fn narrow(number: u128) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::districts::DISTRICTS;

    fn weights() -> Vec<usize> {
        DISTRICTS.iter().map(|(_, weight)| *weight).collect()
    }

    #[test]
    fn the_announced_total_gives_the_announced_districts() {
        assert_eq!(apportion(ANNOUNCED, &weights()), weights());
    }

    #[test]
    fn every_total_is_shared_out_whole() {
        for total in [0, 1, 2, 21, 22, 50, 1_000, 27_823, 10_000_000] {
            let parts = apportion(total, &weights());
            assert_eq!(parts.iter().sum::<usize>(), total);
        }
        assert_eq!(apportion(3, &[1, 1]), [2, 1]);
        assert_eq!(apportion(3, &[0, 0]), [0, 0]);
    }

    #[test]
    fn scaling() {
        assert_eq!(scaled_up(640, ANNOUNCED), 640);
        assert_eq!(scaled_up(640, 1), 1);
        assert_eq!(scaled_up(640, 0), 0);
        assert_eq!(scaled(47_000, ANNOUNCED), 47_000);
        assert_eq!(scaled(47_000, 1), 2);
        assert_eq!(scaled(47_000, 0), 0);
    }
}
