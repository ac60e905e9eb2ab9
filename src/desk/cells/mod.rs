//! What one cell of a table says: a phone number, a date.

pub mod date;
pub mod number;
pub mod refusal;
