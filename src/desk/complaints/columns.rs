//! Which column holds the reported number. Publishing a complainant's number is the worst thing this tool could do, so
//! anything but a clear case stops the build and asks.

use std::path::Path;

use jaanch_core::number::{PhoneNumber, Region};
use jaanch_tables::{Cells, Record};

use crate::cells::number;
use crate::complaints::headings::holds_number;
use crate::complaints::misplaced::misplaced;
use crate::complaints::sides::Sides;
use crate::complaints::words::{Role, is_verification, role, says_phone, says_suspect};
use crate::config::{ColumnChoice, ColumnName};

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
    /// Numbers of people on the complaint's side, or of nobody knows whom: read only to keep them off the list.
    pub people: Vec<usize>,
    /// Columns whose cells may say on which side the row's person stands.
    pub sides: Vec<usize>,
    /// Whether "Yes" in the status column means verified: its heading speaks of that alone, or the operator named it.
    pub yes_is_verified: bool,
    /// Whether all columns of numbers say that they are suspects'.
    pub of_suspects: bool,
    /// Whether the first row is a heading.
    pub has_heading: bool,
}

impl Columns {
    /// What was taken from which column, for the person at the desk: the heading, or the place where there is none.
    #[must_use]
    pub fn described(&self, headings: Cells<'_>) -> Vec<(&'static str, String)> {
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

/// What one column was understood to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The heading, or `column 3` where there is none.
    pub name: String,
    /// What the heading says.
    pub role: Role,
    /// Filled cells in the sample.
    pub filled: usize,
    /// Whether the heading has a word for a telephone.
    pub phone: bool,
    /// How many of them hold a phone number, or several.
    pub numbers: usize,
    /// How many say that there is nothing: NA, nil, a dash.
    pub void: usize,
    /// How many are texts with a number in them.
    pub mentions: usize,
    /// The first different cells.
    pub examples: Vec<String>,
}

impl Understood {
    fn looks_like_numbers(&self) -> bool {
        let count = |cells: usize| f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
        self.numbers > 0
            && count(self.numbers) >= LOOKS_LIKE_NUMBERS * count(self.filled - self.void)
    }

    /// Whether the operator may say that it holds the reported numbers, and would have a reason to.
    pub(crate) fn could_be_reported(&self) -> bool {
        self.role != Role::Person && self.could_be_numbers()
    }

    /// A column that could hold phone numbers, by its heading or by any of its cells: most suspects' columns are blank in most
    /// rows, and the one beside them that is filled is the complainants'.
    pub(crate) fn could_be_numbers(&self) -> bool {
        match self.role {
            Role::Suspect | Role::Number => true,
            Role::Unknown => self.phone || self.numbers > 0,
            Role::Person | Role::Name => self.looks_like_numbers(),
            Role::Source | Role::Category | Role::Status | Role::District => self.numbers > 0,
            Role::Other => self.phone,
            Role::Date(_) | Role::Id => self.phone && self.numbers > 0,
        }
    }

    /// Whether the numbers in it are kept off the list where it is not taken: a complainant's, or it is not said whose.
    fn protects(&self) -> bool {
        match self.role {
            Role::Person | Role::Name | Role::Number => true,
            Role::Suspect => false,
            Role::Unknown => self.phone || self.looks_like_numbers(),
            Role::Source | Role::Category | Role::Status | Role::District => {
                self.looks_like_numbers()
            }
            Role::Date(_) | Role::Id | Role::Other => {
                self.phone && self.looks_like_numbers() && !says_suspect(&self.name)
            }
        }
    }
}

/// Why the columns of a table could not be decided. Either is a whole message: what is unclear, the candidates, and the
/// lines to write into jaanch.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// No column could hold phone numbers.
    NoNumbers(String),
    /// Only the operator can tell.
    Unclear(String),
}

impl Undecided {
    /// The message.
    #[must_use]
    pub fn message(&self) -> &str {
        match self {
            Self::NoNumbers(message) | Self::Unclear(message) => message,
        }
    }
}

impl From<String> for Undecided {
    fn from(message: String) -> Self {
        Self::Unclear(message)
    }
}

/// A table's first rows, from which its columns are understood.
pub struct Sample<'a> {
    /// The first rows, cells as text.
    pub rows: &'a [&'a Record],
    /// Which row of the file each is, the first being 1.
    pub places: &'a [u64],
    /// Rows above the heading that jaanch.toml names which read as one, too: "Complainant" over "Name" and "Mobile".
    pub above: &'a [Record],
    /// The region of numbers without country code.
    pub region: Region,
    /// The file, for messages and the configuration lines that would decide.
    pub path: &'a Path,
    /// The sheet of it.
    pub sheet: Option<&'a str>,
    /// Whether the first row is a heading for certain.
    pub headed: bool,
}

/// How many examples are kept of a column.
const EXAMPLES: usize = 3;

