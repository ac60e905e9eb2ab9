//! tests/fixtures/desk.txt says what every file there is understood to hold. After a change that is meant,
//! `JAANCH_WRITE_FIXTURES=1 cargo test --test intake fixtures` writes it again, to be read before it is committed.

use std::collections::BTreeSet;
use std::fmt::Write;

use jaanch::registry::intake::Refusal;

use crate::made::{fixture, read, read_with, told};

#[test]
fn every_kind_of_file_is_understood_as_written_down() {
    let mut names: Vec<String> = std::fs::read_dir(fixture(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut text = String::new();
    for name in &names {
        let config = match name.as_str() {
            "american.csv" => "region = \"US\"",
            "german.txt" => "region = \"DE\"",
            _ => "",
        };
        writeln!(text, "{name}").unwrap();
        match read_with(&fixture(name), config) {
            Ok(intake) => text += &told(&intake),
            Err(error) => {
                let folder = fixture("").display().to_string();
                writeln!(text, "  ERROR {}", error.replace(&folder, "").trim()).unwrap();
            }
        }
    }
    let written = fixture("../desk.txt");
    if std::env::var_os("JAANCH_WRITE_FIXTURES").is_some() {
        std::fs::write(&written, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&written).unwrap();
    for (line, (found, expected)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "line {} of desk.txt", line + 1);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

#[test]
fn every_reason_to_reject_occurs() {
    let written = std::fs::read_to_string(fixture("../desk.txt")).unwrap();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in written.lines() {
        if let Some((_, rest)) = line.split_once("REJECTED ") {
            seen.insert(rest.split(" in ").next().unwrap());
        }
    }
    // A row of a megabyte is made when it is needed: see traps.rs.
    seen.insert(Refusal::LineTooLong.code());
    let missing: Vec<_> = Refusal::ALL
        .iter()
        .map(|refusal| refusal.code())
        .filter(|code| !seen.contains(code))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_folder_is_read_whole_and_each_kind_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "plain.csv",
        "workbook.xlsx",
        "old-workbook.xls",
        "office.ods",
        "lines.jsonl",
        "packed.csv.gz",
    ] {
        std::fs::copy(fixture(name), folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join(".hidden"), b"\x00").unwrap();
    let intake = read(folder.path()).unwrap();
    let files: BTreeSet<_> = intake.files.iter().map(|file| file.path.clone()).collect();
    assert_eq!(files.len(), 6);
    for (name, says) in [
        ("notes.md", "move it out"),
        ("~$workbook.xlsx", "close it"),
        ("picture.png", "move it out"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, b"5000000001\n").unwrap();
        let error = read(folder.path()).unwrap_err();
        assert!(error.contains(name) && error.contains(says), "{error}");
        std::fs::remove_file(path).unwrap();
    }
    // A workbook is one under any name.
    std::fs::copy(fixture("workbook.xlsx"), folder.path().join("export.bak")).unwrap();
    assert!(read(folder.path()).is_ok());
}
