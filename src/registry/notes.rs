//! What the published list says of where its numbers come from: totals, and nothing that could name a person.

use std::collections::BTreeMap;

use super::config::Config;
use super::report::Summary;
use crate::list::{Counts, FalseAlarms, Notes};

/// A district with fewer listed numbers than this is published as part of "other": a small number can point at a person.
const SMALLEST_CELL: u64 = 10;
/// What becomes of districts and sources that are not published by name.
const OTHER: &str = "other";

/// The notes of a list with these tags.
#[must_use]
pub fn notes(config: &Config, tags: &[String], summary: &Summary) -> Notes {
    Notes {
        title: config.title.clone(),
        issuer: config.issuer.clone(),
        appeal: config.appeal.clone(),
        tags: tags.to_vec(),
        districts: public(district_name, &summary.by_district),
        false_alarms: summary.false_alarms.map(|alarms| FalseAlarms {
            space: alarms.space,
            hits: alarms.hits,
        }),
        sources: public(source_name, &summary.by_source),
    }
}

/// The counts under the names that may be published.
fn public(name: fn(&str) -> Option<&str>, counts: &BTreeMap<String, u64>) -> Counts {
    let mut named: BTreeMap<&str, u64> = BTreeMap::new();
    for (text, &count) in counts {
        *named.entry(name(text).unwrap_or(OTHER)).or_default() += count;
    }
    let few: u64 = named.values().filter(|&&count| count < SMALLEST_CELL).sum();
    named.retain(|_, count| *count >= SMALLEST_CELL);
    if few > 0 {
        *named.entry(OTHER).or_default() += few;
    }
    let named = named.into_iter();
    named
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

/// A district's name for the public list. An export's district column can hold anything; what could be more than a name
/// of a place (digits, an address with @, a long text) is not published.
fn district_name(text: &str) -> Option<&str> {
    let plain = |c: char| !c.is_numeric() && !matches!(c, '@' | '/' | '\\' | '<' | '>');
    (text.chars().count() <= 30 && text.chars().all(plain)).then_some(text)
}

/// A source's name for the public list: the helpline or the portal, whatever an export calls them, and nothing else.
fn source_name(text: &str) -> Option<&str> {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["portal", "पोर्टल", "ncrp", "cybercrime.gov.in", "ਪੋਰਟਲ"]) {
        Some("portal")
    } else if says(&["1930", "helpline", "हेल्पलाइन", "ਹੈਲਪਲਾਈਨ"])
    {
        Some("1930")
    } else {
        None
    }
}
