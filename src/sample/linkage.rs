//! Which numbers were used in which handsets, and what follows.
//!
//! Every rule of linkage is tested on both sides of its limit: ninety days apart and ninety-one, twenty numbers in a
//! handset and twenty-one, one hop and two, an IMEI in all its forms and in none.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::decisions::Decisions;
use crate::handsets::{Handsets, MAX_AGE, Planner, check_digit};
use crate::model::Expected;
use crate::numbers::MadeUp;
use crate::rng::Random;

/// Days between two numbers' use of a handset after which a person has to look.
const WINDOW: usize = 90;

/// Most numbers in a handset whose IMEI is not taken for a cloned one.
const MAX_NUMBERS: usize = 20;

// How many handsets there are of each kind, in the announced size.
const LINKED: usize = 240;
const OUTSIDE: usize = 60;
const UNDATED: usize = 40;
const OLD: usize = 20;
const TWO_HOPS: usize = 40;
const CROWDED: usize = 8;
const FULL: usize = 8;
const COMPLAINANTS: usize = 15;
const BARRED: usize = 10;
const UNLISTED: usize = 40;
const UNREADABLE: usize = 30;
const UNRELATED: usize = 2_500;

/// Draws them. `complainants` are numbers of people on the complaint's side. The expected results are added to
/// `decisions`.
pub(crate) fn draw(
    decisions: &mut Decisions,
    complainants: &[MadeUp],
    calendar: &[Date],
    count: usize,
    seed: u64,
) -> Handsets {
    let mut planner = Planner::new(decisions, calendar, count, seed);
    // Each ends early if a very small sample has no more listed numbers.
    planner.linked();
    planner.doubtful();
    planner.crowded();
    planner.barred(complainants);
    planner.unlinked();
    planner.unreadable(calendar);
    let mut handsets = planner.handsets;
    Random::new(seed, "sightings", 0).shuffle(&mut handsets.sightings);
    handsets.approvals.sort_unstable();
    handsets
}

