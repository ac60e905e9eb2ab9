//! `build --explain`: the same decision as the build's, in words, and nothing written.

use crate::support::{Desk, Ran};

const EXPORT: &str = "Suspect Mobile,Complaint Date,Complaint ID,Source,Status,District\n\
    5000000001,2026-10-01,A1,1930,,Ambala\n\
    5000000001,2026-10-09,A1,portal,,Nuh\n\
    5000000002,2026-10-01,A2,1930,Verified,Hisar\n\
    5000000003,2025-01-01,A3,1930,Verified,\n\
    5000000004,2026-10-01,A4,1930,,\n\
    5000000005,2026-10-01,A5,1930,,\n5000000005,2026-10-02,A6,1930,,\n5000000005,2026-10-03,A7,1930,,\n\
    5000000006,2026-10-01,A8,1930,Verified,\n\
    5000000007,2026-01-01,A9,1930,Verified,\n\
    5000000008,2026-10-01,B1,1930,Verified,\n\
    5000000010,someday,B2,1930,Verified,\n";

fn explain(numbers: &[&str]) -> Ran {
    let desk = Desk::new();
    desk.write("r.csv", EXPORT);
    desk.write(
        "c.csv",
        "Complainant,Suspect Mobile,Date\n5000000008,5000000008,2026-10-01\n",
    );
    desk.write(
        "d.csv",
        "number,reason,date\n5000000006,wrong digit,2026-09-01\n",
    );
    desk.write("o.csv", "number,date\n5000000007,2026-03-01\n");
    desk.write("p.csv", "number,name\n5000000009,State Bank\n");
    let mut args: Vec<&str> = "build --reports r.csv c.csv --as-of 2026-10-31 --delisted d.csv --disconnected o.csv --protected p.csv"
        .split(' ')
        .collect();
    for number in numbers {
        args.extend(["--explain", number]);
    }
    let ran = desk.jaanch_with(&args, "");
    let mut names: Vec<_> = std::fs::read_dir(desk.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["c.csv", "d.csv", "o.csv", "p.csv", "r.csv"],
        "something was written"
    );
    ran
}

#[track_caller]
fn says(number: &str, lines: &[&str]) {
    let ran = explain(&[number]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for line in lines {
        assert!(
            ran.out.lines().any(|printed| printed.trim() == *line),
            "{line:?} is not in:\n{}",
            ran.out
        );
    }
}

#[test]
fn every_rule_says_how_it_ended() {
    says(
        "50000 00001",
        &[
            "+91 50000 00001  (unassigned)",
            "r.csv, row 2: 2026-10-01, 1930, Ambala",
            "r.csv, row 3: 2026-10-09, portal, Nuh; counted with r.csv, row 2 (same id, or same date and source)",
            "none holds it",
            "protected     no",
            "delisted      no",
            "complainant   no",
            "disconnected  no",
            "age           the last complaint was 22 days before 2026-10-31; at most 365: met",
            "complaints    1 of at least 2: not met",
            "verified      no",
            "not listed, because it has 1 of the 2 complaints needed, and none is verified",
        ],
    );
    says(
        "+915000000002",
        &[
            "r.csv, row 4: 2026-10-01, 1930, Hisar, verified",
            "complaints    1 of at least 2: not met",
            "verified      yes: one complaint is enough",
            "tag           \"often\" asks 3 complaints: not met",
            "tag           \"reported\" asks nothing more: met",
            "listed as \"reported\"",
        ],
    );
    says(
        "5000000003",
        &[
            "age           the last complaint was 668 days before 2026-10-31; at most 365: not met",
            "not listed, because its last complaint is more than 365 days old",
        ],
    );
    says(
        "5000000005",
        &[
            "tag           \"often\" asks 3 complaints: met",
            "listed as \"often\"",
        ],
    );
    says(
        "5000000006",
        &[
            "delisted      yes on 2026-09-01: wrong digit",
            "not listed, because it was delisted; it has been reported again since, see review.csv",
        ],
    );
    says(
        "5000000007",
        &[
            "r.csv, row 11: 2026-01-01, 1930, verified; about an earlier holder, does not count",
            "disconnected  on 2026-03-01; 90 days later, from the day after 2026-05-30 on, somebody else may hold it",
            "age           no complaint counts",
            "not listed, because it was disconnected, and every complaint is from 2026-05-30 or before, about an earlier holder",
        ],
    );
    says(
        "5000000008",
        &[
            "complainant   yes: it stands in a column of complainants, victims or officers",
            "c.csv, row 2, column \"Suspect Mobile\": \"5000000008\" (complainant)",
            "not listed, because it belongs to somebody of the complaint's own side; see review.csv",
        ],
    );
    says(
        "5000000009",
        &[
            "none: no row that was taken reports it",
            "protected     yes: State Bank",
            "not listed, because no complaint about it was taken",
        ],
    );
    says(
        "5000000010",
        &[
            "none: no row that was taken reports it",
            "r.csv, row 13, column \"Suspect Mobile\": \"5000000010\" (bad-date)",
            "not listed, because no complaint about it was taken",
        ],
    );
}

#[test]
fn a_number_that_only_rejected_rows_hold_is_found_in_them() {
    let desk = Desk::new();
    desk.write(
        "a.csv",
        "Suspect Mobile,Date\n50000-00001,2027-01-01\n+91 50000 00002,2027-01-01\n5000000001 / 5000000003,soon\n\
         5O00000001,2026-10-01\n",
    );
    desk.write(
        "b.jsonl",
        "{\"suspect\":\"5000000004\"}\n{\"suspect\": 5000000001\n[5]\n",
    );
    let ran = desk.jaanch("build --reports a.csv b.jsonl --as-of 2026-10-31 --explain 5000000001");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (_, rest) = ran.out.split_once("Rejected cells\n").unwrap();
    let (lines, _) = rest.split_once("Rules\n").unwrap();
    let lines: Vec<_> = lines.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "a.csv, row 2, column \"Suspect Mobile\": \"50000-00001\" (future-date)",
            "a.csv, row 4, column \"Suspect Mobile\": \"5000000001 / 5000000003\" (bad-date)",
            "b.jsonl, row 2: \"{\"suspect\": 5000000001\" (not-json)",
            "rows that could not be read, of which the beginning does not hold it: 1 (see rejects.csv)",
        ]
    );
}

