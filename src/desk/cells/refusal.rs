//! Why a row or a part of it could not be taken: one code each, the `reason` in rejects.csv. docs/INTAKE.md has the table.

use jaanch_core::number::Reason;
use jaanch_tables::{Damage, Kind};

macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// Why a row, a cell or a part of a cell gave no report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Refusal {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Refusal {
            /// Every refusal there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code in rejects.csv and report.json.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

refusals! {
    /// The cell of the number is empty.
    Empty = "empty",
    /// Letters among the digits.
    Letters = "letters",
    /// The name of a message sender, such as VM-HDFCBK.
    SenderName = "sender-name",
    /// Too few digits for its country.
    TooShort = "too-short",
    /// Too many digits for its country.
    TooLong = "too-long",
    /// No country has this calling code.
    UnknownCountry = "unknown-country",
    /// More than one number, and not clear where one ends.
    SeveralNumbers = "several-numbers",
    /// Anything else that is not a number.
    NotANumber = "not-a-number",
    /// A spreadsheet kept only the first digits (5.01234E+09); the others cannot be recovered.
    DigitsLost = "digits-lost",
    /// A code such as 1930 can be dialled, but not listed.
    ShortCode = "short-code",
    /// Digits somebody typed to get past a form: 9999999999, 1234567890.
    Placeholder = "placeholder",
    /// The same row names it as the number of a person of the complaint's side.
    Complainant = "complainant",
    /// A formula whose result the workbook does not hold.
    FormulaWithoutValue = "formula-without-value",
    /// The spreadsheet shows an error, such as #REF!.
    CellError = "cell-error",
    /// The date cannot be read.
    BadDate = "bad-date",
    /// The date lies after the date of issue.
    FutureDate = "future-date",
    /// The date can only be read in the other order of day and month than the rest of its column.
    DateOrder = "date-order",
    /// The column mixes both orders of day and month, and this date fits both.
    AmbiguousDate = "ambiguous-date",
    /// The row is not in the encoding of its file.
    NotUtf8 = "not-utf-8",
    /// The row is longer than `max_row_bytes`.
    LineTooLong = "line-too-long",
    /// A quotation mark closes within a cell: where the cells end is a guess.
    StrayQuote = "stray-quote",
    /// The row has more cells than the heading: an unquoted cell contains a delimiter, and the cells after it
    /// are under the wrong headings.
    TooManyCells = "too-many-cells",
    /// The line of a JSON Lines file is not JSON.
    NotJson = "not-json",
    /// The JSON value is not a record like its neighbours.
    NotARecord = "not-a-record",
    /// The sheet has no column that could hold numbers.
    NoNumberColumn = "no-number-column",
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Empty => Self::Empty,
            Reason::Letters => Self::Letters,
            Reason::SenderName => Self::SenderName,
            Reason::TooShort => Self::TooShort,
            Reason::TooLong => Self::TooLong,
            Reason::UnknownCountry => Self::UnknownCountry,
            Reason::SeveralNumbers => Self::SeveralNumbers,
            Reason::NotANumber => Self::NotANumber,
        }
    }
}

impl From<Damage> for Refusal {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::NotUtf8 => Self::NotUtf8,
            Damage::LineTooLong => Self::LineTooLong,
            Damage::StrayQuote => Self::StrayQuote,
            Damage::NotJson => Self::NotJson,
            Damage::NotARecord => Self::NotARecord,
        }
    }
}

impl Refusal {
    /// Why a cell of this kind has no value, if it has none.
    #[must_use]
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Formula => Some(Self::FormulaWithoutValue),
            Kind::Error => Some(Self::CellError),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_s_reasons_keep_their_names() {
        for reason in [
            Reason::Empty,
            Reason::Letters,
            Reason::SenderName,
            Reason::TooShort,
            Reason::TooLong,
            Reason::UnknownCountry,
            Reason::SeveralNumbers,
            Reason::NotANumber,
        ] {
            assert_eq!(Refusal::from(reason).code(), reason.name());
        }
    }

    #[test]
    fn codes_are_distinct_and_documented() {
        let docs = include_str!("../../../docs/INTAKE.md");
        for (at, refusal) in Refusal::ALL.iter().enumerate() {
            let code = refusal.code();
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{code}"
            );
            assert!(
                Refusal::ALL
                    .iter()
                    .skip(at + 1)
                    .all(|other| other.code() != code)
            );
            assert!(
                docs.contains(&format!("| `{code}` |")),
                "{code} is not in docs/INTAKE.md"
            );
        }
    }
}
