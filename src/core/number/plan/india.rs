//! India's numbering plan, and how its numbers are written.
//!
//! A subscriber number has ten digits, no more and no fewer. libphonenumber calls 8, 9, 11 and 13 digits possible as
//! well, because toll-free numbers have them; here such a length counts only in the series that has it, so that a number
//! with a digit forgotten is refused and never looked up as another one. Which ten digits they are does not matter:
//! whether a series is allotted today must not decide whether a number can be checked.
//!
//! What can be written in more than one way is read so:
//!
//! - ten digits that begin with 91 are a national number, twelve that do are the country code and ten digits;
//! - a trunk 0 is dropped before ten digits, also after +91 and before a 91; `0` and nine digits are one digit short,
//!   never a ten-digit number that begins with 0: nobody has such a number;
//! - two country codes (`+91 91` and ten digits) are too many digits, not a number;
//! - digits after `00` are an international number, except the toll-free `000 800` from abroad.

use crate::number::digits::integer;
use crate::number::plan::pattern;
use crate::number::plan::table::{INDIAN_AREAS, INDIAN_SHORT_CODES};
use crate::number::{Kind, Reason};

/// The country calling code.
pub(crate) const CODE: u64 = 91;

/// Digits of a subscriber number.
const SUBSCRIBER: usize = 10;

/// The national number these digits stand for, without country code or international prefix; `coded` says that a
/// country code stood before them.
pub(crate) fn national(digits: &[u8], coded: bool) -> Result<&[u8], Reason> {
    let read = plain(digits).or_else(|| {
        if coded {
            return None;
        }
        let digits = digits.strip_prefix(b"0").unwrap_or(digits);
        plain(digits.strip_prefix(b"91")?)
    });
    read.ok_or_else(|| {
        let bare = digits.strip_prefix(b"0").unwrap_or(digits);
        let bare = match bare.strip_prefix(b"91") {
            Some(rest) if !coded && bare.len() > SUBSCRIBER => {
                rest.strip_prefix(b"0").unwrap_or(rest)
            }
            _ => bare,
        };
        if bare.len() < SUBSCRIBER {
            Reason::TooShort
        } else {
            Reason::TooLong
        }
    })
}

/// A national number, with or without its trunk 0.
fn plain(digits: &[u8]) -> Option<&[u8]> {
    if is_national(digits) {
        return Some(digits);
    }
    digits.strip_prefix(b"0").filter(|rest| is_national(rest))
}

/// Whether a national number can be these digits.
pub(crate) fn is_national(digits: &[u8]) -> bool {
    match digits.len() {
        SUBSCRIBER => digits.first() != Some(&b'0') || digits == b"0000000000",
        length => series(digits).is_some_and(|(lengths, _)| lengths.contains(&length)),
    }
}

/// The series with lengths of their own: the national numbers of other than ten digits.
fn series(digits: &[u8]) -> Option<(&'static [usize], Kind)> {
    match digits {
        [b'1', b'8', b'0', b'0', ..] => Some((&[8, 9, 10, 11, 12, 13], Kind::TollFree)),
        [b'1', b'8', b'0', b'3', ..] => Some((&[13], Kind::TollFree)),
        [b'0', b'0', b'0', b'8', b'0', b'0', ..] => Some((&[13], Kind::TollFree)),
        // Some of what is called paid-for elsewhere: the caller pays, and Kind has no finer name.
        [b'1', b'8', b'6', b'1' | b'2', ..] => Some((&[13], Kind::SharedCost)),
        [b'1', b'8', b'6', b'0', ..] => Some((&[10, 11], Kind::SharedCost)),
        _ => None,
    }
}

/// What sort of line a national number is.
pub(crate) fn kind(digits: &[u8]) -> Kind {
    if let Some((_, kind)) = series(digits).filter(|(lengths, _)| lengths.contains(&digits.len())) {
        return kind;
    }
    match digits {
        [b'1', b'4', b'0', ..] => Kind::Telemarketing,
        [b'1', b'6', b'0', b'0' | b'1', ..] => Kind::Service,
        [b'6'..=b'9', ..] => {
            // Where a mobile number begins like an area code, only the digit after that code can tell them apart, and
            // only in one direction: no landline's own number begins with 0, 1, 8 or 9.
            let local = area_code(digits).and_then(|area| digits.get(area.len()));
            match local {
                Some(b'2'..=b'7') => Kind::MobileOrLandline,
                _ => Kind::Mobile,
            }
        }
        _ if area_code(digits).is_some() => Kind::Landline,
        _ => Kind::Unassigned,
    }
}

