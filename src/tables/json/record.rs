//! One record's cells.

use serde::de::{DeserializeSeed, Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::cell::Kind;

/// A table has no more columns than this.
pub const MAX_COLUMNS: usize = 2_000;
/// What is nested deeper than this is one cell.
const MAX_DEPTH: usize = 16;

/// One record's cells by key; for an array, by place.
#[derive(Default)]
pub struct Flat {
    pub cells: Vec<(String, String, Kind)>,
}

impl Flat {
    /// # Errors
    /// The text is not JSON after all, or nested too deep.
    pub fn read(&mut self, value: &str) -> Result<(), String> {
        let array = value.starts_with('[');
        let mut reader = serde_json::Deserializer::from_str(value);
        let into = Placing {
            flat: self,
            key: String::new(),
            // The elements of the record itself are columns, those of an array inside it are one cell.
            top_array: array,
            is_place: false,
            depth: 0,
        };
        into.deserialize(&mut reader)
            .map_err(|error| error.to_string())
    }

    fn put<E: serde::de::Error>(
        &mut self,
        key: &str,
        text: &str,
        kind: Kind,
        is_new: bool,
    ) -> Result<(), E> {
        if self.cells.len() > MAX_COLUMNS {
            return Err(E::custom("too many cells"));
        }
        if is_new {
            self.cells.push((key.to_owned(), text.to_owned(), kind));
            return Ok(());
        }
        match self.cells.iter_mut().find(|(known, ..)| known == key) {
            // Several values under one key are lines of one cell.
            Some((_, cell, known)) if !text.is_empty() => {
                *known = if cell.is_empty() { kind } else { Kind::Text };
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(text);
            }
            Some(_) => {}
            None => self.cells.push((key.to_owned(), text.to_owned(), kind)),
        }
        Ok(())
    }
}

/// Puts a value into [`Flat`] under a key.
struct Placing<'a> {
    flat: &'a mut Flat,
    key: String,
    top_array: bool,
    /// Whether the key is a place in an array, and so cannot be there already.
    is_place: bool,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Placing<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        // The raw text tells numbers as they were written.
        let raw: &RawValue = serde::Deserialize::deserialize(reader)?;
        let text = raw.get();
        let failed = |error: serde_json::Error| serde::de::Error::custom(error);
        let is_new = self.is_place;
        match text.as_bytes().first() {
            Some(b'{' | b'[') if self.depth < MAX_DEPTH => {
                let mut inner = serde_json::Deserializer::from_str(text);
                inner.deserialize_any(self).map_err(failed)
            }
            Some(b'"') => {
                let text: String = serde_json::from_str(text).map_err(failed)?;
                self.flat.put(&self.key, &text, Kind::Text, is_new)
            }
            _ if text == "null" => self.flat.put(&self.key, "", Kind::Text, is_new),
            _ => self.flat.put(&self.key, text, kind_of(text), is_new),
        }
    }
}

impl<'de> Visitor<'de> for Placing<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let key = if self.key.is_empty() {
                name
            } else {
                format!("{}.{name}", self.key)
            };
            map.next_value_seed(Placing {
                flat: self.flat,
                key,
                top_array: false,
                is_place: false,
                depth: self.depth + 1,
            })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        for at in 1_usize.. {
            let key = if self.top_array {
                at.to_string()
            } else {
                self.key.clone()
            };
            let next = Placing {
                flat: self.flat,
                key,
                top_array: false,
                is_place: self.top_array,
                depth: self.depth + 1,
            };
            if seq.next_element_seed(next)?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// The kind of a JSON value that is neither text nor nested. 5012345678.0 is an integer: its fraction says nothing.
fn kind_of(value: &str) -> Kind {
    match value.as_bytes().first() {
        Some(b't' | b'f') => Kind::Boolean,
        Some(b'{' | b'[') => Kind::Text,
        _ => match value.split_once('.') {
            Some((_, fraction))
                if fraction.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
                    && !value.contains(['e', 'E']) =>
            {
                Kind::Fraction
            }
            _ => Kind::Integer,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_kind() {
        let mut flat = Flat::default();
        let record =
            r#"{"a":"1","b":5012345678.0,"c":1.5,"d":true,"e":null,"f":{"g":5},"h":[1,2]}"#;
        flat.read(record).unwrap();
        let kinds: Vec<_> = flat
            .cells
            .iter()
            .map(|(key, text, kind)| (key.as_str(), text.as_str(), *kind))
            .collect();
        let expected = [
            ("a", "1", Kind::Text),
            ("b", "5012345678.0", Kind::Integer),
            ("c", "1.5", Kind::Fraction),
            ("d", "true", Kind::Boolean),
            ("e", "", Kind::Text),
            ("f.g", "5", Kind::Integer),
            ("h", "1\n2", Kind::Text),
        ];
        assert_eq!(kinds, expected);
    }
}
