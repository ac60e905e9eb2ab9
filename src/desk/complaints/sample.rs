//! The first rows of a table, from which its columns are understood.

use std::path::Path;

use jaanch_core::number::Region;
use jaanch_tables::Record;

use crate::complaints::column_choice::Target;

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

impl Sample<'_> {
    /// The lines of jaanch.toml that decide about this table.
    pub(crate) fn section(&self, line: &str) -> String {
        format!("  [columns.{}]\n  {line}", quoted(&self.target()))
    }

    /// How `[columns]` names this table.
    pub(crate) fn target(&self) -> String {
        Target::new(self.path, self.sheet).name()
    }
}

/// A text as a TOML string. Rust's own form would escape the vowel signs of Indic scripts.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
