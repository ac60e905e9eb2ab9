//! What stands in a text that may be one number: its digits, and whether a plus stands before them.
//!
//! One pass, no allocation. Everything a person may put between the digits of one number is skipped; the first character
//! that cannot stand there ends the reading, and only then is the text looked at again to say why.

use super::Reason;
use super::digits::{Digits, Mark};

/// The digits of one written number.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// Its digits, of whatever script, extension cut off.
    pub(super) digits: Digits,
    /// Whether a plus stood before them.
    pub(super) plus: bool,
    /// Whether anything visible stood between them.
    pub(super) grouped: bool,
    /// Whether a line break stood between them.
    pub(super) broken: bool,
    /// Whether an `x` was taken for the start of an extension: it may stand for a hidden digit instead.
    pub(super) crossed: bool,
}

/// Reads the digits of a text, or `None` if something in it cannot stand in one number.
pub(super) fn read(text: &str) -> Option<Writing> {
    let mut writing = Writing {
        digits: Digits::new(),
        plus: false,
        grouped: false,
        broken: false,
        crossed: false,
    };
    // What stood since the last digit; after a closing mark no further digit may come.
    let (mut gap, mut line_break, mut closed) = (false, false, false);
    let mut uri = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let here = rest;
        rest = rest.get(c.len_utf8()..)?;
        let begun = writing.digits.len() > 0;
        let mut mark = Mark::of(c);
        if uri && c == '%' {
            let (decoded, after) = percent_decoded(rest)?;
            mark = Mark::of(decoded);
            rest = after;
        }
        match mark {
            Mark::Digit(_) if closed => return None,
            Mark::Digit(value) => {
                writing.grouped |= begun && gap;
                writing.broken |= begun && line_break;
                gap = false;
                line_break = false;
                writing.digits.push(value);
            }
            Mark::Plus if begun || closed => return None,
            Mark::Plus => writing.plus = true,
            Mark::Separator if c == '.' && begun && is_spreadsheet_zero(&writing, gap, rest) => {
                break;
            }
            Mark::Separator => gap = true,
            // `5012345678/-` is how an amount of rupees is written.
            Mark::Slash if begun && is_end_of_amount(rest) => return None,
            Mark::Slash => gap = true,
            Mark::Newline => {
                gap = true;
                line_break = true;
            }
            Mark::Invisible => {}
            Mark::Divider if c == ';' && begun && !closed => {
                match parameters(rest, uri, &mut writing) {
                    Parameters::Read => break,
                    Parameters::Bad => return None,
                    Parameters::None => closed = true,
                }
            }
            Mark::Divider if c == ',' && begun && is_pause(rest) => break,
            Mark::Divider | Mark::Edge => closed = begun,
            Mark::Letter | Mark::Other if begun && is_extension(here) => {
                writing.crossed = matches!(c, 'x' | 'X');
                break;
            }
            Mark::Letter if !begun && !writing.plus && !uri => {
                rest = after_scheme(here)?;
                uri = true;
            }
            Mark::Letter | Mark::Other => return None,
        }
    }
    (writing.digits.len() > 0).then_some(writing)
}

/// The text after `tel:`, if it begins with that.
fn after_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_at_checked(4)?;
    scheme.eq_ignore_ascii_case("tel:").then_some(rest)
}

/// The ASCII character that two hexadecimal digits stand for, and the text after them.
fn percent_decoded(text: &str) -> Option<(char, &str)> {
    let (code, rest) = text.split_at_checked(2)?;
    let code = u8::from_str_radix(code, 16).ok()?;
    code.is_ascii().then_some((char::from(code), rest))
}

/// Whether a spreadsheet wrote this number as a fraction: digits in one run, no zero first, then `.0` and nothing more.
fn is_spreadsheet_zero(writing: &Writing, gap: bool, rest: &str) -> bool {
    let kept = writing.digits.get().unwrap_or_default();
    kept.len() >= 8
        && kept.first() != Some(&b'0')
        && !(gap || writing.grouped || writing.plus)
        && matches!(rest.trim_end(), "0" | "00")
}

/// The longest rest of a text that is looked at more than once, so that reading stays linear.
const TAIL: usize = 32;

/// Whether a slash and this rest end an amount of money.
fn is_end_of_amount(rest: &str) -> bool {
    rest.len() <= TAIL && matches!(rest.trim(), "-" | "=")
}

