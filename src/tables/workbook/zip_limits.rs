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
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::Error;
use crate::limits::Limits;
use crate::open::{Seekable, too_much};
use crate::workbook::ods_limits::weigh_cells;

/// Which program's workbook it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Book {
    Xlsx {
        /// Whether any sheet has merged cells.
        merges: bool,
    },
    Ods {
        /// The cells of each sheet that are merged over several, by its name.
        merged: HashMap<String, Vec<Dimensions>>,
    },
}

/// Formulas that share their text are numbered; an export does not have more.
const MAX_SHARED_FORMULAS: u64 = 100_000;

/// Finds out what the archive is and refuses it if reading it would cost more than the configuration allows.
///
/// # Errors
/// The archive is damaged, is not a workbook, is locked, or costs too much.
pub fn weigh(path: &Path, bytes: &mut dyn Seekable, limits: &Limits) -> Result<Book, Error> {
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
            let part = zip.by_index(at).map_err(damaged(path))?;
            let merged = weigh_cells(path, part, limits)?;
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

fn damaged(path: &Path) -> impl Fn(ZipError) -> Error {
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

/// Inspects a part's bytes piece by piece.
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
