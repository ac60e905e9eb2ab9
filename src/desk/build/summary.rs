//! What a build did: the summary on the terminal and `report.json`.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::Error;
use crate::build::changes::ChangeSummary;
use crate::complaints::Name;
use crate::decisions::DecisionSummary;
use crate::ledger::Ledger;
use crate::policy::{Entry, Fate};
use crate::report::DeskFigures;

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
    /// What the files of decisions about single numbers hold.
    pub decisions: Vec<DecisionSummary>,
    /// Listed numbers.
    pub listed: u64,
    /// Listed numbers by tag, most serious first.
    pub by_tag: Vec<(String, u64)>,
    /// Listed numbers by the district of their first complaint.
    pub by_district: BTreeMap<String, u64>,
    /// Listed numbers by source, as the exports name it; a number known to two sources counts under both, so these are not to
    /// be added up.
    pub by_source: BTreeMap<String, u64>,
    /// Reported numbers that are not listed, by reason.
    pub not_listed: BTreeMap<&'static str, u64>,
    /// What is different from the build given with `--since`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangeSummary>,
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
    /// Numbers that must not be flagged, delisted and protected, and are proven not to be.
    pub never_flagged: u64,
    /// How many salts were tried for that.
    pub salts_tried: u32,
    /// Whether the list is signed.
    pub signed: bool,
    /// Whether another list of the same serial was replaced; not in report.json, which depends on what was read alone.
    #[serde(skip)]
    pub replaced_same_serial: bool,
    /// What a person should look at before publishing.
    pub warnings: Vec<String>,
    /// What the build made beside the list.
    #[serde(flatten)]
    pub beside: DeskFigures,
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

/// How often each name stands there, by its text.
fn named(ledger: &Ledger, names: impl Iterator<Item = Name>) -> BTreeMap<String, u64> {
    let mut counts: HashMap<Name, u64> = HashMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let text = |name| ledger.names.text(name).to_owned();
    counts
        .into_iter()
        .map(|(name, count)| (text(name), count))
        .collect()
}

impl Summary {
    /// Counts what was read and decided. The caller fills in what concerns the list itself.
    #[must_use]
    pub fn count(ledger: &Ledger, entries: &[Entry], tags: &[String]) -> Self {
        let listed = || {
            entries
                .iter()
                .filter(|entry| matches!(entry.fate, Fate::Listed(_)))
        };
        let reported = || listed().filter(|entry| entry.linked_from.is_none());
        let tagged = |at: usize| {
            entries
                .iter()
                .filter(|e| matches!(e.fate, Fate::Listed(tag) if usize::from(tag) == at))
                .count()
        };
        let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            files: ledger
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
            rejects: count(ledger.rejects.iter().map(|reject| reject.reason.code())),
            listed: size(listed().count()),
            by_tag: tags
                .iter()
                .enumerate()
                .map(|(at, tag)| (tag.clone(), size(tagged(at))))
                .collect(),
            by_district: named(
                ledger,
                listed()
                    .map(|entry| entry.district)
                    .filter(|name| !name.is_none()),
            ),
            by_source: named(ledger, listed().flat_map(|entry| entry.sources(ledger))),
            not_listed: count(entries.iter().filter_map(|entry| entry.fate.reason())),
            resting_on_one: size(reported().filter(|entry| entry.complaints == 1).count()),
            undated: size(reported().filter(|entry| entry.last.is_none()).count()),
            ..Self::default()
        }
    }

    /// `report.json`.
    ///
    /// # Errors
    /// None but an exhausted memory's.
    pub fn json(&self) -> Result<Vec<u8>, Error> {
        let mut json = serde_json::to_vec_pretty(self)
            .map_err(Error::internal("the report could not be written"))?;
        json.push(b'\n');
        Ok(json)
    }
}
