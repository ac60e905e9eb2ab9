//! What can go wrong at the desk: every error names the file and says what to do.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use jaanch_core::list::{DraftError, ListError};

/// An error of the operator's side. Its text is a whole message for the person at the desk.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system refused something.
    #[error("{}: cannot {action}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: "read", "create" …
        action: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// A file's content is not what it should be.
    #[error("{}: {what}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A list was refused.
    #[error("{}: {source}", path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// Why.
        source: ListError,
    },
    /// A list cannot be made.
    #[error("the list cannot be made: {0}")]
    Draft(#[from] DraftError),
    /// What the options ask for is impossible, alone or together with the files.
    #[error("{0}")]
    Usage(String),
    /// The run was interrupted by [`crate::output::abandon`].
    #[error("interrupted")]
    Interrupted,
    /// Something that no input should cause. Nothing is written.
    #[error("{0}")]
    Internal(String),
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

    /// Makes an [`Error::Internal`] of what could not be done: for `map_err`.
    pub(crate) fn internal<E: Display>(what: &'static str) -> impl Fn(E) -> Self {
        move |error| Self::Internal(format!("{what}: {error}"))
    }

    /// Makes an [`Error::List`]: for `map_err` after opening the list at `path`.
    pub fn list(path: &Path) -> impl FnOnce(ListError) -> Self {
        let path = path.to_path_buf();
        move |source| Self::List { path, source }
    }
}

impl From<jaanch_tables::Error> for Error {
    fn from(error: jaanch_tables::Error) -> Self {
        match error {
            jaanch_tables::Error::Io {
                path,
                action,
                source,
            } => Self::Io {
                path,
                action,
                source,
            },
            jaanch_tables::Error::Content { path, what } => Self::Content { path, what },
        }
    }
}
