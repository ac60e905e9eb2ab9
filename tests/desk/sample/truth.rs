//! The truth agrees with the rows.

use std::collections::BTreeSet;

use jaanch_sample::{Options, Reason};
use jiff::civil::date;

use super::known::{BARE, KNOWN};
use super::reader::{Row, Same, complaints, judge, number, numbers, read};
use super::{announced, write};

/// The announced districts, and how many others there are.
const NAMED: [(&str, usize); 9] = [
    ("Gurugram", 7_142),
    ("Faridabad", 3_896),
    ("Panchkula", 1_420),
    ("Sonipat", 1_408),
    ("Hisar", 1_228),
    ("Ambala", 1_101),
    ("Rohtak", 1_045),
    ("Panipat", 1_034),
    ("Jhajjar", 1_024),
];

#[test]
fn the_truth_follows_from_the_rows() {
    let (read, _) = announced();
    let rows = &read.rows;
    read.assert_complete();
    for (number, rows) in rows {
        for same in [Same::Rule, Same::Words, Same::Date] {
            let judged = judge(rows, Options::default().as_of, same);
            assert_eq!(judged, read.truth[number], "{number} by {same:?}");
        }
        // Whether a row that is nothing but a number counts at all makes no difference.
        let dated: Vec<Row> = rows
            .iter()
            .filter(|row| row.on.is_some())
            .cloned()
            .collect();
        let judged = judge(&dated, Options::default().as_of, Same::Rule);
        assert_eq!(judged, read.truth[number], "{number} without its bare rows");
    }
}

#[test]
fn the_truth_follows_for_other_options() {
    let dates = [
        date(2024, 2, 29),
        date(2027, 1, 1),
        date(2005, 1, 1),
        date(2099, 12, 31),
    ];
    for (count, as_of) in [0, 1, 50, 1_000].into_iter().zip(dates) {
        let (dir, summary) = write(&Options {
            count,
            seed: 7,
            as_of,
        });
        let read = read(dir.path());
        read.assert_complete();
        for (number, rows) in &read.rows {
            assert_eq!(
                judge(rows, as_of, Same::Rule),
                read.truth[number],
                "{number}"
            );
        }
        let listed = read
            .truth
            .values()
            .filter(|truth| truth[0] == "true")
            .count();
        assert_eq!((listed, summary.listed), (count, count));
        assert_eq!(read.districts().values().sum::<usize>(), count);
        if count == 0 {
            assert_eq!((summary.rows(), read.truth.len()), (0, 0));
        }
    }
}

#[test]
fn districts_are_as_announced() {
    let (read, summary) = announced();
    let counts = read.districts();
    assert_eq!(counts.len(), 22);
    assert_eq!(counts.values().sum::<usize>(), 27_824);
    for (name, count) in NAMED {
        assert_eq!(counts[name], count, "{name}");
    }
    for (name, count) in &summary.districts {
        assert_eq!(counts[*name], *count, "{name}");
    }
}

#[test]
fn the_summary_tells_what_was_written() {
    let (read, summary) = announced();
    assert!(
        (46_000..=48_000).contains(&summary.rows()),
        "{}",
        summary.rows()
    );
    let rows = KNOWN
        .iter()
        .zip(&read.tables)
        .map(|(known, table)| (known.file, table.len()));
    let rows: Vec<(&str, usize)> = rows.chain([(BARE, read.lines.len())]).collect();
    assert_eq!(rows, summary.files);

    let truths = |place: usize, word: &str| {
        read.truth
            .values()
            .filter(|truth| truth[place] == word)
            .count()
    };
    assert_eq!(summary.listed, truths(0, "true"));
    assert_eq!(summary.often, truths(1, "often"));
    for reason in [Reason::SingleUnverified, Reason::TooOld] {
        let count = truths(2, reason.name());
        assert_eq!(summary.unlisted[&reason], count);
        assert!((300..2_000).contains(&count), "{count} {}", reason.name());
    }

    let (mut duplicates, mut only) = (0, 0);
    for (number, rows) in &read.rows {
        let dated: Vec<Row> = rows
            .iter()
            .filter(|row| row.on.is_some())
            .cloned()
            .collect();
        let copies = dated.len() - complaints(&dated, Same::Rule);
        duplicates += copies;
        only += usize::from(copies > 0 && read.truth[number][2] == "single-unverified");
    }
    let cells = KNOWN.iter().zip(&read.tables).flat_map(|(known, table)| {
        let cells = table
            .iter()
            .map(|cells| (numbers(&cells[known.suspect]), cells));
        cells.map(|(numbers, cells)| {
            (
                numbers,
                known.id.map(|id| &cells[id]),
                &cells[known.suspect],
            )
        })
    });
    let twice: Vec<_> = cells.filter(|(numbers, ..)| numbers.len() == 2).collect();
    assert_eq!(summary.two_numbers, twice.len());
    for between in ["/", ",", "\n"] {
        assert!(
            twice.iter().any(|(.., cell)| cell.contains(between)),
            "{between:?}"
        );
    }
    // A copied row that names two numbers is one row, but a copy about both.
    let pairs: BTreeSet<&Vec<String>> = twice.iter().map(|(numbers, ..)| numbers).collect();
    assert_eq!(summary.duplicates, duplicates - (twice.len() - pairs.len()));
    assert_eq!(summary.only_duplicates, only);
    assert!(only >= 300, "{only}");
}

#[test]
fn the_edges_of_the_rule_are_met() {
    let (read, _) = announced();
    let as_of = Options::default().as_of;
    let last = |rows: &[Row]| {
        let last = rows.iter().filter_map(|row| row.on).max().unwrap();
        as_of.since(last).unwrap().get_days()
    };
    let ages: BTreeSet<(i32, &str)> = read
        .rows
        .iter()
        .map(|(number, rows)| (last(rows), read.truth[number][0].as_str()))
        .collect();
    for met in [(0, "true"), (365, "true"), (366, "false")] {
        assert!(ages.contains(&met), "{met:?}");
    }
    let often_but_old = read.rows.iter().any(|(number, rows)| {
        read.truth[number][2] == "too-old" && complaints(rows, Same::Rule) >= 3
    });
    assert!(often_but_old);
    let lines: BTreeSet<String> = read.lines.iter().filter_map(|line| number(line)).collect();
    assert!(lines.len() < read.lines.len(), "some lines come twice");
}
