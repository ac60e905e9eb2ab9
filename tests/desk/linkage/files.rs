//! How sightings files are read: forms, rejects, and every row accounted for.

use std::collections::BTreeMap;

use jaanch_desk::linkage::LISTED_REJECTS;
use proptest::prelude::*;

use super::case::{Case, handset, number};

fn luhn(fourteen: &str) -> char {
    let sum: u32 = fourteen
        .chars()
        .enumerate()
        .map(|(at, digit)| {
            let doubled = digit.to_digit(10).unwrap() * (1 + u32::try_from(at % 2).unwrap());
            doubled / 10 + doubled % 10
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap()
}

#[test]
fn every_form_of_an_imei_is_the_same_handset() {
    let mut case = Case::new();
    let imei = handset(0);
    let check = luhn(&imei);
    let wrong = if check == '5' { '6' } else { '5' };
    let rows = [
        (imei.clone(), 1),
        (format!("{imei}{check}"), 2),
        (format!("{imei}0"), 3),
        (format!("{imei}42"), 4),
        (
            format!("{}-{}-{}-{check}", &imei[..2], &imei[2..8], &imei[8..]),
            5,
        ),
        (format!("{imei}{wrong}"), 6),
        ("2.01234E+14".into(), 7),
        ("000000000000000".into(), 8),
        ("123456789012345".into(), 9),
        (imei[..13].into(), 10),
        ("unknown".into(), 11),
        (String::new(), 12),
    ];
    let rows = rows
        .iter()
        .map(|(imei, place)| format!("{imei};{}\r\n", number(*place).national()));
    case.file(
        "a.csv",
        format!("\u{feff}IMEI No;MSISDN\r\n{}", rows.collect::<String>()),
    );
    let linkage = case.find().unwrap();
    let linked: Vec<_> = linkage
        .links
        .iter()
        .filter_map(|link| link.number)
        .collect();
    assert_eq!(linked, [2, 3, 4, 5].map(number));
    let file = &linkage.files[0];
    assert_eq!((file.rows, file.used, file.other), (12, 5, 0));
    let expected = [
        ("digits-lost", 1),
        ("empty", 1),
        ("imei-check-digit", 1),
        ("imei-length", 1),
        ("imei-not-digits", 1),
        ("imei-placeholder", 2),
    ];
    assert_eq!(file.rejected, BTreeMap::from(expected));
    let rejected: Vec<_> = linkage
        .rejects
        .iter()
        .map(|r| (r.row, r.reason, r.column.as_str()))
        .collect();
    assert_eq!(rejected[0], (7, "imei-check-digit", "IMEI No"));
    assert_eq!(
        rejected.iter().map(|t| t.0).collect::<Vec<_>>(),
        (7..=13).collect::<Vec<_>>()
    );
    assert_eq!(linkage.rejects[1].value, "2.01234E+14");
}

#[test]
fn rows_are_numbered_through_a_long_file_and_rejects_stay_few() {
    let mut case = Case::new();
    let mut text = String::from("imei,mobile no,date,remarks\n");
    let rows = 60_000_u64;
    for row in 2..rows + 2 {
        let imei = if row % 10 == 0 {
            "12".into()
        } else {
            handset(row)
        };
        let date = if row == 59_999 { "soon" } else { "2026-01-02" };
        text += &format!(
            "{imei},{},{date},\"two\nlines, {}\"\n",
            number(row).national(),
            "x".repeat(20)
        );
    }
    assert!(text.len() > 3 << 20, "several pieces");
    case.file("long.csv", &text);
    case.reported = vec![number(3)];
    let linkage = case.find().unwrap();
    let file = &linkage.files[0];
    assert_eq!(
        file.rejected,
        BTreeMap::from([("imei-length", rows / 10), ("bad-date", 1)])
    );
    assert_eq!(
        (file.rows, file.used, file.other),
        (rows, 1, rows - rows / 10 - 2)
    );
    let short: Vec<u64> = linkage
        .rejects
        .iter()
        .filter(|reject| reject.reason == "imei-length")
        .map(|reject| reject.row)
        .collect();
    let first: Vec<u64> = (1..=u64::try_from(LISTED_REJECTS).unwrap())
        .map(|at| at * 10)
        .collect();
    assert_eq!(short, first);
    let date = linkage
        .rejects
        .iter()
        .find(|reject| reject.reason == "bad-date")
        .unwrap();
    assert_eq!(
        (date.row, date.value.as_str(), date.column.as_str()),
        (59_999, "soon", "date")
    );
    // The same with one processor as with several.
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    assert_eq!(pool.install(|| case.find().unwrap()), linkage);
}

#[test]
fn the_order_of_rows_and_files_changes_nothing() {
    let rows: Vec<_> = (0..60)
        .map(|at| (handset(at % 7), number(at % 13), "2026-03-04", "2026-03-05"))
        .collect();
    let mut backwards = rows.clone();
    backwards.reverse();
    let links = |rows: &[_]| Case::of(rows).find().unwrap().links;
    assert_eq!(links(&rows), links(&backwards));
    let mut parted = Case::new();
    for (name, rows) in [("b.csv", &rows[..20]), ("a.csv", &rows[20..])] {
        let lines = rows.iter().map(|(imei, number, first, last)| {
            format!("{},{last},{first},{imei}\n", number.national())
        });
        parted.file(
            name,
            format!("phone,to,from,imei\n{}", lines.collect::<String>()),
        );
    }
    assert_eq!(parted.find().unwrap().links, links(&rows));
}

#[test]
fn a_folder_is_all_its_files() {
    let mut case = Case::new();
    std::fs::create_dir(case.folder.path().join("in")).unwrap();
    case.file(
        "in/one.csv",
        format!("imei,number\n{},{}\n", handset(0), number(1).national()),
    );
    case.file(
        "in/two.txt",
        format!("number|imei\n{}|{}\n", number(2).national(), handset(0)),
    );
    case.file("in/.hidden", "no sightings");
    case.files = vec![case.folder.path().join("in")];
    let linkage = case.find().unwrap();
    assert_eq!((linkage.files.len(), linkage.links.len()), (2, 1));
}

#[test]
fn what_is_no_sightings_file_stops_the_build() {
    for (text, says) in [
        (b"".as_slice(), "the file is empty"),
        (b"\xef\xbb\xbf \r\n", "the file is empty"),
        (b"PK\x03\x04", "export it as CSV"),
        (b"i\0m\0e\0i\0", "export it as CSV"),
        (b"\x1f\x8b\x08", "unpack this file"),
        (b"a,b\n1,2\n", "no heading says which column is the IMEI"),
        (
            b"imei,number\n1,2\n\"3,4\n5,6\n",
            "in the row that begins \"\\\"3,4\": a quotation mark is opened and never closed",
        ),
    ] {
        let mut case = Case::new();
        case.file("odd.csv", text);
        let error = case.find().unwrap_err().to_string();
        assert!(error.contains(says) && error.contains("odd.csv"), "{error}");
    }
    let mut case = Case::new();
    let long = format!("imei,number\n1,2\n{}", "x".repeat(10 << 20));
    case.file("long.csv", long);
    assert!(
        case.find()
            .unwrap_err()
            .to_string()
            .contains("longer than any row")
    );
    let mut case = Case::new();
    case.files = vec![case.folder.path().join("none.csv")];
    assert!(case.find().unwrap_err().to_string().contains("none.csv"));
    case.files = vec![case.folder.path().to_owned()];
    assert!(
        case.find()
            .unwrap_err()
            .to_string()
            .contains("holds no files")
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_because_it_cannot_be_read_twice() {
    let mut case = Case::new();
    let pipe = case.folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    case.files = vec![pipe];
    assert!(case.find().unwrap_err().to_string().contains("no pipe"));
}

#[test]
fn an_odd_file_is_warned_about() {
    let mut case = Case::new();
    case.file("a.csv", "imei,number\n");
    case.file("b.csv", "imei,number\nx,y\n");
    let warnings = case.find().unwrap().warnings;
    assert!(warnings[0].ends_with("a.csv: nothing but headings"));
    assert!(warnings[1].contains("b.csv: not one of its 1 rows"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any file gives an error or accounts for every row.
    #[test]
    fn hostile_bytes_are_counted_or_refused(body in prop::collection::vec(any::<u8>(), 0..400), headed in any::<bool>()) {
        let mut case = Case::new();
        let head: &[u8] = if headed { b"imei,number,date\n" } else { b"" };
        case.file("hostile.csv", [head, &body].concat());
        if let Ok(linkage) = case.find() {
            let file = &linkage.files[0];
            prop_assert_eq!(file.used + file.other + file.rejected.values().sum::<u64>(), file.rows);
        }
    }
}
