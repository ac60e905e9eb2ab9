//! Which column holds the reported number. Publishing a complainant's number is the worst thing this tool could do, so
//! anything but a clear case stops the build and asks.

use std::path::Path;

use super::cells;
use super::record::{Cells, Record};
use super::refusal::Refusal;
use super::words::{Role, role};
use crate::number::Region;
use crate::registry::config::{ColumnChoice, Heading, Target};

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
    /// How many of them read as phone numbers.
    pub numbers: usize,
    /// The first different cells.
    pub examples: Vec<String>,
}

impl Understood {
    fn looks_like_numbers(&self) -> bool {
        let count = |cells: usize| f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
        self.numbers > 0 && count(self.numbers) >= LOOKS_LIKE_NUMBERS * count(self.filled)
    }

    /// Whether the operator may say that it holds the reported numbers, and would have a reason to.
    pub(super) fn could_be_reported(&self) -> bool {
        self.role != Role::Person && self.could_be_numbers()
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

/// How many rows may stand above a heading: a title, a date, a blank.
const TITLE_ROWS: usize = 10;

impl Sample<'_> {
    fn is_number(&self, cell: &str) -> bool {
        matches!(
            cells::one(cell, self.region),
            Ok(_) | Err(Refusal::Placeholder)
        )
    }

    /// Whether the first row is a heading: it holds no number and no long run of digits.
    #[must_use]
    pub fn has_heading(&self, choice: &ColumnChoice) -> bool {
        match choice.heading {
            Some(Heading::First(heading)) => return heading,
            Some(Heading::Row(_)) => return true,
            None if self.headed => return true,
            None => {}
        }
        let Some(first) = self.rows.first() else {
            return false;
        };
        let data = |cell: &str| {
            self.is_number(cell) || cell.chars().filter(|c| c.is_numeric()).count() >= 5
        };
        !first.cells().iter().any(data)
            && first
                .cells()
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
            .map(|row| row.cells().len())
            .max()
            .unwrap_or_default();
        let mut understood: Vec<Understood> = (0..width)
            .map(|at| {
                let name = heading
                    .and_then(|row| row.cells().get(at))
                    .map(|name| name.trim().to_owned());
                Understood {
                    role: name.as_deref().map_or(Role::Unknown, role),
                    name: name
                        .filter(|name| !name.is_empty())
                        .unwrap_or_else(|| format!("column {}", at + 1)),
                    filled: 0,
                    numbers: 0,
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
                column.numbers += usize::from(self.is_number(cell));
                if column.examples.len() < EXAMPLES
                    && !column.examples.iter().any(|known| known == cell)
                {
                    column.examples.push(cell.to_owned());
                }
            }
        }
        understood
    }

    /// Decides the columns of a table, or says why only the operator can.
    ///
    /// # Errors
    /// See [`Undecided`].
    pub fn decide(&self, choice: &ColumnChoice) -> Result<Columns, Undecided> {
        self.no_heading_below_a_title(choice)?;
        let has_heading = self.has_heading(choice);
        let understood = self.understand(has_heading);
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
                        "the heading \"{name}\" names a person of the complaint's side, whose number must never be listed; if \
                         it really holds reported numbers, rename it in the export"
                    )));
                }
            }
            at
        };
        self.nobody_of_the_complaints_side(&number, has_heading)?;
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
                None => Ok::<_, String>(best(wanted)),
            }
        };
        Ok(Columns {
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
            // A column of names that the operator says holds reported numbers is not one of the complaint's side.
            people: people(&understood)
                .into_iter()
                .filter(|at| !number.contains(at))
                .collect(),
            number,
            has_heading,
        })
    }

    /// Stops at a title above the heading: it would be taken for the heading, and the columns' own names for data.
    fn no_heading_below_a_title(&self, choice: &ColumnChoice) -> Result<(), Undecided> {
        if choice.heading.is_some() || self.headed {
            return Ok(());
        }
        let first = self.rows.first().copied();
        let below = self.rows.iter().zip(self.places).take(TITLE_ROWS).skip(1);
        let heading = below
            .filter(|(row, _)| Some(**row) != first)
            .find(|(row, _)| reads_as_heading(row));
        let Some((row, place)) = heading else {
            return Ok(());
        };
        let names: Vec<_> = row
            .cells()
            .iter()
            .map(|cell| format!("\"{}\"", cell.trim()))
            .collect();
        Err(Undecided::Unclear(format!(
            "row {place} reads as the heading ({}), and row {} above it as a title. Say which row is the heading in jaanch.toml \
             and pass --config:\n{}",
            names.join(", "),
            self.places.first().copied().unwrap_or(1),
            self.section(&format!("heading = {place}")),
        )))
    }

    /// Stops where a cell of the column that is taken says that it is a complainant's, whoever chose the column.
    fn nobody_of_the_complaints_side(
        &self,
        number: &[usize],
        has_heading: bool,
    ) -> Result<(), Undecided> {
        let rows = self.rows.iter().zip(self.places);
        for (row, place) in rows.skip(usize::from(has_heading)) {
            for cell in number.iter().filter_map(|&at| row.cells().get(at)) {
                if is_words(cell) && role(cell) == Role::Person {
                    return Err(Undecided::Unclear(format!(
                        "row {place} of the column that would be taken says \"{}\": it may hold numbers of the complaint's \
                         side, which must never be listed. If row {place} is the heading, say so in jaanch.toml and pass \
                         --config:\n{}\nIf it is not, remove that cell from the export",
                        cell.trim(),
                        self.section(&format!("heading = {place}")),
                    )));
                }
            }
        }
        Ok(())
    }

    /// The columns of a table that has no numbers to take: only those of people.
    #[must_use]
    pub fn without_numbers(&self, choice: &ColumnChoice) -> Columns {
        let has_heading = self.has_heading(choice);
        Columns {
            people: people(&self.understand(has_heading)),
            has_heading,
            ..Columns::default()
        }
    }

    fn find_number(&self, columns: &[Understood], has_heading: bool) -> Result<usize, Undecided> {
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
        let used = columns
            .iter()
            .zip(1..)
            .filter(|(column, place)| column.filled > 0 || column.name != format!("column {place}"))
            .count();
        match (suspects.as_slice(), candidates.as_slice()) {
            ([only], _) => return Ok(*only),
            // A file of one column needs no heading: there is nobody else it could be about.
            ([], [only]) if people.is_empty() && used == 1 => return Ok(*only),
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
                return Err(Undecided::NoNumbers(format!(
                    "no column holds phone numbers (columns: {}); if one does, say which in jaanch.toml and pass --config:\n{}",
                    names.join(", "),
                    self.config_lines(columns.first(), has_heading)
                )));
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
                ..
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
        message.push_str(
            "Say which one holds the reported numbers in jaanch.toml and pass --config:\n",
        );
        let offered = at_of(Understood::could_be_reported);
        message.push_str(
            &self.config_lines(offered.first().and_then(|&at| columns.get(at)), has_heading),
        );
        Err(Undecided::Unclear(message))
    }

    /// The `[columns]` lines that would decide, with a first guess the operator has to confirm by writing it down.
    fn config_lines(&self, guess: Option<&Understood>, has_heading: bool) -> String {
        let name = guess.map_or("…", |column| column.name.as_str());
        let value = match name.strip_prefix("column ") {
            Some(at) if !has_heading => format!("{at}\n  heading = false"),
            _ => quoted(name),
        };
        let skip = if self.sheet.is_some() {
            "\n  # or, to leave this sheet out:  skip = true"
        } else {
            ""
        };
        self.section(&format!("number = {value}{skip}"))
    }

    /// What decides this table in jaanch.toml.
    fn section(&self, line: &str) -> String {
        let target = Target::new(self.path, self.sheet).name();
        format!("  [columns.{}]\n  {line}", quoted(&target))
    }
}

/// Whether a cell is words alone, as a heading is.
pub(super) fn is_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !cell.chars().any(char::is_numeric)
}

/// Whether a row is the names of columns: words alone, and at least two of them say what a column of complaints holds.
fn reads_as_heading(row: &Record) -> bool {
    let filled = || {
        row.cells()
            .iter()
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
    };
    let named = |cell: &&str| {
        matches!(
            role(cell),
            Role::Person
                | Role::Suspect
                | Role::Number
                | Role::Date(_)
                | Role::Id
                | Role::District
                | Role::Name
        )
    };
    filled().all(is_words) && filled().filter(named).count() >= 2
}

fn people(columns: &[Understood]) -> Vec<usize> {
    (0..)
        .zip(columns)
        .filter(|(_, column)| matches!(column.role, Role::Person | Role::Name))
        .map(|(at, _)| at)
        .collect()
}

/// A text in quotes as TOML reads them. Rust's own form would escape the vowel signs of Indic scripts.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
