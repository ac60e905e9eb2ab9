//! What each character of a written number is: a digit of some script, a separator, an invisible mark, a letter …
//!
//! Texts are read as UTF-8 bytes by two functions, one forwards and one backwards, and characters are told apart by two
//! sorted tables. The standard library's string functions and a `match` on ranges do the same in three times the code,
//! which counts in the browser module.

use crate::number::plan::table::ZEROS;

/// The part a character plays in a written number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A decimal digit of any script.
    Digit,
    /// The sign that announces a country code.
    Plus,
    /// White space inside a line.
    Space,
    /// Hyphens, dots and brackets: with spaces, what people put between the groups of one number.
    Separator,
    /// A slash: between the groups of one number, or between two numbers.
    Slash,
    /// A line break.
    Newline,
    /// Commas and the like, which stand between two numbers and never inside one.
    Divider,
    /// Quotation marks and closing punctuation, which may stand around a number.
    Edge,
    /// Characters that show nothing: zero-width, bidi and variation marks, pasted from chat programs.
    Invisible,
    /// A letter of any script.
    Letter,
    /// Anything else.
    Other,
}

use Mark::{
    Digit, Divider, Edge, Invisible, Letter, Newline, Other, Plus, Separator, Slash, Space,
};

/// The marks of ASCII.
static ASCII: [Mark; 128] = {
    let mut marks = [Other; 128];
    let mut code = 0;
    while code < 128 {
        marks[code] = match code {
            0x30..=0x39 => Digit,
            0x41..=0x5a | 0x61..=0x7a => Letter,
            0x20 | 0x09 => Space,
            0x28 | 0x29 | 0x2d | 0x2e | 0x5b | 0x5d | 0x7e => Separator, // ( ) - . [ ] ~
            0x2b => Plus,
            0x2f => Slash,
            0x0a..=0x0d => Newline,
            0x26 | 0x2c | 0x3b | 0x7c => Divider, // & , ; |
            0x21 | 0x22 | 0x27 | 0x3a | 0x3c | 0x3d | 0x3e | 0x3f | 0x60 => Edge, // ! " ' : < = > ? `
            _ => Other,
        };
        code += 1;
    }
    marks
};

