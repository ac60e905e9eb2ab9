//! What makes up an export: its file type, columns and words, and which complaints it contains.

use crate::amount::AmountFormat;
use crate::districts::District;
use crate::model::Source;
use crate::words::Language;

/// The file type of an export.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FileType {
    Csv(Csv),
    GzippedCsv(Csv),
    /// XLSX, in which numbers and dates are typed.
    Workbook,
    /// An array of objects.
    Json,
    /// One object a line.
    JsonLines,
}

/// A dialect of CSV.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Csv {
    pub(crate) delimiter: u8,
    /// Whether the file begins with a byte order mark.
    pub(crate) bom: bool,
    /// Whether lines end with CR LF instead of LF.
    pub(crate) crlf: bool,
    /// Whether every cell is quoted, needed or not.
    pub(crate) quote_all: bool,
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

/// One office's export.
#[derive(Debug)]
pub(crate) struct Export {
    /// The file name.
    pub(crate) file: &'static str,
    pub(crate) file_type: FileType,
    pub(crate) language: Language,
    /// The date format, as in `strftime`.
    pub(crate) date_format: &'static str,
    pub(crate) amount_format: AmountFormat,
    /// The words for the helpline and for the portal.
    pub(crate) sources: [&'static str; 2],
    /// The words for verified and for unverified.
    pub(crate) statuses: [&'static str; 2],
    /// The complaints it can contain.
    pub(crate) scope: Scope,
    /// Its share of them, relative to the other exports that can contain them.
    pub(crate) weight: usize,
    /// The columns and their headings.
    pub(crate) columns: &'static [(Column, &'static str)],
}

/// The complaints that an export can contain.
#[derive(Debug)]
pub(crate) enum Scope {
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

    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(known, _)| *known == column)
    }

    /// Whether it can contain a complaint of this source and district.
    pub(crate) fn covers(&self, source: Source, district: District) -> bool {
        match self.scope {
            Scope::All => true,
            Scope::Source(only) => only == source,
            Scope::Districts(names) => names.contains(&district.name()),
        }
    }

    /// Whether a complaint of `source` that is in both exports is recognised as one: by its id if `by_id` and both have
    /// one, otherwise by date and source, which then need the same word in both.
    pub(crate) fn shares(&self, other: &Self, source: Source, by_id: bool) -> bool {
        (by_id && self.has(Column::ComplaintId) && other.has(Column::ComplaintId))
            || self.source(source) == other.source(source)
    }
}
