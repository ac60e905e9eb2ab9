//! Reasons why a text is not a number.

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