/// Where a range of characters of one mark begins; it ends where the next one begins. Digits have a table of their own.
///
/// What is neither listed nor a symbol is a letter, or a part of one: texts in every script of the world are mostly
/// letters, and a character unknown here is refused either way.
static RANGES: &[(u32, Mark)] = &[
    (0x80, Other),
    (0x85, Newline),
    (0x86, Other),
    (0xa0, Space),
    (0xa1, Other),
    (0xaa, Letter),
    (0xab, Edge),
    (0xac, Other),
    (0xad, Invisible),
    (0xae, Other),
    (0xb5, Letter),
    (0xb6, Other),
    (0xb7, Separator), // middle dot
    (0xb8, Other),
    (0xba, Letter),
    (0xbb, Edge),
    (0xbc, Other),
    (0xc0, Letter),
    (0xd7, Other),
    (0xd8, Letter),
    (0xf7, Other),
    (0xf8, Letter),
    (0x34f, Invisible),
    (0x350, Letter),
    (0x60c, Divider),
    (0x60d, Letter),
    (0x61b, Divider),
    (0x61c, Invisible),
    (0x61d, Letter),
    (0x6d4, Edge),
    (0x6d5, Letter),
    (0x964, Edge), // danda
    (0x966, Letter),
    (0x115f, Invisible),
    (0x1161, Letter),
    (0x1680, Space),
    (0x1681, Letter),
    (0x17b4, Invisible),
    (0x17b6, Letter),
    (0x180b, Invisible),
    (0x1810, Letter),
    (0x2000, Space),
    (0x200b, Invisible),
    (0x2010, Separator), // hyphens and dashes
    (0x2016, Other),
    (0x2018, Edge),
    (0x2020, Other),
    (0x2022, Separator), // bullet
    (0x2023, Other),
    (0x2026, Edge),
    (0x2027, Other),
    (0x2028, Newline),
    (0x202a, Invisible),
    (0x202f, Space),
    (0x2030, Other),
    (0x2039, Edge),
    (0x203b, Other),
    (0x2043, Separator),
    (0x2044, Slash),
    (0x2045, Other),
    (0x2053, Separator),
    (0x2054, Other),
    (0x205f, Space),
    (0x2060, Invisible),
    (0x2070, Other),
    (0x2071, Letter),
    (0x2074, Other),
    (0x207f, Letter),
    (0x2080, Other),
    (0x2090, Letter),
    (0x20a0, Other),
    (0x20e3, Invisible), // keycap
    (0x20e4, Other),
    (0x2100, Letter),
    (0x2190, Other),
    (0x2212, Separator), // minus
    (0x2213, Other),
    (0x2215, Slash),
    (0x2216, Other),
    (0x223c, Separator),
    (0x223d, Other),
    (0x24b6, Letter),
    (0x24ea, Other),
    (0x2795, Plus),
    (0x2796, Other),
    (0x2800, Space),
    (0x2801, Other),
    (0x2c00, Letter),
    (0x2e00, Other),
    (0x2e80, Letter),
    (0x3000, Space),
    (0x3001, Divider),
    (0x3002, Edge),
    (0x3003, Other),
    (0x301c, Separator),
    (0x301d, Other),
    (0x3031, Letter),
    (0x30fb, Separator),
    (0x30fd, Letter),
    (0x3164, Invisible),
    (0x3165, Letter),
    (0xe000, Other),
    (0xf900, Letter),
    (0xfb29, Plus),
    (0xfb2a, Letter),
    (0xfe00, Invisible),
    (0xfe10, Other),
    (0xfe52, Separator),
    (0xfe53, Other),
    (0xfe58, Separator),
    (0xfe5b, Other),
    (0xfe62, Plus),
    (0xfe63, Separator),
    (0xfe64, Other),
    (0xfe70, Letter),
    (0xfeff, Invisible),
    (0xff00, Other), // full-width forms
    (0xff01, Edge),
    (0xff03, Other),
    (0xff06, Divider),
    (0xff07, Edge),
    (0xff08, Separator),
    (0xff0a, Other),
    (0xff0b, Plus),
    (0xff0c, Divider),
    (0xff0d, Separator),
    (0xff0f, Slash),
    (0xff1a, Edge),
    (0xff1b, Divider),
    (0xff1c, Other),
    (0xff1f, Edge),
    (0xff20, Other),
    (0xff21, Letter),
    (0xff3b, Separator),
    (0xff3c, Other),
    (0xff3d, Separator),
    (0xff3e, Other),
    (0xff41, Letter),
    (0xff5b, Other),
    (0xff5c, Divider),
    (0xff5d, Other),
    (0xff5e, Separator),
    (0xff5f, Other),
    (0xff65, Separator),
    (0xff66, Letter),
    (0xffa0, Invisible),
    (0xffa1, Letter),
    (0xffe0, Other),
    (0xfff9, Invisible),
    (0xfffc, Other),
    (0x10000, Letter),
    (0x1f000, Other),
    (0x1fb00, Letter),
    (0xe0000, Invisible),
    (0xe1000, Letter),
];

/// A character of a text.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) mark: Mark,
    /// The value of a digit.
    pub(crate) value: u8,
    /// The code point.
    pub(crate) code: u32,
    /// Where it begins and ends.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The mark of a code point beyond ASCII, and its value if it is a digit.
fn mark(code: u32) -> (Mark, u8) {
    let zero = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1);
    let value = zero
        .and_then(|at| ZEROS.get(at))
        .map_or(u32::MAX, |zero| code - zero);
    if let Ok(value @ 0..=9) = u8::try_from(value) {
        return (Digit, value);
    }
    let range = RANGES
        .partition_point(|range| range.0 <= code)
        .checked_sub(1);
    (
        range
            .and_then(|at| RANGES.get(at))
            .map_or(Other, |range| range.1),
        0,
    )
}

/// The character that begins here, or `None` at the end.
#[inline(never)]
pub(crate) fn glyph(text: &[u8], start: usize) -> Option<Glyph> {
    glyph_inline(text, start)
}

