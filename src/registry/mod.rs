//! The operator's side: complaint exports in, a published list and the desk's own files out.
//!
//! A build is a pure function of the files and options it is given and a stated date; it never reads its own output.

pub mod changes;
mod complaints;
pub mod config;
pub mod counts;
pub mod dates;
mod decided;
pub mod decisions;
mod error;
mod explain;
pub mod follow_up;
pub mod handover;
mod inputs;
pub mod intake;
pub mod keys;
pub mod linkage;
pub mod linked;
pub mod listing;
mod notes;
pub mod policy;
pub mod promises;
pub mod publish;
pub mod reach;
pub mod renew;
mod replaced;
pub mod report;
pub mod report_page;
pub mod sample;
pub mod site;
mod strict;
pub mod sweep;
pub mod tables;
mod taken;
mod warnings;

pub use error::Error;
