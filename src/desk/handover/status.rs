//! What the portal answered: `--status`, a table of number, status, reason and date, one row for every answer.

use std::collections::BTreeMap;
use std::path::Path;

use jaanch_core::number::{PhoneNumber, Region};
use jaanch_tables::csv::defused;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::complaints::Settings;
use crate::handover::listed::UNKNOWN_DISTRICT;
use crate::handover::table;
use crate::handover::table::Wanted;

const COLUMNS: [Wanted; 4] = [
    Wanted {
        name: "number",
        also: &[
            "mobile",
            "mobile no",
            "mobile number",
            "mob no",
            "phone",
            "phone no",
            "phone number",
            "msisdn",
            "e164",
            "national",
            "suspect number",
            "suspect mobile",
            "suspect mobile no",
            "suspect mobile number",
            "reported number",
            "मोबाइल",
            "मोबाइल नंबर",
            "मोबाइल नम्बर",
            "नंबर",
            "ਮੋਬਾਈਲ ਨੰਬਰ",
            "ਨੰਬਰ",
        ],
        required: true,
    },
    Wanted {
        name: "status",
        also: &[
            "current status",
            "request status",
            "upload status",
            "block status",
            "action",
            "action taken",
            "स्थिति",
            "ਸਥਿਤੀ",
        ],
        required: true,
    },
    Wanted {
        name: "reason",
        also: &[
            "reasons",
            "remark",
            "remarks",
            "comment",
            "comments",
            "reason for refusal",
            "reason for rejection",
            "refusal reason",
            "rejection reason",
            "कारण",
            "टिप्पणी",
            "ਕਾਰਨ",
        ],
        required: false,
    },
    Wanted {
        name: "date",
        also: &[
            "status date",
            "action date",
            "updated",
            "updated on",
            "last updated",
            "date of action",
            "दिनांक",
            "तारीख",
            "तिथि",
            "ਮਿਤੀ",
            "ਤਾਰੀਖ",
        ],
        required: false,
    },
];
const NUMBER: usize = 0;
const STATUS: usize = 1;
const REASON: usize = 2;
const DATE: usize = 3;
/// A refusal for which no reason was given.
const NO_REASON: &str = "no reason given";
/// The headings of `status.csv`.
const HEADINGS: [&str; 6] = ["e164", "listed", "district", "status", "reason", "date"];
/// Listed, and nothing is known: it was not uploaded, or nobody said so.
const NO_ANSWER: &str = "no-answer";
/// What stands under the heading where there is no answer yet: in our own `status.csv`, or because a person keeps a row for
/// every number.
const WITHOUT: [&str; 4] = ["", "no answer", "no answer known", "never uploaded"];

/// What became of an uploaded number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The portal has it; nothing is decided yet.
    Uploaded,
    /// It is blocked.
    Blocked,
    /// It will not be blocked.
    Refused,
    /// It was uploaded, and the desk has taken that back: it is not blocked, or not any more.
    Withdrawn,
}

impl State {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Blocked => "blocked",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn read(cell: &str) -> Result<Self, String> {
        match cell.to_lowercase().as_str() {
            "uploaded" | "submitted" | "sent" | "pending" | "in process" | "under process"
            | "अपलोड" | "लंबित" => Ok(Self::Uploaded),
            "blocked"
            | "block"
            | "disconnected"
            | "deactivated"
            | "barred"
            | "ब्लॉक"
            | "ब्लॉक किया गया"
            | "बंद" => Ok(Self::Blocked),
            "refused"
            | "rejected"
            | "declined"
            | "returned"
            | "not accepted"
            | "not blocked"
            | "अस्वीकृत" => Ok(Self::Refused),
            "withdrawn"
            | "unblocked"
            | "restored"
            | "reconnected"
            | "reactivated"
            | "वापस लिया गया" => Ok(Self::Withdrawn),
            _ => Err(format!(
                "{cell:?} is no status: write uploaded, blocked, refused or withdrawn, or nothing where there is no answer yet"
            )),
        }
    }
}

/// One answer of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What became of the number.
    pub state: State,
    /// Why, as it was written.
    pub reason: String,
    /// When, where it is dated.
    pub date: Option<Date>,
}

/// The last answer about each number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    by_number: BTreeMap<PhoneNumber, Answer>,
    /// Rows that name a number and no answer about it.
    without: u64,
}

/// The answers in figures. Of a number only its last answer counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusSummary {
    /// Listed numbers by what became of them.
    pub listed: StateCounts,
    /// The same by the district that a number is counted under; "unknown" where there is none.
    pub by_district: BTreeMap<String, StateCounts>,
    /// Why listed numbers were refused.
    pub refused: BTreeMap<String, u64>,
    /// Numbers with an answer that are not listed any more: those blocked may have a new holder one day.
    pub no_longer_listed: StateCounts,
    /// Rows of the file that name a number and no answer about it: they were passed over.
    pub rows_without_answer: u64,
}

