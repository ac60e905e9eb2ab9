//! What stands in a text that may be one number: its digits, and whether a plus stands before them.
//!
//! One pass, no allocation. Everything a person may put between the digits of one number is skipped; the first character
//! that cannot stand there ends the reading, and only then is the text looked at again to say why.

use crate::number::Reason;
use crate::number::chars::{Glyph, Mark, glyph, glyph_inline};
use crate::number::dictionary::Word;
use crate::number::digits::Digits;

/// The digits of one written number.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    /// Its digits, of whatever script, extension cut off.
    pub(crate) digits: Digits,
    /// Whether a plus stood before them.
    pub(crate) plus: bool,
    /// Whether anything visible stood between them.
    pub(crate) grouped: bool,
    /// Whether a line break stood between them.
    pub(crate) broken: bool,
    /// Whether an `x` was taken for the start of an extension: it may stand for a hidden digit instead.
    pub(crate) crossed: bool,
}

/// The longest rest of a text that is looked at more than once, so that reading stays linear.
const TAIL: usize = 64;

/// Reads the digits of a text, or `None` if something in it cannot stand in one number.
pub(crate) fn read(text: &[u8]) -> Option<Writing> {
    let mut writing = Writing {
        digits: Digits::new(),
        plus: false,
        grouped: false,
        broken: false,
        crossed: false,
    };
    // What stood since the last digit; after a closing mark no further digit may come.
    let (mut gap, mut line_break, mut closed, mut uri) = (false, false, false, false);
    let mut at = 0;
    while let Some(here) = glyph_inline(text, at) {
        at = here.end;
        let begun = writing.digits.len() > 0;
        // Most characters are digits: a branch of their own is foreseen by the processor, a jump by table is not.
        if here.mark == Mark::Digit {
            if closed {
                return None;
            }
            writing.grouped |= begun && gap;
            writing.broken |= begun && line_break;
            gap = false;
            line_break = false;
            writing.digits.push(here.value);
            continue;
        }
        match here.mark {
            Mark::Plus => {
                if begun || closed {
                    return None;
                }
                writing.plus = true;
            }
            Mark::Space | Mark::Separator | Mark::Slash | Mark::Newline => {
                if begun && !gap {
                    let tail = short_tail(text, at).trim_ascii_end();
                    // A spreadsheet that takes the number for a quantity writes 5012345678.0.
                    if here == b'.' && matches!(tail, b"0" | b"00") && is_quantity(&writing) {
                        break;
                    }
                    // 5012345678/- is how an amount of rupees is written.
                    if here == b'/' && matches!(tail, b"-" | b"=") {
                        return None;
                    }
                }
                gap = true;
                line_break |= here.mark == Mark::Newline;
            }
            Mark::Invisible | Mark::Digit => {}
            Mark::Divider if begun && !closed && here == b';' => {
                match parameters(text.get(at..)?, uri, &mut writing) {
                    Some(true) => break,
                    Some(false) => closed = true,
                    None => return None,
                }
            }
            Mark::Divider | Mark::Edge => closed = begun,
            Mark::Letter | Mark::Other if begun => {
                writing.crossed = is_extension(text, here)?;
                break;
            }
            Mark::Letter if !writing.plus && !uri => {
                uri = text
                    .get(here.start..here.start + 4)?
                    .eq_ignore_ascii_case(b"tel:");
                if !uri {
                    return None;
                }
                at = here.start + 4;
            }
            Mark::Letter | Mark::Other => return None,
        }
    }
    (writing.digits.len() > 0).then_some(writing)
}

/// The rest of a text if it is short.
fn short_tail(text: &[u8], at: usize) -> &[u8] {
    let tail = text.get(at..).unwrap_or_default();
    if tail.len() > TAIL { b"long" } else { tail }
}

/// Whether the digits so far can be a number in a spreadsheet's cell: in one run, no zero first.
fn is_quantity(writing: &Writing) -> bool {
    let digits = writing.digits.get();
    digits.len() >= 8 && !digits.starts_with(b"0") && !writing.grouped && !writing.plus
}

