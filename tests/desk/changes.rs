//! What changed from one build to the next: `diff` and `build --since`.

use serde_json::{Value, json};

use crate::support::{Desk, twice};

const OCTOBER: &str = "--as-of 2026-10-31 --no-sweep";

/// Two builds: 01 stays, 02 gets another tag, 03 is delisted, 04 grows too old, 05 is no longer reported, 06 is new.
fn two_builds() -> Desk {
    let desk = Desk::new();
    let old = twice(&["5000000001", "5000000002", "5000000003", "5000000005"])
        + "5000000004,2025-11-05\n5000000004,2025-11-06\n";
    desk.write("old.csv", old);
    let new = twice(&["5000000001", "5000000002", "5000000003", "5000000006"])
        + "5000000002,2026-11-01\n5000000004,2025-11-05\n5000000004,2025-11-06\n";
    desk.write("new.csv", new);
    desk.write("delisted.csv", "number\n5000000003\n");
    desk.ok(&format!("build --reports old.csv {OCTOBER} --out old"));
    desk
}

const NEW: &str =
    "build --reports new.csv --as-of 2026-11-30 --no-sweep --delisted delisted.csv --out new";

const CHANGES: &str = "change,e164,tag_before,tag_now,reason\n\
    dropped,+915000000003,reported,,delisted\n\
    dropped,+915000000004,reported,,too-old\n\
    dropped,+915000000005,reported,,no-longer-reported\n\
    added,+915000000006,,reported,\n\
    tag-changed,+915000000002,reported,often,\n";

#[test]
fn diff_says_what_was_added_dropped_and_why() {
    let desk = two_builds();
    desk.ok(NEW);
    for args in [
        "diff old/private/numbers.csv new/private/numbers.csv",
        "diff old new",
        "diff old/private new/private",
    ] {
        let ran = desk.jaanch(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.out, CHANGES, "{args}");
        for says in [
            "5 numbers",
            "added: 1",
            "dropped: 3",
            "too-old: 1",
            "tag changed: 1",
            "reported → often: 1",
        ] {
            assert!(ran.err.contains(says), "{says:?} is not in: {}", ran.err);
        }
    }
    let same = desk.jaanch("diff new new");
    assert_eq!(same.out.lines().count(), 1);
    assert!(
        same.err.contains("added: 0") && same.err.contains("dropped: 0"),
        "{}",
        same.err
    );
}

#[test]
fn without_the_builds_own_files_a_reason_is_unknown() {
    let desk = two_builds();
    desk.ok(NEW);
    std::fs::create_dir(desk.path("alone")).unwrap();
    std::fs::copy(
        desk.path("new/private/numbers.csv"),
        desk.path("alone/numbers.csv"),
    )
    .unwrap();
    let ran = desk.jaanch("diff old alone/numbers.csv");
    assert_eq!(ran.out.matches(",,unknown\n").count(), 3, "{}", ran.out);
    assert!(ran.err.contains("no not_listed.csv"), "{}", ran.err);
}

#[test]
fn since_says_the_same_in_figures() {
    let desk = two_builds();
    let out = desk.ok(&format!("{NEW} --since old/private/numbers.csv"));
    for says in [
        "Since      old/private/numbers.csv: 5 numbers",
        "  added: 1",
        "  dropped: 3",
        "    delisted: 1",
        "    no-longer-reported: 1",
        "    too-old: 1",
        "    reported → often: 1",
    ] {
        assert!(
            out.lines().any(|line| line == says),
            "{says:?} is not in:\n{out}"
        );
    }
    let report: Value = serde_json::from_str(&desk.read("new/private/report.json")).unwrap();
    assert_eq!(
        report["changes"],
        json!({
            "since": "old/private/numbers.csv",
            "before": 5,
            "added": 1,
            "dropped": {"delisted": 1, "no-longer-reported": 1, "too-old": 1},
            "tag_changed": {"reported → often": 1},
        })
    );
    // The list itself does not depend on what there was before.
    let list = std::fs::read(desk.path("new/public/list.jaanch")).unwrap();
    desk.ok(NEW);
    assert!(list == std::fs::read(desk.path("new/public/list.jaanch")).unwrap());
    // A build may be compared with what it is about to replace.
    let out = desk.ok(&format!("{NEW} --since new"));
    assert!(out.contains("  added: 0\n  dropped: 0\n"), "{out}");
}

#[test]
fn what_is_not_listed_is_in_a_separate_table() {
    let desk = two_builds();
    desk.write("delisted.csv", "number\n5000000003\n5000000000\n");
    desk.ok(&format!("{NEW} --since old"));
    assert_eq!(
        desk.read("new/private/not_listed.csv"),
        "e164,reason,reports,first_date,last_date\n\
         +915000000000,delisted,0,,\n\
         +915000000003,delisted,2,2026-10-01,2026-10-02\n\
         +915000000004,too-old,2,2025-11-05,2025-11-06\n\
         +915000000005,no-longer-reported,0,,\n"
    );
}

#[test]
fn tables_that_are_not_a_builds_are_refused() {
    let desk = two_builds();
    desk.write("bad.csv", "number\n5000000001\n");
    desk.write("cut.csv", "e164,tag\n+91500000000\n");
    for (args, says) in [
        ("diff old bad.csv", "bad.csv: no column e164"),
        ("diff cut.csv old", "cut.csv"),
        ("diff old none.csv", "none.csv"),
        ("diff old .", ".: the folder holds no numbers.csv"),
    ] {
        let ran = desk.jaanch(args);
        assert_eq!(ran.code, 1, "{args}");
        assert!(ran.err.contains(says), "{says:?} is not in: {}", ran.err);
        assert_eq!(ran.out, "");
    }
    let ran = desk.jaanch(&format!("{NEW} --since bad.csv"));
    assert_eq!(ran.code, 1);
    assert!(!desk.path("new").exists());
}
