//! List + text → [`Verdict`]: the answer a citizen gets.

pub mod advice;
pub mod info;

use serde::{Serialize, Serializer};

use crate::check::advice::{Tip, advice};
use crate::check::info::push_digits;
use crate::list::{Freshness, List};
use crate::number;
use crate::number::{Kind, Parsed, Reason, ShortCode};

/// What is to be said about a text. Never a mere yes or no: unreadable is not the same as not listed, and not listed is
/// not the same as safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The list flags the number; by chance in one of very many cases.
    Reported,
    /// The number is certainly not on this list. That does not make it safe.
    NotListed,
    /// The list has expired: that the number is not on it says nothing.
    CannotSay,
    /// A series or short code for service calls; a shown number can be faked and is never proof.
    Service,
    /// Nobody can hold this number: it was forged.
    Impossible,
    /// The text is no number.
    Unreadable,
}

impl Outcome {
    /// The name used in JSON and at the JavaScript face.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::NotListed => "not-listed",
            Self::CannotSay => "cannot-say",
            Self::Service => "service",
            Self::Impossible => "impossible",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The answer about one text, in the shape that JSON and JavaScript see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct Verdict<'a> {
    /// What is to be said.
    #[serde(serialize_with = "outcome_name")]
    pub outcome: Outcome,
    /// Why the number is listed; only when it is reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<&'a str>,
    /// The number; absent when the text is unreadable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberInfo>,
    /// Why the text is unreadable; only then.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "reason_name"
    )]
    pub reason: Option<Reason>,
    /// The tips that fit, most urgent first.
    pub advice: &'static [Tip],
}

/// What is known of a number by its digits alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberInfo {
    /// E.164 with its plus sign: `+915012345678`. A short code has no E.164 form: its bare digits stand here.
    pub e164: String,
    /// As a person writes it: `+91 50123 45678`.
    pub display: String,
    /// ISO 3166-1 alpha-2 code of its country, if it has exactly one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What sort of line it is.
    #[serde(serialize_with = "kind_name")]
    pub kind: Kind,
}

/// Serialises one of a fixed set of names: as a string, which JavaScript's side makes once and then keeps.
pub(crate) fn serialize_name<S: Serializer>(
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit_variant("", 0, name)
}

fn outcome_name<S: Serializer>(outcome: &Outcome, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_name(outcome.name(), serializer)
}

fn kind_name<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_name(kind.name(), serializer)
}

fn reason_name<S: Serializer>(reason: &Option<Reason>, serializer: S) -> Result<S::Ok, S::Error> {
    match reason {
        Some(reason) => serialize_name(reason.name(), serializer),
        None => serializer.serialize_none(),
    }
}

/// Checks the one number that `text` holds against the list, as of `now` (Unix seconds).
pub fn check<'a>(list: &'a List, text: &str, now: u64) -> Verdict<'a> {
    match number::parse(text, list.region()) {
        Ok(parsed) => verdict(list, parsed, now),
        Err(reason) => Verdict {
            outcome: Outcome::Unreadable,
            tag: None,
            number: None,
            reason: Some(reason),
            advice: advice(Outcome::Unreadable, None, Some(reason)),
        },
    }
}

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

/// The verdict on a number that has been read already. Reported comes before service and impossible: what people
/// complained about weighs more than what a series is meant for.
pub fn verdict(list: &List, parsed: Parsed, now: u64) -> Verdict<'_> {
    let (tag, info) = match parsed {
        Parsed::Number(number) => {
            let kind = match number.kind(list.home()) {
                // On a demonstration list the made-up block stands for mobile numbers.
                Kind::Unassigned if list.is_made_up() && number.is_made_up() => Kind::Mobile,
                kind => kind,
            };
            let country = number.country().map(|region| region.code().into());
            let info = NumberInfo {
                e164: decimal("+", number.e164()),
                display: number.display(),
                country,
                kind,
            };
            (list.tag_of(number), info)
        }
        Parsed::ShortCode(ShortCode { region, digits }) => {
            let digits = decimal("", digits.into());
            (
                None,
                NumberInfo {
                    e164: digits.clone(),
                    display: digits,
                    country: Some(region.code().into()),
                    kind: Kind::ShortCode,
                },
            )
        }
    };
    let outcome = match (tag, info.kind, list.freshness(now)) {
        (Some(_), ..) => Outcome::Reported,
        (None, Kind::Service | Kind::Telemarketing | Kind::ShortCode, _) => Outcome::Service,
        (None, Kind::Unassigned, _) => Outcome::Impossible,
        (None, _, Freshness::Expired) => Outcome::CannotSay,
        (None, ..) => Outcome::NotListed,
    };
    Verdict {
        outcome,
        tag,
        advice: advice(outcome, Some(info.kind), None),
        number: Some(info),
        reason: None,
    }
}

/// A prefix and a number's decimal digits.
fn decimal(prefix: &str, number: u64) -> String {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    let mut text = String::from(prefix);
    push_digits(&mut text, number, unit);
    text
}
