//! The figures of a build, for its summary and `report.json`.

use std::sync::atomic::{AtomicU64, Ordering};

use jaanch_core::number::{PhoneNumber, Region};

use crate::build::changes::{self, Changes};
use crate::build::follow_up;
use crate::build::inputs::{Build, Progress};
use crate::build::prepared::Prepared;
use crate::build::summary::{Summary, SweepSummary};
use crate::build::warnings::warnings;
use crate::complaints::quoted;
use crate::handover::{Handover, Listed};
use crate::linkage::listing;
use crate::policy::Fate;
use crate::report::DeskFigures;
use crate::report::follow_up::FollowUp;
use crate::{Error, sweep};

impl Build {
    pub(super) fn summary(&self, prepared: &Prepared, changes: Option<&Changes>) -> Summary {
        let mut summary = Summary::count(&prepared.ledger, &prepared.entries, &prepared.tags);
        summary.as_of = self.as_of.to_string();
        summary.serial = prepared.recipe.serial;
        summary.decisions.clone_from(&prepared.decisions.files);
        summary.never_flagged = u64::try_from(prepared.never_flagged.len()).unwrap_or(u64::MAX);
        summary.salts_tried = prepared.draft.attempts();
        summary.changes = changes
            .zip(self.since.as_deref())
            .map(|(changes, since)| changes.summary(since));
        if !prepared.numbers.is_empty() {
            let recipe = prepared.recipe;
            summary.false_positive_rate = f64::from(recipe.tags) * recipe.width.chance();
        }
        summary.warnings = warnings(&self.config, &prepared.ledger, &prepared.entries, &summary);
        let linkage = prepared.linkage.iter();
        let others = linkage.flat_map(|linkage| &linkage.warnings);
        summary
            .warnings
            .extend(others.chain(&prepared.decisions.warnings).cloned());
        for pattern in self.config.unused_columns(&prepared.ledger.files) {
            summary.warnings.push(format!(
                "[columns.{}] fits none of the files; a pattern is compared with the file's name, capitals and all",
                quoted(&pattern)
            ));
        }
        if prepared.numbers.is_empty() {
            summary
                .warnings
                .push("the list is empty: no reported number meets the policy".into());
        } else if self.sweep && prepared.recipe.region != Region::IN {
            summary.warnings.push(format!(
                "region {}: only India's mobile numbers are few enough to try them all, so false alarms are estimated, not \
                 counted",
                prepared.recipe.region
            ));
        }
        summary
    }

    /// A decision file that was forgotten shows in who is back: the build given with `--since` did not list them because a
    /// person had prepared so.
    pub(super) fn back_again(&self, prepared: &Prepared) -> Result<Option<String>, Error> {
        let Some(since) = self.since.as_deref() else {
            return Ok(None);
        };
        let reasons = changes::reasons_beside(&changes::numbers_file(since))?.unwrap_or_default();
        let held_back = [Fate::Delisted, Fate::DelistedReportedAgain, Fate::Protected];
        let back = prepared.numbers.iter().filter(|(number, _)| {
            let reason = reasons.get(number).copied();
            reason.is_some() && held_back.iter().any(|fate| fate.reason() == reason)
        });
        let back = back.count();
        Ok((back > 0).then(|| {
            format!(
                "{back} of the numbers that {} had as delisted or protected are listed now; is --delisted or --protected missing, \
                 or a row of theirs?",
                since.display()
            )
        }))
    }

    /// What the build made beside the list.
    pub(super) fn beside(
        &self,
        prepared: &Prepared,
        listed: &[Listed],
        handover: &Handover,
        follow_up: &FollowUp,
    ) -> DeskFigures {
        let rows = || listed.iter().map(|row| (row.number, row.district));
        DeskFigures {
            title: self.config.title.clone(),
            issuer: self.config.issuer.clone(),
            region: self.config.region().code().to_owned(),
            made_up: !listed.is_empty() && listed.iter().all(|row| row.number.is_made_up()),
            complaints: follow_up::weeks(&prepared.ledger, &prepared.entries),
            linkage: prepared
                .linkage
                .as_ref()
                .map(|linkage| listing::summary(linkage, &prepared.entries)),
            handover: Some(handover.summary().clone()),
            withdraw: None,
            status: follow_up
                .answers
                .as_ref()
                .map(|answers| answers.summary(rows())),
            reach: follow_up.reach.clone(),
        }
    }

    /// Tries every Indian mobile number, unless asked not to.
    pub(super) fn false_alarms(
        &self,
        prepared: &Prepared,
        progress: &dyn Progress,
    ) -> Option<SweepSummary> {
        if !self.sweep || prepared.recipe.region != Region::IN {
            return None;
        }
        let range = sweep::INDIAN_MOBILES;
        progress.step("Trying every Indian mobile number", range.end - range.start);
        let listed: Vec<PhoneNumber> = prepared.numbers.iter().map(|&(number, _)| number).collect();
        let done = AtomicU64::new(0);
        let swept = sweep::sweep(prepared.draft.filter(), range, &listed, &|so_far| {
            let before = done.fetch_max(so_far, Ordering::Relaxed);
            progress.advance(so_far.saturating_sub(before));
        });
        let alarms = swept.false_alarms();
        Some(SweepSummary {
            space: alarms.space,
            hits: alarms.hits,
        })
    }
}
