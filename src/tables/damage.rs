//! Why a row of a table cannot be read.

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Damage {
    /// The row is not in the encoding of its file.
    NotUtf8,
    /// The row is longer than [`crate::Limits::max_row_bytes`].
    LineTooLong,
    /// A quotation mark closes within a cell: where the cells end is a guess.
    StrayQuote,
    /// The line of a JSON Lines file is not JSON.
    NotJson,
    /// The JSON value is not a record like its neighbours.
    NotARecord,
}
