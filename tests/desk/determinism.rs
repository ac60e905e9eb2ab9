//! A build depends on the files and options it is given, and on nothing else.

use crate::listing::{OCTOBER, built_sample};
use crate::support::{Desk, twice};

#[test]
fn the_same_files_give_the_same_bytes_in_any_order() {
    let desk = built_sample();
    desk.ok(&format!("build --reports S/reports {OCTOBER} --out again"));
    let mut files: Vec<_> = desk
        .files("S/reports")
        .into_keys()
        .map(|name| format!("S/reports/{name}"))
        .collect();
    files.reverse();
    desk.ok(&format!(
        "build --reports {} {OCTOBER} --out backwards",
        files.join(" ")
    ));
    let first = desk.files("D");
    let (uploads, others): (Vec<_>, Vec<_>) = first
        .keys()
        .map(String::as_str)
        .partition(|name| name.starts_with("private/cybersafe/"));
    // A file for each of 22 districts and one for all numbers, of two kinds.
    assert!(
        uploads.len() >= 46 && uploads.contains(&"private/cybersafe/Gurugram.xlsx"),
        "{uploads:?}"
    );
    assert_eq!(
        others,
        [
            "private/not_listed.csv",
            "private/numbers.csv",
            "private/rejects.csv",
            "private/report.html",
            "private/report.json",
            "private/review.csv",
            "private/status.csv",
            "public/list.jaanch"
        ]
    );
    assert!(first == desk.files("again"), "a second build differs");
    assert!(
        first == desk.files("backwards"),
        "the order of the files matters"
    );
}

#[test]
fn nothing_but_the_files_named_is_read() {
    let desk = Desk::new();
    desk.write("r.csv", twice(&["5000000001", "5000000002"]));
    desk.write("d.csv", "number\n5000000002\n");
    let args = format!("build --reports r.csv --delisted d.csv {OCTOBER} --out");
    desk.ok(&format!("{args} first"));
    // The output of an earlier run next to the new one, in its place, and under every name that a program might look for.
    let copy = |to: &str| {
        for (name, bytes) in desk.files("first") {
            desk.write(&format!("{to}/{name}"), bytes);
        }
    };
    for place in ["second", "previous", "old", "private/first", ".jaanch"] {
        copy(place);
    }
    desk.write("jaanch.toml", "[policy]\nmin_reports = 9\n");
    desk.write("delisted.csv", "number\n5000000001\n");
    desk.ok(&format!("{args} second"));
    assert!(desk.files("first") == desk.files("second"));
    // A second time over the same place.
    desk.ok(&format!("{args} second"));
    assert!(desk.files("first") == desk.files("second"));
}
