//! The reports about one number.

use jaanch_core::number::PhoneNumber;
use jiff::civil::Date;

use crate::complaints::Complaint;

/// Where a number's reports are in the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(super) start: u32,
    pub(super) len: u32,
}

/// All reports about one number, in the ledger's order, with the decision which of them are the same complaint.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group<'a> {
    pub(super) span: Span,
    pub(super) reports: &'a [Complaint],
    /// For each report how many places before it the first report of its complaint is.
    pub(super) back: &'a [u32],
}

impl<'a> Group<'a> {
    /// The number they are about; `None` where there are none.
    #[must_use]
    pub fn number(self) -> Option<PhoneNumber> {
        self.reports.first().map(|report| report.number)
    }

    pub(crate) fn span(self) -> Span {
        self.span
    }

    /// Every report.
    #[must_use]
    pub fn all(self) -> &'a [Complaint] {
        self.reports
    }

    /// Every report with the first one of its complaint, which can be itself.
    pub fn with_first(self) -> impl Iterator<Item = (&'a Complaint, &'a Complaint)> {
        let reports = self.reports.iter().zip(self.back).enumerate();
        reports.filter_map(move |(at, (report, &back))| {
            let first = at.checked_sub(usize::try_from(back).ok()?)?;
            Some((report, self.reports.get(first)?))
        })
    }

    /// The distinct complaints, each by its first report.
    pub fn distinct(self) -> impl Iterator<Item = &'a Complaint> {
        let reports = self.reports.iter().zip(self.back);
        reports.filter_map(|(report, &back)| (back == 0).then_some(report))
    }

    /// The reports that count, each with whether it is the first of its complaint: all, or those of complaints made after
    /// the last day of an earlier holder.
    ///
    /// A complaint is as old as its first report. Without a date it could be about the earlier holder, so it does not count.
    pub fn counted(
        self,
        earlier_holder_until: Option<Date>,
    ) -> impl Iterator<Item = (bool, &'a Complaint)> {
        self.with_first().filter_map(move |(report, first)| {
            let counts = earlier_holder_until.is_none_or(|until| first.date > Some(until));
            counts.then_some((std::ptr::eq(report, first), report))
        })
    }
}
