//! `[linkage]` of jaanch.toml: the rules for listing the other numbers of a handset.

use serde::Deserialize;

/// `[linkage]`: what becomes of the other numbers of a reported number's handset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Whether a person has to approve each of them first.
    pub mode: Mode,
    /// A handset with more numbers than this is a clone or a shop's: a person has to look.
    pub max_numbers: u32,
    /// Days between the reported number's and the other's use of the handset beyond which a person has to look.
    pub window_days: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            mode: Mode::Review,
            max_numbers: 20,
            window_days: 90,
        }
    }
}

/// `mode`: who decides about a linked number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Listed is what a person approved.
    Review,
    /// Listed is what the rules leave no doubt about; a person decides about the rest.
    List,
}

impl Rules {
    /// Checks that the rules can be followed.
    ///
    /// # Errors
    /// What is wrong, naming the place in jaanch.toml.
    pub(crate) fn check(&self) -> Result<(), String> {
        if !(2..=1_000).contains(&self.max_numbers) {
            return Err("[linkage] max_numbers: from 2 to 1000".into());
        }
        if self.window_days > 3660 {
            return Err("[linkage] window_days: from 0 to 3660".into());
        }
        Ok(())
    }
}
