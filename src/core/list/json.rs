//! A strict JSON reader for the notes' fixed schema: whole numbers, no name twice in one object (RFC 7493), nested at
//! most eight levels deep.
//!
//! A general library would do, and the lightest of them (miniserde) costs the browser module 5 kB of its 40, mostly for
//! floating-point numbers that no list holds (docs/DECISIONS.md).

use crate::list::error::Detail;

/// How deep the notes may nest; the schema needs two.
const MAX_DEPTH: u8 = 8;
/// India has some eight hundred districts: few enough that looking for a name twice needs no sorting.
const MAX_NAMES: usize = 1_000;
/// Counts must survive a reader whose numbers are IEEE doubles: 2⁵³ − 1.
pub(crate) const MAX_COUNT: u64 = (1 << 53) - 1;

/// What is wrong, in words.
pub(crate) type Bad = Detail;
const SYNTAX: Bad = Detail::new("they are not JSON");

/// What remains to be read. The text is UTF-8, and only ASCII bytes decide.
pub(crate) struct Json<'a> {
    rest: &'a [u8],
    depth: u8,
}

impl<'a> Json<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
            depth: 0,
        }
    }

    /// The next byte that is not white space, without taking it.
    fn peek(&mut self) -> Option<u8> {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// Takes one byte, white space and all.
    fn byte(&mut self) -> Result<u8, Bad> {
        let (&byte, rest) = self.rest.split_first().ok_or(SYNTAX)?;
        self.rest = rest;
        Ok(byte)
    }

    /// Takes this byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            let _ = self.byte();
        }
        there
    }

    /// Nothing but white space may be left.
    pub fn end(&mut self) -> Result<(), Bad> {
        self.peek().map_or(Ok(()), |_| Err(SYNTAX))
    }

    /// The members or elements between two brackets; `each` reads one.
    fn items(
        &mut self,
        open: u8,
        close: u8,
        each: &mut dyn FnMut(&mut Self) -> Result<(), Bad>,
    ) -> Result<(), Bad> {
        if !self.take(open) {
            return Err(Detail::new("a value is not of its type"));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Detail::new("nested more than 8 levels deep"));
        }
        if !self.take(close) {
            loop {
                each(self)?;
                if self.take(close) {
                    break;
                }
                if !self.take(b',') {
                    return Err(SYNTAX);
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// An object; `each` is given every name and reads its value.
    pub fn object(
        &mut self,
        each: &mut dyn FnMut(&mut Self, &str) -> Result<(), Bad>,
    ) -> Result<(), Bad> {
        let mut names: Vec<String> = Vec::new();
        self.items(b'{', b'}', &mut |json| {
            let name = json.string()?;
            if names.contains(&name) {
                return Err(Detail::new("a name stands twice"));
            }
            if names.len() >= MAX_NAMES {
                return Err(Detail::new("an object has more than 1000 names"));
            }
            if !json.take(b':') {
                return Err(SYNTAX);
            }
            each(json, &name)?;
            names.push(name);
            Ok(())
        })
    }

    /// An array; `each` reads every element.
    pub fn array(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<(), Bad>) -> Result<(), Bad> {
        self.items(b'[', b']', each)
    }

    /// A string.
    pub fn string(&mut self) -> Result<String, Bad> {
        if !self.take(b'"') {
            return Err(Detail::new("a value is not of its type"));
        }
        let mut bytes = Vec::new();
        loop {
            match self.byte()? {
                b'"' => break,
                b'\\' => {
                    let character = self.escape()?;
                    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..0x20 => return Err(SYNTAX),
                byte => bytes.push(byte),
            }
        }
        // Whole characters of a UTF-8 text, and characters encoded above.
        String::from_utf8(bytes).map_err(|_| SYNTAX)
    }

    fn escape(&mut self) -> Result<char, Bad> {
        Ok(match self.byte()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.hex()?;
                let code = match unit {
                    0xD800..0xDC00 => {
                        let second = if self.byte()? == b'\\' && self.byte()? == b'u' {
                            self.hex()?
                        } else {
                            0
                        };
                        if !(0xDC00..0xE000).contains(&second) {
                            return Err(SYNTAX);
                        }
                        0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00)
                    }
                    unit => unit,
                };
                // A lone second half of a pair is no character.
                char::from_u32(code).ok_or(SYNTAX)?
            }
            _ => return Err(SYNTAX),
        })
    }

    fn hex(&mut self) -> Result<u32, Bad> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.byte()?).to_digit(16).ok_or(SYNTAX)?;
        }
        Ok(unit)
    }

    /// A whole number from 0 to 2⁵³ − 1, written without sign, fraction or exponent.
    pub fn count(&mut self) -> Result<u64, Bad> {
        let bad = Err(Detail::new(
            "a count is not a whole number from 0 to 2^53 - 1",
        ));
        let first = self.peek();
        let mut count = 0;
        let digits = self.digits(&mut |digit| {
            // Too large already: what it becomes no longer matters, only that it stays too large.
            count = if count > MAX_COUNT {
                count
            } else {
                count * 10 + u64::from(digit)
            };
        });
        let whole = digits > 0 && (digits == 1 || first != Some(b'0')) && count <= MAX_COUNT;
        match self.rest {
            [b'.' | b'e' | b'E', ..] => bad,
            _ if whole => Ok(count),
            _ => bad,
        }
    }

    /// Takes decimal digits; how many there were.
    fn digits(&mut self, each: &mut dyn FnMut(u8)) -> usize {
        let mut digits = 0;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            each(digit - b'0');
            self.rest = rest;
            digits += 1;
        }
        digits
    }

    /// Any value, of which nothing is kept.
    pub fn skip(&mut self) -> Result<(), Bad> {
        match self.peek() {
            Some(b'{') => self.object(&mut |json, _| json.skip()),
            Some(b'[') => self.array(&mut Self::skip),
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ => {
                for word in [&b"null"[..], b"true", b"false"] {
                    if let Some(rest) = self.rest.strip_prefix(word) {
                        self.rest = rest;
                        return Ok(());
                    }
                }
                Err(SYNTAX)
            }
        }
    }

    fn skip_number(&mut self) -> Result<(), Bad> {
        self.take(b'-');
        let zero = self.rest.first() == Some(&b'0');
        let digits = self.digits(&mut |_| ());
        if digits == 0 || (zero && digits > 1) {
            return Err(SYNTAX);
        }
        if let [b'.', rest @ ..] = self.rest {
            self.rest = rest;
            if self.digits(&mut |_| ()) == 0 {
                return Err(SYNTAX);
            }
        }
        if let [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] = self.rest {
            self.rest = rest;
            if self.digits(&mut |_| ()) == 0 {
                return Err(SYNTAX);
            }
        }
        Ok(())
    }
}

