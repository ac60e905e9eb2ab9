//! What a list says about itself, in the shape that JSON and JavaScript see.

use serde::{Serialize, Serializer};

use crate::check::format::rfc3339;
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
