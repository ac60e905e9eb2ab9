//! What a build lists: exactly what the truth says, and nothing else in any file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jaanch_core::check::{Outcome, check};
use jaanch_core::list::{List, Trust};

use crate::support::{Desk, table, twice};

pub const OCTOBER: &str = "--as-of 2026-10-31 --no-sweep";

pub fn built_sample() -> Desk {
    let desk = Desk::new();
    desk.ok("sample --out S");
    desk.ok(&format!("build --reports S/reports {OCTOBER} --out D"));
    desk
}

fn open(path: &Path) -> List {
    List::open(&std::fs::read(path).unwrap(), Trust::ANYONE).unwrap()
}

#[test]
fn the_sample_builds_to_its_truth() {
    let desk = built_sample();
    let truth = desk.table("S/truth.csv");
    let wanted: BTreeMap<_, _> = truth
        .iter()
        .filter(|row| row["listed"] == "true")
        .map(|row| (row["e164"].clone(), row["tag"].clone()))
        .collect();
    let listed: BTreeMap<_, _> = desk
        .table("D/private/numbers.csv")
        .iter()
        .map(|row| (row["e164"].clone(), row["tag"].clone()))
        .collect();
    assert_eq!(wanted.len(), 27_824);
    assert_eq!(wanted, listed);

    // The published file answers the same, each number with its own tag or by chance with a more serious one.
    let list = open(&desk.path("D/public/list.jaanch"));
    let now = list.issued();
    let mut by_chance = 0;
    for (number, tag) in &wanted {
        let verdict = check(&list, number, now);
        assert_eq!(verdict.outcome, Outcome::Reported, "{number}");
        if verdict.tag != Some(tag) {
            assert_eq!(
                (verdict.tag, tag.as_str()),
                (Some("often"), "reported"),
                "{number}"
            );
            by_chance += 1;
        }
    }
    assert!(
        by_chance <= 3,
        "{by_chance} of 27,824 under the wrong tag; 0.4 are expected"
    );

    // Of 100,000 numbers that are not listed, about three are flagged.
    let known: BTreeSet<_> = truth.iter().map(|row| row["e164"].as_str()).collect();
    let mut flagged = 0;
    let strangers =
        (0..).map(|step: u64| format!("+91{}", 5_000_000_000 + step * 787 % 100_000_000));
    for number in strangers
        .filter(|number| !known.contains(number.as_str()))
        .take(100_000)
    {
        flagged += usize::from(check(&list, &number, now).outcome == Outcome::Reported);
    }
    assert!(flagged <= 20, "{flagged} false alarms in 100,000");
}

#[test]
fn no_number_of_the_complaints_own_side_is_in_any_output() {
    let desk = built_sample();
    let mut people = BTreeSet::new();
    for name in desk
        .files("S/reports")
        .keys()
        .filter(|name| name.ends_with(".csv"))
    {
        let bytes = std::fs::read(desk.path("S/reports").join(name)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = [b';', b'\t', b',']
            .into_iter()
            .find(|&d| text.lines().next().unwrap().as_bytes().contains(&d))
            .unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let own: Vec<_> = (0..)
            .zip(reader.headers().unwrap())
            .filter(|(_, heading)| {
                ["Complainant", "Victim", "IO ", "शिकायतकर्ता"]
                    .iter()
                    .any(|word| heading.contains(word))
            })
            .map(|(at, _)| at)
            .collect();
        for record in reader.records() {
            let record = record.unwrap();
            for &at in &own {
                let digits: String = record[at].chars().filter(char::is_ascii_digit).collect();
                if digits.len() >= 10 {
                    people.insert(digits[digits.len() - 10..].to_owned());
                }
            }
        }
    }
    assert!(
        people.len() > 1_000,
        "only {} people found in the sample",
        people.len()
    );
    let list = open(&desk.path("D/public/list.jaanch"));
    let flagged = people
        .iter()
        .filter(|number| check(&list, number, list.issued()).outcome == Outcome::Reported)
        .count();
    assert!(
        flagged <= 5,
        "{flagged} of {} people are flagged; by chance it would be none or one",
        people.len()
    );
    for (name, bytes) in desk
        .files("D")
        .into_iter()
        .filter(|(name, _)| !name.ends_with(".jaanch"))
    {
        let text = match name.ends_with(".xlsx") {
            true => cells(bytes),
            false => String::from_utf8(bytes).unwrap(),
        };
        let digits = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| run.len() >= 10);
        for run in digits {
            assert!(!people.contains(&run[run.len() - 10..]), "{run} in {name}");
        }
    }
}

