//! Writing results: a folder is made beside its place and swapped in whole, so that a failed, interrupted or killed run
//! leaves what was there before.
//!
//! Beside a folder `out` there are, while something is written to it: `.out.lock`, which keeps a second run away;
//! `.out.unfinished`, the new content; and, for a moment and only where two folders cannot be exchanged at once,
//! `.out.previous`. A killed run leaves some of them; the next one clears them away.

mod beside;
mod file;
mod foreign;
mod lock;
mod staging;
mod swap;
mod unfinished;

pub use file::{replace, replace_private, write_new};
pub use foreign::{first_foreign, only_ours};
pub use staging::Staging;
pub use unfinished::{abandon, is_abandoned};
