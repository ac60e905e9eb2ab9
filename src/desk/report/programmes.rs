//! Whom the awareness work reached: `--programmes`, a table of date, district, kind and people, one row for every programme.

use std::collections::BTreeMap;
use std::path::Path;

use jaanch_core::number::Region;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::complaints::Settings;
use crate::handover::table;
use crate::handover::table::Wanted;

const COLUMNS: [Wanted; 4] = [
    Wanted {
        name: "date",
        also: &[
            "programme date",
            "program date",
            "event date",
            "held on",
            "दिनांक",
            "तारीख",
            "तिथि",
            "ਮਿਤੀ",
            "ਤਾਰੀਖ",
        ],
        required: true,
    },
    Wanted {
        name: "district",
        also: &["dist", "distt", "जिला", "ਜ਼ਿਲ੍ਹਾ"],
        required: true,
    },
    Wanted {
        name: "kind",
        also: &[
            "type",
            "programme",
            "program",
            "programme type",
            "kind of programme",
            "activity",
            "प्रकार",
            "कार्यक्रम",
            "ਕਿਸਮ",
        ],
        required: true,
    },
    Wanted {
        name: "people",
        also: &[
            "people reached",
            "persons",
            "participants",
            "attendance",
            "reach",
            "audience",
            "no of people",
            "number of people",
            "लोग",
            "संख्या",
            "ਲੋਕ",
        ],
        required: true,
    },
];
const DATE: usize = 0;
const DISTRICT: usize = 1;
const KIND: usize = 2;
const PEOPLE: usize = 3;
/// More people than this at one programme is a slip of the keyboard: it is more than live in India.
const MOST_PEOPLE: u64 = 2_000_000_000;

/// The programmes in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgrammeSummary {
    /// All of them.
    pub total: Reach,
    /// The first programme's date.
    pub first_date: String,
    /// The last programme's date.
    pub last_date: String,
    /// By kind, as the first of each is written.
    pub by_kind: BTreeMap<String, Reach>,
    /// By district, as the first of each is written.
    pub by_district: BTreeMap<String, Reach>,
}

/// Programmes and the people they reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reach {
    /// How many programmes.
    pub programmes: u64,
    /// How many people.
    pub people: u64,
}

impl Reach {
    fn add(&mut self, people: u64) {
        self.programmes += 1;
        self.people = self.people.saturating_add(people);
    }
}

/// Names as the first of each is written; capitals and white space make no difference.
#[derive(Default)]
struct Spellings(BTreeMap<String, String>);

impl Spellings {
    fn first(&mut self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.entry(text.to_lowercase()).or_insert(text).clone()
    }
}

impl ProgrammeSummary {
    /// Reads a table of programmes and adds it up.
    ///
    /// # Errors
    /// Names every row that is wrong, and what to do.
    pub fn read(
        path: &Path,
        settings: Settings<'_>,
        region: Region,
        as_of: Date,
    ) -> Result<Self, Error> {
        let mut summary = Self::default();
        let mut period: Option<(Date, Date)> = None;
        let (mut kinds, mut districts) = (Spellings::default(), Spellings::default());
        table::read(path, settings, &COLUMNS, &mut |row| {
            let date = row
                .date(DATE, region, as_of)?
                .ok_or("the date is missing")?;
            let filled = |column: usize, name: &str| match row.text(column) {
                "" => Err(format!("the {name} is missing")),
                text => Ok(text),
            };
            let (district, kind) = (filled(DISTRICT, "district")?, filled(KIND, "kind")?);
            let people = people(row.text(PEOPLE))?;
            summary.total.add(people);
            summary
                .by_kind
                .entry(kinds.first(kind))
                .or_default()
                .add(people);
            let district = districts.first(district);
            summary.by_district.entry(district).or_default().add(people);
            let (first, last) = period.unwrap_or((date, date));
            period = Some((first.min(date), last.max(date)));
            Ok(())
        })?;
        if let Some((first, last)) = period {
            summary.first_date = first.to_string();
            summary.last_date = last.to_string();
        }
        Ok(summary)
    }
}

/// A count of people: digits, commas between them as they are usual in India or elsewhere.
fn people(cell: &str) -> Result<u64, String> {
    let wrong = || {
        format!(
            "{cell:?} is no number of people: write digits alone, such as 250, and 0 where nobody was counted"
        )
    };
    let parts: Vec<&str> = cell.split(',').collect();
    let is_grouped = parts.len() == 1
        || parts.iter().enumerate().all(|(at, part)| match at {
            0 => (1..=3).contains(&part.len()),
            at if at + 1 == parts.len() => part.len() == 3,
            _ => matches!(part.len(), 2 | 3),
        });
    let digits = parts.concat();
    // A count that a spreadsheet shows with decimals: 250.00.
    let digits = match digits.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            whole
        }
        _ => digits.as_str(),
    };
    if !is_grouped || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    match digits.parse() {
        Ok(people) if people <= MOST_PEOPLE => Ok(people),
        _ => Err(format!(
            "{cell:?} are more people than there can be: correct the number"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_people() {
        for (cell, count) in [
            ("250", 250),
            ("0", 0),
            ("1,200", 1200),
            ("1,20,000", 120_000),
            ("250.0", 250),
        ] {
            assert_eq!(people(cell), Ok(count), "{cell}");
        }
        for cell in [
            "",
            "about 200",
            "-5",
            "1,2",
            "12,34",
            "2.5",
            "1.9 lakh",
            "3000000000",
            ",",
            "1,,000",
            "9999999999999999999999",
        ] {
            assert!(people(cell).is_err(), "{cell}");
        }
    }
}
