//! Which column holds the reported number. Publishing a complainant's number is the worst thing this tool could do, so
//! anything but a clear case stops the build and asks.

use std::path::Path;

use csv::StringRecord;

use super::words::{Role, role};
use crate::number::{self, Parsed, Region};
use crate::registry::config::ColumnChoice;

/// A column reads as numbers when this share of its filled cells does.
const LOOKS_LIKE_NUMBERS: f64 = 0.5;

/// The columns that a table's rows are read from, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Reported numbers; more than one only where the operator says so.
    pub number: Vec<usize>,
    /// Date of the complaint.
    pub date: Option<usize>,
    /// How it came in.
    pub source: Option<usize>,
    /// The complaint's id.
    pub id: Option<usize>,
    /// What kind of fraud.
    pub category: Option<usize>,
    /// Verified or not.
    pub status: Option<usize>,
    /// Where it was taken.
    pub district: Option<usize>,
    /// Numbers of people on the complaint's side: read only to keep them off the list.
    pub people: Vec<usize>,
    /// Whether the first row is a heading.
    pub has_heading: bool,
}

impl Columns {
    /// What was taken from which column, for the person at the desk: the heading, or the place where there is none.
    #[must_use]
    pub fn described(&self, headings: &csv::StringRecord) -> Vec<(&'static str, String)> {
        let name = |at: usize| match headings.get(at).map(str::trim) {
            Some(heading) if !heading.is_empty() => heading.to_owned(),
            _ => format!("column {}", at + 1),
        };
        let mut described = Vec::new();
        for &at in &self.number {
            described.push(("number", name(at)));
        }
        for (what, at) in [
            ("date", self.date),
            ("source", self.source),
            ("id", self.id),
            ("category", self.category),
            ("status", self.status),
            ("district", self.district),
        ] {
            described.extend(at.map(|at| (what, name(at))));
        }
        for &at in &self.people {
            described.push(("never taken", name(at)));
        }
        described
    }
}

/// What one column was understood to be, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The heading, or `column 3` where there is none.
    pub name: String,
    /// What the heading says.
    pub role: Role,
    /// Filled cells in the sample.
    pub filled: usize,
    /// How many of them read as phone numbers.
    pub numbers: usize,
}

impl Understood {
    fn looks_like_numbers(&self) -> bool {
        let count = |cells: usize| f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
        self.numbers > 0 && count(self.numbers) >= LOOKS_LIKE_NUMBERS * count(self.filled)
    }

    /// A column that could hold phone numbers, by its heading or by its cells.
    fn could_be_numbers(&self) -> bool {
        match self.role {
            Role::Suspect | Role::Number => true,
            Role::Person | Role::Name | Role::Unknown => self.looks_like_numbers(),
            _ => false,
        }
    }
}

/// A table's first rows, from which its columns are understood.
pub struct Sample<'a> {
    /// The first rows, cells as text.
    pub rows: &'a [StringRecord],
    /// The region of numbers without country code.
    pub region: Region,
}

impl Sample<'_> {
    fn is_number(&self, cell: &str) -> bool {
        matches!(number::parse(cell, self.region), Ok(Parsed::Number(_)))
    }

    /// Whether the first row is data: a heading holds no number and no long run of digits.
    fn has_heading(&self) -> bool {
        let Some(first) = self.rows.first() else {
            return false;
        };
        let data = |cell: &str| {
            self.is_number(cell) || cell.chars().filter(|c| c.is_numeric()).count() >= 5
        };
        !first.iter().any(data)
            && first
                .iter()
                .any(|cell| cell.chars().any(char::is_alphabetic))
    }

    /// What each column was understood to be.
    #[must_use]
    pub fn understand(&self, has_heading: bool) -> Vec<Understood> {
        let (heading, rows) = match self.rows.split_first() {
            Some((first, rows)) if has_heading => (Some(first), rows),
            _ => (None, self.rows),
        };
        let width = self
            .rows
            .iter()
            .map(StringRecord::len)
            .max()
            .unwrap_or_default();
        (0..width)
            .map(|at| {
                let cells = rows
                    .iter()
                    .filter_map(|row| row.get(at))
                    .filter(|cell| !cell.trim().is_empty());
                let (mut filled, mut numbers) = (0, 0);
                for cell in cells {
                    filled += 1;
                    numbers += usize::from(self.is_number(cell));
                }
                let name = heading
                    .and_then(|row| row.get(at))
                    .map(|name| name.trim().to_owned());
                Understood {
                    role: name.as_deref().map_or(Role::Unknown, role),
                    name: name
                        .filter(|name| !name.is_empty())
                        .unwrap_or_else(|| format!("column {}", at + 1)),
                    filled,
                    numbers,
                }
            })
            .collect()
    }

    /// Decides the columns of a table, or says why only the operator can. `path` names the table in messages and in the
    /// configuration lines that would decide.
    ///
    /// # Errors
    /// A whole message: what is unclear, the candidates, and the lines to write into jaanch.toml.
    pub fn decide(&self, path: &Path, choice: &ColumnChoice) -> Result<Columns, String> {
        let has_heading = choice.heading.unwrap_or_else(|| self.has_heading());
        let understood = self.understand(has_heading);
        let number = if choice.number.is_empty() {
            vec![find_number(path, &understood, has_heading)?]
        } else {
            let at = choice
                .number
                .iter()
                .map(|column| column.find(&understood))
                .collect::<Result<Vec<_>, _>>()?;
            for &at in &at {
                if let Some(Understood {
                    name,
                    role: Role::Person,
                    ..
                }) = understood.get(at)
                {
                    return Err(format!(
                        "the heading \"{name}\" names a person of the complaint's side, whose number must never be listed; if \
                         it really holds reported numbers, rename it in the export"
                    ));
                }
            }
            at
        };
        let best = |wanted: fn(Role) -> u8| {
            let rated = understood
                .iter()
                .enumerate()
                .map(|(at, column)| (wanted(column.role), at));
            rated
                .filter(|(rating, _)| *rating > 0)
                .max_by_key(|&(rating, at)| (rating, std::cmp::Reverse(at)))
                .map(|(_, at)| at)
        };
        let chosen = |choice: &Option<super::super::config::ColumnName>, wanted: fn(Role) -> u8| {
            match choice {
                Some(column) => column.find(&understood).map(Some),
                None => Ok(best(wanted)),
            }
        };
        Ok(Columns {
            number,
            date: chosen(&choice.date, |role| {
                if let Role::Date(rating) = role {
                    rating + 1
                } else {
                    0
                }
            })?,
            source: chosen(&choice.source, |role| u8::from(role == Role::Source))?,
            id: chosen(&choice.id, |role| u8::from(role == Role::Id))?,
            category: chosen(&choice.category, |role| u8::from(role == Role::Category))?,
            status: chosen(&choice.status, |role| u8::from(role == Role::Status))?,
            district: chosen(&choice.district, |role| u8::from(role == Role::District))?,
            people: (0..)
                .zip(&understood)
                .filter(|(_, column)| matches!(column.role, Role::Person | Role::Name))
                .map(|(at, _)| at)
                .collect(),
            has_heading,
        })
    }
}

