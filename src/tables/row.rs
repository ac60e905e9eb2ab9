//! Rows of text cells, as every format gives them, without an allocation for each cell.

use crate::damage::Damage;
use crate::error::Error;

/// The cells of one row: a text, and where in it each cell ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    text: String,
    ends: Vec<usize>,
}

impl Record {
    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Removes all cells.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The cells.
    #[must_use]
    pub fn cells(&self) -> Cells<'_> {
        Cells::new(&self.text, &self.ends)
    }

    /// The memory it takes, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<usize>()
    }
}

impl<S: AsRef<str>> FromIterator<S> for Record {
    fn from_iter<I: IntoIterator<Item = S>>(cells: I) -> Self {
        let mut record = Self::default();
        for cell in cells {
            record.push(cell.as_ref());
        }
        record
    }
}

/// The cells of a row that lies somewhere else.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cells<'a> {
    text: &'a str,
    ends: &'a [usize],
}

impl<'a> Cells<'a> {
    /// The cells of a text, each ending where `ends` says.
    #[must_use]
    pub const fn new(text: &'a str, ends: &'a [usize]) -> Self {
        Self { text, ends }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at a place, the first being 0.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&'a str> {
        let end = *self.ends.get(at)?;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or_default();
        self.text.get(start..end)
    }

    /// Every cell.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let cells = *self;
        (0..cells.len()).map(move |at| cells.get(at).unwrap_or_default())
    }

    /// Whether there is nothing but white space in any cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A copy to keep.
    #[must_use]
    pub fn to_record(&self) -> Record {
        Record {
            text: self.text.to_owned(),
            ends: self.ends.to_vec(),
        }
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number as a spreadsheet shows it, the first being 1; blank rows count.
    pub number: u64,
    /// Its cells.
    pub cells: Cells<'a>,
    /// Cells that hold something that is no value, by their place.
    pub marks: &'a [(usize, Damage)],
}

/// What is known of a table before its first row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name; `None` where the file is one table.
    pub sheet: Option<String>,
    /// What kind of file it stands in, and its encoding where that is a question.
    pub format: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Whether days are counted from 1904 and not from 1900.
    pub from_1904: bool,
    /// Whether the first row is a heading for certain, as the keys of JSON objects are.
    pub headed: bool,
    /// What a person should know.
    pub notes: Vec<String>,
}

/// Whether the rest of a table is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Go {
    /// Give the next row.
    On,
    /// Go to the next table.
    Skip,
}

/// Takes what a file holds: a table, its rows, the next table, its rows …
pub trait Sink {
    /// A table begins.
    ///
    /// # Errors
    /// The file cannot be understood as a whole.
    fn table(&mut self, table: Table) -> Result<(), Error>;

    /// A row of the table.
    ///
    /// # Errors
    /// The file cannot be understood as a whole.
    fn row(&mut self, row: Row<'_>) -> Result<Go, Error>;

    /// A row of the table that could not be read.
    ///
    /// # Errors
    /// The file cannot be understood as a whole.
    fn unreadable(&mut self, number: u64, value: &str, why: Damage) -> Result<Go, Error>;

    /// What a person should know about the table, and what only its end tells.
    fn note(&mut self, _what: String) {}
}