impl Sample<'_> {
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
            .map(|row| row.cells().len())
            .max()
            .unwrap_or_default();
        let mut understood: Vec<Understood> = (0..width)
            .map(|at| {
                let name = heading
                    .and_then(|row| row.cells().get(at))
                    .map(|name| name.trim().to_owned());
                Understood {
                    role: if self.is_below_a_person(at) {
                        Role::Person
                    } else {
                        name.as_deref().map_or(Role::Unknown, role)
                    },
                    phone: name.as_deref().is_some_and(says_phone),
                    name: name
                        .filter(|name| !name.is_empty())
                        .unwrap_or_else(|| format!("column {}", at + 1)),
                    filled: 0,
                    numbers: 0,
                    void: 0,
                    mentions: 0,
                    examples: Vec::new(),
                }
            })
            .collect();
        for row in rows {
            for (cell, column) in row.cells().iter().zip(&mut understood) {
                let cell = cell.trim();
                if cell.is_empty() {
                    continue;
                }
                column.filled += 1;
                if holds_number(cell, self.region) {
                    column.numbers += 1;
                } else if is_void(cell) {
                    column.void += 1;
                } else if mentions_number(cell, self.region) {
                    column.mentions += 1;
                }
                if column.examples.len() < EXAMPLES
                    && !column.examples.iter().any(|known| known == cell)
                {
                    column.examples.push(cell.to_owned());
                }
            }
        }
        understood
    }

    /// Whether the column stands below a heading of several columns that names a person of the complaint's side.
    fn is_below_a_person(&self, at: usize) -> bool {
        self.above.iter().any(|row| {
            let cells = (0..=at).rev().filter_map(|at| row.cells().get(at));
            let over = cells.map(str::trim).find(|cell| !cell.is_empty());
            over.is_some_and(|over| role(over) == Role::Person)
        })
    }

    /// Decides the columns of a table, or says why only the operator can.
    ///
    /// # Errors
    /// See [`Undecided`].
    pub fn decide(&self, choice: &ColumnChoice) -> Result<Columns, Undecided> {
        self.check_heading(choice)?;
        let has_heading = self.has_heading(choice);
        let understood = self.understand(has_heading);
        if let Some(message) = misplaced(&understood, !choice.number.is_empty()) {
            return Err(Undecided::Unclear(message));
        }
        let number = if choice.number.is_empty() {
            vec![self.find_number(&understood, has_heading)?]
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
                    return Err(Undecided::Unclear(format!(
                        "the heading \"{name}\", or one above it, names a person of the complaint's side, whose number must never be listed; if \
                         it really holds reported numbers, rename it in the export"
                    )));
                }
            }
            at
        };
        let best = |wanted: fn(&Understood) -> u8| {
            let rated = understood
                .iter()
                .enumerate()
                .map(|(at, column)| (wanted(column), at));
            rated
                .filter(|(rating, _)| *rating > 0)
                .max_by_key(|&(rating, at)| (rating, std::cmp::Reverse(at)))
                .map(|(_, at)| at)
        };
        let chosen = |choice: &Option<ColumnName>, wanted: fn(&Understood) -> u8| match choice {
            Some(column) => column.find(&understood).map(Some),
            None => Ok::<_, String>(best(wanted)),
        };
        let status = chosen(&choice.status, |column| match column.role {
            Role::Status if is_verification(&column.name) => 2,
            Role::Status => 1,
            _ => 0,
        })?;
        let of_suspects = number.iter().all(|&at| {
            understood
                .get(at)
                .is_some_and(|column| column.role == Role::Suspect)
        });
        let columns = Columns {
            date: chosen(&choice.date, |column| match column.role {
                Role::Date(rating) => rating + 1,
                _ => 0,
            })?,
            source: chosen(&choice.source, |column| {
                u8::from(column.role == Role::Source)
            })?,
            id: chosen(&choice.id, |column| u8::from(column.role == Role::Id))?,
            category: chosen(&choice.category, |column| {
                u8::from(column.role == Role::Category)
            })?,
            status,
            yes_is_verified: choice.status.is_some()
                || status
                    .and_then(|at| understood.get(at))
                    .is_some_and(|column| is_verification(&column.name)),
            district: chosen(&choice.district, |column| {
                u8::from(column.role == Role::District)
            })?,
            // A column of names that the operator says holds reported numbers is not one of the complaint's side.
            people: people(&understood, &number),
            sides: self.sides(&understood, &number, of_suspects),
            of_suspects,
            number,
            has_heading,
        };
        let mut sides = Sides::of(&columns, self.target());
        let rows = self.rows.iter().zip(self.places);
        for (row, &place) in rows.skip(usize::from(has_heading)) {
            if let Some(message) = sides.see(place, row.cells()) {
                return Err(Undecided::Unclear(message));
            }
        }
        Ok(columns)
    }

    /// The columns of a table that has no numbers to take: only those whose numbers are kept off the list.
    #[must_use]
    pub fn without_numbers(&self, choice: &ColumnChoice) -> Columns {
        let has_heading = self.has_heading(choice);
        Columns {
            people: people(&self.understand(has_heading), &[]),
            has_heading,
            ..Columns::default()
        }
    }
}

fn people(columns: &[Understood], taken: &[usize]) -> Vec<usize> {
    (0..)
        .zip(columns)
        .filter(|(at, column)| !taken.contains(at) && column.protects())
        .map(|(at, _)| at)
        .collect()
}

/// Whether a cell says that there is nothing to say.
fn is_void(cell: &str) -> bool {
    const NOTHING: [&str; 11] = [
        "na",
        "n/a",
        "n.a.",
        "nil",
        "none",
        "null",
        "nan",
        "unknown",
        "not known",
        "not available",
        "नहीं",
    ];
    !cell.contains(char::is_alphanumeric) || NOTHING.contains(&cell.to_lowercase().as_str())
}

/// Whether a text has a number somewhere in it: "caller from …".
fn mentions_number(cell: &str, region: Region) -> bool {
    let mut found: Vec<PhoneNumber> = Vec::new();
    if cell.contains(char::is_alphabetic) {
        number::people(cell, region, &mut found);
    }
    !found.is_empty()
}

/// A text in quotes as TOML reads them. Rust's own form would escape the vowel signs of Indic scripts.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
