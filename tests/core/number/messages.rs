//! `scan` on the messages of `tests/vectors/messages_*.json`: does it find every number and nothing else?
//!
//! The messages hold placeholders, no numbers: `{n1}` is a number that is to be found, in the writing named after the
//! colon, `{m10}` digits that could be a mobile number and are none, `{d6}` six digits. They are filled from a seed, once
//! with numbers that begin with 6 to 9 and once with made-up ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use jaanch_core::number::{Parsed, Region, scan};
use serde::Deserialize;

use crate::random::Random;

#[derive(Deserialize)]
struct Message {
    lang: String,
    about: String,
    text: String,
    expect: Vec<String>,
}

impl Random {
    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|at| {
                char::from(
                    b'0' + u8::try_from(if at == 0 {
                        1 + self.below(9)
                    } else {
                        self.below(10)
                    })
                    .unwrap(),
                )
            })
            .collect()
    }

    fn mobile(&mut self, made_up: bool) -> String {
        let first = 6 + self.below(4);
        let rest = self.digits(9);
        if made_up {
            format!("50{}", &rest[1..])
        } else {
            format!("{first}{rest}")
        }
    }
}

/// The digits of a script whose zero is this character.
fn in_script(text: &str, zero: char) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(value) => char::from_u32(u32::from(zero) + value).unwrap(),
            None => c,
        })
        .collect()
}

/// A number's E.164 digits and its text in the writing of this name.
fn written(form: &str, random: &mut Random, made_up: bool) -> (u64, String) {
    let national = match form {
        "tollfree" => format!("1800{}", random.digits(7)),
        "std" => {
            let area = ["11", "124", "172", "1262", "22", "522"][random.below(6)];
            let first = 2 + random.below(6);
            format!("{area}{first}{}", random.digits(9 - area.len()))
        }
        _ => random.mobile(made_up),
    };
    let e164 = format!("91{national}").parse().unwrap();
    let n = national.as_str();
    let spaced = format!("{} {}", &n[..5], &n[5..]);
    let text = match form {
        "" => national,
        "spaced" => spaced,
        "hyphen" => format!("{}-{}", &n[..5], &n[5..]),
        "dots" => format!("{}.{}.{}", &n[..3], &n[3..6], &n[6..]),
        "triple" => format!("{} {} {}", &n[..3], &n[3..6], &n[6..]),
        "plus" => format!("+91 {n}"),
        "plusspaced" => format!("+91 {spaced}"),
        "plusplain" => format!("+91{n}"),
        "zero" => format!("0{n}"),
        "zerospaced" => format!("0 {spaced}"),
        "code91" | "wa" => format!("91{n}"),
        "bracket" => format!("(+91) {spaced}"),
        "tollfree" => format!("1800-{}-{}", &n[4..7], &n[7..]),
        "std" => {
            let area = n.len()
                - if n.starts_with("11") || n.starts_with("22") {
                    8
                } else {
                    7
                };
            format!("0{}-{}", &n[..area], &n[area..])
        }
        "nbhy" => format!("{}\u{2011}{}", &n[..5], &n[5..]),
        "bidi" => format!("\u{202a}+91\u{a0}{}\u{a0}{}\u{202c}", &n[..5], &n[5..]),
        "keycap" => n
            .chars()
            .flat_map(|c| [c, '\u{fe0f}', '\u{20e3}'])
            .collect(),
        "deva" => in_script(n, '०'),
        "deva_spaced" => in_script(&spaced, '०'),
        "guru" => in_script(n, '੦'),
        "guru_spaced" => in_script(&spaced, '੦'),
        "bengali" => in_script(n, '০'),
        "tamil" => in_script(n, '௦'),
        "gujarati" => in_script(n, '૦'),
        "urdu" => in_script(n, '۰'),
        other => panic!("no writing is called {other}"),
    };
    (e164, text)
}

/// A message with its placeholders filled, and the positions of the numbers to be found.
struct Filled {
    text: String,
    wanted: Vec<(String, Range<usize>)>,
}

fn filled(message: &Message, random: &mut Random, made_up: bool) -> Filled {
    let mut text = String::new();
    let mut wanted = Vec::new();
    let mut known = BTreeMap::new();
    let mut rest = message.text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (placeholder, after) = after.split_once('}').unwrap();
        let (name, form) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        let start = text.len();
        if message.expect.iter().any(|expected| expected == name) {
            let (e164, written) = known
                .entry(placeholder)
                .or_insert_with(|| written(form, random, made_up));
            text.push_str(written);
            wanted.push((format!("+{e164}"), start..text.len()));
        } else {
            match name {
                "m10" => text.push_str(&random.mobile(made_up)),
                "aadhaar" => write!(
                    text,
                    "{} {} {}",
                    random.digits(4),
                    random.digits(4),
                    random.digits(4)
                )
                .unwrap(),
                "card" => {
                    let fours: Vec<String> = (0..4).map(|_| random.digits(4)).collect();
                    text.push_str(&fours.join(" "));
                }
                digits => {
                    let count = digits
                        .strip_prefix('d')
                        .and_then(|count| count.parse().ok());
                    text.push_str(
                        &random.digits(
                            count.unwrap_or_else(|| panic!("{digits} in {}", message.text)),
                        ),
                    );
                }
            }
        }
        rest = after;
    }
    text.push_str(rest);
    // Short codes and numbers reserved for fiction are in the text as they are.
    let mut from = 0;
    for expected in &message.expect {
        if let Some(digits) = expected.strip_prefix('+') {
            wanted.push((expected.clone(), fictional(&text, digits)));
        } else if expected.bytes().all(|byte| byte.is_ascii_digit()) {
            let at = from + short_code(&text[from..], expected);
            let end = at
                + text[at..]
                    .chars()
                    .take(expected.len())
                    .map(char::len_utf8)
                    .sum::<usize>();
            from = end;
            wanted.push((expected.clone(), at..end));
        }
    }
    wanted.sort_by_key(|(_, range)| range.start);
    Filled { text, wanted }
}

