//! Making a site: everything is read and checked, then the whole site is made in memory and put in place.

use std::path::{Path, PathBuf};

use jaanch_core::list::{List, PublicKey, Trust};
use jaanch_desk::Error;

use crate::address::base_url;
use crate::bundle::Bundle;
use crate::embed::{self, Embed};
use crate::error::SiteError;
use crate::files::{Files, into_folder};
use crate::headers::Host;
use crate::locale::Locale;
use crate::page::Renderer;
use crate::{assets, compress, folder, release, share, worker};

/// The inputs of a site, and its output folder.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The signed list.
    pub list: PathBuf,
    /// The minisign public key that must have signed the list; several are separated by white space.
    pub key: String,
    /// The folder with templates, locales, icons, and what `scripts/build-web` has built.
    pub web: PathBuf,
    /// The output folder. An earlier site there is replaced as a whole.
    pub out: PathBuf,
    /// The address of the site, for links that must be absolute.
    pub base_url: Option<String>,
    /// An earlier site, whose versions for other sites are copied, so that pages that pinned one still work. Without it, the
    /// site in `out`, if there is one.
    pub keep: Option<PathBuf>,
}

/// What [`render`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct SiteSummary {
    /// The number of files.
    pub files: usize,
    /// The sum of their sizes in bytes.
    pub bytes: u64,
    /// The codes of the languages, the site's first language first.
    pub languages: Vec<String>,
    /// Those whose texts no native speaker has reviewed yet.
    pub unreviewed: Vec<String>,
    /// What other sites load.
    pub embed: Embed,
}

/// The inputs, read and checked.
struct Sources {
    /// The address with a slash at its end.
    base_url: Option<String>,
    /// The keys, separated by one space.
    key: String,
    list: List,
    list_bytes: Vec<u8>,
    locales: Vec<Locale>,
    bundle: Bundle,
    /// The versions for other sites that an earlier site holds, and their files.
    kept: (Vec<String>, Files),
}

/// Makes the site.
///
/// # Errors
/// See [`SiteError`]. The previous site, if there was one, is then still there.
pub fn render(options: &SiteOptions) -> Result<SiteSummary, SiteError> {
    folder::check(&options.out, &[&options.web, &options.list])?;
    let sources = Sources::read(options)?;
    let (files, embed) = sources.site(&options.web)?;
    folder::replace(&options.out, &files)?;
    let locales = &sources.locales;
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
        embed,
    })
}

impl Sources {
    fn read(options: &SiteOptions) -> Result<Self, SiteError> {
        let base_url = options.base_url.as_deref().map(base_url).transpose()?;
        let key = options.key.split_whitespace().collect::<Vec<_>>().join(" ");
        let (list, list_bytes) = list(&options.list, &key)?;
        let locales = Locale::read_all(&options.web.join("locales"))?;
        for locale in &locales {
            locale.check()?;
        }
        let before = folder::is_site(&options.out).then_some(&options.out);
        let kept = match options.keep.as_ref().or(before) {
            Some(old) => embed::kept(old)?,
            None => Default::default(),
        };
        Ok(Self {
            base_url,
            key,
            list,
            list_bytes,
            locales,
            bundle: Bundle::read(&options.web)?,
            kept,
        })
    }

    /// All files of the site, and what other sites load of it.
    fn site(&self, web: &Path) -> Result<(Files, Embed), SiteError> {
        let (locales, base_url) = (&self.locales, self.base_url.as_deref());
        let assets = assets::read(web, &self.bundle, locales)?;
        let folder = release::folder(&assets);
        let styles = assets::inline_styles(&assets, web)?;
        let (mut embed, embed_files) = embed::version(&assets, &self.bundle, locales)?;
        let (kept, kept_files) = &self.kept;
        embed.kept = kept.clone();
        embed.kept.retain(|version| *version != embed.version);

        let pages = Renderer {
            templates: web.join("templates"),
            locales,
            assets: &folder,
            pictures: pictures(&assets),
            bundle: &self.bundle,
            styles: &styles,
            public_key: &self.key,
            list: &self.list,
            base_url,
            embed: &embed,
            embed_files: &embed_files,
        }
        .pages()?;
        let mut files = into_folder(&folder, assets);
        files.extend(pages);
        for locale in locales {
            files.insert(
                format!("{}/manifest.webmanifest", locale.code),
                share::manifest(locale, &folder),
            );
        }
        let worker = worker::script(&self.bundle, &folder, &files, locales)?;
        files.insert("sw.js".into(), worker);
        // After the worker, which keeps none of these.
        files.extend(kept_files.clone());
        files.extend(embed_files);
        files.insert(embed::INDEX.into(), embed.index());
        if let Some(base_url) = base_url {
            files.insert("sitemap.xml".into(), share::sitemap(locales, base_url));
            files.insert("robots.txt".into(), share::robots(base_url));
        }
        compress::add(&mut files)?;
        files.insert("list.jaanch".into(), self.list_bytes.clone());
        files.extend(Host::of(base_url, &styles).files(locales, &embed)?);
        Ok((files, embed))
    }
}

