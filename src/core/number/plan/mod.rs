//! The numbering plans of all regions: which calling code, which lengths, which prefixes.
//!
//! The table is text, a line a region ([`PLANS`]), because a line that says little is then short, and text compresses
//! best. Only where each line starts is worked out ahead, at compile time.

pub(crate) mod india;
mod pattern;
#[rustfmt::skip]
pub(crate) mod table;

use std::sync::LazyLock;

use crate::number::digits::{Digits, integer};
use crate::number::plan::table::{COUNT, PLANS};
use crate::number::{Kind, Reason, Region};

/// How many fields a line has.
const FIELDS: usize = 10;

/// What is worked out once, at the first number that needs it: as a part of the program it would be larger than the table's
/// own text.
struct Index {
    /// Where each field of each line starts, and after the last one where the line ends plus one.
    starts: [[u16; FIELDS + 1]; COUNT],
    /// For each three first digits of an international number the main line of its calling code; [`NO_LINE`] where there is
    /// none. No calling code is longer, and none begins another one.
    lines: [u8; 1000],
}

const NO_LINE: u8 = u8::MAX;
const _: () = assert!(COUNT < 255 && PLANS.len() < 0xffff);

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut starts = [[0; FIELDS + 1]; COUNT];
    let mut lines = [NO_LINE; 1000];
    let mut begin = 0;
    for (number, (line, starts)) in (0..).zip(PLANS.split('\n').zip(&mut starts)) {
        let mut at = begin;
        let mut fields = line.split(';');
        for (index, start) in starts.iter_mut().enumerate() {
            *start = u16::try_from(at).unwrap_or(u16::MAX);
            let field = fields.next();
            at += field.map_or(0, |field| field.len() + 1);
            if index == Field::Code.index() {
                let code = field.unwrap_or_default();
                let (first, many) = first_three(code.as_bytes());
                for main in lines.iter_mut().skip(first).take(many) {
                    *main = number.min(*main);
                }
            }
        }
        begin += line.len() + 1;
    }
    Index { starts, lines }
});

/// The first three digits as a number; with fewer digits the least one that begins with them, and how many do.
fn first_three(digits: &[u8]) -> (usize, usize) {
    let (mut first, mut many) = (0, 1000);
    for digit in digits.iter().take(3) {
        many /= 10;
        first += usize::from(digit & 15) * many;
    }
    (first, many)
}

/// One region's line of the table.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// Where its fields start.
    starts: &'static [u16; FIELDS + 1],
    /// The number of the line.
    at: usize,
}

/// The fields of a line, as `scripts/generate/plan.py` writes them.
#[derive(Clone, Copy)]
enum Field {
    /// The country calling code.
    Code,
    /// The region; nothing for codes that belong to no single one.
    Region,
    /// The possible lengths of national numbers, a letter each: b is 1, c is 2 …
    Lengths,
    /// Greater lengths that are dialled only inside one town.
    Local,
    /// The pattern of the international prefix; nothing for 00.
    International,
    /// The pattern of the national prefix.
    National,
    /// The digits put before that pattern's group.
    Inserted,
    /// The pattern of national numbers.
    Numbers,
    /// What sets the region apart from others of its calling code.
    Leading,
    /// The kinds: a letter and the prefix it stands for.
    Kinds,
}

/// What the length of a national number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// Some number of the plan is that long.
    Possible,
    /// Only what is dialled inside one town is that long, every number is longer, or some are shorter and some longer.
    Short,
    /// Every number is shorter.
    Long,
}

impl Plan {
    fn at(at: usize) -> Option<Self> {
        let starts = INDEX.starts.get(at)?;
        Some(Self { starts, at })
    }

    /// The plan of a region.
    pub(crate) fn of_region(id: [u8; 2]) -> Option<Self> {
        (0..COUNT)
            .filter_map(Self::at)
            .find(|plan| plan.field(Field::Region) == id)
    }

