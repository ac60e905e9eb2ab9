//! What the published list says of where its numbers come from: totals, and nothing that could name a person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jaanch_core::list::{Counts, FalseAlarms, Notes};

use crate::build::prepared::Prepared;
use crate::build::summary::SweepSummary;
use crate::complaints::Name;
use crate::config::Config;
use crate::policy::Fate;

/// A district with fewer listed numbers than this is published as part of "other": a small number can point at a person.
const SMALLEST_CELL: u64 = 10;
/// What becomes of districts and sources that are not published by name.
const OTHER: &str = "other";

/// The notes of the list.
pub(crate) fn notes(
    config: &Config,
    prepared: &Prepared,
    false_alarms: Option<SweepSummary>,
) -> Notes {
    let (mut districts, mut sources) = (Origins::new(), Origins::new());
    for entry in &prepared.entries {
        if matches!(entry.fate, Fate::Listed(_)) {
            let district = Some(entry.district).filter(|name| !name.is_none());
            let district = district.into_iter().collect();
            *districts.entry(district).or_default() += 1;
            let known_to = entry.sources(&prepared.ledger);
            *sources.entry(known_to).or_default() += 1;
        }
    }
    let text = |name| prepared.ledger.names.text(name);
    Notes {
        title: config.title.clone(),
        issuer: config.issuer.clone(),
        appeal: config.appeal.clone(),
        tags: prepared.tags.clone(),
        districts: public(|name| district_name(text(name)), &districts),
        false_alarms: false_alarms.map(|alarms| FalseAlarms {
            space: alarms.space,
            hits: alarms.hits,
        }),
        sources: public(|name| source_name(text(name)), &sources),
    }
}

/// How many listed numbers come from exactly these districts or sources, each named once.
type Origins = HashMap<Vec<Name>, u64>;

/// The counts under the names that may be published. A number counts once under each of them, however many of its own
/// names are published as that one.
fn public<'a>(published: impl Fn(Name) -> Option<&'a str>, origins: &Origins) -> Counts {
    let groups: Vec<(BTreeSet<&str>, u64)> = origins
        .iter()
        .map(|(names, &count)| {
            let names = names.iter().map(|&name| published(name).unwrap_or(OTHER));
            (names.collect(), count)
        })
        .collect();
    let all = counts(&groups);
    let few = |name: &str| all.get(name).is_some_and(|&count| count < SMALLEST_CELL);
    let groups: Vec<(BTreeSet<&str>, u64)> = groups
        .into_iter()
        .map(|(names, count)| {
            let names = names.into_iter();
            let names = names.map(|name| if few(name) { OTHER } else { name });
            (names.collect(), count)
        })
        .collect();
    let named = counts(&groups).into_iter();
    named
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

fn counts<'a>(groups: &[(BTreeSet<&'a str>, u64)]) -> BTreeMap<&'a str, u64> {
    let mut counts = BTreeMap::new();
    for (names, count) in groups {
        for &name in names {
            *counts.entry(name).or_default() += count;
        }
    }
    counts
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