/// The names of all pictures.
fn pictures(assets: &Files) -> Vec<String> {
    assets
        .keys()
        .filter(|name| name.starts_with("pictures/"))
        .cloned()
        .collect()
}

/// Reads the list, and checks that a page with this key will open it.
fn list(path: &Path, keys: &str) -> Result<(List, Vec<u8>), SiteError> {
    let bytes = std::fs::read(path).map_err(Error::io(path, "read"))?;
    let keys = keys
        .split_whitespace()
        .map(PublicKey::parse)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| Error::Usage(format!("the public key: {error}")))?;
    let trust = Trust {
        keys: &keys,
        allow_unsigned: false,
    };
    let list = List::open(&bytes, trust).map_err(Error::list(path))?;
    Ok((list, bytes))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jaanch_core::list::{Draft, Notes, Recipe, Width};
    use jaanch_core::number::{PhoneNumber, Region};
    use jaanch_desk::keys;

    use super::*;
    use crate::{bundle, headers, pages, qr};

    /// A file under `www`, what is done to it, and what the error then says.
    type Breakage = (&'static str, fn(&Path), &'static str);

    /// A list of one made-up number, its key, and this copy's own `www` with stand-ins for what is built.
    fn options(home: &Path) -> SiteOptions {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
        let web = home.join("www");
        for folder in ["templates", "locales", "icons", "pictures"] {
            fs::create_dir_all(web.join(folder)).unwrap();
            for entry in fs::read_dir(own.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, web.join(folder).join(path.file_name().unwrap())).unwrap();
            }
        }
        bundle::tests::stand_in(&web);
        fs::create_dir(web.join("pkg")).unwrap();
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
            keep: None,
        }
    }

    fn text(options: &SiteOptions, name: &str) -> String {
        fs::read_to_string(options.out.join(name)).unwrap()
    }

    #[test]
    #[allow(clippy::too_many_lines)] // one site, looked at from all sides
    fn a_site_has_all_that_a_check_needs() {
        let home = tempfile::tempdir().unwrap();
        let mut options = options(home.path());
        let summary = render(&options).unwrap();
        assert_eq!(summary.languages, ["hi", "pa", "en"]);
        let styles = fs::read_to_string(options.web.join("dist/styles/page.css")).unwrap();
        let policy = headers::page_policy(&styles);
        for code in &summary.languages {
            let page = text(&options, &format!("{code}/index.html"));
            assert!(page.contains(&format!("public-key=\"{}\"", options.key)));
            assert!(page.contains("list=\"../list.jaanch\""));
            assert!(page.contains(&format!("<style>{styles}</style>")));
            assert!(!page.contains("canonical"), "no address is known");
            for path in pages::paths().filter(|path| *path != "poster/") {
                let page = text(&options, &format!("{code}/{path}index.html"));
                assert!(page.contains(&policy), "{code}/{path}");
                assert_eq!(page.contains("frame-src"), path == "partners/", "{path}");
            }
            let poster = options.out.join(format!("{code}/poster"));
            assert!(!poster.exists(), "its code would lead nowhere");
        }
        let page = text(&options, "en/index.html");
        let assets = page.split_once("../assets/").unwrap().1;
        let folder = format!("assets/{}", assets.split_once('/').unwrap().0);
        for name in [
            "page/home.js",
            "page/shared.js",
            "pkg/jaanch_bg.wasm",
            "locales/hi.json",
        ] {
            let name = format!("{folder}/{name}");
            assert!(options.out.join(&name).is_file(), "{name}");
            assert!(options.out.join(format!("{name}.br")).is_file(), "{name}");
            // What the worker keeps, it keeps by its digest.
            let bytes = fs::read(options.out.join(&name)).unwrap();
            assert!(
                text(&options, "sw.js").contains(&release::integrity(&bytes)),
                "{name}"
            );
        }
        assert!(page.contains(&format!(
            "<link rel=\"modulepreload\" href=\"../{folder}/page/shared.js\">\n"
        )));
        assert!(page.contains(&format!(
            "<script type=\"module\" src=\"../{folder}/page/home.js\"></script>"
        )));
        for asset in [
            "pkg/jaanch_bg.wasm",
            "locales/en.json",
            "styles/jaanch-check.css",
        ] {
            let link = format!("<link rel=\"preload\" href=\"../{folder}/{asset}\" as=\"fetch\"");
            assert!(page.contains(&link), "{link}");
        }
        assert_eq!(
            text(&options, &format!("{folder}/page/home.js")),
            "languages([\"en\",\"hi\",\"pa\"]);"
        );
        assert!(
            !options
                .out
                .join(format!("{folder}/pkg/jaanch.d.ts"))
                .exists()
        );
        assert!(!options.out.join("list.jaanch.br").exists());
        assert_eq!(
            fs::read(options.out.join("list.jaanch")).unwrap(),
            fs::read(&options.list).unwrap()
        );
        assert!(text(&options, "_headers").contains("frame-ancestors 'none'"));
        assert!(!options.out.join("sitemap.xml").exists());

        options.base_url = Some("https://example.org/check".into());
        let _ = render(&options).unwrap();
        let page = text(&options, "en/tips/index.html");
        for link in [
            r#"<link rel="canonical" href="https://example.org/check/en/tips/">"#.to_owned(),
            r#"<link rel="alternate" hreflang="pa" href="https://example.org/check/pa/tips/">"#
                .to_owned(),
            format!(
                r#"<meta property="og:image" content="https://example.org/check/{folder}/pictures/en.png">"#
            ),
        ] {
            assert!(page.contains(&link), "{link}");
        }
        assert!(text(&options, "sitemap.xml").contains("https://example.org/check/hi/report/"));
        assert!(text(&options, "_headers").contains("\n/check/list.jaanch\n"));
        assert!(text(&options, "robots.txt").contains("https://example.org/check/sitemap.xml"));
        for code in ["hi", "pa", "en"] {
            let poster = text(&options, &format!("{code}/poster/index.html"));
            assert!(poster.contains(&format!("example.org/check/{code}<")));
            // What the code says, a reader of pictures has been asked where it is drawn.
            let drawn = qr::Code::of(&format!("https://example.org/check/{code}/")).unwrap();
            assert!(poster.contains(&format!("<path d=\"{}\"/>", drawn.path)));
            let partners = text(&options, &format!("{code}/partners/index.html"));
            assert!(partners.contains("https://example.org/check/list.jaanch"));
            assert!(partners.contains("script-src https://example.org "));
        }
        let worker = text(&options, "sw.js");
        for name in ["partners", "poster"] {
            assert!(!worker.contains(name), "{name}: kept on every phone");
        }
    }

    #[test]
    fn a_language_is_one_file() {
        let home = tempfile::tempdir().unwrap();
        let options = options(home.path());
        let locales = options.web.join("locales");
        let english = fs::read_to_string(locales.join("en.json")).unwrap();
        let german = english
            .replace("\"name\": \"English\"", "\"name\": \"Deutsch\"")
            .replace("en-IN", "de-DE");
        fs::write(locales.join("de.json"), german).unwrap();
        assert_eq!(
            render(&options).unwrap().languages,
            ["hi", "pa", "de", "en"]
        );
        let page = text(&options, "de/index.html");
        assert!(page.contains("<html lang=\"de-DE\">"));
        assert!(text(&options, "hi/index.html").contains("Deutsch"));
        assert!(text(&options, "index.html").contains("data-languages=\"hi pa de en\""));
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
        let before = text(&good, "en/index.html");
        let breakages: [Breakage; 7] = [
            (
                "pkg/jaanch_bg.wasm",
                |path| fs::remove_file(path).unwrap(),
                "scripts/build-web",
            ),
            (
                "locales/en.json",
                |path| {
                    let text = fs::read_to_string(path).unwrap();
                    fs::write(path, text.replacen("\"lead\"", "\"lede\"", 1)).unwrap();
                },
                "missing text: page.home.lead",
            ),
            (
                "locales/en.json",
                |path| {
                    let text = fs::read_to_string(path).unwrap();
                    let more = "\"element\": {\n    \"more\": \"More\",";
                    fs::write(path, text.replacen("\"element\": {", more, 1)).unwrap();
                },
                "en.json: text that the other languages do not have: element.more",
            ),
            (
                "locales/",
                |folder| {
                    for code in ["hi", "pa", "en"] {
                        let path = folder.join(format!("{code}.json"));
                        let text = fs::read_to_string(&path).unwrap();
                        let more = "\"passwords\": {\n    \"source\": \"S\",";
                        fs::write(&path, text.replacen("\"passwords\": {", more, 1)).unwrap();
                    }
                },
                "text that nothing shows: tips.passwords.source",
            ),
            (
                "icons/jaanch.svg~",
                |path| fs::write(path, "").unwrap(),
                "take it out",
            ),
            (
                "templates/tips.html",
                |path| fs::write(path, "{{ nobody }}").unwrap(),
                "tips.html: line 1",
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
            assert_eq!(text(&good, "en/index.html"), before, "{name}");
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
}