/// Reads RFC 3966 parameters: the extension is dropped, the context's country code put before the number. `Some(false)` if
/// they are no such parameters, `None` if they are wrong.
fn parameters(text: &[u8], uri: bool, writing: &mut Writing) -> Option<bool> {
    let mut known = uri;
    let mut context = None;
    for parameter in text.split(|&byte| byte == b';') {
        let equals = parameter.iter().position(|&byte| byte == b'=');
        let (name, value) = parameter.split_at_checked(equals.unwrap_or(parameter.len()))?;
        let is = |wanted: &[u8]| name.eq_ignore_ascii_case(wanted);
        if is(b"phone-context") {
            context = value.get(1..);
            known = true;
        }
        known |= is(b"ext") || is(b"isub");
    }
    let Some(context) = context else {
        return Some(known);
    };
    let (&first, digits) = context.trim_ascii().split_first()?;
    // A domain name says nothing about the country.
    if first == b'+' && !writing.plus {
        let mut whole = Digits::new();
        for &byte in digits {
            match byte {
                b'0'..=b'9' => whole.push(byte & 15),
                b'-' | b'.' | b'(' | b')' => {}
                _ => return None,
            }
        }
        whole.extend(writing.digits.get());
        writing.digits = whole;
        writing.plus = true;
    }
    Some(true)
}

/// The words before an extension.
const EXTENSIONS: &str = "ext extn extension extensn xtn x int anexo доб";

/// Whether the rest of the text from here is an extension and nothing else (`ext. 5`, `#5`), and if so whether a lone `x`
/// begins it.
fn is_extension(text: &[u8], here: Glyph) -> Option<bool> {
    let mut at = here.end;
    let mut crossed = false;
    if here != b'#' {
        let (word, end) = Word::at(text, here.start)?;
        crossed = word.is(b"x");
        if !word.is_one_of(EXTENSIONS) {
            return None;
        }
        at = end;
    }
    // Punctuation, digits, punctuation.
    let (mut digits, mut after) = (0, false);
    while let Some(next) = glyph(text, at) {
        at = next.end;
        match next.mark {
            Mark::Digit if after => return None,
            Mark::Digit => digits += 1,
            Mark::Separator | Mark::Space | Mark::Newline | Mark::Edge => after = digits > 0,
            Mark::Invisible => {}
            _ if next == b'#' => after = digits > 0,
            _ => return None,
        }
    }
    // A number is longer than an extension; after a word that means nothing else it may be long.
    let most = if crossed || here == b'#' { 9 } else { 20 };
    (1..=most).contains(&digits).then_some(crossed)
}

/// The text inside a pair of marks that chat programs make bold or slanted with: `*50123 45678*`.
pub(crate) fn without_emphasis(text: &[u8]) -> Option<&[u8]> {
    match text.trim_ascii() {
        [first @ (b'*' | b'_'), inside @ .., last] if first == last => Some(inside),
        _ => None,
    }
}

/// Why a text that [`read`] could not read is no number.
pub(crate) fn refusal(text: &[u8]) -> Reason {
    let (mut digits, mut letters, mut visible) = (false, false, false);
    let mut at = 0;
    while let Some(here) = glyph(text, at) {
        at = here.end;
        match here.mark {
            Mark::Invisible | Mark::Newline | Mark::Space => continue,
            Mark::Digit => digits = true,
            Mark::Letter => letters = true,
            _ => {}
        }
        visible = true;
    }
    if !visible {
        Reason::Empty
    } else if letters && is_sender_name(text.trim_ascii()) {
        Reason::SenderName
    } else if letters && digits {
        Reason::Letters
    } else {
        Reason::NotANumber
    }
}

/// Whether a text is the name a business sends messages under: `VM-HDFCBK`, `AX-SBIINB-S`, `HDFCBK`.
///
/// Two letters for operator and circle, a name of six characters (foreign ones have 3 to 11), and a letter for the sort
/// of message; without the first two only where it is all capital letters.
fn is_sender_name(text: &[u8]) -> bool {
    let mut name = text;
    let coded =
        matches!(text, [a, b, b'-', ..] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
    if coded {
        name = text.get(3..).unwrap_or_default();
        if let [rest @ .., b'-', b'a'..=b'z' | b'A'..=b'Z'] = name {
            name = rest;
        }
    }
    let fits = |byte: &u8| byte.is_ascii_uppercase() || coded && byte.is_ascii_alphanumeric();
    (3..=11).contains(&name.len()) && name.iter().all(fits)
}
