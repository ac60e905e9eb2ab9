//! Why a sample cannot be written.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::options::{DATES, MAX_COUNT};

/// Why a sample cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// More than [`MAX_COUNT`] listed numbers were requested.
    #[error("a sample of {count} numbers is too large: the most is {MAX_COUNT}")]
    Count {
        /// The requested count.
        count: usize,
    },
    /// The date is outside the years that complaint ids can express.
    #[error("no sample can be made for {as_of}: the date has to be from {} to {}", DATES.start(), DATES.end())]
    AsOf {
        /// The requested date.
        as_of: Date,
    },
    /// The folder contains something that is not part of a sample.
    #[error(
        "{} is not empty and holds more than an earlier sample: {} would be lost or mixed up with it; \
         name a new folder",
        folder.display(),
        path.display()
    )]
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// The first thing in it that is not part of a sample.
        path: PathBuf,
    },
    /// The path names a file.
    #[error("{} is not a folder; name a new one", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error(transparent)]
    Output(#[from] jaanch_desk::Error),
}
