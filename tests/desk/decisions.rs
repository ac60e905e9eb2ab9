//! Decisions about single numbers: delisted, protected, disconnected. Each rule is tested through the program.

use jaanch_core::list::{List, Trust};
use serde_json::Value;

use crate::support::{Desk, Ran, twice};

const A: &str = "5000000001";
const B: &str = "5000000002";
const C: &str = "5000000003";
const D: &str = "5000000004";

fn build(desk: &Desk, options: &str) -> Ran {
    desk.jaanch(&format!(
        "build --reports r.csv --as-of 2026-10-31 --no-sweep --out D {options}"
    ))
}

fn built(desk: &Desk, options: &str) -> String {
    let ran = build(desk, options);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

fn listed(desk: &Desk) -> Vec<String> {
    let rows = desk.table("D/private/numbers.csv").into_iter();
    rows.map(|row| format!("{} {}", row["national"], row["reports"]))
        .collect()
}

fn review(desk: &Desk) -> Vec<String> {
    let rows = desk.table("D/private/review.csv").into_iter();
    rows.map(|row| {
        format!(
            "{} {} [{}] {}:{}",
            &row["e164"][3..],
            row["reason"],
            row["note"],
            row["file"],
            row["row"]
        )
    })
    .collect()
}

fn not_listed(desk: &Desk) -> Value {
    let report: Value = serde_json::from_str(&desk.read("D/private/report.json")).unwrap();
    report["not_listed"].clone()
}

fn flags(desk: &Desk, out: &str, number: &str) -> bool {
    let file = std::fs::read(desk.path(out).join("public/list.jaanch")).unwrap();
    let list = List::open(&file, Trust::ANYONE).unwrap();
    let number: u64 = format!("91{number}").parse().unwrap();
    list.filter().tag_of(number).is_some()
}

#[test]
fn a_delisted_number_is_not_listed_and_a_later_complaint_is_looked_at() {
    let desk = Desk::new();
    // Every number has complaints of 1 and 2 October.
    desk.write("r.csv", twice(&[A, B, C, D]));
    desk.write(
        "delisted.csv",
        format!(
            "number,reason,date\n{A},wrong digit,2026-10-02\n+91 50000-00002,shop,01/10/2026\n{C},,\n"
        ),
    );
    let out = built(&desk, "--delisted delisted.csv");
    assert_eq!(listed(&desk), ["5000000004 2"]);
    // A's last complaint is of the day of the decision; B's is one day later; C's decision has no date.
    assert_eq!(
        review(&desk),
        ["5000000002 delisted-reported-again [2026-10-01 shop] r.csv:4"]
    );
    assert_eq!(
        not_listed(&desk),
        serde_json::json!({"delisted": 2, "delisted-reported-again": 1})
    );
    assert!(out.contains("not listed, delisted: 2"), "{out}");
    assert!(
        out.contains("not listed, delisted-reported-again: 1 (see private/review.csv)"),
        "{out}"
    );
    assert!(
        out.contains("never flagged, delisted and protected: 3"),
        "{out}"
    );
}

#[test]
fn a_copy_of_an_old_complaint_is_not_a_new_one() {
    let desk = Desk::new();
    desk.write(
        "r.csv",
        format!(
            "Suspect Mobile,Complaint Date,Complaint ID\n{A},2026-09-01,X1\n{A},2026-10-20,X1\n"
        ),
    );
    desk.write(
        "delisted.csv",
        format!("number,reason,date\n{A},,2026-10-01\n"),
    );
    built(&desk, "--delisted delisted.csv");
    assert_eq!(not_listed(&desk), serde_json::json!({"delisted": 1}));
}

#[test]
fn of_two_decisions_about_a_number_the_later_counts() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    let rows = [format!("{A},,2026-09-01\n"), format!("{A},,2026-10-15\n")];
    for order in [[0, 1], [1, 0]] {
        let rows: String = order.map(|at: usize| rows[at].clone()).concat();
        desk.write("delisted.csv", format!("number,reason,date\n{rows}"));
        built(&desk, "--delisted delisted.csv");
        assert_eq!(not_listed(&desk), serde_json::json!({"delisted": 1}));
    }
}

