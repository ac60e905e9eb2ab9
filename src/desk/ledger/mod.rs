//! All complaints by number, and which of them are the same.

mod book;
mod group;
mod row_counts;
mod same;

pub use book::Ledger;
pub use group::Group;
pub(crate) use group::Span;
