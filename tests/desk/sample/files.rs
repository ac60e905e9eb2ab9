//! The sample's files as bytes, and the output folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jaanch_sample::{self, Error, Options};
use jiff::civil::date;
use tempfile::TempDir;

use super::known::{BARE, KNOWN, Kind};
use super::write;

/// Every file under a folder with its bytes.
fn bytes(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in [dir.to_owned(), dir.join("reports")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap();
                files.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn files_differ_in_marks_line_ends_and_quotes() {
    let (dir, _) = write(&Options {
        count: 50,
        ..Options::default()
    });
    let files = bytes(dir.path());
    for known in KNOWN.iter().filter(|known| known.kind == Kind::Csv) {
        let text = String::from_utf8(files[&format!("reports/{}", known.file)].clone()).unwrap();
        let crlf = text.lines().count() > 0 && text.ends_with("\r\n");
        assert_eq!(
            (text.starts_with('\u{feff}'), crlf),
            known.bytes,
            "{}",
            known.file
        );
    }
    let magic = [
        ("gurugram-stations.xlsx", b"PK\x03\x04".as_slice()),
        // No file name, no time.
        ("faridabad-range.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0"),
        (
            "helpline-1930.json",
            b"[\n{\"S.No\":1,\"Acknowledgement No\":",
        ),
        ("rohtak-range.jsonl", "{\"क्रमांक\":1,".as_bytes()),
    ];
    for (name, begin) in magic {
        assert!(
            files[&format!("reports/{name}")].starts_with(begin),
            "{name}"
        );
    }
    let portal = String::from_utf8(files["reports/portal.csv"].clone()).unwrap();
    assert!(portal.starts_with("\u{feff}\"Ack_No\",\"Complaint_Date\""));
    assert!(files[&format!("reports/{BARE}")].ends_with(b"\r\n"));
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let options = Options {
        count: 300,
        ..Options::default()
    };
    let first = bytes(write(&options).0.path());
    assert_eq!(first, bytes(write(&options).0.path()));
    let others = [
        Options {
            count: 301,
            ..options
        },
        Options { seed: 1, ..options },
        Options {
            as_of: date(2026, 10, 30),
            ..options
        },
    ];
    for other in others {
        assert_ne!(first, bytes(write(&other).0.path()), "{other:?}");
    }
    // FNV-1a over names and contents, the same on every machine: it may change only on purpose.
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let sum = first
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, (name, bytes)| {
            name.as_bytes().iter().chain(bytes).fold(hash, fnv)
        });
    assert_eq!(format!("{sum:016x}"), "e261f647186d82bb");
}

#[test]
fn an_earlier_sample_is_replaced_and_nothing_else_is() {
    let (dir, _) = write(&Options {
        count: 5,
        ..Options::default()
    });
    let options = Options {
        count: 6,
        ..Options::default()
    };
    jaanch_sample::write(dir.path(), &options).unwrap();
    assert_eq!(bytes(dir.path()), bytes(write(&options).0.path()));
    // Leftovers of a killed run, which are beside the folder, are removed.
    let name = dir.path().file_name().unwrap().to_str().unwrap();
    let unfinished = dir.path().with_file_name(format!(".{name}.unfinished"));
    fs::create_dir_all(unfinished.join("reports")).unwrap();
    jaanch_sample::write(dir.path(), &options).unwrap();
    assert!(!unfinished.exists());
    assert_eq!(bytes(dir.path()), bytes(write(&options).0.path()));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 9);

    let before = bytes(dir.path());
    for foreign in ["notes.txt", "reports/january.csv"] {
        let path = dir.path().join(foreign);
        fs::write(&path, "mine").unwrap();
        let error = jaanch_sample::write(dir.path(), &Options::default()).unwrap_err();
        let place = foreign
            .split('/')
            .fold(dir.path().to_owned(), |path, part| path.join(part));
        assert_eq!(
            error.to_string(),
            format!(
                "{} is not empty and holds more than an earlier sample: {} would be lost or mixed up with it; \
                 name a new folder",
                dir.path().display(),
                place.display()
            )
        );
        fs::remove_file(&path).unwrap();
        assert_eq!(bytes(dir.path()), before);
    }
}

#[test]
fn folders_that_only_look_like_a_sample_are_left_alone() {
    let cases = [
        ("truth.csv", "e164,tag\n+915000000000,often\n"),
        ("truth.csv", ""),
        ("reports/portal.csv", "Ack_No\n"),
        ("delisted.csv", "number,reason,date\n"),
    ];
    for (name, text) in cases {
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("reports")).unwrap();
        fs::write(dir.path().join(name), text).unwrap();
        let before = bytes(dir.path());
        let error = jaanch_sample::write(dir.path(), &Options::default()).unwrap_err();
        assert!(matches!(error, Error::Occupied { .. }), "{error}");
        assert_eq!(bytes(dir.path()), before);
    }
}

#[test]
fn a_folder_with_the_name_of_a_file_is_left_alone() {
    let (dir, _) = write(&Options {
        count: 5,
        ..Options::default()
    });
    let folder = dir.path().join("status.csv");
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    let error = jaanch_sample::write(dir.path(), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Occupied { path, .. } if path == folder));
}

#[test]
fn options_that_cannot_be_met_leave_no_folder() {
    let dir = TempDir::new().unwrap();
    let new = dir.path().join("new");
    let cases = [
        (
            Options {
                count: 10_000_001,
                ..Options::default()
            },
            "a sample of 10000001 numbers is too large: the most is 10000000",
        ),
        (
            Options {
                as_of: date(2004, 12, 31),
                ..Options::default()
            },
            "no sample can be made for 2004-12-31: the date has to be from 2005-01-01 to 2099-12-31",
        ),
        (
            Options {
                as_of: date(2100, 1, 1),
                ..Options::default()
            },
            "no sample can be made for 2100-01-01: the date has to be from 2005-01-01 to 2099-12-31",
        ),
    ];
    for (options, text) in cases {
        assert_eq!(
            jaanch_sample::write(&new, &options)
                .unwrap_err()
                .to_string(),
            text
        );
        assert!(!new.exists());
    }
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let error = jaanch_sample::write(&file, &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{} is not a folder; name a new one", file.display())
    );
    let below = file.join("new");
    assert!(matches!(
        jaanch_sample::write(&below, &Options::default()),
        Err(Error::Output(jaanch_desk::Error::Io { .. }))
    ));
    // Missing parent folders are created.
    let options = Options {
        count: 0,
        ..Options::default()
    };
    jaanch_sample::write(&new.join("deep"), &options).unwrap();
    assert!(new.join("deep/truth.csv").exists());
}
