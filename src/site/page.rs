//! Templates and texts → pages.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use jaanch_core::list::List;
use jaanch_desk::Error;
use minijinja::value::Kwargs;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, context};

use crate::locale::Locale;
use crate::words::{Asked, escaped, fill, lock, named};
use crate::{Embed, Files, SiteError, facts, headers, partners, poster, release, remains, share};

/// The template that sends visitors on to a language.
const ROOT: &str = "root.html";

/// The template of the page that other sites frame. Its words are the element's own, in the language it is asked for.
const EMBED: &str = "embed.html";

/// A page that every language has.
struct Page {
    /// Its template without suffix, and the section of its texts: `page.<id>`.
    id: &'static str,
    /// Where it lies in the folder of the language.
    path: &'static str,
}

/// The pages of a language, that of the check first.
const PAGES: [Page; 8] = [
    Page {
        id: "home",
        path: "",
    },
    Page {
        id: "report",
        path: "report/",
    },
    Page {
        id: "tips",
        path: "tips/",
    },
    Page {
        id: "list",
        path: "list/",
    },
    Page {
        id: "privacy",
        path: "privacy/",
    },
    Page {
        id: "accessibility",
        path: "accessibility/",
    },
    Page {
        id: PARTNERS,
        path: "partners/",
    },
    Page {
        id: POSTER,
        path: "poster/",
    },
];

/// The page for other sites that show the check.
pub(crate) const PARTNERS: &str = "partners";

/// The poster, which exists only where the address that its code leads to is known.
pub(crate) const POSTER: &str = "poster";

/// Texts that are shown without a template having asked for them: the top page has those of all languages.
pub(crate) const WELCOME: &str = "page.root.welcome";
const OFFLINE: &str = "page.root.offline";

/// Where the pages of a language lie in its folder.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|page| page.path)
}

/// Everything that goes into the pages.
pub(crate) struct Renderer<'a> {
    /// The folder of the templates.
    pub(crate) templates: PathBuf,
    /// The languages, that of the first page first.
    pub(crate) locales: &'a [Locale],
    /// The folder of this release's assets.
    pub(crate) assets: &'a str,
    /// The names of all pictures, below that folder.
    pub(crate) pictures: Vec<String>,
    /// The scripts that the check loads, below that folder.
    pub(crate) modules: &'a [String],
    /// The looks of all pages, which the first one carries in itself.
    pub(crate) look: &'a str,
    /// The key, or the keys, of the list.
    pub(crate) public_key: &'a str,
    /// The list.
    pub(crate) list: &'a List,
    /// Where the site will be, with a slash at the end.
    pub(crate) base_url: Option<&'a str>,
    /// What other sites load.
    pub(crate) embed: &'a Embed,
    /// Its files.
    pub(crate) embed_files: &'a Files,
}

