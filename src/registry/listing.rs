//! A whole build: from the desk's files to the published folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use super::config::Config;
use super::intake::columns::quoted;
use super::intake::{self, Intake};
use super::keys::Signer;
use super::policy::{self, Entry, Fate};
use super::publish::{self, Staging};
use super::report::{self, Summary, SweepSummary};
use super::{Error, dates, sweep};
use crate::list::{self, Counts, Draft, List, Notes, Recipe, Width};
use crate::number::{PhoneNumber, Region};

const DAY: u64 = 86_400;
const DEFAULT_VALID_DAYS: u32 = 30;
/// Everything a build writes.
const OUTPUTS: [&str; 5] = [
    "public/list.jaanch",
    "private/numbers.csv",
    "private/rejects.csv",
    "private/review.csv",
    "private/report.json",
];
/// A district with fewer listed numbers than this is published as part of "other": a small number can point at a person.
const SMALLEST_CELL: u64 = 10;

/// Everything a build depends on. It is a pure function of these and of the files they name.
pub struct Build {
    /// Exports, or folders of them.
    pub reports: Vec<PathBuf>,
    /// What the desk has decided.
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
    /// Where the results go.
    pub out: PathBuf,
}

/// Told how far a build is.
pub trait Progress: Sync {
    /// A step begins; `total` is its amount of work, 0 where that is not known.
    fn step(&self, what: &'static str, total: u64);
    /// So much of the current step's work was done since the last call.
    fn advance(&self, amount: u64);
}

impl Build {
    /// Reads, decides, fills, sweeps, signs and publishes.
    ///
    /// # Errors
    /// See [`Error`]; nothing has been written then.
    pub fn run(&self, signer: Option<&Signer>, progress: &dyn Progress) -> Result<Summary, Error> {
        let width = self
            .bits
            .or(self.config.bits)
            .map_or(Ok(Width::W16), |bits| {
                Width::from_bits(bits)
                    .ok_or_else(|| Error::Options(format!("--bits {bits}: must be 8, 16 or 32")))
            })?;
        let serial = dates::serial(self.as_of, self.serial, self.previous)?;
        // Before any work: an output that cannot be written should not cost a sweep.
        publish::only_ours(&self.out, &OUTPUTS)?;
        let staging = Staging::start(&self.out)?;
        progress.step("Reading", intake::size(&self.reports)?);
        let mut intake = intake::read(&self.reports, &self.config, self.as_of, &|bytes| {
            progress.advance(bytes)
        })?;
        progress.step("Deciding", 0);
        let entries = policy::decide(&mut intake, &self.config.policy, self.as_of);
        let tags: Vec<String> = self
            .config
            .policy
            .tag
            .iter()
            .map(|tag| tag.name.clone())
            .collect();
        let mut summary = Summary::count(&intake, &entries, &tags);

        let issued = dates::unix_seconds(self.as_of);
        let valid_days = self.config.valid_days.unwrap_or(DEFAULT_VALID_DAYS);
        let recipe = Recipe {
            width,
            region: self.config.region(),
            serial,
            issued,
            expires: issued + u64::from(valid_days) * DAY,
            tags: u8::try_from(tags.len()).unwrap_or(u8::MAX),
        };
        progress.step("Filling the filter", 0);
        let numbers: Vec<(PhoneNumber, u8)> = listed(&entries).collect();
        let draft = Draft::fill(recipe, &numbers, &[])?;
        if self.sweep && recipe.region == Region::IN {
            progress.step(
                "Trying every Indian mobile number",
                sweep::INDIAN_MOBILES.end - sweep::INDIAN_MOBILES.start,
            );
            let listed: Vec<PhoneNumber> = numbers.iter().map(|&(number, _)| number).collect();
            let done = std::sync::atomic::AtomicU64::new(0);
            let swept = sweep::sweep(draft.filter(), sweep::INDIAN_MOBILES, &listed, &|so_far| {
                let before = done.fetch_max(so_far, std::sync::atomic::Ordering::Relaxed);
                progress.advance(so_far.saturating_sub(before));
            });
            let alarms = swept.false_alarms();
            summary.false_alarms = Some(SweepSummary {
                space: alarms.space,
                hits: alarms.hits,
            });
        }
        let body = draft.body(&self.notes(tags.clone(), &summary))?;
        let seal = signer
            .map(|signer| signer.seal(&body, serial))
            .transpose()?
            .unwrap_or_default();
        let file = list::join(&body, seal.as_bytes()).map_err(Error::list(&self.out))?;
        self.prove(&body, &numbers, &tags)?;

        for pattern in self.config.unused_columns(&intake) {
            summary.warnings.push(format!(
                "[columns.{}] fits none of the files; a pattern is compared with the file's name, capitals and all",
                quoted(&pattern)
            ));
        }
        if numbers.is_empty() {
            summary
                .warnings
                .push("the list is empty: no reported number meets the policy".into());
        }
        summary.as_of = self.as_of.to_string();
        summary.serial = serial;
        summary.list_bytes = u64::try_from(file.len()).unwrap_or(u64::MAX);
        summary.false_positive_rate = if numbers.is_empty() {
            0.0
        } else {
            f64::from(recipe.tags) * width.chance()
        };
        summary.signed = signer.is_some();
        progress.step("Writing", 0);
        write(staging, &file, &intake, &entries, &tags, &summary)?;
        Ok(summary)
    }

