//! Which row of a table is its heading. What is taken for data above or below it would be read under the wrong names.

use jaanch_core::number::Region;
use jaanch_tables::{Cells, Record};

use crate::cells::refusal::Refusal;
use crate::cells::{date, number};
use crate::complaints::column_choice::{ColumnChoice, Heading};
use crate::complaints::heading_role::{Role, role, says_phone};
use crate::complaints::sample::{Sample, Undecided};

/// How many rows may precede a heading: a title, a date, a blank.
const TITLE_ROWS: usize = 10;
/// So many digits a heading may have: "Mobile 2", "Mob (10 digits)", "Complaints 2026".
const HEADING_DIGITS: usize = 4;

impl Sample<'_> {
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
            holds_number(cell, self.region) || cell.chars().filter(|c| c.is_numeric()).count() >= 5
        };
        !first.cells().iter().any(data)
            && first
                .cells()
                .iter()
                .any(|cell| cell.chars().any(char::is_alphabetic))
    }

    /// Stops where the row that would be taken for the heading is none, or another one is.
    ///
    /// # Errors
    /// The row, and the line of jaanch.toml that is wrong or missing.
    pub(crate) fn check_heading(&self, choice: &ColumnChoice) -> Result<(), Undecided> {
        let Some((first, place)) = self.rows.first().zip(self.places.first()) else {
            return Ok(());
        };
        if self.headed {
            return Ok(());
        }
        let cells = first.cells();
        match choice.heading {
            // Its cells would be ignored without being counted.
            Some(Heading::Row(_) | Heading::First(true)) => {
                let is_data = |cell: &str| {
                    holds_number(cell, self.region) || date::read(cell.trim()).is_some()
                };
                if let Some(cell) = cells.iter().find(|cell| is_data(cell)) {
                    return Err(Undecided::Unclear(format!(
                        "jaanch.toml says that row {place} is the heading, and \"{}\" in it is no heading: the row would be \
                         lost, and the columns would be called by its cells. Has the export changed? Correct the line \
                         `heading` of [columns], or take it out",
                        cell.trim()
                    )));
                }
                let is_named = matches!(choice.heading, Some(Heading::Row(_)));
                if !is_named || reads_as_heading(cells) {
                    return Ok(());
                }
                if let Some(above) = self.above.first() {
                    return Err(Undecided::Unclear(format!(
                        "jaanch.toml says that row {place} is the heading, and it does not read as one, but a row above it does \
                         ({}). Has the export changed? Correct the line `heading = {place}` of [columns], or take it out",
                        names(above.cells())
                    )));
                }
                self.no_heading_below()
            }
            // Read as data, a heading names nobody.
            Some(Heading::First(false)) => {
                let is_data = cells.iter().any(|cell| holds_number(cell, self.region));
                let person = cells
                    .iter()
                    .any(|cell| is_words(cell) && role(cell) == Role::Person);
                if is_data || !(person || reads_as_heading(cells)) {
                    return Ok(());
                }
                Err(Undecided::Unclear(format!(
                    "jaanch.toml says that there is no heading, and row {place} reads as one ({}): without it nobody would know \
                     whose numbers these are. Take `heading = false` out of [columns]",
                    names(cells)
                )))
            }
            None => self.no_heading_below(),
        }
    }

    /// Stops at a title above the heading: it would be taken for the heading, and the columns' own names for data.
    fn no_heading_below(&self) -> Result<(), Undecided> {
        let first = self.rows.first().copied();
        let below = self.rows.iter().zip(self.places).take(TITLE_ROWS).skip(1);
        let heading = below
            .filter(|(row, _)| Some(**row) != first)
            .find(|(row, _)| reads_as_heading(row.cells()));
        let Some((row, place)) = heading else {
            return Ok(());
        };
        Err(Undecided::Unclear(format!(
            "row {place} reads as the heading ({}), and row {} above it as a title. Say which row is the heading in jaanch.toml \
             and pass --config:\n{}",
            names(row.cells()),
            self.places.first().copied().unwrap_or(1),
            self.section(&format!("heading = {place}")),
        )))
    }
}

/// What is wrong with a row above the one that jaanch.toml calls the heading: nothing, if it is a title.
pub(crate) fn above_heading(
    row: u64,
    cells: Cells<'_>,
    heading: u64,
    region: Region,
) -> Option<String> {
    let number = cells.iter().find(|cell| holds_number(cell, region))?;
    Some(format!(
        "jaanch.toml says that the heading stands in row {heading}, and row {row} above it holds the number \"{}\": what stands \
         above the heading is left aside without being counted. Has the export changed? Correct the line `heading = {heading}` of \
         [columns], or take it out; if row {row} belongs to a title, remove the number from it",
        number.trim()
    ))
}

/// The first row that reads as a heading, where a title may precede it.
pub(crate) fn find_heading(rows: &[&Record]) -> Option<usize> {
    rows.iter()
        .take(TITLE_ROWS)
        .position(|row| reads_as_heading(row.cells()))
}

/// Whether a cell holds a number, or several.
pub(crate) fn holds_number(cell: &str, region: Region) -> bool {
    let mut holds = false;
    number::numbers(cell, region, &mut |found| {
        holds |= matches!(found, Ok(_) | Err((_, Refusal::Placeholder)));
    });
    holds
}

/// Whether a cell is words, as a heading is, with a few digits among them.
pub(crate) fn is_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
        && cell.chars().filter(|c| c.is_numeric()).count() <= HEADING_DIGITS
}

/// Whether a row is the names of columns: words, and at least two of them say what a column of complaints holds.
pub(crate) fn reads_as_heading(cells: Cells<'_>) -> bool {
    let filled = || cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let named = |cell: &&str| {
        says_phone(cell)
            || matches!(
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

fn names(cells: Cells<'_>) -> String {
    let names: Vec<_> = cells
        .iter()
        .map(|cell| format!("\"{}\"", cell.trim()))
        .collect();
    names.join(", ")
}
