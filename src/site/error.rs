//! Why a site was not made.

use std::path::PathBuf;

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
    /// The manifest of the built scripts is not one of this version.
    #[error("{}: {what}; build the page's scripts anew, with scripts/build-web", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The reason.
        what: String,
    },
    /// The folder of the locales is empty.
    #[error("{}: there is no locale (a file such as en.json) in it", path.display())]
    NoLocale {
        /// The folder of the locales.
        path: PathBuf,
    },
    /// A locale file is malformed.
    #[error("{}: {what}", path.display())]
    Locale {
        /// The locale.
        path: PathBuf,
        /// The reason.
        what: String,
    },
    /// A locale lacks texts that are shown.
    #[error("{}: missing text: {}", path.display(), list_keys(keys))]
    MissingTexts {
        /// The locale.
        path: PathBuf,
        /// The keys of those texts.
        keys: Vec<String>,
    },
    /// A locale has texts that no page shows.
    #[error("{}: text that nothing shows: {}", path.display(), list_keys(keys))]
    ExtraTexts {
        /// The locale.
        path: PathBuf,
        /// The keys of those texts.
        keys: Vec<String>,
    },
    /// A locale has texts that most of the others do not have.
    #[error("{}: text that the other languages do not have: {}", path.display(), list_keys(keys))]
    LoneTexts {
        /// The locale.
        path: PathBuf,
        /// The keys of those texts.
        keys: Vec<String>,
    },
    /// A text's placeholders are not those that the template fills in.
    #[error("{}: text {key:?} must name {wanted}, and names {found}", path.display())]
    Placeholders {
        /// The locale.
        path: PathBuf,
        /// The text's key.
        key: String,
        /// The names that are filled in.
        wanted: String,
        /// The names it has.
        found: String,
    },
    /// A template cannot be read or rendered.
    #[error("{}: {what}", path.display())]
    Template {
        /// The template.
        path: PathBuf,
        /// The place and the reason.
        what: String,
    },
    /// A folder of published files holds a file of another kind.
    #[error("{}: not a kind of file that a site publishes; take it out of there", path.display())]
    UnknownAsset {
        /// The file.
        path: PathBuf,
    },
    /// The scripts for other sites cannot be completed.
    #[error("the scripts for other sites: {what}")]
    NoEmbed {
        /// The reason.
        what: String,
    },
    /// The folder of the earlier site is not a site, or a version in it is incomplete.
    #[error("{}: {what}", path.display())]
    Keep {
        /// The folder.
        path: PathBuf,
        /// The reason, and what to do.
        what: String,
    },
    /// The base URL is not the address of a page.
    #[error("base URL {given:?}: {what}")]
    BaseUrl {
        /// As it was given.
        given: String,
        /// The reason.
        what: &'static str,
    },
    /// The output folder cannot be used.
    #[error("{}: {what}", path.display())]
    Out {
        /// The folder.
        path: PathBuf,
        /// The reason, and what to do.
        what: String,
    },
}

/// Lists all keys: a translator needs all of them at once, not one for each run.
fn list_keys(keys: &[String]) -> String {
    keys.join(", ")
}
