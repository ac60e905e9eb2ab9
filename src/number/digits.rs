//! What each character of a written number is: a digit of some script, a separator, an invisible mark, a letter …

use super::plan_table::ZEROS;

/// The part a character plays in a written number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A decimal digit of any script, by its value.
    Digit(u8),
    /// The sign that announces a country code.
    Plus,
    /// White space inside a line, hyphens, dots and brackets: what people put between the groups of one number.
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

impl Mark {
    /// What this character is.
    pub(super) fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit(low_byte(c) - b'0'),
            ' ' | '\t' | '-' | '.' | '(' | ')' | '[' | ']' | '~' => Self::Separator,
            '+' => Self::Plus,
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '/' => Self::Slash,
            '\n' | '\r' | '\u{b}' | '\u{c}' => Self::Newline,
            ',' | ';' | '|' | '&' => Self::Divider,
            '\'' | '"' | '`' | '<' | '>' | ':' | '!' | '?' | '=' => Self::Edge,
            '\0'..='\x7f' => Self::Other,
            _ => Self::beyond_ascii(c),
        }
    }

    fn beyond_ascii(c: char) -> Self {
        if let Some(value) = decimal(c) {
            return Self::Digit(value);
        }
        match c {
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => Self::Invisible,
            // Spaces.
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' | '\u{3000}'
            // Hyphens and dashes.
            | '\u{2d7}' | '\u{58a}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{207b}' | '\u{2212}'
            | '\u{2e3a}' | '\u{2e3b}' | '\u{30fc}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
            // Dots.
            | '\u{b7}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' | '\u{fe52}'
            | '\u{ff0e}' | '\u{ff65}'
            // Brackets and tildes.
            | '\u{fe59}' | '\u{fe5a}' | '\u{ff08}' | '\u{ff09}' | '\u{ff3b}' | '\u{ff3d}' | '\u{2053}' | '\u{223c}'
            | '\u{301c}' | '\u{ff5e}' => Self::Separator,
            '\u{207a}' | '\u{2795}' | '\u{fb29}' | '\u{fe62}' | '\u{ff0b}' => Self::Plus,
            '\u{2044}' | '\u{2215}' | '\u{ff0f}' => Self::Slash,
            '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Newline,
            '\u{60c}' | '\u{61b}' | '\u{3001}' | '\u{ff06}' | '\u{ff0c}' | '\u{ff1b}' | '\u{ff5c}' => Self::Divider,
            '\u{ab}' | '\u{bb}' | '\u{964}' | '\u{965}' | '\u{2018}'..='\u{201f}' | '\u{2026}' | '\u{2039}'
            | '\u{203a}' | '\u{3002}' | '\u{ff01}' | '\u{ff02}' | '\u{ff07}' | '\u{ff1a}' | '\u{ff1f}' => Self::Edge,
            // Symbols; what is neither these nor above is a letter or a part of one.
            '\u{aa}' | '\u{b5}' | '\u{ba}' => Self::Letter,
            '\u{80}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2016}'..='\u{2070}' | '\u{2074}'..='\u{207e}'
            | '\u{2080}'..='\u{208f}' | '\u{20a0}'..='\u{20ff}' | '\u{2190}'..='\u{24b5}' | '\u{24ea}'..='\u{2bff}'
            | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}' | '\u{3007}'..='\u{3030}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
            | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}' => Self::Other,
            _ => Self::Letter,
        }
    }
}

/// The value of a decimal digit of a script other than the European digits.
fn decimal(c: char) -> Option<u8> {
    let code = u32::from(c);
    let zero = ZEROS.get(ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?)?;
    u8::try_from(code - zero).ok().filter(|&value| value <= 9)
}

/// The low byte of a character; the whole of it for ASCII.
fn low_byte(c: char) -> u8 {
    u32::from(c).to_le_bytes()[0]
}

/// A short run of ASCII digits, kept without allocation.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    bytes: [u8; Self::ROOM],
    len: usize,
}

impl Digits {
    /// More than the longest international prefix, calling code and national number together.
    const ROOM: usize = 32;

    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; Self::ROOM],
            len: 0,
        }
    }

    /// Adds a digit by its value; what finds no room is counted but not kept.
    pub(super) fn push(&mut self, value: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = b'0' + value;
        }
        self.len = self.len.saturating_add(1);
    }

    /// Adds digits that are written in ASCII already.
    pub(super) fn extend(&mut self, ascii: &[u8]) {
        for byte in ascii {
            self.push(byte.wrapping_sub(b'0'));
        }
    }

    /// How many digits were added, kept or not.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The digits, or `None` if there were more than any number has.
    pub(super) fn get(&self) -> Option<&[u8]> {
        self.bytes.get(..self.len)
    }
}

/// The integer that ASCII digits spell, or `None` if it does not fit.
pub(super) fn integer(ascii: &[u8]) -> Option<u64> {
    ascii.iter().try_fold(0u64, |sum, byte| {
        sum.checked_mul(10)?
            .checked_add(u64::from(byte.wrapping_sub(b'0')))
    })
}

/// The decimal digits of an integer, in ASCII.
pub(super) fn spelled(mut number: u64) -> Digits {
    let mut reversed = Digits::new();
    while number > 0 {
        reversed.push(u8::try_from(number % 10).unwrap_or(0));
        number /= 10;
    }
    let mut digits = Digits::new();
    for byte in reversed.get().unwrap_or_default().iter().rev() {
        digits.extend(core::slice::from_ref(byte));
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_have_their_value() {
        for zero in ZEROS {
            for value in 0..10u8 {
                let c = char::from_u32(zero + u32::from(value)).unwrap();
                assert_eq!(Mark::of(c), Mark::Digit(value), "U+{:04X}", u32::from(c));
                assert!(c.is_numeric(), "U+{:04X}", u32::from(c));
            }
        }
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn numerals_that_are_no_decimal_digits_are_not_read_as_such() {
        for c in ['²', '①', 'Ⅷ', '½', '⁵', '五', '௰', '൰', '〇'] {
            assert!(
                matches!(Mark::of(c), Mark::Other | Mark::Letter),
                "{c} is {:?}",
                Mark::of(c)
            );
        }
    }

    #[test]
    fn letters_of_any_script_are_letters() {
        for c in [
            'O', 'l', 'º', 'é', 'О', 'ο', 'क', 'ਓ', 'ॐ', 'ا', 'オ', 'Ｏ', '𝐎',
        ] {
            assert_eq!(Mark::of(c), Mark::Letter, "{c}");
        }
    }

    #[test]
    fn more_digits_than_room_are_counted_not_kept() {
        let mut digits = Digits::new();
        for _ in 0..40 {
            digits.push(7);
        }
        assert_eq!((digits.len(), digits.get()), (40, None));
    }

    #[test]
    fn integers_are_spelled_and_read_back() {
        for number in [1, 10, 915_012_345_678, u64::MAX] {
            assert_eq!(integer(spelled(number).get().unwrap()), Some(number));
        }
        assert_eq!(integer(b"99999999999999999999"), None);
    }
}
