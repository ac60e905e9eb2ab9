//! The desk's own files: `numbers.csv`, `rejects.csv`, `review.csv` and `report.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Error;
use super::intake::{FileCount, Intake};
use super::policy::{Entry, Fate};

/// Text from outside that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
#[must_use]
pub fn defused(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

fn table(
    write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>,
) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| {
        Error::Options(format!("a table could not be written: {error}"))
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    write(&mut writer).map_err(|error| failed(&error))?;
    writer.into_inner().map_err(|error| failed(&error))
}

fn joined<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    defused(
        &names
            .into_iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("; "),
    )
}

/// `numbers.csv`: every listed number and what its entry rests on.
///
/// # Errors
/// None but an exhausted memory's.
pub fn numbers_csv(entries: &[Entry], tags: &[String]) -> Result<Vec<u8>, Error> {
    table(|writer| {
        writer.write_record([
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
            let date = |date: Option<jiff::civil::Date>| {
                date.map(|date| date.to_string()).unwrap_or_default()
            };
            writer.write_record([
                entry.number.to_string().as_str(),
                &entry.number.national(),
                &defused(tags.get(usize::from(tag)).map_or("", String::as_str)),
                &entry.complaints.to_string(),
                &date(entry.first),
                &date(entry.last),
                &joined(&entry.districts),
                &joined(&entry.sources),
                "",
            ])?;
        }
        Ok(())
    })
}

/// `rejects.csv`: every cell that could not be taken, and why.
///
/// # Errors
/// None but an exhausted memory's.
pub fn rejects_csv(intake: &Intake) -> Result<Vec<u8>, Error> {
    table(|writer| {
        writer.write_record(["file", "sheet", "row", "column", "value", "reason"])?;
        for reject in &intake.rejects {
            let table = usize::try_from(reject.file)
                .ok()
                .and_then(|at| intake.files.get(at));
            let file = table.map(|table| table.path.display().to_string());
            let sheet = table.and_then(|table| table.sheet.as_deref());
            writer.write_record([
                defused(&file.unwrap_or_default()).as_str(),
                &defused(sheet.unwrap_or_default()),
                &reject.row.to_string(),
                &defused(intake.names.text(reject.column)),
                &defused(&reject.value),
                reject.reason.code(),
            ])?;
        }
        Ok(())
    })
}

/// `review.csv`: reported numbers that a person has to look at before anything is done with them.
///
/// # Errors
/// None but an exhausted memory's.
pub fn review_csv(entries: &[Entry]) -> Result<Vec<u8>, Error> {
    table(|writer| {
        writer.write_record(["e164", "reason", "reports", "last_date", "districts"])?;
        for entry in entries
            .iter()
            .filter(|entry| entry.fate == Fate::Complainant)
        {
            writer.write_record([
                entry.number.to_string().as_str(),
                entry.fate.reason().unwrap_or_default(),
                &entry.complaints.to_string(),
                &entry.last.map(|date| date.to_string()).unwrap_or_default(),
                &joined(&entry.districts),
            ])?;
        }
        Ok(())
    })
}

/// What a build did, for the person at the desk and for `report.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Date of issue.
    pub as_of: String,
    /// The list's serial.
    pub serial: u32,
    /// File by file: taken + duplicate + rejected = rows.
    pub files: Vec<FileSummary>,
    /// Rows that gave nothing, and parts of rows, by reason.
    pub rejects: BTreeMap<&'static str, u64>,
    /// Listed numbers.
    pub listed: u64,
    /// Listed numbers by tag, most serious first.
    pub by_tag: Vec<(String, u64)>,
    /// Listed numbers by the district of their first complaint.
    pub by_district: BTreeMap<String, u64>,
    /// Listed numbers by source; a number known to two sources counts under both.
    pub by_source: BTreeMap<String, u64>,
    /// Reported numbers that are not listed, by reason.
    pub not_listed: BTreeMap<&'static str, u64>,
    /// Listed numbers that rest on a single complaint.
    pub resting_on_one: u64,
    /// Listed numbers none of whose complaints is dated: they never age out by themselves.
    pub undated: u64,
    /// Size of the list file in bytes.
    pub list_bytes: u64,
    /// The chance that a number that is not listed is flagged.
    pub false_positive_rate: f64,
    /// What the sweep found.
    pub false_alarms: Option<SweepSummary>,
    /// Whether the list is signed.
    pub signed: bool,
    /// What a person should look at before publishing.
    pub warnings: Vec<String>,
}

