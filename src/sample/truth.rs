//! `truth.csv`: what becomes of every number.

use std::collections::BTreeMap;

use jaanch_desk::Error;
use jaanch_desk::output::Staging;

use crate::decisions::Decisions;
use crate::handsets::Handsets;
use crate::model::{Expected, Standing};
use crate::numbers::MadeUp;
use crate::population::Population;
use crate::table;

/// The file's name.
pub(crate) const TRUTH: &str = "truth.csv";

/// The columns: first the result of complaints alone, then that of all files together.
pub(crate) const HEADINGS: [&str; 9] = [
    "e164",
    "listed",
    "tag",
    "reason",
    "all_listed",
    "all_tag",
    "all_reason",
    "linked_from",
    "status",
];

/// Writes it.
pub(crate) fn write(
    to: &Staging,
    population: &Population,
    decisions: &Decisions,
    handsets: &Handsets,
) -> Result<(), Error> {
    let numbers = &population.numbers;
    let answers = decisions.answers.iter();
    let answers: BTreeMap<MadeUp, &str> = answers
        .map(|answer| (answer.number, answer.status))
        .collect();
    let rows = decisions.expected.iter().map(|(number, expected)| {
        let known = numbers.binary_search_by_key(number, |(number, _, _)| *number);
        let standing = known.ok().map(|at| numbers[at].2);
        let [listed, tag, reason] = match standing {
            Some(Standing::Unlisted(reason)) => ["false", "", reason.name()],
            Some(standing) => cells(standing.expected()),
            None => ["false", "", "not-reported"],
        };
        let [all_listed, all_tag, all_reason] = cells(*expected);
        let from = handsets.linked_from.get(number);
        [
            number.e164(),
            listed.into(),
            tag.into(),
            reason.into(),
            all_listed.into(),
            all_tag.into(),
            all_reason.into(),
            from.map(|from| from.e164()).unwrap_or_default(),
            answers.get(number).copied().unwrap_or_default().into(),
        ]
    });
    table::write(to, TRUTH, HEADINGS, rows)
}

fn cells(expected: Expected) -> [&'static str; 3] {
    match expected {
        Expected::Listed(tag) => ["true", tag, ""],
        Expected::NotListed(reason) => ["false", "", reason],
    }
}
