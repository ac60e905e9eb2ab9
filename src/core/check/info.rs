//! What a list says about itself, in the shape that JSON and JavaScript see.

use serde::{Serialize, Serializer};

use crate::list::{Counts, List, Signature};

/// Everything about a list but its numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListInfo<'a> {
    /// What the list is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<&'a str>,
    /// Where a person whose number is listed turns: `https:`, `mailto:` or `tel:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal: Option<&'a str>,
    /// YYYYMMDDnn of the issue date.
    pub serial: u32,
    /// RFC 3339, UTC.
    pub issued: String,
    /// RFC 3339, UTC.
    pub expires: String,
    /// `fresh`, `stale`, `expired` or `future`, as of the moment asked about.
    pub freshness: &'static str,
    /// How many numbers are listed.
    #[serde(serialize_with = "serialize_count")]
    pub count: u64,
    /// Bits of a fingerprint.
    pub width: u8,
    /// Most serious first.
    pub tags: &'a [String],
    /// What a sweep over every number counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub false_alarms: Option<Alarms>,
    /// The chance that a number that is not listed is flagged: tags × 2^−width.
    pub false_positive_rate: f64,
    /// Listed numbers by district.
    pub districts: Record<'a>,
    /// Listed numbers by source of complaints.
    pub sources: Record<'a>,
    /// A demonstration: every listed number is made up.
    pub made_up: bool,
    /// ISO 3166-1 alpha-2 code of the region of a number without country code.
    pub region: String,
    /// Whether the signature was checked with one of the keys given.
    pub signed: bool,
}

/// Of all numbers tried, how many are flagged without being listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Alarms {
    /// Numbers tried.
    #[serde(serialize_with = "serialize_count")]
    pub space: u64,
    /// Numbers flagged without being listed.
    #[serde(serialize_with = "serialize_count")]
    pub hits: u64,
}

/// Counts as one object of names and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a>(pub &'a Counts);

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, count)| (name, Count(*count))))
    }
}

/// A whole number of at most 2⁵³ − 1, as all counts of a list are.
struct Count(u64);

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_count(&self.0, serializer)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn serialize_count<S: Serializer>(count: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(*count)
}

/// JavaScript's numbers are floats. Made one here, the count needs none of serde-wasm-bindgen's code for integers that
/// are too large to be one, which would bring text formatting into the module.
#[cfg(target_arch = "wasm32")]
fn serialize_count<S: Serializer>(count: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    let half = |bits: u64| u32::try_from(bits & 0xffff_ffff).map_or(f64::NAN, f64::from);
    serializer.serialize_f64(half(count >> 32) * 4_294_967_296.0 + half(*count))
}

impl<'a> ListInfo<'a> {
    /// What `list` says about itself, its age judged at `now` (Unix seconds).
    #[must_use]
    pub fn new(list: &'a List, now: u64) -> Self {
        let notes = list.notes();
        Self {
            title: notes.title.as_deref(),
            issuer: notes.issuer.as_deref(),
            appeal: notes.appeal.as_deref(),
            serial: list.serial(),
            issued: rfc3339(list.issued()),
            expires: rfc3339(list.expires()),
            freshness: list.freshness(now).name(),
            count: list.count(),
            width: list.width().bits(),
            tags: &notes.tags,
            false_alarms: notes.false_alarms.map(|alarms| Alarms {
                space: alarms.space,
                hits: alarms.hits,
            }),
            false_positive_rate: list.false_positive_rate(),
            districts: Record(&notes.districts),
            sources: Record(&notes.sources),
            made_up: list.is_made_up(),
            region: list.region().code().into(),
            signed: matches!(list.signature(), Signature::Valid(_)),
        }
    }
}

/// Unix seconds as `2026-10-31T00:00:00Z`.
///
/// Days to a date of the proleptic Gregorian calendar by Howard Hinnant's `civil_from_days`, since the core knows no
/// calendar library; the format allows no year after 9999.
#[must_use]
pub fn rfc3339(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let mut text = String::with_capacity(20);
    for (value, unit, mark) in [
        (year, 1_000, '-'),
        (month, 10, '-'),
        (day, 10, 'T'),
        (second / 3_600, 10, ':'),
        (second / 60 % 60, 10, ':'),
        (second % 60, 10, 'Z'),
    ] {
        push_digits(&mut text, value, unit);
        text.push(mark);
    }
    text
}

/// Appends a number's decimal digits from the one worth `unit`, a power of ten, on.
///
/// Not `format!` or `to_string`: the formatting behind them weighs 0.8 kB in the module.
pub(crate) fn push_digits(text: &mut String, number: u64, mut unit: u64) {
    while unit > 0 {
        text.extend(
            u32::try_from(number / unit % 10)
                .ok()
                .and_then(|digit| char::from_digit(digit, 10)),
        );
        unit /= 10;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use crate::check::info::rfc3339;

    #[test]
    fn dates_agree_with_a_calendar_library() {
        let samples = (0..253_402_207_200_u64).step_by(86_400 * 367 + 4_567);
        for seconds in samples.chain([951_782_400, 951_868_800, 253_402_207_200]) {
            let expected = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap())
                .unwrap()
                .to_string();
            assert_eq!(rfc3339(seconds), expected);
        }
    }
}
