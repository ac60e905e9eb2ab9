//! Which column holds the reported number. Publishing a complainant's number is the worst thing this tool could do, so
//! anything but a clear case stops the build and asks.

use jaanch_core::number::{PhoneNumber, Region};

use crate::cells::number;
use crate::complaints::column::{ColumnMap, ColumnProfile};
use crate::complaints::column_choice::{ColumnChoice, ColumnName};
use crate::complaints::heading_role::{Role, is_verification, role, says_phone};
use crate::complaints::heading_row::holds_number;
use crate::complaints::misplaced::misplaced;
use crate::complaints::sample::{Sample, Undecided};
use crate::complaints::side_cells::SideCells;

/// How many examples are kept of a column.
const EXAMPLES: usize = 3;

impl Sample<'_> {
    /// What each column was understood to be.
    #[must_use]
    pub fn understand(&self, has_heading: bool) -> Vec<ColumnProfile> {
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
        let mut understood: Vec<ColumnProfile> = (0..width)
            .map(|at| {
                let name = heading
                    .and_then(|row| row.cells().get(at))
                    .map(|name| name.trim().to_owned());
                ColumnProfile {
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

    /// Whether the column is below a heading over several columns that names a person of the complaint's side.
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
    pub fn decide(&self, choice: &ColumnChoice) -> Result<ColumnMap, Undecided> {
        self.check_heading(choice)?;
        let has_heading = self.has_heading(choice);
        let understood = self.understand(has_heading);
        if let Some(message) = misplaced(&understood, !choice.number.is_empty()) {
            return Err(Undecided::Unclear(message));
        }
        let number = if choice.number.is_empty() {
            vec![self.find_number(&understood, has_heading)?]
        } else {
            named_numbers(choice, &understood)?
        };
        let best = |wanted: fn(&ColumnProfile) -> u8| {
            let rated = understood
                .iter()
                .enumerate()
                .map(|(at, column)| (wanted(column), at));
            rated
                .filter(|(rating, _)| *rating > 0)
                .max_by_key(|&(rating, at)| (rating, std::cmp::Reverse(at)))
                .map(|(_, at)| at)
        };
        let chosen = |choice: &Option<ColumnName>, wanted: fn(&ColumnProfile) -> u8| match choice {
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
        let columns = ColumnMap {
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
        let mut sides = SideCells::of(&columns, self.target());
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
    pub fn without_numbers(&self, choice: &ColumnChoice) -> ColumnMap {
        let has_heading = self.has_heading(choice);
        ColumnMap {
            people: people(&self.understand(has_heading), &[]),
            has_heading,
            ..ColumnMap::default()
        }
    }
}

/// The columns that the configuration names for the reported numbers.
fn named_numbers(
    choice: &ColumnChoice,
    understood: &[ColumnProfile],
) -> Result<Vec<usize>, Undecided> {
    let columns = choice
        .number
        .iter()
        .map(|column| column.find(understood))
        .collect::<Result<Vec<_>, _>>()?;
    let of_a_person = columns
        .iter()
        .filter_map(|&at| understood.get(at))
        .find(|column| column.role == Role::Person);
    match of_a_person {
        None => Ok(columns),
        Some(ColumnProfile { name, .. }) => Err(Undecided::Unclear(format!(
            "the heading \"{name}\", or one above it, names a person of the complaint's side, whose number must never be listed; if \
             it really holds reported numbers, rename it in the export"
        ))),
    }
}

fn people(columns: &[ColumnProfile], taken: &[usize]) -> Vec<usize> {
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
