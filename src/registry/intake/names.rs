//! Districts, sources, categories and ids as small integers: ten million rows share a few thousand texts.

use std::collections::HashMap;

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

/// The texts, each once.
#[derive(Debug)]
pub struct Names {
    texts: Vec<Box<str>>,
    known: HashMap<Box<str>, Name>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            texts: vec!["".into()],
            known: HashMap::from([("".into(), Name::NONE)]),
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

    /// Takes over all texts of another collection.
    pub fn absorb(&mut self, other: Self) -> Renamed {
        Renamed(other.texts.iter().map(|text| self.add(text)).collect())
    }
}
