//! `[policy]` of jaanch.toml: the rules for listing a number.

use jaanch_core::list::MAX_TAGS;
use serde::Deserialize;

/// `[policy]`: which numbers are listed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Distinct complaints needed, unless one is verified.
    pub min_reports: u32,
    /// Days since the last complaint after which an entry ages out: the number may have a new holder by then.
    pub max_age_days: u32,
    /// The words in a status column that mean verified, in any case of letters.
    pub verified: Vec<String>,
    /// The tags, most serious first; a number gets the first whose conditions it meets.
    pub tag: Vec<Tag>,
}

impl Default for Policy {
    fn default() -> Self {
        let verified = [
            "verified",
            "yes",
            "y",
            "true",
            "confirmed",
            "fir registered",
            "सत्यापित",
            "हाँ",
            "हां",
            "ਤਸਦੀਕਸ਼ੁਦਾ",
        ];
        Self {
            min_reports: 2,
            max_age_days: 365,
            verified: verified.map(String::from).to_vec(),
            tag: vec![
                Tag {
                    name: "often".into(),
                    min_reports: 3,
                    category: None,
                },
                Tag {
                    name: "reported".into(),
                    min_reports: 0,
                    category: None,
                },
            ],
        }
    }
}

/// `[[policy.tag]]`: why a number is listed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Its name, as the list carries it.
    pub name: String,
    /// Distinct complaints needed for this tag.
    #[serde(default)]
    pub min_reports: u32,
    /// Only numbers with a complaint of this category.
    #[serde(default)]
    pub category: Option<String>,
}

impl Policy {
    /// Checks that every listed number can get a tag.
    ///
    /// # Errors
    /// What is wrong, naming the place in jaanch.toml.
    pub(crate) fn check(&self) -> Result<(), String> {
        let tags = &self.tag;
        if !(1..=usize::from(MAX_TAGS)).contains(&tags.len()) {
            return Err("[[policy.tag]]: there must be one to eight tags".into());
        }
        for (at, tag) in tags.iter().enumerate() {
            if tag.name.is_empty() || tag.name.len() > 64 || tag.name.chars().any(char::is_control)
            {
                return Err(format!(
                    "[[policy.tag]] name = {:?}: 1 to 64 bytes, no control characters",
                    tag.name
                ));
            }
            if tags.iter().skip(at + 1).any(|other| other.name == tag.name) {
                return Err(format!("[[policy.tag]] name = {:?} stands twice", tag.name));
            }
        }
        if tags
            .last()
            .is_some_and(|tag| tag.min_reports > 1 || tag.category.is_some())
        {
            return Err(
                "the last [[policy.tag]] must have no conditions: every listed number needs a tag"
                    .into(),
            );
        }
        Ok(())
    }
}