/// Numbers by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StateCounts {
    /// Waiting for an answer.
    pub uploaded: u64,
    /// Blocked.
    pub blocked: u64,
    /// Refused.
    pub refused: u64,
    /// Uploaded, and taken back by the desk.
    pub withdrawn: u64,
    /// The file has no answer about it: it was never uploaded, or nobody wrote down what came of it.
    #[serde(alias = "never_uploaded")]
    pub no_answer: u64,
}

impl StateCounts {
    fn add(&mut self, state: Option<State>) {
        let count = match state {
            Some(State::Uploaded) => &mut self.uploaded,
            Some(State::Blocked) => &mut self.blocked,
            Some(State::Refused) => &mut self.refused,
            Some(State::Withdrawn) => &mut self.withdrawn,
            None => &mut self.no_answer,
        };
        *count += 1;
    }
}

impl Answers {
    /// Reads a status file. Of two answers about a number the one with the later date is the last; without dates, or on one
    /// day, the one that stands later in the file. A row that names a number and no answer is counted and passed over.
    ///
    /// # Errors
    /// Names every row that is wrong, and what to do.
    pub fn read(
        path: &Path,
        settings: Settings<'_>,
        region: Region,
        as_of: Date,
    ) -> Result<Self, Error> {
        let mut answers = Self::default();
        table::read(path, settings, &COLUMNS, &mut |row| {
            let number = row.number(NUMBER, region)?;
            let status = row.text(STATUS).replace(['-', '_'], " ").to_lowercase();
            if WITHOUT.contains(&status.as_str()) {
                answers.without += 1;
                return Ok(());
            }
            let answer = Answer {
                state: State::read(row.text(STATUS))?,
                reason: row
                    .text(REASON)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                date: row.date(DATE, region, as_of)?,
            };
            let is_last = answers.get(number).is_none_or(|known| {
                known.date.is_none() || answer.date.is_none() || known.date <= answer.date
            });
            if is_last {
                answers.by_number.insert(number, answer);
            }
            Ok(())
        })?;
        Ok(answers)
    }

    /// The last answer about a number.
    #[must_use]
    pub fn get(&self, number: PhoneNumber) -> Option<&Answer> {
        self.by_number.get(&number)
    }

    /// Every number with an answer, sorted.
    pub fn numbers(&self) -> impl Iterator<Item = PhoneNumber> {
        self.by_number.keys().copied()
    }

    /// The figures, beside the listed numbers and the districts they are counted under.
    #[must_use]
    pub fn summary<'a>(
        &self,
        listed: impl Iterator<Item = (PhoneNumber, Option<&'a str>)>,
    ) -> StatusSummary {
        let mut summary = StatusSummary {
            rows_without_answer: self.without,
            ..StatusSummary::default()
        };
        let mut rest: BTreeMap<_, _> = self.by_number.iter().collect();
        for (number, district) in listed {
            let answer = rest.remove(&number);
            let state = answer.map(|answer| answer.state);
            summary.listed.add(state);
            let district = district.unwrap_or(UNKNOWN_DISTRICT).to_owned();
            summary.by_district.entry(district).or_default().add(state);
            if let Some(answer) = answer.filter(|answer| answer.state == State::Refused) {
                let reason = match answer.reason.as_str() {
                    "" => NO_REASON,
                    reason => reason,
                };
                *summary.refused.entry(reason.to_owned()).or_default() += 1;
            }
        }
        for answer in rest.into_values() {
            summary.no_longer_listed.add(Some(answer.state));
        }
        summary
    }
}

/// `status.csv`: what became of every listed number, and of those that are not listed any more. Without answers nothing is
/// known about any.
///
/// # Errors
/// None but an exhausted memory's.
pub fn table<'a>(
    answers: Option<&Answers>,
    listed: impl Iterator<Item = (PhoneNumber, Option<&'a str>)>,
) -> Result<Vec<u8>, Error> {
    let mut rest: BTreeMap<_, _> = answers
        .iter()
        .flat_map(|answers| &answers.by_number)
        .collect();
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut written = table.write_record(HEADINGS);
    let mut write = |number: PhoneNumber, is_listed, district, answer: Option<&Answer>| {
        let date = answer.and_then(|answer| answer.date);
        let state = match answer {
            Some(answer) => answer.state.name(),
            None if answers.is_some() => NO_ANSWER,
            None => "",
        };
        table.write_record([
            number.to_string().as_str(),
            is_listed,
            &defused(district),
            state,
            &defused(answer.map_or("", |answer| answer.reason.as_str())),
            &date.map(|date| date.to_string()).unwrap_or_default(),
        ])
    };
    for (number, district) in listed {
        let answer = rest.remove(&number);
        written = written.and_then(|()| write(number, "yes", district.unwrap_or_default(), answer));
    }
    for (&number, answer) in rest {
        written = written.and_then(|()| write(number, "no", "", Some(answer)));
    }
    const FAILED: &str = "status.csv could not be made";
    written.map_err(Error::internal(FAILED))?;
    table.into_inner().map_err(Error::internal(FAILED))
}
