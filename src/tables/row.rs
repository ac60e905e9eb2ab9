//! Rows of cells, as every format gives them, without an allocation for each cell.

use crate::cell::{Cell, Kind};
use crate::damage::Damage;
use crate::error::Error;

/// The cells of one row: a text, where in it each cell ends, and what each cell is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    text: String,
    ends: Vec<usize>,
    /// Empty where every cell is text; cells beyond its end are text.
    kinds: Vec<Kind>,
}

impl Record {
    /// Adds a cell.
    pub fn push<'a>(&mut self, cell: impl Into<Cell<'a>>) {
        let cell = cell.into();
        self.text.push_str(cell.text);
        if cell.kind != Kind::Text {
            self.kinds.resize(self.ends.len(), Kind::Text);
            self.kinds.push(cell.kind);
        }
        self.ends.push(self.text.len());
    }

    /// Removes all cells.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
    }

    /// The cells.
    #[must_use]
    pub fn cells(&self) -> Cells<'_> {
        Cells {
            text: &self.text,
            ends: &self.ends,
            kinds: &self.kinds,
        }
    }

    /// The memory it takes, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.text.len() + size_of_val(self.ends.as_slice()) + size_of_val(self.kinds.as_slice())
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
    kinds: &'a [Kind],
}

impl<'a> Cells<'a> {
    /// The cells of a text, each ending where `ends` says; all are [`Kind::Text`].
    #[must_use]
    pub const fn new(text: &'a str, ends: &'a [usize]) -> Self {
        Self {
            text,
            ends,
            kinds: &[],
        }
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

    /// The cell at a place, the first being 0; an empty one beyond the last.
    #[must_use]
    pub fn cell(&self, at: usize) -> Cell<'a> {
        Cell {
            text: self.get(at).unwrap_or_default(),
            kind: self.kinds.get(at).copied().unwrap_or_default(),
        }
    }

    /// The text of the cell at a place, the first being 0.
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

    /// The text of every cell.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let cells = *self;
        (0..cells.len()).map(move |at| cells.get(at).unwrap_or_default())
    }

    /// Whether no cell holds anything but white space; a formula without a value is something.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && !self.kinds.contains(&Kind::Formula)
    }

    /// A copy to keep.
    #[must_use]
    pub fn to_record(&self) -> Record {
        Record {
            text: self.text.to_owned(),
            ends: self.ends.to_vec(),
            kinds: self.kinds.to_vec(),
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
}

/// What is known of a table before its first row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name; `None` where the file is one table.
    pub sheet: Option<String>,
    /// What kind of file it is in, and the encoding of a text file.
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

/// Whether the sink needs the rest of a table.
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
