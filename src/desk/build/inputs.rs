//! What a build depends on.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::config::Config;
use crate::decisions::DecisionFiles;
use crate::linkage::listing::LinkageFiles;
use crate::report::follow_up::FollowUpFiles;

/// Everything a build depends on. It is a pure function of these and of the files they name.
pub struct Build {
    /// Exports, or folders of them.
    pub reports: Vec<PathBuf>,
    /// Which handset was used with which number, and which links are approved.
    pub linkage: LinkageFiles,
    /// What the desk has decided about single numbers.
    pub decisions: DecisionFiles,
    /// An earlier build's `numbers.csv`, to say what changed since; only numbers that are not in it are handed over.
    pub since: Option<PathBuf>,
    /// What is added up beside the list.
    pub follow_up: FollowUpFiles,
    /// What the desk has decided once.
    pub config: Config,
    /// Date of issue.
    pub as_of: Date,
    /// `--serial`: nn or the whole serial.
    pub serial: Option<u32>,
    /// Serial of the list published last.
    pub previous: Option<u32>,
    /// Bits of a fingerprint; decides over the configuration.
    pub bits: Option<u8>,
    /// Whether to try every Indian mobile number.
    pub sweep: bool,
}

/// Receives progress updates.
pub trait Progress: Sync {
    /// A step begins; `total` is its amount of work, 0 where that is not known.
    fn step(&self, what: &'static str, total: u64);
    /// So much of the current step's work was done since the last call.
    fn advance(&self, amount: u64);
}
