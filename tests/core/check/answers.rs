//! Whether a text is one number or a message, and which of its numbers matters most: tests/vectors/answers.json, which the
//! browser module answers too (tests/web/numbers.test.mjs).

use std::collections::BTreeSet;
use std::fs;

use jaanch_core::check::{Answer, NumberInfo, Verdict, answer, answer_message, check_message};
use jaanch_core::list::{List, Trust};
use serde::Deserialize;

/// The moment by which the list's age is judged, unless a case names another: 2026-10-31T12:00:00Z.
const NOW: u64 = 1_793_448_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    text: String,
    now: Option<u64>,
    message: bool,
    outcome: String,
    number: Option<String>,
    reason: Option<String>,
    found: Vec<String>,
}

fn vectors(file: &str) -> Vec<u8> {
    fs::read(format!(
        "{}/tests/vectors/{file}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn list() -> List {
    let file = vectors("lists/golden/width-16-tags-3-numbers-3.jaanch");
    List::open(&file, Trust::ANYONE).unwrap()
}

fn e164(verdict: &Verdict<'_>) -> Option<String> {
    let number: Option<&NumberInfo> = verdict.number.as_ref();
    number.map(|number| number.e164.clone())
}

fn found(answer: &Answer<'_>) -> Vec<String> {
    let found = answer.found().iter();
    found.filter_map(|found| e164(&found.verdict)).collect()
}

#[test]
fn texts_are_answered_as_the_vectors_say() {
    let list = list();
    let cases: Vec<Case> = serde_json::from_slice(&vectors("answers.json")).unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let answer = answer(&list, &case.text, case.now.unwrap_or(NOW));
        let verdict = answer.verdict();
        assert_eq!(answer.is_message(), case.message, "{}", case.about);
        assert_eq!(verdict.outcome.name(), case.outcome, "{}", case.about);
        assert_eq!(e164(verdict), case.number, "{}", case.about);
        let reason = verdict.reason.map(|reason| reason.name().to_owned());
        assert_eq!(reason, case.reason, "{}", case.about);
        assert_eq!(found(&answer), case.found, "{}", case.about);
    }
}

#[test]
fn places_are_those_of_the_first_mention() {
    let list = list();
    let text = "📞 50123 45678, 50123 45678, 50000 00000";
    let places: Vec<_> = answer(&list, text, NOW)
        .found()
        .iter()
        .map(|found| (found.start, found.end))
        .collect();
    assert_eq!(places, [(29, 40), (3, 14)]);
}

#[test]
fn a_text_that_is_known_to_be_a_message_is_never_one_number() {
    let list = list();
    for (text, expected) in [
        ("50123 45678", vec!["+915012345678"]),
        ("1930", vec!["1930"]),
        ("Call 50000 00000", vec!["+915000000000"]),
        ("50000 0000", vec![]),
        ("", vec![]),
    ] {
        let answer = answer_message(&list, text, NOW);
        assert!(answer.is_message(), "{text}");
        assert_eq!(found(&answer), expected, "{text}");
        assert_eq!(
            answer.verdict().reason.is_some(),
            expected.is_empty(),
            "{text}"
        );
    }
}

#[test]
fn every_number_of_a_message_is_answered_and_none_twice() {
    let list = list();
    let numbers: String = (0..5_000)
        .map(|last| format!("50{:08}, ", last % 3_000 * 7))
        .collect();
    let answer = answer(&list, &numbers, NOW);
    let distinct: BTreeSet<_> = found(&answer).into_iter().collect();
    assert_eq!((answer.found().len(), distinct.len()), (3_000, 3_000));
    assert_eq!(check_message(&list, &numbers, NOW).len(), 5_000);
    let outcomes: Vec<_> = answer
        .found()
        .iter()
        .map(|found| found.verdict.outcome)
        .collect();
    assert!(outcomes.is_sorted());
    assert_eq!(
        answer.found().first().map(|found| &found.verdict),
        Some(answer.verdict())
    );
}
