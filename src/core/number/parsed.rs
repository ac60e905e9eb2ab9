//! What a text is read as: a subscriber number or a short code.

use crate::number::{PhoneNumber, Region};

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
