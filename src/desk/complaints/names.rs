//! Districts, sources and categories as small integers: ten million rows share a few thousand texts. Complaint ids, of
//! which every row may have its own, are kept as fingerprints.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// A text of [`Names`]. [`Name::NONE`] is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

impl Name {
    /// No text.
    pub const NONE: Self = Self(0);

    /// Whether there is no text.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// A complaint's id, as a fingerprint of 64 bits.
///
/// Ids are only ever compared, and only among the complaints about one number: that two of a thousand complaints
/// share a fingerprint by chance happens once in 10¹³ such numbers. The texts of ten million ids would take 0.5 GB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

impl Id {
    /// The id in a cell; white space around it and capitals make no difference.
    #[must_use]
    pub fn of(cell: &str) -> Self {
        let cell = cell.trim();
        if cell.is_empty() {
            return Self::default();
        }
        // SipHash with a fixed key: a build gives the same list every time.
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let plain = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_lowercase();
        let hash = if !cell.bytes().all(plain) {
            let folded: Vec<_> = cell.split_whitespace().collect();
            hasher.hash_one(folded.join(" ").to_uppercase().as_str())
        } else {
            hasher.hash_one(cell)
        };
        Self(hash.max(1))
    }

    /// Whether there is no id.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// The texts, each once.
#[derive(Debug)]
pub struct Names {
    texts: Vec<Box<str>>,
    known: HashMap<Box<str>, Name, foldhash::fast::RandomState>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            texts: vec!["".into()],
            known: HashMap::from_iter([("".into(), Name::NONE)]),
        }
    }
}

/// How the names of one collection are called in another.
pub struct Renamed(Vec<Name>);

impl Renamed {
    /// The name in the other collection.
    #[must_use]
    pub fn of(&self, name: Name) -> Name {
        usize::try_from(name.0)
            .ok()
            .and_then(|at| self.0.get(at))
            .copied()
            .unwrap_or_default()
    }
}

impl Names {
    /// The name of a text, white space around it left aside and runs of it folded.
    pub fn add(&mut self, text: &str) -> Name {
        let text = text.trim();
        if let Some(&name) = self.known.get(text) {
            return name;
        }
        if text.split_whitespace().map(str::len).sum::<usize>()
            + text.split_whitespace().count().saturating_sub(1)
            != text.len()
        {
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            return self.add(&folded);
        }
        // Four billion different texts do not fit into memory anyway.
        let Ok(next) = u32::try_from(self.texts.len()) else {
            return Name::NONE;
        };
        self.texts.push(text.into());
        self.known.insert(text.into(), Name(next));
        Name(next)
    }

    /// The text of a name.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        usize::try_from(name.0)
            .ok()
            .and_then(|at| self.texts.get(at))
            .map_or("", |text| text)
    }

    /// Every name but the empty one and its text, in the order in which they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Name, &str)> {
        let texts = (0..).map(Name).zip(&self.texts).skip(1);
        texts.map(|(name, text)| (name, text.as_ref()))
    }

    /// Takes over all texts of another collection.
    pub fn absorb(&mut self, other: Self) -> Renamed {
        Renamed(other.texts.iter().map(|text| self.add(text)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_without_capitals_and_white_space() {
        assert_eq!(Id::of(" ack-7 "), Id::of("ACK-7"));
        assert_eq!(Id::of("É1"), Id::of("é1"));
        assert_ne!(Id::of("ACK-7"), Id::of("ACK-8"));
        assert!(Id::of("  ").is_none() && !Id::of("0").is_none());
    }
}
