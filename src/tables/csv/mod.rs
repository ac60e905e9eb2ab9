//! CSV and plain text files as rows. One thread splits the bytes into cells, another interprets them: splitting is
//! about half of the work.

mod delimiter;
mod parse;
mod quotes;
pub mod strict;
mod write;

use std::io::Read;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use csv_core::ReaderBuilder;
pub use write::defused;

use crate::csv::delimiter::{below, find_delimiter, stated_delimiter};
use crate::csv::parse::{Batch, Splitter, Stop};
use crate::csv::quotes::Quotes;
use crate::encoding::TextEncoding;
use crate::error::Error;
use crate::limits::Limits;
use crate::open::{Bytes, failed};
use crate::row::{Go, Sink, Table};

/// A byte that no text holds: with it as delimiter every line is one cell.
const NO_DELIMITER: u8 = 0x1f;
/// So many batches of rows may be under way from one thread to the other.
const BATCHES: usize = 4;

/// A text that was opened.
pub(crate) struct Text<'a> {
    pub path: &'a Path,
    pub head: Vec<u8>,
    pub bytes: Bytes,
    pub encoding: TextEncoding,
    pub format: &'static str,
    /// The row of the heading, if the operator says: titles above it say nothing about delimiters.
    pub heading: u64,
}

impl Text<'_> {
    /// Gives all rows to the sink.
    ///
    /// # Errors
    /// The file cannot be read, a quotation mark is never closed, or the sink's error.
    pub fn read(self, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Error> {
        let stated = stated_delimiter(&self.head);
        let skipped = stated.map_or(0, |(_, length)| length);
        let text = self.head.get(skipped..).unwrap_or_default();
        let delimiter = match stated {
            Some((delimiter, _)) => Some(delimiter),
            None => find_delimiter(below(text, self.heading)),
        };
        let kind = match delimiter {
            None => "one cell a line",
            Some(b'\t') => "tab-separated",
            Some(b';') => "semicolon-separated",
            Some(b'|') => "|-separated",
            _ => "comma-separated",
        };
        sink.table(Table {
            format: format!("text, {kind}, {}", self.format),
            ..Table::default()
        })?;
        let quoting = delimiter.is_some() || text.starts_with(b"\"");
        let splitter = Splitter {
            reader: ReaderBuilder::new()
                .delimiter(delimiter.unwrap_or(NO_DELIMITER))
                .quoting(quoting)
                .build(),
            quotes: quoting.then(|| Quotes::new(delimiter.unwrap_or(NO_DELIMITER))),
            row: if stated.is_some() { 1 } else { 0 },
            max_row: limits.max_row_bytes,
        };
        let mut head = self.head;
        let rest = head.split_off(skipped.min(head.len()));
        let bytes = std::io::Cursor::new(rest).chain(self.bytes);
        let mut encoding = self.encoding;
        let (full, batches) = sync_channel(BATCHES);
        let (spent, empty) = sync_channel(BATCHES + 2);
        std::thread::scope(|scope| {
            let splitter = scope.spawn(move || splitter.run(bytes, &full, &empty));
            let mut skipping = false;
            for batch in &batches {
                let batch: Batch = batch;
                if !skipping {
                    skipping = batch.give(&mut encoding, sink)? == Go::Skip;
                }
                if skipping {
                    break;
                }
                // The other thread may have ended, or have enough of them.
                let _ = spent.try_send(batch);
            }
            // With the receiver gone, the other thread ends at its next batch.
            drop(batches);
            match splitter.join() {
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
                Ok(Err(Stop::Swallowed(row))) if !skipping => Err(Error::content(
                    self.path,
                    format!(
                        "row {row}: a quotation mark opens, and closes within a cell of a later line, so that rows between them would be \
                         one cell; remove the mark that does not belong there"
                    ),
                )),
                Ok(Err(_)) => Ok(()),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::damage::Damage;
    use crate::row::Row;

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
            fn unreadable(&mut self, number: u64, _: &str, why: Damage) -> Result<Go, Error> {
                assert_eq!(why, Damage::LineTooLong);
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
            encoding: TextEncoding::Ascii,
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