#[test]
fn what_chance_flags_a_delisting_clears() {
    let desk = Desk::new();
    let numbers: Vec<String> = (0..500).map(|at| format!("50000{at:05}")).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    desk.write("r.csv", twice(&numbers));
    built(&desk, "--bits 8");
    // At width 8 about one stranger in 128 is flagged.
    let unlucky: Vec<String> = (0..20_000)
        .map(|at| format!("50900{at:05}"))
        .filter(|number| flags(&desk, "D", number))
        .take(20)
        .collect();
    assert_eq!(unlucky.len(), 20);
    desk.write("delisted.csv", unlucky.join("\n"));
    let out = built(&desk, "--bits 8 --delisted delisted.csv");
    for number in &unlucky {
        assert!(!flags(&desk, "D", number), "{number}");
    }
    assert_eq!(listed(&desk).len(), 500);
    assert!(numbers.iter().all(|number| flags(&desk, "D", number)));
    // The same files give the same list.
    let before = desk.files("D");
    assert_eq!(built(&desk, "--bits 8 --delisted delisted.csv"), out);
    assert!(before == desk.files("D"));
}

#[test]
fn a_protected_number_is_looked_at_and_never_flagged() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A, B]));
    // Toll-free numbers, foreign ones and short codes can be protected as well. The British one is reserved for fiction.
    desk.write(
        "protected.csv",
        format!("name,number\nBank,{B}\nCyber helpline,1930\nEmergency,112\nConsumer helpline,1800 11 4000\nAbroad,+44 20 7946 0000\n"),
    );
    let out = built(&desk, "--protected protected.csv");
    assert_eq!(listed(&desk), ["5000000001 2"]);
    assert_eq!(review(&desk), ["5000000002 protected [Bank] r.csv:4"]);
    assert_eq!(not_listed(&desk), serde_json::json!({"protected": 1}));
    assert!(
        out.contains("never flagged, delisted and protected: 3"),
        "{out}"
    );
    assert!(!flags(&desk, "D", B));
}

#[test]
fn a_number_both_protected_and_delisted_is_protected() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A, B]));
    desk.write("p.csv", A);
    desk.write("d.csv", format!("{A}\n{B}\n"));
    built(&desk, "--protected p.csv --delisted d.csv");
    assert_eq!(
        not_listed(&desk),
        serde_json::json!({"delisted": 1, "protected": 1})
    );
}

#[test]
fn too_many_protected_for_the_width_are_refused_with_the_width_that_does() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    let numbers: Vec<String> = (0..700).map(|at| format!("50900{at:05}")).collect();
    desk.write("protected.csv", numbers.join("\n"));
    let ran = build(&desk, "--protected protected.csv --bits 8");
    assert_eq!(ran.code, 1);
    // 1 / (1 − 2⁻⁸)^(2 × 700) = 239.7
    for says in ["700 numbers", "about 240 lists", "use --bits 16"] {
        assert!(ran.err.contains(says), "{says:?} is not in: {}", ran.err);
    }
    assert!(!desk.path("D").exists());
    built(&desk, "--protected protected.csv --bits 16");
    assert!(numbers.iter().all(|number| !flags(&desk, "D", number)));
}

#[test]
fn the_most_that_can_be_protected_at_a_width_is() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A, B, C, D]));
    // 1 / (1 − 2⁻⁸)^(2 × 500) = 50 tries expected.
    let numbers: Vec<String> = (0..500).map(|at| format!("50900{at:05}")).collect();
    desk.write("protected.csv", numbers.join("\n"));
    built(&desk, "--protected protected.csv --bits 8");
    assert!(numbers.iter().all(|number| !flags(&desk, "D", number)));
    assert!([A, B, C, D].iter().all(|number| flags(&desk, "D", number)));
}

#[test]
fn ninety_days_after_it_was_disconnected_a_number_starts_anew() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    // The date of issue is 31 October; 90 days before it is 2 August.
    for (date, numbers) in [
        ("2026-08-02", vec!["5000000001 2"]),
        ("2026-08-01", vec![]),
        ("2026-10-31", vec!["5000000001 2"]),
    ] {
        desk.write("off.csv", format!("number,date\n{A},{date}\n"));
        // Complaints of 1 and 2 October lie within the 90 days: they are about the earlier holder.
        built(&desk, "--disconnected off.csv");
        assert_eq!(listed(&desk), numbers, "{date}");
    }
    desk.write("off.csv", format!("number,date\n{A},2026-08-01\n"));
    built(&desk, "--disconnected off.csv");
    assert_eq!(not_listed(&desk), serde_json::json!({"disconnected": 1}));
}

