//! Which numbers were used in which handsets, and what follows.
//!
//! Every rule of linkage is met on both sides: ninety days apart and ninety-one, twenty numbers in a handset and
//! twenty-one, one hop and two, an IMEI in all its forms and in none.

use jiff::ToSpan;

use crate::chance::MadeUp;
use crate::decisions::Fate;
use crate::handsets::{MAX_AGE, Planner, WINDOW, check_digit};

/// Most numbers in one handset that is nobody's clone.
const MAX_NUMBERS: usize = 20;

/// How many handsets, in the announced size.
const LINKED: usize = 240;
const OUTSIDE: usize = 60;
const UNDATED: usize = 40;
const OLD: usize = 20;
const TWO_HOPS: usize = 40;
const CLONES: usize = 8;
const FULL: usize = 8;
const COMPLAINANTS: usize = 15;
const NEVER: usize = 10;
const UNLISTED: usize = 40;
const BROKEN: usize = 30;
const STRANGERS: usize = 2_500;

impl Planner<'_> {
    /// One to three other numbers within the window, some on its last day.
    pub(crate) fn linked(&mut self) {
        for _ in 0..self.amount(LINKED) {
            let Some((from, (first, last))) = self.reported(0) else {
                return;
            };
            let handset = self.handset();
            self.seen(handset, from, Some((first, last)));
            for _ in 0..=self.random.below(3) {
                let number = self.stranger("awaiting-approval");
                let most = last.min(WINDOW);
                let apart = match self.random.below(4) {
                    0 => most,
                    _ => self.random.below(most + 1),
                };
                let begin = last - apart;
                let end = self.random.below(begin + 1);
                self.seen(handset, number, Some((begin, end)));
                self.approve(handset, number, from, "awaiting-approval");
            }
        }
        // Decisions about links that no build finds any more.
        for _ in 0..self.amount(2) {
            let (handset, number) = (self.handset(), self.stranger("not-linked"));
            self.decide(handset, number, "approve", 5);
        }
    }

    /// Too far apart, undated, too long ago.
    pub(crate) fn doubtful(&mut self) {
        for _ in 0..self.amount(OUTSIDE) {
            let Some((from, (first, last))) = self.reported(WINDOW + 1) else {
                return;
            };
            let apart = match self.random.below(3) {
                0 => WINDOW + 1,
                _ => WINDOW + 1 + self.random.below(last - WINDOW),
            };
            let (handset, number) = (self.handset(), self.stranger("outside-window"));
            self.seen(handset, from, Some((first, last)));
            self.seen(handset, number, Some((last - apart, last - apart)));
            self.approve(handset, number, from, "outside-window");
        }
        for _ in 0..self.amount(UNDATED) {
            let Some((from, ago)) = self.reported(0) else {
                return;
            };
            let (handset, number) = (self.handset(), self.stranger("undated"));
            let [one, other] = match self.random.below(3) {
                0 => [None, Some(ago)],
                1 => [Some(ago), None],
                _ => [None, None],
            };
            self.seen(handset, from, one);
            self.seen(handset, number, other);
            self.approve(handset, number, from, "undated");
        }
        for _ in 0..self.amount(OLD) {
            let Some((from, _)) = self.reported(0) else {
                return;
            };
            let last = MAX_AGE + 1 + self.random.below(60);
            let (handset, number) = (self.handset(), self.stranger("too-old"));
            self.seen(handset, from, Some((last + 5, last + 2)));
            self.seen(handset, number, Some((last + 3, last)));
            self.approve(handset, number, from, "too-old");
        }
    }

    /// As many numbers as a handset may have, and more.
    pub(crate) fn crowded(&mut self) {
        for (handsets, more) in [(FULL, 0), (CLONES, 1)] {
            for _ in 0..self.amount(handsets) {
                let Some((from, ago)) = self.reported(0) else {
                    return;
                };
                let handset = self.handset();
                self.seen(handset, from, Some(ago));
                let pending = if more > 0 {
                    "many-numbers"
                } else {
                    "awaiting-approval"
                };
                let others = MAX_NUMBERS - 1 + more * (1 + self.random.below(10));
                for _ in 0..others {
                    let number = self.stranger(pending);
                    self.seen(handset, number, Some(ago));
                    self.link(number, from, Fate::Not(pending));
                }
            }
        }
    }

    /// Numbers that no approval can list.
    pub(crate) fn never(&mut self, complainants: &[MadeUp]) {
        let mut never: Vec<(MadeUp, &'static str)> = complainants
            .iter()
            .take(self.amount(COMPLAINANTS))
            .map(|number| (*number, "complainant"))
            .collect();
        for _ in 0..self.amount(NEVER) {
            let delisted = self.stranger("delisted");
            self.decisions.delisted.push((delisted, Some(3)));
            let protected = self.stranger("protected");
            self.decisions.protected.push(protected);
            let gone = self.stranger("disconnected");
            self.decisions.disconnected.push((gone, 120));
            never.extend([
                (delisted, "delisted"),
                (protected, "protected"),
                (gone, "disconnected"),
            ]);
        }
        for (number, reason) in never {
            let Some((from, ago)) = self.reported(0) else {
                return;
            };
            let handset = self.handset();
            self.seen(handset, from, Some(ago));
            self.seen(handset, number, Some(ago));
            self.decide(handset, number, "approve", 2);
            self.link(number, from, Fate::Not(reason));
        }
        self.decisions.delisted.sort_unstable();
        self.decisions.protected.sort_unstable();
        self.decisions.disconnected.sort_unstable();
    }

    /// Two hops away; in the handset of a number that is reported but not listed; in nobody's.
    pub(crate) fn unlinked(&mut self) {
        for at in 0..self.amount(TWO_HOPS) {
            let Some((from, ago)) = self.reported(0) else {
                return;
            };
            let (near, far) = (self.handset(), self.handset());
            let number = self.stranger("awaiting-approval");
            let beyond = self.stranger("not-linked");
            self.seen(near, from, Some(ago));
            self.seen(near, number, Some(ago));
            self.approve(near, number, from, "awaiting-approval");
            self.seen(far, number, Some(ago));
            self.seen(far, beyond, Some(ago));
            // No approval makes a link of it.
            if at % 10 == 0 {
                self.decide(far, beyond, "approve", 1);
            }
        }
        let unlisted: Vec<MadeUp> = self
            .decisions
            .fates
            .iter()
            .filter(|(_, fate)| {
                let reported = ["too-few-complaints", "too-old", "delisted", "disconnected"];
                matches!(fate, Fate::Not(reason) if reported.contains(reason))
            })
            .map(|(number, _)| *number)
            .collect();
        let amount = self.amount(UNLISTED).min(unlisted.len());
        for _ in 0..amount {
            let from = *self.random.pick(&unlisted);
            let (handset, number) = (self.handset(), self.stranger("not-linked"));
            self.seen(handset, from, Some((9, 4)));
            self.seen(handset, number, Some((3, 1)));
        }
        for _ in 0..self.amount(STRANGERS) {
            let handset = self.handset();
            for _ in 0..=self.random.below(2) {
                let number = self.stranger("not-linked");
                let first = self.random.below(MAX_AGE);
                let last = self.random.below(first + 1);
                self.seen(handset, number, Some((first, last)));
            }
        }
    }

    /// Rows that cannot be read, always two of a kind: a listed number, and another that would be linked to it.
    pub(crate) fn broken(&mut self) {
        for at in 0..self.amount(BROKEN) * 9 {
            let Some((from, (first, last))) = self.reported(0) else {
                return;
            };
            let number = self.stranger("not-linked");
            let handset = self.handset();
            let wrong = (check_digit(handset) + 1 + self.random.below(8)) % 10;
            // 0 is what the network sends in its place.
            let wrong = if wrong == 0 {
                (check_digit(handset) % 9) + 1
            } else {
                wrong
            };
            let days = |days: usize| self.calendar[days].strftime("%d/%m/%Y").to_string();
            let mut dates = [days(first), days(last)];
            let imei = match at % 9 {
                0 => format!("{handset}{wrong}"),
                1 => format!(
                    "{}.{:05}E+14",
                    handset / 10_000_000_000_000,
                    handset / 100_000_000 % 100_000
                ),
                2 => format!("{}", handset / 10),
                3 => format!("{handset}123"),
                4 => "000000000000000".to_owned(),
                5 => "123456789012345".to_owned(),
                6 => "unknown".to_owned(),
                7 => {
                    dates[1] = "31/02/2026".to_owned();
                    self.imei(handset)
                }
                _ => {
                    let tomorrow = self.calendar[0].saturating_add(1.day());
                    dates[1] = tomorrow.strftime("%d/%m/%Y").to_string();
                    self.imei(handset)
                }
            };
            for number in [from, number] {
                let [first, last] = dates.clone();
                let row = [imei.clone(), number.national(), first, last];
                self.handsets.sightings.push(row);
            }
        }
    }
}
