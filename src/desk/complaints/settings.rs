//! What the operator decides about reading complaints.

use jaanch_core::number::Region;
use jaanch_tables::Limits;

use crate::complaints::column_choice::ColumnChoices;

/// How exports are read.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The region of numbers without country code.
    pub region: Region,
    /// What a file may cost to read.
    pub limits: &'a Limits,
    /// Which columns hold what, where the operator says so.
    pub columns: &'a ColumnChoices,
    /// The words in a status column that mean verified.
    pub verified: &'a [String],
}
