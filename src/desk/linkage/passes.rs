//! The two readings of the sightings: first for the handsets that held a reported number, then for all numbers in those.
//!
//! What is remembered between them is handsets that were found, never rows: a hundred million sightings need no more
//! memory than a thousand with the same finds.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;
use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::Error;
use crate::linkage::chunks::{Chunk, Chunks, FIRST_ROW};
use crate::linkage::imei::{Handset, Refusal};
use crate::linkage::records::each_row;
use crate::linkage::sightings::{Days, Reader, Refused, Sighting, joined};

/// Of each file and reason so many rejects are listed one by one; all are counted.
pub const LISTED_REJECTS: usize = 1_000;
/// A rejected cell is shown up to here.
const SHOWN: usize = 80;
/// Handsets with more numbers than this are beyond looking at one by one: only how many there are is kept.
pub const COUNTED_NUMBERS: usize = 1_000;

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// The file.
    pub file: PathBuf,
    /// Which row of it, the headings being 1.
    pub row: u64,
    /// The heading of the column.
    pub column: String,
    /// The beginning of what stands there.
    pub value: String,
    /// Why it could not be taken.
    pub reason: &'static str,
}

/// The rows of one file: used + other + rejected = rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SightingsFile {
    /// The file.
    pub path: PathBuf,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Rows about a handset that held a reported number.
    pub used: u64,
    /// Rows about all other handsets.
    pub other: u64,
    /// Rows that could not be read, by reason.
    pub rejected: BTreeMap<&'static str, u64>,
}

/// What the sightings are read for.
pub(crate) struct Passes<'a> {
    pub(crate) files: &'a [PathBuf],
    pub(crate) region: Region,
    pub(crate) as_of: Date,
    /// The reported numbers.
    pub(crate) reported: &'a HashSet<PhoneNumber>,
    pub(crate) progress: &'a (dyn Fn(u64) + Sync),
}

/// Where in a file a row stands: in which chunk, and there after how many rows.
type Place = (usize, u64);

/// A reject before its row's number is known.
struct Kept {
    place: Place,
    column: usize,
    value: String,
}

#[derive(Default)]
struct FileTally {
    rows: u64,
    /// Records of each chunk, by place.
    records: Vec<u64>,
    rejected: BTreeMap<Refusal, (u64, Vec<Kept>)>,
    headings: Vec<String>,
}

/// What the first pass found.
pub(crate) struct First {
    files: Vec<FileTally>,
    handsets: HashSet<Handset>,
}

/// The numbers of a handset that held a reported one.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// All of them, or the reported ones where there are too many.
    pub(crate) seen: BTreeMap<PhoneNumber, Option<Days>>,
    /// Whether there are more than are counted.
    pub(crate) overflown: bool,
}

impl Numbers {
    fn add(&mut self, sighting: Sighting, reported: &HashSet<PhoneNumber>) {
        if self.overflown && !reported.contains(&sighting.number) {
            return;
        }
        let days = self.seen.entry(sighting.number).or_default();
        *days = joined(*days, sighting.days);
        // Whether there are too many does not depend on the order of rows, so neither does what is kept.
        if !self.overflown && self.seen.len() > COUNTED_NUMBERS {
            self.overflown = true;
            self.seen.retain(|number, _| reported.contains(number));
        }
    }
}

/// Everything that both passes found.
pub(crate) struct Found {
    pub(crate) handsets: BTreeMap<Handset, Numbers>,
    pub(crate) files: Vec<SightingsFile>,
    pub(crate) rejects: Vec<RejectedRow>,
}

