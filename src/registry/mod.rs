//! The operator's side: complaint exports in, a published list and the desk's own files out.
//!
//! A build is a pure function of the files and options it is given and a stated date; it never reads its own output.

pub mod config;
pub mod dates;
mod error;
pub mod handover;
pub mod intake;
pub mod keys;
pub mod listing;
pub mod policy;
pub mod publish;
pub mod reach;
pub mod report;
pub mod report_page;
pub mod sample;
pub mod site;
pub mod sweep;

pub use error::Error;
