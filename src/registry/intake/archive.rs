//! What a ZIP archive really holds, before a spreadsheet reader is let at it.
//!
//! Such a reader keeps the shared texts in memory, believes counts that a file states about itself, and lays out repeated
//! cells: a file of a few kilobytes could ask for all memory there is. So every part is unpacked once into nowhere, and
//! what it would cost is counted. That takes a fifth of the time that reading it takes.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use calamine::Dimensions;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::open::{Seekable, too_much};
use crate::registry::Error;
use crate::registry::config::Limits;

/// Which program's workbook it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Book {
    Xlsx {
        /// Whether any sheet has merged cells.
        merges: bool,
    },
    Ods {
        /// The cells of each sheet that are merged over several, by its name.
        merged: HashMap<String, Vec<Dimensions>>,
    },
}

/// No workbook has more rows than this, nor more columns than the next.
pub(super) const MAX_ROWS: u64 = 1 << 20;
pub(super) const MAX_COLUMNS: u64 = 1 << 14;
/// Formulas that share their text are numbered; more of them than this is no export.
const MAX_SHARED_FORMULAS: u64 = 100_000;

/// Finds out what the archive is and refuses it if reading it would cost more than the configuration allows.
///
/// # Errors
/// The archive is damaged, is no workbook, is locked, or costs too much.
pub(super) fn weigh(path: &Path, bytes: &mut dyn Seekable, limits: &Limits) -> Result<Book, Error> {
    let mut zip = ZipArchive::new(bytes).map_err(damaged(path))?;
    let mut book = kind(path, &zip)?;
    let is_xlsx = matches!(book, Book::Xlsx { .. });
    let mut left = limits.max_bytes;
    let mut held = limits.max_memory_bytes;
    for at in 0..zip.len() {
        let name = match zip.by_index_raw(at) {
            Ok(entry) if entry.encrypted() => return Err(locked(path)),
            Ok(entry) => entry.name().map(|name| name.to_lowercase()),
            Err(error) => Err(error),
        }
        .map_err(damaged(path))?;
        if !is_xlsx && name == "meta-inf/manifest.xml" && is_locked(path, &mut zip, at)? {
            return Err(locked(path));
        }
        // Pictures and the like are never unpacked.
        let is_read = [".xml", ".rels", ".vml"]
            .iter()
            .any(|end| name.ends_with(end));
        if !is_read {
            continue;
        }
        let mut entry = zip.by_index(at).map_err(damaged(path))?;
        let is_sheet = is_xlsx && name.contains("sheets/");
        let mut part = Part {
            is_xlsx,
            ..Part::default()
        };
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = entry
                .read(&mut buffer)
                .map_err(|error| damaged(path)(ZipError::Io(error)))?;
            let piece = buffer.get(..read).unwrap_or_default();
            if piece.is_empty() {
                break;
            }
            let size = u64::try_from(read).unwrap_or(u64::MAX);
            left = left
                .checked_sub(size)
                .ok_or_else(|| too_much(path, "max_bytes", limits.max_bytes))?;
            if !is_sheet {
                held = held
                    .checked_sub(size)
                    .ok_or_else(|| too_much(path, "max_memory_bytes", limits.max_memory_bytes))?;
            }
            part.look(piece).map_err(|what| {
                Error::content(path, format!("{what} in {name}; export it again"))
            })?;
            if part.run > limits.max_row_bytes {
                return Err(Error::content(
                    path,
                    format!(
                        "a cell in {name} is longer than [intake] max_row_bytes = {}; raise the limit in jaanch.toml and pass \
                         --config, or export it again",
                        limits.max_row_bytes
                    ),
                ));
            }
        }
        drop(entry);
        part.end()
            .map_err(|what| Error::content(path, format!("{what} in {name}; export it again")))?;
        if is_xlsx && part.merges {
            book = Book::Xlsx { merges: true };
        }
        if !is_xlsx && name == "content.xml" {
            let merged = weigh_cells(path, &mut zip, at, limits)?;
            book = Book::Ods { merged };
        }
    }
    Ok(book)
}

fn kind(path: &Path, zip: &ZipArchive<&mut dyn Seekable>) -> Result<Book, Error> {
    let names: Vec<_> = zip.file_names().filter_map(Result::ok).collect();
    let has = |wanted: fn(&str) -> bool| names.iter().any(|name| wanted(name));
    if has(|name| name == "content.xml") && has(|name| name == "META-INF/manifest.xml") {
        return Ok(Book::Ods {
            merged: HashMap::new(),
        });
    }
    let what = if has(|name| name.ends_with("workbook.xml")) {
        return Ok(Book::Xlsx { merges: false });
    } else if has(|name| name.ends_with("workbook.bin")) {
        "this is a binary workbook (XLSB); save it as XLSX"
    } else if has(|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        "this is a document and no workbook; copy its table into a spreadsheet and save that as XLSX or CSV"
    } else {
        "this is an archive and no workbook; unpack it and name the files in it"
    };
    Err(Error::content(path, what))
}

