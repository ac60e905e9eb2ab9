//! The cells that an ODS sheet lays out, which may be repeated by the million in a few bytes.

use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Error;
use crate::limits::Limits;
use crate::workbook::sheet_limits::{MAX_COLUMNS, MAX_ROWS, too_many_cells};

/// Counts the cells that an ODS part lays out, repeated ones as often as they are repeated, and says which are merged.
pub fn weigh_cells(
    path: &Path,
    part: impl Read,
    limits: &Limits,
) -> Result<HashMap<String, Vec<Dimensions>>, Error> {
    let mut merged: HashMap<String, Vec<Dimensions>> = HashMap::new();
    let mut name = String::new();
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    let bad = |what: String| {
        Error::content(
            path,
            format!("as a workbook it is damaged ({what}); export it again"),
        )
    };
    // The rectangle from the first filled cell to the last, as it is laid out, and the cells row by row before that.
    let mut sheet = Rectangle::default();
    let (mut before, mut cells) = (0_u64, 0_u64);
    let mut column = 0_u64;
    // The spreadsheet reader looks for the end of what has begun, for ever if need be: it has to be there.
    let mut open = 0_u64;
    loop {
        buffer.clear();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| bad(error.to_string()))?;
        let (tag, closed) = match &event {
            Event::Eof if open == 0 => return Ok(merged),
            Event::Eof => return Err(bad("it ends before its last table".into())),
            Event::Start(tag) => {
                open += 1;
                (tag, false)
            }
            Event::End(_) => {
                open -= 1;
                continue;
            }
            Event::Empty(tag) => (tag, true),
            _ => continue,
        };
        match tag.name().as_ref() {
            "table:table" => {
                before += sheet.cells();
                sheet = Rectangle::default();
                name = text(tag, "table:name").map_err(bad)?;
            }
            "table:table-row" => {
                column = 0;
                sheet.row(attribute(tag, "table:number-rows-repeated").map_err(bad)?);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeats = attribute(tag, "table:number-columns-repeated").map_err(bad)?;
                let is_filled = !closed
                    || tag.attributes().flatten().any(|attribute| {
                        let key = attribute.key.as_ref();
                        key.starts_with("office:") || key == "table:formula"
                    });
                let rows = attribute(tag, "table:number-rows-spanned").map_err(bad)?;
                let columns = attribute(tag, "table:number-columns-spanned").map_err(bad)?;
                if is_filled && rows.max(columns) > 1 {
                    let cells = sheet.merged(column, rows, columns);
                    merged.entry(name.clone()).or_default().extend(cells);
                }
                column = column.saturating_add(repeats.min(MAX_COLUMNS));
                if is_filled {
                    cells = cells.saturating_add(column);
                    sheet.fill(column.min(MAX_COLUMNS));
                    if cells.max(before.saturating_add(sheet.cells())) > limits.max_cells {
                        return Err(too_many_cells(path, limits));
                    }
                }
            }
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<u64, String> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.as_ref() == name {
            let value = attribute.value;
            return value
                .parse()
                .map_err(|_| format!("a repetition of {value:?}"));
        }
    }
    Ok(1)
}

/// The text of an attribute, empty where it is not there.
fn text(tag: &BytesStart<'_>, name: &str) -> Result<String, String> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.as_ref() == name {
            let text = quick_xml::escape::unescape(&attribute.value);
            return text
                .map(Into::into)
                .map_err(|error| format!("{name}: {error}"));
        }
    }
    Ok(String::new())
}

/// The rows and columns that a sheet's filled cells stretch over.
#[derive(Default)]
struct Rectangle {
    /// Rows up to and with the one before this.
    before: u64,
    repeats: u64,
    rows: u64,
    columns: u64,
}

impl Rectangle {
    fn row(&mut self, repeats: u64) {
        self.before = self.before.saturating_add(self.repeats);
        self.repeats = repeats.min(MAX_ROWS);
    }

    fn fill(&mut self, columns: u64) {
        self.rows = self.before.saturating_add(self.repeats);
        self.columns = self.columns.max(columns);
    }

    /// The rectangle of a merged cell in this row; none outside any sheet.
    fn merged(&self, column: u64, rows: u64, columns: u64) -> Option<Dimensions> {
        let row = u32::try_from(self.before).ok()?;
        let column = u32::try_from(column).ok()?;
        let last = |first: u32, count: u64, most: u64| {
            u32::try_from(count.clamp(1, most) - 1).map_or(first, |more| first.saturating_add(more))
        };
        Some(Dimensions {
            start: (row, column),
            end: (
                last(row, rows, MAX_ROWS),
                last(column, columns, MAX_COLUMNS),
            ),
        })
    }

    fn cells(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }
}
