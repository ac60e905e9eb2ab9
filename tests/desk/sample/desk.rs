//! The sample's decision files, judged by code that knows the rules but not how the files were made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jaanch_core::number::{Parsed, PhoneNumber, Region, parse};
use jaanch_desk::config::Config;
use jaanch_desk::linkage::{Approvals, Linkage, Question, find};
use jaanch_sample::{Options, Summary};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::reader::{Read, Row, Same, judge, read};
use super::write;

/// A file's rows by heading.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn e164(cell: &str) -> String {
    match parse(cell, Region::IN) {
        Ok(Parsed::Number(number)) => number.to_string(),
        other => panic!("{cell:?}: {other:?}"),
    }
}

struct Whole {
    dir: TempDir,
    summary: Summary,
    read: Read,
    as_of: Date,
}

impl Whole {
    fn new(options: &Options) -> Self {
        let (dir, summary) = write(options);
        let read = read(dir.path());
        Self {
            dir,
            summary,
            read,
            as_of: options.as_of,
        }
    }

    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        table(&self.dir.path().join(name))
    }

    /// The date in a decision about each number, where it has one.
    fn dated(&self, name: &str) -> BTreeMap<String, Option<Date>> {
        let rows = self.table(name);
        let rows = rows.iter().filter(|row| row["number"] != "1930");
        rows.map(|row| {
            let date = row.get("date").filter(|date| !date.is_empty());
            (e164(&row["number"]), date.map(|date| date.parse().unwrap()))
        })
        .collect()
    }

    /// What the rules make of a number's complaints when every file is given: listed, tag, reason.
    fn judged(&self) -> BTreeMap<String, [String; 3]> {
        let [delisted, protected, disconnected] =
            ["delisted.csv", "protected.csv", "disconnected.csv"].map(|name| self.dated(name));
        let fate = |number: &String, rows: &[Row]| {
            let not = |reason: &str| ["false", "", reason].map(str::to_owned);
            if protected.contains_key(number) {
                return not("protected");
            }
            if let Some(date) = delisted.get(number) {
                let again = date.is_some_and(|date| rows.iter().any(|row| row.on > Some(date)));
                return not(if again {
                    "delisted-reported-again"
                } else {
                    "delisted"
                });
            }
            let until = disconnected.get(number).map(|date| {
                let until = date.unwrap().checked_add(90.days()).unwrap();
                Some(until).filter(|until| self.as_of > *until)
            });
            let until = until.flatten();
            let mut rows = rows.to_vec();
            rows.retain(|row| until.is_none() || row.on > until);
            if rows.is_empty() {
                return not("disconnected");
            }
            let mut words = judge(&rows, self.as_of, Same::Rule);
            words[2] = words[2].replace("single-unverified", "too-few-complaints");
            words
        };
        let rows = self.read.rows.iter();
        rows.map(|(number, rows)| (number.clone(), fate(number, rows)))
            .collect()
    }

    /// What linkage finds for the numbers that the truth lists.
    fn linkage(&self) -> Linkage {
        let config = Config::read(&self.dir.path().join("jaanch.toml")).unwrap();
        let approvals = self.dir.path().join("approvals.csv");
        let approvals = Approvals::read(&approvals, Region::IN, self.as_of).unwrap();
        let number = |text: &String| PhoneNumber::from_e164(text[1..].parse().unwrap()).unwrap();
        let reported = self
            .read
            .whole
            .iter()
            .filter(|(_, whole)| whole[0] == "true" && whole[1] != "linked");
        let reported: Vec<PhoneNumber> = reported.map(|(text, _)| number(text)).collect();
        let mut never = BTreeMap::new();
        for (file, reason) in [("delisted.csv", "delisted"), ("protected.csv", "protected")] {
            never.extend(self.dated(file).keys().map(|text| (number(text), reason)));
        }
        for (text, date) in self.dated("disconnected.csv") {
            if self.as_of > date.unwrap().checked_add(90.days()).unwrap() {
                never.entry(number(&text)).or_insert("disconnected");
            }
        }
        let complainants = ["Complainant Mobile", "शिकायतकर्ता का मोबाइल"];
        let cells = self.read.tables.iter().flatten();
        let cells =
            cells.flat_map(|cells| complainants.iter().filter_map(|column| cells.get(*column)));
        let complainants: BTreeSet<PhoneNumber> = cells.map(|cell| number(&e164(cell))).collect();
        let question = Question {
            sightings: &[self.dir.path().join("sightings.csv")],
            region: Region::IN,
            rules: &config.linkage,
            max_age_days: config.policy.max_age_days,
            as_of: self.as_of,
            reported: &reported,
            never: &never,
            complainants: &complainants.into_iter().collect::<Vec<_>>(),
            approvals: Some(&approvals),
        };
        find(&question, &|_| {}).unwrap()
    }

    /// Everything in the truth follows from the files.
    fn assert_true(&self) {
        let mut expected = self.judged();
        let mut linked_from = BTreeMap::new();
        let linkage = self.linkage();
        for link in &linkage.links {
            let number = link.number.unwrap().to_string();
            let reason = link.status.reason();
            let words = if link.status.name() == "listed" {
                ["true", "linked", ""]
            } else {
                ["false", "", reason]
            };
            linked_from.insert(number.clone(), link.linked_from.to_string());
            // A number that was complained about keeps what its complaints make of it.
            let known = expected.insert(number.clone(), words.map(str::to_owned));
            assert_eq!(known, None, "{number}");
        }
        for (file, reason) in [
            ("delisted.csv", "delisted"),
            ("protected.csv", "protected"),
            ("disconnected.csv", "disconnected"),
        ] {
            for number in self.dated(file).into_keys() {
                expected
                    .entry(number)
                    .or_insert(["false", "", reason].map(str::to_owned));
            }
        }
        let mut statuses = BTreeMap::new();
        for row in self.table("status.csv") {
            assert!(["uploaded", "blocked", "refused"].contains(&row["status"].as_str()));
            assert_eq!(row["status"] == "refused", !row["reason"].is_empty());
            assert!(row["date"].parse::<Date>().unwrap() <= self.as_of);
            let known = statuses.insert(e164(&row["number"]), row["status"].clone());
            assert_eq!(known, None);
        }
        for (number, whole) in &self.read.whole {
            let [listed, tag, reason, from, status] = whole;
            let not_linked = ["false", "", "not-linked"].map(str::to_owned);
            let words = expected.remove(number).unwrap_or(not_linked);
            assert_eq!(
                [listed, tag, reason].map(String::as_str),
                words.each_ref().map(String::as_str),
                "{number}"
            );
            assert_eq!(
                Some(from).filter(|from| !from.is_empty()),
                linked_from.get(number),
                "{number}"
            );
            assert_eq!(
                Some(status).filter(|status| !status.is_empty()),
                statuses.get(number),
                "{number}"
            );
        }
        assert_eq!(
            expected,
            BTreeMap::new(),
            "numbers that the truth does not know"
        );
        assert_eq!(
            u64::try_from(self.summary.sightings).unwrap(),
            linkage.files[0].rows
        );
        let count = |place: usize, listed: &str| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for whole in self.read.whole.values().filter(|whole| whole[0] == listed) {
                *counts.entry(whole[place].as_str()).or_default() += 1;
            }
            counts
        };
        assert_eq!(self.summary.all_listed, count(1, "true"));
        assert_eq!(self.summary.all_unlisted, count(2, "false"));
    }
}

