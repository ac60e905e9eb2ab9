//! One text → one number, or the reason why not.

use super::digits::{Mark, integer};
use super::plan::{self, Plan};
use super::writing::{self, Writing};
use super::{Parsed, PhoneNumber, Reason, Region, ShortCode, india};

/// Reads one number as a person writes it; `home` is the region of a number written without country code.
///
/// Takes any separators, invisible marks and scripts, `+`, `00` or the region's own international prefix, a trunk `0`,
/// `tel:` links; drops an extension. Needs no memory beyond the text, and time in proportion to its length.
///
/// ```
/// use jaanch::number::{Parsed, Reason, Region, parse};
///
/// let Ok(Parsed::Number(number)) = parse("(0)५०१२३-४५६७८", Region::IN) else { panic!() };
/// assert_eq!(number.e164(), 915012345678);
/// assert_eq!(number.display(), "+91 50123 45678");
/// assert_eq!(parse("5O123 45678", Region::IN), Err(Reason::Letters));
/// assert_eq!(parse("50123 4567", Region::IN), Err(Reason::TooShort));
/// ```
///
/// # Errors
/// The [`Reason`] why the text is not one number.
pub fn parse(text: &str, home: Region) -> Result<Parsed, Reason> {
    let read =
        writing::read(text).or_else(|| writing::without_emphasis(text).and_then(writing::read));
    let parsed = match &read {
        Some(writing) => interpret(writing, home).map_err(|reason| {
            if writing.crossed {
                Reason::Letters
            } else {
                reason
            }
        }),
        None => Err(writing::refusal(text)),
    };
    // A line break may lie inside a number or between two.
    let sure = parsed.is_ok() && read.is_some_and(|writing| !writing.broken);
    if !sure && has_several(text, home) {
        return Err(Reason::SeveralNumbers);
    }
    parsed
}

/// What the digits of a writing stand for.
pub(super) fn interpret(writing: &Writing, home: Region) -> Result<Parsed, Reason> {
    let digits = writing.digits.get().ok_or(Reason::TooLong)?;
    if writing.plus {
        return international(digits, home);
    }
    if home == Region::IN {
        // 000 800 … is a number of India's own; no other digits follow a doubled international prefix.
        return match digits.strip_prefix(b"00") {
            Some(rest) if rest.first() != Some(&b'0') => coded(rest),
            _ if !writing.grouped && india::is_short_code(digits) => short_code(digits, home),
            _ => number(india::CODE, india::national(digits, false)?),
        };
    }
    let plan = Plan::of_region(home.bytes()).ok_or(Reason::UnknownCountry)?;
    if let Some(rest) = plan.without_international_prefix(digits) {
        return coded(rest);
    }
    if !writing.grouped && digits.first() != Some(&b'0') && plan.is_emergency(digits) {
        return short_code(digits, home);
    }
    let national = plan.dialled(digits)?;
    number(plan.code(), national.get().ok_or(Reason::TooLong)?)
}

/// A number written with a plus, which some put before the international prefix as well.
fn international(digits: &[u8], home: Region) -> Result<Parsed, Reason> {
    coded(digits).or_else(|reason| {
        if reason != Reason::UnknownCountry {
            return Err(reason);
        }
        let plan = Plan::of_region(home.bytes()).ok_or(reason)?;
        coded(plan.without_international_prefix(digits).ok_or(reason)?)
    })
}

/// What the digits of a link stand for that wants the country code and no plus, where some leave the code out.
pub(super) fn linked(writing: &Writing, home: Region) -> Result<Parsed, Reason> {
    let digits = writing.digits.get().ok_or(Reason::TooLong)?;
    coded(digits).or_else(|_| interpret(writing, home))
}

/// A number that begins with its country's calling code.
fn coded(digits: &[u8]) -> Result<Parsed, Reason> {
    if let Some(national) = digits.strip_prefix(b"91") {
        return number(india::CODE, india::national(national, true)?);
    }
    let (plan, national) = plan::split(digits).ok_or(if digits.len() < 3 {
        Reason::TooShort
    } else {
        Reason::UnknownCountry
    })?;
    let canonical = plan.national(national)?;
    number(plan.code(), canonical.get().ok_or(Reason::TooLong)?)
}

