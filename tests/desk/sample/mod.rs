//! The made-up exports, read back by somebody who knows the nine files but not how they were made.

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

/// A sample in a folder of its own.
fn write(options: &Options) -> (TempDir, Summary) {
    let dir = TempDir::new().unwrap();
    let summary = jaanch_sample::write(dir.path(), options).unwrap();
    (dir, summary)
}

/// The sample in the announced size, which most tests look at.
fn announced() -> &'static (Read, Summary) {
    static SAMPLE: OnceLock<(Read, Summary)> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let (dir, summary) = write(&Options::default());
        (read(dir.path()), summary)
    })
}
