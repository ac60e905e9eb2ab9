//! A whole build: from the desk's files to the published folder.

pub mod changes;
mod csv_files;
mod explain;
mod figures;
mod follow_up;
mod inputs;
mod list_notes;
mod prepare;
mod prepared;
mod run;
mod same_serial;
pub mod summary;
mod warnings;

pub use inputs::{Build, Progress};
