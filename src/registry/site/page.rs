//! Templates and texts → pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::Kwargs;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::locale::{Locale, braced, placeholders};
use super::{Files, SiteError, headers};
use crate::registry::Error;

/// The template of the page itself.
const PAGE: &str = "page.html";

/// Everything that goes into the pages.
pub(super) struct Renderer<'a> {
    /// The folder of the templates.
    pub(super) templates: PathBuf,
    /// The languages, that of the first page first.
    pub(super) locales: &'a [Locale],
    /// The scripts to load ahead.
    pub(super) modules: Vec<String>,
    /// The key, or the keys, of the list.
    pub(super) public_key: &'a str,
    /// Where the site will be, with a slash at the end.
    pub(super) base_url: Option<&'a str>,
}

/// What the templates asked of a locale.
#[derive(Default)]
struct Asked {
    used: BTreeSet<String>,
    missing: BTreeSet<String>,
    unlike: Option<(String, String, String)>,
}

impl Renderer<'_> {
    /// The page of each language in its folder, and that of the first at the top.
    pub(super) fn pages(&self) -> Result<Files, SiteError> {
        let templates = self.read_templates()?;
        let mut files = Files::new();
        for (place, locale) in self.locales.iter().enumerate() {
            let asked = Arc::default();
            let environment = self.environment(&templates, locale, &asked)?;
            let here = format!("{}/", locale.code);
            let html = self.page(&environment, locale, "../", &here, &asked)?;
            files.insert(format!("{here}index.html"), html.into_bytes());
            if place == 0 {
                let html = self.page(&environment, locale, "", "", &asked)?;
                files.insert("index.html".into(), html.into_bytes());
            }
            let used = std::mem::take(&mut lock(&asked).used);
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
        Ok(files)
    }

    /// One page: `root` leads from it to the top of the site, `here` from there to it.
    fn page(
        &self,
        environment: &Environment<'_>,
        locale: &Locale,
        root: &str,
        here: &str,
        asked: &Mutex<Asked>,
    ) -> Result<String, SiteError> {
        let languages: Vec<Value> = self.locales.iter().map(language).collect();
        let rendered = environment.get_template(PAGE).and_then(|page| {
            page.render(context! {
                language => language(locale),
                languages,
                modules => self.modules.iter().map(|path| escaped(path)).collect::<Vec<_>>(),
                public_key => escaped(self.public_key),
                base_url => self.base_url.map(escaped),
                csp => escaped(headers::PAGE_POLICY),
                root => escaped(root),
                here => escaped(here),
            })
        });
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
        rendered.map_err(|error| self.template_error(&error))
    }

    fn environment<'t>(
        &self,
        templates: &'t BTreeMap<String, String>,
        locale: &Locale,
        asked: &Arc<Mutex<Asked>>,
    ) -> Result<Environment<'t>, SiteError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, source) in templates {
            environment
                .add_template(name, source)
                .map_err(|error| self.template_error(&error))?;
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

    fn template_error(&self, error: &minijinja::Error) -> SiteError {
        let line = error.line().unwrap_or_default();
        let what = error.detail().map_or_else(
            || error.kind().to_string(),
            |detail| format!("{}: {detail}", error.kind()),
        );
        SiteError::Template {
            path: self.templates.join(error.name().unwrap_or(PAGE)),
            what: format!("line {line}: {what}"),
        }
    }
}

fn language(locale: &Locale) -> Value {
    context! {
        code => locale.code.as_str(),
        locale => locale.tag.as_str(),
        name => locale.name.as_str(),
    }
}

/// A text as HTML, its names filled in. What is filled in is escaped unless it is markup of the template's own.
fn fill(key: &str, text: &str, values: &Kwargs, asked: &mut Asked) -> Value {
    let wanted: BTreeSet<&str> = values.args().collect();
    let found = placeholders(text).unwrap_or_default();
    if wanted != found {
        asked.unlike = Some((key.into(), braced(&wanted), braced(&found)));
        return Value::from(key);
    }
    let mut html = String::new();
    for (place, part) in text.split(['{', '}']).enumerate() {
        // Outside and inside of the braces take turns.
        if place % 2 == 0 {
            escape(part, &mut html);
            continue;
        }
        let value: Value = values.get(part).unwrap_or_default();
        if value.is_safe() {
            html.push_str(&value.to_string());
        } else {
            escape(&value.to_string(), &mut html);
        }
    }
    Value::from_safe_string(html)
}

/// Text as HTML for a place between tags or in double quotes. minijinja's own way also writes `/` and `'` as entities,
/// which makes a key or a policy in the page hard to find and compare.
fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            plain => html.push(plain),
        }
    }
}

fn escaped(text: &str) -> Value {
    let mut html = String::new();
    escape(text, &mut html);
    Value::from_safe_string(html)
}

/// A thread that panicked while holding it would have ended the run.
fn lock(asked: &Mutex<Asked>) -> MutexGuard<'_, Asked> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#""name": "English", "locale": "en-IN", "order": 1, "reviewed": true"#;

    /// The first page that a template makes from English texts.
    fn page(template: &str, texts: &str) -> Result<String, SiteError> {
        let home = tempfile::tempdir().unwrap();
        let (templates, locales) = (home.path().join("templates"), home.path().join("locales"));
        std::fs::create_dir(&templates).unwrap();
        std::fs::create_dir(&locales).unwrap();
        std::fs::write(templates.join(PAGE), template).unwrap();
        std::fs::write(locales.join("en.json"), format!("{{{HEAD}, {texts}}}")).unwrap();
        let locales = Locale::read_all(&locales)?;
        let renderer = Renderer {
            templates,
            locales: &locales,
            modules: vec!["page/page.js".into()],
            public_key: "RW",
            base_url: None,
        };
        let files = renderer.pages()?;
        Ok(String::from_utf8(files["index.html"].clone()).unwrap())
    }

    #[test]
    fn texts_are_escaped_and_the_templates_own_markup_is_not() {
        let texts = r#""page": {"a": "<b> & {link}"}"#;
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
    fn every_missing_text_is_named() {
        let error = page(
            r#"{{ t("page.a") }}{{ t("page.b") }}{{ t("page.c") }}"#,
            r#""page": {"b": "B"}"#,
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.ends_with("en.json: missing text: page.a, page.c"),
            "{error}"
        );
    }

    #[test]
    fn every_text_that_nothing_shows_is_named() {
        let error = page(
            r#"{{ t("page.b") }}"#,
            r#""page": {"a": "A", "b": "B", "c": "C"}, "element": {"d": "D"}"#,
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.ends_with("en.json: text that no template shows: page.a, page.c"),
            "{error}"
        );
    }

    #[test]
    fn a_text_must_name_what_is_filled_in() {
        let error = page(
            r#"{{ t("page.a", portal="x") }}"#,
            r#""page": {"a": "no link"}"#,
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.ends_with("en.json: text \"page.a\" must name {portal}, and names nothing"),
            "{error}"
        );
    }

    #[test]
    fn a_broken_template_is_named_with_the_line() {
        for template in ["\n{{ nobody }}", "\n{% if %}"] {
            let error = page(template, r#""page": {"a": "A"}"#)
                .unwrap_err()
                .to_string();
            assert!(error.contains("page.html: line 2: "), "{error}");
        }
    }
}
