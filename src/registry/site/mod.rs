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
use crate::registry::Error;
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
    let bytes = std::fs::read(path).map_err(Error::io(path, "read"))?;
    let keys = keys
        .split_whitespace()
        .map(PublicKey::parse)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| Error::Options(format!("the public key: {error}")))?;
    let trust = Trust {
        keys: &keys,
        allow_unsigned: false,
    };
    List::open(&bytes, trust).map_err(Error::list(path))?;
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
    use std::fs;

    use super::*;
    use crate::list::{Draft, Notes, Recipe, Width};
    use crate::number::{PhoneNumber, Region};
    use crate::registry::keys;

    /// A file under `www`, what is done to it, and what the error then says.
    type Breakage = (&'static str, fn(&Path), &'static str);

    /// A list of one made-up number, its key, and this copy's own `www` with a module that stands in for the built one.
    fn options(home: &Path) -> SiteOptions {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
        let web = home.join("www");
        for folder in ["templates", "locales", "element", "icons", "page"] {
            fs::create_dir_all(web.join(folder)).unwrap();
            for entry in fs::read_dir(own.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, web.join(folder).join(path.file_name().unwrap())).unwrap();
            }
        }
        fs::create_dir(web.join("pkg")).unwrap();
        fs::write(web.join("pkg/jaanch.js"), "export {};").unwrap();
        fs::write(web.join("pkg/jaanch_bg.wasm"), b"\0asm").unwrap();
        fs::write(web.join("pkg/jaanch.d.ts"), "for developers").unwrap();

        let recipe = Recipe {
            width: Width::from_bits(16).unwrap(),
            region: Region::new(*b"IN").unwrap(),
            serial: 2_026_103_100,
            issued: 1_793_404_800,
            expires: 1_793_404_800 + 30 * 86_400,
            tags: 1,
        };
        let number = PhoneNumber::from_e164(915_012_345_678).unwrap();
        let notes = Notes {
            tags: vec!["reported".into()],
            ..Notes::default()
        };
        let body = Draft::fill(recipe, &[(number, 0)], &[])
            .unwrap()
            .body(&notes)
            .unwrap();
        let files = keys::generate(&home.join("keys"), None).unwrap();
        let seal = keys::Signer::open(&files.secret, None)
            .unwrap()
            .seal(&body, recipe.serial)
            .unwrap();
        fs::write(home.join("list.jaanch"), keys::join(&body, &seal).unwrap()).unwrap();
        SiteOptions {
            list: home.join("list.jaanch"),
            key: files.line,
            web,
            out: home.join("site"),
            base_url: None,
        }
    }

    fn text(options: &SiteOptions, name: &str) -> String {
        fs::read_to_string(options.out.join(name)).unwrap()
    }

    #[test]
    fn a_site_has_all_that_a_check_needs() {
        let home = tempfile::tempdir().unwrap();
        let mut options = options(home.path());
        let summary = render(&options).unwrap();
        assert!(summary.languages.contains(&"en".to_owned()));
        for name in ["index.html", "en/index.html"] {
            let page = text(&options, name);
            assert!(
                page.contains(&format!("public-key=\"{}\"", options.key)),
                "{name}"
            );
            assert!(page.contains(headers::PAGE_POLICY), "{name}");
            assert!(!page.contains("canonical"), "no address is known");
        }
        assert!(text(&options, "en/index.html").contains("list=\"../list.jaanch\""));
        assert!(text(&options, "_headers").contains("frame-ancestors 'none'"));
        assert_eq!(
            fs::read(options.out.join("list.jaanch")).unwrap(),
            fs::read(&options.list).unwrap()
        );
        assert!(options.out.join("element/define.js").is_file());
        assert!(!options.out.join("pkg/jaanch.d.ts").exists());

        options.base_url = Some("https://example.org/check".into());
        let _ = render(&options).unwrap();
        assert!(
            text(&options, "en/index.html")
                .contains(r#"<link rel="canonical" href="https://example.org/check/en/">"#)
        );
    }

    #[test]
    fn the_same_inputs_make_the_same_site() {
        let home = tempfile::tempdir().unwrap();
        let options = options(home.path());
        let first = (render(&options).unwrap(), text(&options, "en/index.html"));
        let second = (render(&options).unwrap(), text(&options, "en/index.html"));
        assert_eq!(first, second);
    }

    #[test]
    fn a_run_that_fails_leaves_the_previous_site_and_says_why() {
        let home = tempfile::tempdir().unwrap();
        let good = options(home.path());
        let _ = render(&good).unwrap();
        let before = text(&good, "index.html");
        let breakages: [Breakage; 5] = [
            (
                "pkg/jaanch_bg.wasm",
                |path| fs::remove_file(path).unwrap(),
                "scripts/build-web",
            ),
            (
                "locales/en.json",
                |path| {
                    let text = fs::read_to_string(path).unwrap();
                    fs::write(path, text.replace("\"lead\"", "\"lede\"")).unwrap();
                },
                "missing text: page.lead",
            ),
            (
                "page/page.css~",
                |path| fs::write(path, "").unwrap(),
                "take it out",
            ),
            (
                "templates/page.html",
                |path| fs::write(path, "{{ nobody }}").unwrap(),
                "page.html: line 1",
            ),
            (
                "../list.jaanch",
                |path| fs::write(path, "no list").unwrap(),
                "list.jaanch: ",
            ),
        ];
        for (name, break_it, reason) in breakages {
            let bad_home = tempfile::tempdir().unwrap();
            let bad = SiteOptions {
                out: good.out.clone(),
                ..options(bad_home.path())
            };
            break_it(&bad.web.join(name));
            let error = render(&bad).unwrap_err().to_string();
            assert!(error.contains(reason), "{name}: {error}");
            assert_eq!(text(&good, "index.html"), before, "{name}");
        }
    }

    #[test]
    fn a_list_that_the_page_would_refuse_is_refused_here() {
        let home = tempfile::tempdir().unwrap();
        let mut options = options(home.path());
        let other = keys::generate(&home.path().join("other"), None).unwrap();
        options.key = other.line;
        assert!(render(&options).unwrap_err().to_string().contains("signed"));
        options.key = "RW".into();
        assert!(
            render(&options)
                .unwrap_err()
                .to_string()
                .contains("the public key")
        );
        assert!(!options.out.exists());
    }

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
