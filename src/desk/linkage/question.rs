//! What a search for links depends on.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;

use crate::linkage::approvals::Approvals;
use crate::linkage::rules::Rules;

/// Everything that linkage depends on.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Sightings files, or folders of them.
    pub sightings: &'a [PathBuf],
    /// The region of numbers without country code.
    pub region: Region,
    /// `[linkage]`.
    pub rules: &'a Rules,
    /// `max_age_days` of `[policy]`: a link, and an approval, age out as an entry does.
    pub max_age_days: u32,
    /// Date of issue.
    pub as_of: Date,
    /// The numbers listed because they were reported.
    pub reported: &'a [PhoneNumber],
    /// Numbers that are never listed, and why: `protected`, `delisted` …
    pub never: &'a BTreeMap<PhoneNumber, &'static str>,
    /// Numbers of people on the complaint's side, sorted.
    pub complainants: &'a [PhoneNumber],
    /// What was decided about links.
    pub approvals: Option<&'a Approvals>,
}