impl Passes<'_> {
    /// Reads everything twice.
    pub(crate) fn run(&self) -> Result<Found, Error> {
        let first = self.first()?;
        let (handsets, used) = self.second(&first)?;
        let mut files = Vec::new();
        let mut rejects = Vec::new();
        for ((path, tally), used) in self.files.iter().zip(first.files).zip(used) {
            let mut file = SightingsFile {
                path: path.clone(),
                rows: tally.rows,
                used,
                ..SightingsFile::default()
            };
            let mut listed = Vec::new();
            for (reason, (count, kept)) in tally.rejected {
                file.rejected.insert(reason, count);
                listed.extend(kept.into_iter().map(|kept| (kept, reason)));
            }
            file.other = file.rows - used - file.rejected.values().sum::<u64>();
            listed.sort_unstable_by_key(|(kept, _)| kept.place);
            // Rows before each chunk.
            let mut before = vec![FIRST_ROW];
            for records in tally.records {
                before.push(before.last().copied().unwrap_or_default() + records);
            }
            rejects.extend(listed.into_iter().map(|(kept, reason)| {
                let (chunk, row) = kept.place;
                RejectedRow {
                    file: path.clone(),
                    row: before.get(chunk).copied().unwrap_or_default() + row,
                    column: tally.headings.get(kept.column).cloned().unwrap_or_default(),
                    value: kept.value,
                    reason,
                }
            }));
            files.push(file);
        }
        Ok(Found {
            handsets,
            files,
            rejects,
        })
    }

    /// Which handsets held a reported number, and what could not be read.
    fn first(&self) -> Result<First, Error> {
        let mut files = Vec::new();
        files.resize_with(self.files.len(), FileTally::default);
        let found = Mutex::new(First {
            files,
            handsets: HashSet::new(),
        });
        self.each_chunk(|chunk, reader| {
            let mut tally = FileTally::default();
            let mut records = 0;
            let mut handsets = Vec::new();
            each_row(&chunk.bytes, chunk.layout.delimiter, |row| {
                records += 1;
                if Reader::is_blank(row) {
                    return;
                }
                tally.rows += 1;
                match reader.sighting(row) {
                    Ok(sighting) if self.reported.contains(&sighting.number) => {
                        handsets.push(sighting.handset);
                    }
                    Ok(_) => {}
                    Err(refused) => tally.reject((chunk.place, records - 1), row, refused),
                }
            });
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.handsets.extend(handsets);
            if let Some(file) = found.files.get_mut(chunk.file) {
                file.absorb(tally, &chunk, records);
            }
        })?;
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every number of those handsets, and how many rows of each file speak of them.
    fn second(&self, first: &First) -> Result<(BTreeMap<Handset, Numbers>, Vec<u64>), Error> {
        let count = self.files.len();
        let found = Mutex::new((HashMap::<Handset, Numbers>::new(), vec![(0, 0); count]));
        self.each_chunk(|chunk, reader| {
            let (mut records, mut used) = (0_u64, 0_u64);
            let mut sightings = Vec::new();
            each_row(&chunk.bytes, chunk.layout.delimiter, |row| {
                records += 1;
                let handset = reader.perhaps(row);
                if handset.is_some_and(|handset| first.handsets.contains(&handset))
                    && let Ok(sighting) = reader.sighting(row)
                {
                    used += 1;
                    sightings.push(sighting);
                }
            });
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            for sighting in sightings {
                let numbers = found.0.entry(sighting.handset).or_default();
                numbers.add(sighting, self.reported);
            }
            if let Some(counts) = found.1.get_mut(chunk.file) {
                *counts = (counts.0 + records, counts.1 + used);
            }
        })?;
        let (handsets, counts) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        for ((path, tally), (records, _)) in self.files.iter().zip(&first.files).zip(&counts) {
            if tally.records.iter().sum::<u64>() != *records {
                return Err(Error::content(
                    path,
                    "the file changed while it was read; wait until it is whole, and build again",
                ));
            }
        }
        let used = counts.into_iter().map(|(_, used)| used).collect();
        Ok((handsets.into_iter().collect(), used))
    }

    fn each_chunk(&self, work: impl Fn(Chunk, Reader<'_>) + Sync) -> Result<(), Error> {
        Chunks::new(self.files, self.progress)
            .par_bridge()
            .try_for_each(|chunk| {
                let chunk = chunk?;
                let layout = std::sync::Arc::clone(&chunk.layout);
                let reader = Reader {
                    layout: &layout,
                    region: self.region,
                    as_of: self.as_of,
                };
                work(chunk, reader);
                Ok(())
            })
    }
}

impl FileTally {
    fn reject(&mut self, place: Place, row: &[&[u8]], (column, reason): Refused) {
        let (count, kept) = self.rejected.entry(reason).or_default();
        *count += 1;
        if kept.len() < LISTED_REJECTS {
            let value = row.get(column).copied().unwrap_or_default();
            let value = String::from_utf8_lossy(value.get(..SHOWN).unwrap_or(value));
            kept.push(Kept {
                place,
                column,
                value: value.into_owned(),
            });
        }
    }

    fn absorb(&mut self, chunk: Self, of: &Chunk, records: u64) {
        self.rows += chunk.rows;
        if self.records.len() <= of.place {
            self.records.resize(of.place + 1, 0);
        }
        if let Some(slot) = self.records.get_mut(of.place) {
            *slot = records;
        }
        for (reason, (count, kept)) in chunk.rejected {
            let (counted, all) = self.rejected.entry(reason).or_default();
            *counted += count;
            all.extend(kept);
            // Chunks come in any order; the first of the file are to stay.
            if all.len() > LISTED_REJECTS {
                all.sort_unstable_by_key(|kept| kept.place);
                all.truncate(LISTED_REJECTS);
            }
        }
        if self.headings.is_empty() {
            self.headings.clone_from(&of.layout.headings);
        }
    }
}
