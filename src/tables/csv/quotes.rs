//! Whether the quotation marks of a text agree with each other (RFC 4180, section 2): one opens a cell, and the one that
//! closes it precedes a delimiter or the end of a line. Where they do not, the reader of CSV guesses, and a cell may swallow its
//! neighbours: then a complainant's number ends up in the suspect's column.

/// Looks at the bytes of one row after the other.
#[derive(Clone, Copy, Debug)]
pub struct Quotes {
    delimiter: u8,
    at: At,
    seen: Seen,
}

/// What was seen in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Something comes between the mark that closes a cell and the next delimiter.
    pub stray: bool,
    /// A line ended inside quotation marks.
    pub spans_lines: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// A cell begins.
    Start,
    /// In a cell without quotation marks around it; those within it are ordinary characters.
    Plain,
    /// Between quotation marks.
    Inside,
    /// Behind a mark that closes the cell, or is the first of two that mean one.
    Closed,
}

impl Quotes {
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            at: At::Start,
            seen: Seen::default(),
        }
    }

    /// Looks at more bytes of the row.
    pub fn see(&mut self, bytes: &[u8]) {
        // Nearly every row has none, and its cells need no inspection.
        if matches!(self.at, At::Start | At::Plain) && memchr::memchr(b'"', bytes).is_none() {
            if let Some(&last) = bytes.last() {
                self.at = self.after(last);
            }
            return;
        }
        for &byte in bytes {
            self.at = match (self.at, byte) {
                (At::Start | At::Closed, b'"') => At::Inside,
                (At::Inside, b'"') => At::Closed,
                (At::Inside, _) => {
                    self.seen.spans_lines |= byte == b'\n' || byte == b'\r';
                    At::Inside
                }
                (At::Closed, _) if self.after(byte) == At::Plain => {
                    self.seen.stray = true;
                    At::Plain
                }
                _ => self.after(byte),
            };
        }
    }

    /// Whether a mark has opened that did not close.
    pub fn open(self) -> bool {
        self.at == At::Inside
    }

    /// The row has ended; says what was seen in it.
    pub fn end(&mut self) -> Seen {
        self.at = At::Start;
        std::mem::take(&mut self.seen)
    }

    fn after(self, byte: u8) -> At {
        if byte == self.delimiter || byte == b'\n' || byte == b'\r' {
            At::Start
        } else {
            At::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_contradict_each_other_are_seen_however_the_bytes_come() {
        for (row, stray, spans_lines, open) in [
            ("a,b", false, false, false),
            ("\"a,b\",c", false, false, false),
            ("\"a \"\"b\"\" c\",d", false, false, false),
            ("5\" pipe,x", false, false, false),
            ("\"a\nb\",c\n", false, true, false),
            ("\"a\"b,c", true, false, false),
            ("x,\"urgent,1\n2,\"Verified\",y", true, true, false),
            ("\"\",\"\"\r\n", false, false, false),
            ("a,\"b", false, false, true),
        ] {
            for cut in 0..=row.len() {
                let mut quotes = Quotes::new(b',');
                let (head, rest) = row.as_bytes().split_at(cut);
                quotes.see(head);
                quotes.see(rest);
                assert_eq!(quotes.open(), open, "{row:?} cut at {cut}");
                assert_eq!(
                    quotes.end(),
                    Seen { stray, spans_lines },
                    "{row:?} cut at {cut}"
                );
            }
        }
    }
}
