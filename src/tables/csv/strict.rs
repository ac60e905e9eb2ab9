//! CSV files of decisions, of which no row may be lost: a row that a reader passes over lists somebody.
//!
//! The csv crate accepts anything: after a quotation mark that is never closed it returns all rows as one cell, without an
//! error. Here every line is one row, quotation marks enclose whole cells, and every row has as many cells as the first;
//! anything else is an error.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The possible delimiters. Of those that split the first row into equally many cells the last one is used: text contains
/// commas most often.
const DELIMITERS: [(char, &str); 4] = [COMMA, ('|', "|"), ('\t', "tab"), (';', "semicolon")];

const COMMA: (char, &str) = (',', "comma");

/// One row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrictRow<'a> {
    /// Its number as an editor shows it, the first being 1; blank rows count.
    pub number: u64,
    /// Its cells, as they are written.
    pub cells: Vec<Cow<'a, str>>,
}

impl StrictRow<'_> {
    /// A cell without the white space around it, empty where there is none.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Cells up to the last that holds anything.
    fn filled(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.trim().is_empty());
        last.map_or(0, |last| last + 1)
    }
}

/// A file's text, and its delimiter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrictTable<'a> {
    /// The first row that is not blank.
    pub first: StrictRow<'a>,
    text: &'a str,
    delimiter: (char, &'static str),
}

impl<'a> StrictTable<'a> {
    /// Finds the first row; `None` where all are blank.
    ///
    /// # Errors
    /// A whole message: this is not CSV in UTF-8, or the first row cannot be split.
    pub fn open(bytes: &'a [u8]) -> Result<Option<Self>, String> {
        let text = text(bytes)?;
        let is_blank = |c: char| c.is_whitespace() || DELIMITERS.iter().any(|known| known.0 == c);
        let Some((number, line)) = lines(text).find(|(_, line)| !line.chars().all(is_blank)) else {
            return Ok(None);
        };
        let split = DELIMITERS
            .into_iter()
            .filter_map(|delimiter| Some((cells(line, delimiter).ok()?.len(), delimiter)))
            .filter(|(count, _)| *count > 1)
            .max_by_key(|(count, _)| *count);
        let delimiter = split.map_or(COMMA, |(_, delimiter)| delimiter);
        let first = row(number, line, delimiter)?;
        let mut names = BTreeSet::new();
        for at in 0..first.cells.len() {
            let name = first.cell(at);
            if !name.is_empty() && !names.insert(name.to_lowercase()) {
                return Err(format!(
                    "row {number}: two columns are called {name:?}; rename or take out the one that is not meant"
                ));
            }
        }
        let table = Self {
            first,
            text,
            delimiter,
        };
        Ok(Some(table))
    }

    /// The rows behind the first one.
    ///
    /// Items that are errors say which row it is and what is wrong with it.
    pub fn rows(&self) -> impl Iterator<Item = Result<StrictRow<'a>, String>> {
        let (delimiter, width) = (self.delimiter, self.first.filled());
        let first = self.first.number;
        lines(self.text)
            .filter(move |(number, line)| *number > first && !line.trim().is_empty())
            .map(move |(number, line)| row(number, line, delimiter))
            .filter(|row| !row.as_ref().is_ok_and(StrictRow::is_blank))
            .map(move |row| row.and_then(|row| of_width(row, width, delimiter)))
    }
}

/// The first line in which a quotation mark is not closed. For a text that is read less strictly, this tells why its rows
/// cannot be separated; bytes that are not UTF-8 have none.
pub fn unclosed(bytes: &[u8]) -> Option<u64> {
    let mut lines = lines(text(bytes).ok()?);
    let is_odd = |line: &str| line.matches('"').count() % 2 == 1;
    lines.find(|(_, line)| is_odd(line)).map(|(row, _)| row)
}

/// The row, if it has as many cells as the first. Empty ones more, as a spreadsheet may add them, hold nothing.
fn of_width<'a>(
    row: StrictRow<'a>,
    width: usize,
    (character, called): (char, &str),
) -> Result<StrictRow<'a>, String> {
    let (number, filled) = (row.number, row.filled());
    let cells = |count: usize| format!("{count} {}", if count == 1 { "cell" } else { "cells" });
    if filled > width {
        return Err(format!(
            "row {number}: it has {}, and the first row has {width}: write one number, or one link, a row, and put a cell that \
             holds a {called} in quotation marks",
            cells(filled)
        ));
    }
    let count = row.cells.len();
    if count < width {
        let missing = character.to_string().repeat(width - count);
        return Err(format!(
            "row {number}: it has {}, and the first row has {width}: write the missing ones, too; where they are empty, end the \
             row with {missing:?}",
            cells(count)
        ));
    }
    Ok(row)
}

