//! Counts the rows of each file that gave a new complaint, and those that only repeat one.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::complaints::Complaint;

/// Which rows gave a report, and which a new complaint: two bits a row.
pub(super) struct RowCounts(Vec<FileRows>);

struct FileRows {
    given: Vec<AtomicU64>,
    new: Vec<AtomicU64>,
}

impl RowCounts {
    pub(super) fn new(files: usize, reports: &[Complaint]) -> Self {
        let mut last = vec![0_u32; files];
        for report in reports {
            let file = usize::try_from(report.file).ok();
            if let Some(last) = file.and_then(|file| last.get_mut(file)) {
                *last = report.row.max(*last);
            }
        }
        let bits = |last: u32| {
            let words = usize::try_from(last / 64).unwrap_or_default() + 1;
            std::iter::repeat_with(AtomicU64::default)
                .take(words)
                .collect()
        };
        let file = |last: u32| FileRows {
            given: bits(last),
            new: bits(last),
        };
        Self(last.into_iter().map(file).collect())
    }

    /// Records that a row gave a report, and whether that is a complaint's first.
    pub(super) fn mark(&self, report: &Complaint, is_new: bool) {
        let Some(file) = usize::try_from(report.file)
            .ok()
            .and_then(|at| self.0.get(at))
        else {
            return;
        };
        let set = |bits: &[AtomicU64]| {
            let word = usize::try_from(report.row / 64)
                .ok()
                .and_then(|at| bits.get(at));
            if let Some(word) = word {
                word.fetch_or(1 << (report.row % 64), Ordering::Relaxed);
            }
        };
        set(&file.given);
        if is_new {
            set(&file.new);
        }
    }

    /// For every file, the rows that gave something new and those that only repeat.
    pub(super) fn counts(self) -> impl Iterator<Item = (u64, u64)> {
        let ones = |bits: Vec<AtomicU64>| -> u64 {
            let ones = bits.into_iter().map(|word| word.into_inner().count_ones());
            ones.map(u64::from).sum()
        };
        self.0.into_iter().map(move |file| {
            let (given, new) = (ones(file.given), ones(file.new));
            (new, given - new)
        })
    }
}
