//! The desk's own tables: `numbers.csv`, `not_listed.csv`, `review.csv` and `rejects.csv`.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};

use jiff::civil::Date;

use super::changes::Dropped;
use super::decisions::Decisions;
use super::intake::{Intake, Report};
use super::linkage::Linkage;
use super::policy::{Entry, Fate};
use crate::number::PhoneNumber;

/// Text from outside that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
#[must_use]
pub fn defused(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    defused(&names.into_iter().collect::<Vec<_>>().join("; "))
}

fn written(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// `numbers.csv`: every listed number and what its entry rests on.
///
/// # Errors
/// The writer's.
pub fn numbers(
    to: &mut dyn Write,
    intake: &Intake,
    entries: &[Entry],
    tags: &[String],
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record([
        "e164",
        "national",
        "tag",
        "reports",
        "first_date",
        "last_date",
        "districts",
        "sources",
        "linked_from",
    ])?;
    for entry in entries {
        let Fate::Listed(tag) = entry.fate else {
            continue;
        };
        table.write_record([
            entry.number.to_string().as_str(),
            &entry.number.national(),
            &defused(tags.get(usize::from(tag)).map_or("", String::as_str)),
            &entry.complaints.to_string(),
            &written(entry.first),
            &written(entry.last),
            &joined(districts(entry, intake)),
            &joined(entry.texts(intake, |report| report.source)),
            &entry
                .linked_from
                .map(|number| number.to_string())
                .unwrap_or_default(),
        ])?;
    }
    table.flush()
}

/// Where complaints about a number were taken; about one that nobody complained about, the district it is counted under.
fn districts<'a>(entry: &Entry, intake: &'a Intake) -> BTreeSet<&'a str> {
    let mut districts = entry.texts(intake, |report| report.district);
    if districts.is_empty() && !entry.district.is_none() {
        districts.insert(intake.names.text(entry.district));
    }
    districts
}

/// `not_listed.csv`: every number that was reported, delisted or listed before and is not listed now, and why.
///
/// # Errors
/// The writer's.
pub fn not_listed(
    to: &mut dyn Write,
    entries: &[Entry],
    decisions: &Decisions,
    dropped: &[Dropped],
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(["e164", "reason", "reports", "first_date", "last_date"])?;
    // Numbers nobody reports any more have no entry.
    let mut others: Vec<(PhoneNumber, &str)> = decisions
        .delistings()
        .iter()
        .map(|row| (row.number, Fate::Delisted.reason().unwrap_or_default()))
        .chain(dropped.iter().map(|row| (row.number, row.reason)))
        .filter(|(number, _)| {
            entries
                .binary_search_by_key(number, |entry| entry.number)
                .is_err()
        })
        .collect();
    others.sort_unstable();
    others.dedup_by_key(|row| row.0);
    let mut others = others.into_iter().peekable();
    for entry in entries {
        let Some(reason) = entry.fate.reason() else {
            continue;
        };
        while let Some((number, reason)) = others.next_if(|other| other.0 < entry.number) {
            table.write_record([number.to_string().as_str(), reason, "0", "", ""])?;
        }
        table.write_record([
            entry.number.to_string().as_str(),
            reason,
            &entry.complaints.to_string(),
            &written(entry.first),
            &written(entry.last),
        ])?;
    }
    for (number, reason) in others {
        table.write_record([number.to_string().as_str(), reason, "0", "", ""])?;
    }
    table.flush()
}

/// `review.csv`: reported numbers that a person has to look at before anything is done with them.
///
/// # Errors
/// The writer's.
pub fn review(
    to: &mut dyn Write,
    intake: &Intake,
    entries: &[Entry],
    decisions: &Decisions,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record([
        "e164",
        "reason",
        "reports",
        "last_date",
        "districts",
        "note",
        "file",
        "sheet",
        "row",
    ])?;
    for entry in entries.iter().filter(|entry| entry.fate.needs_review()) {
        let place = entry
            .first_report(&intake.reports)
            .map(|report| place(intake, report))
            .unwrap_or_default();
        table.write_record([
            entry.number.to_string().as_str(),
            entry.fate.reason().unwrap_or_default(),
            &entry.complaints.to_string(),
            &written(entry.last),
            &joined(entry.texts(intake, |report| report.district)),
            &defused(&note(entry, decisions)),
            &defused(&place.file),
            &defused(&place.sheet),
            &place.row,
        ])?;
    }
    table.flush()
}

/// What was decided about a number that is to be reviewed.
fn note(entry: &Entry, decisions: &Decisions) -> String {
    match entry.fate {
        Fate::Protected => decisions
            .protected(entry.number)
            .unwrap_or_default()
            .to_owned(),
        Fate::DelistedReportedAgain => decisions
            .delisting(entry.number)
            .map(|delisting| {
                format!("{} {}", written(delisting.date), delisting.reason)
                    .trim()
                    .to_owned()
            })
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Where a report or a reject stands, in words for a person.
#[derive(Default)]
pub(super) struct Place {
    pub file: String,
    pub sheet: String,
    pub row: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if !self.sheet.is_empty() {
            write!(f, ", sheet {}", self.sheet)?;
        }
        write!(f, ", row {}", self.row)
    }
}

impl Place {
    /// A row of a table of the intake.
    pub(super) fn new(intake: &Intake, table: u32, row: impl ToString) -> Self {
        let table = usize::try_from(table)
            .ok()
            .and_then(|at| intake.files.get(at));
        let file = table.map(|table| table.path.display().to_string());
        let sheet = table.and_then(|table| table.sheet.clone());
        Self {
            file: file.unwrap_or_default(),
            sheet: sheet.unwrap_or_default(),
            row: row.to_string(),
        }
    }
}

pub(super) fn place(intake: &Intake, report: &Report) -> Place {
    Place::new(intake, report.file, report.row)
}

/// `rejects.csv`: every cell that could not be taken, and why; of sightings only the first of each file and reason.
///
/// # Errors
/// The writer's.
pub fn rejects(to: &mut dyn Write, intake: &Intake, linkage: Option<&Linkage>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(["file", "sheet", "row", "column", "value", "reason"])?;
    for reject in &intake.rejects {
        let place = Place::new(intake, reject.file, reject.row);
        table.write_record([
            defused(&place.file).as_str(),
            &defused(&place.sheet),
            &place.row,
            &defused(intake.names.text(reject.column)),
            &defused(&reject.value),
            reject.reason.code(),
        ])?;
    }
    for reject in linkage.iter().flat_map(|linkage| &linkage.rejects) {
        table.write_record([
            defused(&reject.file.display().to_string()).as_str(),
            "",
            &reject.row.to_string(),
            &defused(&reject.column),
            &defused(&reject.value),
            reject.reason,
        ])?;
    }
    table.flush()
}
