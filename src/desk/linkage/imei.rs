//! A cell → the handset: the first fourteen digits of an IMEI, whichever of its forms was written down.
//!
//! 3GPP TS 23.003, section 6.2: an IMEI is a type allocation code of eight digits and a serial number of six. A
//! fifteenth digit is a check digit (Luhn, annex B) where people read it off the handset, and 0 where the network sent
//! it; an IMEISV has the two digits of the software version instead. So fourteen digits tell handsets apart, and
//! comparing longer forms as texts would miss most links.

use std::fmt;

use crate::complaints;

/// Why a cell is no handset; the reason among the rejects.
pub type Refusal = &'static str;

/// A spreadsheet kept only the first digits.
const DIGITS_LOST: Refusal = complaints::Refusal::DigitsLost.code();
/// Nothing stands there.
pub const EMPTY: Refusal = "empty";
/// Something other than digits and separators: an IMEI has decimal digits only.
pub const NOT_DIGITS: Refusal = "imei-not-digits";
/// Neither 14, 15 nor 16 digits.
pub const LENGTH: Refusal = "imei-length";
/// Fifteen digits of which the last is neither the check digit nor 0: one digit at least is wrong.
pub const CHECK_DIGIT: Refusal = "imei-check-digit";
/// An IMEI that no handset was given, and that many show nevertheless.
pub const PLACEHOLDER: Refusal = "imei-placeholder";

/// Digits of a handset.
const DIGITS: usize = 14;

/// A handset by the fourteen digits of its IMEI.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handset(u64);

impl Handset {
    /// Reads a cell in any of the forms.
    ///
    /// # Errors
    /// The reason why no handset can be taken from it.
    pub fn parse(cell: &[u8]) -> Result<Self, Refusal> {
        let cell = cell.trim_ascii();
        let cell = cell.strip_prefix(b"'").unwrap_or(cell);
        // A number cell saved as text: the fraction is all zeros, so nothing was lost.
        let cell = cell
            .strip_suffix(b".00")
            .or_else(|| cell.strip_suffix(b".0"))
            .unwrap_or(cell);
        let mut first = 0;
        let (mut count, mut check, mut sum) = (0_usize, 0, 0);
        for &byte in cell {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b' ' | b'-' | b'/' => continue,
                _ if is_scientific(cell) => return Err(DIGITS_LOST),
                _ => return Err(NOT_DIGITS),
            };
            if count < DIGITS {
                first = first * 10 + u64::from(digit);
                // Luhn: from the check digit backwards every other digit is doubled, and the sum's digits are added.
                sum += match (count % 2, digit) {
                    (0, _) => digit,
                    (_, 0..5) => digit * 2,
                    _ => digit * 2 - 9,
                };
            } else if count == DIGITS {
                check = digit;
            }
            count += 1;
        }
        let handset = Self(first);
        match count {
            0 => Err(EMPTY),
            14..=16 if handset.is_placeholder() => Err(PLACEHOLDER),
            15 if check != 0 && (sum + check) % 10 != 0 => Err(CHECK_DIGIT),
            14..=16 => Ok(handset),
            _ => Err(LENGTH),
        }
    }

    /// The handset of a cell that [`parse`](Self::parse) can read, in less time; of others, it may be some handset.
    #[must_use]
    pub fn perhaps(cell: &[u8]) -> Option<Self> {
        let digits = cell.iter().filter(|byte| byte.is_ascii_digit());
        let (mut first, mut count) = (0, 0_usize);
        for &byte in digits.take(DIGITS) {
            first = first * 10 + u64::from(byte - b'0');
            count += 1;
        }
        (count == DIGITS).then_some(Self(first))
    }

    /// The fourteen digits as an integer.
    #[must_use]
    pub const fn digits(self) -> u64 {
        self.0
    }

    /// Whether it is an IMEI that was never given to one handset. What is not known here shows by its many numbers.
    fn is_placeholder(self) -> bool {
        let (tac, serial) = (self.0 / 1_000_000, self.0 % 1_000_000);
        // The first two digits name who allotted the code; 00 is for test equipment (GSMA TS.06, section "Test IMEI").
        let test = tac < 1_000_000;
        // Flashing tools and emptied memories leave zeros: no type has the number 0, and serial numbers begin at 1.
        let zeros = tac % 1_000_000 == 0 || serial == 0;
        test || zeros
            || self.0.is_multiple_of(11_111_111_111_111)
            || NOT_A_HANDSET.contains(&self.0)
    }
}

/// Well-known IMEIs that many devices show: what programs that read IMEIs keep lists of.
const NOT_A_HANDSET: [u64; 4] = [
    // Digits in a row; the one with 0 in front reads 012345678912345 and 012345678901237 in full.
    12_345_678_901_234,
    1_234_567_890_123,
    // The example in manuals of vehicle trackers, shown by those never set up: 135790246811220.
    13_579_024_681_122,
    // Phones of one 2010 series whose memory lost its own: 358673013795895.
    35_867_301_379_589,
];

impl fmt::Display for Handset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:014}", self.0)
    }
}

impl fmt::Debug for Handset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handset({self})")
    }
}

