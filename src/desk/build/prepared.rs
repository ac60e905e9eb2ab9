//! A build that is decided and not yet written: what is listed and why.

use std::path::Path;

use jaanch_core::list::{Draft, List, Recipe};
use jaanch_core::number::PhoneNumber;

use crate::Error;
use crate::build::changes::Changes;
use crate::build::csv_files;
use crate::decisions::Decisions;
use crate::ledger::Ledger;
use crate::linkage::Linkage;
use crate::output::Staging;
use crate::policy::Entry;

/// Everything a build decided.
pub(crate) struct Prepared {
    pub ledger: Ledger,
    pub decisions: Decisions,
    /// What the sightings say.
    pub linkage: Option<Linkage>,
    /// By number.
    pub entries: Vec<Entry>,
    /// The tags' names, most serious first.
    pub tags: Vec<String>,
    /// What is listed, and under which tag.
    pub numbers: Vec<(PhoneNumber, u8)>,
    /// What must not be flagged; sorted.
    pub never_flagged: Vec<PhoneNumber>,
    pub recipe: Recipe,
    pub draft: Draft,
}

impl Prepared {
    /// The finished body is opened as a reader would, and asked for every listed number: no false negative leaves the
    /// desk, and none under another tag than its own or a more serious one by chance. And for every number that must not be
    /// flagged.
    pub(crate) fn prove(&self, body: &[u8], out: &Path) -> Result<(), Error> {
        let list = List::open_body(body).map_err(Error::list(out))?;
        for &(number, tag) in &self.numbers {
            let own = self.tags.get(usize::from(tag));
            let at_most = |found: &str| {
                let tags = self.tags.iter().take(usize::from(tag) + 1);
                tags.into_iter().any(|tag| tag == found)
            };
            if own.is_none() || !list.tag_of(number).is_some_and(at_most) {
                return Err(Error::Internal(format!(
                    "the finished list does not know {number}; nothing was written"
                )));
            }
        }
        for &number in &self.never_flagged {
            if list.tag_of(number).is_some() {
                return Err(Error::Internal(format!(
                    "the finished list flags {number}, which is delisted or protected; nothing was written"
                )));
            }
        }
        Ok(())
    }

    /// Writes what is decided: the list, and beside it what nobody else is to see.
    pub(crate) fn write(
        &self,
        staging: &Staging,
        file: &[u8],
        changes: Option<&Changes>,
    ) -> Result<(), Error> {
        let dropped = changes.map_or(&[][..], |changes| &changes.dropped);
        staging.folder("public", false)?;
        staging.folder("private", true)?;
        staging.file("public/list.jaanch", file, false)?;
        staging.stream("private/numbers.csv", true, |to| {
            csv_files::numbers(to, &self.ledger, &self.entries, &self.tags)
        })?;
        staging.stream("private/not_listed.csv", true, |to| {
            csv_files::not_listed(to, &self.entries, &self.decisions, dropped)
        })?;
        staging.stream("private/rejects.csv", true, |to| {
            csv_files::rejects(to, &self.ledger, self.linkage.as_ref())
        })?;
        if let Some(linkage) = &self.linkage {
            staging.file("private/linkage.csv", &linkage.csv()?, true)?;
        }
        staging.stream("private/review.csv", true, |to| {
            csv_files::review(to, &self.ledger, &self.entries, &self.decisions)
        })
    }
}
