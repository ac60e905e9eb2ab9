//! How a number is shown: `+91 50123 45678`.

use crate::number::digits::spelled;
use crate::number::plan::india;
use crate::number::{PhoneNumber, plan};

impl PhoneNumber {
    /// The way a person writes it, with its country code: `+91 50123 45678`.
    ///
    /// Indian numbers are grouped as is usual there, a landline's STD code apart. Others are in groups of three or four
    /// digits that are easy to read and compare, not always those used in their country.
    #[must_use]
    pub fn display(self) -> String {
        let digits = spelled(self.e164());
        let digits = digits.get();
        let Some((plan, national)) = plan::split(digits) else {
            return String::new();
        };
        let mut text = String::with_capacity(digits.len() + 6);
        text.push('+');
        push(&mut text, digits.get(..digits.len() - national.len()));
        let groups = match (plan.code(), national) {
            (india::CODE, _) => india::groups(national),
            // London and the other large British cities have area codes of two digits.
            (44, [b'2', ..]) => [2, 4, 4, 0],
            _ => groups(national.len()),
        };
        let mut rest = national;
        for group in groups {
            let (first, after) = rest.split_at(group.min(rest.len()));
            if !first.is_empty() {
                text.push(' ');
                push(&mut text, Some(first));
            }
            rest = after;
        }
        if !rest.is_empty() {
            text.push(' ');
            push(&mut text, Some(rest));
        }
        text
    }
}

fn push(text: &mut String, ascii: Option<&[u8]>) {
    text.extend(
        ascii
            .unwrap_or_default()
            .iter()
            .map(|&byte| char::from(byte)),
    );
}

/// Readable groups for a national number of this length; what is over makes a last group.
const fn groups(length: usize) -> [usize; 4] {
    match length {
        0..=4 => [length, 0, 0, 0],
        5..=7 => [3, length - 3, 0, 0],
        8 => [4, 4, 0, 0],
        9 => [2, 3, 4, 0],
        10 => [3, 3, 4, 0],
        11 => [3, 4, 4, 0],
        12 | 13 => [3, 3, 3, length - 9],
        _ => [4, 4, 4, length - 12],
    }
}
