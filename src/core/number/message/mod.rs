//! Finds every phone number in a message.

mod adjacency;
mod context;
pub(super) mod scan;
