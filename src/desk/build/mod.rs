//! A whole build: from the desk's files to the published folder.

pub mod changes;
pub mod draft;
pub mod explain;
pub mod follow_up;
pub mod notes;
pub mod replaced;
pub mod summary;
pub mod tables;
pub mod warnings;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use jaanch_core::list;
use jaanch_core::list::{Draft, DraftError, Recipe, Width};
use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;

use crate::build::changes::{Changes, Numbers};
use crate::build::draft::Decided;
use crate::build::follow_up::Keeping;
use crate::build::notes::notes;
use crate::build::summary::{Summary, SweepSummary};
use crate::build::warnings::warnings;
use crate::calendar::unix_seconds;
use crate::complaints::{Intake, quoted};
use crate::config::Config;
use crate::decisions::{DecisionFiles, Decisions};
use crate::handover::withdraw::Withdrawals;
use crate::handover::{HandOver, Listed};
use crate::keys::Signer;
use crate::linkage::listing::LinkageFiles;
use crate::linkage::{Linkage, listing};
use crate::list_serial::serial;
use crate::output::Staging;
use crate::policy::{Entry, Fate};
use crate::report::Beside;
use crate::report::follow_up::{FollowUp, FollowUpFiles};
use crate::{Error, complaints, linkage, output, policy, sweep};

const DAY: u64 = 86_400;
pub(crate) const DEFAULT_VALID_DAYS: u32 = 30;
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

/// Everything a build depends on. It is a pure function of these and of the files they name.
pub struct Build {
    /// Exports, or folders of them.
    pub reports: Vec<PathBuf>,
    /// Which handset was used with which number, and which links are approved.
    pub linkage: LinkageFiles,
    /// What the desk has decided about single numbers.
    pub decisions: DecisionFiles,
    /// An earlier build's `numbers.csv`, to say what changed since; only numbers that are not in it are handed over.
    pub since: Option<PathBuf>,
    /// What is added up beside the list.
    pub follow_up: FollowUpFiles,
    /// What the desk has decided once.
    pub config: Config,
    /// Date of issue.
    pub as_of: Date,
    /// `--serial`: nn or the whole serial.
    pub serial: Option<u32>,
    /// Serial of the list published last.
    pub previous: Option<u32>,
    /// Bits of a fingerprint; decides over the configuration.
    pub bits: Option<u8>,
    /// Whether to try every Indian mobile number.
    pub sweep: bool,
}

