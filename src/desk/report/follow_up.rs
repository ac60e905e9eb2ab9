//! What the desk records after a list is published: the portal's answers and the awareness programmes.

use std::path::PathBuf;

use jaanch_core::number::Region;
use jiff::civil::Date;

use crate::Error;
use crate::config::Config;
use crate::handover::status::Answers;
use crate::report::programmes::ProgrammeSummary;

/// What the desk keeps by hand and a build only adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUpFiles {
    /// The portal's answers.
    pub status: Option<PathBuf>,
    /// Awareness programmes.
    pub programmes: Option<PathBuf>,
}

/// The same, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The portal's last answer about each number.
    pub answers: Option<Answers>,
    /// The programmes, added up.
    pub reach: Option<ProgrammeSummary>,
}

impl FollowUp {
    /// Reads the files that are named.
    ///
    /// # Errors
    /// Names the file, the row and what to do.
    pub fn read(
        files: &FollowUpFiles,
        config: &Config,
        region: Region,
        as_of: Date,
    ) -> Result<Self, Error> {
        let answers = files.status.as_deref();
        let programmes = files.programmes.as_deref();
        Ok(Self {
            answers: answers
                .map(|path| Answers::read(path, config.complaints(), region, as_of))
                .transpose()?,
            reach: programmes
                .map(|path| ProgrammeSummary::read(path, config.complaints(), region, as_of))
                .transpose()?,
        })
    }
}
