//! Text → [`PhoneNumber`], by the one parser that the operator's tool and the browser module share.
//!
//! ```text
//! text ─ parse ── writing (digits of any script, and what may separate them) ─┐
//! message ─ scan (shape, adjacency, context of every candidate) ──────────────┴─ interpret ─┬─ india (+91, own rules)
//!                                                                                           └─ plan (table)
//! ```
//!
//! `scripts/generate/plan.py` generates the plan table from libphonenumber's metadata. A port of libphonenumber would make
//! the browser module two to seven times as large as its whole budget; the tests use one as their oracle.

mod chars;
mod dictionary;
mod digits;
mod display;
mod groups;
mod interpret;
mod kind;
#[cfg(test)]
mod linear;
mod message;
mod parse;
mod parsed;
mod phone;
mod plan;
mod reason;
mod region;
mod writing;

pub(crate) use dictionary::words;
pub use kind::Kind;
pub use message::scan::{Found, scan};
pub use parse::parse;
pub use parsed::{Parsed, ShortCode};
pub use phone::PhoneNumber;
pub use reason::Reason;
pub use region::Region;
