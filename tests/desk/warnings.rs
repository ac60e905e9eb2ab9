//! Warnings before publication, on the terminal and in report.json.

use serde_json::Value;

use crate::support::{Desk, twice};

/// The warnings of a build with a title, an issuer and an address for appeals.
fn warnings(desk: &Desk, args: &str) -> Vec<String> {
    desk.write(
        "good.toml",
        "issuer = \"Cyber Cell\"\nappeal = \"mailto:appeal@example.org\"\n",
    );
    warnings_of(desk, &format!("{args} --config good.toml"))
}

fn warnings_of(desk: &Desk, args: &str) -> Vec<String> {
    let ran = desk.jaanch(&format!(
        "build --as-of 2026-10-31 --no-sweep --out D {args}"
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&desk.read("D/private/report.json")).unwrap();
    let warnings = report["warnings"].as_array().unwrap().iter();
    let warnings: Vec<String> = warnings
        .map(|warning| warning.as_str().unwrap().to_owned())
        .collect();
    for warning in &warnings {
        assert!(
            ran.err.contains(&format!("jaanch: warning: {warning}")),
            "{warning:?} is not in: {}",
            ran.err
        );
    }
    warnings
}

fn verified(numbers: std::ops::Range<u32>) -> String {
    let mut text = String::from("Suspect Mobile,Date,Status\n");
    for at in numbers {
        text += &format!("50000{at:05},2026-10-01,Verified\n");
    }
    text
}

#[test]
fn a_good_desk_is_not_bothered() {
    let desk = Desk::new();
    desk.write("a.csv", verified(0..30));
    desk.write("b.csv", verified(30..60));
    assert_eq!(
        warnings(&desk, "--reports a.csv b.csv"),
        Vec::<String>::new()
    );
    desk.ok("sample --out S");
    let found = warnings(&desk, "--reports S/reports");
    assert!(
        found
            .iter()
            .all(|warning| warning.contains("no date column")),
        "{found:?}"
    );
}

#[test]
fn a_round_number_of_rows_may_have_been_cut_short() {
    let desk = Desk::new();
    desk.write("a.csv", verified(0..1_000));
    let found = warnings(&desk, "--reports a.csv");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("a.csv: exactly 1000 rows"),
        "{found:?}"
    );
    desk.write("a.csv", verified(0..1_001));
    assert_eq!(warnings(&desk, "--reports a.csv"), Vec::<String>::new());
}

#[test]
fn dates_to_come_are_counted() {
    let desk = Desk::new();
    desk.write(
        "a.csv",
        twice(&["5000000001"]) + "5000000002,2026-11-01\n5000000003,2027-10-01\n",
    );
    let found = warnings(&desk, "--reports a.csv");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("2 rows carry a date after 2026-10-31"),
        "{found:?}"
    );
}

#[test]
fn a_file_that_makes_most_of_the_list_alone_is_named() {
    let desk = Desk::new();
    desk.write("a.csv", verified(0..9));
    desk.write("b.csv", verified(9..20));
    let found = warnings(&desk, "--reports a.csv b.csv");
    assert_eq!(
        found,
        ["b.csv: 11 of the 20 listed numbers rest on this file alone; is it what it should be?"]
    );
    // There is no warning if other files confirm the numbers, if there is only one file, or if there are few numbers.
    desk.write("c.csv", verified(9..12));
    assert_eq!(
        warnings(&desk, "--reports a.csv b.csv c.csv"),
        Vec::<String>::new()
    );
    assert_eq!(warnings(&desk, "--reports b.csv"), Vec::<String>::new());
    desk.write("a.csv", verified(0..8));
    assert_eq!(
        warnings(&desk, "--reports a.csv b.csv"),
        Vec::<String>::new()
    );
}

#[test]
fn a_list_that_lost_most_of_its_numbers_is_looked_at() {
    let desk = Desk::new();
    desk.write("a.csv", verified(0..50));
    desk.write("b.csv", verified(0..24));
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out old");
    let found = warnings(&desk, "--reports b.csv --since old");
    assert_eq!(
        found,
        ["26 of the 50 numbers listed before are no longer reported at all; is an export missing?"]
    );
    desk.write("b.csv", verified(0..25));
    assert_eq!(
        warnings(&desk, "--reports b.csv --since old"),
        Vec::<String>::new()
    );
}

