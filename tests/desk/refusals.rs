//! Input that cannot be used: a clear error with the file's name, exit code 1, and nothing written.

use crate::support::{Desk, Ran, twice};

fn build(desk: &Desk, reports: &str) -> Ran {
    desk.jaanch(&format!(
        "build --reports {reports} --as-of 2026-10-31 --no-sweep --out D"
    ))
}

#[track_caller]
fn refused(desk: &Desk, ran: &Ran, says: &[&str]) {
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for text in says {
        assert!(ran.err.contains(text), "{text:?} is not in: {}", ran.err);
    }
    assert_eq!(ran.out, "");
    assert!(!desk.path("D").exists(), "something was written");
    let left: Vec<_> = std::fs::read_dir(desk.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().starts_with('.')),
        "{left:?}"
    );
}

#[test]
fn files_that_cannot_be_read() {
    let desk = Desk::new();
    desk.write("good.csv", twice(&["5000000001"]));
    desk.write("empty.csv", "");
    desk.write("blank.csv", "\n\n  \n");
    desk.write("binary.csv", b"PK\x03\x04\x14\x00\x06\x00");
    desk.write("zeros.txt", b"5\x000\x000\x00");
    desk.write("names.csv", "Name,Amount\nx,500\ny,700\n");
    std::fs::create_dir(desk.path("nothing")).unwrap();
    for (reports, says) in [
        ("good.csv missing.csv", vec!["missing.csv", "cannot read"]),
        ("good.csv empty.csv", vec!["empty.csv", "empty"]),
        ("blank.csv", vec!["blank.csv", "empty"]),
        ("binary.csv", vec!["binary.csv", "no text file"]),
        ("zeros.txt", vec!["zeros.txt", "no text file"]),
        (
            "names.csv good.csv",
            vec![
                "names.csv",
                "no column holds phone numbers",
                "\"Name\", \"Amount\"",
                "[columns.\"names.csv\"]",
            ],
        ),
        ("nothing", vec!["nothing", "no files"]),
    ] {
        refused(&desk, &build(&desk, reports), &says);
    }
}

#[test]
fn an_output_that_cannot_be_written() {
    let desk = Desk::new();
    desk.write("good.csv", twice(&["5000000001"]));
    desk.write("file", "mine");
    for out in ["file", "file/below"] {
        let ran = desk.jaanch(&format!(
            "build --reports good.csv --as-of 2026-10-31 --no-sweep --out {out}"
        ));
        refused(&desk, &ran, &["file"]);
        assert_eq!(desk.read("file"), "mine");
    }
}

#[test]
fn a_failed_build_leaves_the_last_one() {
    let desk = Desk::new();
    desk.write("good.csv", twice(&["5000000001"]));
    assert_eq!(build(&desk, "good.csv").code, 0);
    let before = desk.files("D");
    desk.write("bad.csv", "");
    assert_eq!(build(&desk, "good.csv bad.csv").code, 1);
    assert!(desk.files("D") == before);
    desk.write("more.csv", twice(&["5000000002"]));
    assert_eq!(build(&desk, "good.csv more.csv").code, 0);
    assert!(desk.files("D") != before);
}

#[test]
fn a_build_that_was_cut_short_is_cleared_up_by_the_next() {
    let desk = Desk::new();
    desk.write("good.csv", twice(&["5000000001"]));
    assert_eq!(build(&desk, "good.csv").code, 0);
    let before = desk.files("D");
    // Killed between the two renames: the old result has another name, and the new one is not in its place yet.
    std::fs::rename(desk.path("D"), desk.path(".D.previous")).unwrap();
    std::fs::create_dir(desk.path(".D.unfinished")).unwrap();
    assert_eq!(build(&desk, "missing.csv").code, 1);
    assert_eq!(build(&desk, "good.csv").code, 0);
    assert!(desk.files("D") == before);
    assert!(!desk.path(".D.previous").exists() && !desk.path(".D.unfinished").exists());
}