fn locked(path: &Path) -> Error {
    Error::content(
        path,
        "the workbook is protected with a password; open it, remove the password and save it again",
    )
}

pub(super) fn damaged(path: &Path) -> impl Fn(ZipError) -> Error {
    let path = path.to_path_buf();
    move |error| {
        Error::content(
            &path,
            format!(
                "this is no text file, and as a workbook it is cut short or damaged ({error}); fetch or export it again"
            ),
        )
    }
}

/// A part's bytes, looked at piece by piece.
#[derive(Default)]
struct Part {
    is_xlsx: bool,
    /// The last piece, before whose end an attribute may be cut through, and the next.
    near: Vec<u8>,
    begun: bool,
    /// Bytes since the last `>`: the parser keeps the text between two tags as a whole.
    run: usize,
    size: u64,
    /// How many texts the part says it holds.
    stated: u64,
    /// Whether it has merged cells.
    merges: bool,
}

impl Part {
    fn look(&mut self, piece: &[u8]) -> Result<(), String> {
        if !self.begun {
            self.begun = true;
            let is_utf_16 = [b"\xff\xfe".as_slice(), b"\xfe\xff", b"<\0", b"\0<"]
                .iter()
                .any(|start| piece.starts_with(start));
            if is_utf_16 {
                return Err("there is XML that is not UTF-8".into());
            }
        }
        self.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        match memchr::memrchr(b'>', piece) {
            Some(at) => self.run = piece.len() - at,
            None => self.run += piece.len(),
        }
        if self.is_xlsx {
            self.near.extend_from_slice(piece);
            self.merges |= memmem::find(&self.near, b"mergeCell ").is_some();
            self.stated = self.stated.max(largest(&self.near, b"uniqueCount"));
            if largest(&self.near, b" si") > MAX_SHARED_FORMULAS {
                return Err("there are too many shared formulas".into());
            }
            let keep = self.near.len().min(64);
            self.near.drain(..self.near.len() - keep);
        }
        Ok(())
    }

    fn end(&self) -> Result<(), String> {
        // A text takes five bytes at least.
        if self.stated > self.size / 5 + 1_000 {
            return Err(format!(
                "{} texts are announced that are not there",
                self.stated
            ));
        }
        Ok(())
    }
}

/// The largest number that an attribute of this name has.
fn largest(text: &[u8], name: &[u8]) -> u64 {
    let values = memmem::find_iter(text, name).filter_map(|at| {
        let value = text.get(at + name.len()..)?;
        let value = value
            .trim_ascii_start()
            .strip_prefix(b"=")?
            .trim_ascii_start();
        let (_, value) = value
            .split_first()
            .filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let digits = value.iter().skip_while(|byte| **byte == b'+');
        Some(
            digits
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0_u64, |sum, digit| {
                    sum.saturating_mul(10)
                        .saturating_add(u64::from(digit - b'0'))
                }),
        )
    });
    values.max().unwrap_or_default()
}

/// Whether an ODS manifest says that a part is encrypted.
fn is_locked(
    path: &Path,
    zip: &mut ZipArchive<&mut dyn Seekable>,
    at: usize,
) -> Result<bool, Error> {
    let mut manifest = Vec::new();
    zip.by_index(at)
        .map_err(damaged(path))?
        .take(1 << 20)
        .read_to_end(&mut manifest)
        .map_err(|error| damaged(path)(ZipError::Io(error)))?;
    Ok(memmem::find(&manifest, b"encryption-data").is_some())
}

/// Counts the cells that an ODS part lays out, repeated ones as often as they are repeated, and says which are merged.
fn weigh_cells(
    path: &Path,
    zip: &mut ZipArchive<&mut dyn Seekable>,
    at: usize,
    limits: &Limits,
) -> Result<HashMap<String, Vec<Dimensions>>, Error> {
    let mut merged: HashMap<String, Vec<Dimensions>> = HashMap::new();
    let mut name = String::new();
    let entry = zip.by_index(at).map_err(damaged(path))?;
    let mut reader = Reader::from_reader(std::io::BufReader::new(entry));
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

/// The message for a workbook of more cells than the configuration allows.
pub(super) fn too_many_cells(path: &Path, limits: &Limits) -> Error {
    Error::content(
        path,
        format!(
            "a sheet stretches over more than [intake] max_cells = {} cells, most of them likely blank; delete what stands far out, save \
             it as XLSX or CSV, or raise the limit in jaanch.toml and pass --config",
            limits.max_cells
        ),
    )
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
