//! Phone numbers in canonical form.

use core::fmt;

use crate::number::digits::spelled;
use crate::number::plan::{Plan, india};
use crate::number::{Kind, Region, plan};

/// A possible phone number in canonical form: its E.164 digits (country code and national number) as one integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(u64);

impl PhoneNumber {
    /// The number with these E.164 digits, or `None` where no number of that country is written so.
    ///
    /// That is, where [`parse`](crate::number::parse()) would read `+` and these digits as this very number: the length is one the country has,
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

    /// The number with these digits, which the caller has read as canonical E.164 digits.
    pub(crate) const fn canonical(digits: u64) -> Self {
        Self(digits)
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
    /// India's kinds are known in detail. For another home region leading digits decide, and what those leave
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
