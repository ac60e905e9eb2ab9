//! The written forms of `tests/vectors/number_writings.json`, which the browser module reads the same way.

use jaanch_core::number::{Parsed, Region, parse};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    region: String,
    e164: Option<u64>,
    short_code: Option<u32>,
    reason: Option<String>,
}

fn read(case: &Case) -> String {
    let code: [u8; 2] = case.region.as_bytes().try_into().unwrap();
    match parse(&case.text, Region::new(code).unwrap()) {
        Ok(Parsed::Number(number)) => format!("+{}", number.e164()),
        Ok(Parsed::ShortCode(code)) => format!("{} {}", code.region, code.digits),
        Err(reason) => reason.name().to_owned(),
    }
}

fn expected(case: &Case) -> String {
    match (case.e164, case.short_code, &case.reason) {
        (Some(e164), None, None) => format!("+{e164}"),
        (None, Some(code), None) => format!("{} {code}", case.region),
        (None, None, Some(reason)) => reason.clone(),
        _ => panic!(
            "{}: exactly one of e164, short_code and reason is wanted",
            case.text
        ),
    }
}

#[test]
fn every_writing_is_read_as_stated() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../vectors/number_writings.json")).unwrap();
    let wrong: Vec<String> = cases
        .iter()
        .filter(|case| read(case) != expected(case))
        .map(|case| {
            format!(
                "{:?} in {}: {} instead of {}",
                case.text,
                case.region,
                read(case),
                expected(case)
            )
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_reason_has_a_case() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../vectors/number_writings.json")).unwrap();
    for reason in [
        "empty",
        "letters",
        "sender-name",
        "too-short",
        "too-long",
        "unknown-country",
        "several-numbers",
        "not-a-number",
    ] {
        assert!(
            cases
                .iter()
                .any(|case| case.reason.as_deref() == Some(reason)),
            "no case is refused as {reason}"
        );
    }
}