/// What the parameters of a `tel:` link were.
enum Parameters {
    Read,
    Bad,
    None,
}

/// Reads RFC 3966 parameters: the extension is dropped, the context's country code put before the number.
fn parameters(text: &str, uri: bool, writing: &mut Writing) -> Parameters {
    let mut known = uri;
    let mut context = None;
    for parameter in text.split(';') {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        known |= is("ext") || is("isub") || is("phone-context");
        if is("phone-context") {
            context = Some(value.trim());
        }
    }
    if !known {
        return Parameters::None;
    }
    match context {
        Some("") => Parameters::Bad,
        Some(context) if context.starts_with('+') && !writing.plus => {
            let mut whole = Digits::new();
            for c in context.chars().skip(1) {
                match Mark::of(c) {
                    Mark::Digit(value) => whole.push(value),
                    Mark::Separator => {}
                    _ => return Parameters::Bad,
                }
            }
            whole.extend(writing.digits.get().unwrap_or_default());
            writing.digits = whole;
            writing.plus = true;
            Parameters::Read
        }
        // A domain name says nothing about the country.
        _ => Parameters::Read,
    }
}

/// Whether `,,` and digits follow a comma: what a telephone dials after a pause.
fn is_pause(rest: &str) -> bool {
    rest.len() <= TAIL
        && rest.strip_prefix(',').is_some_and(|rest| {
            let digits = rest.trim_matches([',', '#', ' ']);
            (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// The words before an extension, the longer ones first, and how many digits it may have after each.
const EXTENSIONS: [(&str, usize); 10] = [
    ("extension", 20),
    ("extensn", 20),
    ("extn", 20),
    ("ext", 20),
    ("xtn", 20),
    ("доб", 20),
    ("anexo", 20),
    ("int", 9),
    ("x", 9),
    ("#", 9),
];

/// Whether the rest of the text is an extension and nothing else: `ext. 5`, `x5`, `#5`.
fn is_extension(text: &str) -> bool {
    let visible = || {
        text.chars()
            .filter(|c| Mark::of(*c) != Mark::Invisible)
            .map(|c| c.to_ascii_lowercase())
    };
    let Some((word, most)) = EXTENSIONS.iter().find(|(word, _)| {
        let mut there = visible();
        word.chars().all(|c| there.next() == Some(c))
    }) else {
        return false;
    };
    // Punctuation, digits, punctuation.
    let (mut digits, mut after) = (0, false);
    for c in visible().skip(word.chars().count()) {
        match Mark::of(c) {
            Mark::Digit(_) if after => return false,
            Mark::Digit(_) => digits += 1,
            Mark::Separator | Mark::Edge => after = digits > 0,
            _ if c == '#' => after = digits > 0,
            _ => return false,
        }
    }
    (1..=*most).contains(&digits)
}

/// The text inside a pair of marks that chat programs make bold or slanted with: `*50123 45678*`.
pub(super) fn without_emphasis(text: &str) -> Option<&str> {
    let text = text.trim();
    ['*', '_', '~']
        .iter()
        .find_map(|&mark| text.strip_prefix(mark)?.strip_suffix(mark))
}

/// Why a text that [`read`] could not read is no number.
pub(super) fn refusal(text: &str) -> Reason {
    let (mut digits, mut letters, mut visible) = (false, false, false);
    for c in text.chars() {
        let mark = Mark::of(c);
        digits |= matches!(mark, Mark::Digit(_));
        letters |= mark == Mark::Letter;
        visible |= !matches!(mark, Mark::Invisible | Mark::Newline) && !c.is_whitespace();
    }
    if !visible {
        Reason::Empty
    } else if letters && is_sender_name(text.trim()) {
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
fn is_sender_name(text: &str) -> bool {
    let mut parts = text.split('-');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let is_name = |name: &str| {
        (3..=11).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match second {
        None => is_name(first) && first.bytes().all(|byte| byte.is_ascii_uppercase()),
        Some(name) => {
            first.len() == 2
                && first.bytes().all(|byte| byte.is_ascii_alphabetic())
                && is_name(name)
                && third.is_none_or(|sort| {
                    sort.len() == 1 && sort.bytes().all(|byte| byte.is_ascii_alphabetic())
                })
                && parts.next().is_none()
        }
    }
}