/// The text of a file, if it is UTF-8.
fn text(bytes: &[u8]) -> Result<&str, String> {
    let save = "save it as CSV (UTF-8) and name that file";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(format!(
            "this is a workbook, and only CSV is read here; {save}"
        ));
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return Err("this is packed by gzip; unpack it first".into());
    }
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if is_utf_16 || bytes.contains(&0) {
        return Err(format!("the whole file is UTF-16, not UTF-8; {save}"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = std::str::from_utf8(good).unwrap_or_default();
        // The row with the bad byte is the last of those before it, begun or not.
        let row = lines(&format!("{good}?")).last().map_or(1, |(row, _)| row);
        format!("row {row}: this is not UTF-8 text; save the whole file as CSV (UTF-8)")
    })
}

/// The lines of a text, each with its number. They end with LF, CR LF or CR, as spreadsheet programs write them.
fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    let lines = std::iter::from_fn(move || {
        let text = rest.take()?;
        let Some(end) = text.find(['\n', '\r']) else {
            return Some(text);
        };
        let (line, behind) = text.split_at(end);
        let behind = behind.strip_prefix("\r\n").or(behind.get(1..));
        rest = behind.filter(|behind| !behind.is_empty());
        Some(line)
    });
    (1..).zip(lines)
}

fn row<'a>(number: u64, line: &'a str, delimiter: (char, &str)) -> Result<StrictRow<'a>, String> {
    let cells = cells(line, delimiter).map_err(|what| format!("row {number}: {what}"))?;
    Ok(StrictRow { number, cells })
}

/// Splits a line. A quotation mark in a quoted cell is doubled, as everywhere in CSV.
fn cells<'a>(
    line: &'a str,
    (delimiter, called): (char, &str),
) -> Result<Vec<Cow<'a, str>>, String> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let behind = if let Some(quoted) = rest.strip_prefix('"') {
            let end = closing(quoted).ok_or_else(|| {
                format!(
                    "the quotation mark before {:?} is not closed in that line; close it or take it out. A cell may not hold a \
                     line break",
                    beginning(quoted)
                )
            })?;
            let (cell, behind) = quoted.split_at(end);
            cells.push(if cell.contains('"') {
                cell.replace("\"\"", "\"").into()
            } else {
                cell.into()
            });
            behind.strip_prefix('"').unwrap_or(behind)
        } else {
            let (cell, behind) = rest.split_at(rest.find(delimiter).unwrap_or(rest.len()));
            if cell.contains('"') {
                return Err(format!(
                    "a quotation mark stands inside the cell {:?}, which does not begin with one; take it out, or put the whole \
                     cell in quotation marks and write it twice",
                    beginning(cell)
                ));
            }
            cells.push(cell.into());
            behind
        };
        match behind.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None if behind.is_empty() => return Ok(cells),
            None => {
                return Err(format!(
                    "behind a closing quotation mark stands {:?}, where a {called} or the end of the line must be; take the \
                     quotation mark out, or write one that belongs to the text twice",
                    beginning(behind)
                ));
            }
        }
    }
}

/// The position of the quotation mark that closes a cell.
fn closing(quoted: &str) -> Option<usize> {
    let mut marks = quoted.match_indices('"').map(|(at, _)| at).peekable();
    while let Some(at) = marks.next() {
        // Two in a row are one that belongs to the text.
        if marks.next_if_eq(&(at + 1)).is_none() {
            return Some(at);
        }
    }
    None
}

