//! One text → one number, or the reason why not.

use crate::number::interpret::interpret;
use crate::number::message::scan::has_several;
use crate::number::{Parsed, Reason, Region, writing};

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
