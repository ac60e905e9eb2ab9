//! One cell → the numbers in it: what spreadsheets do to numbers is undone where nothing was lost, and refused where
//! something was.

use crate::number::{self, Parsed, PhoneNumber, Reason, Region};

/// Why a cell, or a part of one, gave no number; the reason in rejects.csv.
pub type Refusal = &'static str;

/// A spreadsheet showed the number in scientific notation and the last digits are gone.
pub const DIGITS_LOST: Refusal = "digits lost by the spreadsheet";
/// A code such as 1930 can be dialled but not listed.
pub const SHORT_CODE: Refusal = "short-code";

/// A number of a cell, or the part of it that is none and why.
pub type Part<'a> = Result<PhoneNumber, (&'a str, Refusal)>;

/// Reads every number in a cell, one after the other.
pub fn numbers(cell: &str, region: Region, each: &mut dyn FnMut(Part<'_>)) {
    match one(cell, region) {
        Err(refusal) if refusal == Reason::SeveralNumbers.name() => {
            for part in cell
                .split(['/', ',', ';', '\n', '|', '&'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
            {
                each(one(part, region).map_err(|refusal| (part, refusal)));
            }
        }
        other => each(other.map_err(|refusal| (cell, refusal))),
    }
}

/// Every number that stands anywhere in a cell of text, a name or an address before it: better one too many than one too
/// few, since these are the numbers that must never be listed.
pub fn people(cell: &str, region: Region, into: &mut Vec<PhoneNumber>) {
    numbers(cell, region, &mut |found| into.extend(found.ok()));
    let between = |c: char| {
        c.is_alphabetic() || matches!(c, ',' | ';' | ':' | '|' | '/' | '\n' | '@' | '(' | ')')
    };
    for part in cell.split(between) {
        let part = part.trim_matches(|c: char| !c.is_numeric() && c != '+');
        if part.chars().filter(|c| c.is_numeric()).count() >= 7 {
            into.extend(one(part, region));
            // "No. 5 50123 45678": a house number before it.
            into.extend(
                part.split_once(' ')
                    .and_then(|(_, rest)| one(rest, region).ok()),
            );
        }
    }
}

/// Reads one number from a cell.
pub fn one(cell: &str, region: Region) -> Result<PhoneNumber, Refusal> {
    let trimmed = cell.trim().trim_start_matches('\'');
    if is_scientific(trimmed) {
        return Err(DIGITS_LOST);
    }
    // A number cell saved as text: the fraction is all zeros, so nothing was lost.
    let whole = match trimmed.split_once('.') {
        Some((whole, fraction))
            if whole.len() >= 7
                && whole.bytes().all(|byte| byte.is_ascii_digit())
                && !fraction.is_empty()
                && fraction.len() <= 2
                && fraction.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => cell,
    };
    match number::parse(whole, region) {
        Ok(Parsed::Number(number)) => Ok(number),
        Ok(Parsed::ShortCode(_)) => Err(SHORT_CODE),
        Err(reason) => Err(reason.name()),
    }
}

/// `5.01234E+09`, also with a decimal comma.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole.trim_start_matches(['+', '-']))
        && digits(fraction)
        && digits(exponent)
        && exponent.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Vec<Result<u64, Refusal>> {
        let mut found = Vec::new();
        numbers(cell, Region::IN, &mut |result| {
            found.push(
                result
                    .map(PhoneNumber::e164)
                    .map_err(|(_, refusal)| refusal),
            )
        });
        found
    }

    #[test]
    fn spreadsheet_damage() {
        assert_eq!(read("5012345678.0"), [Ok(915_012_345_678)]);
        assert_eq!(read("'5012345678"), [Ok(915_012_345_678)]);
        for lost in ["5.01234E+09", "5.01234e9", "5,01234E+09", "5E+09"] {
            assert_eq!(read(lost), [Err(DIGITS_LOST)], "{lost}");
        }
    }
}
