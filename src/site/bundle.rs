//! The bundled scripts and style sheets that `scripts/build-web` leaves in `www/dist`, and their manifest, which lists what each
//! page needs.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jaanch_desk::Error;
use serde::Deserialize;

use crate::SiteError;

/// The folder, below `www`.
const FOLDER: &str = "dist";
const MANIFEST: &str = "manifest.json";

/// The entry for pages that the manifest does not name.
const ANY_PAGE: &str = "page";

/// The manifest. All files are named by their path below `www/dist`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bundle {
    /// By page: its script, then the scripts that this one imports.
    pages: BTreeMap<String, Vec<String>>,
    /// The published files that the service worker stores for offline use.
    pub(crate) offline: Vec<String>,
    /// The published files that only partners need.
    pub(crate) online: Vec<String>,
    /// What partner sites load.
    pub(crate) embed: EmbedFiles,
    /// The source of the service worker.
    worker: String,
    #[serde(skip)]
    folder: PathBuf,
}

/// What partner sites load.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmbedFiles {
    /// The script that a page names.
    pub(crate) entry: String,
    /// The script for pages that frame the check.
    pub(crate) frame: String,
    /// What the framed page needs besides.
    pub(crate) page: Vec<String>,
    /// The scripts that the entry loads later, each after those it imports.
    pub(crate) element: Vec<String>,
    /// The element's style sheet.
    pub(crate) styles: String,
}

impl Bundle {
    /// Reads the manifest in the folder `www`.
    pub(crate) fn read(web: &Path) -> Result<Self, SiteError> {
        let folder = web.join(FOLDER);
        let path = folder.join(MANIFEST);
        let bytes = built(&path)?;
        let bundle: Self = serde_json::from_slice(&bytes).map_err(|error| {
            let what = format!("{error}; build the page's scripts anew, with scripts/build-web");
            SiteError::unusable(&path, what)
        })?;
        Ok(Self { folder, ..bundle })
    }

    /// Reads a bundled file.
    pub(crate) fn file(&self, name: &str) -> Result<Vec<u8>, SiteError> {
        built(&self.folder.join(name))
    }

    /// Reads the source of the service worker.
    pub(crate) fn worker(&self) -> Result<Vec<u8>, SiteError> {
        self.file(&self.worker)
    }

    /// The scripts of a page: its own, then those that this one imports.
    pub(crate) fn scripts(&self, page: &str) -> &[String] {
        self.pages
            .get(page)
            .or_else(|| self.pages.get(ANY_PAGE))
            .map_or(&[], Vec::as_slice)
    }
}

/// Reads a file that only a build makes.
pub(crate) fn built(path: &Path) -> Result<Vec<u8>, SiteError> {
    std::fs::read(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => SiteError::NotBuilt { path: path.into() },
        _ => Error::io(path, "read")(source).into(),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Copies the stand-in for what `scripts/build-web` makes.
    pub(crate) fn stand_in(web: &Path) {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/dist");
        copy(&fixture, &web.join(FOLDER));
    }

    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let from = entry.unwrap().path();
            let to = to.join(from.file_name().unwrap());
            if from.is_dir() {
                copy(&from, &to);
            } else {
                std::fs::copy(&from, &to).unwrap();
            }
        }
    }

    #[test]
    fn a_page_without_a_script_of_its_own_has_that_of_all_pages() {
        let home = tempfile::tempdir().unwrap();
        stand_in(home.path());
        let bundle = Bundle::read(home.path()).unwrap();
        assert_eq!(bundle.scripts("home"), ["page/home.js", "page/shared.js"]);
        assert_eq!(bundle.scripts("tips"), ["page/page.js"]);
    }

    #[test]
    fn what_is_not_built_and_a_manifest_of_another_version_are_named() {
        let home = tempfile::tempdir().unwrap();
        let error = Bundle::read(home.path()).unwrap_err().to_string();
        assert!(error.contains("manifest.json") && error.contains("scripts/build-web"));
        stand_in(home.path());
        let path = home.path().join("dist/manifest.json");
        for text in ["{", r#"{"pages": {}}"#] {
            std::fs::write(&path, text).unwrap();
            let error = Bundle::read(home.path()).unwrap_err().to_string();
            assert!(
                error.contains("manifest.json: ") && error.contains("scripts/build-web"),
                "{error}"
            );
        }
    }
}
