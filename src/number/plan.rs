//! The numbering plans of all regions: which calling code, which lengths, which prefixes.
//!
//! The table is text, a line a region ([`PLANS`]), because a line that says little is then short, and text compresses
//! best: 254 plans take about 6 kB on the wire. Only where each line starts is worked out ahead, at compile time.

use super::digits::{Digits, integer};
use super::pattern;
use super::plan_table::{COUNT, PLANS};
use super::{Kind, Reason, Region};

/// Where each line of the table starts.
static STARTS: [u16; COUNT] = starts();

const fn starts() -> [u16; COUNT] {
    let text = PLANS.as_bytes();
    let mut starts = [0; COUNT];
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        if text[at] == b'\n' {
            let next = (at + 1).to_le_bytes();
            starts[line] = u16::from_le_bytes([next[0], next[1]]);
            line += 1;
        }
        at += 1;
    }
    assert!(line == COUNT && text.len() <= 0xffff);
    starts
}

/// One region's line of the table.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    line: &'static str,
    /// The number of the line.
    at: usize,
}

/// What the length of a national number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// Some number of the plan is that long.
    Possible,
    /// Only what is dialled inside one town is that long.
    Local,
    /// Every number is longer.
    TooShort,
    /// Some numbers are shorter and some longer.
    Between,
    /// Every number is shorter.
    TooLong,
}

impl Plan {
    fn at(at: usize) -> Option<Self> {
        let start = usize::from(*STARTS.get(at)?);
        let end = STARTS
            .get(at + 1)
            .map_or(PLANS.len(), |&next| usize::from(next) - 1);
        Some(Self {
            line: PLANS.get(start..end)?,
            at,
        })
    }

    /// The plan of a region.
    pub(super) fn of_region(id: [u8; 2]) -> Option<Self> {
        let text = PLANS.as_bytes();
        let at = STARTS.iter().position(|&start| {
            // The calling code of one to three digits, a semicolon, the two letters.
            let line = text.get(usize::from(start)..).unwrap_or_default();
            match line {
                [_, b';', first, second, ..]
                | [_, _, b';', first, second, ..]
                | [_, _, _, b';', first, second, ..] => [*first, *second] == id,
                _ => false,
            }
        });
        Self::at(at?).filter(|plan| plan.field(1).as_bytes() == id)
    }

    /// The main plan of a calling code.
    pub(super) fn of_code(code: u64) -> Option<Self> {
        let (mut low, mut high) = (0, COUNT);
        while low < high {
            let middle = low.midpoint(high);
            if Self::at(middle)?.code() < code {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Self::at(low).filter(|plan| plan.code() == code)
    }

    fn field(self, index: usize) -> &'static str {
        self.line.split(';').nth(index).unwrap_or_default()
    }

    /// The country calling code.
    pub(super) fn code(self) -> u64 {
        integer(self.field(0).as_bytes()).unwrap_or(0)
    }

    /// The region, unless the code belongs to no single one (+800, +870 …).
    pub(super) fn region(self) -> Option<Region> {
        <[u8; 2]>::try_from(self.field(1).as_bytes())
            .ok()
            .map(Region)
    }

    fn national_pattern(self) -> &'static str {
        self.field(7)
    }

    fn length(self, digits: &[u8]) -> Length {
        let letter = u8::try_from(digits.len())
            .unwrap_or(u8::MAX)
            .saturating_add(b'a');
        let possible = self.field(2).as_bytes();
        if self.field(3).as_bytes().contains(&letter) {
            Length::Local
        } else if possible.contains(&letter) {
            Length::Possible
        } else if possible.first().is_some_and(|&least| letter < least) {
            Length::TooShort
        } else if possible.last().is_some_and(|&most| letter < most) {
            Length::Between
        } else {
            Length::TooLong
        }
    }

    /// Why a national number is not possible, or nothing if it is.
    pub(super) fn check(self, national: &[u8]) -> Result<(), Reason> {
        match self.length(national) {
            Length::Possible => Ok(()),
            Length::TooLong => Err(Reason::TooLong),
            Length::Local | Length::TooShort | Length::Between => Err(Reason::TooShort),
        }
    }

    /// The digits after the region's international prefix, if they begin with it.
    pub(super) fn without_international_prefix(self, digits: &[u8]) -> Option<&[u8]> {
        let prefix = match self.field(4) {
            "" => "00",
            prefix => prefix,
        };
        let rest = digits.get(pattern::at_start(prefix, digits)?.end..)?;
        // No calling code begins with a zero; such a number has the prefix's digits as its own.
        (rest.first() != Some(&b'0')).then_some(rest)
    }

    /// The number without the prefix that is dialled only inside the country, or `None` where nothing is to be taken.
    ///
    /// Mostly the prefix is dropped; some plans put digits in its place (Argentina's `0 … 15` becomes a leading 9,
    /// a seven-digit number of Antigua gets its area code).
    fn without_national_prefix(self, national: &[u8]) -> Option<Digits> {
        let prefix = self.field(5);
        if prefix.is_empty() {
            return None;
        }
        let found = pattern::at_start(prefix, national)?;
        let mut digits = Digits::new();
        if let Some(group) = found.group {
            digits.extend(self.field(6).as_bytes());
            digits.extend(national.get(group)?);
        }
        digits.extend(national.get(found.end..)?);
        let kept = digits.get()?;
        // What is a number already stays one: the 8 of Russia's 800 … is no prefix.
        let fits = |digits| pattern::is_whole(self.national_pattern(), digits);
        if kept == national || (fits(national) && !fits(kept)) {
            return None;
        }
        Some(digits)
    }