impl Renderer<'_> {
    /// The pages of each language in its folder, and the one at the top.
    pub(crate) fn pages(&self) -> Result<Files, SiteError> {
        let templates = self.read_templates()?;
        let mut files = Files::new();
        for locale in self.locales {
            let asked = Arc::default();
            let environment = self.environment(&templates, locale, &asked)?;
            for page in &PAGES {
                if page.id == POSTER && self.base_url.is_none() {
                    continue;
                }
                let here = format!("{}/{}", locale.code, page.path);
                let root = "../".repeat(here.matches('/').count());
                let template = format!("{}.html", page.id);
                let values = self.values(locale, &root, &here, page)?;
                let rendered = self.render(&environment, &template, values);
                self.check(locale, &asked)?;
                let html = self.whole(&templates, &template, rendered?)?;
                files.insert(format!("{here}index.html"), html.into_bytes());
            }
            let mut used = std::mem::take(&mut lock(&asked).used);
            used.extend(templates.values().flat_map(|source| named(source)));
            used.extend([WELCOME, OFFLINE].map(String::from));
            let missing: Vec<String> = used
                .iter()
                .filter(|key| !locale.texts.contains_key(*key))
                .cloned()
                .collect();
            if !missing.is_empty() {
                return Err(SiteError::MissingTexts {
                    path: locale.path.clone(),
                    keys: missing,
                });
            }
            let extra: Vec<String> = locale
                .texts
                .keys()
                .filter(|key| !used.contains(*key) && !Locale::is_elements(key))
                .cloned()
                .collect();
            if !extra.is_empty() {
                return Err(SiteError::ExtraTexts {
                    path: locale.path.clone(),
                    keys: extra,
                });
            }
        }
        if let Some(first) = self.locales.first() {
            let asked = Arc::default();
            let environment = self.environment(&templates, first, &asked)?;
            let top = Page {
                id: "root",
                path: "",
            };
            let html = self.render(&environment, ROOT, self.values(first, "", "", &top)?);
            self.check(first, &asked)?;
            let html = self.whole(&templates, ROOT, html?)?;
            files.insert("index.html".into(), html.into_bytes());
            let frame = Page {
                id: "embed",
                path: "",
            };
            let html = self.render(&environment, EMBED, self.values(first, "", "", &frame)?);
            self.check(first, &asked)?;
            let html = self.whole(&templates, EMBED, html?)?;
            files.insert(EMBED.into(), html.into_bytes());
        }
        Ok(files)
    }

    /// What a page is told: `root` leads from it to the top of the site, `here` from there to it.
    fn values(
        &self,
        locale: &Locale,
        root: &str,
        here: &str,
        page: &Page,
    ) -> Result<Value, SiteError> {
        let own = match (page.id, self.base_url) {
            (PARTNERS, base_url) => {
                partners::values(self.embed, self.locales, &self.pictures, base_url)
            }
            (POSTER, Some(base_url)) => poster::values(locale, base_url)?,
            _ => Value::UNDEFINED,
        };
        let languages: Vec<Value> = self.locales.iter().map(language).collect();
        let policy = if page.id == PARTNERS {
            headers::framing_policy(self.look)
        } else {
            headers::page_policy(self.look)
        };
        Ok(context! {
            own,
            language => language(locale),
            languages,
            page => context! { id => page.id, path => page.path },
            assets => escaped(&format!("{root}{}", self.assets)),
            picture => escaped(&format!("{}{}", self.assets, self.picture(locale))),
            modules => self.modules.iter().map(|path| escaped(path)).collect::<Vec<_>>(),
            look => Value::from_safe_string(self.look.into()),
            public_key => escaped(self.public_key),
            base_url => self.base_url.map(escaped),
            csp => escaped(&policy),
            frame_csp => escaped(&headers::frame_policy()),
            embed => self.embed(),
            root => escaped(root),
            here => escaped(here),
            list => facts::of_list(self.list, locale),
            announced => facts::announced(locale),
            share => escaped(&share::whatsapp(locale, self.base_url)),
        })
    }

    /// What other sites load: its folder below the top of the site, and the digest of each file at the top of that folder,
    /// by its name without suffix and by its suffix: `embed.integrity.jaanch_check.js`.
    fn embed(&self) -> Value {
        let folder = self.embed.folder();
        let mut digests: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        for (path, bytes) in self.embed_files {
            let name = path
                .strip_prefix(&folder)
                .and_then(|name| name.rsplit_once('.'));
            if let Some((name, suffix)) = name.filter(|(name, _)| !name.contains('/')) {
                digests
                    .entry(name.replace('-', "_"))
                    .or_default()
                    .insert(suffix.into(), escaped(&release::strong_integrity(bytes)));
            }
        }
        context! {
            version => self.embed.version.as_str(),
            folder => escaped(&folder),
            integrity => digests,
        }
    }

    /// The picture that is shown where a page is shared: with the words of the language, or without any.
    fn picture(&self, locale: &Locale) -> String {
        let own = format!("pictures/{}.png", locale.code);
        if self.pictures.contains(&own) {
            own
        } else {
            "pictures/jaanch.png".into()
        }
    }

    fn render(
        &self,
        environment: &Environment<'_>,
        template: &str,
        values: Value,
    ) -> Result<String, SiteError> {
        environment
            .get_template(template)
            .and_then(|page| page.render(values))
            .map_err(|error| self.template_error(&error, template))
    }

    /// A page in which nothing is left of its template's own language.
    fn whole(
        &self,
        templates: &BTreeMap<String, String>,
        template: &str,
        html: String,
    ) -> Result<String, SiteError> {
        let Some((line, mark)) = remains::in_page(&html, self.look) else {
            return Ok(html);
        };
        // It may have come from a template that this one is made of.
        let (name, place) = remains::in_templates(templates).map_or_else(
            || (template, format!("line {line} of the page it makes")),
            |(name, line)| (name, format!("line {line}")),
        );
        Err(SiteError::Template {
            path: self.templates.join(name),
            what: format!("{place}: {mark:?} would stand in the page; it is the rest of a tag"),
        })
    }

    /// What a page asked for and did not get.
    fn check(&self, locale: &Locale, asked: &Mutex<Asked>) -> Result<(), SiteError> {
        let mut asked = lock(asked);
        if let Some((key, wanted, found)) = asked.unlike.take() {
            return Err(SiteError::Placeholders {
                path: locale.path.clone(),
                key,
                wanted,
                found,
            });
        }
        if !asked.missing.is_empty() {
            return Err(SiteError::MissingTexts {
                path: locale.path.clone(),
                keys: std::mem::take(&mut asked.missing).into_iter().collect(),
            });
        }
        Ok(())
    }

    fn environment<'t>(
        &self,
        templates: &'t BTreeMap<String, String>,
        locale: &Locale,
        asked: &Arc<Mutex<Asked>>,
    ) -> Result<Environment<'t>, SiteError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(|out, _, value| {
            if value.is_undefined() {
                return Err(ErrorKind::UndefinedError.into());
            }
            let text = value.to_string();
            let html = if value.is_safe() {
                text
            } else {
                escaped(&text).to_string()
            };
            Ok(out.write_str(&html)?)
        });
        for (name, source) in templates {
            environment
                .add_template(name, source)
                .map_err(|error| self.template_error(&error, name))?;
        }
        let (texts, asked) = (locale.texts.clone(), Arc::clone(asked));
        environment.add_function("t", move |key: &str, values: Kwargs| {
            let mut asked = lock(&asked);
            let Some(text) = texts.get(key) else {
                asked.missing.insert(key.into());
                // Going on collects everything that is missing, for one message.
                return Value::from(key);
            };
            asked.used.insert(key.into());
            fill(key, text, &values, &mut asked)
        });
        Ok(environment)
    }

    fn read_templates(&self) -> Result<BTreeMap<String, String>, SiteError> {
        let folder = &self.templates;
        let mut templates = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(Error::io(folder, "read"))? {
            let path = entry.map_err(Error::io(folder, "read"))?.path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .filter(|name| name.ends_with(".html") && !name.starts_with('.'));
            let Some(name) = name else {
                return Err(SiteError::Template {
                    path,
                    what: "only templates (.html) belong here".into(),
                });
            };
            let source = std::fs::read_to_string(&path).map_err(Error::io(&path, "read"))?;
            templates.insert(name.to_owned(), source);
        }
        Ok(templates)
    }

    fn template_error(&self, error: &minijinja::Error, template: &str) -> SiteError {
        let line = error.line().unwrap_or_default();
        let what = error.detail().map_or_else(
            || error.kind().to_string(),
            |detail| format!("{}: {detail}", error.kind()),
        );
        SiteError::Template {
            path: self.templates.join(error.name().unwrap_or(template)),
            what: format!("line {line}: {what}"),
        }
    }
}

