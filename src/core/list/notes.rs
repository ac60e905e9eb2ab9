//! What a list says about itself: JSON of a fixed schema, plain text, never markup.

use crate::list::error::Detail;
use crate::list::json::{Bad, Json, MAX_COUNT, write_string};
use crate::list::{ListError, MAX_NOTES};

/// A tag's name is a word or two, not a text.
const MAX_TAG_NAME: usize = 64;

/// Names with their counts; no name stands twice.
pub type Counts = Vec<(String, u64)>;

/// The notes of a list. Names in the JSON that are not listed here are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// `title`: what the list is called.
    pub title: Option<String>,
    /// `issuer`: who publishes it.
    pub issuer: Option<String>,
    /// `appeal`: where a person whose number is listed turns, an `https:`, `mailto:` or `tel:` address.
    pub appeal: Option<String>,
    /// `tags`: the tags' names, most serious first.
    pub tags: Vec<String>,
    /// `districts`: how many listed numbers each district's complaints brought.
    pub districts: Counts,
    /// `false_alarms`: what a sweep over every Indian mobile number found.
    pub false_alarms: Option<FalseAlarms>,
    /// `sources`: how many listed numbers each source of complaints knows.
    pub sources: Counts,
}

/// The true number of false alarms, counted by asking the list about every number there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FalseAlarms {
    /// How many numbers were tried.
    pub space: u64,
    /// How many of them the list flags though they are not on it.
    pub hits: u64,
}

/// What is wrong where notes name more tags than there are, or fewer.
const TAGS: &str = "the number of tag names is not the number of tags";

impl Notes {
    /// Reads and checks the notes of a list with so many tags.
    pub(crate) fn read(json: &[u8], tags: u8) -> Result<Self, ListError> {
        Self::parse(json, tags).map_err(|what| ListError::BadNotes { what })
    }

    fn parse(json: &[u8], tags: u8) -> Result<Self, Bad> {
        let mut json =
            Json::new(core::str::from_utf8(json).map_err(|_| Detail::new("they are not UTF-8"))?);
        let mut notes = Self::default();
        json.object(&mut |json, name| {
            match name {
                "title" => notes.title = Some(json.string()?),
                "issuer" => notes.issuer = Some(json.string()?),
                "appeal" => notes.appeal = Some(json.string()?),
                "tags" => json.array(&mut |json| {
                    // Not kept to be counted: a file of empty names would need more memory than opening may take.
                    if notes.tags.len() >= usize::from(tags) {
                        return Err(Detail::new(TAGS));
                    }
                    notes.tags.push(json.string()?);
                    Ok(())
                })?,
                "districts" => notes.districts = counts(json)?,
                "sources" => notes.sources = counts(json)?,
                "false_alarms" => {
                    let (mut space, mut hits) = (None, None);
                    for (name, count) in counts(json)? {
                        match name.as_str() {
                            "space" => space = Some(count),
                            "hits" => hits = Some(count),
                            _ => {}
                        }
                    }
                    let (Some(space), Some(hits)) = (space, hits) else {
                        return Err(Detail::new("`false_alarms` lacks `space` or `hits`"));
                    };
                    notes.false_alarms = Some(FalseAlarms { space, hits });
                }
                _ => json.skip()?,
            }
            Ok(())
        })?;
        json.end()?;
        notes.check(tags)?;
        Ok(notes)
    }

    /// The compact JSON, names in the order of the fields, absent and empty ones left out.
    pub(crate) fn write(&self, tags: u8) -> Result<Vec<u8>, ListError> {
        self.check(tags)
            .map_err(|what| ListError::BadNotes { what })?;
        let mut out = String::from("{");
        let name = |out: &mut String, name| {
            if out.len() > 1 {
                out.push(',');
            }
            write_string(out, name);
            out.push(':');
        };
        for (key, text) in [
            ("title", &self.title),
            ("issuer", &self.issuer),
            ("appeal", &self.appeal),
        ] {
            if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
                name(&mut out, key);
                write_string(&mut out, text);
            }
        }
        name(&mut out, "tags");
        out.push('[');
        for (index, tag) in self.tags.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { "," });
            write_string(&mut out, tag);
        }
        out.push(']');
        let alarms = self
            .false_alarms
            .map(|alarms| vec![("space".into(), alarms.space), ("hits".into(), alarms.hits)]);
        let alarms = alarms.unwrap_or_default();
        for (key, counts) in [
            ("districts", &self.districts),
            ("false_alarms", &alarms),
            ("sources", &self.sources),
        ] {
            if counts.is_empty() {
                continue;
            }
            name(&mut out, key);
            for (index, (name, count)) in counts.iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                write_string(&mut out, name);
                out.push(':');
                out.push_str(&count.to_string());
            }
            out.push('}');
        }
        out.push('}');
        if out.len() > MAX_NOTES {
            return Err(ListError::NotesTooLarge {
                size: u32::try_from(out.len()).unwrap_or(u32::MAX),
            });
        }
        Ok(out.into_bytes())
    }

    /// The rules that go beyond the types. What is written is read back by the same rules when the body is checked.
    fn check(&self, tags: u8) -> Result<(), Bad> {
        if self.tags.len() != usize::from(tags) {
            return Err(Detail::new(TAGS));
        }
        for (index, tag) in self.tags.iter().enumerate() {
            if tag.is_empty()
                || tag.len() > MAX_TAG_NAME
                || self.tags.iter().skip(index + 1).any(|other| other == tag)
            {
                return Err(Detail::new(
                    "a tag's name is empty, longer than 64 bytes, or used twice",
                ));
            }
        }
        let plain = |text: &String| !text.chars().any(char::is_control);
        let names_plain = |counts: &Counts| counts.iter().all(|(name, _)| plain(name));
        let mut texts = [&self.title, &self.issuer, &self.appeal]
            .into_iter()
            .flatten()
            .chain(&self.tags);
        if !(texts.all(plain) && names_plain(&self.districts) && names_plain(&self.sources)) {
            return Err(Detail::new("a text holds a control character"));
        }
        if self
            .appeal
            .as_deref()
            .is_some_and(|appeal| !is_contact(appeal))
        {
            return Err(Detail::new(
                "`appeal` is not an https:, mailto: or tel: address",
            ));
        }
        if self
            .false_alarms
            .is_some_and(|alarms| alarms.hits > alarms.space || alarms.space > MAX_COUNT)
        {
            return Err(Detail::new("more false alarms than numbers tried"));
        }
        Ok(())
    }
}

fn counts(json: &mut Json<'_>) -> Result<Counts, Bad> {
    let mut counts = Counts::new();
    json.object(&mut |json, name| {
        counts.push((name.into(), json.count()?));
        Ok(())
    })?;
    Ok(counts)
}

/// Whether an address is one that a page may turn into a link: any other scheme could run code. Addresses are ASCII
/// (RFC 3986); what is not must be percent-encoded.
#[must_use]
pub fn is_contact(address: &str) -> bool {
    let rest = ["https://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()))
}
