//! A linkage question with default rules.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jaanch_core::number::{PhoneNumber, Region};
use jaanch_desk::Error;
use jaanch_desk::linkage::{Approvals, Linkage, Mode, Question, Rules, find};
use jiff::civil::{Date, date};
use tempfile::TempDir;

pub struct Case {
    pub folder: TempDir,
    pub files: Vec<PathBuf>,
    pub rules: Rules,
    pub max_age_days: u32,
    pub as_of: Date,
    pub reported: Vec<PhoneNumber>,
    pub never: BTreeMap<PhoneNumber, &'static str>,
    pub complainants: Vec<PhoneNumber>,
    pub approvals: Option<Approvals>,
}

/// The made-up number at this position in the block.
pub fn number(place: u64) -> PhoneNumber {
    PhoneNumber::from_e164(915_000_000_000 + place).unwrap()
}

/// The first fourteen digits of a made-up IMEI: no reporting body has the code 20.
pub fn handset(place: u64) -> String {
    format!("2012345{:07}", 1_000_001 + place)
}

impl Case {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            files: Vec::new(),
            rules: Rules::default(),
            max_age_days: 365,
            as_of: date(2026, 10, 31),
            reported: vec![number(1)],
            never: BTreeMap::new(),
            complainants: Vec::new(),
            approvals: None,
        }
    }

    /// With rows of `imei,number,first,last`.
    pub fn of(rows: &[(String, PhoneNumber, &str, &str)]) -> Self {
        let mut case = Self::new();
        let rows = rows.iter().map(|(imei, number, first, last)| {
            format!("{imei},{},{first},{last}\n", number.national())
        });
        let text = format!(
            "IMEI,Number,First Seen,Last Seen\n{}",
            rows.collect::<String>()
        );
        case.file("sightings.csv", text);
        case
    }

    pub fn listing(mut self) -> Self {
        self.rules.mode = Mode::List;
        self
    }

    pub fn file(&mut self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.files.push(path);
    }

    pub fn approvals(&mut self, rows: &str) {
        let path = self.folder.path().join("approvals");
        std::fs::write(&path, format!("link_id,decision,by,date\n{rows}")).unwrap();
        self.approvals = Some(Approvals::read(&path, Region::IN, self.as_of).unwrap());
    }

    pub fn find(&self) -> Result<Linkage, Error> {
        let question = Question {
            sightings: &self.files,
            region: Region::IN,
            rules: &self.rules,
            max_age_days: self.max_age_days,
            as_of: self.as_of,
            reported: &self.reported,
            never: &self.never,
            complainants: &self.complainants,
            approvals: self.approvals.as_ref(),
        };
        find(&question, &|_| {})
    }

    /// Status and reason of every number with a link.
    pub fn statuses(&self) -> BTreeMap<PhoneNumber, (&'static str, &'static str)> {
        let linkage = self.find().unwrap();
        let of = |link: &jaanch_desk::linkage::Link| {
            Some((link.number?, (link.status.name(), link.status.reason())))
        };
        linkage.links.iter().filter_map(of).collect()
    }
}