/// The position of a short code, in digits of any script, and not as a part of other digits.
fn short_code(text: &str, code: &str) -> usize {
    let alone = |&(at, found): &(usize, &str)| {
        !text[..at].ends_with(char::is_numeric)
            && !text[at + found.len()..].starts_with(char::is_numeric)
    };
    ['0', '०', '੦']
        .iter()
        .find_map(|zero| text.match_indices(&in_script(code, *zero)).find(alone))
        .unwrap()
        .0
}

/// The position of a number that ends in the last three of these digits.
fn fictional(text: &str, digits: &str) -> Range<usize> {
    let end = text.find(&digits[digits.len() - 3..]).unwrap() + 3;
    let start = text[..end].rfind(['+', ':']).unwrap();
    let start = start
        + text[start..]
            .find(|c: char| c == '+' || c.is_ascii_digit())
            .unwrap();
    start..end
}

fn only_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric()).collect()
}

#[derive(Default)]
struct Tally {
    right: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

fn check(messages: &[Message], made_up: bool, seeds: u64) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..seeds {
        for (index, message) in messages.iter().enumerate() {
            let mut random = Random(seed << 32 | u64::try_from(index).unwrap());
            let Filled { text, mut wanted } = filled(message, &mut random, made_up);
            for found in scan(&text, Region::IN) {
                let there = &text[found.start..found.end];
                let read = match found.parsed {
                    Parsed::Number(number) => format!("+{}", number.e164()),
                    Parsed::ShortCode(code) => code.digits.to_string(),
                };
                let place = wanted.iter().position(|(number, range)| {
                    *number == read
                        && range.start <= found.start
                        && found.end <= range.end
                        && only_digits(there) == only_digits(&text[range.clone()])
                });
                if let Some(place) = place {
                    wanted.remove(place);
                    tally.right += 1;
                } else {
                    tally.wrong.push(format!(
                        "{} {}: {there:?} in {text}",
                        message.lang, message.about
                    ));
                }
            }
            for (number, _) in wanted {
                tally.missed.push(format!(
                    "{} {}: {number} in {text}",
                    message.lang, message.about
                ));
            }
        }
    }
    tally
}

fn shown(list: &[String]) -> String {
    list.iter()
        .take(40)
        .map(|line| format!("\n  {line}"))
        .collect()
}

fn require(messages: &[Message], made_up: bool) {
    let tally = check(messages, made_up, 20);
    let found = tally.right + tally.wrong.len();
    let wanted = tally.right + tally.missed.len();
    // 99 in 100, in whole numbers.
    let precise = tally.right * 100 >= found * 99;
    let complete = tally.right * 100 >= wanted * 99;
    println!(
        "{} messages, made up: {made_up}: {} of {found} found are right, {} of {wanted} wanted are found",
        messages.len(),
        tally.right,
        tally.right
    );
    assert!(
        precise && complete && wanted > 0,
        "{} wrong:{}\n{} missed:{}",
        tally.wrong.len(),
        shown(&tally.wrong),
        tally.missed.len(),
        shown(&tally.missed)
    );
}

fn messages() -> Vec<Message> {
    let read = |text| -> Vec<Message> { serde_json::from_str(text).unwrap() };
    let mut messages = read(include_str!("../../vectors/messages_a.json"));
    messages.extend(read(include_str!("../../vectors/messages_b.json")));
    messages.extend(read(include_str!("../../vectors/messages_c.json")));
    assert!(messages.len() >= 680);
    messages
}

#[test]
fn numbers_in_messages_are_found_and_nothing_else() {
    require(&messages(), false);
}

#[test]
fn made_up_numbers_are_found_like_any_other() {
    require(&messages(), true);
}

/// Prints what the browser module is compared with: every filled message with what `scan` finds in it, one JSON object per
/// line. Positions are in UTF-16 units.
#[test]
#[ignore = "prints the messages for tests/web/numbers.test.mjs"]
fn filled_messages() {
    for made_up in [false, true] {
        for (seed, message) in (0..).zip(messages()) {
            let Filled { text, .. } = filled(&message, &mut Random(seed), made_up);
            let units = |at: usize| text[..at].encode_utf16().count();
            let found: Vec<_> = scan(&text, Region::IN)
                .iter()
                .map(|found| {
                    let number = match found.parsed {
                        Parsed::Number(number) => number.to_string(),
                        Parsed::ShortCode(code) => code.digits.to_string(),
                    };
                    serde_json::json!([units(found.start), units(found.end), number])
                })
                .collect();
            println!("{}", serde_json::json!({ "text": text, "found": found }));
        }
    }
}
