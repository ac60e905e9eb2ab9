//! Why a site was not made.

use std::path::{Path, PathBuf};

/// Why a site was not made. The previous site is then unchanged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// A file could not be read or written, or the page would refuse the list.
    #[error(transparent)]
    Desk(#[from] jaanch_desk::Error),
    /// The module, or the scripts and style sheets, have not been built.
    #[error("{} is missing: build the module and the page's scripts first, with scripts/build-web", path.display())]
    NotBuilt {
        /// The file that is missing.
        path: PathBuf,
    },
    /// A file or folder is not what it has to be.
    #[error("{}: {what}", path.display())]
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// The reason, with the place in the file or what to do.
        what: String,
    },
    /// A locale lacks texts, or has texts that it must not have.
    #[error("{}: {what}: {}", path.display(), keys.join(", "))]
    Texts {
        /// The locale.
        path: PathBuf,
        /// What is wrong with the texts.
        what: &'static str,
        /// The keys of all those texts: a translator needs all of them at once, not one for each run.
        keys: Vec<String>,
    },
    /// A text's placeholders are not those that the template fills in.
    #[error("{}: text {key:?} must name {expected}, and names {found}", path.display())]
    Placeholders {
        /// The locale.
        path: PathBuf,
        /// The text's key.
        key: String,
        /// The names that are filled in.
        expected: String,
        /// The names it has.
        found: String,
    },
    /// The base URL is not the address of a page.
    #[error("base URL {given:?}: {what}")]
    BaseUrl {
        /// As it was given.
        given: String,
        /// The reason.
        what: &'static str,
    },
}

/// Texts that a page shows and a locale lacks.
pub(crate) const MISSING: &str = "missing text";
/// Texts that no page shows.
pub(crate) const UNUSED: &str = "text that nothing shows";
/// Texts that most other locales lack.
pub(crate) const SURPLUS: &str = "text that the other languages do not have";

impl SiteError {
    pub(crate) fn unusable(path: &Path, what: impl Into<String>) -> Self {
        Self::Unusable {
            path: path.into(),
            what: what.into(),
        }
    }

    /// A file among those that are published, of a kind that no site publishes.
    pub(crate) fn unknown_asset(path: &Path) -> Self {
        Self::unusable(
            path,
            "not a kind of file that a site publishes; take it out of there",
        )
    }

    /// Refuses a locale with such texts, if there are any.
    pub(crate) fn texts(
        path: &Path,
        what: &'static str,
        keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<(), Self> {
        let keys: Vec<String> = keys.into_iter().map(Into::into).collect();
        if keys.is_empty() {
            return Ok(());
        }
        Err(Self::Texts {
            path: path.into(),
            what,
            keys,
        })
    }
}
