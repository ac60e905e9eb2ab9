//! Linkage's memory depends on what is found, not on how long the files are.

use std::collections::BTreeMap;
use std::fmt::Write;

use jaanch_core::number::{PhoneNumber, Region};
use jaanch_desk::linkage::{Question, Rules, find};
use jiff::civil::date;

use crate::alone;

fn number(place: u64) -> PhoneNumber {
    PhoneNumber::from_e164(915_000_000_000 + place).unwrap()
}

/// The peak memory of reading this many sightings, and the size of the file.
fn peak(rows: u64) -> (usize, usize) {
    let mut text = String::from("imei,number,first,last\n");
    for row in 0..rows {
        // Every other row is rejected, every hundredth is about one of ten handsets that held a reported number.
        let (imei, place) = match row % 100 {
            50 => (20_123_451_000_001 + row / 100 % 10, row / 100 % 40),
            rest if rest % 2 == 0 => (1, row),
            _ => (20_123_452_000_001 + row, row),
        };
        let number = number(place).national();
        writeln!(text, "{imei},{number},2026-01-02,2026-03-04").unwrap();
    }
    let size = text.len();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("s.csv"), &text).unwrap();
    drop(text);
    let reported: Vec<PhoneNumber> = (0..20).map(number).collect();
    let question = Question {
        sightings: &[folder.path().to_owned()],
        region: Region::IN,
        rules: &Rules::default(),
        max_age_days: 365,
        as_of: date(2026, 10, 31),
        reported: &reported,
        never: &BTreeMap::new(),
        complainants: &[],
        approvals: None,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .unwrap();
    let (peak, linkage) = crate::peak(|| pool.install(|| find(&question, &|_| {}).unwrap()));
    assert_eq!(linkage.links.len(), 20, "of {rows}");
    let file = &linkage.files[0];
    // Ten of the first rows are about reported numbers in other handsets.
    assert_eq!((file.rows, file.used), (rows, rows / 100 + 10));
    assert!(file.rejected["imei-length"] > rows / 3);
    (peak, size)
}

#[test]
fn memory_does_not_grow_with_the_files() {
    let _turn = alone();
    let (small, _) = peak(200_000);
    let (large, size) = peak(800_000);
    assert!(size > 24 << 20, "{size}");
    assert!(
        large < small + (2 << 20),
        "{large} for four times what took {small}"
    );
    assert!(large < 12 << 20, "{large}");
}
