//! docs/OPERATING.md shows all that jaanch.toml can hold, with what holds unless it is set.

use std::collections::BTreeSet;

use jaanch_core::list::Width;
use jaanch_core::number::Region;
use toml::Value;

use crate::config::{Config, DEFAULT_VALID_DAYS};
use crate::handover::Uploads;
use crate::linkage::Rules;
use crate::policy::Policy;

/// The example in the manual.
fn example() -> &'static str {
    let manual = include_str!("../../../docs/OPERATING.md");
    let (_, after) = manual.split_once("\n```toml\n").unwrap();
    let (block, rest) = after.split_once("\n```\n").unwrap();
    assert!(!rest.contains("\n```toml\n"), "more than one example");
    block
}

/// The example with the lines in it that are not set unless one writes them. A remark has a space behind its `#`.
fn all_of_it() -> String {
    let lines = example().lines();
    let lines = lines.map(|line| match line.strip_prefix('#') {
        Some(set) if !set.starts_with(' ') => set,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The keys that a part of the file may have: an unknown one is refused with the known ones.
fn known(part: &str) -> BTreeSet<String> {
    let error = Config::parse(&format!("{part}\nno_such_key = 1")).unwrap_err();
    let (_, names) = error.split_once("expected ").unwrap();
    let names = names.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

/// The keys of a table, or of any of several.
fn keys(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Table(table) => table.keys().cloned().collect(),
        Value::Array(tables) => tables.iter().flat_map(keys).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn the_manual_shows_every_key() {
    let text = all_of_it();
    Config::parse(&text).unwrap();
    let whole = Value::Table(text.parse().unwrap());
    let columns = whole["columns"].as_table().unwrap().values();
    let columns = Value::Array(columns.cloned().collect());
    for (part, shown) in [
        ("", &whole),
        ("[policy]", &whole["policy"]),
        ("[[policy.tag]]", &whole["policy"]["tag"]),
        ("[linkage]", &whole["linkage"]),
        ("[intake]", &whole["intake"]),
        ("[cybersafe]", &whole["cybersafe"]),
        ("[[cybersafe.column]]", &whole["cybersafe"]["column"]),
        ("[columns.\"a.csv\"]", &columns),
    ] {
        let known = known(part);
        assert!(known.len() >= 2, "{part}: {known:?}");
        // Of [cybersafe] and [policy] the arrays below them are keys, too.
        assert_eq!(keys(shown), known, "{part}");
    }
}

#[test]
fn the_manual_shows_what_holds_unless_it_is_set() {
    let config = Config::parse(example()).unwrap();
    assert_eq!(config.region(), Region::IN);
    assert_eq!(config.bits, Some(Width::W16.bits()));
    assert_eq!(config.valid_days, Some(DEFAULT_VALID_DAYS));
    assert_eq!(
        format!("{:?}", config.policy),
        format!("{:?}", Policy::default())
    );
    assert_eq!(config.linkage, Rules::default());
    assert_eq!(config.intake, super::Limits::default());
    assert_eq!(config.cybersafe, Uploads::default());
    assert!(config.columns.is_empty());
    let said = [&config.title, &config.issuer, &config.appeal];
    assert!(said.iter().all(|text| text.is_some()));
}
