//! CSV and plain text files as rows. One thread reads and parts the bytes into cells, another understands them: parting is
//! about half of the work.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::WINDOWS_1252;

use super::open::{Bytes, HEAD, Letters, failed};
use super::record::{Cells, Go, Row, Sink, Table};
use super::refusal::Refusal;
use crate::registry::Error;
use crate::registry::config::Limits;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// A byte that no text holds: with it as delimiter every line is one cell.
const NO_DELIMITER: u8 = 0x1f;
/// Bytes read at a time.
const READ: usize = 1 << 18;
/// Bytes of cells that go from one thread to the other at a time, and how many such batches may be under way.
const BATCH: usize = 1 << 18;
const BATCHES: usize = 4;
/// So much of a batch is kept free for the next piece of a row.
const ROOM: usize = 1 << 10;

/// A text that was opened.
pub(super) struct Text<'a> {
    pub path: &'a Path,
    pub head: Vec<u8>,
    pub bytes: Bytes,
    pub letters: Letters,
    pub format: &'static str,
    /// The row that the heading stands in, if the operator says: titles above it say nothing about delimiters.
    pub heading: u64,
}

impl Text<'_> {
    /// Gives all rows to the sink.
    ///
    /// # Errors
    /// The file cannot be read, a quotation mark is never closed, or the sink's.
    pub(super) fn read(self, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Error> {
        let told = told_delimiter(&self.head);
        let skipped = told.map_or(0, |(_, length)| length);
        let text = self.head.get(skipped..).unwrap_or_default();
        let delimiter = match told {
            Some((delimiter, _)) => Some(delimiter),
            None => find_delimiter(below(text, self.heading)),
        };
        let kind = match delimiter {
            None => "one cell a line",
            Some(b'\t') => "parted by tabs",
            Some(b';') => "parted by semicolons",
            Some(b'|') => "parted by |",
            _ => "parted by commas",
        };
        sink.table(Table {
            format: format!("text, {kind}, {}", self.format),
            ..Table::default()
        })?;
        let quoting = delimiter.is_some() || text.starts_with(b"\"");
        let parting = Parting {
            reader: ReaderBuilder::new()
                .delimiter(delimiter.unwrap_or(NO_DELIMITER))
                .quoting(quoting)
                .build(),
            quoting,
            row: if told.is_some() { 1 } else { 0 },
            max_row: limits.max_row_bytes,
        };
        let mut head = self.head;
        let rest = head.split_off(skipped.min(head.len()));
        let bytes = std::io::Cursor::new(rest).chain(self.bytes);
        let mut letters = self.letters;
        let (full, batches) = sync_channel(BATCHES);
        let (spent, empty) = sync_channel(BATCHES + 2);
        std::thread::scope(|scope| {
            let parting = scope.spawn(move || parting.run(bytes, &full, &empty));
            let mut skipping = false;
            for batch in &batches {
                let batch: Batch = batch;
                if !skipping {
                    skipping = batch.give(&mut letters, sink)? == Go::Skip;
                }
                if skipping {
                    break;
                }
                // The other thread may have ended, or have enough of them.
                let _ = spent.try_send(batch);
            }
            // Nobody listens any more: the other thread ends at its next batch.
            drop(batches);
            match parting.join() {
                Ok(Ok(None)) => Ok(()),
                Ok(Ok(Some(row))) => {
                    sink.note(format!(
                        "the last row, {row}, holds a quotation mark that opens and never closes; was the file cut short?"
                    ));
                    Ok(())
                }
                Ok(Err(Stop::Failed(error))) => Err(failed(self.path, error)),
                Ok(Err(Stop::Unclosed(row))) if !skipping => Err(Error::content(
                    self.path,
                    format!(
                        "row {row}: a quotation mark opens and never closes, so that the rest of the file would be one cell; close or \
                         remove it"
                    ),
                )),
                Ok(Err(_)) => Ok(()),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }
}

/// Rows on their way from one thread to the other.
#[derive(Default)]
struct Batch {
    /// The text of the cells and room for more; clearing that room again for every row would cost more than parting it.
    text: Vec<u8>,
    text_length: usize,
    /// Where each cell ends in its row's text, and room for more.
    ends: Vec<usize>,
    ends_length: usize,
    rows: Vec<Parted>,
}

/// One row: where its text and its cells end.
struct Parted {
    number: u64,
    text_end: usize,
    ends_end: usize,
    /// Longer than the limit; the text is its beginning.
    too_long: bool,
}

impl Batch {
    fn give(&self, letters: &mut Letters, sink: &mut dyn Sink) -> Result<Go, Error> {
        // Nearly always the whole batch is UTF-8, and asked once.
        let text = self.text.get(..self.text_length).unwrap_or_default();
        let whole = match letters {
            Letters::Windows1252 => None,
            Letters::Ascii | Letters::Utf8 => std::str::from_utf8(text).ok(),
        };
        if *letters == Letters::Ascii && whole.is_some_and(|text| !text.is_ascii()) {
            *letters = Letters::Utf8;
        }
        let (mut text_start, mut ends_start) = (0, 0);
        for row in &self.rows {
            let place = text_start..row.text_end;
            let bytes = text.get(place.clone()).unwrap_or_default();
            let ends = self.ends.get(ends_start..row.ends_end).unwrap_or_default();
            (text_start, ends_start) = (row.text_end, row.ends_end);
            let go = if row.too_long {
                let start = bytes.get(..bytes.len().min(80)).unwrap_or_default();
                let start = String::from_utf8_lossy(start);
                sink.unreadable(row.number, &start, Refusal::LineTooLong)?
            } else if let Some(text) = whole.and_then(|text| text.get(place)) {
                sink.row(Row {
                    number: row.number,
                    cells: Cells::new(text, ends),
                    marks: &[],
                })?
            } else {
                decoded(row.number, bytes, ends, letters, sink)?
            };
            if go == Go::Skip {
                return Ok(Go::Skip);
            }
        }
        Ok(Go::On)
    }
}

/// A row that is not all UTF-8, or stands near one.
fn decoded(
    number: u64,
    bytes: &[u8],
    ends: &[usize],
    letters: &mut Letters,
    sink: &mut dyn Sink,
) -> Result<Go, Error> {
    if *letters != Letters::Windows1252 {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                if !text.is_ascii() {
                    *letters = Letters::Utf8;
                }
                return sink.row(Row {
                    number,
                    cells: Cells::new(text, ends),
                    marks: &[],
                });
            }
            Err(_) if *letters == Letters::Utf8 => {
                let shown = String::from_utf8_lossy(bytes);
                return sink.unreadable(number, &shown, Refusal::NotUtf8);
            }
            Err(_) => *letters = Letters::Windows1252,
        }
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut new_ends = Vec::with_capacity(ends.len());
    let mut start = 0;
    for &end in ends {
        let cell = bytes.get(start..end).unwrap_or_default();
        let cell: Cow<'_, str> = WINDOWS_1252.decode_without_bom_handling(cell).0;
        text.push_str(&cell);
        new_ends.push(text.len());
        start = end;
    }
    sink.row(Row {
        number,
        cells: Cells::new(&text, &new_ends),
        marks: &[],
    })
}

/// Why parting ended before the end of the file.
enum Stop {
    Failed(std::io::Error),
    /// The row in which a quotation mark opens that never closes.
    Unclosed(u64),
    /// The rest is not wanted.
    Unwanted,
}

/// Bytes → batches of rows; at the end, the number of the last row if a quotation mark in it never closes.
struct Parting {
    reader: Reader,
    quoting: bool,
    /// The number of the row that was parted last.
    row: u64,
    max_row: usize,
}

impl Parting {
    fn run(
        mut self,
        mut bytes: impl Read,
        full: &SyncSender<Batch>,
        empty: &Receiver<Batch>,
    ) -> Result<Option<u64>, Stop> {
        let mut unclosed = None;
        let mut buffer = vec![0; READ];
        let mut batch = Batch::default();
        let mut row = Under::default();
        // Whether the last byte was a CR, to which an LF belongs.
        let mut after_cr = false;
        loop {
            let filled = match bytes.read(&mut buffer) {
                Ok(filled) => filled,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Stop::Failed(error)),
            };
            let mut input = buffer.get(..filled).unwrap_or_default();
            let at_end = filled == 0;
            if at_end && row.quotes % 2 == 1 {
                if row.spans_lines {
                    return Err(Stop::Unclosed(self.row + 1));
                }
                unclosed = Some(self.row + 1);
            }
            loop {
                if !row.begun {
                    // The parser passes over blank lines, and a person who looks for a row counts them.
                    while let Some((&byte @ (b'\n' | b'\r'), rest)) = input.split_first() {
                        if !(byte == b'\n' && after_cr) {
                            self.row += 1;
                        }
                        after_cr = byte == b'\r';
                        input = rest;
                    }
                    if !input.is_empty() {
                        after_cr = false;
                    }
                }
                if input.is_empty() && !at_end {
                    break;
                }
                let (result, read) = self.part(input, &mut batch, &mut row);
                let (taken, rest) = input.split_at_checked(read).unwrap_or_default();
                if self.quoting {
                    row.quotes += memchr::memchr_iter(b'"', taken).count();
                }
                if result == ReadRecordResult::InputEmpty {
                    row.spans_lines |= memchr::memchr2(b'\n', b'\r', taken).is_some();
                }
                row.begun |= !taken.is_empty();
                input = rest;
                match result {
                    ReadRecordResult::Record => {
                        after_cr = taken.last() == Some(&b'\r');
                        self.row += 1;
                        row.end(self.row, &mut batch);
                        if batch.text_length >= BATCH {
                            let next = empty.try_recv().unwrap_or_default().cleared();
                            let sent = full.send(std::mem::replace(&mut batch, next));
                            sent.map_err(|_| Stop::Unwanted)?;
                        }
                    }
                    ReadRecordResult::End => {
                        let sent = full.send(batch);
                        return sent.map(|()| unclosed).map_err(|_| Stop::Unwanted);
                    }
                    ReadRecordResult::InputEmpty if !at_end => break,
                    _ => {}
                }
            }
        }
    }

    /// Parts more of a row; says how many bytes that took.
    fn part(
        &mut self,
        input: &[u8],
        batch: &mut Batch,
        row: &mut Under,
    ) -> (ReadRecordResult, usize) {
        if row.too_long {
            // The rest of the row is parted into nowhere.
            let (mut nowhere, mut ends) = ([0; 4096], [0; 512]);
            let (result, read, _, _) = self.reader.read_record(input, &mut nowhere, &mut ends);
            return (result, read);
        }
        if batch.text.len() < batch.text_length + ROOM {
            batch.text.resize(batch.text_length + BATCH, 0);
        }
        if batch.ends.len() < batch.ends_length + ROOM {
            batch.ends.resize(batch.ends_length + BATCH / 4, 0);
        }
        let (result, read, wrote, ended) = self.reader.read_record(
            input,
            batch.text.get_mut(batch.text_length..).unwrap_or_default(),
            batch.ends.get_mut(batch.ends_length..).unwrap_or_default(),
        );
        batch.text_length += wrote;
        batch.ends_length += ended;
        row.length += read;
        row.text += wrote;
        row.ends += ended;
        if row.length > self.max_row {
            row.too_long = true;
            // Only the beginning is kept, to show.
            batch.text_length -= row.text - row.text.min(80);
            batch.ends_length -= row.ends;
        }
        (result, read)
    }
}

/// The row that is being parted.
#[derive(Default)]
struct Under {
    begun: bool,
    too_long: bool,
    /// Whether a line ended inside it, so far as it came in pieces.
    spans_lines: bool,
    quotes: usize,
    length: usize,
    text: usize,
    ends: usize,
}

impl Under {
    fn end(&mut self, number: u64, batch: &mut Batch) {
        batch.rows.push(Parted {
            number,
            text_end: batch.text_length,
            ends_end: batch.ends_length,
            too_long: self.too_long,
        });
        *self = Self::default();
    }
}

impl Batch {
    fn cleared(mut self) -> Self {
        self.text_length = 0;
        self.ends_length = 0;
        self.rows.clear();
        self
    }
}

/// `sep=;` in the first line, by which a spreadsheet program is told the delimiter: the delimiter and the line's length.
fn told_delimiter(text: &[u8]) -> Option<(u8, usize)> {
    let end = memchr::memchr2(b'\r', b'\n', text)?;
    let line = text.get(..end)?;
    let told = line.strip_prefix(b"\"").unwrap_or(line);
    let told = told.strip_suffix(b"\"").unwrap_or(told);
    if !told.get(..4)?.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    let delimiter = match told.get(4..)? {
        [one] if one.is_ascii() && !one.is_ascii_alphanumeric() && *one != b'"' => *one,
        b"\\t" => b'\t',
        _ => return None,
    };
    let ended = if text.get(end..)?.starts_with(b"\r\n") {
        2
    } else {
        1
    };
    Some((delimiter, end + ended))
}

/// The text from a row on, as far as it is known before the rows are parted.
fn below(text: &[u8], row: u64) -> &[u8] {
    let above = usize::try_from(row.saturating_sub(1)).unwrap_or(usize::MAX);
    let start = above.checked_sub(1).map_or(Some(0), |last| {
        memchr::memchr_iter(b'\n', text).nth(last).map(|at| at + 1)
    });
    start.and_then(|start| text.get(start..)).unwrap_or(text)
}

/// The delimiter that parts the first lines into the same number of cells, more than one; where several do, the one that
/// makes the most. `None`: one cell a line.
fn find_delimiter(text: &[u8]) -> Option<u8> {
    let cells = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text);
        let mut lengths: Vec<usize> = reader
            .byte_records()
            .take(20)
            .flatten()
            .map(|record| record.len())
            .collect();
        // The last row may be cut through.
        if text.len() >= HEAD && lengths.len() > 1 && lengths.len() < 20 {
            lengths.pop();
        }
        let first = *lengths.first()?;
        let like_the_first = lengths.iter().filter(|&&length| length == first).count();
        (first > 1 && like_the_first * 2 > lengths.len()).then_some(first)
    };
    DELIMITERS
        .into_iter()
        .filter_map(|delimiter| Some((cells(delimiter)?, delimiter)))
        .max_by_key(|(count, _)| *count)
        .map(|(_, delimiter)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_found() {
        assert_eq!(find_delimiter(b"a,b\n1,2\n"), Some(b','));
        assert_eq!(find_delimiter(b"a;b;c\n1;2,5;3\n"), Some(b';'));
        assert_eq!(find_delimiter(b"a\tb\n1\t2\n"), Some(b'\t'));
        assert_eq!(find_delimiter(b"a|b\n1|2\n"), Some(b'|'));
        assert_eq!(find_delimiter(b"\"a,x\";b\n\"1\";2\n"), Some(b';'));
        assert_eq!(find_delimiter(b"50123 45678\n50123 45679\n"), None);
        assert_eq!(
            find_delimiter(b"50123 45678\n50123 45679, 50123 45680\n"),
            None
        );
    }

    #[test]
    fn a_first_line_may_tell_the_delimiter() {
        assert_eq!(told_delimiter(b"sep=;\r\na;b\r\n"), Some((b';', 7)));
        assert_eq!(told_delimiter(b"\"SEP=|\"\na|b\n"), Some((b'|', 8)));
        assert_eq!(told_delimiter(b"sep=\\t\na\tb\n"), Some((b'\t', 7)));
        assert_eq!(told_delimiter(b"separator\na\n"), None);
    }

    /// Rows as (number, cells), rows that are too long without cells.
    fn rows(text: &str, max_row_bytes: usize) -> Vec<(u64, Vec<String>)> {
        struct Rows(Vec<(u64, Vec<String>)>);
        impl Sink for Rows {
            fn table(&mut self, _: Table) -> Result<(), Error> {
                Ok(())
            }
            fn row(&mut self, row: Row<'_>) -> Result<Go, Error> {
                let cells = row.cells.iter().map(String::from).collect();
                self.0.push((row.number, cells));
                Ok(Go::On)
            }
            fn unreadable(&mut self, number: u64, _: &str, why: Refusal) -> Result<Go, Error> {
                assert_eq!(why, Refusal::LineTooLong);
                self.0.push((number, Vec::new()));
                Ok(Go::On)
            }
        }
        let mut rows = Rows(Vec::new());
        let limits = Limits {
            max_row_bytes,
            ..Limits::default()
        };
        let split = text.len() / 2;
        let (head, rest) = text.as_bytes().split_at(split);
        // The delimiter is looked for in the head alone, so all of it is there twice over.
        let text = Text {
            path: Path::new("x"),
            head: head.to_vec(),
            bytes: Box::new(std::io::Cursor::new(rest.to_vec())),
            letters: Letters::Ascii,
            format: "UTF-8",
            heading: 0,
        };
        text.read(&limits, &mut rows).unwrap();
        rows.0
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "", "1,2", "\"x", "y\",4", "", "5,6", ""].join(end);
            let found = rows(&text, 1_000);
            let numbers: Vec<u64> = found.iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [2, 5, 6, 8], "{end:?}: {found:?}");
        }
        assert_eq!(rows("a,b\n1,2", 1_000).last().unwrap().0, 2);
        assert_eq!(rows("sep=;\na;b\n1;2", 1_000).last().unwrap().0, 3);
    }

    #[test]
    fn a_row_that_is_too_long_is_one_row() {
        let text = format!("a,b\n1,{}\n2,3\n", "x".repeat(300_000));
        let found = rows(&text, 1_000);
        assert_eq!(
            found
                .iter()
                .map(|(n, cells)| (*n, cells.len()))
                .collect::<Vec<_>>(),
            [(1, 2), (2, 0), (3, 2)]
        );
    }

    #[test]
    fn many_batches_keep_every_row() {
        let text: String = (0..60_000).map(|at| format!("{at},\"x{at}\"\n")).collect();
        let found = rows(&text, 1_000);
        assert_eq!(found.len(), 60_000);
        assert_eq!(
            found[59_999],
            (60_000, vec!["59999".into(), "x59999".into()])
        );
    }
}
