//! The districts, and how a total is shared among them.

/// The number of listed numbers in the announcement that the sample is shaped after, which all weights refer to.
pub(crate) const ANNOUNCED: usize = 27_824;

/// The 22 districts, each with its share of the announced numbers.
///
/// The first nine shares were announced; the other thirteen are made up so that all of them sum to the announced
/// total and none of the unnamed reaches the smallest of the named.
pub(crate) const DISTRICTS: [(&str, usize); 22] = [
    ("Gurugram", 7_142),
    ("Faridabad", 3_896),
    ("Panchkula", 1_420),
    ("Sonipat", 1_408),
    ("Hisar", 1_228),
    ("Ambala", 1_101),
    ("Rohtak", 1_045),
    ("Panipat", 1_034),
    ("Jhajjar", 1_024),
    ("Karnal", 986),
    ("Yamunanagar", 871),
    ("Rewari", 842),
    ("Palwal", 803),
    ("Nuh", 768),
    ("Kurukshetra", 714),
    ("Bhiwani", 655),
    ("Sirsa", 612),
    ("Kaithal", 571),
    ("Jind", 538),
    ("Mahendragarh", 472),
    ("Fatehabad", 411),
    ("Charkhi Dadri", 283),
];

/// One of the [`DISTRICTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct District(u8);

impl District {
    /// All of them, each with its weight.
    pub(crate) fn all() -> [(Self, usize); 22] {
        let mut next = 0;
        DISTRICTS.map(|(_, weight)| {
            let district = Self(next);
            next += 1;
            (district, weight)
        })
    }

    /// Where it stands among the [`DISTRICTS`].
    pub(crate) fn place(self) -> usize {
        usize::from(self.0)
    }

    /// The name as the exports write it.
    pub(crate) fn name(self) -> &'static str {
        DISTRICTS[self.place()].0
    }
}

/// Shares `total` out by weight so that the parts sum to it exactly: the method of the largest remainder, where equal
/// remainders go to the earlier place.
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

/// What is `amount` in the announced size, in a sample of `count` listed numbers: rounded up, so that even a small
/// sample has some of everything.
pub(crate) fn scaled_up(amount: usize, count: usize) -> usize {
    narrow((wide(amount) * wide(count)).div_ceil(wide(ANNOUNCED)))
}

/// What is `amount` in the announced size, in a sample of `count` listed numbers: to the nearest.
pub(crate) fn scaled(amount: usize, count: usize) -> usize {
    narrow((wide(amount) * wide(count) * 2 + wide(ANNOUNCED)) / (wide(ANNOUNCED) * 2))
}

/// As an integer in which no product here can overflow.
fn wide(number: usize) -> u128 {
    u128::try_from(number).unwrap_or(u128::MAX)
}

/// Back from [`wide`], after a division that made it fit.
fn narrow(number: u128) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Vec<usize> {
        DISTRICTS.iter().map(|(_, weight)| *weight).collect()
    }

    #[test]
    fn the_announced_total_gives_the_announced_districts() {
        assert_eq!(apportion(ANNOUNCED, &weights()), weights());
    }

    #[test]
    fn the_unnamed_districts_stay_below_the_named() {
        let (named, unnamed) = DISTRICTS.split_at(9);
        let least = named.iter().map(|(_, weight)| weight).min();
        assert!(unnamed.iter().all(|(_, weight)| Some(weight) < least));
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
