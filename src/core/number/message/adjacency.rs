//! What touches a number's digits: a letter, a sign or a link that lets them be one, or makes them a part of something else.

use std::ops::Range;

use crate::number::dictionary::{Class, Word, entries};

/// What stands before the number in a link; in the first of them it has its country code and no plus.
const LINKS: &str = "wa.me/ phone= phone=%2b tel: tel:%2b tel:// sms: smsto: callto:";
const COMPLETE_LINKS: usize = 3;

/// Words that may hang on the end of a number: 5012345678pe call karo, 5012345678ext5.
const PARTICLES: &str = "ka ke ki k hai pe par per pr p ko se ya or and aur ext extn";

/// Words that may hang on the beginning of a number: call kare5012345678.
const GLUED: &str = "kare karo karen karein at on to pe par";

/// Endings of a file or a page: 5012345678.pdf.
const ENDINGS: &str = "apk com in jpg pdf png";

/// Whether what touches the digits leaves them a number of their own.
pub(crate) fn stands_free(text: &[u8], digits: Range<usize>, short: bool) -> bool {
    let Range { start, end } = digits;
    let byte = |at: usize| text.get(at).copied().unwrap_or(b' ');
    // Before the text, as after it, stands nothing.
    let (last, before_last) = (byte(start.wrapping_sub(1)), byte(start.wrapping_sub(2)));
    let (next, after_next) = (byte(end), byte(end + 1));
    let free_before = match last {
        // A word about telephones may touch the number, any other makes it a name or a code: call5012…, UTR5012….
        b'a'..=b'z' | b'A'..=b'Z' => phone_word_before(text, start),
        b'@' | b'#' | b'\\' | b'$' | b'%' => false,
        // Slanted in a chat program, or a part of a name.
        b'_' => !before_last.is_ascii_alphanumeric(),
        // A code to be dialled for a service, *121#, is no number.
        b'*' => !(matches!(before_last, b'*' | b'x' | b'X') || short && byte(end) == b'#'),
        b'/' | b'=' | b'?' | b'&' if before_last.is_ascii_alphabetic() => {
            phone_word_before(text, start - 1)
        }
        b'.' | b',' | b':' => !(short && before_last.is_ascii_digit()),
        _ => true,
    };
    let follows =
        |at: usize, list: &str| Word::at(text, at).is_some_and(|(word, _)| word.is_one_of(list));
    let free_after = match next {
        b'a'..=b'z' | b'A'..=b'Z' => follows(end, PARTICLES),
        b'.' if follows(end + 1, ENDINGS) => false,
        b'@' | b'%' | b'$' | b'\\' => false,
        b'_' => !after_next.is_ascii_alphanumeric(),
        b'*' => !matches!(after_next, b'*' | b'x' | b'X'),
        // The end of an amount.
        b'/' => !matches!(after_next, b'-' | b'='),
        b',' | b':' | b'.' | b'-' => !(short && after_next.is_ascii_digit()),
        _ => true,
    };
    free_before && free_after
}

/// Whether a word about telephones, or one that stands beside any number, ends here.
fn phone_word_before(text: &[u8], end: usize) -> bool {
    Word::before(text, end).is_some_and(|(word, _)| {
        matches!(word.class(), Class::Phone | Class::Number) || word.is_one_of(GLUED)
    })
}

/// Whether a link that dials or writes to a number leads up to this place, and whether it always has the country code.
pub(crate) fn link_before(text: &[u8], start: usize) -> (bool, bool) {
    let text = text.get(..start).unwrap_or_default();
    let found = entries(LINKS).position(|link| {
        let from = text.len().checked_sub(link.len());
        let end = from.and_then(|from| text.get(from..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(link))
    });
    (found.is_some(), found.is_some_and(|at| at < COMPLETE_LINKS))
}
