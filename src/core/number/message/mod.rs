//! Finds every phone number in a message.

mod adjacency;
mod context;
mod scan;

pub(crate) use scan::has_several;
pub use scan::scan;
