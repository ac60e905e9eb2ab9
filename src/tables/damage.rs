//! Why a row or a cell of a table cannot be read.

/// Why a row or a cell has no value that can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Damage {
    /// A formula whose result the workbook does not hold.
    FormulaWithoutValue,
    /// The spreadsheet shows an error, such as #REF!.
    CellError,
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
