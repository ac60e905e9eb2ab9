//! `jaanch plan`: what a list will promise, before it is built.

use crate::support::{Desk, twice};

fn cells<'a>(out: &'a str, row: &str) -> Vec<&'a str> {
    let line = out
        .lines()
        .find(|line| line.starts_with(row))
        .unwrap_or_else(|| panic!("{row:?} is not in:\n{out}"));
    let cells = line[row.len()..].split("  ").map(str::trim);
    cells.filter(|cell| !cell.is_empty()).collect()
}

#[test]
fn each_width_has_its_column() {
    let desk = Desk::new();
    let out = desk.ok("plan --count 27824 --tags 2 --protected 700");
    assert_eq!(cells(&out, "width"), ["8 bits", "16 bits", "32 bits"]);
    assert_eq!(
        cells(&out, "a stranger is flagged"),
        ["1 in 128", "1 in 32,768", "1 in 2,147,483,648"]
    );
    assert_eq!(
        cells(&out, "of a sweep's finds truly listed"),
        ["0.09 %", "18.56 %", "99.99 %"]
    );
    assert_eq!(
        cells(&out, "lists made to protect 700"),
        ["240*", "1.0", "1.0"]
    );
    for says in [
        "Two releases undo that",
        "docs/PRIVACY.md",
        "more than 200 lists",
    ] {
        assert!(out.contains(says), "{says:?} is not in:\n{out}");
    }
}

#[test]
fn the_size_is_the_lists_own() {
    let desk = Desk::new();
    let numbers: Vec<String> = (0..300).map(|at| format!("50000{at:05}")).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    desk.write("a.csv", twice(&numbers));
    let out = desk.ok("plan --count 300");
    let planned = cells(&out, "bytes, without notes and signature");
    for (bits, planned) in [8, 16, 32].into_iter().zip(planned) {
        desk.ok(&format!(
            "build --reports a.csv --as-of 2026-10-31 --no-sweep --bits {bits} --out D"
        ));
        let list = std::fs::metadata(desk.path("D/public/list.jaanch"))
            .unwrap()
            .len();
        let planned: u64 = planned.replace(',', "").parse().unwrap();
        // {"tags":["often","reported"]} in 32 bytes, and the length of a seal that is not there.
        assert_eq!(list, planned + 32 + 4);
    }
}

#[test]
fn what_cannot_be_is_said() {
    let desk = Desk::new();
    let out = desk.ok("plan --count 40000000 --tags 1");
    assert_eq!(
        cells(&out, "bytes, without notes and signature"),
        ["45,023,312", "over 64 MiB", "over 64 MiB"]
    );
    let out = desk.ok("plan --count 5 --protected 1000000");
    assert_eq!(
        cells(&out, "lists made to protect 1,000,000"),
        ["beyond counting*", "beyond counting*", "1.0"]
    );
    let out = desk.ok("plan --count 0");
    assert_eq!(cells(&out, "a stranger is flagged"), ["never"; 3]);
    for args in [
        "plan",
        "plan --count 5 --tags 0",
        "plan --count 5 --tags 9",
        "plan --count x",
    ] {
        assert_eq!(desk.jaanch(args).code, 2, "{args}");
    }
}
