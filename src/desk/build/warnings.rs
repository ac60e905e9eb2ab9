//! What a person should look at before publishing.

use crate::build::changes::{ChangeSummary, NOT_REPORTED};
use crate::build::summary::Summary;
use crate::complaints::TableCount;
use crate::config::Config;
use crate::counts::{counted, either, grouped};
use crate::ledger::Ledger;
use crate::policy::{Entry, Fate};

/// With fewer listed numbers than this, one file giving most of them says nothing.
const ENOUGH_ENTRIES: usize = 20;
/// Row counts at which programs stop exporting: the limits of the two kinds of spreadsheet, with and without the heading,
/// and those that people set.
const LIMITS: [u64; 13] = [
    65_535, 65_536, 1_048_575, 1_048_576, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000,
    500_000, 1_000_000,
];

/// What is odd about what was read and decided, and what the configuration does not say.
#[must_use]
pub(super) fn warnings(
    config: &Config,
    ledger: &Ledger,
    entries: &[Entry],
    summary: &Summary,
) -> Vec<String> {
    let mut found: Vec<String> = ledger.files.iter().flat_map(of_file).collect();
    if let Some(&future) = summary
        .rejects
        .get("future-date")
        .filter(|&&count| count > 0)
    {
        found.push(format!(
            "{} a date after {}, the date of issue, and {} not taken (future-date in rejects.csv); is --as-of right, and are \
             days and months in order?",
            counted(future, "row carries", "rows carry"),
            summary.as_of,
            either(future, "was", "were")
        ));
    }
    found.extend(one_file_alone(ledger, entries));
    found.extend(summary.changes.as_ref().and_then(mostly_gone));
    found.extend(unsaid(config));
    found
}

/// What citizens would miss on a list that does not say it.
fn unsaid(config: &Config) -> Vec<String> {
    let missing = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        text.trim().is_empty()
    };
    let mut found = Vec::new();
    if missing(&config.issuer) {
        found.push(
            "the list names no issuer, so nobody who asks it is told who publishes it; write issuer = \"Cyber Cell, …\" \
             into jaanch.toml, above the first [section], and name that file with --config"
                .into(),
        );
    }
    if missing(&config.appeal) {
        found.push(
            "the list names no address for appeals, so a person listed by mistake is not told where to turn; write \
             appeal = \"mailto:…\" (or https://…, or tel:…) into jaanch.toml, above the first [section], and name that file with \
             --config"
                .into(),
        );
    }
    found
}

/// What is odd about a file that was read without an error.
fn of_file(file: &TableCount) -> Vec<String> {
    let name = file.name();
    let noted = file.notes.iter();
    let mut found: Vec<String> = noted.map(|note| format!("{name}: {note}")).collect();
    if file.left_out {
        return found;
    }
    if file.rows == 0 {
        found.push(format!("{name}: nothing but a heading"));
    } else if file.taken + file.duplicate == 0 {
        found.push(format!(
            "{name}: {}; is this the right file, and is its first row the heading?",
            match file.rows {
                1 => "its only row could not be taken".to_owned(),
                rows => format!("not one of its {} rows could be taken", grouped(rows)),
            }
        ));
    } else if !file.columns.iter().any(|(what, _)| *what == "date") {
        found.push(format!(
            "{name}: no date column was found; its complaints never age out, and those without an id count once"
        ));
    }
    if LIMITS.contains(&file.rows) {
        found.push(format!(
            "{name}: exactly {} rows, where some programs stop exporting; was it cut short?",
            file.rows
        ));
    }
    found
}

/// A wrong or poisoned file shows in how much of the list is its alone.
fn one_file_alone(ledger: &Ledger, entries: &[Entry]) -> Option<String> {
    if ledger.files.len() < 2 {
        return None;
    }
    let mut alone = vec![0_usize; ledger.files.len()];
    let mut listed = 0;
    for entry in entries
        .iter()
        .filter(|entry| matches!(entry.fate, Fate::Listed(_)))
    {
        listed += 1;
        let reports = entry.counted(ledger);
        let mut files = reports.iter().map(|report| report.file);
        if let Some(first) = files.next()
            && files.all(|file| file == first)
            && let Some(count) = usize::try_from(first).ok().and_then(|at| alone.get_mut(at))
        {
            *count += 1;
        }
    }
    let (most, file) = alone
        .iter()
        .zip(&ledger.files)
        .max_by_key(|(most, _)| **most)?;
    (listed >= ENOUGH_ENTRIES && most * 2 > listed).then(|| {
        format!(
            "{}: {most} of the {listed} listed numbers rest on this file alone; is it what it should be?",
            file.name()
        )
    })
}

/// A forgotten export shows in what is gone.
fn mostly_gone(changes: &ChangeSummary) -> Option<String> {
    let gone = changes
        .dropped
        .get(NOT_REPORTED)
        .copied()
        .unwrap_or_default();
    (gone >= 20 && gone.saturating_mul(2) > changes.before).then(|| {
        format!(
            "{gone} of the {} numbers listed before are no longer reported at all; is an export missing?",
            changes.before
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_row_counts_look_cut_short() {
        let cut = |rows| {
            let file = TableCount {
                path: "a.csv".into(),
                columns: vec![("date", "Date".into())],
                rows,
                taken: rows,
                ..TableCount::default()
            };
            !of_file(&file).is_empty()
        };
        for rows in [1_000, 65_535, 65_536, 100_000, 1_048_575, 1_048_576] {
            assert!(cut(rows), "{rows}");
        }
        for rows in [999, 1_001, 65_534, 65_537, 100_001, 1_048_577] {
            assert!(!cut(rows), "{rows}");
        }
    }
}
