//! Text → [`PhoneNumber`]: the one canonicaliser that both the operator's tool and the browser module use.
//!
//! ```text
//! text ─ writing (digits of any script, what may stand between them) ─┐
//! message ─ scan (shape, neighbours, context of every candidate) ─────┴─ parse ─┬─ india (+91, by its own rules)
//!                                                                               └─ plan (everyone else, by table)
//! ```
//!
//! The plan table is generated from libphonenumber's metadata by `scripts/generate/plan.py`. Linking a port of libphonenumber instead
//! was measured: it makes the browser module two to seven times as large as all of it may be. A port is the oracle in the
//! tests.

mod chars;
mod dictionary;
mod digits;
mod display;
mod groups;
#[cfg(test)]
mod linear;
mod message;
mod parse;
mod plan;
mod writing;

use core::fmt;

pub use message::scan;
pub use parse::parse;

use crate::number::digits::spelled;
use crate::number::plan::{Plan, india};

/// A region by its ISO 3166-1 alpha-2 code, such as `IN`; it decides how a number without country code is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 2]);

impl Region {
    /// India, the region of a list unless its operator says otherwise.
    pub const IN: Self = Self(*b"IN");

    /// The region with this code, or `None` unless it is two ASCII capital letters and the plan tables know it.
    #[must_use]
    pub fn new(code: [u8; 2]) -> Option<Self> {
        Plan::of_region(code).and_then(Plan::region)
    }

    /// The two capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The two capital letters as bytes, the way the list file stores them.
    #[must_use]
    pub fn bytes(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({})", self.code())
    }
}

/// What sort of line a number belongs to, as far as its digits tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A mobile number.
    Mobile,
    /// A landline.
    Landline,
    /// The digits fit a mobile number and a landline.
    MobileOrLandline,
    /// Free to the caller (1800 in India).
    TollFree,
    /// The caller pays a part (1860 in India).
    SharedCost,
    /// The series for telemarketing (140 in India).
    Telemarketing,
    /// The series for genuine service calls of government, regulators and banks (160x in India).
    Service,
    /// A code that can be dialled but is no subscriber number, such as 1930.
    ShortCode,
    /// A number of another country than the list's.
    Foreign,
    /// No subscriber can hold this number.
    Unassigned,
}

impl Kind {
    /// The name used in JSON, in CSV and at the JavaScript face.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::MobileOrLandline => "mobile-or-landline",
            Self::TollFree => "toll-free",
            Self::SharedCost => "shared-cost",
            Self::Telemarketing => "telemarketing",
            Self::Service => "service",
            Self::ShortCode => "short-code",
            Self::Foreign => "foreign",
            Self::Unassigned => "unassigned",
        }
    }
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nothing but white space and invisible marks.
    Empty,
    /// Letters among the digits: a letter O for a zero is never dropped, it would make another number.
    Letters,
    /// The name of a message sender, such as VM-HDFCBK.
    SenderName,
    /// Too few digits for its country.
    TooShort,
    /// Too many digits for its country.
    TooLong,
    /// No country has this calling code.
    UnknownCountry,
    /// More than one number.
    SeveralNumbers,
    /// Anything else that is no number.
    NotANumber,
}

impl Reason {
    /// The name used in JSON, in CSV and at the JavaScript face.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Letters => "letters",
            Self::SenderName => "sender-name",
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::UnknownCountry => "unknown-country",
            Self::SeveralNumbers => "several-numbers",
            Self::NotANumber => "not-a-number",
        }
    }
}

/// A possible phone number in canonical form: its E.164 digits (country code and national number) as one integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(u64);

impl PhoneNumber {
    /// The number with these E.164 digits, or `None` where no number of that country is written so.
    ///
    /// That is, where [`parse`] would read `+` and these digits as this very number: the length is one the country has,
    /// and no trunk prefix stands before the national number.
    #[must_use]
    pub fn from_e164(digits: u64) -> Option<Self> {
        let whole = spelled(digits);
        let (plan, national) = plan::split(whole.get())?;
        let possible = if plan.code() == india::CODE {
            india::is_national(national)
        } else {
            plan.national(national).ok()?.get() == national
        };
        possible.then_some(Self(digits))
    }

    /// The E.164 digits without the plus sign.
    #[must_use]
    pub const fn e164(self) -> u64 {
        self.0
    }

    /// The national number's digits as dialled inside its own country without trunk prefix: `5012345678`.
    #[must_use]
    pub fn national(self) -> String {
        self.with_plan(|_, national| national.iter().map(|&byte| char::from(byte)).collect())
            .unwrap_or_default()
    }

    /// The country, by ISO 3166-1 alpha-2 code; `None` for codes shared by no single country (+800, +870 …).
    ///
    /// Where several share a calling code (+1, +7, +44 …) the leading digits decide; what none of the smaller ones claims
    /// belongs to the code's main country.
    #[must_use]
    pub fn country(self) -> Option<Region> {
        self.with_plan(|plan, national| plan.owner(national).region())
            .flatten()
    }

    /// The kind of line, seen from the list's own region.
    ///
    /// India's kinds are told in detail. For another home region they are told by leading digits, and what those leave
    /// open is [`Kind::MobileOrLandline`].
    #[must_use]
    pub fn kind(self, home: Region) -> Kind {
        self.with_plan(|plan, national| {
            let owner = plan.owner(national);
            if owner.region() != Some(home) {
                Kind::Foreign
            } else if home == Region::IN {
                india::kind(national)
            } else {
                owner.kind(national)
            }
        })
        .unwrap_or(Kind::Foreign)
    }

    /// The STD code of an Indian landline, or of a number that may be one: `124`, dialled with a 0 before it.
    #[must_use]
    pub fn area_code(self) -> Option<String> {
        self.with_plan(|plan, national| {
            let kind = (plan.code() == india::CODE).then(|| india::kind(national))?;
            let area = matches!(kind, Kind::Landline | Kind::MobileOrLandline)
                .then(|| india::area_code(national))??;
            Some(area.iter().map(|&byte| char::from(byte)).collect())
        })
        .flatten()
    }

    fn with_plan<T>(self, tell: impl FnOnce(Plan, &[u8]) -> T) -> Option<T> {
        let digits = spelled(self.0);
        let (plan, national) = plan::split(digits.get())?;
        Some(tell(plan, national))
    }

    /// Whether it lies in +91 50, the block nobody can hold, that every made-up number is taken from.
    #[must_use]
    pub const fn is_made_up(self) -> bool {
        self.0 / 100_000_000 == 9150
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber(+{})", self.0)
    }
}

/// A code that can be dialled inside one region but is no E.164 number and never a list entry, such as 1930 or 112.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortCode {
    /// Where the code is dialled.
    pub region: Region,
    /// Its digits; none begins with a zero.
    pub digits: u32,
}

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parsed {
    /// A subscriber number.
    Number(PhoneNumber),
    /// A short code of the default region.
    ShortCode(ShortCode),
}

/// One number found inside a longer text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it starts, in bytes of the text.
    pub start: usize,
    /// Where it ends (exclusive), in bytes of the text.
    pub end: usize,
    /// What stands there. Of the second number in `50123 45678/79` only the end does, and this is the whole number.
    pub parsed: Parsed,
}
