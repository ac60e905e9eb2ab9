//! A reported number: what is known about it, and whether it is listed.

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;

use crate::calendar::days;
use crate::complaints::{Complaint, Name};
use crate::ledger::{Group, Ledger, Span};

/// What is known about one number. Ten million rows can make millions of these: texts stay in the reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number.
    pub number: PhoneNumber,
    /// Listed under which tag (its index in the policy), or why not.
    pub fate: Fate,
    /// Whether one of its complaints was verified.
    pub verified: bool,
    /// Distinct complaints, without those about an earlier holder.
    pub complaints: u32,
    /// The first complaint's date, where any is dated.
    pub first: Option<Date>,
    /// The last complaint's date, where any is dated.
    pub last: Option<Date>,
    /// Complaints up to this day were about an earlier holder and do not count.
    pub earlier_holder_until: Option<Date>,
    /// The district the number is counted under: that of its first complaint, or of the number it is linked from.
    pub district: Name,
    /// The reported number whose handset brought this one onto the list.
    pub linked_from: Option<PhoneNumber>,
    pub(super) span: Span,
}

/// What becomes of a reported number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Listed, under the tag with this index.
    Listed(u8),
    /// Fewer distinct complaints than the policy asks for, none verified.
    TooFew,
    /// The last complaint is too long ago; the number may have a new holder.
    TooOld,
    /// Disconnected so long ago that it may have a new holder, about whom nobody has complained.
    Disconnected,
    /// A complainant's or an officer's number: a person has to look at it.
    Complainant,
    /// Taken off the list for good.
    Delisted,
    /// Taken off the list, and reported again since: a person has to look at it.
    DelistedReportedAgain,
    /// A helpline's, a bank's, a hospital's: reported because somebody shows it falsely. A person has to look at it.
    Protected,
}

impl Fate {
    /// Every reason not to list a number.
    pub const NOT_LISTED: [Self; 7] = [
        Self::TooFew,
        Self::TooOld,
        Self::Disconnected,
        Self::Complainant,
        Self::Delisted,
        Self::DelistedReportedAgain,
        Self::Protected,
    ];

    /// The name in reports; `None` for what is listed.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Listed(_) => None,
            Self::TooFew => Some("too-few-complaints"),
            Self::TooOld => Some("too-old"),
            Self::Disconnected => Some("disconnected"),
            Self::Complainant => Some("complainant"),
            Self::Delisted => Some("delisted"),
            Self::DelistedReportedAgain => Some("delisted-reported-again"),
            Self::Protected => Some("protected"),
        }
    }

    /// Whether a person has to look at the number before anything is done with it.
    #[must_use]
    pub const fn needs_review(self) -> bool {
        matches!(
            self,
            Self::Complainant | Self::DelistedReportedAgain | Self::Protected
        )
    }
}

impl Entry {
    /// A number that nobody complained about, listed because of a handset.
    #[must_use]
    pub fn linked(number: PhoneNumber, tag: u8, from: PhoneNumber, district: Name) -> Self {
        Self {
            number,
            fate: Fate::Listed(tag),
            verified: false,
            complaints: 0,
            first: None,
            last: None,
            earlier_holder_until: None,
            district,
            linked_from: Some(from),
            span: Span::default(),
        }
    }

    /// Lists a number because of a handset whose complaints alone are too few or too old. Every other reason stands.
    pub fn link(&mut self, tag: u8, from: PhoneNumber) {
        if matches!(self.fate, Fate::TooFew | Fate::TooOld) {
            self.fate = Fate::Listed(tag);
            self.linked_from = Some(from);
        }
    }

    /// Days since the last complaint, where any is dated.
    #[must_use]
    pub fn age(&self, as_of: Date) -> Option<i64> {
        self.last.map(|last| days(as_of) - days(last))
    }

    /// Every report about the number.
    #[must_use]
    pub fn group<'a>(&self, ledger: &'a Ledger) -> Group<'a> {
        ledger.group(self.span)
    }

    /// The reports that count: none about an earlier holder.
    #[must_use]
    pub fn counted<'a>(&self, ledger: &'a Ledger) -> Vec<&'a Complaint> {
        let counted = self.group(ledger).counted(self.earlier_holder_until);
        counted.map(|(_, report)| report).collect()
    }

    /// Where its complaints come from, each source named once; those without one name none.
    #[must_use]
    pub fn sources(&self, ledger: &Ledger) -> Vec<Name> {
        let counted = self.counted(ledger).into_iter();
        let named = counted.map(|report| report.source);
        let mut sources: Vec<Name> = named.filter(|name| !name.is_none()).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// The report that a person should look up first: the earliest that is dated, else the first.
    #[must_use]
    pub fn first_report<'a>(&self, ledger: &'a Ledger) -> Option<&'a Complaint> {
        let key =
            |report: &&Complaint| (report.date.is_none(), report.date, report.file, report.row);
        self.group(ledger).all().iter().min_by_key(key)
    }
}