#[test]
fn complaints_about_the_new_holder_count_afresh() {
    let desk = Desk::new();
    let rows = |dates: &[&str]| {
        let mut text = String::from("Suspect Mobile,Complaint Date,District\n");
        for date in dates {
            text += &format!(
                "{A},{date},{}\n",
                if *date < "2026-07" { "Old" } else { "New" }
            );
        }
        text
    };
    // Disconnected on 1 March, so that the last day of the earlier holder is 30 May.
    desk.write("off.csv", format!("number,date\n{A},2026-03-01\n"));
    let old = ["2026-01-01", "2026-02-01", "2026-05-30"];
    for (new, listed_as, fate) in [
        (vec![], vec![], "disconnected"),
        (vec!["2026-07-01"], vec![], "too-few-complaints"),
        (vec!["2026-07-01", "2026-07-02"], vec!["5000000001 2"], ""),
    ] {
        desk.write("r.csv", rows(&[&old[..], &new[..]].concat()));
        built(&desk, "--disconnected off.csv");
        assert_eq!(listed(&desk), listed_as);
        if !fate.is_empty() {
            assert_eq!(not_listed(&desk), serde_json::json!({ fate: 1 }));
        }
    }
    // What the entry says is about the new holder alone.
    let row = &desk.table("D/private/numbers.csv")[0];
    assert_eq!(
        (row["first_date"].as_str(), row["districts"].as_str()),
        ("2026-07-01", "New")
    );
    // 31 May is the first day of a possible new holder.
    desk.write("r.csv", rows(&["2026-05-31", "2026-06-01"]));
    built(&desk, "--disconnected off.csv");
    assert_eq!(listed(&desk), ["5000000001 2"]);
}

#[test]
fn an_undated_complaint_about_a_disconnected_number_is_about_the_earlier_holder() {
    let desk = Desk::new();
    desk.write(
        "r.csv",
        format!(
            "Suspect Mobile,Complaint Date,Complaint ID,Status\n{A},,X1,Verified\n{A},,X2,\n{A},2026-10-01,X2,\n{B},,X3,Verified\n"
        ),
    );
    desk.write(
        "off.csv",
        format!("number,date\n{A},2026-03-01\n{B},2026-10-01\n"),
    );
    built(&desk, "--disconnected off.csv");
    // X2 has an undated copy, so it may be as old as the earlier holder.
    assert_eq!(listed(&desk), ["5000000002 1"]);
    assert_eq!(not_listed(&desk), serde_json::json!({"disconnected": 1}));
}

#[test]
fn of_two_disconnections_the_last_whose_time_is_up_counts() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    desk.write(
        "off.csv",
        format!("number,date\n{A},2026-10-20\n{A},2025-01-01\n"),
    );
    built(&desk, "--disconnected off.csv");
    assert_eq!(listed(&desk), ["5000000001 2"]);
}

