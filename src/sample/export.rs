//! What makes up an export: its columns, its words, and which complaints it gets to see.

use crate::place::District;
use crate::story::Rupees;
use crate::truth::Source;

/// The language of an export's headers and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Hindi,
}

impl Language {
    /// Its place in a table of texts.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::English => 0,
            Self::Hindi => 1,
        }
    }
}

/// What kind of file an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// CSV, or the same with another delimiter.
    Csv,
    /// CSV packed by gzip.
    Gzip,
    /// A workbook, in which numbers are numbers and dates are dates.
    Workbook,
    /// An array of objects.
    Json,
    /// An object a line.
    JsonLines,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    RowNumber,
    ComplaintId,
    Date,
    Source,
    Category,
    Suspect,
    Status,
    District,
    Amount,
    Remarks,
    Account,
    Reference,
    PaymentAddress,
    ComplainantName,
    ComplainantPhone,
    OfficerName,
    OfficerPhone,
}

/// One office's way of exporting complaints.
#[derive(Debug)]
pub(crate) struct Export {
    /// The file's name.
    pub(crate) file: &'static str,
    pub(crate) form: Form,
    pub(crate) language: Language,
    pub(crate) delimiter: u8,
    /// Whether the file begins with a byte order mark.
    pub(crate) mark: bool,
    pub(crate) line_end: csv::Terminator,
    pub(crate) quotes: csv::QuoteStyle,
    /// The date format, in strftime's letters.
    pub(crate) date: &'static str,
    pub(crate) rupees: Rupees,
    /// The words for the helpline and for the portal.
    pub(crate) sources: [&'static str; 2],
    /// The words for verified and for unverified.
    pub(crate) statuses: [&'static str; 2],
    /// Which complaints it gets.
    pub(crate) only: Only,
    /// How many of them, compared with the other exports that could.
    pub(crate) weight: usize,
    pub(crate) columns: &'static [(Column, &'static str)],
}

/// What limits an export.
#[derive(Debug)]
pub(crate) enum Only {
    All,
    Source(Source),
    Districts(&'static [&'static str]),
}

impl Export {
    /// The word for `source`.
    pub(crate) fn source(&self, source: Source) -> &'static str {
        match source {
            Source::Helpline => self.sources[0],
            Source::Portal => self.sources[1],
        }
    }

    /// The word for a complaint's status.
    pub(crate) fn status(&self, verified: bool) -> &'static str {
        self.statuses[usize::from(!verified)]
    }

    /// Whether its rows carry a complaint id.
    pub(crate) fn has_ids(&self) -> bool {
        self.columns
            .iter()
            .any(|(column, _)| *column == Column::ComplaintId)
    }

    /// Whether it gets complaints of this source and district.
    pub(crate) fn takes(&self, source: Source, district: District) -> bool {
        match self.only {
            Only::All => true,
            Only::Source(only) => only == source,
            Only::Districts(names) => names.contains(&district.name()),
        }
    }
}