/// So much of a cell as a message shows.
fn beginning(cell: &str) -> String {
    cell.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Vec<(u64, Vec<String>)>, String> {
        let Some(table) = StrictTable::open(text.as_bytes())? else {
            return Ok(Vec::new());
        };
        let first = std::iter::once(Ok(table.first.clone()));
        first
            .chain(table.rows())
            .map(|row| {
                row.map(|row| {
                    (
                        row.number,
                        row.cells.into_iter().map(Cow::into_owned).collect(),
                    )
                })
            })
            .collect()
    }

    #[test]
    fn rows_as_programs_write_them() {
        for text in [
            "a,b\n1,\"x, \"\"y\"\"\"\n",
            "\u{feff}a,b\r\n1,\"x, \"\"y\"\"\"",
            "\"a\";\"b\"\r\"1\";\"x, \"\"y\"\"\"\r",
            "a\tb\n1\t\"x, \"\"y\"\"\"\n",
            "a|b\n1|\"x, \"\"y\"\"\"|\n",
        ] {
            let rows = read(text).unwrap();
            let cells = |at: usize| rows[at].1[..2].join(" / ");
            assert_eq!((rows[0].0, cells(0)), (1, "a / b".into()), "{text:?}");
            assert_eq!(
                (rows[1].0, cells(1)),
                (2, "1 / x, \"y\"".into()),
                "{text:?}"
            );
        }
        // Blank rows count, and cells that are missing from all rows do not.
        let rows = read("\n \na;b;;\n;;;\n1;2\n3;4;;;;\n").unwrap();
        let numbers: Vec<_> = rows.iter().map(|row| row.0).collect();
        assert_eq!(numbers, [3, 5, 6]);
        assert_eq!(read("\n\r\n , \n ").unwrap(), []);
        assert_eq!(read("").unwrap(), []);
    }

    #[test]
    fn what_could_hide_a_row_is_named() {
        for (text, says) in [
            (
                "a,b\n1,\"x\n2,y\n",
                "row 2: the quotation mark before \"x\" is not closed",
            ),
            (
                "a,b\n1,\"x\n2,\"y\"\n",
                "row 2: the quotation mark before \"x\" is not closed",
            ),
            ("a,b\n1,\"x\ny\"\n", "may not hold a line break"),
            (
                "a,b\n1,\"x\" \n",
                "row 2: behind a closing quotation mark stands \" \", where a comma",
            ),
            ("a;b\n1;\"x\",\n", "where a semicolon"),
            (
                "a,b\n1,x\"\n",
                "row 2: a quotation mark stands inside the cell \"x\\\"\"",
            ),
            (
                "a,b\n\n1,2,3\n",
                "row 3: it has 3 cells, and the first row has 2",
            ),
            (
                "a,b,c\n1,2\n",
                "row 2: it has 2 cells, and the first row has 3",
            ),
            ("a,b,c\n1\n", "end the row with \",,\""),
            ("a\n1,2\n", "row 2: it has 2 cells, and the first row has 1"),
            ("a,\"b\n", "row 1: the quotation mark before \"b\""),
            ("a,A ,b\n", "row 1: two columns are called \"A\""),
            ("PK\u{3}\u{4}x", "this is a workbook"),
            ("a\0,\0", "the whole file is UTF-16"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(says), "{text:?}: {error}");
        }
        for (bytes, says) in [
            (&b"\xff\xfea\0"[..], "the whole file is UTF-16"),
            (b"\xd0\xcf\x11\xe0", "this is a workbook"),
            (b"\x1f\x8b", "packed by gzip"),
            (b"a\r\n\xff\n", "row 2: this is not UTF-8"),
            (b"a\r\n1\xff\n", "row 2: this is not UTF-8"),
            (b"\xffa\n", "row 1: this is not UTF-8"),
        ] {
            let error = StrictTable::open(bytes).unwrap_err();
            assert!(error.contains(says), "{bytes:?}: {error}");
        }
    }

    proptest! {
        /// What is read here the csv crate reads alike, and a text that it writes itself is read.
        #[test]
        fn the_csv_crate_reads_the_same(text in "[ab,;\"\n]{0,60}") {
            let Ok(rows) = read(&text) else { return Ok(()) };
            let Ok(Some(table)) = StrictTable::open(text.as_bytes()) else { return Ok(()) };
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(u8::try_from(table.delimiter.0).unwrap())
                .from_reader(text.as_bytes());
            // Rows of delimiters alone are blank here.
            let holds = |row: &Vec<String>| row.iter().any(|cell| cell.contains(['a', 'b']));
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .filter(holds)
                .collect();
            let ours: Vec<_> = rows.into_iter().map(|row| row.1).filter(holds).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn what_the_csv_crate_writes_is_read(cells in prop::collection::vec("[ab,;\"|\t ]{1,5}", 2..5)) {
            let mut table = csv::Writer::from_writer(Vec::new());
            let names: Vec<String> = (0..cells.len()).map(|at| format!("h{at}")).collect();
            table.write_record(&names).unwrap();
            table.write_record(&cells).unwrap();
            let text = String::from_utf8(table.into_inner().unwrap()).unwrap();
            let rows = read(&text).unwrap();
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                prop_assert_eq!(&rows[1].1, &cells);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let table = StrictTable::open(&bytes);
            if let Ok(Some(table)) = table {
                let _ = table.rows().count();
            }
        }
    }
}
