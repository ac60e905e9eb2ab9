//! Detects a text file's delimiter.

use crate::open::HEAD;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// `sep=;` in the first line, which states the delimiter for spreadsheet programs: the delimiter and the line's length.
pub fn stated_delimiter(text: &[u8]) -> Option<(u8, usize)> {
    let end = memchr::memchr2(b'\r', b'\n', text)?;
    let line = text.get(..end)?;
    let stated = line.strip_prefix(b"\"").unwrap_or(line);
    let stated = stated.strip_suffix(b"\"").unwrap_or(stated);
    if !stated.get(..4)?.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    let delimiter = match stated.get(4..)? {
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

/// The text from a row on, as far as it is known before the rows are split.
pub fn below(text: &[u8], row: u64) -> &[u8] {
    let above = usize::try_from(row.saturating_sub(1)).unwrap_or(usize::MAX);
    let start = above.checked_sub(1).map_or(Some(0), |last| {
        memchr::memchr_iter(b'\n', text).nth(last).map(|at| at + 1)
    });
    start.and_then(|start| text.get(start..)).unwrap_or(text)
}

/// The delimiter that splits the first lines into the same number of cells, more than one; where several do, the one that
/// makes the most. `None`: one cell a line.
pub fn find_delimiter(text: &[u8]) -> Option<u8> {
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
    fn a_first_line_may_state_the_delimiter() {
        assert_eq!(stated_delimiter(b"sep=;\r\na;b\r\n"), Some((b';', 7)));
        assert_eq!(stated_delimiter(b"\"SEP=|\"\na|b\n"), Some((b'|', 8)));
        assert_eq!(stated_delimiter(b"sep=\\t\na\tb\n"), Some((b'\t', 7)));
        assert_eq!(stated_delimiter(b"separator\na\n"), None);
    }
}
