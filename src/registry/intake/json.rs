//! JSON: an array of objects, of arrays or of texts, an object that holds one such array, or one value a line.
//!
//! Values inside values become columns of their own: `{"suspect": {"mobile": "…"}}` has the column `suspect.mobile`. Numbers
//! keep their letters, so that 5.01234E+09 is seen to have lost digits.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::open::{self, Bytes, failed};
use super::record::{Go, Record, Row, Sink, Table};
use super::refusal::Refusal;
use crate::registry::Error;
use crate::registry::config::Limits;

/// More different keys than this are no columns.
const MAX_COLUMNS: usize = 2_000;
/// What is nested deeper than this is one cell.
const MAX_DEPTH: usize = 16;
/// Set instead of a count of bytes where nothing is kept.
const UNMETERED: usize = usize::MAX;

/// What a person may do about JSON that cannot be read.
const ADVICE: &str = "export it again; an export with one value a line is to be named .jsonl";

/// Reads a file that is one JSON value, twice: the first time for its columns.
///
/// # Errors
/// The file cannot be read, is no JSON or no table, or the sink's.
pub(super) fn read(
    path: &Path,
    bytes: Bytes,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let mut columns = Columns::default();
    let place = walk(path, bytes, limits, None, &mut |_, value| {
        columns
            .look(value)
            .map_err(|what| Error::content(path, what))?;
        Ok(Go::On)
    })?;
    sink.table(columns.table("JSON"))?;
    if columns.give_heading(sink)? == Go::Skip {
        return Ok(());
    }
    let open::Opened::Json { bytes } = open::open(path, limits)? else {
        return Err(Error::content(path, "the file changed while it was read"));
    };
    let mut record = Record::default();
    walk(path, bytes, limits, Some(place), &mut |number, value| {
        columns.give(number, value, &mut record, sink)
    })?;
    Ok(())
}

/// Reads a file of one JSON value a line, twice: the first time for its columns.
///
/// # Errors
/// The file cannot be read, has no line of JSON, or the sink's.
pub(super) fn read_lines(
    path: &Path,
    bytes: Bytes,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let mut columns = Columns::default();
    let mut good = 0_u64;
    lines(path, bytes, limits, &mut |_, line| {
        if let Line::Text(line) = line
            && let Ok(value) = serde_json::from_slice::<&RawValue>(line)
        {
            good += 1;
            columns
                .look(value.get())
                .map_err(|what| Error::content(path, what))?;
        }
        Ok(Go::On)
    })?;
    if good == 0 {
        return Err(Error::content(
            path,
            "no line of it is JSON; export it again, or as CSV (UTF-8)",
        ));
    }
    sink.table(columns.table("JSON Lines"))?;
    if columns.give_heading(sink)? == Go::Skip {
        return Ok(());
    }
    let open::Opened::JsonLines { bytes } = open::open(path, limits)? else {
        return Err(Error::content(path, "the file changed while it was read"));
    };
    let mut record = Record::default();
    lines(path, bytes, limits, &mut |number, line| {
        let line = match line {
            Line::TooLong(start) => {
                return sink.unreadable(
                    number,
                    &String::from_utf8_lossy(start),
                    Refusal::LineTooLong,
                );
            }
            Line::Text(line) => line,
        };
        let Ok(text) = std::str::from_utf8(line) else {
            return sink.unreadable(number, &String::from_utf8_lossy(line), Refusal::NotUtf8);
        };
        match serde_json::from_str::<&RawValue>(text) {
            Ok(value) => columns.give(number, value.get(), &mut record, sink),
            Err(_) => sink.unreadable(number, text, Refusal::NotJson),
        }
    })
}

/// What the values of a table are like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shape {
    /// No value yet.
    #[default]
    Unknown,
    /// Objects: their keys are the headings.
    Objects,
    /// Arrays or single values, the first of which may be headings.
    Cells,
}