/// Every cell of a workbook, a line each.
fn cells(bytes: Vec<u8>) -> String {
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
    let sheets = calamine::Reader::worksheets(&mut book);
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
    cells.map(|(_, _, cell)| format!("{cell}\n")).collect()
}

#[test]
fn every_row_is_accounted_for() {
    let desk = built_sample();
    let report: serde_json::Value =
        serde_json::from_str(&desk.read("D/private/report.json")).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 9);
    let mut rows = 0;
    for file in files {
        let count = |key: &str| file[key].as_u64().unwrap();
        assert_eq!(
            count("taken") + count("duplicate") + count("rejected"),
            count("rows"),
            "{file}"
        );
        rows += count("rows");
    }
    assert_eq!(rows, 47_000);
    assert_eq!(report["listed"], 27_824);
    assert_eq!(report["by_district"]["Gurugram"], 7_142);
}

#[test]
fn the_policy_decides() {
    let desk = Desk::new();
    desk.write(
        "r.csv",
        "Suspect Mobile,Complaint Date,Complaint ID,Source,Status,Category\n\
         5000000001,2026-10-01,A1,1930,,KYC\n\
         5000000002,2026-10-01,A2,1930,Verified,KYC\n\
         5000000003,2026-10-01,A3,1930,,KYC\n5000000003,2026-10-02,A4,1930,,KYC\n\
         5000000004,2026-10-01,A5,1930,,KYC\n5000000004,2026-10-09,A5,portal,,KYC\n\
         5000000005,2026-10-01,A6,1930,,KYC\n5000000005,2026-10-01,A7,1930,,KYC\n\
         5000000006,2025-10-30,A8,1930,Verified,KYC\n5000000007,2025-10-31,A9,1930,verified,KYC\n\
         5000000008,2026-10-01,B1,1930,,KYC\n5000000008,2026-10-02,B2,1930,,KYC\n5000000008,2026-10-03,B3,1930,,Loan app\n\
         5000000009,2026-11-01,B4,1930,Verified,KYC\n5000000010,someday,B5,1930,Verified,KYC\n",
    );
    let listed = |desk: &Desk, out: &str| -> Vec<String> {
        let rows = table(&desk.path(&format!("{out}/private/numbers.csv")));
        rows.iter()
            .map(|row| {
                format!(
                    "{} {} {}",
                    &row["national"][8..],
                    row["tag"],
                    row["reports"]
                )
            })
            .collect()
    };
    desk.ok(&format!("build --reports r.csv {OCTOBER} --out D"));
    // 01: one complaint. 04: one id twice. 05: one day and source twice. 06: a day too old. 09, 10: dates that cannot be.
    assert_eq!(
        listed(&desk, "D"),
        [
            "02 reported 1",
            "03 reported 2",
            "07 reported 1",
            "08 often 3"
        ]
    );
    let rejects: Vec<_> = desk
        .table("D/private/rejects.csv")
        .iter()
        .map(|row| format!("{} {}", row["row"], row["reason"]))
        .collect();
    assert_eq!(rejects, ["15 future-date", "16 bad-date"]);

    desk.write(
        "jaanch.toml",
        "[policy]\nmin_reports = 1\nmax_age_days = 400\n[[policy.tag]]\nname = \"loan\"\ncategory = \"loan APP\"\n[[policy.tag]]\nname = \"other\"\n",
    );
    desk.ok(&format!(
        "build --reports r.csv {OCTOBER} --config jaanch.toml --out E"
    ));
    let numbers = listed(&desk, "E");
    assert_eq!(numbers.len(), 8);
    assert_eq!(numbers.last().unwrap(), "08 loan 3");
}