/// Told how far a build is.
pub trait Progress: Sync {
    /// A step begins; `total` is its amount of work, 0 where that is not known.
    fn step(&self, what: &'static str, total: u64);
    /// So much of the current step's work was done since the last call.
    fn advance(&self, amount: u64);
}

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
        let decided = self.decide(&[], progress)?;
        let listed = follow_up::listed(&decided.intake, &decided.entries, &decided.tags);
        let old = before.as_ref().map(Numbers::numbers);
        let handover = HandOver::new(&listed, old.as_deref(), &self.config.cybersafe, self.as_of);
        let (intake, entries) = (&decided.intake, &decided.entries);
        let answers = follow_up.answers.as_ref();
        let keeping = Keeping {
            intake,
            entries,
            decisions: &decided.decisions,
            before: before.as_ref(),
            answers,
            as_of: self.as_of,
        };
        let withdrawals = Withdrawals::new(keeping.kept(), answers, &self.config.cybersafe);
        let changes = before.as_ref().map(|before| {
            before.changes(&Numbers::of(&decided.entries, &decided.tags), |number| {
                changes::reason(number, entries, &decided.decisions, &intake.people)
            })
        });
        let mut summary = self.summary(&decided, changes.as_ref());
        summary.beside = self.beside(&decided, &listed, &handover, &follow_up);
        summary.beside.withdraw = withdrawals.summary();
        summary.warnings.extend(follow_up::warnings(&summary));
        summary.warnings.extend(self.back_again(&decided)?);
        summary.false_alarms = self.false_alarms(&decided, progress);
        let notes = notes(&self.config, &decided, summary.false_alarms);
        let body = decided.draft.body(&notes)?;
        decided.prove(&body, out)?;
        summary.replaced_same_serial =
            replaced::another_of_serial(out, decided.recipe.serial, &body);
        let seal = signer
            .map(|signer| signer.seal(&body, decided.recipe.serial))
            .transpose()?
            .unwrap_or_default();
        let file = list::join(&body, seal.as_bytes()).map_err(Error::list(out))?;
        summary.list_bytes = u64::try_from(file.len()).unwrap_or(u64::MAX);
        summary.signed = signer.is_some();
        progress.step("Writing", 0);
        decided.write(&staging, &file, changes.as_ref())?;
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
        let decided = self.decide(numbers, progress)?;
        let explain = |&number| explain::explain(number, &decided, &self.config, self.as_of);
        Ok(numbers.iter().map(explain).collect())
    }

    /// Everything up to the filled filter; rejected rows with one of the numbers in `watch` are kept.
    fn decide(&self, watch: &[PhoneNumber], progress: &dyn Progress) -> Result<Decided, Error> {
        let width = self
            .bits
            .or(self.config.bits)
            .map_or(Ok(Width::W16), |bits| {
                Width::from_bits(bits)
                    .ok_or_else(|| Error::Options(format!("--bits {bits}: must be 8, 16 or 32")))
            })?;
        let serial = serial(self.as_of, self.serial, self.previous)?;
        let region = self.config.region();
        let decisions = Decisions::read(&self.decisions, region, self.as_of)?;
        progress.step("Reading", complaints::size(&self.reports)?);
        let advance = |bytes| progress.advance(bytes);
        let (reports, config) = (&self.reports, &self.config);
        let mut intake =
            complaints::read_watching(reports, config.complaints(), self.as_of, watch, &advance)?;
        if u32::try_from(intake.reports.len()).is_err() {
            return Err(Error::Options(
                "more than four thousand million complaints cannot be taken at once".into(),
            ));
        }
        progress.step("Deciding", 0);
        let policy = &self.config.policy;
        let mut entries = policy::decide(&mut intake, policy, &decisions, self.as_of);
        let mut tags: Vec<String> = policy.tag.iter().map(|tag| tag.name.clone()).collect();
        let linkage = self.link(&intake, &decisions, &entries, progress)?;
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
        Ok(Decided {
            intake,
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
        intake: &Intake,
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
            intake,
            decisions,
            entries,
        };
        desk.links(&self.linkage, &|bytes| progress.advance(bytes))
    }

    fn summary(&self, decided: &Decided, changes: Option<&Changes>) -> Summary {
        let mut summary = Summary::count(&decided.intake, &decided.entries, &decided.tags);
        summary.as_of = self.as_of.to_string();
        summary.serial = decided.recipe.serial;
        summary.decisions.clone_from(&decided.decisions.files);
        summary.never_flagged = u64::try_from(decided.never_flagged.len()).unwrap_or(u64::MAX);
        summary.salts_tried = decided.draft.attempts();
        summary.changes = changes
            .zip(self.since.as_deref())
            .map(|(changes, since)| changes.summary(since));
        if !decided.numbers.is_empty() {
            let recipe = decided.recipe;
            summary.false_positive_rate = f64::from(recipe.tags) * recipe.width.chance();
        }
        summary.warnings = warnings(&self.config, &decided.intake, &decided.entries, &summary);
        let linkage = decided.linkage.iter();
        let others = linkage.flat_map(|linkage| &linkage.warnings);
        summary
            .warnings
            .extend(others.chain(&decided.decisions.warnings).cloned());
        for pattern in self.config.unused_columns(&decided.intake) {
            summary.warnings.push(format!(
                "[columns.{}] fits none of the files; a pattern is compared with the file's name, capitals and all",
                quoted(&pattern)
            ));
        }
        if decided.numbers.is_empty() {
            summary
                .warnings
                .push("the list is empty: no reported number meets the policy".into());
        } else if self.sweep && decided.recipe.region != Region::IN {
            summary.warnings.push(format!(
                "region {}: only India's mobile numbers are few enough to try them all, so false alarms are estimated, not \
                 counted",
                decided.recipe.region
            ));
        }
        summary
    }

    /// A decision file that was forgotten shows in who is back: the build given with `--since` did not list them because a
    /// person had decided so.
    fn back_again(&self, decided: &Decided) -> Result<Option<String>, Error> {
        let Some(since) = self.since.as_deref() else {
            return Ok(None);
        };
        let reasons = changes::reasons_beside(&changes::numbers_file(since))?.unwrap_or_default();
        let held_back = [Fate::Delisted, Fate::DelistedReportedAgain, Fate::Protected];
        let back = decided.numbers.iter().filter(|(number, _)| {
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

    /// What stands beside the list's own figures.
    fn beside(
        &self,
        decided: &Decided,
        listed: &[Listed],
        handover: &HandOver,
        follow_up: &FollowUp,
    ) -> Beside {
        let rows = || listed.iter().map(|row| (row.number, row.district));
        Beside {
            title: self.config.title.clone(),
            issuer: self.config.issuer.clone(),
            region: self.config.region().code().to_owned(),
            made_up: !listed.is_empty() && listed.iter().all(|row| row.number.is_made_up()),
            complaints: follow_up::weeks(&decided.intake, &decided.entries),
            linkage: decided
                .linkage
                .as_ref()
                .map(|linkage| listing::summary(linkage, &decided.entries)),
            handover: Some(handover.summary().clone()),
            withdraw: None,
            status: follow_up
                .answers
                .as_ref()
                .map(|answers| answers.summary(rows())),
            reach: follow_up.reach.clone(),
        }
    }

    /// Tries every Indian mobile number, unless told not to.
    fn false_alarms(&self, decided: &Decided, progress: &dyn Progress) -> Option<SweepSummary> {
        if !self.sweep || decided.recipe.region != Region::IN {
            return None;
        }
        let range = sweep::INDIAN_MOBILES;
        progress.step("Trying every Indian mobile number", range.end - range.start);
        let listed: Vec<PhoneNumber> = decided.numbers.iter().map(|&(number, _)| number).collect();
        let done = AtomicU64::new(0);
        let swept = sweep::sweep(decided.draft.filter(), range, &listed, &|so_far| {
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
    Error::Options(format!(
        "--protected and --delisted name {protected} numbers that must not be flagged, not even by chance; at this width about \
         {expected:.0} lists would have to be tried until one does not: {remedy}"
    ))
}
