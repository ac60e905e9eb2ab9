//! Everything a build does before it writes: reading, deciding, filling the filter.

use jaanch_core::list::{Draft, DraftError, Recipe, Width};
use jaanch_core::number::PhoneNumber;

use crate::build::inputs::{Build, Progress};
use crate::build::prepared::Prepared;
use crate::calendar::unix_seconds;
use crate::config::DEFAULT_VALID_DAYS;
use crate::decisions::Decisions;
use crate::ledger::Ledger;
use crate::linkage::{Linkage, listing};
use crate::list_serial::serial;
use crate::policy::{Entry, Fate};
use crate::{Error, complaints, linkage, policy};

const DAY: u64 = 86_400;

impl Build {
    /// Everything up to the filled filter; rejected rows with one of the numbers in `watch` are kept.
    pub(super) fn prepare(
        &self,
        watch: &[PhoneNumber],
        progress: &dyn Progress,
    ) -> Result<Prepared, Error> {
        let width = self
            .bits
            .or(self.config.bits)
            .map_or(Ok(Width::W16), |bits| {
                Width::from_bits(bits)
                    .ok_or_else(|| Error::Usage(format!("--bits {bits}: must be 8, 16 or 32")))
            })?;
        let serial = serial(self.as_of, self.serial, self.previous)?;
        let region = self.config.region();
        let decisions = Decisions::read(&self.decisions, region, self.as_of)?;
        progress.step("Reading", complaints::size(&self.reports)?);
        let advance = |bytes| progress.advance(bytes);
        let (reports, config) = (&self.reports, &self.config);
        let intake =
            complaints::read_watching(reports, config.complaints(), self.as_of, watch, &advance)?;
        if u32::try_from(intake.reports.len()).is_err() {
            return Err(Error::Usage(
                "more than four thousand million complaints cannot be taken at once".into(),
            ));
        }
        progress.step("Deciding", 0);
        let ledger = Ledger::from(intake);
        let policy = &self.config.policy;
        let mut entries = policy::decide(&ledger, policy, &decisions, self.as_of);
        let mut tags: Vec<String> = policy.tag.iter().map(|tag| tag.name.clone()).collect();
        let linkage = self.link(&ledger, &decisions, &entries, progress)?;
        if let Some(linkage) = &linkage {
            listing::add(linkage, &mut entries, &mut tags)?;
        }
        let issued = unix_seconds(self.as_of);
        let valid_days = self.config.valid_days.unwrap_or(DEFAULT_VALID_DAYS);
        let recipe = Recipe {
            width,
            region,
            serial,
            issued,
            expires: issued + u64::from(valid_days) * DAY,
            tags: u8::try_from(tags.len()).unwrap_or(u8::MAX),
        };
        progress.step("Filling the filter", 0);
        let listed = entries.iter().filter_map(|entry| match entry.fate {
            Fate::Listed(tag) => Some((entry.number, tag)),
            _ => None,
        });
        let numbers: Vec<(PhoneNumber, u8)> = listed.collect();
        let never_flagged = decisions.never_flagged();
        let draft = Draft::fill(recipe, &numbers, &never_flagged).map_err(too_many)?;
        Ok(Prepared {
            ledger,
            decisions,
            linkage,
            entries,
            tags,
            numbers,
            never_flagged,
            recipe,
            draft,
        })
    }

    fn link(
        &self,
        ledger: &Ledger,
        decisions: &Decisions,
        entries: &[Entry],
        progress: &dyn Progress,
    ) -> Result<Option<Linkage>, Error> {
        if !self.linkage.sightings.is_empty() {
            let size = linkage::size(&self.linkage.sightings)?;
            progress.step("Reading sightings, twice", size);
        }
        let desk = listing::Desk {
            rules: &self.config.linkage,
            max_age_days: self.config.policy.max_age_days,
            region: self.config.region(),
            as_of: self.as_of,
            complainants: &ledger.people,
            decisions,
            entries,
        };
        desk.links(&self.linkage, &|bytes| progress.advance(bytes))
    }
}

/// Which options to change where too many numbers must not be flagged.
fn too_many(error: DraftError) -> Error {
    let DraftError::TooManyProtected {
        protected,
        expected,
        width,
    } = error
    else {
        return error.into();
    };
    let remedy = match width {
        Some(width) => format!("use --bits {}", width.bits()),
        None => "no width is enough: protect fewer".into(),
    };
    Error::Usage(format!(
        "--protected and --delisted name {protected} numbers that must not be flagged, not even by chance; at this width about \
         {expected:.0} lists would have to be tried until one does not: {remedy}"
    ))
}
