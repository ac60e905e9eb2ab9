//! Rows of both sides under one column: a cell, or a separate row, says "Complainant", and the number beside it or below
//! it is one.

use std::collections::{HashMap, HashSet};

use jaanch_tables::Cells;

use crate::complaints::column::{ColumnMap, ColumnProfile};
use crate::complaints::heading_role::{Role, is_side, role};
use crate::complaints::heading_row::is_words;
use crate::complaints::sample::{Sample, quoted};

/// A column that says of every row what it is has so many different cells at most; a column of remarks has more.
const FEW: usize = 12;
/// Longer cells say more than which side somebody is on.
const LONGEST: usize = 60;
/// Different cells that are remembered.
const KNOWN: usize = 1_000;
/// A heading may be this far down, below a title.
const HEADING_ROWS: u64 = 10;

impl Sample<'_> {
    /// The columns whose cells may say whose number the row's is.
    pub(crate) fn sides(
        &self,
        columns: &[ColumnProfile],
        number: &[usize],
        of_suspects: bool,
    ) -> Vec<usize> {
        let few = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.cells().get(at));
            cells.map(str::trim).collect::<HashSet<_>>().len() <= FEW
        };
        (0..)
            .zip(columns)
            .filter(|(at, column)| {
                !number.contains(at)
                    && match column.role {
                        // Its heading says what such a cell means, and a place may be called anything.
                        Role::Person | Role::Name | Role::District => false,
                        Role::Unknown | Role::Category | Role::Status if of_suspects => few(*at),
                        _ => !of_suspects,
                    }
            })
            .map(|(at, _)| at)
            .collect()
    }
}

/// Looks at every row of a table for such a cell.
pub(crate) struct SideCells {
    number: Vec<usize>,
    sides: Vec<usize>,
    of_suspects: bool,
    /// How [columns] would name the table.
    target: String,
    known: Known,
}

/// Cells seen so far.
#[derive(Default)]
struct Known(HashMap<String, bool, foldhash::fast::RandomState>);

impl Known {
    fn is_side(&mut self, cell: &str, of_suspects: bool) -> bool {
        if let Some(&known) = self.0.get(cell) {
            return known;
        }
        let is_side = is_words(cell) && is_side(cell, of_suspects);
        if self.0.len() < KNOWN {
            self.0.insert(cell.to_owned(), is_side);
        }
        is_side
    }
}

impl SideCells {
    pub(crate) fn of(columns: &ColumnMap, target: String) -> Self {
        Self {
            number: columns.number.clone(),
            sides: columns.sides.clone(),
            of_suspects: columns.of_suspects,
            target,
            known: Known::default(),
        }
    }

    /// Why the table cannot be taken, if this row says so.
    pub(crate) fn see(&mut self, place: u64, cells: Cells<'_>) -> Option<String> {
        let mut blank = true;
        for &at in &self.number {
            let cell = cells.get(at).unwrap_or_default().trim();
            blank &= cell.is_empty();
            // Most cells are numbers, and begin so.
            if cell.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
                continue;
            }
            if is_words(cell) && role(cell) == Role::Person {
                return Some(self.in_the_column(place, cell));
            }
        }
        for &at in &self.sides {
            let cell = cells.get(at).unwrap_or_default().trim();
            if !cell.is_empty()
                && cell.len() <= LONGEST
                && self.known.is_side(cell, self.of_suspects)
            {
                let cell = cell.replace('\n', " / ");
                return Some(format!(
                    "row {place} says \"{cell}\" in column {}: then its number is one of the complaint's side, which must \
                     never be listed. Remove such rows from the export, or give the suspects' numbers a column of their own \
                     whose heading says so; if column {} is not about whose number it is, take it out",
                    at + 1,
                    at + 1
                ));
            }
        }
        if !blank {
            return None;
        }
        // A row that says who the rows below it are about.
        let mut filled = cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
        match (filled.next(), filled.next()) {
            (Some(only), None) if only.len() <= LONGEST && is_side(only, false) => Some(format!(
                "row {place} says \"{only}\" and nothing else: the rows below it seem to be about the complaint's side, whose \
                 numbers must never be listed. Remove these rows and row {place} from the export"
            )),
            _ => None,
        }
    }

    fn in_the_column(&self, place: u64, cell: &str) -> String {
        let what = format!(
            "row {place} of the column that would be taken says \"{cell}\": it may hold numbers of the complaint's side, which \
             must never be listed"
        );
        if place > HEADING_ROWS {
            return format!(
                "{what}. Where two exports were put together, part them again; else remove that cell from the export"
            );
        }
        format!(
            "{what}. If row {place} is the heading, say so in jaanch.toml and pass --config:\n  [columns.{}]\n  heading = \
             {place}\nIf it is not, remove that cell from the export",
            quoted(&self.target)
        )
    }
}
