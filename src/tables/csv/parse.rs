//! Bytes → rows of cells, in batches that go from one thread to the other.

use std::borrow::Cow;
use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender};

use csv_core::{ReadRecordResult, Reader};
use encoding_rs::WINDOWS_1252;

use crate::csv::quotes::Quotes;
use crate::damage::Damage;
use crate::encoding::TextEncoding;
use crate::error::Error;
use crate::row::{Cells, Go, Row, Sink};

/// Bytes read at a time.
const READ: usize = 1 << 18;
/// Bytes of cells that go from one thread to the other at a time.
const BATCH: usize = 1 << 18;
/// So many bytes of a row that is not taken are shown.
const SHOWN: usize = 80;
/// So much of a batch is kept free for the next piece of a row.
const ROOM: usize = 1 << 10;

/// Rows on their way from one thread to the other.
#[derive(Default)]
pub struct Batch {
    /// The text of the cells and room for more; clearing that room again for every row would cost more than splitting it.
    text: Vec<u8>,
    text_length: usize,
    /// Where each cell ends in its row's text, and room for more.
    ends: Vec<usize>,
    ends_length: usize,
    rows: Vec<SplitRow>,
}

/// One row: where its text and its cells end.
struct SplitRow {
    number: u64,
    text_end: usize,
    ends_end: usize,
    /// Why it is not taken: longer than the limit, then the text is its beginning; or its quotation marks contradict each
    /// other, then its cells may be anybody's.
    refused: Option<Damage>,
}

impl Batch {
    pub fn cleared(mut self) -> Self {
        self.text_length = 0;
        self.ends_length = 0;
        self.rows.clear();
        self
    }

    pub fn give(&self, encoding: &mut TextEncoding, sink: &mut dyn Sink) -> Result<Go, Error> {
        // Nearly always the whole batch is UTF-8, and asked once.
        let text = self.text.get(..self.text_length).unwrap_or_default();
        let whole = match encoding {
            TextEncoding::Windows1252 => None,
            TextEncoding::Ascii | TextEncoding::Utf8 => std::str::from_utf8(text).ok(),
        };
        if *encoding == TextEncoding::Ascii && whole.is_some_and(|text| !text.is_ascii()) {
            *encoding = TextEncoding::Utf8;
        }
        let (mut text_start, mut ends_start) = (0, 0);
        for row in &self.rows {
            let place = text_start..row.text_end;
            let bytes = text.get(place.clone()).unwrap_or_default();
            let ends = self.ends.get(ends_start..row.ends_end).unwrap_or_default();
            (text_start, ends_start) = (row.text_end, row.ends_end);
            let go = if let Some(why) = row.refused {
                let start = bytes.get(..bytes.len().min(SHOWN)).unwrap_or_default();
                let start = String::from_utf8_lossy(start);
                sink.unreadable(row.number, &start, why)?
            } else if let Some(text) = whole.and_then(|text| text.get(place)) {
                sink.row(Row {
                    number: row.number,
                    cells: Cells::new(text, ends),
                })?
            } else {
                decoded(row.number, bytes, ends, encoding, sink)?
            };
            if go == Go::Skip {
                return Ok(Go::Skip);
            }
        }
        Ok(Go::On)
    }
}

/// Gives a row of a batch that is not all UTF-8.
fn decoded(
    number: u64,
    bytes: &[u8],
    ends: &[usize],
    encoding: &mut TextEncoding,
    sink: &mut dyn Sink,
) -> Result<Go, Error> {
    if *encoding != TextEncoding::Windows1252 {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                if !text.is_ascii() {
                    *encoding = TextEncoding::Utf8;
                }
                return sink.row(Row {
                    number,
                    cells: Cells::new(text, ends),
                });
            }
            Err(_) if *encoding == TextEncoding::Utf8 => {
                let shown = String::from_utf8_lossy(bytes);
                return sink.unreadable(number, &shown, Damage::NotUtf8);
            }
            Err(_) => *encoding = TextEncoding::Windows1252,
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
    })
}

/// Why splitting ended before the end of the file.
pub enum Stop {
    Failed(std::io::Error),
    /// The row in which a quotation mark opens that never closes.
    Unclosed(u64),
    /// The row in which a quotation mark opens that closes within a cell of a later line.
    Swallowed(u64),
    /// The receiver needs no more rows.
    Skipped,
}

/// Bytes → batches of rows; at the end, the number of the last row if a quotation mark in it never closes.
pub struct Splitter {
    pub reader: Reader,
    /// Checks the quotation marks, where there is a delimiter.
    pub quotes: Option<Quotes>,
    /// The number of the row that was split last.
    pub row: u64,
    pub max_row: usize,
}

impl Splitter {
    pub fn run(
        mut self,
        mut bytes: impl Read,
        full: &SyncSender<Batch>,
        empty: &Receiver<Batch>,
    ) -> Result<Option<u64>, Stop> {
        let mut unclosed = None;
        let mut buffer = vec![0; READ];
        let mut batch = Batch::default();
        let mut row = OpenRow::default();
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
            if at_end && self.quotes.is_some_and(|quotes| quotes.open()) {
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
                let (result, read) = self.split(input, &mut batch, &mut row);
                let (taken, rest) = input.split_at_checked(read).unwrap_or_default();
                if let Some(quotes) = &mut self.quotes {
                    quotes.see(taken);
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
                        let quotes = self.quotes.as_mut().map(Quotes::end).unwrap_or_default();
                        if quotes.stray && quotes.spans_lines {
                            return Err(Stop::Swallowed(self.row));
                        }
                        row.end(self.row, quotes.stray, &mut batch);
                        if batch.text_length >= BATCH {
                            let next = empty.try_recv().unwrap_or_default().cleared();
                            let sent = full.send(std::mem::replace(&mut batch, next));
                            sent.map_err(|_| Stop::Skipped)?;
                        }
                    }
                    ReadRecordResult::End => {
                        let sent = full.send(batch);
                        return sent.map(|()| unclosed).map_err(|_| Stop::Skipped);
                    }
                    ReadRecordResult::InputEmpty if !at_end => break,
                    _ => {}
                }
            }
        }
    }

    /// Splits more of a row; says how many bytes that took.
    fn split(
        &mut self,
        input: &[u8],
        batch: &mut Batch,
        row: &mut OpenRow,
    ) -> (ReadRecordResult, usize) {
        if row.too_long {
            // The rest of the row is split and dropped.
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
            batch.text_length -= row.text - row.text.min(SHOWN);
            batch.ends_length -= row.ends;
        }
        (result, read)
    }
}

/// The row being split.
#[derive(Default)]
struct OpenRow {
    begun: bool,
    too_long: bool,
    /// Whether a line ended inside it, so far as it came in pieces.
    spans_lines: bool,
    length: usize,
    text: usize,
    ends: usize,
}

impl OpenRow {
    fn end(&mut self, number: u64, stray: bool, batch: &mut Batch) {
        batch.rows.push(SplitRow {
            number,
            text_end: batch.text_length,
            ends_end: batch.ends_length,
            refused: if self.too_long {
                Some(Damage::LineTooLong)
            } else {
                stray.then_some(Damage::StrayQuote)
            },
        });
        *self = Self::default();
    }
}