/// Appends a string in its quotes. Only what JSON demands is escaped.
pub(crate) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0'..='\u{1f}' => {
                let code = u32::from(character);
                out.push_str("\\u00");
                out.extend(
                    [code >> 4, code & 15]
                        .into_iter()
                        .filter_map(|digit| char::from_digit(digit, 16)),
                );
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skips(text: &str) -> Result<(), Bad> {
        let mut json = Json::new(text);
        json.skip()?;
        json.end()
    }

    #[test]
    fn json_is_taken_and_what_is_not_is_refused() {
        for good in [
            "{}",
            "[]",
            "null",
            " [1 , -0.5e+3,\"\\ud83d\\ude00\\n\"] ",
            "{\"a\":{\"b\":[true,false]}}",
            "0",
            "-0",
            "1E9",
        ] {
            assert_eq!(skips(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "01",
            "-",
            "1.",
            "1e",
            "+1",
            "nul",
            "nullx",
            "\"\\x\"",
            "\"\u{1}\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "'a'",
            "[1 2]",
            "{\"a\":1,\"a\":2}",
            "[1]]",
            "NaN",
        ] {
            assert!(skips(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(skips(&("[".repeat(8) + &"]".repeat(8))), Ok(()));
        assert_eq!(
            skips(&"[".repeat(100_000)),
            Err(Detail::new("nested more than 8 levels deep"))
        );
    }

    #[test]
    fn counts_are_whole() {
        let count = |text: &str| {
            let mut json = Json::new(text);
            json.count().and_then(|count| json.end().map(|()| count))
        };
        assert_eq!(count(" 9007199254740991 "), Ok(9_007_199_254_740_991));
        assert_eq!(count("0"), Ok(0));
        for bad in [
            "9007199254740992",
            "99999999999999999999999999",
            "-1",
            "1.0",
            "1e3",
            "01",
            "",
            "\"1\"",
            "null",
        ] {
            assert!(count(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "a\"b\\c\n\u{1f}जाँच😀";
        let mut written = String::new();
        write_string(&mut written, text);
        assert_eq!(Json::new(&written).string().as_deref(), Ok(text));
    }
}
