//! Kinds of lines.

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
