//! Why a file as a whole cannot be read.

use std::io;
use std::path::{Path, PathBuf};

/// A file that cannot be read. Its text names the file and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused something.
    #[error("{}: cannot {action}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: "read", "open" …
        action: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The file's content cannot be read as tables, or exceeds a limit.
    #[error("{}: {what}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        what: String,
    },
}

impl Error {
    /// Makes an [`Error::Io`] of what the system says: for `map_err` after a call about `path`.
    pub fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            path,
            action,
            source,
        }
    }

    /// An [`Error::Content`] about the file at `path`.
    #[must_use]
    pub fn content(path: &Path, what: impl Into<String>) -> Self {
        Self::Content {
            path: path.to_path_buf(),
            what: what.into(),
        }
    }
}
