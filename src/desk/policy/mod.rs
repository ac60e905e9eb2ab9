//! Which numbers are listed, and why.

mod decide;
mod entry;
mod rules;
mod tags;

pub use decide::decide;
pub use entry::{Entry, Fate};
pub use rules::{Policy, Tag};
