//! List + number → [`Verdict`].

use serde::{Serialize, Serializer};

use crate::check::advice::{Tip, advice};
use crate::check::format::decimal;
use crate::check::outcome::{Outcome, serialize_name};
use crate::list::{Freshness, List};
use crate::number;
use crate::number::{Kind, Parsed, Reason, ShortCode};

/// The answer about one text, in the shape that JSON and JavaScript see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct Verdict<'a> {
    /// What is to be said.
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

/// The verdict on a number that has been read already. Reported comes before service and impossible: what people
/// complained about weighs more than what a series is meant for.
pub(super) fn verdict(list: &List, parsed: Parsed, now: u64) -> Verdict<'_> {
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