/// `3.52099E+14`, also with a decimal comma: the last digits are gone.
fn is_scientific(cell: &[u8]) -> bool {
    let exponent = cell.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let Some((mantissa, exponent)) = exponent.and_then(|at| cell.split_at_checked(at)) else {
        return false;
    };
    let of = |bytes: &[u8], also: &[u8]| {
        bytes.iter().any(u8::is_ascii_digit)
            && bytes
                .iter()
                .all(|byte| byte.is_ascii_digit() || also.contains(byte))
    };
    of(mantissa, b".,") && exponent.len() <= 5 && of(exponent, b"eE+")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(cell: &str) -> Result<u64, Refusal> {
        Handset::parse(cell.as_bytes()).map(Handset::digits)
    }

    /// The check digit by the textbook, from the right: nothing of the reader's arithmetic.
    fn check_digit(fourteen: &str) -> char {
        let doubled = fourteen.chars().rev().enumerate().map(|(at, digit)| {
            let digit = digit.to_digit(10).unwrap();
            if at % 2 == 0 {
                [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][usize::try_from(digit).unwrap()]
            } else {
                digit
            }
        });
        char::from_digit((10 - doubled.sum::<u32>() % 10) % 10, 10).unwrap()
    }

    #[test]
    fn the_known_example() {
        // The IMEI that the literature computes the check digit of.
        assert_eq!(check_digit("49015420323751"), '8');
        for form in [
            "49015420323751",
            "490154203237518",
            "490154203237510",
            "4901542032375101",
            "49-015420-323751-8",
            "49 015420 323751 8",
            "490154/20/323751/8",
            " '490154203237518 ",
            "490154203237518.0",
            "490154203237518.00",
        ] {
            assert_eq!(read(form), Ok(49_015_420_323_751), "{form}");
        }
        assert_eq!(Handset(1_234).to_string(), "00000000001234");
    }

    #[test]
    fn what_is_no_imei_says_why() {
        for (cell, reason) in [
            ("", EMPTY),
            ("  ", EMPTY),
            ("' ", EMPTY),
            ("-", EMPTY),
            ("4901542032375", LENGTH),
            ("49015420323751812", LENGTH),
            ("490154203237517", CHECK_DIGIT),
            ("490154203237519", CHECK_DIGIT),
            ("49015420323751A", NOT_DIGITS),
            ("A0000012345678", NOT_DIGITS),
            ("4.90154E+14", DIGITS_LOST),
            ("4,90154e14", DIGITS_LOST),
            ("4E+14", DIGITS_LOST),
            ("E14", NOT_DIGITS),
            ("490154203237518.5", NOT_DIGITS),
            ("490154203237518\u{a0}", NOT_DIGITS),
        ] {
            assert_eq!(read(cell), Err(reason), "{cell:?}");
        }
    }

    #[test]
    fn what_no_handset_was_given_is_refused_in_every_form() {
        let repeated = (0..10).map(|digit| digit.to_string().repeat(14));
        let known = [
            "12345678901234",
            "01234567890123",
            "13579024681122",
            "35867301379589",
            "00499901064000",
            "35000000123456",
            "35693803000000",
        ];
        for fourteen in repeated.chain(known.map(String::from)) {
            for rest in [
                "".into(),
                "0".into(),
                "05".into(),
                check_digit(&fourteen).to_string(),
            ] {
                assert_eq!(
                    read(&format!("{fourteen}{rest}")),
                    Err(PLACEHOLDER),
                    "{fourteen}{rest}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn every_form_is_the_same_handset(tac in 1_000_001..99_999_999_u64, serial in 1..1_000_000_u64, version in 0..100) {
            let fourteen = format!("{tac:08}{serial:06}");
            let wanted = read(&fourteen);
            prop_assume!(wanted != Err(PLACEHOLDER));
            prop_assert_eq!(wanted, fourteen.parse().map_err(|_| ""));
            let check = check_digit(&fourteen);
            for digit in '0'..='9' {
                let expected = if digit == '0' || digit == check { wanted } else { Err(CHECK_DIGIT) };
                prop_assert_eq!(read(&format!("{fourteen}{digit}")), expected);
            }
            prop_assert_eq!(read(&format!("{fourteen}{version:02}")), wanted);
        }

        #[test]
        fn no_bytes_are_misread(cell in prop::collection::vec(any::<u8>(), 0..24)) {
            if let Ok(handset) = Handset::parse(&cell) {
                prop_assert_eq!(Handset::perhaps(&cell), Some(handset));
                let digits: Vec<u8> = cell.into_iter().filter(u8::is_ascii_digit).collect();
                prop_assert!(digits.starts_with(handset.to_string().as_bytes()));
            }
        }

        #[test]
        fn separators_change_nothing(places in prop::collection::vec((0..15_usize, prop::sample::select(vec![' ', '-', '/'])), 0..8)) {
            let mut text = String::from("490154203237518");
            for (place, separator) in places {
                text.insert(place, separator);
            }
            prop_assert_eq!(read(&text), Ok(49_015_420_323_751));
        }
    }
}