fn language(locale: &Locale) -> Value {
    context! {
        code => locale.code.as_str(),
        locale => locale.tag.as_str(),
        name => locale.name.as_str(),
        reviewed => locale.reviewed,
        welcome => locale.texts.get(WELCOME),
        offline => locale.texts.get(OFFLINE),
    }
}

#[cfg(test)]
mod tests {
    use jaanch_core::list::{Draft, Notes, Recipe, Width};
    use jaanch_core::number::{PhoneNumber, Region};

    use super::*;

    const HEAD: &str = r#""name": "English", "locale": "en-IN", "order": 1, "reviewed": true"#;

    /// The first page that a template makes from English texts; the other templates are empty.
    fn page(template: &str, texts: &str) -> Result<String, SiteError> {
        let home = tempfile::tempdir().unwrap();
        let (templates, locales) = (home.path().join("templates"), home.path().join("locales"));
        std::fs::create_dir(&templates).unwrap();
        std::fs::create_dir(&locales).unwrap();
        for name in PAGES.iter().map(|page| page.id).chain(["root", "embed"]) {
            let source = if name == "home" { template } else { "" };
            std::fs::write(templates.join(format!("{name}.html")), source).unwrap();
        }
        let texts = format!(
            r#"{{{HEAD}, "page": {{"root": {{"welcome": "Welcome", "offline": "Offline"}}, {texts}}}, "element": {{"d": "D"}}}}"#
        );
        std::fs::write(locales.join("en.json"), texts).unwrap();
        let locales = Locale::read_all(&locales)?;
        let embed = Embed {
            version: "1-0".into(),
            entry: String::new(),
            integrity: String::new(),
            frame: String::new(),
            frame_integrity: String::new(),
            kept: Vec::new(),
        };
        let renderer = Renderer {
            templates,
            locales: &locales,
            assets: "assets/x/",
            pictures: Vec::new(),
            modules: &["page/home.js".into()],
            look: "",
            public_key: "RW",
            list: &list(),
            base_url: None,
            embed: &embed,
            embed_files: &Files::new(),
        };
        let files = renderer.pages()?;
        Ok(String::from_utf8(files["en/index.html"].clone()).unwrap())
    }