/// The STD code a landline number begins with; `None` where no area has such a code.
pub(crate) fn area_code(digits: &[u8]) -> Option<&[u8]> {
    let first = usize::try_from(integer(0, digits.get(..3)?)?.checked_sub(100)?).ok()?;
    let length = match INDIAN_AREAS.get(first / 4)? >> (first % 4 * 2) & 3 {
        0 => return None,
        more => usize::from(more) + 1,
    };
    digits.get(..length)
}

/// Whether these digits can be dialled in India but are no subscriber's.
pub(crate) fn is_short_code(digits: &[u8]) -> bool {
    // Most of what is asked has ten digits or more.
    digits.len() <= 6 && pattern::is_whole(INDIAN_SHORT_CODES.as_bytes(), digits)
}

/// How many digits stand in each group of a national number as people write it.
pub(crate) fn groups(digits: &[u8]) -> [usize; 4] {
    match (kind(digits), digits.len()) {
        (Kind::TollFree, 13) if digits.starts_with(b"0") => [3, 3, 3, 4],
        (Kind::TollFree | Kind::SharedCost, 13) => [4, 3, 3, 3],
        (Kind::TollFree | Kind::SharedCost, 12) => [4, 4, 4, 0],
        (Kind::TollFree | Kind::SharedCost, 11) => [4, 3, 4, 0],
        (Kind::TollFree | Kind::SharedCost | Kind::Service, 10) => [4, 3, 3, 0],
        (Kind::TollFree, length) => [4, length - 4, 0, 0],
        (Kind::Telemarketing, length) => [3, 3, length - 6, 0],
        (Kind::Landline, length) => {
            let area = area_code(digits).map_or(2, <[u8]>::len);
            [area, length - area, 0, 0]
        }
        (_, length) => [5, length - 5, 0, 0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten digits that begin so; what follows is zeros.
    fn ten(first: &str) -> String {
        format!("{first:0<10}")
    }

    #[test]
    fn kinds_are_told_by_series_and_area() {
        for (first, expected) in [
            ("501", Kind::Unassigned),
            ("101", Kind::Unassigned),
            ("500", Kind::Unassigned),
            ("140", Kind::Telemarketing),
            ("1600", Kind::Service),
            ("1601", Kind::Service),
            ("1602", Kind::Landline),
            ("1612", Kind::Landline),
            ("112", Kind::Landline),
            ("1242", Kind::Landline),
            ("1800", Kind::TollFree),
            ("1802", Kind::Landline),
            ("1860", Kind::SharedCost),
            ("792", Kind::MobileOrLandline),
            ("802", Kind::MobileOrLandline),
            ("6122", Kind::MobileOrLandline),
            ("6742", Kind::MobileOrLandline),
            ("7122", Kind::MobileOrLandline),
            ("7312", Kind::MobileOrLandline),
            ("801", Kind::Mobile),
            ("6120", Kind::Mobile),
            ("999", Kind::Mobile),
        ] {
            assert_eq!(kind(ten(first).as_bytes()), expected, "{first}");
        }
        assert_eq!(kind(b"18000000000"), Kind::TollFree);
        assert_eq!(kind(b"18600000000"), Kind::SharedCost);
    }

    #[test]
    fn nothing_that_begins_6_to_9_is_unassigned() {
        for first in 6000u32..10_000 {
            let digits = ten(&first.to_string());
            assert!(
                matches!(
                    kind(digits.as_bytes()),
                    Kind::Mobile | Kind::MobileOrLandline
                ),
                "{digits}"
            );
        }
    }

    #[test]
    fn area_codes_have_two_to_four_digits() {
        // What a number begins with, and its code.
        for (first, code) in [
            ("112", "11"),
            ("222", "22"),
            ("202", "20"),
            ("332", "33"),
            ("402", "40"),
            ("442", "44"),
            ("792", "79"),
            ("802", "80"),
            ("124", "124"),
            ("172", "172"),
            ("1262", "1262"),
            ("7410", "7410"),
        ] {
            assert_eq!(
                area_code(ten(first).as_bytes()),
                Some(code.as_bytes()),
                "{first}"
            );
        }
        for first in ["501", "991", "101"] {
            assert_eq!(area_code(ten(first).as_bytes()), None, "{first}");
        }
    }

    #[test]
    fn short_codes_are_those_that_are_dialled() {
        for code in [
            "100", "112", "108", "1909", "1930", "155260", "1098", "181", "1912",
        ] {
            assert!(is_short_code(code.as_bytes()), "{code}");
        }
        for other in ["1", "12", "2024", "1999", "50123", "501234", "155", "19301"] {
            assert!(!is_short_code(other.as_bytes()), "{other}");
        }
    }
}
