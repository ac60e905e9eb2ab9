//! IMEI linkage: which other numbers were used in a handset that used a reported number.
//!
//! ```text
//! sightings ─ chunks ─┬─ first pass: handsets of reported numbers ─┐
//!                     └─ second pass: all numbers in those ────────┴─ links ─ status (rules, approvals) ─ linkage.csv
//! ```
//!
//! One hop and no more: a number found here never leads to a further handset. docs/LINKAGE.md has the rules and the
//! reasons.

pub mod approvals;
mod chunks;
mod columns;
mod evidence;
mod find;
pub mod imei;
pub mod links;
pub mod listing;
mod passes;
mod question;
mod records;
mod rules;
mod sightings;

pub use approvals::{Approvals, ApprovalsSummary};
pub use evidence::COLUMNS;
pub use find::{Linkage, find, size};
pub use links::{Link, Status};
pub use passes::{COUNTED_NUMBERS, LISTED_REJECTS, RejectedRow, SightingsFile};
pub use question::Question;
pub use rules::{Mode, Rules};
