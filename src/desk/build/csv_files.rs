//! The desk's own tables: `numbers.csv`, `not_listed.csv`, `review.csv` and `rejects.csv`.

use std::fmt;
use std::io::{self, Write};

use jaanch_core::number::PhoneNumber;
use jaanch_tables::csv::defused;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::build::changes::Dropped;
use crate::complaints::{Complaint, Name};
use crate::decisions::Decisions;
use crate::ledger::Ledger;
use crate::linkage::Linkage;
use crate::policy::{Entry, Fate};

/// The texts of one column of some reports, each once, in alphabetical order.
pub(crate) fn texts<'a>(
    ledger: &'a Ledger,
    reports: &[&Complaint],
    column: fn(&Complaint) -> Name,
) -> Vec<&'a str> {
    let mut names: Vec<Name> = reports.iter().map(|report| column(report)).collect();
    names.retain(|name| !name.is_none());
    names.sort_unstable();
    names.dedup();
    let mut texts: Vec<&str> = names.iter().map(|name| ledger.names.text(*name)).collect();
    texts.sort_unstable();
    texts
}

fn joined(texts: &[&str]) -> String {
    defused(&texts.join("; "))
}

fn written(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Entries whose rows are written into memory at once, one part a thread: millions of them take seconds.
const PART: usize = 1 << 14;

/// Writes the rows of all entries in their order, several parts at the same time.
fn rows(
    to: &mut dyn Write,
    entries: &[Entry],
    row: impl Fn(&Entry, &mut csv::Writer<Vec<u8>>) -> csv::Result<()> + Sync,
) -> io::Result<()> {
    let part = |entries: &[Entry]| -> io::Result<Vec<u8>> {
        let mut table = csv::Writer::from_writer(Vec::new());
        for entry in entries {
            row(entry, &mut table)?;
        }
        table.into_inner().map_err(|error| error.into_error())
    };
    for batch in entries.chunks(PART * rayon::current_num_threads()) {
        let parts: Vec<io::Result<Vec<u8>>> = batch.par_chunks(PART).map(part).collect();
        for part in parts {
            to.write_all(&part?)?;
        }
    }
    Ok(())
}

/// `numbers.csv`: every listed number and what its entry rests on.
///
/// # Errors
/// The writer's.
pub(super) fn numbers(
    to: &mut dyn Write,
    ledger: &Ledger,
    entries: &[Entry],
    tags: &[String],
) -> io::Result<()> {
    to.write_all(
        b"e164,national,tag,reports,first_date,last_date,districts,sources,linked_from\n",
    )?;
    let tags: Vec<String> = tags.iter().map(|tag| defused(tag)).collect();
    rows(to, entries, |entry, table| {
        let Fate::Listed(tag) = entry.fate else {
            return Ok(());
        };
        let reports = entry.counted(ledger);
        let linked_from = entry.linked_from.map(|number| number.to_string());
        table.write_record([
            entry.number.to_string().as_str(),
            &entry.number.national(),
            tags.get(usize::from(tag)).map_or("", String::as_str),
            &entry.complaints.to_string(),
            &written(entry.first),
            &written(entry.last),
            &joined(&districts(entry, ledger, &reports)),
            &joined(&texts(ledger, &reports, |report| report.source)),
            &linked_from.unwrap_or_default(),
        ])
    })
}

/// Where complaints about a number were taken; about one that nobody complained about, the district it is counted under.
fn districts<'a>(entry: &Entry, ledger: &'a Ledger, reports: &[&Complaint]) -> Vec<&'a str> {
    let mut districts = texts(ledger, reports, |report| report.district);
    if districts.is_empty() && !entry.district.is_none() {
        districts.push(ledger.names.text(entry.district));
    }
    districts
}

/// `not_listed.csv`: every number that was reported, delisted or listed before and is not listed now, and why.
///
/// # Errors
/// The writer's.
pub(super) fn not_listed(
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
pub(super) fn review(
    to: &mut dyn Write,
    ledger: &Ledger,
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
            .first_report(ledger)
            .map(|report| place(ledger, report))
            .unwrap_or_default();
        table.write_record([
            entry.number.to_string().as_str(),
            entry.fate.reason().unwrap_or_default(),
            &entry.complaints.to_string(),
            &written(entry.last),
            &joined(&districts(entry, ledger, &entry.counted(ledger))),
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
pub(crate) struct Place {
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
    /// A row of a table of the ledger.
    pub(crate) fn new(ledger: &Ledger, table: u32, row: impl ToString) -> Self {
        let table = usize::try_from(table)
            .ok()
            .and_then(|at| ledger.files.get(at));
        let file = table.map(|table| table.path.display().to_string());
        let sheet = table.and_then(|table| table.sheet.clone());
        Self {
            file: file.unwrap_or_default(),
            sheet: sheet.unwrap_or_default(),
            row: row.to_string(),
        }
    }
}

pub(crate) fn place(ledger: &Ledger, report: &Complaint) -> Place {
    Place::new(ledger, report.file, report.row)
}

/// `rejects.csv`: every cell that could not be taken, and why; of sightings only the first of each file and reason.
///
/// # Errors
/// The writer's.
pub(super) fn rejects(
    to: &mut dyn Write,
    ledger: &Ledger,
    linkage: Option<&Linkage>,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(["file", "sheet", "row", "column", "value", "reason"])?;
    for reject in &ledger.rejects {
        let place = Place::new(ledger, reject.file, reject.row);
        table.write_record([
            defused(&place.file).as_str(),
            &defused(&place.sheet),
            &place.row,
            &defused(ledger.names.text(reject.column)),
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
