//! Sightings files cut into pieces at the ends of rows, so that both processors read one file at the same time.
//!
//! Memory holds the few pieces being worked on, however long the file is. A row break inside quotation marks is not the
//! end of a row, so marks are followed exactly as the CSV reader follows them.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Error;
use crate::linkage::columns::Layout;

/// How much is read at once. The headings must lie in the first piece.
const PIECE: usize = 1 << 20;
/// No row is longer.
const LONGEST_ROW: usize = 8 << 20;
/// The row the first piece begins with: the headings are row 1.
pub(crate) const FIRST_ROW: u64 = 2;

/// Whole rows of one file.
#[derive(Debug)]
pub(crate) struct Chunk {
    /// Which file.
    pub(crate) file: usize,
    /// Which of the file's chunks, the first being 0.
    pub(crate) place: usize,
    pub(crate) layout: Arc<Layout>,
    pub(crate) bytes: Vec<u8>,
}

/// The chunks of all files, one file after the other. After an error there are none.
pub(crate) struct Chunks<'a> {
    files: &'a [PathBuf],
    next_file: usize,
    open: Option<Open>,
    progress: &'a (dyn Fn(u64) + Sync),
}

impl<'a> Chunks<'a> {
    pub(crate) fn new(files: &'a [PathBuf], progress: &'a (dyn Fn(u64) + Sync)) -> Self {
        Self {
            files,
            next_file: 0,
            open: None,
            progress,
        }
    }
}

impl Iterator for Chunks<'_> {
    type Item = Result<Chunk, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next(self.progress) {
                    Ok(None) => self.open = None,
                    Ok(Some(bytes)) => {
                        let chunk = Chunk {
                            file: self.next_file - 1,
                            place: open.place,
                            layout: Arc::clone(&open.layout),
                            bytes,
                        };
                        open.place += 1;
                        return Some(Ok(chunk));
                    }
                    Err(error) => {
                        (self.open, self.next_file) = (None, self.files.len());
                        return Some(Err(error));
                    }
                }
            } else {
                let path = self.files.get(self.next_file)?;
                self.next_file += 1;
                match Open::new(path, self.progress) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => {
                        self.next_file = self.files.len();
                        return Some(Err(error));
                    }
                }
            }
        }
    }
}

/// A file being read.
struct Open {
    path: PathBuf,
    file: File,
    layout: Arc<Layout>,
    place: usize,
    /// What was read and not handed out yet.
    rest: Vec<u8>,
    ended: bool,
}

impl Open {
    fn new(path: &Path, progress: &dyn Fn(u64)) -> Result<Self, Error> {
        // Asked before opening: a pipe that nobody writes to would never open.
        let data = std::fs::metadata(path).map_err(Error::io(path, "read"))?;
        if !data.is_file() {
            return Err(Error::content(
                path,
                "sightings are read twice, so this has to be a file and no pipe; save it to a file first",
            ));
        }
        let mut file = File::open(path).map_err(Error::io(path, "open"))?;
        let mut rest = Vec::new();
        let ended = read(&mut file, &mut rest, progress).map_err(Error::io(path, "read"))?;
        let text = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&rest);
        if text.iter().all(u8::is_ascii_whitespace) {
            return Err(Error::content(
                path,
                "the file is empty; leave it out, or export it again",
            ));
        }
        if text.contains(&0) || text.starts_with(b"PK\x03\x04") || text.starts_with(b"\x1f\x8b") {
            return Err(Error::content(
                path,
                "sightings are read as plain text; unpack this file, or export it as CSV (UTF-8)",
            ));
        }
        let layout = Layout::find(text).map_err(|what| Error::content(path, what))?;
        let begin = rest.len() - text.len() + layout.begin;
        rest.drain(..begin);
        Ok(Self {
            path: path.to_owned(),
            file,
            layout: Arc::new(layout),
            place: 0,
            rest,
            ended,
        })
    }

    fn next(&mut self, progress: &dyn Fn(u64)) -> Result<Option<Vec<u8>>, Error> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            if !self.ended {
                self.ended = read(&mut self.file, &mut bytes, progress)
                    .map_err(Error::io(&self.path, "read"))?;
            }
            let Rows { end, open } = rows(&bytes, self.layout.delimiter);
            match end {
                _ if self.ended && open.is_none() => {
                    return Ok(Some(bytes).filter(|bytes| !bytes.is_empty()));
                }
                Some(end) => {
                    self.rest = bytes.split_off(end);
                    return Ok(Some(bytes));
                }
                None if self.ended || bytes.len() > LONGEST_ROW => {
                    let row = bytes.get(..bytes.len().min(60)).unwrap_or_default();
                    let row = String::from_utf8_lossy(row);
                    let row = row.lines().next().unwrap_or_default();
                    let what = if open.is_some() {
                        "a quotation mark is opened and never closed, so that the rows behind it cannot be told apart"
                    } else {
                        "this is longer than any row (8 MiB); is it a text file with one sighting a row?"
                    };
                    return Err(Error::content(
                        &self.path,
                        format!("in the row that begins {row:?}: {what}"),
                    ));
                }
                None => {}
            }
        }
    }
}