#[test]
fn another_regions_numbers_are_not_all_tried() {
    let desk = Desk::new();
    desk.write(
        "a.csv",
        "Suspect Mobile,Date,Status\n+91 50000 00001,2026-10-01,Verified\n",
    );
    desk.write("jaanch.toml", "region = \"GB\"\n");
    let ran = desk.jaanch("build --reports a.csv --as-of 2026-10-31 --config jaanch.toml --out D");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("region GB: only India's mobile numbers"),
        "{}",
        ran.err
    );
    assert!(
        ran.out
            .contains("about 1 in 32,768 other numbers (not swept)"),
        "{}",
        ran.out
    );
}

#[test]
fn who_was_delisted_or_protected_does_not_come_back_unnoticed() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001", "5000000002", "5000000003"]));
    desk.write("d.csv", "number\n5000000001\n5000000009\n");
    desk.write("p.csv", "number\n5000000002\n");
    let old = "build --reports a.csv --delisted d.csv --protected p.csv --as-of 2026-10-31 --no-sweep --out old";
    desk.ok(old);
    let found = warnings(&desk, "--reports a.csv --since old");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .starts_with("2 of the numbers that old had as delisted or protected are listed now;"),
        "{found:?}"
    );
    let found = warnings(&desk, "--reports a.csv --delisted d.csv --since old");
    assert!(
        found[0].starts_with("1 of the numbers that old"),
        "{found:?}"
    );
    assert_eq!(
        warnings(
            &desk,
            "--reports a.csv --delisted d.csv --protected p.csv --since old"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_last_row_that_is_cut_through_gives_a_warning() {
    let desk = Desk::new();
    let rows = "Suspect Mobile,Date,Remark\n5000000001,2026-10-01,x\n5000000001,2026-10-02,x\n";
    for (end, says) in [
        ("", None),
        ("5000000002,2026-10-03,\n", None),
        (
            "5000000002,2026",
            Some(
                "a.csv: the last row, 4, has 2 cells, every other at least 3; was the file cut short?",
            ),
        ),
        (
            "5000000002,2026-10-03,\"he call",
            Some(
                "a.csv: the last row, 4, holds a quotation mark that opens and never closes; was the file cut short?",
            ),
        ),
    ] {
        desk.write("a.csv", format!("{rows}{end}"));
        let found = warnings(&desk, "--reports a.csv");
        assert_eq!(found.first().map(String::as_str), says, "{end}");
    }
    // Rows of different lengths are an export's own way.
    desk.write(
        "a.csv",
        format!("{rows}5000000002,2026-10-03\n5000000002,2026-10-04\n"),
    );
    assert_eq!(warnings(&desk, "--reports a.csv"), Vec::<String>::new());
}

#[test]
fn a_list_that_names_no_issuer_or_no_appeal_gives_a_warning() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    let (issuer, appeal) = (
        "issuer = \"Cyber Cell\"\n",
        "appeal = \"tel:+915000000000\"\n",
    );
    for (config, says) in [
        (String::new(), &["issuer = \"", "appeal = \"mailto:"][..]),
        (issuer.into(), &["appeal = \"mailto:"]),
        (appeal.into(), &["issuer = \""]),
        (format!("issuer = \" \"\n{appeal}"), &["issuer = \""]),
        (format!("{issuer}{appeal}"), &[]),
    ] {
        desk.write("c.toml", &config);
        let found = warnings_of(&desk, "--reports a.csv --config c.toml");
        assert_eq!(found.len(), says.len(), "{config}: {found:?}");
        for (warning, says) in found.iter().zip(says) {
            assert!(
                warning.contains(says)
                    && warning.contains("jaanch.toml, above the first [section]"),
                "{warning}"
            );
        }
    }
    // Without a configuration nothing is said either.
    assert_eq!(warnings_of(&desk, "--reports a.csv").len(), 2);
}
