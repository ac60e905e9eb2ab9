//! Phone numbers: single ones, and those in messages.

mod laws;
mod messages;
mod oracle;
mod scan;
mod writings;
