//! Runs a build, and explains one.

use std::path::Path;

use jaanch_core::list;
use jaanch_core::number::PhoneNumber;

use crate::build::changes::{self, Numbers};
use crate::build::explain::explain;
use crate::build::follow_up;
use crate::build::follow_up::Exemptions;
use crate::build::inputs::{Build, Progress};
use crate::build::list_notes::notes;
use crate::build::same_serial::another_of_serial;
use crate::build::summary::Summary;
use crate::handover::Handover;
use crate::handover::withdraw::Withdrawals;
use crate::keys::Signer;
use crate::output::Staging;
use crate::report::follow_up::FollowUp;
use crate::{Error, output};

/// Everything a build writes, but for the upload files.
const OUTPUTS: [&str; 10] = [
    "public/list.jaanch",
    "private/numbers.csv",
    "private/not_listed.csv",
    "private/linkage.csv",
    "private/rejects.csv",
    "private/review.csv",
    "private/report.json",
    "private/report.html",
    "private/status.csv",
    "private/withdraw.csv",
];

impl Build {
    /// Reads, decides, fills, sweeps, signs and publishes in the folder `out`.
    ///
    /// # Errors
    /// See [`Error`]; nothing has been written then.
    pub fn run(
        &self,
        out: &Path,
        signer: Option<&Signer>,
        progress: &dyn Progress,
    ) -> Result<Summary, Error> {
        // Before any work: an output that cannot be written should not cost a sweep.
        let uploads = follow_up::uploads_in(out);
        let uploads = uploads.iter().map(String::as_str);
        output::only_ours(out, &OUTPUTS.into_iter().chain(uploads).collect::<Vec<_>>())?;
        let staging = Staging::start(out)?;
        let before = self.since.as_deref().map(Numbers::read).transpose()?;
        let follow_up = FollowUp::read(
            &self.follow_up,
            &self.config,
            self.config.region(),
            self.as_of,
        )?;
        let prepared = self.prepare(&[], progress)?;
        let listed = follow_up::listed(&prepared.ledger, &prepared.entries, &prepared.tags);
        let old = before.as_ref().map(Numbers::numbers);
        let handover = Handover::new(&listed, old.as_deref(), &self.config.cybersafe, self.as_of);
        let (ledger, entries) = (&prepared.ledger, &prepared.entries);
        let answers = follow_up.answers.as_ref();
        let exemptions = Exemptions {
            ledger,
            entries,
            decisions: &prepared.decisions,
            before: before.as_ref(),
            answers,
            as_of: self.as_of,
        };
        let withdrawals = Withdrawals::new(exemptions.kept(), answers, &self.config.cybersafe);
        let changes = before.as_ref().map(|before| {
            before.changes(&Numbers::of(&prepared.entries, &prepared.tags), |number| {
                changes::reason(number, entries, &prepared.decisions, &ledger.people)
            })
        });
        let mut summary = self.summary(&prepared, changes.as_ref());
        summary.beside = self.beside(&prepared, &listed, &handover, &follow_up);
        summary.beside.withdraw = withdrawals.summary();
        summary.warnings.extend(follow_up::warnings(&summary));
        summary.warnings.extend(self.back_again(&prepared)?);
        summary.false_alarms = self.false_alarms(&prepared, progress);
        let notes = notes(&self.config, &prepared, summary.false_alarms);
        let body = prepared.draft.body(&notes)?;
        prepared.prove(&body, out)?;
        summary.replaced_same_serial = another_of_serial(out, prepared.recipe.serial, &body);
        let seal = signer
            .map(|signer| signer.seal(&body, prepared.recipe.serial))
            .transpose()?
            .unwrap_or_default();
        let file = list::join(&body, seal.as_bytes()).map_err(Error::list(out))?;
        summary.list_bytes = u64::try_from(file.len()).unwrap_or(u64::MAX);
        summary.signed = signer.is_some();
        progress.step("Writing", 0);
        prepared.write(&staging, &file, changes.as_ref())?;
        let json = summary.json()?;
        staging.file("private/report.json", &json, true)?;
        follow_up::write(&staging, &handover, &withdrawals, answers, &listed, &json)?;
        staging.publish()?;
        Ok(summary)
    }

    /// Says about each of these numbers what the build would do with it and why. Nothing is written.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn explain(
        &self,
        numbers: &[PhoneNumber],
        progress: &dyn Progress,
    ) -> Result<Vec<String>, Error> {
        let prepared = self.prepare(numbers, progress)?;
        let explain = |&number| explain(number, &prepared, &self.config, self.as_of);
        Ok(numbers.iter().map(explain).collect())
    }
}