fn find_number(path: &Path, columns: &[Understood], has_heading: bool) -> Result<usize, String> {
    let at_of = |wanted: fn(&Understood) -> bool| -> Vec<usize> {
        (0..)
            .zip(columns)
            .filter(|(_, column)| wanted(column))
            .map(|(at, _)| at)
            .collect()
    };
    let suspects = at_of(|column| column.role == Role::Suspect);
    let candidates = at_of(Understood::could_be_numbers);
    // A name or an address beside numbers of which no heading says whose they are: most likely that person's.
    let people = at_of(|column| matches!(column.role, Role::Person | Role::Name));
    match (suspects.as_slice(), candidates.as_slice()) {
        ([only], _) => return Ok(*only),
        // A file of one column needs no heading: there is nobody else it could be about.
        ([], [only]) if columns.len() == 1 && people.is_empty() => return Ok(*only),
        ([], [only])
            if people.is_empty()
                && columns
                    .get(*only)
                    .is_some_and(|column| column.role == Role::Number) =>
        {
            return Ok(*only);
        }
        ([], []) => {
            let names: Vec<_> = columns
                .iter()
                .map(|column| format!("\"{}\"", column.name))
                .collect();
            return Err(format!(
                "no column holds phone numbers (columns: {}); if one does, say which in jaanch.toml and pass --config:\n{}",
                names.join(", "),
                config_lines(path, columns.first(), has_heading)
            ));
        }
        _ => {}
    }
    let mut message = match suspects.len() {
        0 if people.is_empty() => "it is not clear which column holds the reported numbers: no heading says suspect".to_owned(),
        0 => "it is not clear whose numbers these are: people of the complaint's side may stand in the same file, and no heading says suspect".to_owned(),
        many => format!("{many} headings say suspect, and only one column can be taken without asking"),
    };
    message.push_str(". Candidates:\n");
    for at in at_of(|column| column.could_be_numbers() || column.role == Role::Person) {
        if let Some(Understood {
            name,
            role,
            filled,
            numbers,
        }) = columns.get(at)
        {
            let note = if *role == Role::Person {
                ": a person of the complaint's side, never taken"
            } else {
                ""
            };
            message.push_str(&format!(
                "  column {}  \"{name}\"  {numbers} of {filled} cells read as numbers{note}\n",
                at + 1
            ));
        }
    }
    message
        .push_str("Say which one holds the reported numbers in jaanch.toml and pass --config:\n");
    let offered = at_of(|column| column.could_be_numbers() && column.role != Role::Person);
    message.push_str(&config_lines(
        path,
        offered.first().and_then(|&at| columns.get(at)),
        has_heading,
    ));
    Err(message)
}

/// The `[columns]` lines that would decide, with a first guess the operator has to confirm by writing it down.
fn config_lines(path: &Path, guess: Option<&Understood>, has_heading: bool) -> String {
    let file = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = guess.map_or("…", |column| column.name.as_str());
    let value = match name.strip_prefix("column ") {
        Some(at) if !has_heading => format!("{at}\n  heading = false"),
        _ => quoted(name),
    };
    format!("  [columns.{}]\n  number = {value}", quoted(&file))
}

/// A text in quotes as TOML reads them. Rust's own form would escape the vowel signs of Indic scripts.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
