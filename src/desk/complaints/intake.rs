//! What all tables gave together.

use jaanch_core::number::PhoneNumber;

use crate::complaints::account::{Reject, TableCount, TableIntake};
use crate::complaints::complaint::Complaint;
use crate::complaints::names::Names;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Intake {
    /// Every report, in the order of tables and rows.
    pub reports: Vec<Complaint>,
    /// The texts that the reports refer to.
    pub names: Names,
    /// Every cell that could not be taken, and why.
    pub rejects: Vec<Reject>,
    /// Cells of rows that were rejected as a whole, where they hold a number that is asked about.
    pub watched: Vec<Reject>,
    /// Numbers of people on the complaint's side, sorted: they must never be listed.
    pub people: Vec<PhoneNumber>,
    /// What was read from each table: a file, or a sheet of a file.
    pub files: Vec<TableCount>,
}

impl Intake {
    pub(super) fn add(&mut self, part: TableIntake) {
        let file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let renamed = self.names.absorb(part.names);
        let mut reports = part.reports;
        for report in &mut reports {
            report.source = renamed.of(report.source);
            report.district = renamed.of(report.district);
            report.category = renamed.of(report.category);
            report.file = file;
        }
        if self.reports.is_empty() {
            // One file may be all there is, and large: it is not copied.
            self.reports = reports;
        } else {
            self.reports.append(&mut reports);
        }
        let here = |reject: Reject| Reject {
            file,
            column: renamed.of(reject.column),
            ..reject
        };
        self.rejects.extend(part.rejects.into_iter().map(here));
        self.watched.extend(part.watched.into_iter().map(here));
        self.people.extend(part.people);
        self.files.push(part.count);
    }
}