    /// The finished body is opened as a reader would, and asked for every listed number: no false negative leaves the
    /// desk, and none under another tag than its own or a more serious one by chance.
    fn prove(
        &self,
        body: &[u8],
        numbers: &[(PhoneNumber, u8)],
        tags: &[String],
    ) -> Result<(), Error> {
        let list = List::open_body(body).map_err(Error::list(&self.out))?;
        for &(number, tag) in numbers {
            let own = tags.get(usize::from(tag));
            let at_most = |found: &str| {
                tags.iter()
                    .take(usize::from(tag) + 1)
                    .any(|tag| tag == found)
            };
            if own.is_none() || !list.tag_of(number).is_some_and(at_most) {
                return Err(Error::Options(format!(
                    "the finished list does not know {number}; nothing was written"
                )));
            }
        }
        Ok(())
    }

    fn notes(&self, tags: Vec<String>, summary: &Summary) -> Notes {
        let public = |name: fn(&str) -> Option<&str>, counts: &BTreeMap<String, u64>| {
            let mut named: BTreeMap<&str, u64> = BTreeMap::new();
            for (text, &count) in counts {
                *named.entry(name(text).unwrap_or(OTHER)).or_default() += count;
            }
            let few: u64 = named.values().filter(|&&count| count < SMALLEST_CELL).sum();
            named.retain(|_, count| *count >= SMALLEST_CELL);
            if few > 0 {
                *named.entry(OTHER).or_default() += few;
            }
            named
                .into_iter()
                .map(|(name, count)| (name.to_owned(), count))
                .collect::<Counts>()
        };
        Notes {
            title: self.config.title.clone(),
            issuer: self.config.issuer.clone(),
            appeal: self.config.appeal.clone(),
            tags,
            districts: public(district_name, &summary.by_district),
            false_alarms: summary.false_alarms.map(|alarms| list::FalseAlarms {
                space: alarms.space,
                hits: alarms.hits,
            }),
            sources: public(source_name, &summary.by_source),
        }
    }
}

fn write(
    staging: Staging,
    file: &[u8],
    intake: &Intake,
    entries: &[Entry],
    tags: &[String],
    summary: &Summary,
) -> Result<(), Error> {
    staging.folder("public", false)?;
    staging.folder("private", true)?;
    staging.file("public/list.jaanch", file, false)?;
    staging.file(
        "private/numbers.csv",
        &report::numbers_csv(entries, tags)?,
        true,
    )?;
    staging.file("private/rejects.csv", &report::rejects_csv(intake)?, true)?;
    staging.file("private/review.csv", &report::review_csv(entries)?, true)?;
    staging.file("private/report.json", &summary.json()?, true)?;
    staging.publish()
}

fn listed(entries: &[Entry]) -> impl Iterator<Item = (PhoneNumber, u8)> {
    entries.iter().filter_map(|entry| match entry.fate {
        Fate::Listed(tag) => Some((entry.number, tag)),
        _ => None,
    })
}

/// What becomes of districts and sources that are not published by name.
const OTHER: &str = "other";

/// A district's name for the public list. An export's district column can hold anything; what could be more than a name
/// of a place (digits, an address with @, a long text) is not published.
fn district_name(text: &str) -> Option<&str> {
    let plain = |c: char| !c.is_numeric() && !matches!(c, '@' | '/' | '\\' | '<' | '>');
    (text.chars().count() <= 30 && text.chars().all(plain)).then_some(text)
}

/// A source's name for the public list: the helpline or the portal, whatever an export calls them, and nothing else.
fn source_name(text: &str) -> Option<&str> {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["portal", "पोर्टल", "ncrp", "cybercrime.gov.in", "ਪੋਰਟਲ"]) {
        Some("portal")
    } else if says(&["1930", "helpline", "हेल्पलाइन", "ਹੈਲਪਲਾਈਨ"])
    {
        Some("1930")
    } else {
        None
    }
}
