//! Tables of counts: their rows, shares and names.

use std::collections::BTreeMap;

use crate::counts::indian;
use crate::report::charts;
use crate::report::section::{CountRow, CountTable};
use crate::report::text::plain;

/// A table of counts with its chart; with the sum of all, each count's share.
pub(crate) fn counted(
    caption: &'static str,
    name: &'static str,
    what: &'static str,
    counts: Vec<(String, u64)>,
    all: Option<u64>,
) -> CountTable {
    let mut headings = vec![name, what];
    headings.extend(all.map(|_| "Share"));
    let cells = |count: u64| {
        let mut cells = vec![indian(count)];
        cells.extend(all.map(|all| share(count, all)));
        cells
    };
    CountTable {
        caption,
        headings,
        chart: charts::bars(caption, &shown(&counts)),
        rows: counts
            .iter()
            .map(|(name, count)| CountRow {
                name: name.clone(),
                cells: cells(*count),
            })
            .collect(),
        total: all.map(|all| CountRow {
            name: "All".into(),
            cells: cells(all),
        }),
    }
}

fn share(count: u64, all: u64) -> String {
    let per_mille = (u128::from(count) * 1000 + u128::from(all) / 2).checked_div(u128::from(all));
    per_mille.map_or_else(
        || "–".into(),
        |share| format!("{}.{} %", share / 10, share % 10),
    )
}

pub(crate) fn row<const N: usize>(name: &str, counts: [u64; N]) -> CountRow {
    CountRow {
        name: name.to_owned(),
        cells: counts.map(indian).to_vec(),
    }
}

pub(crate) fn named<const N: usize>(counts: [(&str, u64); N]) -> Vec<(String, u64)> {
    counts
        .map(|(name, count)| (name.to_owned(), count))
        .to_vec()
}

/// The names as a chart may show them.
pub(crate) fn shown(counts: &[(String, u64)]) -> Vec<(String, u64)> {
    counts
        .iter()
        .map(|(name, count)| (plain(name), *count))
        .collect()
}

/// The largest first; equal ones by the alphabet.
pub(crate) fn descending(counts: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<_> = counts
        .iter()
        .map(|(name, count)| (name.clone(), *count))
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// A code such as `too-few-complaints` as words.
pub(crate) fn sentence(code: &str) -> String {
    let words = code.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_never_of_nothing() {
        assert_eq!(share(7_142, 27_824), "25.7 %");
        assert_eq!(share(1, 1), "100.0 %");
        assert_eq!(share(0, 0), "–");
        assert_eq!(share(u64::MAX, u64::MAX), "100.0 %");
    }

    #[test]
    fn codes_in_words() {
        assert_eq!(sentence("too-few-complaints"), "Too few complaints");
        assert_eq!(sentence(""), "");
    }
}