#[test]
fn several_numbers_are_explained_in_order_and_unreadable_ones_say_why() {
    let ran = explain(&["5000000002", "5O00000001", "1930", "5000000005"]);
    assert_eq!(ran.code, 4, "{}", ran.err);
    let at = |text: &str| {
        ran.out
            .find(text)
            .unwrap_or_else(|| panic!("{text:?} is not in:\n{}", ran.out))
    };
    let places = [
        at("+91 50000 00002"),
        at("\"5O00000001\"\nVerdict\n  cannot be read: there are letters among the digits"),
        at("1930\nVerdict\n  not listed, because a short code"),
        at("+91 50000 00005"),
    ];
    assert!(places.is_sorted(), "{}", ran.out);
}

#[test]
fn what_is_flagged_by_chance_is_said_to_be() {
    let desk = Desk::new();
    let mut export = String::from("Suspect Mobile,Status\n");
    for at in 0..300 {
        export += &format!("50000{at:05},Verified\n");
    }
    desk.write("r.csv", export);
    let args = "build --reports r.csv --as-of 2026-10-31 --no-sweep --bits 8";
    desk.ok(&format!("{args} --out D"));
    let list = std::fs::read(desk.path("D/public/list.jaanch")).unwrap();
    let list = jaanch_core::list::List::open(&list, jaanch_core::list::Trust::ANYONE).unwrap();
    let unlucky = (915_090_000_000_u64..)
        .find(|&number| list.filter().tag_of(number).is_some())
        .unwrap();
    let out = desk.ok(&format!("{args} --explain +{unlucky}"));
    assert!(
        out.contains("flagged by chance, not listed: the list answers \""),
        "{out}"
    );
    desk.write("d.csv", format!("+{unlucky}"));
    let out = desk.ok(&format!("{args} --delisted d.csv --explain +{unlucky}"));
    assert!(
        out.contains("  not listed, because no complaint about it was taken"),
        "{out}"
    );
}

#[test]
fn a_build_needs_an_output_and_an_explanation_none() {
    let desk = Desk::new();
    desk.write("r.csv", EXPORT);
    assert_eq!(desk.jaanch("build --reports r.csv").code, 2);
    let ran = desk.jaanch("build --reports none.csv --explain 5000000001");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("none.csv"), "{}", ran.err);
    // What can be said without reading anything is.
    let ran = desk.jaanch("build --reports none.csv --explain 112");
    assert_eq!(ran.code, 0);
    // With --out nothing is written either.
    desk.ok("build --reports r.csv --as-of 2026-10-31 --explain 5000000001 --out D");
    assert!(!desk.path("D").exists());
}