    /// A list of one made-up number.
    fn list() -> List {
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
            issuer: Some("<b>Cell</b>".into()),
            ..Notes::default()
        };
        let draft = Draft::fill(recipe, &[(number, 0)], &[]).unwrap();
        List::open_body(&draft.body(&notes).unwrap()).unwrap()
    }

    #[test]
    fn texts_are_escaped_and_the_templates_own_markup_is_not() {
        let texts = r#""a": "<b> & {link}""#;
        let template =
            r#"{% macro link() %}<a>{{ "<" }}</a>{% endmacro %}{{ t("page.a", link=link()) }}"#;
        assert_eq!(
            page(template, texts).unwrap(),
            "&lt;b&gt; &amp; <a>&lt;</a>"
        );
        let template = r#"{{ t("page.a", link="<i>") }}"#;
        assert_eq!(page(template, texts).unwrap(), "&lt;b&gt; &amp; &lt;i&gt;");
    }

    #[test]
    fn what_the_list_says_is_text_and_never_markup() {
        let template = r#"{{ list.issuer }} {{ list.count }} {{ list.issued }} {{ assets }}"#;
        assert_eq!(
            page(&format!("{template}{{{{ t(\"page.a\") }}}}"), r#""a": "A""#).unwrap(),
            "&lt;b&gt;Cell&lt;/b&gt; 1 2026-10-31 ../assets/x/A"
        );
    }

    #[test]
    fn every_missing_text_is_named() {
        let error = page(
            r#"{{ t("page.a") }}{{ t("page.b") }}{{ t("page.c") }}"#,
            r#""b": "B""#,
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.ends_with("en.json: missing text: page.a, page.c"),
            "{error}"
        );
    }

    #[test]
    fn a_text_that_only_other_lists_need_must_be_there_all_the_same() {
        let template = r#"{% if list.appeal %}{{ t("page.a") }}{% endif %}"#;
        assert!(page(template, r#""a": "A""#).is_ok());
        let error = page(template, r#""b": "B""#).unwrap_err().to_string();
        assert!(error.ends_with("missing text: page.a"), "{error}");
    }

    #[test]
    fn every_text_that_nothing_shows_is_named() {
        let error = page(r#"{{ t("page.b") }}"#, r#""a": "A", "b": "B", "c": "C""#)
            .unwrap_err()
            .to_string();
        assert!(
            error.ends_with("en.json: text that nothing shows: page.a, page.c"),
            "{error}"
        );
    }

    #[test]
    fn a_text_must_name_what_is_filled_in() {
        let error = page(r#"{{ t("page.a", portal="x") }}"#, r#""a": "no link""#)
            .unwrap_err()
            .to_string();
        assert!(
            error.ends_with("en.json: text \"page.a\" must name {portal}, and names nothing"),
            "{error}"
        );
    }

    #[test]
    fn a_template_with_the_rest_of_a_tag_is_named_with_the_line() {
        let error = page(
            "{{ t(\"page.a\") }}\n<a href=\"{{ root }}\" \" ~ here }}\">",
            r#""a": "A""#,
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.ends_with(
                "home.html: line 2: \"}}\" would stand in the page; it is the rest of a tag"
            ),
            "{error}"
        );
        let template = "{{ t(\"page.a\") }}{% raw %}\n{{ root }}{% endraw %}";
        let error = page(template, r#""a": "A""#).unwrap_err().to_string();
        assert!(
            error.contains("home.html: line 2 of the page it makes: \"{{\" would"),
            "{error}"
        );
        // What is filled in may look like one.
        let template = r#"{{ t("page.a", name="{{ x }} {% y %}") }}"#;
        assert!(page(template, r#""a": "A {name}""#).is_ok());
    }

    #[test]
    fn a_broken_template_is_named_with_the_line() {
        for template in ["\n{{ nobody }}", "\n{% if %}"] {
            let error = page(template, r#""a": "A""#).unwrap_err().to_string();
            assert!(error.contains("home.html: line 2: "), "{error}");
        }
    }
}
