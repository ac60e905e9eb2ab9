//! The files that the desk keeps itself, from the truth to the bytes.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::decisions::{Answer, Decisions};
use crate::handsets::Handsets;

/// Their names, beside the folder of exports and the truth.
pub(crate) const DESK_FILES: [&str; 7] = [
    "approvals.csv",
    "delisted.csv",
    "disconnected.csv",
    "jaanch.toml",
    "protected.csv",
    "sightings.csv",
    "status.csv",
];

/// What jaanch.toml of a sample says: the rules that its truth rests on.
const CONFIGURATION: &str = "\
# The rules that this sample's truth.csv rests on.
title = \"Reported fraud numbers (sample)\"
issuer = \"Cyber Cell (sample)\"
appeal = \"mailto:appeal@example.org\"

[policy]
min_reports = 2
max_age_days = 365

[linkage]
mode = \"review\"
max_numbers = 20
window_days = 90
";

/// Names of protected numbers.
const PROTECTED: [&str; 5] = [
    "District hospital, emergency",
    "Example Bank, card blocking",
    "Women's helpline (sample)",
    "Police station, control room",
    "Fire station",
];

/// Reasons of delistings.
const DELISTED: [&str; 3] = [
    "appeal granted",
    "flagged by chance",
    "given to a new subscriber",
];

/// What the files are made from.
pub(crate) struct Desk<'a> {
    pub(crate) calendar: &'a [Date],
    pub(crate) decisions: &'a Decisions,
    pub(crate) handsets: &'a Handsets,
}

impl Desk<'_> {
    /// Writes the one with this name.
    pub(crate) fn write(&self, name: &str, mut out: impl Write) -> io::Result<()> {
        let date = |days_ago: usize| self.calendar[days_ago].to_string();
        let Decisions {
            delisted,
            protected,
            disconnected,
            answers,
            ..
        } = self.decisions;
        match name {
            "approvals.csv" => {
                let rows = self.handsets.approvals.iter().cloned();
                table(out, jaanch_desk::linkage::approvals::HEADINGS, rows)
            }
            "delisted.csv" => {
                let rows = std::iter::zip(0.., delisted).map(|(at, (number, age)): (usize, _)| {
                    let reason = DELISTED[at % DELISTED.len()].to_owned();
                    [number.e164(), reason, age.map(date).unwrap_or_default()]
                });
                table(out, ["number", "reason", "date"], rows)
            }
            "disconnected.csv" => {
                let rows = disconnected.iter();
                let rows = rows.map(|(number, age)| [number.national(), date(*age)]);
                table(out, ["number", "date"], rows)
            }
            "protected.csv" => {
                // A short code is never listed; a desk writes it down all the same.
                let helpline = [["1930".into(), "Cyber crime helpline".into()]];
                let rows = std::iter::zip(0.., protected).map(|(at, number): (usize, _)| {
                    [
                        number.national(),
                        PROTECTED[at % PROTECTED.len()].to_owned(),
                    ]
                });
                table(out, ["number", "name"], helpline.into_iter().chain(rows))
            }
            "sightings.csv" => {
                let headings = ["IMEI", "Mobile No", "First Seen", "Last Seen"];
                table(out, headings, self.handsets.sightings.iter().cloned())
            }
            "status.csv" => {
                let rows = answers.iter().map(|answer| {
                    let Answer {
                        number,
                        status,
                        reason,
                        days_ago,
                    } = *answer;
                    [
                        number.national(),
                        status.into(),
                        reason.into(),
                        date(days_ago),
                    ]
                });
                table(out, ["number", "status", "reason", "date"], rows)
            }
            _ => out.write_all(CONFIGURATION.as_bytes()),
        }
    }
}

fn table<const WIDTH: usize>(
    out: impl Write,
    headings: [&str; WIDTH],
    rows: impl IntoIterator<Item = [String; WIDTH]>,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(headings)?;
    for row in rows {
        table.write_record(row)?;
    }
    table.flush()
}
