//! What one table gave: its reports, what could not be taken, and the counts that add up.

use std::path::PathBuf;

use jaanch_core::number::PhoneNumber;

use crate::cells::refusal::Refusal;
use crate::complaints::complaint::Complaint;
use crate::complaints::names::{Name, Names};

/// One cell, or one part of a cell, that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Which table, counting from 0 as in [`super::Intake::files`].
    pub file: u32,
    /// Which row of it, the first being 1.
    pub row: u32,
    /// The heading of the column, or its place; none where the row as a whole is meant.
    pub column: Name,
    /// The cell's text.
    pub value: Box<str>,
    /// Why it could not be taken.
    pub reason: Refusal,
}

/// What was read from one table: taken + duplicate + rejected = rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCount {
    /// The file.
    pub path: PathBuf,
    /// The sheet of it; `None` where the file is one table.
    pub sheet: Option<String>,
    /// What was taken from which column.
    pub columns: Vec<(&'static str, String)>,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Rows that gave nothing because something in them could not be read.
    pub rejected: u64,
    /// Rows whose complaints are all counted elsewhere already; known after deduplication.
    pub duplicate: u64,
    /// Rows that gave at least one new complaint; known after deduplication.
    pub taken: u64,
    /// What a person should know about the table.
    pub notes: Vec<String>,
    /// Whether it was left out because nothing in it could be a number.
    pub left_out: bool,
}

impl TableCount {
    /// What a person calls the table.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}, sheet \"{sheet}\"", self.path.display()),
            None => self.path.display().to_string(),
        }
    }
}

/// What one table gave.
pub(crate) struct TableIntake {
    pub reports: Vec<Complaint>,
    pub names: Names,
    pub rejects: Vec<Reject>,
    /// Cells of rejected rows that hold a number that is asked about.
    pub watched: Vec<Reject>,
    pub people: Vec<PhoneNumber>,
    pub count: TableCount,
}
