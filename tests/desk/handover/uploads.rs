//! `private/cybersafe/`: names, cells, bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::{build, report};
use crate::support::Desk;

const DISTRICTS: [(&str, &str); 4] = [
    ("+91 50123 45678", "Gurugram"),
    ("050123 45679", "Hisar"),
    ("5012345680", "Gurugram"),
    ("5012345681", ""),
];

/// The rows of a workbook's only sheet; every cell must be a text, and none a formula.
fn xlsx(path: &Path) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let [sheet] = workbook.sheet_names().try_into().unwrap();
    assert!(workbook.worksheet_formula(&sheet).unwrap().is_empty());
    let range = workbook.worksheet_range(&sheet).unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{}: {other:?} is no text", path.display()),
    };
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

fn csv(path: &Path) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_path(path);
    let rows = reader.unwrap().into_records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn names(desk: &Desk) -> Vec<String> {
    desk.files("out/private/cybersafe").into_keys().collect()
}

#[test]
fn every_district_has_its_numbers_as_text() {
    let desk = Desk::new();
    let printed = build(&desk, &DISTRICTS, "");
    assert!(
        printed.contains("Hand over  4 numbers in 4 upload files"),
        "{printed}"
    );
    assert_eq!(
        names(&desk),
        [
            "Gurugram.csv",
            "Gurugram.xlsx",
            "Hisar.csv",
            "Hisar.xlsx",
            "all.csv",
            "all.xlsx",
            "unknown.csv",
            "unknown.xlsx"
        ]
    );
    let folder = desk.path("out/private/cybersafe");
    let golden = "\
Mobile Number,District,Complaints,First Complaint,Last Complaint,Category,Source,Tag,Linked From
5012345678,Gurugram,2,2026-10-01,2026-10-02,UPI,,reported,
5012345680,Gurugram,2,2026-10-01,2026-10-02,UPI,,reported,
";
    assert_eq!(desk.read("out/private/cybersafe/Gurugram.csv"), golden);
    for name in ["Gurugram", "Hisar", "all", "unknown"] {
        let table = csv(&folder.join(format!("{name}.csv")));
        assert_eq!(xlsx(&folder.join(format!("{name}.xlsx"))), table, "{name}");
    }
    assert_eq!(csv(&folder.join("all.csv")).len(), 5);
    assert_eq!(csv(&folder.join("unknown.csv"))[1][0], "5012345681");
    assert_eq!(
        report(&desk)["handover"]["files"][1],
        serde_json::json!({"name": "unknown", "district": null, "numbers": 1})
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    build(&desk, &DISTRICTS, "");
    let mode = |name: &str| {
        std::fs::metadata(desk.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("out/private/cybersafe"), 0o700);
    for name in [
        "cybersafe/all.csv",
        "cybersafe/Hisar.xlsx",
        "report.html",
        "report.json",
        "status.csv",
    ] {
        assert_eq!(mode(&format!("out/private/{name}")), 0o600, "{name}");
    }
}

#[test]
fn the_same_build_makes_the_same_bytes_at_another_time() {
    let desk = Desk::new();
    build(&desk, &DISTRICTS, "");
    let first = desk.files("out/private");
    // A ZIP archive counts time in steps of two seconds.
    std::thread::sleep(Duration::from_millis(2_100));
    build(&desk, &DISTRICTS, "");
    assert!(first == desk.files("out/private"));
}

#[test]
fn hostile_districts_get_harmless_names() {
    let desk = Desk::new();
    let long = "लंबा ".repeat(80);
    let hostile = [
        "../../../evil",
        "..\\..\\evil",
        "/etc/passwd",
        "C:\\x",
        "CON",
        "nul.txt",
        "com1",
        "all",
        "ALL",
        "All.",
        "unknown",
        "not-for-upload",
        "=1+1",
        "@SUM(A1)",
        "a/b",
        "a?b",
        "a\u{202e}b",
        "a\u{1}b",
        "-rf",
        "..",
        "गुरुग्राम",
        "ਅੰਮ੍ਰਿਤਸਰ",
        "x.csv",
        "all part 2",
        &long,
        "<script>alert(1)</script>",
        "\"quoted\"",
        "'",
        "~",
        "$HOME",
        "%TEMP%",
        "line\nbreak",
    ];
    let numbers: Vec<String> = (0..hostile.len()).map(|at| format!("50{at:08}")).collect();
    let rows: Vec<(&str, &str)> = numbers.iter().map(String::as_str).zip(hostile).collect();
    build(&desk, &rows, "");
    assert_eq!(
        std::fs::read_dir(desk.dir()).unwrap().count(),
        2,
        "a file outside its folder"
    );
    let names = names(&desk);
    let mut folded = BTreeSet::new();
    let mut numbers_found = BTreeSet::new();
    for name in &names {
        assert!(
            !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']),
            "{name:?}"
        );
        assert!(
            !name.chars().any(char::is_control) && name.len() < 255,
            "{name:?}"
        );
        assert!(!name.starts_with(['.', '-', ' ', '~']), "{name:?}");
        let stem = name
            .strip_suffix(".csv")
            .or(name.strip_suffix(".xlsx"))
            .unwrap();
        assert!(!stem.ends_with(['.', ' ']), "{name:?}");
        let device = stem.split('.').next().unwrap().to_uppercase();
        assert!(
            !["CON", "PRN", "AUX", "NUL", "COM1", "LPT1"].contains(&device.as_str()),
            "{name:?}"
        );
        assert!(
            folded.insert(name.to_lowercase()),
            "{name:?} twice on Windows"
        );
        if name.ends_with(".csv") && name != "all.csv" {
            for row in &csv(&desk.path("out/private/cybersafe").join(name))[1..] {
                assert!(numbers_found.insert(row[0].clone()), "{} twice", row[0]);
            }
        }
    }
    assert_eq!(numbers_found, numbers.iter().cloned().collect());
    for name in [
        "गुरुग्राम.csv",
        "ਅੰਮ੍ਰਿਤਸਰ.csv",
        "_CON.csv",
        // "all" and "ALL" are one district, and "All." is another.
        "All (2).csv",
        "all (3).csv",
        "unknown (2).csv",
    ] {
        assert!(names.iter().any(|its| its == name), "{name}: {names:?}");
    }
    // Again over its own files, with fewer districts.
    build(&desk, &DISTRICTS, "");
}

#[test]
fn nothing_from_outside_becomes_a_formula() {
    let desk = Desk::new();
    build(
        &desk,
        &[
            ("5012345678", "=HYPERLINK(\"x\")"),
            ("5012345679", "+cmd"),
            ("5012345680", "@a"),
        ],
        "",
    );
    let folder = desk.path("out/private/cybersafe");
    let districts = |rows: Vec<Vec<String>>| {
        rows.into_iter()
            .skip(1)
            .map(|row| row[1].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        districts(csv(&folder.join("all.csv"))),
        ["'=HYPERLINK(\"x\")", "'+cmd", "'@a"]
    );
    assert_eq!(
        districts(xlsx(&folder.join("all.xlsx"))),
        ["=HYPERLINK(\"x\")", "+cmd", "@a"]
    );
}

#[test]
fn with_since_only_new_numbers_are_handed_over() {
    let desk = Desk::new();
    build(&desk, &DISTRICTS[..2], "");
    std::fs::copy(
        desk.path("out/private/numbers.csv"),
        desk.path("earlier.csv"),
    )
    .unwrap();
    let printed = build(&desk, &DISTRICTS, "--since earlier.csv");
    assert!(
        printed.contains("listed before, in no file: 2"),
        "{printed}"
    );
    assert_eq!(
        names(&desk),
        [
            "Gurugram.csv",
            "Gurugram.xlsx",
            "all.csv",
            "all.xlsx",
            "unknown.csv",
            "unknown.xlsx"
        ]
    );
    let numbers: Vec<_> = csv(&desk.path("out/private/cybersafe/all.csv"))
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    assert_eq!(numbers, ["Mobile Number", "5012345680", "5012345681"]);
    assert_eq!(report(&desk)["handover"]["before"], 2);
    // Nothing new: a file of headings alone, and it says so.
    let printed = build(&desk, &DISTRICTS[..2], "--since earlier.csv");
    assert!(
        printed.contains("Hand over  0 numbers in 1 upload file"),
        "{printed}"
    );
    assert_eq!(names(&desk), ["all.csv", "all.xlsx"]);
}

#[test]
fn a_file_with_many_rows_has_no_workbook_and_the_summary_says_so() {
    let desk = Desk::new();
    let written = build(&desk, &DISTRICTS, "");
    assert!(!written.contains("as CSV alone"), "{written}");
    let small = std::fs::read(desk.path("out/private/cybersafe/Hisar.xlsx")).unwrap();
    desk.write("jaanch.toml", "[cybersafe]\nxlsx_max_rows = 1\n");
    let printed = build(&desk, &DISTRICTS, "--config jaanch.toml");
    assert!(
        printed.contains(
            "as CSV alone, since they have more than 1 row: 2 ([cybersafe] rows_per_file"
        ),
        "{printed}"
    );
    assert_eq!(
        names(&desk),
        [
            "Gurugram.csv",
            "Hisar.csv",
            "Hisar.xlsx",
            "all.csv",
            "unknown.csv",
            "unknown.xlsx"
        ]
    );
    assert!(std::fs::read(desk.path("out/private/cybersafe/Hisar.xlsx")).unwrap() == small);
    let handover = report(&desk)["handover"].clone();
    let files = handover["files"].as_array().unwrap();
    let csv_only = files.iter().filter(|file| file["csv_only"] == true);
    let csv_only: Vec<_> = csv_only.map(|file| &file["name"]).collect();
    assert_eq!(csv_only, ["all", "Gurugram"]);
    // Parts are small enough.
    desk.write(
        "jaanch.toml",
        "[cybersafe]\nxlsx_max_rows = 1\nrows_per_file = 1\n",
    );
    let printed = build(&desk, &DISTRICTS, "--config jaanch.toml");
    assert!(!printed.contains("as CSV alone"), "{printed}");
    assert!(names(&desk).contains(&"Gurugram part 2.xlsx".to_owned()));
}

#[test]
fn numbers_the_portal_has_no_place_for_stand_apart() {
    let desk = Desk::new();
    // Kept for fiction in the United States, and put together here.
    let foreign = format!("+1202555{:04}", 100 + 7);
    let printed = build(&desk, &[(&foreign, "Hisar"), ("5012345678", "Hisar")], "");
    assert!(
        printed.contains("no ten-digit Indian numbers, not for upload: 1"),
        "{printed}"
    );
    let folder = desk.path("out/private/cybersafe");
    let first = |name: &str| {
        csv(&folder.join(name))[1..]
            .iter()
            .map(|row| row[0].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(first("not-for-upload.csv"), [foreign]);
    assert_eq!(first("all.csv"), ["5012345678"]);
    assert_eq!(first("Hisar.csv"), ["5012345678"]);
    assert_eq!(report(&desk)["handover"]["not_for_upload"], 1);
}

#[test]
fn columns_are_what_the_desk_says() {
    let desk = Desk::new();
    desk.write(
        "jaanch.toml",
        r##"
[cybersafe]
date_format = "%d/%m/%Y"
rows_per_file = 2
[[cybersafe.column]]
heading = "क्रम"
text = "हरियाणा, 06"
[[cybersafe.column]]
heading = "MSISDN"
field = "e164"
[[cybersafe.column]]
heading = "=Mobile"
field = "number"
[[cybersafe.column]]
heading = "On"
field = "last_date"
"##,
    );
    let rows: Vec<(String, &str)> = (0..5)
        .map(|at| (format!("501234567{at}"), "Hisar"))
        .collect();
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(number, district)| (number.as_str(), *district))
        .collect();
    build(&desk, &rows, "--config jaanch.toml");
    let parts = ["Hisar", "Hisar part 2", "Hisar part 3"];
    let folder = desk.path("out/private/cybersafe");
    let sizes = parts.map(|part| csv(&folder.join(format!("{part}.csv"))).len() - 1);
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(
        csv(&folder.join("Hisar part 3.csv")),
        [
            ["क्रम", "MSISDN", "'=Mobile", "On"],
            ["हरियाणा, 06", "+915012345674", "5012345674", "02/10/2026"]
        ]
    );
    assert_eq!(xlsx(&folder.join("Hisar.xlsx"))[0][2], "=Mobile");
}

#[test]
fn a_choice_of_columns_that_cannot_be_is_refused() {
    let desk = Desk::new();
    desk.write("reports/a.csv", super::reported(&DISTRICTS));
    for (config, says) in [
        (
            "[[cybersafe.column]]\nheading = \"A\"\nfield = \"tag\"",
            "\"number\" or \"e164\"",
        ),
        (
            "[[cybersafe.column]]\nheading = \"A\"\nfield = \"imei\"",
            "unknown variant `imei`",
        ),
        ("[cybersafe]\nrows_per_file = 2000000", "from 1 to 1048575"),
        ("[cybersafe]\ncolumns = []", "unknown field `columns`"),
    ] {
        desk.write("jaanch.toml", config);
        let ran = desk.jaanch(
            "build --reports reports --config jaanch.toml --as-of 2026-10-31 --no-sweep --out out",
        );
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(says), "{config}: {}", ran.err);
        assert!(!desk.path("out").exists());
    }
}

#[test]
fn a_file_of_somebody_else_among_them_stops_the_next_build() {
    let desk = Desk::new();
    build(&desk, &DISTRICTS, "");
    let answers = desk.write(
        "out/private/cybersafe/answers from the portal.csv",
        "number,status\n",
    );
    let ran = desk.jaanch("build --reports reports --as-of 2026-10-31 --no-sweep --out out");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no build wrote it"), "{}", ran.err);
    assert!(answers.is_file());
}

#[test]
fn all_numbers_are_in_the_file_of_all_and_in_one_of_a_district() {
    let desk = Desk::new();
    desk.ok("sample --out try --count 300 --seed 5");
    desk.ok("build --reports try/reports --as-of 2026-10-31 --no-sweep --out out");
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for row in desk.table("out/private/numbers.csv") {
        listed.insert(row["national"].clone(), 0);
    }
    for name in names(&desk).iter().filter(|name| name.ends_with(".csv")) {
        for row in desk.table(&format!("out/private/cybersafe/{name}")) {
            *listed.get_mut(&row["Mobile Number"]).unwrap() += 1;
        }
    }
    assert_eq!(listed.len(), 300);
    assert!(listed.values().all(|&times| times == 2), "{listed:?}");
}
