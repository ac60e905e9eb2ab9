//! The tag of a listed number.

use std::collections::HashMap;

use crate::complaints::{Complaint, Name, Names};
use crate::policy::rules::Tag;

/// The tags' conditions, categories looked up once.
pub(super) struct Tags {
    min_reports: Vec<u32>,
    /// Bit by bit, the tags that ask for no category.
    unconditional: u8,
    /// Bit by bit, the tags that a category fulfils.
    by_category: HashMap<Name, u8>,
}

impl Tags {
    pub(super) fn new(tags: &[Tag], reports: &[Complaint], names: &Names) -> Self {
        let mut unconditional = 0;
        let mut conditions = Vec::new();
        for (bit, tag) in (0_u32..8).zip(tags) {
            match &tag.category {
                None => unconditional |= 1 << bit,
                Some(category) => conditions.push((1 << bit, category.to_lowercase())),
            }
        }
        let mut by_category = HashMap::new();
        if !conditions.is_empty() {
            for report in reports {
                by_category.entry(report.category).or_insert_with(|| {
                    let text = names.text(report.category).to_lowercase();
                    let fits = conditions
                        .iter()
                        .filter(|(_, category)| !text.is_empty() && *category == text);
                    fits.fold(0_u8, |bits, (bit, _)| bits | bit)
                });
            }
        }
        Self {
            min_reports: tags.iter().map(|tag| tag.min_reports).collect(),
            unconditional,
            by_category,
        }
    }

    /// The tags that a category fulfils.
    pub(super) fn of(&self, category: Name) -> u8 {
        self.by_category.get(&category).copied().unwrap_or_default()
    }

    /// The most serious tag whose conditions are met; the last has none (the configuration sees to that).
    pub(super) fn most_serious(&self, complaints: u32, fulfilled: u8) -> u8 {
        let fulfilled = fulfilled | self.unconditional;
        let met = (0_u8..8)
            .zip(&self.min_reports)
            .find(|&(bit, &min)| complaints >= min && fulfilled >> bit & 1 == 1);
        let last = u8::try_from(self.min_reports.len().saturating_sub(1)).unwrap_or_default();
        met.map_or(last, |(bit, _)| bit)
    }
}