/// Reads the next piece behind what is there; whether the file ended.
fn read(file: &mut File, into: &mut Vec<u8>, progress: &dyn Fn(u64)) -> io::Result<bool> {
    into.reserve(PIECE);
    let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
    let read = file.by_ref().take(limit).read_to_end(into)?;
    progress(u64::try_from(read).unwrap_or_default());
    Ok(read < PIECE)
}

/// What is known of a text that begins with a row.
#[derive(Debug, PartialEq, Eq)]
struct Rows {
    /// Where its last whole row ends.
    end: Option<usize>,
    /// Where a quotation mark stands that is not closed.
    open: Option<usize>,
}

/// Follows the quotation marks: one at the beginning of a cell opens, a doubled one inside stands for itself, the next
/// single one closes, and anywhere else it is a character like others.
fn rows(text: &[u8], delimiter: u8) -> Rows {
    let find = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter()
            .position(|&byte| byte == b'"')
            .map(|at| from + at)
    };
    let row_end = |from: usize, to: usize| {
        let part = text.get(from..to).unwrap_or_default();
        part.iter()
            .rposition(|&byte| byte == b'\n')
            .map(|at| from + at + 1)
    };
    // Most files have none, and this is the quickest way to know.
    if !text.contains(&b'"') {
        return Rows {
            end: row_end(0, text.len()),
            open: None,
        };
    }
    let (mut at, mut end) = (0, None);
    while let Some(mark) = find(at) {
        end = row_end(at, mark).or(end);
        let before = mark.checked_sub(1).and_then(|before| text.get(before));
        let opens = before.is_none_or(|&byte| byte == delimiter || matches!(byte, b'\n' | b'\r'));
        if !opens {
            at = mark + 1;
            continue;
        }
        let mut inside = mark + 1;
        at = loop {
            match find(inside) {
                Some(close) if text.get(close + 1) == Some(&b'"') => inside = close + 2,
                Some(close) => break close + 1,
                None => {
                    return Rows {
                        end,
                        open: Some(mark),
                    };
                }
            }
        };
    }
    Rows {
        end: row_end(at, text.len()).or(end),
        open: None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(text: &[u8]) -> Vec<csv::ByteRecord> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text)
            .byte_records()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn rows_end_where_no_mark_is_open() {
        let at = |text: &str| {
            let rows = rows(text.as_bytes(), b',');
            (rows.end, rows.open)
        };
        assert_eq!(at("a,b\nc"), (Some(4), None));
        assert_eq!(at("a,b"), (None, None));
        assert_eq!(at("a,\"b\n\"\nc"), (Some(7), None));
        assert_eq!(at("a\n\"b\nc"), (Some(2), Some(2)));
        assert_eq!(at("a,\"b\"\"\n\"\n"), (Some(9), None));
        assert_eq!(at("a,5\"\nb,6\"\n"), (Some(10), None));
    }

    proptest! {
        /// However a text is cut there, the CSV reader sees the same rows.
        #[test]
        fn cutting_changes_no_row(text in "[ab,\"\n\r]{0,60}") {
            let text = text.as_bytes();
            let Rows { end, .. } = rows(text, b',');
            let (head, tail) = text.split_at(end.unwrap_or(0));
            let mut parts = records(head);
            parts.extend(records(tail));
            prop_assert_eq!(parts, records(text));
        }

        /// Every prefix too, since a piece can end anywhere.
        #[test]
        fn a_piece_may_end_anywhere(text in "[a,\"\n]{0,30}") {
            let text = text.as_bytes();
            for length in 0..text.len() {
                let Rows { end, .. } = rows(&text[..length], b',');
                let (head, tail) = text.split_at(end.unwrap_or(0));
                let mut parts = records(head);
                parts.extend(records(tail));
                prop_assert_eq!(parts, records(text));
            }
        }
    }
}
