//! Puts the reports in order and decides, once, which of them are the same complaint.

use jaanch_core::number::PhoneNumber;
use rayon::prelude::*;

use crate::complaints::{Complaint, Intake, Names, Reject, TableCount};
use crate::ledger::group::{Group, Span};
use crate::ledger::row_counts::RowCounts;
use crate::ledger::same::leaders;

/// All complaints that were read, by number. Neither the order of the files nor that of their rows makes a difference.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By number, then by what a report says, and last by where it was read: of two copies the one in the first file counts.
    reports: Vec<Complaint>,
    /// For each report how many places before it the first report of its complaint is; 0 for the first itself.
    back: Vec<u32>,
    /// The texts that the reports refer to.
    pub names: Names,
    /// Every cell that could not be taken, and why.
    pub rejects: Vec<Reject>,
    /// Cells of rows that were rejected as a whole, where they hold a number that is asked about.
    pub watched: Vec<Reject>,
    /// Numbers of people on the complaint's side, sorted: they must never be listed.
    pub people: Vec<PhoneNumber>,
    /// What was read from each table, the rows that only repeat others counted.
    pub files: Vec<TableCount>,
}

impl From<Intake> for Ledger {
    fn from(intake: Intake) -> Self {
        let Intake {
            mut reports,
            names,
            rejects,
            watched,
            people,
            mut files,
        } = intake;
        reports.par_sort_unstable();
        let rows = RowCounts::new(files.len(), &reports);
        let mut back = vec![0; reports.len()];
        let mut rest = back.as_mut_slice();
        let parts = parts(&reports).into_iter().map(|(_, part)| {
            let (own, others) = std::mem::take(&mut rest).split_at_mut(part.len());
            rest = others;
            (part, own)
        });
        let parts: Vec<_> = parts.collect();
        parts
            .into_par_iter()
            .for_each(|(part, back)| find_same(part, back, &rows));
        for (file, (taken, duplicate)) in files.iter_mut().zip(rows.counts()) {
            (file.taken, file.duplicate) = (taken, duplicate);
        }
        Self {
            reports,
            back,
            names,
            rejects,
            watched,
            people,
            files,
        }
    }
}

impl Ledger {
    /// Every report, by number.
    #[must_use]
    pub fn reports(&self) -> &[Complaint] {
        &self.reports
    }

    /// The reports at a place that [`Group::span`] gave.
    pub(crate) fn group(&self, span: Span) -> Group<'_> {
        let start = usize::try_from(span.start).unwrap_or(usize::MAX);
        let end = start.saturating_add(usize::try_from(span.len).unwrap_or(usize::MAX));
        Group {
            span,
            reports: self.reports.get(start..end).unwrap_or_default(),
            back: self.back.get(start..end).unwrap_or_default(),
        }
    }

    /// Calls `take` for every number, in parallel. The results are in the order of the numbers.
    pub(crate) fn filter_map<T: Send>(
        &self,
        take: impl Fn(Group<'_>) -> Option<T> + Sync,
    ) -> Vec<T> {
        let part = |(start, part): (usize, &[Complaint])| -> Vec<T> {
            let mut at = start;
            let groups = part.chunk_by(is_same_number).filter_map(|reports| {
                let span = Span {
                    start: u32::try_from(at).ok()?,
                    len: u32::try_from(reports.len()).ok()?,
                };
                at += reports.len();
                take(self.group(span))
            });
            groups.collect()
        };
        let parts: Vec<Vec<T>> = parts(&self.reports).into_par_iter().map(part).collect();
        let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        for part in parts {
            all.extend(part);
        }
        all
    }
}

/// Fills `back` for the reports of a part, and records each row.
fn find_same(part: &[Complaint], mut back: &mut [u32], rows: &RowCounts) {
    let mut leader = Vec::new();
    for group in part.chunk_by(is_same_number) {
        leaders(group, &mut leader);
        let (own, others) = std::mem::take(&mut back).split_at_mut(group.len());
        back = others;
        for (at, ((report, &first), back)) in group.iter().zip(&leader).zip(own).enumerate() {
            // No group is longer than all reports, which are counted in 32 bits.
            *back = u32::try_from(at - first).unwrap_or_default();
            rows.mark(report, *back == 0);
        }
    }
}

fn is_same_number(one: &Complaint, other: &Complaint) -> bool {
    one.number == other.number
}

/// The reports in parts of about the same size, each number in one of them, with the index of each part's first report.
fn parts(reports: &[Complaint]) -> Vec<(usize, &[Complaint])> {
    let size = (reports.len() / (rayon::current_num_threads() * 8)).max(1_000);
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(rest) = reports.get(start..).filter(|rest| !rest.is_empty()) {
        let last = rest.get(size).or(rest.last()).map(|report| report.number);
        let end = rest.partition_point(|report| Some(report.number) <= last);
        let (part, _) = rest.split_at(end.max(1));
        parts.push((start, part));
        start += part.len();
    }
    parts
}
