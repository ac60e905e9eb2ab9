//! One cell → the numbers in it: what spreadsheets do to numbers is undone where nothing was lost, and refused where
//! something was.

use jaanch_core::number;
use jaanch_core::number::{Parsed, PhoneNumber, Region};
use jaanch_tables::{Cell, Kind};

use crate::cells::refusal::Refusal;

/// So many digits a subscriber number has after +91.
const SUBSCRIBER_DIGITS: usize = 10;

/// A number of a cell, or the part of it that is none and why.
pub type Found<'a> = Result<PhoneNumber, (&'a str, Refusal)>;

/// Reads every number in a cell, one after the other.
pub fn numbers<'a>(cell: impl Into<Cell<'a>>, region: Region, each: &mut dyn FnMut(Found<'_>)) {
    let cell = cell.into();
    match one(cell, region) {
        Err(Refusal::SeveralNumbers) => {
            for part in cell
                .text
                .split(['/', ',', ';', '\n', '|', '&'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
            {
                each(one(part, region).map_err(|refusal| (part, refusal)));
            }
        }
        other => each(other.map_err(|refusal| (cell.text, refusal))),
    }
}

/// Every number anywhere in a cell of text, whatever precedes, separates and follows it: better many too
/// many than one too few, since these are the numbers that must never be listed.
pub fn people(cell: &str, region: Region, into: &mut Vec<PhoneNumber>) {
    if !cell.contains(char::is_numeric) {
        return;
    }
    // Most cells are one number and nothing else.
    if let Ok(number) = any(cell, region) {
        into.push(number);
        return;
    }
    numbers(cell, region, &mut |found| into.extend(found.ok()));
    let between = |c: char| {
        c.is_alphabetic() || matches!(c, ',' | ';' | ':' | '|' | '/' | '\n' | '@' | '(' | ')')
    };
    for part in cell.split(between) {
        let part = part.trim_matches(|c: char| !c.is_numeric() && c != '+');
        if part.chars().filter(|c| c.is_numeric()).count() >= 7 {
            into.extend(any(part, region));
        }
    }
    // Every ten digits in a row, whatever separates them unless it is a letter: two numbers side by side, a house number
    // before one, an extension behind it.
    for run in cell.split(char::is_alphabetic) {
        let digits: Vec<char> = run.chars().filter(|c| c.is_numeric()).collect();
        for national in digits.windows(SUBSCRIBER_DIGITS) {
            let written: String = "+91".chars().chain(national.iter().copied()).collect();
            into.extend(any(&written, region));
        }
    }
}

/// Reads one number from a cell that a person was asked to fill.
///
/// # Errors
/// Why the cell is not one number. A cell without a value is not, nor is a number with a fraction, whatever its digits are.
pub fn one<'a>(cell: impl Into<Cell<'a>>, region: Region) -> Result<PhoneNumber, Refusal> {
    let cell = cell.into();
    if let Some(refusal) = Refusal::of(cell.kind) {
        return Err(refusal);
    }
    if cell.kind == Kind::Fraction {
        return Err(Refusal::NotANumber);
    }
    any(cell.text, region).and_then(|number| {
        if is_placeholder(number) {
            Err(Refusal::Placeholder)
        } else {
            Ok(number)
        }
    })
}

fn any(cell: &str, region: Region) -> Result<PhoneNumber, Refusal> {
    let trimmed = cell.trim().trim_start_matches('\'');
    if is_scientific(trimmed) {
        return Err(Refusal::DigitsLost);
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
        Ok(Parsed::ShortCode(_)) => Err(Refusal::ShortCode),
        Err(reason) => Err(reason.into()),
    }
}

/// Whether a number is one that people type to get past a form: one digit over and over, or digits that count up or down.
///
/// One or the other could be somebody's. It stands in forms a thousand times for once that it is meant, and that one person
/// must not be branded by them.
fn is_placeholder(number: PhoneNumber) -> bool {
    let mut rest = match number.e164() {
        whole @ 910_000_000_000..=919_999_999_999 => whole % 10_000_000_000 + 10_000_000_000,
        _ => format!("1{}", number.national()).parse().unwrap_or(1),
    };
    // The digits from the last to the first; the 1 put before them keeps leading zeros.
    let mut steps = std::iter::from_fn(|| {
        let (last, before) = (rest % 10, rest / 10 % 10);
        rest /= 10;
        (rest >= 10).then_some((last + 10 - before) % 10)
    });
    let Some(step @ (0 | 1 | 9)) = steps.next() else {
        return false;
    };
    let same = steps.by_ref().take_while(|&other| other == step).count();
    same >= 5 && rest < 10
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

    fn read(cell: &str, region: Region) -> Vec<Result<u64, Refusal>> {
        let mut found = Vec::new();
        numbers(cell, region, &mut |result| {
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
        assert_eq!(read("5012345678.0", Region::IN), [Ok(915_012_345_678)]);
        assert_eq!(read("'5012345678", Region::IN), [Ok(915_012_345_678)]);
        for lost in ["5.01234E+09", "5.01234e9", "5,01234E+09", "5E+09"] {
            assert_eq!(read(lost, Region::IN), [Err(Refusal::DigitsLost)], "{lost}");
        }
    }

    #[test]
    fn a_cell_is_read_as_what_it_is() {
        let read = |text, kind| one(Cell { text, kind }, Region::IN).map(PhoneNumber::e164);
        assert_eq!(read("5012345678", Kind::Integer), Ok(915_012_345_678));
        assert_eq!(
            read("91501234567.8", Kind::Fraction),
            Err(Refusal::NotANumber)
        );
        assert_eq!(read("", Kind::Formula), Err(Refusal::FormulaWithoutValue));
        assert_eq!(read("5012345678", Kind::Error), Err(Refusal::CellError));
    }

    #[test]
    fn what_people_type_to_get_past_a_form() {
        let india = |cell: &str| read(cell, Region::IN);
        for digit in 1..=9_u64 {
            let cell = (digit * 1_111_111_111).to_string();
            assert_eq!(india(&cell), [Err(Refusal::Placeholder)], "{cell}");
        }
        let down: String = (0..10).rev().map(|digit| digit.to_string()).collect();
        for cell in ["1234567890", "12345 67890", "+91 12345-67890", &down] {
            assert_eq!(india(cell), [Err(Refusal::Placeholder)], "{cell}");
        }
        assert_eq!(
            read("555-555-5555", Region::new(*b"US").unwrap()),
            [Err(Refusal::Placeholder)]
        );
        assert_eq!(india("5012345678"), [Ok(915_012_345_678)]);
        assert_eq!(india("5000000000"), [Ok(915_000_000_000)]);
    }

    #[test]
    fn a_person_s_numbers_are_found_however_they_stand_together() {
        let (a, b) = (915_012_399_991, 915_012_399_992);
        for between in [
            " ", "-", " - ", ".", "\\", "+", "_", " – ", "~", "=", "،", "।", " or ", " 2. ", " 0",
            ", +91 ",
        ] {
            let cell = format!("5012399991{between}5012399992");
            let mut found = Vec::new();
            people(&cell, Region::IN, &mut found);
            for wanted in [a, b] {
                assert!(
                    found.iter().any(|number| number.e164() == wanted),
                    "{cell:?}"
                );
            }
        }
        for cell in [
            "50123 99991 125001",
            "5012399991/28",
            "=5012399991=",
            "1.5012399991",
            "H.No. 5 50123 99991",
            "५०१२३ ९९९९१ / 12",
            "05012399991 05012399992",
        ] {
            let mut found = Vec::new();
            people(cell, Region::IN, &mut found);
            assert!(
                found.iter().any(|number| number.e164() == a),
                "{cell:?}: {found:?}"
            );
        }
    }

    #[test]
    fn a_person_s_placeholder_is_kept_off_the_list_like_any_number() {
        for cell in ["x 5555555555", "5555555555"] {
            let mut found = Vec::new();
            people(cell, Region::IN, &mut found);
            assert!(found.iter().any(|number| number.e164() == 915_555_555_555));
        }
    }
}
