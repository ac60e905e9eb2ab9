//! A build of the sample with all its files agrees with its truth, number by number.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use jaanch_sample::Options;

use super::write;

/// A table's rows by one of its columns.
fn by(column: &str, path: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(Result::unwrap)
        .map(|row| (row[column].clone(), row))
        .collect()
}

#[test]
fn the_sample_builds_to_its_whole_truth() {
    let (dir, summary) = write(&Options::default());
    let path = |name: &str| dir.path().join(name);
    let options = [
        "delisted",
        "protected",
        "disconnected",
        "sightings",
        "approvals",
        "status",
    ];
    let mut build = Command::new(env!("CARGO_BIN_EXE_jaanch"));
    build.arg("build").arg("--reports").arg(path("reports"));
    for name in options {
        build
            .arg(format!("--{name}"))
            .arg(path(&format!("{name}.csv")));
    }
    build.arg("--config").arg(path("jaanch.toml"));
    build
        .args(["--as-of", "2026-10-31", "--no-sweep", "--out"])
        .arg(path("built"));
    let built = build.output().unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );

    let truth = by("e164", &path("truth.csv"));
    let of = |wanted: &str, column: &str| -> BTreeMap<String, String> {
        let rows = truth.iter().filter(|(_, row)| row["all_listed"] == wanted);
        rows.map(|(number, row)| (number.clone(), row[column].clone()))
            .collect()
    };
    let column = |rows: &BTreeMap<String, BTreeMap<String, String>>,
                  column: &str|
     -> BTreeMap<String, String> {
        rows.iter()
            .map(|(number, row)| (number.clone(), row[column].clone()))
            .collect()
    };
    let numbers = by("e164", &path("built/private/numbers.csv"));
    assert_eq!(column(&numbers, "tag"), of("true", "all_tag"));
    assert_eq!(numbers.len(), summary.all_listed.values().sum::<usize>());
    let linked = numbers.iter().filter(|(_, row)| row["tag"] == "linked");
    assert!(
        linked
            .clone()
            .all(|(number, row)| row["linked_from"] == truth[number]["linked_from"])
    );
    assert_eq!(linked.count(), summary.all_listed["linked"]);

    // What is not listed has the reason of its complaints, or of its link.
    let reasons = of("false", "all_reason");
    let mut seen = 0;
    for (number, row) in by("e164", &path("built/private/not_listed.csv")) {
        assert_eq!(Some(&row["reason"]), reasons.get(&number), "{number}");
        seen += 1;
    }
    assert!(seen > 1_500, "{seen}");
    let links = by("number", &path("built/private/linkage.csv"));
    for (number, row) in &links {
        assert_eq!(row["linked_from"], truth[number]["linked_from"], "{number}");
        match row["status"].as_str() {
            "listed" => assert_eq!(truth[number]["all_tag"], "linked", "{number}"),
            _ => assert_eq!(Some(&row["reason"]), reasons.get(number), "{number}"),
        }
    }
    let from = truth.values().filter(|row| !row["linked_from"].is_empty());
    assert_eq!(links.len(), from.count());
}
