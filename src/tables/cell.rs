//! One cell: its text, and what the file says it is.

/// What a cell is, as far as its file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text, or any cell of a format that has nothing else.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Fraction,
    /// A day of the calendar; its text is `YYYY-MM-DD`, or that with a time of day.
    Date {
        /// The year.
        year: i16,
        /// The month, the first being 1.
        month: i8,
        /// The day of the month, the first being 1.
        day: i8,
    },
    /// True or false.
    Boolean,
    /// A formula whose result the workbook does not hold.
    Formula,
    /// An error such as #REF! that the spreadsheet shows instead of a value.
    Error,
}

impl Kind {
    /// Whether the cell has no value: its text, if any, is not one.
    #[must_use]
    pub const fn has_no_value(self) -> bool {
        matches!(self, Self::Formula | Self::Error)
    }
}

/// A cell of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its text, as a person would have typed it.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self {
            text,
            kind: Kind::Text,
        }
    }
}
