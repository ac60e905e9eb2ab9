//! Renders the pages: templates with the texts of a language and the figures of the list.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jaanch_core::list::List;
use minijinja::{Environment, Value, context};

use crate::bundle::Bundle;
use crate::error::{MISSING, UNUSED};
use crate::facts;
use crate::files::Files;
use crate::html::escaped;
use crate::locale::Locale;
use crate::pages::{EMBED, OFFLINE, PAGES, PARTNERS, POSTER, Page, ROOT, WELCOME};
use crate::templates::Templates;
use crate::texts::{lock, named};
use crate::{Embed, SiteError, headers, partners, poster, release, share};

/// The inputs of the pages.
pub(crate) struct Renderer<'a> {
    /// The folder of the templates.
    pub(crate) templates: PathBuf,
    /// The languages, the site's first language first.
    pub(crate) locales: &'a [Locale],
    /// The folder of this release's assets, with a slash at the end.
    pub(crate) assets: &'a str,
    /// The paths of all pictures, below that folder.
    pub(crate) pictures: Vec<String>,
    /// The scripts of each page, below that folder.
    pub(crate) bundle: &'a Bundle,
    /// The style sheet of all pages, inlined in the page with the check.
    pub(crate) styles: &'a str,
    /// The public keys of the list, separated by spaces.
    pub(crate) public_key: &'a str,
    /// The list.
    pub(crate) list: &'a List,
    /// The address of the site, with a slash at the end.
    pub(crate) base_url: Option<&'a str>,
    /// What other sites load.
    pub(crate) embed: &'a Embed,
    /// Its files.
    pub(crate) embed_files: &'a Files,
}

impl Renderer<'_> {
    /// The pages of each language in its folder, and those at the top.
    pub(crate) fn pages(&self) -> Result<Files, SiteError> {
        let templates = Templates::read(&self.templates)?;
        let mut files = Files::new();
        for locale in self.locales {
            self.language_pages(&templates, locale, &mut files)?;
        }
        if let Some(first) = self.locales.first() {
            let (environment, asked) = templates.environment(first)?;
            for (page, path) in [(ROOT, "index.html"), (EMBED, "embed.html")] {
                let values = self.values(first, "", "", page)?;
                let html = self.page(&templates, &environment, page, values);
                lock(&asked).check(first)?;
                files.insert(path.into(), html?.into_bytes());
            }
        }
        Ok(files)
    }

    /// The pages of one language. Each text must be shown by a template or by the element, and each that is shown must exist.
    fn language_pages(
        &self,
        templates: &Templates,
        locale: &Locale,
        files: &mut Files,
    ) -> Result<(), SiteError> {
        let (environment, asked) = templates.environment(locale)?;
        for page in PAGES {
            if page.id == POSTER && self.base_url.is_none() {
                continue;
            }
            let here = format!("{}/{}", locale.code, page.path);
            let root = "../".repeat(here.matches('/').count());
            let values = self.values(locale, &root, &here, page)?;
            let html = self.page(templates, &environment, page, values);
            // A text that is missing may be why the template failed.
            lock(&asked).check(locale)?;
            files.insert(format!("{here}index.html"), html?.into_bytes());
        }
        let mut used = std::mem::take(&mut lock(&asked).used);
        used.extend(templates.sources().flat_map(named));
        used.extend([WELCOME, OFFLINE].map(String::from));
        let missing = used.iter().filter(|key| !locale.texts.contains_key(*key));
        SiteError::texts(&locale.path, MISSING, missing)?;
        let texts = locale.texts.keys();
        let unused = texts.filter(|key| !used.contains(*key) && !Locale::is_elements(key));
        SiteError::texts(&locale.path, UNUSED, unused)
    }

    /// Renders a page, and checks that no part of a tag is left in it.
    fn page(
        &self,
        templates: &Templates,
        environment: &Environment<'_>,
        page: Page,
        values: Value,
    ) -> Result<String, SiteError> {
        let name = format!("{}.html", page.id);
        let html = templates.render(environment, &name, values)?;
        templates.check_leftovers(&name, &html, self.styles)?;
        Ok(html)
    }

    /// The variables of a template: `root` is the path from the page to the top of the site, `here` the way back.
    fn values(
        &self,
        locale: &Locale,
        root: &str,
        here: &str,
        page: Page,
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
            headers::framing_policy(self.styles)
        } else {
            headers::page_policy(self.styles)
        };
        Ok(context! {
            own,
            language => language(locale),
            languages,
            page => context! { id => page.id, path => page.path },
            assets => escaped(&format!("{root}{}", self.assets)),
            picture => escaped(&format!("{}{}", self.assets, self.picture(locale))),
            scripts => self.bundle.scripts(page.id).iter().map(|path| escaped(path)).collect::<Vec<_>>(),
            styles => Value::from_safe_string(self.styles.into()),
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

    /// What other sites load: the folder, and the digests of the files at its top by name and suffix, such as
    /// `embed.integrity.jaanch_check.js`.
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

    /// The preview picture of a shared page: in the language if there is one, otherwise without words.
    fn picture(&self, locale: &Locale) -> String {
        let own = format!("pictures/{}.png", locale.code);
        if self.pictures.contains(&own) {
            own
        } else {
            "pictures/jaanch.png".into()
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
    use super::*;
    use jaanch_core::list::{Draft, Notes, Recipe, Width};
    use jaanch_core::number::{PhoneNumber, Region};

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
        crate::bundle::tests::stand_in(home.path());
        let bundle = Bundle::read(home.path())?;
        let renderer = Renderer {
            templates,
            locales: &locales,
            assets: "assets/x/",
            pictures: Vec::new(),
            bundle: &bundle,
            styles: "",
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
