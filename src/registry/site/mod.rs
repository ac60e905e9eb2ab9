//! The citizen's site: finished static pages, one per language, with everything a check needs beside them.
//!
//! Words come from `locales/<language>.json`, shape from `templates/`, and the two must fit each other exactly: a text
//! that is missing, or that nothing shows, is an error that names it. Otherwise a tip would silently go missing in one
//! of three languages, and nobody who builds the site reads all three.
//!
//! The whole site is made in memory and written into a new folder, which then takes the old one's place: a failed run
//! leaves the previous site as it was.

mod assets;
mod error;
mod folder;
mod headers;
mod locale;
mod page;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use error::SiteError;

use crate::list::{List, PublicKey, Trust};
use locale::Locale;
use page::Renderer;

/// What a site is made from, and where it goes.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The signed list.
    pub list: PathBuf,
    /// The minisign public key that the page will ask of the list; several are separated by white space.
    pub key: String,
    /// The folder with templates, locales, element and module.
    pub web: PathBuf,
    /// The folder to make. An earlier site there is replaced whole.
    pub out: PathBuf,
    /// Where the site will be reached, for the addresses that search engines want in full.
    pub base_url: Option<String>,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct SiteSummary {
    /// How many files.
    pub files: usize,
    /// How many bytes they hold together, uncompressed.
    pub bytes: u64,
    /// The languages, that of the first page first.
    pub languages: Vec<String>,
    /// The languages whose texts no native speaker has signed off yet.
    pub unreviewed: Vec<String>,
}

/// The files of a site by their path in it, with `/` between the parts.
type Files = BTreeMap<String, Vec<u8>>;

/// Makes the site.
///
/// # Errors
/// See [`SiteError`]. The previous site, if there was one, is then still there.
pub fn render(options: &SiteOptions) -> Result<SiteSummary, SiteError> {
    folder::check(&options.out, &[&options.web, &options.list])?;
    let base_url = options.base_url.as_deref().map(base_url).transpose()?;
    let key = options.key.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = list(&options.list, &key)?;
    let locales = Locale::read_all(&options.web.join("locales"))?;
    for locale in &locales {
        locale.check_tips()?;
    }

    let mut files = assets::read(&options.web)?;
    let renderer = Renderer {
        templates: options.web.join("templates"),
        locales: &locales,
        modules: modules(&files),
        public_key: &key,
        base_url: base_url.as_deref(),
    };
    files.extend(renderer.pages()?);
    for locale in &locales {
        files.insert(
            format!("locales/{}.json", locale.code),
            locale.for_element(),
        );
    }
    files.insert("list.jaanch".into(), list);
    files.insert("_headers".into(), headers::file().into_bytes());

    folder::replace(&options.out, &files)?;
    Ok(SiteSummary {
        files: files.len(),
        bytes: files
            .values()
            .map(|bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            .sum(),
        languages: locales.iter().map(|locale| locale.code.clone()).collect(),
        unreviewed: locales
            .iter()
            .filter(|locale| !locale.reviewed)
            .map(|locale| locale.code.clone())
            .collect(),
    })
}

/// The list's bytes, once it is certain that the page will open them with this key.
fn list(path: &Path, keys: &str) -> Result<Vec<u8>, SiteError> {
    let bytes = std::fs::read(path).map_err(|source| SiteError::read(path, source))?;
    let refused = |source| SiteError::List {
        path: path.into(),
        source,
    };
    let keys = keys
        .split_whitespace()
        .map(PublicKey::parse)
        .collect::<Result<Vec<_>, _>>()
        .map_err(refused)?;
    let trust = Trust {
        keys: &keys,
        allow_unsigned: false,
    };
    List::open(&bytes, trust).map_err(refused)?;
    Ok(bytes)
}

/// The scripts a first visit loads, so that the browser need not find them out one after the other.
fn modules(files: &Files) -> Vec<String> {
    files
        .keys()
        .filter(|path| {
            path.rsplit_once('.')
                .is_some_and(|(_, suffix)| suffix == "js")
        })
        .cloned()
        .collect()
}

/// The address with a slash at its end, if it is one a page can be reached at.
fn base_url(given: &str) -> Result<String, SiteError> {
    let bad = |what| SiteError::BaseUrl {
        given: given.into(),
        what,
    };
    let rest = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"))
        .ok_or_else(|| bad("it must begin with https:// or http://"))?;
    if rest.is_empty() || rest.starts_with('/') {
        return Err(bad("it names no host"));
    }
    if given.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>')
    }) {
        return Err(bad(
            "it must be a plain address, without blanks, quotes, ? or #",
        ));
    }
    Ok(format!("{}/", given.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_in_one_slash() {
        for given in ["https://example.org/check", "https://example.org/check/"] {
            assert_eq!(
                base_url(given).unwrap(),
                "https://example.org/check/",
                "{given}"
            );
        }
    }

    #[test]
    fn what_is_no_address_of_a_page_is_refused_with_the_reason() {
        let cases = [
            ("example.org", "https://"),
            ("javascript:alert(1)", "https://"),
            ("https://", "host"),
            ("https:///etc", "host"),
            ("https://example.org/?q=1", "plain"),
            ("https://example.org/\"><script>", "plain"),
        ];
        for (given, reason) in cases {
            let error = base_url(given).unwrap_err().to_string();
            assert!(
                error.contains(reason) && error.contains(&format!("{given:?}")),
                "{error}"
            );
        }
    }
}