/// The columns of a table.
#[derive(Default)]
struct Columns {
    shape: Shape,
    names: Vec<String>,
    at: std::collections::HashMap<String, usize>,
}

impl Columns {
    fn table(&self, format: &str) -> Table {
        Table {
            format: format.to_owned(),
            headed: self.shape == Shape::Objects,
            ..Table::default()
        }
    }

    /// Learns the keys of one more value.
    fn look(&mut self, value: &str) -> Result<(), String> {
        let is_object = value.starts_with('{');
        if self.shape == Shape::Unknown && value != "null" {
            self.shape = if is_object {
                Shape::Objects
            } else {
                Shape::Cells
            };
        }
        if self.shape != Shape::Objects || !is_object {
            return Ok(());
        }
        let mut cells = Flat::default();
        cells.read(value)?;
        for (key, _) in cells.cells {
            if !self.at.contains_key(&key) {
                if self.names.len() >= MAX_COLUMNS {
                    return Err(format!(
                        "its records have more than {MAX_COLUMNS} different keys; a table has keys that stay the same"
                    ));
                }
                self.at.insert(key.clone(), self.names.len());
                self.names.push(key);
            }
        }
        Ok(())
    }

    /// The keys of objects as the heading, which no row of the file is.
    fn give_heading(&self, sink: &mut dyn Sink) -> Result<Go, Error> {
        if self.shape != Shape::Objects {
            return Ok(Go::On);
        }
        let heading: Record = self.names.iter().collect();
        sink.row(Row {
            number: 0,
            cells: heading.cells(),
            marks: &[],
        })
    }

    fn give(
        &self,
        number: u64,
        value: &str,
        record: &mut Record,
        sink: &mut dyn Sink,
    ) -> Result<Go, Error> {
        if value == "null" {
            return Ok(Go::On);
        }
        let mut flat = Flat::default();
        let first = value.as_bytes().first();
        let fits = match self.shape {
            Shape::Objects => first == Some(&b'{'),
            Shape::Cells | Shape::Unknown => first != Some(&b'{'),
        };
        if !fits || flat.read(value).is_err() {
            return sink.unreadable(number, value, Refusal::NotARecord);
        }
        record.clear();
        if self.shape == Shape::Objects {
            let mut cells = vec![""; self.names.len()];
            for (key, cell) in &flat.cells {
                if let Some(slot) = self.at.get(key).and_then(|&at| cells.get_mut(at)) {
                    *slot = cell;
                }
            }
            cells.into_iter().for_each(|cell| record.push(cell));
        } else {
            flat.cells.iter().for_each(|(_, cell)| record.push(cell));
        }
        sink.row(Row {
            number,
            cells: record.cells(),
            marks: &[],
        })
    }
}

/// One record's cells by key; for an array, by place.
#[derive(Default)]
struct Flat {
    cells: Vec<(String, String)>,
}

impl Flat {
    /// # Errors
    /// The text is no JSON after all, or nested too deep.
    fn read(&mut self, value: &str) -> Result<(), String> {
        let array = value.starts_with('[');
        let mut reader = serde_json::Deserializer::from_str(value);
        let into = Placing {
            flat: self,
            key: String::new(),
            // The elements of the record itself are columns, those of an array inside it are one cell.
            top_array: array,
            is_place: false,
            depth: 0,
        };
        into.deserialize(&mut reader)
            .map_err(|error| error.to_string())
    }

    fn put<E: serde::de::Error>(&mut self, key: &str, text: &str, is_new: bool) -> Result<(), E> {
        if self.cells.len() > MAX_COLUMNS {
            return Err(E::custom("too many cells"));
        }
        if is_new {
            self.cells.push((key.to_owned(), text.to_owned()));
            return Ok(());
        }
        match self.cells.iter_mut().find(|(known, _)| known == key) {
            // Several values under one key are lines of one cell.
            Some((_, cell)) if !text.is_empty() => {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(text);
            }
            Some(_) => {}
            None => self.cells.push((key.to_owned(), text.to_owned())),
        }
        Ok(())
    }
}

