//! From the outermost value to its records, of which one at a time is kept.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::Error;
use crate::limits::Limits;
use crate::open::{Bytes, failed};
use crate::row::Go;

/// What a person may do about JSON that cannot be read.
const ADVICE: &str = "export it again; an export with one value a line is to be named .jsonl";
/// Set instead of a count of bytes where nothing is kept.
const UNMETERED: usize = usize::MAX;

/// Where the rows of a JSON value are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The value itself is the array.
    Top,
    /// It is an object, and the array has this key.
    Under(String),
}

/// Gives every element of the array of rows to `each`, with its place in it, the first being 1. `place` is where the array
/// is, if that is known.
pub fn walk(
    path: &Path,
    bytes: Bytes,
    limits: &Limits,
    place: Option<Place>,
    each: &mut dyn FnMut(u64, &str) -> Result<Go, Error>,
) -> Result<Place, Error> {
    let since = Rc::new(Cell::new(0));
    let metered = Metered {
        bytes: BufReader::with_capacity(1 << 16, bytes),
        since: Rc::clone(&since),
        most: limits.max_row_bytes,
    };
    let mut broke = None;
    let mut walker = Walk {
        since,
        each,
        broke: &mut broke,
        number: 0,
        ended: false,
        place,
        arrays: Vec::new(),
    };
    let mut reader = serde_json::Deserializer::from_reader(metered);
    let walked = reader.deserialize_any(&mut walker);
    let (ended, number, found) = (walker.ended, walker.number, walker.arrays);
    if let Some(error) = broke {
        return Err(error);
    }
    if ended {
        // The sink skips the rest.
        return Ok(Place::Top);
    }
    if let Err(error) = walked.and_then(|()| reader.end()) {
        let line = error.line();
        let what = if error.is_io() {
            let error = std::io::Error::from(error);
            if error
                .get_ref()
                .is_some_and(|inner| inner.is::<RowTooLong>())
            {
                format!(
                    "record {} is longer than [intake] max_row_bytes = {}; raise the limit in jaanch.toml and pass --config, or export it \
                     again",
                    number + 1,
                    limits.max_row_bytes
                )
            } else {
                return Err(failed(path, error));
            }
        } else if error.is_eof() {
            format!("the JSON is cut short in line {line}, after {number} records; {ADVICE}")
        } else {
            format!("this is no JSON in line {line} ({error}); {ADVICE}")
        };
        return Err(Error::content(path, what));
    }
    the_only(path, &found)
}

/// The one array that holds the records.
fn the_only(path: &Path, found: &[Place]) -> Result<Place, Error> {
    match found {
        [only] => Ok(only.clone()),
        [] => Err(Error::content(
            path,
            "this JSON holds no array of records; export it again, or as CSV (UTF-8)",
        )),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|place| match place {
                    Place::Top => "the whole".to_owned(),
                    Place::Under(key) => format!("\"{key}\""),
                })
                .collect();
            Err(Error::content(
                path,
                format!(
                    "this JSON holds several arrays ({}), and it is not clear which one the records are; export one of them alone",
                    names.join(", ")
                ),
            ))
        }
    }
}

struct Walk<'a> {
    since: Rc<Cell<usize>>,
    each: &'a mut dyn FnMut(u64, &str) -> Result<Go, Error>,
    broke: &'a mut Option<Error>,
    number: u64,
    ended: bool,
    place: Option<Place>,
    /// The arrays found.
    arrays: Vec<Place>,
}

impl<'de> Visitor<'de> for &mut Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of records, or an object that holds one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.arrays.push(Place::Top);
        self.elements(&mut seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let place = Place::Under(key);
            if self.place.as_ref().is_some_and(|known| *known != place) {
                self.since.set(UNMETERED);
                map.next_value::<IgnoredAny>()?;
                self.since.set(0);
            } else {
                map.next_value_seed(Value { walk: self, place })?;
                self.since.set(0);
            }
        }
        Ok(())
    }
}

impl Walk<'_> {
    fn elements<'de, A: SeqAccess<'de>>(&mut self, seq: &mut A) -> Result<(), A::Error> {
        use serde::de::Error as _;
        self.number = 0;
        loop {
            self.since.set(0);
            let Some(value) = seq.next_element::<Box<RawValue>>()? else {
                return Ok(());
            };
            self.number += 1;
            match (self.each)(self.number, value.get()) {
                Ok(Go::On) => {}
                Ok(Go::Skip) => {
                    self.ended = true;
                    return Err(A::Error::custom("skipped"));
                }
                Err(error) => {
                    *self.broke = Some(error);
                    return Err(A::Error::custom("refused"));
                }
            }
        }
    }
}

/// A value of the outermost object: walked through if it is an array.
struct Value<'w, 'a> {
    walk: &'w mut Walk<'a>,
    place: Place,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        self.walk.since.set(0);
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.walk.arrays.push(self.place);
        if self.walk.arrays.len() > 1 {
            // Which one is meant is a question for a person; this one need not be kept.
            self.walk.since.set(UNMETERED);
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        self.walk.elements(&mut seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.walk.since.set(UNMETERED);
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// One record is longer than the limit.
#[derive(Debug, thiserror::Error)]
#[error("the record is too long")]
struct RowTooLong;

/// Fails where a record does not end within so many bytes: the parser would keep all of it.
struct Metered<R> {
    bytes: R,
    since: Rc<Cell<usize>>,
    most: usize,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bytes.read(into)?;
        if self.since.get() == UNMETERED {
            return Ok(read);
        }
        self.since.set(self.since.get().saturating_add(read));
        if self.since.get() > self.most {
            return Err(std::io::Error::other(RowTooLong));
        }
        Ok(read)
    }
}
