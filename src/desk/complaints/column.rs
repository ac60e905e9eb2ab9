//! What a column of a table was understood to be, and which columns are read for what.

use jaanch_tables::Cells;

use crate::complaints::heading_role::{Role, says_suspect};

/// A column reads as numbers when this share of its filled cells does.
const LOOKS_LIKE_NUMBERS: f64 = 0.5;

/// The columns that a table's rows are read from, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
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
    /// Numbers of people on the complaint's side, or of unknown people: read only to keep them off the list.
    pub people: Vec<usize>,
    /// Columns whose cells may say which side the row's person is on.
    pub sides: Vec<usize>,
    /// Whether "Yes" in the status column means verified: its heading speaks of that alone, or the operator named it.
    pub yes_is_verified: bool,
    /// Whether all columns of numbers say that they are suspects'.
    pub of_suspects: bool,
    /// Whether the first row is a heading.
    pub has_heading: bool,
}

impl ColumnMap {
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
pub struct ColumnProfile {
    /// The heading, or `column 3` where there is none.
    pub name: String,
    /// What the heading says.
    pub role: Role,
    /// Filled cells in the sample.
    pub filled: usize,
    /// Whether the heading has a word for a telephone.
    pub phone: bool,
    /// How many of them hold a phone number, or several.
    pub numbers: usize,
    /// How many say that there is nothing: NA, nil, a dash.
    pub void: usize,
    /// How many are texts with a number in them.
    pub mentions: usize,
    /// The first different cells.
    pub examples: Vec<String>,
}

impl ColumnProfile {
    fn looks_like_numbers(&self) -> bool {
        let count = |cells: usize| f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
        self.numbers > 0
            && count(self.numbers) >= LOOKS_LIKE_NUMBERS * count(self.filled - self.void)
    }

    /// Whether the operator may say that it holds the reported numbers, and would have a reason to.
    pub(crate) fn could_be_reported(&self) -> bool {
        self.role != Role::Person && self.could_be_numbers()
    }

    /// A column that could hold phone numbers, by its heading or by any of its cells: most suspects' columns are blank in most
    /// rows, and the one beside them that is filled is the complainants'.
    pub(crate) fn could_be_numbers(&self) -> bool {
        match self.role {
            Role::Suspect | Role::Number => true,
            Role::Unknown => self.phone || self.numbers > 0,
            Role::Person | Role::Name => self.looks_like_numbers(),
            Role::Source | Role::Category | Role::Status | Role::District => self.numbers > 0,
            Role::Other => self.phone,
            Role::Date(_) | Role::Id => self.phone && self.numbers > 0,
        }
    }

    /// Whether the numbers in it are kept off the list where it is not taken: a complainant's, or it is not said whose.
    pub(crate) fn protects(&self) -> bool {
        match self.role {
            Role::Person | Role::Name | Role::Number => true,
            Role::Suspect => false,
            Role::Unknown => self.phone || self.looks_like_numbers(),
            Role::Source | Role::Category | Role::Status | Role::District => {
                self.looks_like_numbers()
            }
            Role::Date(_) | Role::Id | Role::Other => {
                self.phone && self.looks_like_numbers() && !says_suspect(&self.name)
            }
        }
    }
}
