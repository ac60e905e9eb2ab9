//! What changed from one build to the next: numbers added, dropped and why, and tags that are others now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jaanch_core::number::PhoneNumber;
use jaanch_tables::csv::defused;
use serde::Serialize;

use crate::Error;
use crate::decisions::Decisions;
use crate::policy::{Entry, Fate};

/// Why a number is gone about which nobody complains any more.
pub const NOT_REPORTED: &str = "no-longer-reported";
/// Why a number is gone where the build's own files do not lie beside its numbers.csv.
pub const UNKNOWN: &str = "unknown";

/// Listed numbers with their tags, by number, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(Vec<(PhoneNumber, Arc<str>)>);

/// A number that is not listed any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dropped {
    /// The number.
    pub number: PhoneNumber,
    /// The tag it had.
    pub tag: Arc<str>,
    /// Why it is gone.
    pub reason: &'static str,
}

/// The difference of two builds, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Numbers that are new, with their tags.
    pub added: Vec<(PhoneNumber, Arc<str>)>,
    /// Numbers that are gone.
    pub dropped: Vec<Dropped>,
    /// Numbers whose tag is another: the number, the tag before, the tag now.
    pub retagged: Vec<(PhoneNumber, Arc<str>, Arc<str>)>,
    /// How many numbers there were before.
    pub before: usize,
}

/// The difference in figures, for the summary and report.json.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeSummary {
    /// What was compared with, as it was named.
    pub since: String,
    /// How many numbers were listed then.
    pub before: u64,
    /// Numbers that are new.
    pub added: u64,
    /// Numbers that are gone, by reason.
    pub dropped: BTreeMap<&'static str, u64>,
    /// Numbers whose tag is another, by `before → now`.
    pub tag_changed: BTreeMap<String, u64>,
}

/// The `numbers.csv` that a path means: the file itself, or the one in a build's folder.
#[must_use]
pub fn numbers_file(path: &Path) -> PathBuf {
    let inside = ["numbers.csv", "private/numbers.csv"].map(|name| path.join(name));
    match inside {
        [file, _] if file.is_file() => file,
        [_, file] if path.is_dir() => file,
        _ => path.to_path_buf(),
    }
}

impl Numbers {
    /// Reads a `numbers.csv`, or that of a build's folder.
    ///
    /// # Errors
    /// Names the file and what in it is wrong.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let given = path;
        let path = numbers_file(given);
        if !path.exists() {
            let what = if given.is_dir() {
                "the folder holds no numbers.csv; name the folder that `jaanch build --out` wrote, or a numbers.csv"
            } else {
                "there is no such file or folder; name a numbers.csv, or the folder that `jaanch build --out` wrote"
            };
            return Err(Error::content(given, what));
        }
        let mut rows = Vec::new();
        let mut known: BTreeSet<Arc<str>> = BTreeSet::new();
        read_column(&path, "tag", &mut |number, tag| {
            let tag = match known.get(tag) {
                Some(tag) => Arc::clone(tag),
                None => {
                    let tag: Arc<str> = tag.into();
                    known.insert(Arc::clone(&tag));
                    tag
                }
            };
            rows.push((number, tag));
        })?;
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        Ok(Self(rows))
    }

    /// The numbers a build lists.
    #[must_use]
    pub fn of(entries: &[Entry], tags: &[String]) -> Self {
        let tags: Vec<Arc<str>> = tags.iter().map(|tag| defused(tag).into()).collect();
        let rows = entries.iter().filter_map(|entry| match entry.fate {
            Fate::Listed(tag) => Some((entry.number, Arc::clone(tags.get(usize::from(tag))?))),
            _ => None,
        });
        Self(rows.collect())
    }

    /// The tag that a number has, where it is one of them.
    #[must_use]
    pub fn tag(&self, number: PhoneNumber) -> Option<&str> {
        let at = self.0.binary_search_by_key(&number, |row| row.0).ok()?;
        self.0.get(at).map(|row| row.1.as_ref())
    }

    /// The numbers alone, sorted.
    #[must_use]
    pub fn numbers(&self) -> Vec<PhoneNumber> {
        self.0.iter().map(|row| row.0).collect()
    }

    /// What is different in `now`; `why` is asked about every number that is gone.
    #[must_use]
    pub fn changes(&self, now: &Self, why: impl Fn(PhoneNumber) -> &'static str) -> Changes {
        let mut changes = Changes {
            before: self.0.len(),
            ..Changes::default()
        };
        let (mut old, mut new) = (self.0.iter().peekable(), now.0.iter().peekable());
        loop {
            match (old.peek(), new.peek()) {
                (Some(before), Some(after)) if before.0 == after.0 => {
                    if before.1 != after.1 {
                        let tags = (Arc::clone(&before.1), Arc::clone(&after.1));
                        changes.retagged.push((before.0, tags.0, tags.1));
                    }
                    old.next();
                    new.next();
                }
                (Some(before), after) if after.is_none_or(|after| before.0 < after.0) => {
                    changes.dropped.push(Dropped {
                        number: before.0,
                        tag: Arc::clone(&before.1),
                        reason: why(before.0),
                    });
                    old.next();
                }
                (_, Some(after)) => {
                    changes.added.push((after.0, Arc::clone(&after.1)));
                    new.next();
                }
                _ => return changes,
            }
        }
    }
}

