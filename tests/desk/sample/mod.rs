//! The sample: its exports are read back by code that knows the nine files but not how they were made.

mod built;
mod cells;
mod desk;
mod files;
mod known;
mod reader;
mod truth;

use std::sync::OnceLock;

use jaanch_sample::{self, Options, Summary};
use reader::{Read, read};
use tempfile::TempDir;

/// Writes a sample to a temporary folder.
fn write(options: &Options) -> (TempDir, Summary) {
    let dir = TempDir::new().unwrap();
    let summary = jaanch_sample::write(dir.path(), options).unwrap();
    (dir, summary)
}

/// The sample of the announced size, shared by most tests.
fn announced() -> &'static (Read, Summary) {
    static SAMPLE: OnceLock<(Read, Summary)> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let (dir, summary) = write(&Options::default());
        (read(dir.path()), summary)
    })
}