/// One file's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileSummary {
    /// The file, as it was named.
    pub file: String,
    /// The sheet of it; `null` where the file is one table.
    pub sheet: Option<String>,
    /// What was taken from which column: pairs of meaning and heading.
    pub columns: Vec<(&'static str, String)>,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Rows that gave at least one new complaint.
    pub taken: u64,
    /// Rows whose complaints are all counted elsewhere already.
    pub duplicate: u64,
    /// Rows that gave nothing.
    pub rejected: u64,
}

/// What the sweep found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SweepSummary {
    /// Numbers tried.
    pub space: u64,
    /// Numbers flagged without being listed.
    pub hits: u64,
}

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

impl Summary {
    /// Counts what intake and policy gave; what concerns the list itself is filled in by the caller.
    #[must_use]
    pub fn count(intake: &Intake, entries: &[Entry], tags: &[String]) -> Self {
        let listed = || {
            entries
                .iter()
                .filter(|entry| matches!(entry.fate, Fate::Listed(_)))
        };
        let tagged = |at: usize| {
            entries
                .iter()
                .filter(|e| matches!(e.fate, Fate::Listed(tag) if usize::from(tag) == at))
                .count()
        };
        let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            files: intake
                .files
                .iter()
                .map(|file| FileSummary {
                    file: file.path.display().to_string(),
                    sheet: file.sheet.clone(),
                    columns: file.columns.clone(),
                    rows: file.rows,
                    taken: file.taken,
                    duplicate: file.duplicate,
                    rejected: file.rejected,
                })
                .collect(),
            rejects: count(intake.rejects.iter().map(|reject| reject.reason.code())),
            listed: size(listed().count()),
            by_tag: tags
                .iter()
                .enumerate()
                .map(|(at, tag)| (tag.clone(), size(tagged(at))))
                .collect(),
            by_district: count(listed().filter_map(|entry| entry.district.clone())),
            by_source: count(listed().flat_map(|entry| entry.sources.iter().cloned())),
            not_listed: count(entries.iter().filter_map(|entry| entry.fate.reason())),
            resting_on_one: size(listed().filter(|entry| entry.complaints == 1).count()),
            undated: size(listed().filter(|entry| entry.last.is_none()).count()),
            warnings: intake.files.iter().flat_map(warnings).collect(),
            ..Self::default()
        }
    }

    /// `report.json`.
    ///
    /// # Errors
    /// None but an exhausted memory's.
    pub fn json(&self) -> Result<Vec<u8>, Error> {
        let mut json = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::Options(format!("the report could not be written: {error}")))?;
        json.push(b'\n');
        Ok(json)
    }
}

/// What is odd about a file that was read without an error.
fn warnings(file: &FileCount) -> Vec<String> {
    let name = match &file.sheet {
        Some(sheet) => format!("{}, sheet \"{sheet}\"", file.path.display()),
        None => file.path.display().to_string(),
    };
    let mut found: Vec<String> = file
        .notes
        .iter()
        .map(|note| format!("{name}: {note}"))
        .collect();
    if file.left_out {
        return found;
    }
    if file.rows == 0 {
        found.push(format!("{name}: nothing but a heading"));
    } else if file.taken + file.duplicate == 0 {
        found.push(format!(
            "{name}: not one of its {} rows could be taken; is this the right file, and is its first row the heading?",
            file.rows
        ));
    } else if !file.columns.iter().any(|(what, _)| *what == "date") {
        found.push(format!(
            "{name}: no date column was found; its complaints never age out, and those without an id count once"
        ));
    }
    found
}