/// Why a build does not list a number. `people` are those of the complaints' side, sorted: one of them can have been listed
/// for a handset, with no complaint about it.
#[must_use]
pub fn reason(
    number: PhoneNumber,
    entries: &[Entry],
    decisions: &Decisions,
    people: &[PhoneNumber],
) -> &'static str {
    let fate = match entries.binary_search_by_key(&number, |entry| entry.number) {
        Ok(at) => entries.get(at).map(|entry| entry.fate),
        Err(_) if decisions.delisting(number).is_some() => Some(Fate::Delisted),
        Err(_) if decisions.protected(number).is_some() => Some(Fate::Protected),
        Err(_) if people.binary_search(&number).is_ok() => Some(Fate::Complainant),
        Err(_) => None,
    };
    fate.and_then(Fate::reason).unwrap_or(NOT_REPORTED)
}

impl Changes {
    /// The figures.
    #[must_use]
    pub fn summary(&self, since: &Path) -> ChangeSummary {
        let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let mut summary = ChangeSummary {
            since: since.display().to_string(),
            before: size(self.before),
            added: size(self.added.len()),
            ..ChangeSummary::default()
        };
        for row in &self.dropped {
            *summary.dropped.entry(row.reason).or_default() += 1;
        }
        for (_, before, now) in &self.retagged {
            let change = format!("{before} → {now}");
            *summary.tag_changed.entry(change).or_default() += 1;
        }
        summary
    }
}

/// Why the build whose `numbers.csv` this is does not list numbers, from the `not_listed.csv` beside it. `None` where there
/// is no such file.
///
/// # Errors
/// Names the file and what in it is wrong.
pub fn reasons_beside(
    numbers: &Path,
) -> Result<Option<BTreeMap<PhoneNumber, &'static str>>, Error> {
    let path = numbers.with_file_name("not_listed.csv");
    if !path.is_file() {
        return Ok(None);
    }
    let known = Fate::NOT_LISTED.map(|fate| fate.reason().unwrap_or_default());
    let mut reasons = BTreeMap::new();
    read_column(&path, "reason", &mut |number, text| {
        let reason = known.into_iter().chain([NOT_REPORTED]);
        let reason = reason.into_iter().find(|reason| *reason == text);
        reasons.insert(number, reason.unwrap_or(UNKNOWN));
    })?;
    Ok(Some(reasons))
}

/// Reads two columns of one of our own tables: `e164` and another, empty where it is not there.
fn read_column(
    path: &Path,
    other: &str,
    each: &mut dyn FnMut(PhoneNumber, &str),
) -> Result<(), Error> {
    let bad = |what: String| Error::content(path, what);
    let file = std::fs::File::open(path).map_err(Error::io(path, "open"))?;
    let mut reader = csv::Reader::from_reader(file);
    let headings = reader.headers().map_err(|error| bad(error.to_string()))?;
    let place = |wanted: &str| headings.iter().position(|heading| heading == wanted);
    let number = place("e164").ok_or_else(|| {
        bad("no column e164; give the numbers.csv of a build's private folder".into())
    })?;
    let other = place(other);
    for record in reader.records() {
        let record = record.map_err(|error| bad(error.to_string()))?;
        let cell = record.get(number).unwrap_or_default();
        let e164 = cell
            .strip_prefix('+')
            .and_then(|digits| digits.parse().ok())
            .and_then(PhoneNumber::from_e164)
            .ok_or_else(|| bad(format!("{cell:?} is not a number in E.164 form")))?;
        each(
            e164,
            other.and_then(|at| record.get(at)).unwrap_or_default(),
        );
    }
    Ok(())
}