#[test]
fn the_whole_truth_follows_from_the_files() {
    let whole = Whole::new(&Options::default());
    whole.assert_true();
    let summary = &whole.summary;
    assert!(summary.all_listed["linked"] > 200, "{summary:?}");
    for (reason, least) in [
        ("delisted", 60),
        ("delisted-reported-again", 20),
        ("protected", 40),
        ("disconnected", 80),
        ("too-few-complaints", 900),
        ("too-old", 480),
        ("awaiting-approval", 100),
        ("outside-window", 10),
        ("undated", 5),
        ("many-numbers", 160),
        ("complainant", 15),
        ("refused", 30),
        ("approval-too-old", 30),
        ("not-linked", 3_000),
    ] {
        let found = summary.all_unlisted.get(reason);
        assert!(found >= Some(&least), "{reason}: {found:?}");
    }
    // Rows that cannot be read, by every reason.
    let linkage = whole.linkage();
    let rejected = &linkage.files[0].rejected;
    let reasons: Vec<&str> = rejected.keys().copied().collect();
    let expected = [
        "bad-date",
        "digits-lost",
        "future-date",
        "imei-check-digit",
        "imei-length",
        "imei-not-digits",
        "imei-placeholder",
    ];
    assert_eq!(reasons, expected);
    assert_eq!(rejected.values().sum::<u64>(), 30 * 9 * 2);
    // Two decisions are about links that are not there, and four are about numbers two hops away.
    let warnings = linkage.warnings.join("\n");
    assert!(
        linkage.warnings.len() == 1 && warnings.contains(": 6 decisions are about no link"),
        "{warnings}"
    );
}

#[test]
fn the_whole_truth_follows_for_other_options() {
    let dates = [
        date(2024, 2, 29),
        date(2027, 1, 1),
        date(2005, 1, 1),
        date(2099, 12, 31),
    ];
    for (count, as_of) in [0, 1, 50, 1_000].into_iter().zip(dates) {
        for seed in [1, 7] {
            Whole::new(&Options { count, seed, as_of }).assert_true();
        }
    }
}

#[test]
fn imeis_occur_in_all_their_forms() {
    let whole = Whole::new(&Options {
        count: 2_000,
        ..Options::default()
    });
    let rows = whole.table("sightings.csv");
    let digits =
        |row: &BTreeMap<String, String>| row["IMEI"].chars().filter(char::is_ascii_digit).count();
    for length in [13, 14, 15, 16, 17] {
        assert!(rows.iter().any(|row| digits(row) == length), "{length}");
    }
    for part in ["-", "E+14", "000000000000000", "123456789012345", "unknown"] {
        assert!(rows.iter().any(|row| row["IMEI"].contains(part)), "{part}");
    }
    let zero = rows
        .iter()
        .filter(|row| digits(row) == 15 && row["IMEI"].ends_with('0'));
    assert!(zero.count() > rows.len() / 10);
    // Every number in this and every other file is made up.
    for row in &rows {
        assert!(e164(&row["Mobile No"]).starts_with("+9150"), "{row:?}");
    }
    assert!(
        whole
            .read
            .whole
            .keys()
            .all(|number| number.starts_with("+9150"))
    );
}
