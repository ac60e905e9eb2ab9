//! One text → one number, or the reason why not.

use crate::number::digits::integer;
use crate::number::message::has_several;
use crate::number::plan::{Plan, india};
use crate::number::writing::Writing;
use crate::number::{Parsed, PhoneNumber, Reason, Region, ShortCode, plan, writing};

/// Reads one number as a person writes it; `home` is the region of a number written without country code.
///
/// Takes any separators, invisible marks and scripts, `+`, `00` or the region's own international prefix, a trunk `0`,
/// `tel:` links; drops an extension. Needs no memory beyond the text, and time in proportion to its length.
///
/// ```
/// use jaanch_core::number::{Parsed, Reason, Region, parse};
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
    let text = text.as_bytes();
    let read =
        writing::read(text).or_else(|| writing::without_emphasis(text).and_then(writing::read));
    let (parsed, sure) = match &read {
        // A line break may lie inside a number or between two.
        Some(writing) => (interpret(writing, home), !writing.broken),
        None => (Err(writing::refusal(text)), false),
    };
    match parsed {
        Ok(Parsed::Number(_)) if are_short_codes(text, home) => Err(Reason::SeveralNumbers),
        Ok(_) if sure => parsed,
        _ if has_several(text, home) => Err(Reason::SeveralNumbers),
        Err(_) if read.is_some_and(|writing| writing.crossed) => Err(Reason::Letters),
        _ => parsed,
    }
}

/// Whether all that slashes part are short codes: "1930/155260" has the ten digits of a landline.
fn are_short_codes(text: &[u8], home: Region) -> bool {
    text.contains(&b'/')
        && text.split(|&byte| byte == b'/').all(|part| {
            let read = writing::read(part).map(|writing| interpret(&writing, home));
            matches!(read, Some(Ok(Parsed::ShortCode(_))))
        })
}

/// What the digits of a writing stand for.
pub(crate) fn interpret(writing: &Writing, home: Region) -> Result<Parsed, Reason> {
    let digits = writing.digits.get();
    if writing.digits.is_full() {
        return Err(Reason::TooLong);
    }
    if writing.plus {
        return international(digits, home);
    }
    let whole = !writing.grouped && digits.first() != Some(&b'0');
    if home == Region::IN {
        // 000 800 … is a number of India's own; no other digits follow a doubled international prefix.
        return match digits.strip_prefix(b"00") {
            Some(rest) if rest.first() != Some(&b'0') => coded(rest),
            _ if whole && india::is_short_code(digits) => short_code(digits, home),
            _ => number(india::CODE, india::national(digits, false)?),
        };
    }
    let plan = Plan::of_region(home.bytes()).ok_or(Reason::UnknownCountry)?;
    if let Some(rest) = plan.without_international_prefix(digits) {
        return coded(rest);
    }
    if whole && matches!(digits, b"112" | b"911" | b"999") {
        return short_code(digits, home);
    }
    number(plan.code(), plan.dialled(digits)?.get())
}

/// A number written with a plus, which some put before the international prefix as well.
pub(crate) fn international(digits: &[u8], home: Region) -> Result<Parsed, Reason> {
    match coded(digits) {
        Err(Reason::UnknownCountry) => {
            let plan = Plan::of_region(home.bytes());
            let rest = plan.and_then(|plan| plan.without_international_prefix(digits));
            coded(rest.ok_or(Reason::UnknownCountry)?)
        }
        read => read,
    }
}

/// A number that begins with its country's calling code.
fn coded(digits: &[u8]) -> Result<Parsed, Reason> {
    if let Some(national) = digits.strip_prefix(b"91") {
        return number(india::CODE, india::national(national, true)?);
    }
    match plan::split(digits) {
        Some((plan, national)) => number(plan.code(), plan.national(national)?.get()),
        None if digits.len() < 3 => Err(Reason::TooShort),
        None => Err(Reason::UnknownCountry),
    }
}

fn number(code: u64, national: &[u8]) -> Result<Parsed, Reason> {
    let whole = integer(code, national).ok_or(Reason::TooLong)?;
    Ok(Parsed::Number(PhoneNumber(whole)))
}

fn short_code(digits: &[u8], region: Region) -> Result<Parsed, Reason> {
    let digits = integer(0, digits).and_then(|digits| u32::try_from(digits).ok());
    let digits = digits.ok_or(Reason::TooLong)?;
    Ok(Parsed::ShortCode(ShortCode { region, digits }))
}