    /// The main plan of this one's calling code.
    fn main(self) -> Self {
        let mut main = self;
        while let Some(before) = main.at.checked_sub(1).and_then(Self::at) {
            if before.field(Field::Code) != self.field(Field::Code) {
                break;
            }
            main = before;
        }
        main
    }

    fn field(self, field: Field) -> &'static [u8] {
        let start = |index: usize| {
            self.starts
                .get(index)
                .map_or(0, |&start| usize::from(start))
        };
        let (from, next) = (start(field.index()), start(field.index() + 1));
        // A field that a line leaves out at its end has no byte of its own, not even a separator.
        PLANS
            .as_bytes()
            .get(from..next.saturating_sub(1))
            .unwrap_or_default()
    }

    /// The country calling code.
    pub(crate) fn code(self) -> u64 {
        integer(0, self.field(Field::Code)).unwrap_or(0)
    }

    /// The region, unless the code belongs to no single one (+800, +870 …).
    pub(crate) fn region(self) -> Option<Region> {
        self.field(Field::Region)
            .try_into()
            .ok()
            .map(Region::listed)
    }

    fn length(self, digits: &[u8]) -> Length {
        let letter =
            u8::try_from(digits.len()).map_or(u8::MAX, |length| b'a'.saturating_add(length));
        let possible = self.field(Field::Lengths);
        if self.field(Field::Local).contains(&letter) {
            Length::Short
        } else if possible.contains(&letter) {
            Length::Possible
        } else if possible.last().is_some_and(|&most| letter > most) {
            Length::Long
        } else {
            Length::Short
        }
    }

    /// Why a national number is not possible, or nothing if it is.
    fn check(self, national: &[u8]) -> Result<(), Reason> {
        match self.length(national) {
            Length::Possible => Ok(()),
            Length::Short => Err(Reason::TooShort),
            Length::Long => Err(Reason::TooLong),
        }
    }

    /// Whether the plan has such a national number; always so in the plans where nothing depends on it.
    fn fits(self, national: &[u8]) -> bool {
        let numbers = self.field(Field::Numbers);
        numbers.is_empty() || pattern::is_whole(numbers, national)
    }

    /// The digits after the region's international prefix, if they begin with it.
    pub(crate) fn without_international_prefix(self, digits: &[u8]) -> Option<&[u8]> {
        let prefix = match self.field(Field::International) {
            b"" => b"00",
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
        let prefix = self.field(Field::National);
        if prefix.is_empty() {
            return None;
        }
        let found = pattern::at_start(prefix, national)?;
        let mut digits = Digits::new();
        if let Some(group) = found.group {
            digits.extend(self.field(Field::Inserted));
            digits.extend(national.get(group)?);
        }
        digits.extend(national.get(found.end..)?);
        // What is a number already stays one: the 8 of Russia's 800 … is no prefix.
        let kept = digits.get();
        let worse = kept == national || self.fits(national) && !self.fits(kept);
        (!worse).then_some(digits)
    }

    /// The same, unless what remains is too short for a number.
    fn stripped(self, national: &[u8]) -> Option<Digits> {
        let digits = self.without_national_prefix(national)?;
        (self.length(digits.get()) != Length::Short).then_some(digits)
    }

    /// The national number that follows this calling code, in its one canonical form.
    pub(crate) fn national(self, digits: &[u8]) -> Result<Digits, Reason> {
        match self.stripped(digits) {
            Some(national) => self.settled(national),
            None => self.check(digits).map(|()| Digits::of(digits)),
        }
    }

    /// The canonical national number that someone in this region means by these digits, without international prefix.
    pub(crate) fn dialled(self, digits: &[u8]) -> Result<Digits, Reason> {
        // The smaller regions of a shared calling code have prefixes of their own, but the code has one set of lengths.
        let main = self.main();
        match self.without_own_code(digits) {
            Some(national) => main.national(national.get()),
            None => main.settled(self.stripped(digits).unwrap_or_else(|| Digits::of(digits))),
        }
    }

    /// Checks the length, and takes away what reading the number again would take away.
    ///
    /// libphonenumber takes one national prefix and no second one, so that `00 30 …` in Germany and the `+49 0 30 …` it
    /// becomes are two numbers to it; here they are one.
    fn settled(self, mut digits: Digits) -> Result<Digits, Reason> {
        self.check(digits.get())?;
        // No plan needs more than two rounds; a bound costs less than the proof.
        for _ in 0..4 {
            match self.stripped(digits.get()) {
                Some(next) if self.check(next.get()).is_ok() => digits = next,
                _ => break,
            }
        }
        Ok(digits)
    }

    /// The national number after the region's own calling code written without a plus, where that is the better reading:
    /// the digits are no national number with it but are one without it, or are too many with it.
    fn without_own_code(self, digits: &[u8]) -> Option<Digits> {
        let rest = digits.strip_prefix(self.field(Field::Code))?;
        let national = self
            .without_national_prefix(rest)
            .unwrap_or_else(|| Digits::of(rest));
        let better = !self.fits(digits) && self.fits(national.get());
        (better || self.length(digits) == Length::Long).then_some(national)
    }

    /// The region among those sharing this calling code to which a national number belongs; this one if none claims it.
    pub(crate) fn owner(self, national: &[u8]) -> Self {
        let mut at = self.at;
        loop {
            at += 1;
            match Self::at(at) {
                Some(plan) if plan.field(Field::Code) == self.field(Field::Code) => {
                    // Some cannot be told apart from the main region by any leading digits.
                    let leading = plan.field(Field::Leading);
                    if !leading.is_empty() && pattern::at_start(leading, national).is_some() {
                        return plan;
                    }
                }
                _ => return self,
            }
        }
    }

    /// What sort of line a national number is, as far as its first digits tell.
    pub(crate) fn kind(self, national: &[u8]) -> Kind {
        let mut best = (0, Kind::MobileOrLandline);
        let mut kind = Kind::MobileOrLandline;
        let mut matched = Some(0);
        // A letter begins an entry, the digits after it are its prefix; one more ends the last.
        for byte in self.field(Field::Kinds).iter().chain(b"e") {
            if byte.is_ascii_digit() {
                matched = matched
                    .filter(|&at| national.get(at) == Some(byte))
                    .map(|at| at + 1);
                continue;
            }
            if let Some(length) = matched.filter(|&length| length >= best.0) {
                best = (length, kind);
            }
            matched = Some(0);
            kind = match byte {
                b'm' => Kind::Mobile,
                b'l' => Kind::Landline,
                b'f' => Kind::TollFree,
                b's' => Kind::SharedCost,
                _ => Kind::MobileOrLandline,
            };
        }
        // The one prefix that nearly everyone has for calls free to the caller; in North America 833, 844 … as well.
        let free = match (national, self.field(Field::Code)) {
            ([b'8', b'0', b'0', ..], _) => true,
            ([b'8', second, third, ..], b"1") => second == third,
            _ => false,
        };
        if free && best.1 == Kind::MobileOrLandline {
            return Kind::TollFree;
        }
        best.1
    }
}

impl Region {
    /// The region with this code, or `None` unless it is two ASCII capital letters and the plan tables know it.
    #[must_use]
    pub fn new(code: [u8; 2]) -> Option<Self> {
        Plan::of_region(code).and_then(Plan::region)
    }
}

impl Field {
    const fn index(self) -> usize {
        match self {
            Self::Code => 0,
            Self::Region => 1,
            Self::Lengths => 2,
            Self::Local => 3,
            Self::International => 4,
            Self::National => 5,
            Self::Inserted => 6,
            Self::Numbers => 7,
            Self::Leading => 8,
            Self::Kinds => 9,
        }
    }
}

/// Splits international digits into the main plan of their calling code and the national number.
pub(crate) fn split(digits: &[u8]) -> Option<(Plan, &[u8])> {
    let line = INDEX.lines.get(first_three(digits).0)?;
    let plan = Plan::at(usize::from(*line))?;
    Some((plan, digits.strip_prefix(plan.field(Field::Code))?))
}
