//! `tests/fixtures/desk.snap` records what every file in `tests/fixtures/desk` is understood to hold. After an intended change,
//! `INSTA_UPDATE=always cargo test --test desk intake::fixtures` writes it again; review the difference before committing it.

use std::collections::BTreeSet;
use std::fmt::Write;

use jaanch_desk::complaints::Refusal;

use super::made::{described, fixture, read, read_with};

/// What every fixture is understood to hold.
fn understood() -> String {
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
            Ok(intake) => text += &described(&intake),
            Err(error) => {
                let folder = fixture("").display().to_string();
                writeln!(text, "  ERROR {}", error.replace(&folder, "").trim()).unwrap();
            }
        }
    }
    text
}

#[test]
fn every_kind_of_file_is_understood_as_recorded() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(fixture("../"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("desk", understood()));
}

#[test]
fn every_reason_to_reject_occurs() {
    let understood = understood();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in understood.lines() {
        if let Some((_, rest)) = line.split_once("REJECTED ") {
            seen.insert(rest.split(" in ").next().unwrap());
        }
    }
    // A row of a megabyte is made at run time: see tests/memory/traps.rs.
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
    // A workbook is recognised under any name.
    std::fs::copy(fixture("workbook.xlsx"), folder.path().join("export.bak")).unwrap();
    assert!(read(folder.path()).is_ok());
}
