//! What a list says about itself: JSON of a fixed schema, plain text, never markup.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ListError, MAX_NOTES};

/// How deep the notes may nest; the schema needs two.
const MAX_DEPTH: u32 = 8;
/// A tag's name is a word or two, not a text.
const MAX_TAG_NAME: usize = 64;
/// Counts must survive a reader whose numbers are IEEE doubles: 2⁵³ − 1.
const MAX_COUNT: u64 = (1 << 53) - 1;

/// The notes of a list. Keys of the JSON that are not named here are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// What the list is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Where a person whose number is listed turns: an `https:`, `mailto:` or `tel:` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<String>,
    /// The tags' names, most serious first.
    pub tags: Vec<String>,
    /// How many listed numbers each district's complaints brought.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub districts: BTreeMap<String, u64>,
    /// What a sweep over every Indian mobile number found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub false_alarms: Option<FalseAlarms>,
    /// How many listed numbers each source of complaints knows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, u64>,
}

/// The true number of false alarms, counted by asking the list about every number there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FalseAlarms {
    /// How many numbers were tried.
    pub space: u64,
    /// How many of them the list flags though they are not on it.
    pub hits: u64,
}

impl Notes {
    /// Reads and checks the notes of a list with so many tags.
    pub(super) fn read(json: &[u8], tags: u8) -> Result<Self, ListError> {
        let text = core::str::from_utf8(json).map_err(|_| bad("they are not UTF-8"))?;
        check_depth(text)?;
        let notes: Self = serde_json::from_str(text).map_err(|error| bad(&error.to_string()))?;
        notes.check(tags)?;
        Ok(notes)
    }

    /// The compact JSON, keys in the order of the fields.
    ///
    /// # Errors
    /// [`ListError::BadNotes`] where a field breaks a rule; [`ListError::NotesTooLarge`].
    pub(super) fn write(&self, tags: u8) -> Result<Vec<u8>, ListError> {
        self.check(tags)?;
        let json = serde_json::to_vec(self).map_err(|error| bad(&error.to_string()))?;
        if json.len() > MAX_NOTES {
            return Err(ListError::NotesTooLarge {
                size: u32::try_from(json.len()).unwrap_or(u32::MAX),
            });
        }
        Ok(json)
    }

    fn check(&self, tags: u8) -> Result<(), ListError> {
        if self.tags.len() != usize::from(tags) {
            return Err(bad("the number of tag names is not the number of tags"));
        }
        for (index, tag) in self.tags.iter().enumerate() {
            if tag.is_empty()
                || tag.len() > MAX_TAG_NAME
                || self.tags.iter().skip(index + 1).any(|other| other == tag)
            {
                return Err(bad(
                    "a tag's name is empty, longer than 64 bytes, or used twice",
                ));
            }
        }
        let texts = self
            .title
            .iter()
            .chain(&self.issuer)
            .chain(&self.appeal)
            .chain(&self.tags);
        let texts = texts
            .chain(self.districts.keys())
            .chain(self.sources.keys());
        for text in texts {
            if text.chars().any(char::is_control) {
                return Err(bad("a text holds a control character"));
            }
        }
        if self
            .appeal
            .as_deref()
            .is_some_and(|appeal| !is_contact(appeal))
        {
            return Err(bad("`appeal` is not an https:, mailto: or tel: address"));
        }
        let counts = self.districts.values().chain(self.sources.values());
        let alarms = self
            .false_alarms
            .iter()
            .flat_map(|alarms| [&alarms.space, &alarms.hits]);
        if counts.chain(alarms).any(|&count| count > MAX_COUNT) {
            return Err(bad("a count is larger than 2^53 - 1"));
        }
        if self
            .false_alarms
            .is_some_and(|alarms| alarms.hits > alarms.space)
        {
            return Err(bad("more false alarms than numbers tried"));
        }
        Ok(())
    }
}

/// Whether an address is one that a page may turn into a link: any other scheme could run code.
#[must_use]
pub fn is_contact(address: &str) -> bool {
    ["https://", "mailto:", "tel:"].iter().any(|scheme| {
        address
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    })
}

fn bad(what: &str) -> ListError {
    ListError::BadNotes { what: what.into() }
}

/// A parser's recursion must not depend on what a stranger wrote.
fn check_depth(json: &str) -> Result<(), ListError> {
    let (mut depth, mut in_string, mut escaped) = (0_u32, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(bad("nested more than 8 levels deep"));
        }
    }
    Ok(())
}