#[test]
fn a_number_of_the_complaints_own_side_waits_for_a_person() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001", "5000000002"]));
    desk.write(
        "b.csv",
        "Complainant Mobile,Suspect Mobile,Date\n50000 00002,5000000003,2026-10-01\n5000000004,+91 50000 00004,2026-10-02\n",
    );
    desk.ok(&format!("build --reports a.csv b.csv {OCTOBER} --out D"));
    let numbers: Vec<_> = desk
        .table("D/private/numbers.csv")
        .iter()
        .map(|row| row["national"].clone())
        .collect();
    assert_eq!(numbers, ["5000000001"]);
    let review: Vec<_> = desk
        .table("D/private/review.csv")
        .iter()
        .map(|row| row["e164"].clone() + " " + &row["reason"])
        .collect();
    assert_eq!(review, ["+915000000002 complainant"]);
    let rejects = desk.table("D/private/rejects.csv");
    assert_eq!(rejects.len(), 1);
    assert_eq!(
        (rejects[0]["row"].as_str(), rejects[0]["reason"].as_str()),
        ("3", "complainant")
    );
}

#[test]
fn formulas_in_an_export_stay_text() {
    let desk = Desk::new();
    desk.write(
        "a.csv",
        format!(
            "{}=HYPERLINK(\"x\"),2026-10-01\n@SUM(1),2026-10-01\n",
            twice(&["5000000001"])
        ),
    );
    desk.ok(&format!("build --reports a.csv {OCTOBER} --out D"));
    let values: Vec<_> = desk
        .table("D/private/rejects.csv")
        .iter()
        .map(|row| row["value"].clone())
        .collect();
    assert_eq!(values, ["'=HYPERLINK(\"x\")", "'@SUM(1)"]);
}

#[test]
fn an_empty_result_is_a_list_that_says_no() {
    let desk = Desk::new();
    desk.write("a.csv", "Suspect Mobile,Date\n5000000001,2026-10-01\n");
    desk.ok(&format!("build --reports a.csv {OCTOBER} --out D"));
    let list = open(&desk.path("D/public/list.jaanch"));
    assert_eq!(list.count(), 0);
    assert!(
        (5_000_000_000..5_000_200_000_u64)
            .all(|number| list.filter().tag_of(910_000_000_000 + number).is_none())
    );
}

#[test]
fn serials_follow_the_list_published_last() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    let serial = |out: &str| open(&desk.path(out).join("public/list.jaanch")).serial();
    desk.ok(&format!("build --reports a.csv {OCTOBER} --out one"));
    desk.ok(&format!(
        "build --reports a.csv {OCTOBER} --previous one/public/list.jaanch --out two"
    ));
    assert_eq!(
        (serial("one"), serial("two")),
        (2_026_103_100, 2_026_103_101)
    );
    let back = desk.jaanch("build --reports a.csv --as-of 2026-10-30 --no-sweep --previous two/public/list.jaanch --out three");
    assert_eq!(back.code, 1);
    assert!(back.err.contains("2026103101"), "{}", back.err);
    assert!(!desk.path("three").exists());
}

