//! JSON: an array of objects, of arrays or of texts, an object that holds one such array, or one value a line.
//!
//! Nested values become columns: `{"suspect": {"mobile": "…"}}` has the column `suspect.mobile`. Numbers
//! keep their notation, so that 5.01234E+09 is recognized as having lost digits.

mod lines;
mod record;
mod walk;

use std::path::Path;

use serde_json::value::RawValue;

use crate::cell::Cell;
use crate::damage::Damage;
use crate::error::Error;
use crate::json::lines::{Line, lines};
use crate::json::record::{Flat, MAX_COLUMNS};
use crate::json::walk::walk;
use crate::limits::Limits;
use crate::open;
use crate::open::Bytes;
use crate::row::{Go, Record, Row, Sink, Table};

/// Reads a file that is one JSON value, twice: the first time for its columns.
///
/// # Errors
/// The file cannot be read, is not JSON or not a table, or the sink's error.
pub fn read(path: &Path, bytes: Bytes, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Error> {
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
pub fn read_lines(
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
                    Damage::LineTooLong,
                );
            }
            Line::Text(line) => line,
        };
        let Ok(text) = std::str::from_utf8(line) else {
            return sink.unreadable(number, &String::from_utf8_lossy(line), Damage::NotUtf8);
        };
        match serde_json::from_str::<&RawValue>(text) {
            Ok(value) => columns.give(number, value.get(), &mut record, sink),
            Err(_) => sink.unreadable(number, text, Damage::NotJson),
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
        for (key, ..) in cells.cells {
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
            return sink.unreadable(number, value, Damage::NotARecord);
        }
        record.clear();
        if self.shape == Shape::Objects {
            let mut cells = vec![Cell::default(); self.names.len()];
            for (key, text, kind) in &flat.cells {
                if let Some(slot) = self.at.get(key).and_then(|&at| cells.get_mut(at)) {
                    *slot = Cell { text, kind: *kind };
                }
            }
            cells.into_iter().for_each(|cell| record.push(cell));
        } else {
            for (_, text, kind) in &flat.cells {
                record.push(Cell { text, kind: *kind });
            }
        }
        sink.row(Row {
            number,
            cells: record.cells(),
        })
    }
}
