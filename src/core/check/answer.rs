//! Text → [`Answer`]: whether a text is one number or a message, and what matters most in it.

use serde::Serialize;

use crate::check::verdict::{Verdict, verdict};
use crate::list::List;
use crate::number;

/// One number of a message with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundVerdict<'a> {
    /// Where it starts, in UTF-16 units, as JavaScript counts.
    pub start: usize,
    /// Where it ends (exclusive), in UTF-16 units.
    pub end: usize,
    /// What is to be said about it.
    pub verdict: Verdict<'a>,
}

/// Checks every number in a message, as of `now` (Unix seconds). A text that is nothing but one number, such as a bare
/// short code, counts as a message of that number.
#[must_use]
pub fn check_message<'a>(list: &'a List, text: &str, now: u64) -> Vec<FoundVerdict<'a>> {
    let mut found = number::scan(text, list.region());
    if found.is_empty()
        && let Ok(parsed) = number::parse(text, list.region())
    {
        found.push(number::Found {
            start: 0,
            end: text.len(),
            parsed,
        });
    }
    let units = |text: &[u8]| -> usize {
        // A character has as many UTF-16 units as it has UTF-8 lead bytes, and one more where that takes four bytes.
        let lead = |byte: &&u8| **byte & 0xC0 != 0x80;
        text.iter().filter(lead).count() + text.iter().filter(|byte| **byte >= 0xF0).count()
    };
    let bytes = text.as_bytes();
    let (mut at, mut start) = (0, 0);
    found
        .into_iter()
        .map(|number| {
            let stretch = |from, to| bytes.get(from..to).map_or(0, units);
            start += stretch(at, number.start);
            at = number.start;
            FoundVerdict {
                start,
                end: start + stretch(number.start, number.end),
                verdict: verdict(list, number.parsed, now),
            }
        })
        .collect()
}
