//! The templates of the pages, and the rules for rendering them: everything is escaped, nothing may be undefined, and no
//! leftover of a tag may reach a page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jaanch_desk::Error;
use minijinja::value::Kwargs;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};

use crate::html::escaped;
use crate::locale::Locale;
use crate::texts::{TextLog, fill, lock};
use crate::{SiteError, leftover_tags};

/// The templates by their file names.
pub(crate) struct Templates {
    folder: PathBuf,
    sources: BTreeMap<String, String>,
}

impl Templates {
    /// Reads all templates of a folder, which must not hold anything else.
    pub(crate) fn read(folder: &Path) -> Result<Self, SiteError> {
        let mut sources = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(Error::io(folder, "read"))? {
            let path = entry.map_err(Error::io(folder, "read"))?.path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .filter(|name| name.ends_with(".html") && !name.starts_with('.'));
            let Some(name) = name else {
                return Err(SiteError::unusable(
                    &path,
                    "only templates (.html) belong here",
                ));
            };
            let source = std::fs::read_to_string(&path).map_err(Error::io(&path, "read"))?;
            sources.insert(name.to_owned(), source);
        }
        Ok(Self {
            folder: folder.into(),
            sources,
        })
    }

    /// The source of each template.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.values().map(String::as_str)
    }

    /// An environment in which `t("key", name=value)` gives the texts of a language, and the log of the texts used.
    pub(crate) fn environment(
        &self,
        locale: &Locale,
    ) -> Result<(Environment<'_>, Arc<Mutex<TextLog>>), SiteError> {
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
        for (name, source) in &self.sources {
            environment
                .add_template(name, source)
                .map_err(|error| self.error(&error, name))?;
        }
        let record = Arc::<Mutex<TextLog>>::default();
        let (texts, asked) = (locale.texts.clone(), Arc::clone(&record));
        environment.add_function("t", move |key: &str, values: Kwargs| {
            let mut asked = lock(&asked);
            let Some(text) = texts.get(key) else {
                asked.missing.insert(key.into());
                // Rendering continues, so that one message names all missing texts.
                return Value::from(key);
            };
            asked.used.insert(key.into());
            fill(key, text, &values, &mut asked)
        });
        Ok((environment, record))
    }

    /// Renders a template.
    pub(crate) fn render(
        &self,
        environment: &Environment<'_>,
        name: &str,
        values: Value,
    ) -> Result<String, SiteError> {
        environment
            .get_template(name)
            .and_then(|page| page.render(values))
            .map_err(|error| self.error(&error, name))
    }

    /// Refuses a page with a leftover of a tag.
    pub(crate) fn check_leftovers(
        &self,
        template: &str,
        html: &str,
        styles: &str,
    ) -> Result<(), SiteError> {
        let Some((line, mark)) = leftover_tags::in_page(html, styles) else {
            return Ok(());
        };
        // It may be from a template that this one includes.
        let (name, place) = leftover_tags::in_templates(&self.sources).map_or_else(
            || (template, format!("line {line} of the page it makes")),
            |(name, line)| (name, format!("line {line}")),
        );
        let what = format!("{place}: {mark:?} would stand in the page; it is the rest of a tag");
        Err(SiteError::unusable(&self.folder.join(name), what))
    }

    fn error(&self, error: &minijinja::Error, template: &str) -> SiteError {
        let line = error.line().unwrap_or_default();
        let what = error.detail().map_or_else(
            || error.kind().to_string(),
            |detail| format!("{}: {detail}", error.kind()),
        );
        let path = self.folder.join(error.name().unwrap_or(template));
        SiteError::unusable(&path, format!("line {line}: {what}"))
    }
}
