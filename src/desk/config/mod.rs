//! `jaanch.toml`: what a desk decides once. Everything in it is optional.

#[cfg(test)]
mod documented;

use std::path::Path;

use jaanch_core::list::is_contact;
use jaanch_core::number::Region;
use jaanch_tables::Limits;
use serde::Deserialize;

use crate::complaints::{ColumnChoices, TableCount};
use crate::handover::Uploads;
use crate::linkage::Rules;
use crate::policy::Policy;
use crate::{Error, complaints};

/// How many days a list is valid unless jaanch.toml says otherwise.
pub(crate) const DEFAULT_VALID_DAYS: u32 = 30;

/// The whole file. An unknown key is an error: a misspelt rule must not be a rule that silently does not hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    region: Option<String>,
    /// What the list is called.
    pub title: Option<String>,
    /// Who publishes it.
    pub issuer: Option<String>,
    /// Where a person whose number is listed turns: `https:`, `mailto:` or `tel:`.
    pub appeal: Option<String>,
    /// Bits of a fingerprint: 8, 16 or 32.
    pub bits: Option<u8>,
    /// How many days the list is good for; 30 unless said.
    pub valid_days: Option<u32>,
    /// Which numbers are listed.
    pub policy: Policy,
    /// What becomes of the other numbers of a reported number's handset.
    pub linkage: Rules,
    /// What a file may cost to read.
    pub intake: Limits,
    /// Which columns hold what, by file name or a pattern with `*`, and by sheet behind a colon.
    pub columns: ColumnChoices,
    /// The columns of the upload files.
    pub cybersafe: Uploads,
}

impl Config {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// The file and what in it is wrong.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path, "read"))?;
        Self::parse(&text).map_err(|what| Error::content(path, what))
    }

    /// Checks the text of a file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let config: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if let Some(region) = config
            .region
            .as_deref()
            .filter(|region| region_of(region).is_none())
        {
            return Err(format!(
                "region = {region:?}: not a region with a numbering plan, such as \"IN\""
            ));
        }
        if config
            .bits
            .is_some_and(|bits| jaanch_core::list::Width::from_bits(bits).is_none())
        {
            return Err("bits: 8, 16 or 32".into());
        }
        if config
            .valid_days
            .is_some_and(|days| !(1..=3660).contains(&days))
        {
            return Err("valid_days: from 1 to 3660".into());
        }
        if let Some(appeal) = config
            .appeal
            .as_deref()
            .filter(|appeal| !is_contact(appeal))
        {
            return Err(format!(
                "appeal = {appeal:?}: must begin with https://, mailto: or tel: and hold no spaces"
            ));
        }
        config.policy.check()?;
        config.linkage.check()?;
        config.cybersafe.check()?;
        config.intake.check()?;
        config.columns.check()?;
        Ok(config)
    }

    /// The region of numbers without country code.
    #[must_use]
    pub fn region(&self) -> Region {
        self.region
            .as_deref()
            .and_then(region_of)
            .unwrap_or(Region::IN)
    }

    /// How exports are read.
    #[must_use]
    pub fn complaints(&self) -> complaints::Settings<'_> {
        complaints::Settings {
            region: self.region(),
            limits: &self.intake,
            columns: &self.columns,
            verified: &self.policy.verified,
        }
    }

    /// The patterns of `[columns]` that match no table.
    #[must_use]
    pub fn unused_columns(&self, files: &[TableCount]) -> Vec<String> {
        self.columns.unused(files)
    }
}

fn region_of(code: &str) -> Option<Region> {
    Region::new(code.as_bytes().try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::complaints::ColumnName;
    use crate::linkage::Mode;

    #[test]
    fn the_defaults_are_the_documented_ones() {
        let config = Config::parse("").unwrap();
        assert_eq!(
            (config.policy.min_reports, config.policy.max_age_days),
            (2, 365)
        );
        assert_eq!(config.region(), Region::IN);
        let linkage = config.linkage;
        assert_eq!(linkage.mode, Mode::Review);
        assert_eq!((linkage.max_numbers, linkage.window_days), (20, 90));
    }

    #[test]
    fn a_misspelt_or_impossible_rule_is_an_error() {
        for (text, says) in [
            ("[policy]\nmin_report = 3", "min_report"),
            ("region = \"XX\"", "region"),
            ("bits = 12", "bits"),
            ("appeal = \"javascript:alert(1)\"", "appeal"),
            ("[[policy.tag]]\nname = \"a\"\nmin_reports = 5", "last"),
            (
                "[[policy.tag]]\nname = \"a\"\n[[policy.tag]]\nname = \"a\"",
                "twice",
            ),
            ("valid_days = 0", "valid_days"),
            ("[linkage]\nmode = \"auto\"", "mode"),
            ("[linkage]\nmax_numbers = 1", "max_numbers"),
            ("[linkage]\nmax_number = 5", "max_number"),
            ("[linkage]\nwindow_days = 4000", "window_days"),
            ("[linkage]\nwindow_days = -1", "window_days"),
            ("[intake]\nmax_rows = 3", "max_rows"),
            ("[intake]\nmax_row_bytes = 3", "max_row_bytes"),
            ("[columns.\"a.csv\"]\nheading = 0", "a.csv"),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    #[test]
    fn the_closest_choice_of_columns_counts() {
        let config = Config::parse(
            "[columns.\"a.xlsx\"]\nnumber = 1\n[columns.\"a.xlsx:Two\"]\nnumber = 2\n[columns.\"*:T*\"]\nnumber = 3\n\
             [columns.\"*.xlsx\"]\nnumber = 4",
        )
        .unwrap();
        for (file, sheet, column) in [
            ("a.xlsx", Some("One"), 1),
            ("a.xlsx", Some("Two"), 2),
            ("a.xlsx", Some("Three"), 3),
            ("b.xlsx", Some("One"), 4),
        ] {
            assert_eq!(
                config.columns.of(Path::new(file), sheet).number,
                [ColumnName::Place(column)],
                "{file} {sheet:?}"
            );
        }
    }
}
