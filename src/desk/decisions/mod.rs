//! What people decided, or operators reported, about single numbers: the files of `--delisted`, `--protected` and
//! `--disconnected`.
//!
//! Every row counts, or the build stops and names it: one that holds no number or a second one, one that a quotation mark
//! joins to the next, one with more or fewer cells than the heading. Passing over one row of a complaint export costs one
//! complaint; passing over a delisting brands a person whose appeal was granted.

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jaanch_core::number::{PhoneNumber, Region};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::decisions::file::{DecisionRow, DecisionRows, Wanted};

/// A disconnected number is not given to a new subscriber for so many days; after that it can be.
pub const REASSIGNED_AFTER_DAYS: i32 = 90;

/// The files, each where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionFiles {
    /// `--delisted`: numbers whose appeal was granted.
    pub delisted: Option<PathBuf>,
    /// `--protected`: numbers of helplines, banks, hospitals.
    pub protected: Option<PathBuf>,
    /// `--disconnected`: numbers that the operators have disconnected.
    pub disconnected: Option<PathBuf>,
}

/// A number taken off the list for good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delisting {
    /// The number.
    pub number: PhoneNumber,
    /// When it was decided; a complaint later than this has to be looked at.
    pub date: Option<Date>,
    /// Why.
    pub reason: String,
}

/// What a decision file holds, for the summary and `report.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionSummary {
    /// The option that named it, without hyphens.
    pub option: String,
    /// The file, as it was named.
    pub file: String,
    /// Rows with anything in them, the heading not counted.
    pub rows: u64,
    /// Distinct numbers.
    pub numbers: u64,
    /// Rows about short codes such as 1930, which are never listed.
    pub short_codes: u64,
}

/// Everything the files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// By number, each once: of several decisions about one number the latest.
    delisted: Vec<Delisting>,
    /// By number.
    protected: Vec<(PhoneNumber, String)>,
    /// By number and date.
    disconnected: Vec<(PhoneNumber, Date)>,
    /// What each file holds.
    pub files: Vec<DecisionSummary>,
    /// What is odd about the files.
    pub warnings: Vec<String>,
}

impl Decisions {
    /// Reads the files.
    ///
    /// # Errors
    /// Names the file and the row that cannot be read, and what to do.
    pub fn read(files: &DecisionFiles, region: Region, as_of: Date) -> Result<Self, Error> {
        let mut decisions = Self::default();
        if let Some(path) = &files.delisted {
            for row in decisions.rows(path, Wanted::Delisted, region, as_of)? {
                decisions.delisted.push(Delisting {
                    number: row.number,
                    date: row.date,
                    reason: row.text,
                });
            }
        }
        if let Some(path) = &files.protected {
            for row in decisions.rows(path, Wanted::Protected, region, as_of)? {
                decisions.protected.push((row.number, row.text));
            }
        }
        if let Some(path) = &files.disconnected {
            for row in decisions.rows(path, Wanted::Disconnected, region, as_of)? {
                // The reader has seen to it that there is a date.
                decisions
                    .disconnected
                    .extend(row.date.map(|date| (row.number, date)));
            }
        }
        decisions.delisted.sort_unstable_by(|one, other| {
            (one.number, other.date, &other.reason).cmp(&(other.number, one.date, &one.reason))
        });
        decisions.delisted.dedup_by_key(|row| row.number);
        decisions.protected.sort_unstable();
        decisions.protected.dedup_by_key(|row| row.0);
        decisions.disconnected.sort_unstable();
        decisions.disconnected.dedup();
        Ok(decisions)
    }

    fn rows(
        &mut self,
        path: &Path,
        wanted: Wanted,
        region: Region,
        as_of: Date,
    ) -> Result<Vec<DecisionRow>, Error> {
        let DecisionRows { rows, short_codes } = file::read(path, wanted, region)?;
        let name = path.display();
        if rows.is_empty() {
            let but = if short_codes > 0 {
                " but short codes"
            } else {
                ""
            };
            self.warnings.push(format!("{name}: holds no number{but}"));
        }
        let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let numbers: BTreeSet<_> = rows.iter().map(|row| row.number).collect();
        self.files.push(DecisionSummary {
            option: wanted.option().to_owned(),
            file: name.to_string(),
            rows: size(rows.len()) + short_codes,
            numbers: size(numbers.len()),
            short_codes,
        });
        let ahead = rows
            .iter()
            .filter(|row| row.date.is_some_and(|date| date > as_of))
            .count();
        if ahead > 0 {
            self.warnings.push(format!(
                "{name}: {ahead} of its dates lie after {as_of}, the date of issue"
            ));
        }
        Ok(rows)
    }

    /// The decision to take a number off the list.
    #[must_use]
    pub fn delisting(&self, number: PhoneNumber) -> Option<&Delisting> {
        let at = self
            .delisted
            .binary_search_by_key(&number, |row| row.number)
            .ok()?;
        self.delisted.get(at)
    }

    /// All of them, by number.
    #[must_use]
    pub fn delistings(&self) -> &[Delisting] {
        &self.delisted
    }

    /// Whose number it is, where it is a protected one.
    #[must_use]
    pub fn protected(&self, number: PhoneNumber) -> Option<&str> {
        let at = self
            .protected
            .binary_search_by_key(&number, |row| row.0)
            .ok()?;
        self.protected.get(at).map(|row| row.1.as_str())
    }

    /// The dates on which a number was disconnected.
    pub fn disconnections(&self, number: PhoneNumber) -> impl Iterator<Item = Date> {
        let from = self.disconnected.partition_point(|row| row.0 < number);
        let rows = self.disconnected.iter().skip(from);
        rows.take_while(move |row| row.0 == number).map(|row| row.1)
    }

    /// The last day on which complaints about a number were about an earlier holder, where that day has passed: somebody
    /// else may hold the number now.
    #[must_use]
    pub fn earlier_holder_until(&self, number: PhoneNumber, as_of: Date) -> Option<Date> {
        if self.disconnected.is_empty() {
            return None;
        }
        self.disconnections(number)
            .map(last_day_of_holder)
            .filter(|&last| as_of > last)
            .max()
    }

    /// Every number that no link may bring onto the list, and why.
    #[must_use]
    pub fn never_linked(&self, as_of: Date) -> BTreeMap<PhoneNumber, &'static str> {
        let held = |row: &(PhoneNumber, Date)| as_of > last_day_of_holder(row.1);
        let disconnected = self.disconnected.iter().filter(|row| held(row));
        let mut never: BTreeMap<_, _> = disconnected.map(|row| (row.0, "disconnected")).collect();
        never.extend(self.delisted.iter().map(|row| (row.number, "delisted")));
        never.extend(self.protected.iter().map(|row| (row.0, "protected")));
        never
    }

    /// Every number that the list must not flag, not even by chance; sorted.
    #[must_use]
    pub fn never_flagged(&self) -> Vec<PhoneNumber> {
        let delisted = self.delisted.iter().map(|row| row.number);
        let mut numbers: Vec<_> = delisted
            .chain(self.protected.iter().map(|row| row.0))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The last day on which nobody new can hold a number disconnected on `date`.
#[must_use]
pub fn last_day_of_holder(date: Date) -> Date {
    date.saturating_add(REASSIGNED_AFTER_DAYS.days())
}
