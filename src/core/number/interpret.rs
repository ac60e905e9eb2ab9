//! Digits → the number or short code they stand for.

use crate::number::digits::integer;
use crate::number::plan::{Plan, india};
use crate::number::writing::Writing;
use crate::number::{Parsed, PhoneNumber, Reason, Region, ShortCode, plan};

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
    Ok(Parsed::Number(PhoneNumber::canonical(whole)))
}

fn short_code(digits: &[u8], region: Region) -> Result<Parsed, Reason> {
    let digits = integer(0, digits).and_then(|digits| u32::try_from(digits).ok());
    let digits = digits.ok_or(Reason::TooLong)?;
    Ok(Parsed::ShortCode(ShortCode { region, digits }))
}
