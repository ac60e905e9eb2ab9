//! `site`: warnings about a list or an address that would leave citizens with less than they should have.

use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::support::Desk;

/// A desk with a key, templates and texts, and stand-ins for the built module and scripts.
fn desk() -> Desk {
    let desk = Desk::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["templates", "locales", "icons", "pictures"] {
        copy(
            &desk,
            &own.join("www").join(folder),
            &format!("www/{folder}"),
        );
    }
    copy(&desk, &own.join("tests/fixtures/dist"), "www/dist");
    desk.write("www/pkg/jaanch_bg.wasm", b"\0asm");
    desk.ok("keygen --out keys --no-password");
    desk
}

fn copy(desk: &Desk, from: &Path, to: &str) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{to}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            copy(desk, &entry.path(), &name);
        } else {
            desk.write(&name, std::fs::read(entry.path()).unwrap());
        }
    }
}

fn today() -> Date {
    Zoned::now().with_time_zone(TimeZone::UTC).date()
}

/// What `site` prints to standard error about a list issued this many days from today.
fn said(desk: &Desk, days: i64, args: &str) -> String {
    let as_of = today().checked_add(days.days()).unwrap();
    desk.write(
        "c.csv",
        format!("Suspect Mobile,Date,Status\n5012345678,{as_of},Verified\n"),
    );
    desk.ok(&format!(
        "build --reports c.csv --as-of {as_of} --no-sweep --key keys/jaanch.key --out D"
    ));
    let ran = desk.jaanch(&format!(
        "site --list D/public/list.jaanch --key keys/jaanch.pub --out site {args}"
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.err
}

#[test]
fn a_list_that_is_not_fresh_gives_a_warning() {
    let desk = desk();
    assert_eq!(said(&desk, -6, ""), "");
    for (days, says) in [
        (
            -9,
            "jaanch: warning: D/public/list.jaanch: stale: older than seven days; ",
        ),
        (-31, "jaanch: warning: D/public/list.jaanch: EXPIRED on "),
        (
            3,
            "jaanch: warning: D/public/list.jaanch: issued in the future: ",
        ),
    ] {
        let err = said(&desk, days, "");
        assert!(
            err.starts_with(says) && err.lines().count() == 1,
            "{days}: {err}"
        );
    }
}

#[test]
fn an_address_without_https_gives_a_warning() {
    let desk = desk();
    for address in [
        "https://check.example.org",
        "http://localhost:8940/",
        "http://127.0.0.1:8940/check",
        "http://LOCALHOST",
    ] {
        let err = said(&desk, 0, &format!("--base-url {address}"));
        assert_eq!(err, "", "{address}");
    }
    for address in [
        "http://check.example.org",
        "http://localhost.example.org/",
        "http://127.0.0.1.example.org:80/x",
    ] {
        let err = said(&desk, 0, &format!("--base-url {address}"));
        assert!(
            err.starts_with(&format!(
                "jaanch: warning: --base-url {address}: without HTTPS"
            )) && err.contains("paste button"),
            "{err}"
        );
    }
}
