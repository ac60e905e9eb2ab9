//! The files that the desk keeps itself.

use jaanch_desk::Error;
use jaanch_desk::linkage::approvals::HEADINGS;
use jaanch_desk::output::Staging;
use jiff::civil::Date;

use crate::decisions::Decisions;
use crate::handsets::Handsets;
use crate::table;

/// Their names.
pub(crate) const DESK_FILES: [&str; 7] = [
    "approvals.csv",
    "delisted.csv",
    "disconnected.csv",
    "jaanch.toml",
    "protected.csv",
    "sightings.csv",
    "status.csv",
];

/// The rules that truth.csv is based on.
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

/// Names of the holders of protected numbers.
const HOLDERS: [&str; 5] = [
    "District hospital, emergency",
    "Example Bank, card blocking",
    "Women's helpline (sample)",
    "Police station, control room",
    "Fire station",
];

/// Reasons of delistings.
const REASONS: [&str; 3] = [
    "appeal granted",
    "flagged by chance",
    "given to a new subscriber",
];

/// Writes all of them. `calendar` holds the dates by age in days.
pub(crate) fn write(
    to: &Staging,
    calendar: &[Date],
    decisions: &Decisions,
    handsets: &Handsets,
) -> Result<(), Error> {
    let date = |days_ago: usize| calendar[days_ago].to_string();
    let approvals = handsets.approvals.iter().cloned();
    table::write(to, "approvals.csv", HEADINGS, approvals)?;

    let delisted = std::iter::zip(REASONS.iter().cycle(), &decisions.delisted);
    let delisted = delisted.map(|(reason, (number, days_ago))| {
        let date = days_ago.map(date).unwrap_or_default();
        [number.e164(), (*reason).into(), date]
    });
    table::write(to, "delisted.csv", ["number", "reason", "date"], delisted)?;

    let disconnected = decisions.disconnected.iter();
    let disconnected = disconnected.map(|(number, days_ago)| [number.national(), date(*days_ago)]);
    table::write(to, "disconnected.csv", ["number", "date"], disconnected)?;

    to.file("jaanch.toml", CONFIGURATION.as_bytes(), false)?;

    let protected = std::iter::zip(HOLDERS.iter().cycle(), &decisions.protected);
    let protected = protected.map(|(holder, number)| [number.national(), (*holder).into()]);
    // A short code is never listed, but a desk protects it all the same.
    let helpline = [["1930".into(), "Cyber crime helpline".into()]];
    let protected = helpline.into_iter().chain(protected);
    table::write(to, "protected.csv", ["number", "name"], protected)?;

    let headings = ["IMEI", "Mobile No", "First Seen", "Last Seen"];
    let sightings = handsets.sightings.iter().cloned();
    table::write(to, "sightings.csv", headings, sightings)?;

    let headings = ["number", "status", "reason", "date"];
    let answers = decisions.answers.iter().map(|answer| {
        let [status, reason] = [answer.status, answer.reason].map(str::to_owned);
        [
            answer.number.national(),
            status,
            reason,
            date(answer.days_ago),
        ]
    });
    table::write(to, "status.csv", headings, answers)
}