#[test]
fn a_row_that_cannot_be_read_stops_the_build() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    for (option, text, says) in [
        (
            "delisted",
            "number\n5000000002\n5O00000001\n",
            vec![
                "f.csv: row 3",
                "5O00000001",
                "letters",
                "appeal was granted",
            ],
        ),
        (
            "delisted",
            "number,reason,date\n5000000001,,13/13/2026\n",
            vec!["row 2", "13/13/2026", "date"],
        ),
        (
            "delisted",
            "5000000001,wrong\n",
            vec!["first row must be the heading"],
        ),
        (
            "delisted",
            "imei,number,date\n490154203237518,5000000001,2026-10-01\n",
            vec!["is this the right file", "\"imei\"", "called reason"],
        ),
        (
            "protected",
            "number,date\n5000000001,2026-10-01\n",
            vec!["is this the right file", "called name"],
        ),
        (
            "delisted",
            "",
            vec!["f.csv", "empty", "leave the option out"],
        ),
        (
            "protected",
            "name,number\nBank,\n",
            vec!["row 2", "helpline"],
        ),
        (
            "protected",
            "number\n5000000001 5000000002\n",
            vec!["row 2", "several-numbers"],
        ),
        (
            "disconnected",
            "number\n5000000001\n",
            vec!["no column is called date"],
        ),
        (
            "disconnected",
            "number,date\n5000000001,\n",
            vec!["row 2", "date is missing", "new holder"],
        ),
        // A quotation mark that swallows rows, to the end of the file or to the next one.
        (
            "delisted",
            "number,reason,date\n5000000001,\"typing error,2026-10-05\n5000000002,appeal,2026-10-05\n",
            vec![
                "row 2",
                "quotation mark before \"typing error",
                "is not closed",
                "appeal was granted",
            ],
        ),
        (
            "delisted",
            "number,reason,date\n5000000001,\"typing error,2026-10-05\n5000000002,\"appeal\",2026-10-05\n",
            vec!["row 2", "is not closed"],
        ),
        (
            "delisted",
            "number,reason\n5000000002,\"a\nb\"\n5000000001,x\n",
            vec!["row 2", "may not hold a line break"],
        ),
        (
            "delisted",
            "number,reason,date\n5000000001,\"typing\" error,2026-10-05\n",
            vec!["row 2", "behind a closing quotation mark stands \" error"],
        ),
        (
            "protected",
            "number,name\n5000000002,\"Asha Hospital\n5000000001,Bank\n",
            vec!["row 2", "is not closed", "helpline"],
        ),
        (
            "disconnected",
            "number,date,remarks\n5000000002,01/01/2026,\"x\n5000000001,01/01/2026,y\n",
            vec!["row 2", "is not closed", "new holder"],
        ),
        // A second number in a row.
        (
            "delisted",
            "number\n5000000002,5000000001\n",
            vec!["row 2", "2 cells, and the first row has 1", "one number"],
        ),
        (
            "delisted",
            "5000000003\n5000000002,5000000001\n",
            vec!["row 2", "2 cells, and the first row has 1"],
        ),
        (
            "delisted",
            "number,alternate number,reason\n5000000002,5000000001,appeal\n",
            vec![
                "row 2",
                "cell 2",
                "another number, +915000000001",
                "one number a row",
            ],
        ),
        (
            "protected",
            "name,number,number 2\nBank,5000000002,5000000001\n",
            vec!["row 2", "cell 3", "another number, +915000000001"],
        ),
        (
            "delisted",
            "number,reason\n5000000002,same person also 50000 00001\n",
            vec!["row 2", "cell 2", "another number, +915000000001"],
        ),
        (
            "delisted",
            "number,reason,date\n5000000002\n",
            vec!["row 2", "1 cell, and the first row has 3"],
        ),
        // Another option's file.
        (
            "disconnected",
            "number,reason,date\n5000000001,appeal,2026-10-05\n",
            vec![
                "is this the right file",
                "--delisted",
                "take that column out",
            ],
        ),
        (
            "delisted",
            "number,date\n5000000002,2026-01-01\n",
            vec!["is this the right file", "--disconnected", "called reason"],
        ),
        // A column that is called number and holds something else.
        (
            "delisted",
            "Number,Mobile,reason\n100,5000000001,appeal\n",
            vec!["row 2", "\"100\" is a short code"],
        ),
        (
            "disconnected",
            "Number,Mobile,date\n101,5000000001,2026-01-01\n",
            vec!["row 2", "\"101\" is a short code"],
        ),
        (
            "protected",
            "Number,Mobile,name\n100,5000000001,Bank\n",
            vec!["row 2", "cell 2", "another number, +915000000001"],
        ),
        (
            "delisted",
            "Delisted numbers\n5000000001\n",
            vec![
                "row 1, \"Delisted numbers\"",
                "looks like a title",
                "take it out",
            ],
        ),
        (
            "delisted",
            "# delisted list\nnumber,reason\n5000000001,x\n",
            vec!["row 1, \"# delisted list\"", "looks like a title"],
        ),
    ] {
        desk.write("f.csv", text);
        let ran = build(&desk, &format!("--{option} f.csv"));
        assert_eq!(ran.code, 1, "{text}");
        for says in says {
            assert!(ran.err.contains(says), "{says:?} is not in: {}", ran.err);
        }
        assert!(!desk.path("D").exists());
    }
    for bytes in [
        &b"PK\x03\x04\x14\0\x06\0"[..],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ] {
        desk.write("f.csv", bytes);
        let ran = build(&desk, "--delisted f.csv");
        let says = "f.csv: this is a workbook, and only CSV is read here; save it as CSV (UTF-8)";
        assert!(ran.code == 1 && ran.err.contains(says), "{}", ran.err);
    }
    let utf_16: Vec<u8> = "\u{feff}number\n5000000001\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    desk.write("f.csv", utf_16);
    let ran = build(&desk, "--delisted f.csv");
    let says = "f.csv: the whole file is UTF-16, not UTF-8";
    assert!(ran.code == 1 && ran.err.contains(says), "{}", ran.err);
    desk.write("f.csv", b"number\n50000\xff00001\n");
    let ran = build(&desk, "--delisted f.csv");
    assert!(
        ran.err.contains("row 2") && ran.err.contains("UTF-8"),
        "{}",
        ran.err
    );
    let ran = build(&desk, "--delisted none.csv");
    assert!(ran.err.contains("none.csv"), "{}", ran.err);
}

