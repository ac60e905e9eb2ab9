//! CSV and plain text files as rows of text cells.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::registry::Error;

/// What is looked at to tell a text from a binary file and to find the delimiter.
const HEAD: usize = 64 << 10;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// A byte that no text holds: with it as delimiter every line is one cell.
const NO_DELIMITER: u8 = 0x1f;

/// The rows of one file, one after the other.
pub struct TextRows {
    reader: csv::Reader<Box<dyn Read + Send>>,
    row: u64,
}

/// One row, or why it could not be read.
pub enum Row {
    /// The cells are in the record that was passed in.
    Cells,
    /// The row is not UTF-8.
    NotUtf8,
    /// There are no more.
    End,
}

impl TextRows {
    /// Opens a file and finds its delimiter. A byte order mark is left aside.
    ///
    /// # Errors
    /// The file cannot be read, is empty or is no text.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut file = File::open(path).map_err(Error::io(path, "open"))?;
        let mut head = Vec::new();
        file.by_ref()
            .take(u64::try_from(HEAD).unwrap_or(u64::MAX))
            .read_to_end(&mut head)
            .map_err(Error::io(path, "read"))?;
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
        if text.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD {
            return Err(Error::content(
                path,
                "the file is empty; leave it out, or export it again",
            ));
        }
        if text.contains(&0) || text.starts_with(b"PK\x03\x04") {
            return Err(Error::content(
                path,
                "this is no text file; export it as CSV (UTF-8)",
            ));
        }
        let delimiter = find_delimiter(text);
        let text_is_quoted = text.starts_with(b"\"");
        let skipped = head.len() - text.len();
        let head: Box<dyn Read + Send> =
            Box::new(std::io::Cursor::new(head.split_off(skipped)).chain(BufReader::new(file)));
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter.unwrap_or(NO_DELIMITER))
            .quoting(delimiter.is_some() || text_is_quoted)
            .buffer_capacity(1 << 20)
            .from_reader(head);
        Ok(Self { reader, row: 0 })
    }

    /// Reads the next row into `cells`.
    ///
    /// # Errors
    /// The system's, with the file's name left to the caller.
    pub fn next(&mut self, cells: &mut StringRecord) -> std::io::Result<Row> {
        self.row += 1;
        match self.reader.read_record(cells) {
            Ok(true) => Ok(Row::Cells),
            Ok(false) => Ok(Row::End),
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Utf8 { .. } => Ok(Row::NotUtf8),
                csv::ErrorKind::Io(error) => Err(error),
                other => Err(std::io::Error::other(format!("{other:?}"))),
            },
        }
    }

    /// The number of the row read last; the first is 1, headings included.
    #[must_use]
    pub fn row(&self) -> u64 {
        self.row
    }
}

/// The delimiter that parts the first lines into the same number of cells, more than one; where several do, the one that
/// makes the most. `None`: one cell a line.
fn find_delimiter(text: &[u8]) -> Option<u8> {
    let cells = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text);
        let lengths: Vec<usize> = reader
            .byte_records()
            .take(20)
            .flatten()
            .map(|record| record.len())
            .collect();
        let first = *lengths.first()?;
        let like_the_first = lengths.iter().filter(|&&length| length == first).count();
        (first > 1 && like_the_first * 2 > lengths.len()).then_some(first)
    };
    DELIMITERS
        .into_iter()
        .filter_map(|delimiter| Some((cells(delimiter)?, delimiter)))
        .max_by_key(|(count, _)| *count)
        .map(|(_, d)| d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_found() {
        assert_eq!(find_delimiter(b"a,b\n1,2\n"), Some(b','));
        assert_eq!(find_delimiter(b"a;b;c\n1;2,5;3\n"), Some(b';'));
        assert_eq!(find_delimiter(b"a\tb\n1\t2\n"), Some(b'\t'));
        assert_eq!(find_delimiter(b"\"a,x\";b\n\"1\";2\n"), Some(b';'));
        assert_eq!(find_delimiter(b"50123 45678\n50123 45679\n"), None);
        assert_eq!(
            find_delimiter(b"50123 45678\n50123 45679, 50123 45680\n"),
            None
        );
    }
}
