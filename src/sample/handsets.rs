//! Made-up handsets, sightings of numbers in them, and decisions about the links that follow.

use std::collections::BTreeMap;

use jaanch_core::number::PhoneNumber;
use jaanch_desk::linkage::imei::Handset;
use jaanch_desk::linkage::links::link_id;
use jiff::civil::Date;

use crate::decisions::Decisions;
use crate::model::Expected;
use crate::numbers::{Block, MadeUp};
use crate::rng::Random;
use crate::scale::scaled_up;

/// Days after which a sighting, or an approval, is too old.
pub(crate) const MAX_AGE: usize = 365;

/// The type allocation codes of the sample's handsets. 20 is not assigned to any body that allocates codes.
const TYPES: [u64; 6] = [
    20_000_101, 20_000_102, 20_004_711, 20_119_300, 20_500_017, 20_908_070,
];

/// The sightings and the decisions about links, as rows of their files.
#[derive(Debug, Default)]
pub(crate) struct Handsets {
    /// IMEI, number, first and last date.
    pub(crate) sightings: Vec<[String; 4]>,
    /// Link id, decision, who decided, date.
    pub(crate) approvals: Vec<[String; 4]>,
    /// The reported number from which a number is linked.
    pub(crate) linked_from: BTreeMap<MadeUp, MadeUp>,
}

/// The ages in days of the first and the last sighting.
pub(crate) type Seen = (usize, usize);

/// Draws handsets, and records the expected results in the decisions.
pub(crate) struct Planner<'a> {
    pub(crate) random: Random,
    block: Block,
    calendar: &'a [Date],
    pub(crate) decisions: &'a mut Decisions,
    pub(crate) handsets: Handsets,
    made: usize,
    count: usize,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(
        decisions: &'a mut Decisions,
        calendar: &'a [Date],
        count: usize,
        seed: u64,
    ) -> Self {
        Self {
            random: Random::new(seed, "handsets", 0),
            block: Block::new(seed),
            calendar,
            decisions,
            handsets: Handsets::default(),
            made: 0,
            count,
        }
    }

    /// A new handset, by the first fourteen digits of its IMEI.
    pub(crate) fn handset(&mut self) -> u64 {
        let (round, kind) = (self.made / TYPES.len(), self.made % TYPES.len());
        self.made += 1;
        // 7,919 and 999,999 have no common factor: serial numbers are distinct, and none is 0.
        let serial = 1 + u64::try_from(round).unwrap_or_default() * 7_919 % 999_999;
        TYPES[kind] * 1_000_000 + serial
    }

    /// A new number without complaints, which is not listed for `reason`.
    pub(crate) fn unreported(&mut self, reason: &'static str) -> MadeUp {
        let number = self.block.number(self.decisions.drawn);
        self.decisions.drawn += 1;
        let expected = Expected::NotListed(reason);
        self.decisions.expected.insert(number, expected);
        number
    }

    /// A listed number without a decision, each once, and when it was seen in a handset: at least `min_age` days ago.
    /// `None` if there are no more.
    pub(crate) fn reported(&mut self, min_age: usize) -> Option<(MadeUp, Seen)> {
        let number = self.decisions.undecided.pop()?;
        let last = min_age + self.random.below(MAX_AGE + 1 - min_age);
        Some((number, (last + self.random.below(30), last)))
    }

    /// Scales an amount to the size of the sample.
    pub(crate) fn amount(&self, amount: usize) -> usize {
        scaled_up(amount, self.count)
    }

    /// The date `days` ago as sightings have it.
    pub(crate) fn date(&self, days: usize) -> String {
        self.calendar[days].strftime("%d/%m/%Y").to_string()
    }

    /// Adds a sighting, with the IMEI in any of its forms.
    pub(crate) fn sighting(&mut self, handset: u64, number: MadeUp, seen: Option<Seen>) {
        let imei = self.imei(handset);
        let [first, last] = match seen {
            Some((first, last)) => [self.date(first), self.date(last)],
            None => Default::default(),
        };
        let number = match self.random.below(8) {
            0 => number.e164(),
            1 => format!("91{}", number.national()),
            _ => number.national(),
        };
        self.handsets.sightings.push([imei, number, first, last]);
    }

    /// An IMEI in any of its forms.
    pub(crate) fn imei(&mut self, handset: u64) -> String {
        let check = check_digit(handset);
        match self.random.below(8) {
            0 => format!("{handset}"),
            1..4 => format!("{handset}{check}"),
            4..6 => format!("{handset}0"),
            6 => format!("{handset}{:02}", self.random.below(100)),
            _ => {
                let (kind, serial) = (handset / 1_000_000, handset % 1_000_000);
                let (body, kind) = (kind / 1_000_000, kind % 1_000_000);
                format!("{body}-{kind:06}-{serial:06}-{check}")
            }
        }
    }

    /// Records a link that linkage finds, and what becomes of its number.
    pub(crate) fn link(&mut self, number: MadeUp, from: MadeUp, expected: Expected) {
        self.decisions.expected.insert(number, expected);
        self.handsets.linked_from.insert(number, from);
    }

    /// Adds a decision about a link.
    pub(crate) fn decide(&mut self, handset: u64, number: MadeUp, decision: &str, days_ago: usize) {
        let handset = Handset::parse(handset.to_string().as_bytes()).ok();
        let number = PhoneNumber::from_e164(915_000_000_000 + number.digits());
        let Some((handset, number)) = handset.zip(number) else {
            return;
        };
        let by = *self.random.pick(&["Insp. A. Sharma", "SI N. Malik"]);
        let date = self.calendar[days_ago].to_string();
        let row = [link_id(handset, number), decision.into(), by.into(), date];
        self.handsets.approvals.push(row);
    }

    /// Records a link that can be approved: it is approved, refused, or still `pending`.
    pub(crate) fn approve(
        &mut self,
        handset: u64,
        number: MadeUp,
        from: MadeUp,
        pending: &'static str,
    ) {
        let days_ago = self.random.below(30);
        let (decision, expected) = match self.random.below(8) {
            0..4 => (Some(("approve", days_ago)), Expected::Listed("linked")),
            4 => (Some(("refuse", days_ago)), Expected::NotListed("refused")),
            5 => (
                Some(("approve", MAX_AGE + 1 + days_ago)),
                Expected::NotListed("approval-too-old"),
            ),
            _ => (None, Expected::NotListed(pending)),
        };
        if let Some((decision, days_ago)) = decision {
            self.decide(handset, number, decision, days_ago);
        }
        self.link(number, from, expected);
    }
}

/// Luhn's check digit for the fourteen digits of a handset.
pub(crate) fn check_digit(handset: u64) -> usize {
    let digits = format!("{handset:014}");
    let sum: u32 = std::iter::zip(0.., digits.bytes())
        .map(|(at, byte)| {
            let digit = u32::from(byte - b'0') * (1 + at % 2);
            digit / 10 + digit % 10
        })
        .sum();
    usize::try_from((10 - sum % 10) % 10).unwrap_or_default()
}