fn number(code: u64, national: &[u8]) -> Result<Parsed, Reason> {
    let whole = national.iter().try_fold(code, |sum, byte| {
        sum.checked_mul(10)?
            .checked_add(u64::from(byte.wrapping_sub(b'0')))
    });
    whole
        .map(|whole| Parsed::Number(PhoneNumber(whole)))
        .ok_or(Reason::TooLong)
}

fn short_code(digits: &[u8], region: Region) -> Result<Parsed, Reason> {
    integer(digits)
        .and_then(|digits| u32::try_from(digits).ok())
        .map(|digits| Parsed::ShortCode(ShortCode { region, digits }))
        .ok_or(Reason::TooLong)
}

/// A part of a text, read as [`parse`] does but without looking for a second number in it.
fn alone(text: &str, home: Region) -> Option<Parsed> {
    interpret(&writing::read(text)?, home).ok()
}

/// Words that stand between two numbers.
const CONNECTIVES: [&str; 14] = [
    "or",
    "and",
    "ya",
    "aur",
    "या",
    "अथवा",
    "और",
    "एवं",
    "तथा",
    "व",
    "ਜਾਂ",
    "ਅਤੇ",
    "ਤੇ",
    "evam",
];

/// Whether a text that is not one number holds several.
fn has_several(text: &str, home: Region) -> bool {
    divided(text, home) || (text.len() <= LONGEST_PAIR && side_by_side(text, home))
}

/// Whether at least two of the parts between line breaks, commas, slashes and connecting words are numbers.
fn divided(text: &str, home: Region) -> bool {
    let mut numbers = 0;
    for part in text.split(|c| matches!(Mark::of(c), Mark::Newline | Mark::Divider)) {
        let mut start = 0;
        let mut end = 0;
        // The part's words, each of which may be a connective that ends a number.
        for word in part.split_inclusive(char::is_whitespace) {
            let next = end + word.len();
            if CONNECTIVES
                .iter()
                .any(|connective| connective.eq_ignore_ascii_case(word.trim()))
            {
                numbers += count(part.get(start..end), home);
                start = next;
            }
            end = next;
        }
        numbers += count(part.get(start..), home);
    }
    numbers > 1
}

fn count(part: Option<&str>, home: Region) -> u32 {
    part.and_then(|part| alone(part, home)).map_or(0, |_| 1)
}

/// The longest text in which every gap is tried as the border of two numbers.
const LONGEST_PAIR: usize = 160;

/// Whether a number is followed by a slash and more, or by another number.
fn side_by_side(text: &str, home: Region) -> bool {
    let mut after_digit = false;
    for (at, c) in text.char_indices() {
        match Mark::of(c) {
            Mark::Digit(_) => after_digit = true,
            Mark::Invisible => {}
            _ => {
                if after_digit {
                    let (left, right) = text.split_at(at);
                    if alone(left, home).is_some()
                        && (is_variant(right) || begins_with_number(right, home))
                    {
                        return true;
                    }
                }
                after_digit = false;
            }
        }
    }
    false
}

/// Whether a slash and digits begin a text: `/79` after a number stands for another that ends so.
fn is_variant(text: &str) -> bool {
    let mut slash = false;
    for c in text.chars() {
        match Mark::of(c) {
            Mark::Slash => slash = true,
            Mark::Digit(_) => return slash,
            Mark::Separator | Mark::Invisible => {}
            _ => return false,
        }
    }
    false
}

/// Whether a text, up to one of its gaps or its end, is a number.
fn begins_with_number(text: &str, home: Region) -> bool {
    let mut after_digit = false;
    for (at, c) in text.char_indices() {
        let digit = matches!(Mark::of(c), Mark::Digit(_));
        if after_digit
            && !digit
            && text
                .get(..at)
                .is_some_and(|left| alone(left, home).is_some())
        {
            return true;
        }
        after_digit = digit;
    }
    alone(text, home).is_some()
}