#[test]
fn another_list_under_the_same_serial_gives_a_warning() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    desk.write("b.csv", twice(&["5000000001", "5000000002"]));
    let build = |args: &str| {
        let ran = desk.jaanch(&format!("build {OCTOBER} --out one {args}"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let told = ran
            .err
            .contains("another list with the same serial, 2026103100, lay in one");
        (told, ran.err)
    };
    assert!(!build("--reports a.csv").0, "there was none before");
    let report = desk.read("one/private/report.json");
    assert!(!build("--reports a.csv").0, "it is the same list");
    let (told, err) = build("--reports b.csv");
    assert!(
        told && err.contains("--previous one/public/list.jaanch"),
        "{err}"
    );
    // The advice works, and no result depends on what was replaced.
    assert!(!build("--reports a.csv --previous one/public/list.jaanch").0);
    assert!(!build("--reports a.csv").0, "another serial");
    assert_eq!(desk.read("one/private/report.json"), report);
}

#[test]
fn a_district_written_in_two_ways_is_one() {
    let desk = Desk::new();
    let mut rows = String::from("Suspect Mobile,Date,District,Source,Complaint ID\n");
    for (at, district) in [
        "HISAR",
        "Hisar",
        "hisar ",
        "Hisar",
        "चण्डीगढ\u{93c}",
        "चण्डीगढ़",
        "चण्डीगढ़",
    ]
    .iter()
    .enumerate()
    {
        for day in 1..3 {
            rows += &format!("500000000{at},2026-10-0{day},{district},Portal,K{at}{day}\n");
        }
    }
    desk.write("a.csv", rows);
    desk.ok(&format!("build --reports a.csv {OCTOBER} --out one"));
    let uploads: Vec<String> = desk.files("one/private/cybersafe").into_keys().collect();
    assert_eq!(
        uploads,
        [
            "Hisar.csv",
            "Hisar.xlsx",
            "all.csv",
            "all.xlsx",
            "चण्डीगढ़.csv",
            "चण्डीगढ़.xlsx"
        ]
    );
    let report: serde_json::Value =
        serde_json::from_str(&desk.read("one/private/report.json")).unwrap();
    assert_eq!(
        report["by_district"],
        serde_json::json!({"Hisar": 4, "चण्डीगढ़": 3})
    );
    // A source written in two ways is one as well: the same day and source are the same complaint.
    desk.write(
        "b.csv",
        "Suspect Mobile,Date,Source\n5000000001,2026-10-01,Portal\n5000000001,2026-10-01,PORTAL\n",
    );
    desk.ok(&format!("build --reports b.csv {OCTOBER} --out two"));
    assert_eq!(
        desk.table("two/private/not_listed.csv")[0]["reason"],
        "too-few-complaints"
    );
}

#[test]
fn a_folder_that_no_build_wrote_is_named() {
    let desk = Desk::new();
    desk.write("empty/x.txt", "x");
    for (args, says) in [
        ("report nope", "nope: no build's folder"),
        ("report empty", "empty: no build's folder"),
        ("diff nope nope", "nope: there is no such file or folder"),
        ("diff empty empty", "empty: the folder holds no numbers.csv"),
    ] {
        let ran = desk.jaanch(args);
        assert_eq!(ran.code, 1, "{args}");
        assert!(
            ran.err.contains(says) && ran.err.contains("`jaanch build --out` wrote"),
            "{args}: {}",
            ran.err
        );
    }
}

#[test]
#[cfg(unix)]
fn what_is_private_only_its_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = built_sample();
    let mode = |name: &str| {
        std::fs::metadata(desk.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("D/private"), 0o700);
    for name in [
        "numbers.csv",
        "not_listed.csv",
        "rejects.csv",
        "review.csv",
        "report.json",
    ] {
        assert_eq!(mode(&format!("D/private/{name}")), 0o600, "{name}");
    }
}

#[test]
fn a_number_in_the_text_of_a_complainants_column_is_held_back_too() {
    let desk = Desk::new();
    desk.write(
        "a.csv",
        "Suspect Mobile,Complainant,Complainant Address,Date\n\
         5033333331,Asha 5033333332,x,2026-10-01\n5033333334,Ravi (M) 50333-33335,H.No 5 Hisar Ph 5033333336,2026-10-01\n",
    );
    let mut suspects = String::from("Suspect Mobile,Name,Date\n");
    for number in [
        "5033333331",
        "5033333332",
        "5033333334",
        "5033333335",
        "5033333336",
    ] {
        suspects += &format!("{number},x,2026-10-02\n");
    }
    desk.write("b.csv", suspects);
    desk.ok(&format!("build --reports a.csv b.csv {OCTOBER} --out D"));
    let numbers: Vec<_> = desk
        .table("D/private/numbers.csv")
        .iter()
        .map(|row| row["national"].clone())
        .collect();
    assert_eq!(numbers, ["5033333331", "5033333334"]);
    assert_eq!(desk.table("D/private/review.csv").len(), 3);
}