/// Puts a value into [`Flat`] under a key.
struct Placing<'a> {
    flat: &'a mut Flat,
    key: String,
    top_array: bool,
    /// Whether the key is a place in an array, and so cannot be there already.
    is_place: bool,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Placing<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        // The raw text tells numbers as they were written.
        let raw: &RawValue = serde::Deserialize::deserialize(reader)?;
        let text = raw.get();
        let failed = |error: serde_json::Error| serde::de::Error::custom(error);
        let is_new = self.is_place;
        match text.as_bytes().first() {
            Some(b'{' | b'[') if self.depth < MAX_DEPTH => {
                let mut inner = serde_json::Deserializer::from_str(text);
                inner.deserialize_any(self).map_err(failed)
            }
            Some(b'"') => {
                let text: String = serde_json::from_str(text).map_err(failed)?;
                self.flat.put(&self.key, &text, is_new)
            }
            _ if text == "null" => self.flat.put(&self.key, "", is_new),
            _ => self.flat.put(&self.key, text, is_new),
        }
    }
}

impl<'de> Visitor<'de> for Placing<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let key = if self.key.is_empty() {
                name
            } else {
                format!("{}.{name}", self.key)
            };
            map.next_value_seed(Placing {
                flat: self.flat,
                key,
                top_array: false,
                is_place: false,
                depth: self.depth + 1,
            })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        for at in 1_usize.. {
            let key = if self.top_array {
                at.to_string()
            } else {
                self.key.clone()
            };
            let next = Placing {
                flat: self.flat,
                key,
                top_array: false,
                is_place: self.top_array,
                depth: self.depth + 1,
            };
            if seq.next_element_seed(next)?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// Where the rows of a JSON value are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// The value itself is the array.
    Top,
    /// It is an object, and the array stands under this key.
    Under(String),
}

/// Gives every element of the array of rows to `each`, with its place in it, the first being 1. `place` is where the array
/// is, if that is known.
fn walk(
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
        // Nobody wants the rest.
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
    match found.as_slice() {
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
                    return Err(A::Error::custom("not wanted"));
                }
                Err(error) => {
                    *self.broke = Some(error);
                    return Err(A::Error::custom("refused"));
                }
            }
        }
    }
}

/// A value of the outermost object: walked through if it is an array of anything but numbers of its own.
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

enum Line<'a> {
    Text(&'a [u8]),
    TooLong(&'a [u8]),
}

/// Gives every line that is not blank to `each`, with its number, the first being 1.
fn lines(
    path: &Path,
    bytes: Bytes,
    limits: &Limits,
    each: &mut dyn FnMut(u64, Line<'_>) -> Result<Go, Error>,
) -> Result<(), Error> {
    let mut bytes = BufReader::with_capacity(1 << 16, bytes);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let most = u64::try_from(limits.max_row_bytes).unwrap_or(u64::MAX);
        bytes
            .by_ref()
            .take(most.saturating_add(1))
            .read_until(b'\n', &mut line)
            .map_err(|error| failed(path, error))?;
        if line.is_empty() {
            break;
        }
        let too_long = !line.ends_with(b"\n") && line.len() > limits.max_row_bytes;
        if too_long {
            skip_line(&mut bytes).map_err(|error| failed(path, error))?;
        }
        let text = line.trim_ascii();
        if text.is_empty() && !too_long {
            continue;
        }
        let line = if too_long {
            Line::TooLong(line.get(..80).unwrap_or_default())
        } else {
            Line::Text(text)
        };
        if each(number, line)? == Go::Skip {
            break;
        }
    }
    Ok(())
}

fn skip_line(bytes: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = bytes.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (length, found) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        bytes.consume(length);
        if found {
            return Ok(());
        }
    }
}
