//! One complaint, in as few bytes as possible.

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;

use crate::complaints::names::{Id, Name};

/// One complaint about one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The number complained about.
    pub number: PhoneNumber,
    /// Date of the complaint.
    pub date: Option<Date>,
    /// How it came in.
    pub source: Name,
    /// Where it was taken.
    pub district: Name,
    /// What kind of fraud.
    pub category: Name,
    /// Whether the police verified it.
    pub verified: bool,
    /// Which table, counting from 0 in the order of their files' paths and of the sheets in them: see [`Intake::files`](super::Intake::files).
    pub file: u32,
    /// Which row of it, the first being 1.
    pub row: u32,
    /// The complaint's id.
    pub id: Id,
}

// Ten million of them are to fit into half a gigabyte.
const _: () = assert!(size_of::<Complaint>() <= 48);