impl Planner<'_> {
    /// One to three other numbers within the window, some on its last day.
    fn linked(&mut self) -> Option<()> {
        for _ in 0..self.amount(LINKED) {
            let (from, (first, last)) = self.reported(0)?;
            let handset = self.handset();
            self.sighting(handset, from, Some((first, last)));
            for _ in 0..=self.random.below(3) {
                let number = self.unreported("awaiting-approval");
                let most = last.min(WINDOW);
                let apart = match self.random.below(4) {
                    0 => most,
                    _ => self.random.below(most + 1),
                };
                let begin = last - apart;
                let end = self.random.below(begin + 1);
                self.sighting(handset, number, Some((begin, end)));
                self.approve(handset, number, from, "awaiting-approval");
            }
        }
        // Decisions about links that no build finds.
        for _ in 0..self.amount(2) {
            let (handset, number) = (self.handset(), self.unreported("not-linked"));
            self.decide(handset, number, "approve", 5);
        }
        Some(())
    }

    /// Links that need a second look: too far apart, undated, too old.
    fn doubtful(&mut self) -> Option<()> {
        for _ in 0..self.amount(OUTSIDE) {
            let (from, (first, last)) = self.reported(WINDOW + 1)?;
            let apart = match self.random.below(3) {
                0 => WINDOW + 1,
                _ => WINDOW + 1 + self.random.below(last - WINDOW),
            };
            let (handset, number) = (self.handset(), self.unreported("outside-window"));
            self.sighting(handset, from, Some((first, last)));
            self.sighting(handset, number, Some((last - apart, last - apart)));
            self.approve(handset, number, from, "outside-window");
        }
        for _ in 0..self.amount(UNDATED) {
            let (from, ago) = self.reported(0)?;
            let (handset, number) = (self.handset(), self.unreported("undated"));
            let [one, other] = match self.random.below(3) {
                0 => [None, Some(ago)],
                1 => [Some(ago), None],
                _ => [None, None],
            };
            self.sighting(handset, from, one);
            self.sighting(handset, number, other);
            self.approve(handset, number, from, "undated");
        }
        for _ in 0..self.amount(OLD) {
            let (from, _) = self.reported(0)?;
            let last = MAX_AGE + 1 + self.random.below(60);
            let (handset, number) = (self.handset(), self.unreported("too-old"));
            self.sighting(handset, from, Some((last + 5, last + 2)));
            self.sighting(handset, number, Some((last + 3, last)));
            self.approve(handset, number, from, "too-old");
        }
        Some(())
    }

    /// As many numbers as a handset may have, and more.
    fn crowded(&mut self) -> Option<()> {
        for (handsets, more) in [(FULL, 0), (CROWDED, 1)] {
            for _ in 0..self.amount(handsets) {
                let (from, ago) = self.reported(0)?;
                let handset = self.handset();
                self.sighting(handset, from, Some(ago));
                let pending = if more > 0 {
                    "many-numbers"
                } else {
                    "awaiting-approval"
                };
                let others = MAX_NUMBERS - 1 + more * (1 + self.random.below(10));
                for _ in 0..others {
                    let number = self.unreported(pending);
                    self.sighting(handset, number, Some(ago));
                    self.link(number, from, Expected::NotListed(pending));
                }
            }
        }
        Some(())
    }

    /// Numbers that no approval can list.
    fn barred(&mut self, complainants: &[MadeUp]) -> Option<()> {
        let mut barred: Vec<(MadeUp, &'static str)> = complainants
            .iter()
            .take(self.amount(COMPLAINANTS))
            .map(|number| (*number, "complainant"))
            .collect();
        for _ in 0..self.amount(BARRED) {
            let delisted = self.unreported("delisted");
            self.decisions.delisted.push((delisted, Some(3)));
            let protected = self.unreported("protected");
            self.decisions.protected.push(protected);
            let gone = self.unreported("disconnected");
            self.decisions.disconnected.push((gone, 120));
            barred.extend([
                (delisted, "delisted"),
                (protected, "protected"),
                (gone, "disconnected"),
            ]);
        }
        for (number, reason) in barred {
            let (from, ago) = self.reported(0)?;
            let handset = self.handset();
            self.sighting(handset, from, Some(ago));
            self.sighting(handset, number, Some(ago));
            self.decide(handset, number, "approve", 2);
            self.link(number, from, Expected::NotListed(reason));
        }
        self.decisions.delisted.sort_unstable();
        self.decisions.protected.sort_unstable();
        self.decisions.disconnected.sort_unstable();
        Some(())
    }

    /// Numbers that are not linked: two hops away, in the handset of a number that is reported but not listed, or in an
    /// unrelated handset.
    fn unlinked(&mut self) -> Option<()> {
        for at in 0..self.amount(TWO_HOPS) {
            let (from, ago) = self.reported(0)?;
            let (near, far) = (self.handset(), self.handset());
            let number = self.unreported("awaiting-approval");
            let beyond = self.unreported("not-linked");
            self.sighting(near, from, Some(ago));
            self.sighting(near, number, Some(ago));
            self.approve(near, number, from, "awaiting-approval");
            self.sighting(far, number, Some(ago));
            self.sighting(far, beyond, Some(ago));
            // An approval does not make it a link.
            if at % 10 == 0 {
                self.decide(far, beyond, "approve", 1);
            }
        }
        let unlisted: Vec<MadeUp> = self
            .decisions
            .expected
            .iter()
            .filter(|(_, expected)| {
                let reported = ["too-few-complaints", "too-old", "delisted", "disconnected"];
                matches!(expected, Expected::NotListed(reason) if reported.contains(reason))
            })
            .map(|(number, _)| *number)
            .collect();
        let amount = self.amount(UNLISTED).min(unlisted.len());
        for _ in 0..amount {
            let from = *self.random.pick(&unlisted);
            let (handset, number) = (self.handset(), self.unreported("not-linked"));
            self.sighting(handset, from, Some((9, 4)));
            self.sighting(handset, number, Some((3, 1)));
        }
        for _ in 0..self.amount(UNRELATED) {
            let handset = self.handset();
            for _ in 0..=self.random.below(2) {
                let number = self.unreported("not-linked");
                let first = self.random.below(MAX_AGE);
                let last = self.random.below(first + 1);
                self.sighting(handset, number, Some((first, last)));
            }
        }
        Some(())
    }

    /// Rows that cannot be read, in pairs: a listed number, and another one that would be linked to it.
    fn unreadable(&mut self, calendar: &[Date]) -> Option<()> {
        for at in 0..self.amount(UNREADABLE) * 9 {
            let (from, (first, last)) = self.reported(0)?;
            let number = self.unreported("not-linked");
            let handset = self.handset();
            let check = check_digit(handset);
            let wrong = match (check + 1 + self.random.below(8)) % 10 {
                // The network sends 0 in place of a check digit.
                0 => check % 9 + 1,
                wrong => wrong,
            };
            let [first, mut last] = [first, last].map(|days| self.date(days));
            let imei = match at % 9 {
                0 => format!("{handset}{wrong}"),
                1 => {
                    let fraction = handset / 100_000_000 % 100_000;
                    format!("{}.{fraction:05}E+14", handset / 10_000_000_000_000)
                }
                2 => format!("{}", handset / 10),
                3 => format!("{handset}123"),
                4 => "000000000000000".to_owned(),
                5 => "123456789012345".to_owned(),
                6 => "unknown".to_owned(),
                7 => {
                    last = "31/02/2026".to_owned();
                    self.imei(handset)
                }
                _ => {
                    let tomorrow = calendar[0].saturating_add(1.day());
                    last = tomorrow.strftime("%d/%m/%Y").to_string();
                    self.imei(handset)
                }
            };
            for number in [from, number] {
                let row = [&imei, &number.national(), &first, &last].map(Clone::clone);
                self.handsets.sightings.push(row);
            }
        }
        Some(())
    }
}
