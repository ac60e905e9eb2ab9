//! Counts of what a sample contains.

use std::collections::BTreeMap;

use crate::decisions::Decisions;
use crate::districts::District;
use crate::handsets::Handsets;
use crate::model::{Damage, Expected, Reason, Standing, Suspect};
use crate::population::Population;

/// Counts of what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The rows of each export without its header, by file name, in the order of writing.
    pub files: Vec<(&'static str, usize)>,
    /// The listed numbers, `often` and `reported` together.
    pub listed: usize,
    /// The numbers among them that are listed as `often`.
    pub often: usize,
    /// The listed numbers by district.
    pub districts: Vec<(&'static str, usize)>,
    /// The numbers that are not listed, by reason.
    pub unlisted: BTreeMap<Reason, usize>,
    /// The numbers among them with one unverified complaint that several exports contain.
    pub only_duplicates: usize,
    /// Rows with a complaint that another export contains too.
    pub duplicates: usize,
    /// Rows that name two numbers in one cell.
    pub two_numbers: usize,
    /// Rows from which no number can be read, by the damage to the cell.
    pub damaged: BTreeMap<Damage, usize>,
    /// The numbers that are listed if all files are given, by tag.
    pub all_listed: BTreeMap<&'static str, usize>,
    /// The numbers that are not listed then, by reason.
    pub all_unlisted: BTreeMap<&'static str, usize>,
    /// The rows of `sightings.csv`.
    pub sightings: usize,
}

impl Summary {
    /// The rows of all exports together.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.files.iter().map(|(_, rows)| rows).sum()
    }

    /// Counts the numbers and complaints.
    pub(crate) fn new(population: &Population) -> Self {
        let mut summary = Self {
            districts: District::all()
                .map(|(district, _)| (district.name(), 0))
                .to_vec(),
            only_duplicates: population.only_copies,
            ..Self::default()
        };
        for (_, district, standing) in &population.numbers {
            match standing {
                Standing::Often | Standing::Reported => {
                    summary.listed += 1;
                    summary.often += usize::from(*standing == Standing::Often);
                    summary.districts[district.index()].1 += 1;
                }
                Standing::Unlisted(reason) => *summary.unlisted.entry(*reason).or_default() += 1,
            }
        }
        for complaint in &population.complaints {
            summary.duplicates += complaint.copies;
            match complaint.suspect {
                Suspect::One(_) => {}
                Suspect::Two(..) => summary.two_numbers += 1 + complaint.copies,
                Suspect::Damaged(damage, _) => *summary.damaged.entry(damage).or_default() += 1,
            }
        }
        summary
    }

    /// Counts the sightings and the expected results.
    pub(crate) fn count(&mut self, decisions: &Decisions, handsets: &Handsets) {
        self.sightings = handsets.sightings.len();
        for expected in decisions.expected.values() {
            let (counts, word) = match expected {
                Expected::Listed(tag) => (&mut self.all_listed, tag),
                Expected::NotListed(reason) => (&mut self.all_unlisted, reason),
            };
            *counts.entry(word).or_default() += 1;
        }
    }
}
