//! A locale's texts as HTML, and what the templates asked of it.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use minijinja::Value;
use minijinja::value::Kwargs;

use crate::SiteError;
use crate::locale::{Locale, braced, placeholders};

/// What the templates asked of a locale.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) used: BTreeSet<String>,
    pub(crate) missing: BTreeSet<String>,
    pub(crate) unlike: Option<(String, String, String)>,
}

impl Asked {
    /// Refuses a page that asked for what the locale does not have.
    pub(crate) fn check(&mut self, locale: &Locale) -> Result<(), SiteError> {
        let path = locale.path.clone();
        if let Some((key, wanted, found)) = self.unlike.take() {
            return Err(SiteError::Placeholders {
                path,
                key,
                wanted,
                found,
            });
        }
        if self.missing.is_empty() {
            return Ok(());
        }
        let keys = std::mem::take(&mut self.missing).into_iter().collect();
        Err(SiteError::MissingTexts { path, keys })
    }
}

/// The keys that a template names whole, whether or not this very list makes it ask for them.
pub(crate) fn named(source: &str) -> impl Iterator<Item = String> {
    const CALL: &str = "t(\"";
    source.match_indices(CALL).filter_map(|(place, _)| {
        let (before, rest) = (source.get(..place)?, source.get(place + CALL.len()..)?);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            // The end of another name.
            return None;
        }
        let (key, after) = rest.split_once('"')?;
        // Otherwise it is put together with more, and known once it is asked for.
        after.starts_with([')', ',']).then(|| key.to_owned())
    })
}

/// A text as HTML, its names filled in. What is filled in is escaped unless it is markup of the template's own.
pub(crate) fn fill(key: &str, text: &str, values: &Kwargs, asked: &mut Asked) -> Value {
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
/// which makes a key or a policy in the page hard to find and compare. Braces are entities, so that what looks like a
/// tag in a page can only come from its template.
fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '{' => html.push_str("&#123;"),
            '}' => html.push_str("&#125;"),
            plain => html.push(plain),
        }
    }
}

/// Text as a value that needs no more escaping.
pub(crate) fn escaped(text: &str) -> Value {
    let mut html = String::new();
    escape(text, &mut html);
    Value::from_safe_string(html)
}

/// A thread that panicked while holding it would have ended the run.
pub(crate) fn lock(asked: &Mutex<Asked>) -> MutexGuard<'_, Asked> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
}
