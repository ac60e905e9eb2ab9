//! Made-up handsets, sightings of numbers in them, and what a person decided about links.

use std::collections::BTreeMap;

use jaanch_core::number::PhoneNumber;
use jaanch_desk::linkage::imei::Handset;
use jaanch_desk::linkage::links::link_id;
use jiff::civil::Date;

use crate::chance::{Block, MadeUp, Random};
use crate::decisions::{Decisions, Fate};
use crate::place::scaled_up;

/// Days between two numbers' use of a handset beyond which a person has to look.
pub(crate) const WINDOW: usize = 90;
/// Days after which a sighting, or an approval, is too old.
pub(crate) const MAX_AGE: usize = 365;
/// The type allocation codes of the sample's handsets: no body that allots codes is known by 20.
const TYPES: [u64; 6] = [
    20_000_101, 20_000_102, 20_004_711, 20_119_300, 20_500_017, 20_908_070,
];

/// The sightings, the decisions about links, and what comes of the numbers.
#[derive(Debug, Default)]
pub(crate) struct Handsets {
    /// IMEI, number, first and last date, as they are written.
    pub(crate) sightings: Vec<[String; 4]>,
    /// Link id, decision, by whom, when.
    pub(crate) approvals: Vec<[String; 4]>,
    /// The reported number that a number is linked from.
    pub(crate) linked_from: BTreeMap<MadeUp, MadeUp>,
}

/// A time before the stated date, in days ago: from the first to the last.
type Ago = Option<(usize, usize)>;

pub(crate) struct Planner<'a> {
    pub(crate) random: Random,
    block: Block,
    pub(crate) calendar: &'a [Date],
    pub(crate) decisions: &'a mut Decisions,
    pub(crate) handsets: Handsets,
    made: u64,
    count: usize,
}

impl Handsets {
    /// Draws them; `complainants` are numbers of people on the complaint's side. What follows is added to the fates.
    pub(crate) fn new(
        decisions: &mut Decisions,
        complainants: &[MadeUp],
        calendar: &[Date],
        count: usize,
        seed: u64,
    ) -> Self {
        let mut planner = Planner {
            random: Random::new(seed, "handsets", 0),
            block: Block::new(seed),
            calendar,
            decisions,
            handsets: Self::default(),
            made: 0,
            count,
        };
        planner.linked();
        planner.doubtful();
        planner.crowded();
        planner.never(complainants);
        planner.unlinked();
        planner.broken();
        let mut handsets = planner.handsets;
        Random::new(seed, "sightings", 0).shuffle(&mut handsets.sightings);
        handsets.approvals.sort_unstable();
        handsets
    }
}

impl Planner<'_> {
    /// A handset nobody has.
    pub(crate) fn handset(&mut self) -> u64 {
        let types = u64::try_from(TYPES.len()).unwrap_or(1);
        let (round, kind) = (self.made / types, self.made % types);
        let kind = usize::try_from(kind).ok().and_then(|kind| TYPES.get(kind));
        self.made += 1;
        // 7,919 is prime to 999,999: serial numbers are distinct, and none is 0.
        kind.unwrap_or(&TYPES[0]) * 1_000_000 + 1 + round * 7_919 % 999_999
    }

    /// A number that nobody complained about.
    pub(crate) fn stranger(&mut self, reason: &'static str) -> MadeUp {
        let number = self.block.number(self.decisions.drawn);
        self.decisions.drawn += 1;
        self.decisions.fates.insert(number, Fate::Not(reason));
        number
    }

    /// A listed number that no decision is about, each once, and when it was seen in a handset: `at_least` days ago.
    pub(crate) fn reported(&mut self, at_least: usize) -> Option<(MadeUp, (usize, usize))> {
        let number = self.decisions.plain.pop()?;
        let last = at_least + self.random.below(MAX_AGE + 1 - at_least);
        Some((number, (last + self.random.below(30), last)))
    }

    pub(crate) fn amount(&self, amount: usize) -> usize {
        scaled_up(amount, self.count)
    }

    /// A row about a handset, its IMEI in any of its forms.
    pub(crate) fn seen(&mut self, handset: u64, number: MadeUp, ago: Ago) {
        let imei = self.imei(handset);
        let days = |days: usize| self.calendar[days].strftime("%d/%m/%Y").to_string();
        let [first, last] = match ago {
            Some((first, last)) => [days(first), days(last)],
            None => Default::default(),
        };
        let number = match self.random.below(8) {
            0 => number.e164(),
            1 => format!("91{}", number.national()),
            _ => number.national(),
        };
        self.handsets.sightings.push([imei, number, first, last]);
    }

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

    /// A link that was found: where it comes from, and what came of it.
    pub(crate) fn link(&mut self, number: MadeUp, from: MadeUp, fate: Fate) {
        self.decisions.fates.insert(number, fate);
        self.handsets.linked_from.insert(number, from);
    }

    /// A decision about a link, so many days ago.
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

    /// What a person decided about a link that somebody may list: something, or nothing yet.
    pub(crate) fn approve(
        &mut self,
        handset: u64,
        number: MadeUp,
        from: MadeUp,
        pending: &'static str,
    ) {
        let days_ago = self.random.below(30);
        let fate = match self.random.below(8) {
            0..4 => {
                self.decide(handset, number, "approve", days_ago);
                Fate::Listed("linked")
            }
            4 => {
                self.decide(handset, number, "refuse", days_ago);
                Fate::Not("refused")
            }
            5 => {
                self.decide(handset, number, "approve", MAX_AGE + 1 + days_ago);
                Fate::Not("approval-too-old")
            }
            _ => Fate::Not(pending),
        };
        self.link(number, from, fate);
    }
}

/// Luhn's check digit of fourteen digits.
pub(crate) fn check_digit(handset: u64) -> usize {
    let digits = format!("{handset:014}");
    let sum: u32 = std::iter::zip(0.., digits.bytes())
        .map(|(at, byte)| {
            let digit = u32::from(byte - b'0');
            if at % 2 == 0 {
                digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .sum();
    usize::try_from((10 - sum % 10) % 10).unwrap_or_default()
}
