//! Numbers that were handed over and must not be blocked: a person took them off the list after that, or they turned out to be
//! a helpline's, a bank's or a complainant's, or have a new holder. Taking them off the list changes nothing at the portal; the
//! desk has to ask for it.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::handover::listed::{Days, Listed};
use crate::handover::sheet;
use crate::handover::sheet::Cell;
use crate::handover::status::{Answers, State};
use crate::handover::uploads::Uploads;

/// The headings that follow those of the upload files.
const HEADINGS: [&str; 3] = ["Reason for Withdrawal", "Decided On", "Portal Status"];

/// Why a number must not be blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExemptReason<'a> {
    /// Its appeal was granted, for this reason.
    Delisted(&'a str),
    /// It is a protected one, and whose.
    Protected(&'a str),
    /// It belongs to somebody of the complaint's own side.
    Complainant,
    /// It was disconnected so long ago that it may have a new holder, and that one is not listed.
    Disconnected,
}

impl<'a> ExemptReason<'a> {
    fn text(self) -> Cow<'a, str> {
        match self {
            Self::Delisted("") => "delisted".into(),
            Self::Delisted(reason) => reason.into(),
            Self::Protected("") => "protected".into(),
            Self::Protected(name) => format!("protected: {name}").into(),
            Self::Complainant => {
                "complainant: it belongs to somebody of the complaint's side".into()
            }
            Self::Disconnected => "disconnected: it may have a new holder".into(),
        }
    }
}

/// A number that must not be blocked, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exempt<'a> {
    /// What the upload file said about it, as far as that is still known.
    pub row: Listed<'a>,
    /// Why it must not be blocked.
    pub because: ExemptReason<'a>,
    /// When it was delisted.
    pub decided: Option<Date>,
    /// Whether an earlier build listed, and so handed over, it.
    pub was_listed: bool,
}

/// What the desk has to ask the portal to withdraw.
pub struct Withdrawals<'a> {
    rows: Vec<(Exempt<'a>, Option<State>)>,
    choice: &'a Uploads,
    days: Days,
}

/// The same in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawSummary {
    /// Numbers to withdraw.
    pub numbers: u64,
    /// Those whose appeal was granted.
    pub delisted: u64,
    /// Those that are protected.
    pub protected: u64,
    /// Those that are a complainant's, a victim's or an officer's.
    pub complainant: u64,
    /// Those that were disconnected and may have a new holder.
    pub disconnected: u64,
    /// Those that are blocked.
    pub blocked: u64,
    /// Those that are uploaded, and nothing is decided yet.
    pub uploaded: u64,
    /// Those that were handed over, and what came of it is not known.
    pub no_answer: u64,
}

impl<'a> Withdrawals<'a> {
    /// Picks the numbers that the portal has, by its last answer about them; without an answer, those handed over earlier. What
    /// was refused, or withdrawn already, needs nothing more.
    #[must_use]
    pub fn new(
        kept: impl IntoIterator<Item = Exempt<'a>>,
        answers: Option<&Answers>,
        choice: &'a Uploads,
    ) -> Self {
        let mut days = Days::default();
        let mut rows = Vec::new();
        for kept in kept {
            let answer = answers.and_then(|answers| answers.get(kept.row.number));
            let state = answer.map(|answer| answer.state);
            let is_there = match state {
                Some(State::Uploaded | State::Blocked) => true,
                Some(State::Refused | State::Withdrawn) => false,
                None => kept.was_listed && kept.row.is_for_upload(),
            };
            if !is_there {
                continue;
            }
            let dates = [kept.row.first, kept.row.last, kept.decided];
            for date in dates.into_iter().flatten() {
                let written = || date.strftime(&choice.date_format).to_string();
                days.entry(date).or_insert_with(written);
            }
            rows.push((kept, state));
        }
        Self { rows, choice, days }
    }

    /// The figures; `None` where there is nothing to withdraw.
    #[must_use]
    pub fn summary(&self) -> Option<WithdrawSummary> {
        let mut summary = WithdrawSummary::default();
        for (kept, state) in &self.rows {
            summary.numbers += 1;
            match kept.because {
                ExemptReason::Delisted(_) => summary.delisted += 1,
                ExemptReason::Protected(_) => summary.protected += 1,
                ExemptReason::Complainant => summary.complainant += 1,
                ExemptReason::Disconnected => summary.disconnected += 1,
            }
            match state {
                Some(State::Blocked) => summary.blocked += 1,
                Some(_) => summary.uploaded += 1,
                None => summary.no_answer += 1,
            }
        }
        (summary.numbers > 0).then_some(summary)
    }

    /// `withdraw.csv`: the columns of the upload files, and why, since when, and what the portal said last.
    ///
    /// # Errors
    /// The writer's.
    pub fn csv(&self, to: &mut dyn Write) -> io::Result<()> {
        let columns = &self.choice.column;
        let headings: Vec<&str> = columns
            .iter()
            .map(|column| column.heading.as_str())
            .chain(HEADINGS)
            .collect();
        let rows = self.rows.iter().map(|(kept, state)| {
            let decided = kept.decided.and_then(|date| self.days.get(&date));
            let cells = columns
                .iter()
                .map(|column| kept.row.cell(column, &self.days));
            cells
                .chain([
                    Cell::Outside(kept.because.text()),
                    Cell::Ours(decided.map_or("", String::as_str).into()),
                    Cell::Ours(state.map_or("", State::name).into()),
                ])
                .collect()
        });
        sheet::csv(to, &headings, rows)
    }
}