#[test]
fn dates_ahead_and_files_without_a_number_are_warned_about() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    desk.write("d.csv", "number,reason,date\n5000000002,,2062-10-01\n");
    desk.write("p.csv", "number,name\n");
    let ran = build(&desk, "--delisted d.csv --protected p.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for says in [
        "d.csv: 1 of its dates lie after 2026-10-31",
        "p.csv: holds no number",
    ] {
        assert!(ran.err.contains(says), "{says:?} is not in: {}", ran.err);
    }
}

#[test]
fn a_complainants_number_that_was_delisted_is_settled() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    desk.write(
        "c.csv",
        format!("Complainant Mobile,Suspect Mobile,Date\n{A},{B},2026-10-01\n"),
    );
    let args = "build --reports r.csv c.csv --as-of 2026-10-31 --no-sweep --out D";
    desk.ok(args);
    assert_eq!(review(&desk), ["5000000001 complainant [] r.csv:2"]);
    desk.write("d.csv", A);
    desk.ok(&format!("{args} --delisted d.csv"));
    assert_eq!(review(&desk), Vec::<String>::new());
}

#[test]
fn files_swapped_by_mistake_are_refused() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A, B]));
    desk.write(
        "del.csv",
        format!("number,reason,date\n{A},appeal,2026-10-05\n"),
    );
    desk.write("off.csv", format!("number,date\n{B},2026-01-01\n"));
    let ran = build(&desk, "--delisted off.csv --disconnected del.csv");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("off.csv: is this the right file"),
        "{}",
        ran.err
    );
    let ran = build(&desk, "--disconnected del.csv");
    assert!(
        ran.code == 1 && ran.err.contains("del.csv: is this the right file"),
        "{}",
        ran.err
    );
    built(&desk, "--delisted del.csv --disconnected off.csv");
    // The complaints of October are about the new holder of the second.
    assert_eq!(listed(&desk), ["5000000002 2"]);
}

#[test]
fn any_delimiter_parts_the_cells() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A, B, C]));
    for delimiter in [",", ";", "\t", "|"] {
        let rows = [
            ["number", "\"reason, in short\"", "reason", "date"],
            [A, "", "\"typing error, appeal | granted\"", "2026-10-05"],
            ["'5000000002", "x", "", ""],
        ];
        let text: String = rows.map(|row| row.join(delimiter) + "\r\n").concat();
        desk.write("delisted.csv", &text);
        let out = built(&desk, "--delisted delisted.csv");
        assert_eq!(listed(&desk), ["5000000003 2"], "{text}");
        assert!(
            out.contains("    delisted.csv: 2 numbers delisted, from 2 rows\n"),
            "{out}"
        );
    }
}

#[test]
fn what_was_read_of_each_file_is_printed() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&[A]));
    desk.write("d.csv", format!("number\n{B}\n\n{B}\n{C}\n"));
    desk.write(
        "p.csv",
        format!("name,number\nHelpline,1930\nPolice,112\nBank,{D}\n"),
    );
    desk.write("o.csv", "number,date\n");
    let ran = build(
        &desk,
        "--delisted d.csv --protected p.csv --disconnected o.csv",
    );
    let says = "\
Decisions  6 rows from 3 files
    d.csv: 2 numbers delisted, from 3 rows
    p.csv: 1 number protected, 2 short codes, never listed anyway, from 3 rows
    o.csv: 0 numbers disconnected, from 0 rows
";
    assert!(ran.out.contains(says), "{}", ran.out);
    let report: Value = serde_json::from_str(&desk.read("D/private/report.json")).unwrap();
    assert_eq!(
        report["decisions"][1],
        serde_json::json!({"option": "protected", "file": "p.csv", "rows": 3, "numbers": 1, "short_codes": 2})
    );
    assert!(!built(&desk, "").contains("Decisions"));
}