/// The same for the two loops that read every character: most are ASCII and need no call.
#[inline]
pub(crate) fn glyph_inline(text: &[u8], start: usize) -> Option<Glyph> {
    #[cfg(test)]
    steps::count();
    let byte = *text.get(start)?;
    let Some(&mark) = ASCII.get(usize::from(byte)) else {
        return Some(beyond_ascii(text, start, byte));
    };
    Some(Glyph {
        mark,
        value: byte & 15,
        code: u32::from(byte),
        start,
        end: start + 1,
    })
}

#[inline(never)]
fn beyond_ascii(text: &[u8], start: usize, first: u8) -> Glyph {
    let ones = first.leading_ones();
    let mut code = u32::from(first) & (0x7f >> ones);
    let mut end = start + 1;
    for _ in 1..ones {
        let more = text.get(end).copied().unwrap_or_default();
        code = code << 6 | u32::from(more & 0x3f);
        end += 1;
    }
    let (mark, value) = mark(code);
    Glyph {
        mark,
        value,
        code,
        start,
        end,
    }
}

/// The character that ends here, or `None` at the start.
#[inline(never)]
pub(crate) fn glyph_before(text: &[u8], end: usize) -> Option<Glyph> {
    let mut start = end.checked_sub(1)?;
    while start > 0 && text.get(start).is_some_and(|byte| byte & 0xc0 == 0x80) {
        start -= 1;
    }
    glyph(text, start)
}

/// Whether a character is this ASCII character.
impl PartialEq<u8> for Glyph {
    fn eq(&self, byte: &u8) -> bool {
        self.code == u32::from(*byte)
    }
}

/// How many characters were looked at, to prove that reading stays linear.
#[cfg(test)]
pub(crate) mod steps {
    use core::cell::Cell;

    thread_local! {
        static COUNT: Cell<u64> = const { Cell::new(0) };
    }

    pub(crate) fn count() {
        COUNT.set(COUNT.get() + 1);
    }

    /// How many characters some work looks at.
    pub(crate) fn of(work: impl FnOnce()) -> u64 {
        let before = COUNT.get();
        work();
        COUNT.get() - before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark_of(c: char) -> Mark {
        let mut bytes = [0; 4];
        glyph(c.encode_utf8(&mut bytes).as_bytes(), 0).unwrap().mark
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        for zero in ZEROS {
            for value in 0..10u8 {
                let c = char::from_u32(zero + u32::from(value)).unwrap();
                let there = glyph(c.to_string().as_bytes(), 0).unwrap();
                assert_eq!((there.mark, there.value), (Digit, value), "{c:?}");
                assert!(c.is_numeric(), "{c:?}");
            }
        }
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(ZEROS.is_sorted());
        assert!(RANGES.is_sorted_by(|one, next| one.0 < next.0 && one.1 != next.1));
    }

    #[test]
    fn numerals_that_are_no_decimal_digits_are_not_read_as_such() {
        for c in ['²', '①', 'Ⅷ', '½', '⁵', '五', '௰', '൰', '〇'] {
            assert!(
                matches!(mark_of(c), Other | Letter),
                "{c} is {:?}",
                mark_of(c)
            );
        }
    }

    #[test]
    fn letters_of_any_script_are_letters() {
        for c in [
            'O', 'l', 'º', 'é', 'О', 'ο', 'क', 'ਓ', 'ॐ', 'ا', 'オ', 'Ｏ', '𝐎', 'ः', '\u{947}',
        ] {
            assert_eq!(mark_of(c), Letter, "{c}");
        }
    }

    #[test]
    fn symbols_are_no_letters() {
        for c in ['₹', '€', '%', '@', '#', '→', '✓', '😀', '©', '½', '…'] {
            assert!(matches!(mark_of(c), Other | Edge), "{c}");
        }
    }

    #[test]
    fn characters_are_read_forwards_and_backwards() {
        let text = "a½क😀";
        let mut at = 0;
        for c in text.chars() {
            let there = glyph(text.as_bytes(), at).unwrap();
            assert_eq!((there.code, there.end), (u32::from(c), at + c.len_utf8()));
            let back = glyph_before(text.as_bytes(), there.end).unwrap();
            assert_eq!((back.code, back.start), (there.code, at));
            at = there.end;
        }
        assert!(glyph(text.as_bytes(), at).is_none() && glyph_before(text.as_bytes(), 0).is_none());
    }
}
