//! The districts and their shares of the listed numbers.

/// The 22 districts, each with its number of listed numbers in the announcement.
///
/// The first nine figures were announced. The other thirteen are made up: all of them sum to the announced total, and
/// each is smaller than the smallest announced one.
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
    /// All districts, each with its weight.
    pub(crate) fn all() -> [(Self, usize); 22] {
        let mut next = 0;
        DISTRICTS.map(|(_, weight)| {
            let district = Self(next);
            next += 1;
            (district, weight)
        })
    }

    /// Its index in [`DISTRICTS`].
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The name in the exports.
    pub(crate) fn name(self) -> &'static str {
        DISTRICTS[self.index()].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unnamed_districts_stay_below_the_named() {
        let (named, unnamed) = DISTRICTS.split_at(9);
        let least = named.iter().map(|(_, weight)| weight).min();
        assert!(unnamed.iter().all(|(_, weight)| Some(weight) < least));
    }
}
