//! Runs of digits, kept in place of strings: nothing is allocated to read a number.

/// A short run of ASCII digits, kept without allocation.
#[derive(Clone, Copy)]
pub(crate) struct Digits {
    bytes: [u8; Self::ROOM],
    len: usize,
}

impl Digits {
    /// More than the longest international prefix, calling code and national number together.
    const ROOM: usize = 32;

    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; Self::ROOM],
            len: 0,
        }
    }

    /// The digits of an ASCII text.
    pub(crate) fn of(ascii: &[u8]) -> Self {
        let mut digits = Self::new();
        digits.extend(ascii);
        digits
    }

    /// Adds a digit by its value; what finds no room is counted but not kept.
    pub(crate) fn push(&mut self, value: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = b'0' | value;
        }
        self.len = self.len.saturating_add(1);
    }

    /// Adds digits that are written in ASCII already.
    pub(crate) fn extend(&mut self, ascii: &[u8]) {
        for byte in ascii {
            self.push(byte & 15);
        }
    }

    /// How many digits were added, kept or not.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The digits; none if there were more than any number has.
    pub(crate) fn get(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Whether there were more than any number has.
    pub(crate) const fn is_full(&self) -> bool {
        self.len > Self::ROOM
    }
}

/// The integer that ASCII digits spell after another one, or `None` if it does not fit.
pub(crate) fn integer(before: u64, ascii: &[u8]) -> Option<u64> {
    let mut sum = before;
    for byte in ascii {
        // No number has more than nineteen digits, which always fit.
        if sum >= 10u64.pow(18) {
            return None;
        }
        sum = sum * 10 + u64::from(byte & 15);
    }
    Some(sum)
}

/// The decimal digits of an integer, in ASCII.
pub(crate) fn spelled(number: u64) -> Digits {
    let mut digits = Digits::new();
    let mut place = 10_000_000_000_000_000_000;
    while place > 0 {
        let value = u8::try_from(number / place % 10).unwrap_or(0);
        if value > 0 || digits.len > 0 {
            digits.push(value);
        }
        place /= 10;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_digits_than_room_are_counted_not_kept() {
        let mut digits = Digits::new();
        for _ in 0..40 {
            digits.push(7);
        }
        assert!(digits.is_full() && digits.len() == 40 && digits.get().is_empty());
    }

    #[test]
    fn integers_are_spelled_and_read_back() {
        for number in [1, 10, 915_012_345_678, 9_999_999_999_999_999_999] {
            assert_eq!(integer(0, spelled(number).get()), Some(number));
        }
        assert_eq!(integer(0, b"99999999999999999999"), None);
    }
}
