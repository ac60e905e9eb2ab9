//! Fills the texts of a locale into templates, and records which ones the templates use.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use minijinja::Value;
use minijinja::value::Kwargs;

use crate::SiteError;
use crate::error::MISSING;
use crate::html::escape;
use crate::locale::{Locale, braced, placeholders};

/// The texts that templates have used.
#[derive(Default)]
pub(crate) struct TextLog {
    pub(crate) used: BTreeSet<String>,
    pub(crate) missing: BTreeSet<String>,
    pub(crate) mismatch: Option<(String, String, String)>,
}

impl TextLog {
    /// Reports a text that the locale lacks or that has other placeholders.
    pub(crate) fn check(&mut self, locale: &Locale) -> Result<(), SiteError> {
        if let Some((key, expected, found)) = self.mismatch.take() {
            return Err(SiteError::Placeholders {
                path: locale.path.clone(),
                key,
                expected,
                found,
            });
        }
        SiteError::texts(&locale.path, MISSING, std::mem::take(&mut self.missing))
    }
}

/// The keys that a template writes out in full, whether or not this particular list makes it use them.
pub(crate) fn named(source: &str) -> impl Iterator<Item = String> {
    const CALL: &str = "t(\"";
    source.match_indices(CALL).filter_map(|(place, _)| {
        let (before, rest) = (source.get(..place)?, source.get(place + CALL.len()..)?);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            // The end of another function's name.
            return None;
        }
        let (key, after) = rest.split_once('"')?;
        // Otherwise the key is concatenated, and recorded when it is used.
        after.starts_with([')', ',']).then(|| key.to_owned())
    })
}

/// A text as HTML with its placeholders filled in. Values are escaped unless they are markup from the template.
pub(crate) fn fill(key: &str, text: &str, values: &Kwargs, asked: &mut TextLog) -> Value {
    let expected: BTreeSet<&str> = values.args().collect();
    let found = placeholders(text).unwrap_or_default();
    if expected != found {
        asked.mismatch = Some((key.into(), braced(&expected), braced(&found)));
        return Value::from(key);
    }
    let mut html = String::new();
    for (place, part) in text.split(['{', '}']).enumerate() {
        // The parts alternate: outside braces, inside braces.
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

/// Locks the log. It cannot be poisoned: a panic would have ended the run.
pub(crate) fn lock(asked: &Mutex<TextLog>) -> MutexGuard<'_, TextLog> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
}