    /// [`without_national_prefix`](Self::without_national_prefix), unless what remains is too short for a number.
    fn stripped(self, national: &[u8]) -> Option<Digits> {
        let digits = self.without_national_prefix(national)?;
        matches!(
            self.length(digits.get()?),
            Length::Possible | Length::TooLong
        )
        .then_some(digits)
    }

    /// The national number that follows this calling code, in its one canonical form.
    pub(super) fn national(self, digits: &[u8]) -> Result<Digits, Reason> {
        self.settled(self.stripped(digits).unwrap_or_else(|| copied(digits)))
    }

    /// The canonical national number that someone in this region means by these digits, without international prefix.
    pub(super) fn dialled(self, digits: &[u8]) -> Result<Digits, Reason> {
        // The smaller regions of a shared calling code have prefixes of their own, but the code has one set of lengths.
        let main = Self::of_code(self.code()).unwrap_or(self);
        if let Some(national) = self.without_own_code(digits) {
            return main.national(national.get().ok_or(Reason::TooLong)?);
        }
        main.settled(self.stripped(digits).unwrap_or_else(|| copied(digits)))
    }

    /// Checks the length, and takes away what reading the number again would take away.
    ///
    /// libphonenumber takes one national prefix and no second one, so that `00 30 …` in Germany and the `+49 0 30 …` it
    /// becomes are two numbers to it; here they are one.
    fn settled(self, mut digits: Digits) -> Result<Digits, Reason> {
        self.check(digits.get().ok_or(Reason::TooLong)?)?;
        // No plan needs more than two rounds; a bound costs less than the proof.
        for _ in 0..4 {
            let again = digits.get().and_then(|digits| self.stripped(digits));
            let possible = |next: &Digits| next.get().is_some_and(|next| self.check(next).is_ok());
            let Some(next) = again.filter(possible) else {
                break;
            };
            digits = next;
        }
        Ok(digits)
    }

    /// The national number after the region's own calling code written without a plus, where that is the better reading:
    /// the digits are no national number with it but are one without it, or are too many with it.
    fn without_own_code(self, digits: &[u8]) -> Option<Digits> {
        let rest = digits.strip_prefix(self.field(0).as_bytes())?;
        let national = self
            .without_national_prefix(rest)
            .unwrap_or_else(|| copied(rest));
        let fits = |digits| pattern::is_whole(self.national_pattern(), digits);
        let better = !fits(digits) && fits(national.get()?);
        (better || self.length(digits) == Length::TooLong).then_some(national)
    }

    /// Whether these digits are the region's best-known emergency number: 911 in North America, 999 and 112 in Britain,
    /// 112 elsewhere, which every GSM handset dials (3GPP TS 22.101, section 10.1). Tabling each region's others costs
    /// the module 1 kB.
    pub(super) fn is_emergency(self, digits: &[u8]) -> bool {
        match self.code() {
            1 => digits == b"911",
            44 => digits == b"999" || digits == b"112",
            _ => digits == b"112",
        }
    }

    /// The region among those sharing this calling code to which a national number belongs; this one if none claims it.
    pub(super) fn owner(self, national: &[u8]) -> Self {
        (self.at + 1..COUNT)
            .map_while(Self::at)
            .take_while(|plan| plan.field(0) == self.field(0))
            // Some cannot be told apart from the main region by any leading digits.
            .filter(|plan| !plan.field(8).is_empty())
            .find(|plan| pattern::at_start(plan.field(8), national).is_some())
            .unwrap_or(self)
    }

    /// What sort of line a national number is, by the longest prefix the table has for it.
    pub(super) fn kind(self, national: &[u8]) -> Kind {
        let best = self
            .field(9)
            .split(',')
            .filter_map(|entry| entry.as_bytes().split_first())
            .filter(|(_, prefix)| national.starts_with(prefix))
            .max_by_key(|(_, prefix)| prefix.len());
        match best {
            Some((b'm', _)) => Kind::Mobile,
            Some((b'l', _)) => Kind::Landline,
            Some((b'f', _)) => Kind::TollFree,
            Some((b's', _)) => Kind::SharedCost,
            _ => Kind::MobileOrLandline,
        }
    }
}

fn copied(ascii: &[u8]) -> Digits {
    let mut digits = Digits::new();
    digits.extend(ascii);
    digits
}

/// Splits international digits into the main plan of their calling code and the national number.
pub(super) fn split(digits: &[u8]) -> Option<(Plan, &[u8])> {
    if digits.first() == Some(&b'0') {
        return None;
    }
    (1..=3).find_map(|length| {
        let (code, national) = digits.split_at_checked(length)?;
        let plan = Plan::of_code(integer(code)?)?;
        Some((plan, national))
    })
}
