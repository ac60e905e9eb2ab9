//! Why a site was not made.

use std::path::PathBuf;

/// Why a site was not made. Nothing of it was put in place then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// The system refused something, or the page would refuse the list.
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
        /// What is wrong with it.
        what: String,
    },
    /// There is no locale at all.
    #[error("{}: there is no locale (a file such as en.json) in it", path.display())]
    NoLocale {
        /// The folder of the locales.
        path: PathBuf,
    },
    /// A locale breaks the schema.
    #[error("{}: {what}", path.display())]
    Locale {
        /// The locale.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A locale lacks texts that are shown.
    #[error("{}: missing text: {}", path.display(), list_keys(keys))]
    MissingTexts {
        /// The locale.
        path: PathBuf,
        /// The keys of all texts that are missing.
        keys: Vec<String>,
    },
    /// A locale has texts that nothing shows.
    #[error("{}: text that nothing shows: {}", path.display(), list_keys(keys))]
    ExtraTexts {
        /// The locale.
        path: PathBuf,
        /// The keys of all those texts.
        keys: Vec<String>,
    },
    /// A locale has texts that most of the others do not have.
    #[error("{}: text that the other languages do not have: {}", path.display(), list_keys(keys))]
    LoneTexts {
        /// The locale.
        path: PathBuf,
        /// The keys of all those texts.
        keys: Vec<String>,
    },
    /// The names in braces of a text are not those that are filled in.
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
        /// What is wrong with it, and where.
        what: String,
    },
    /// A file among those that are published is of a kind that no site publishes.
    #[error("{}: not a kind of file that a site publishes; take it out of there", path.display())]
    UnknownAsset {
        /// The file.
        path: PathBuf,
    },
    /// What other sites load cannot be put together.
    #[error("the scripts for other sites: {what}")]
    NoEmbed {
        /// What is wrong with the sources.
        what: String,
    },
    /// The earlier site, whose versions for other sites are to be carried over, is none, or is not whole.
    #[error("{}: {what}", path.display())]
    Keep {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        what: String,
    },
    /// The base address is not one a page can be reached at.
    #[error("base URL {given:?}: {what}")]
    BaseUrl {
        /// As it was given.
        given: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The output folder cannot be used.
    #[error("{}: {what}", path.display())]
    Out {
        /// The folder.
        path: PathBuf,
        /// Why not, and what to do.
        what: String,
    },
}

/// All of them: who translates wants the whole list, not one name a run.
fn list_keys(keys: &[String]) -> String {
    keys.join(", ")
}
