//! The operator's side: complaint exports in, a published list and the desk's own files out.
//!
//! A build is a pure function of the files and options it is given and a stated date; it never reads its own output.

pub mod build;
pub mod calendar;
pub mod cells;
pub mod complaints;
pub mod config;
pub mod counts;
pub mod decisions;
mod error;
pub mod forecast;
pub mod handover;
pub mod keys;
mod known_headings;
pub mod ledger;
pub mod linkage;
mod list_serial;
pub mod output;
pub mod policy;
pub mod report;
pub mod sweep;

pub use error::Error;