#[test]
fn options_that_cannot_be() {
    let desk = Desk::new();
    desk.write("good.csv", twice(&["5000000001"]));
    desk.write("bad.toml", "[policy]\nmin_report = 3\n");
    for (options, code, says) in [
        ("--config bad.toml", 1, "min_report"),
        ("--config none.toml", 1, "none.toml"),
        ("--serial 2026103000", 1, "2026103000"),
        ("--key none.key", 1, "none.key"),
        ("--key good.csv", 1, "good.csv"),
        ("--bits 12", 2, "--bits"),
        ("--as-of 31.10.2026", 2, "--as-of"),
    ] {
        let as_of = if options.starts_with("--as-of") {
            ""
        } else {
            "--as-of 2026-10-31"
        };
        let ran = desk.jaanch(&format!(
            "build --reports good.csv {as_of} --no-sweep --out D {options}"
        ));
        assert_eq!(ran.code, code, "{options}: {}", ran.err);
        assert!(ran.err.contains(says), "{options}: {}", ran.err);
        assert!(!desk.path("D").exists());
    }
}

#[test]
fn a_folder_that_holds_anything_else_is_never_replaced() {
    let desk = Desk::new();
    desk.write("desk/good.csv", twice(&["5000000001"]));
    desk.ok("keygen --out keys --no-password");
    desk.write("other/public/page.html", "mine");
    let before = desk.files(".");
    for (out, names) in [
        (".", "keys"),
        ("desk", "good.csv"),
        ("keys", "jaanch"),
        ("other", "page.html"),
    ] {
        let ran = desk.jaanch(&format!(
            "build --reports desk/good.csv --as-of 2026-10-31 --no-sweep --out {out}"
        ));
        assert_eq!(ran.code, 1, "{out}: {}", ran.out);
        assert!(ran.err.contains("choose another --out"), "{}", ran.err);
        assert!(out == "." || ran.err.contains(names), "{}", ran.err);
        assert!(desk.files(".") == before, "{out}");
    }
    assert_eq!(build(&desk, "desk").code, 0);
    desk.write("D/private/casefile.txt", "mine");
    assert_eq!(build(&desk, "desk").code, 1);
    assert_eq!(desk.read("D/private/casefile.txt"), "mine");
}

#[test]
#[cfg(unix)]
fn through_a_link_the_folder_it_leads_to_is_replaced() {
    let desk = Desk::new();
    desk.write("good.csv", twice(&["5000000001"]));
    std::fs::create_dir(desk.path("real")).unwrap();
    std::os::unix::fs::symlink("real", desk.path("link")).unwrap();
    desk.ok("build --reports good.csv --as-of 2026-10-31 --no-sweep --out link");
    assert!(desk.path("link").is_symlink());
    assert!(desk.path("real/public/list.jaanch").exists());
}

#[test]
fn what_is_no_export_is_not_read_from_a_folder() {
    let desk = Desk::new();
    desk.write("r/good.csv", twice(&["5000000001"]));
    desk.write("r/readme.md", "hi\n5000000002\n");
    refused(&desk, &build(&desk, "r"), &["readme.md", "move it out"]);
}

#[test]
fn a_file_that_gives_nothing_is_warned_about() {
    let desk = Desk::new();
    desk.write(
        "title.csv",
        "List of cell numbers\nSuspect Mobile,Date,Status\n5044444495,13/10/2026,Verified\n",
    );
    desk.write("heading.csv", "Suspect Mobile,Date\n");
    desk.write("undated.csv", "Suspect Mobile\n5000000001\n");
    desk.write("jaanch.toml", "[columns.\"Other*.csv\"]\nnumber = 1\n");
    let ran = desk.jaanch(
        "build --reports title.csv heading.csv undated.csv --config jaanch.toml --as-of 2026-10-31 --no-sweep --out D",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    for says in [
        "title.csv: not one",
        "heading.csv: nothing but",
        "undated.csv: no date column",
        "Other*.csv",
        "the list is empty",
    ] {
        assert!(ran.err.contains(says), "{says:?} is not in: {}", ran.err);
    }
    assert!(
        desk.read("D/private/report.json")
            .contains("not one of its")
    );
}
