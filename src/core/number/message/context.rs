//! What the words around some digits say they are.
//!
//! The word next to the digits counts, seen through words that say nothing by themselves (`no.`, `is`, `your`, `नंबर`):
//! in "your account number is …" it is *account*, in "WhatsApp number: …" it is *WhatsApp*.

use crate::number::chars::{Mark, glyph, glyph_before};
use crate::number::dictionary::{Class, Word};

/// What the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// That the digits are dialled.
    Phone,
    /// That they are something else.
    Other,
    /// Nothing.
    Nothing,
}

/// Characters that end a sentence or make what follows a number or an amount.
const EXCLAMATION: u32 = 0x21;
const HASH: u32 = 0x23;
const DOLLAR: u32 = 0x24;
const DOT: u32 = 0x2e;
const COLON: u32 = 0x3a;
const SEMICOLON: u32 = 0x3b;
const QUESTION: u32 = 0x3f;
const BAR: u32 = 0x7c;
const DANDA: u32 = 0x964;
const RUPEE: u32 = 0x20b9;

/// How far from the digits words are looked for, in bytes, and how many of them.
const REACH: usize = 120;
const WORDS: usize = 7;

/// Words for "number" that nobody uses for a telephone number without saying so.
const IDS: &str = "id आईडी ਆਈਡੀ संख्या क्रमांक क्र";

/// Things whose number stands right after them, with no word for "number".
const NAMED: &str = "bill case code request बिल केस कोड ਬਿੱਲ ਬਿਲ ਕੇਸ ਕੋਡ";

/// What a person is to do with a short code, where no word says how: 1930 पर शिकायत करें.
const REPORTED: &str = "complaint शिकायत ਸਿਕਾਇਤ भेजें भेजो बताएं ਭੇਜੋ ਦੱਸੋ";

/// What the words before a place in a text say.
///
/// For a `short` code a thing that has numbers is enough to make this one of them; and it counts as dialled in a list
/// with another that does (`Police 112, Cyber 1930`), which ends at `listed`.
pub(crate) fn before(text: &[u8], place: usize, short: bool, listed: usize) -> Says {
    // Whether a word for "number" stood between, and whether that word was "id".
    let (mut numbered, mut id) = (short, false);
    // Whether a colon stands before the digits: what a short code is for may then be said in several words.
    let mut colon = false;
    // Whether a list goes on here; what stands before is then said of another number.
    let mut divided = false;
    let mut at = place;
    'words: for nth in 0..WORDS {
        // A line break ends a sentence unless a colon stands before it; so may a dot.
        let (mut broken, mut dotted) = (false, false);
        let (word, start) = loop {
            let Some(here) = glyph_before(text, at).filter(|_| place - at < REACH) else {
                break 'words;
            };
            if here.mark == Mark::Letter {
                match Word::before(text, at) {
                    Some(found) => break found,
                    None => break 'words,
                }
            }
            at = here.start;
            match (here.code, here.mark) {
                (COLON | HASH, _) => {
                    colon |= here.code == COLON && nth == 0;
                    numbered = true;
                    broken = false;
                }
                (RUPEE | DOLLAR, _) => return Says::Other,
                (_, Mark::Digit) if divided && here.end == listed => return Says::Phone,
                (_, Mark::Divider | Mark::Slash) if short => divided = true,
                (EXCLAMATION | QUESTION | DANDA, _) | (_, Mark::Digit | Mark::Divider) => {
                    break 'words;
                }
                (DOT, _) => dotted = true,
                (_, Mark::Newline) => broken = true,
                _ => {}
            }
        };
        // A short word with a dot is an abbreviation: A/c No., Mob.
        if broken || dotted && word.letters > 5 {
            break;
        }
        at = start;
        let account = word.is(b"c") && text.get(..start).is_some_and(|left| left.ends_with(b"/"));
        match word.class() {
            Class::Also if short => divided = true,
            Class::Phone | Class::Number if divided => {}
            _ if account => return Says::Other,
            Class::Phone => return Says::Phone,
            Class::Other | Class::Money => return Says::Other,
            Class::Numbered if short && nth == 0 && !colon && word.is_one_of(REPORTED) => {}
            // "order 5012345678" may be a telephone number to order at, "order no. 5012345678" is none.
            Class::Numbered if numbered || nth == 0 && word.is_one_of(NAMED) => return Says::Other,
            Class::Number => {
                numbered = true;
                id |= word.is_one_of(IDS);
            }
            Class::Service if short => return Says::Phone,
            _ if !short && word.is_one_of("liye lai for लिए ਲਈ") => break,
            Class::Little | Class::Is | Class::Service => {}
            _ if short && colon => {}
            _ => break,
        }
    }
    if id { Says::Other } else { Says::Nothing }
}

/// What the words after a place in a text say.
pub(crate) fn after(text: &[u8], place: usize, short: bool) -> Says {
    let mut at = place;
    let mut unit = Says::Nothing;
    let (mut only_is, mut only_little, mut also) = (true, true, false);
    for index in 0..WORDS {
        let mut only_space = true;
        let (word, end) = loop {
            let Some(here) = glyph(text, at).filter(|_| at - place < REACH) else {
                return unit;
            };
            if here.mark == Mark::Letter {
                match Word::at(text, at) {
                    Some(found) => break found,
                    None => return unit,
                }
            }
            at = here.end;
            match (here.code, here.mark) {
                (RUPEE | DOLLAR, _) if only_space && index == 0 && !amount_follows(text, at) => {
                    return Says::Other;
                }
                // "1930 or 155260 …": what is said of the other is said of both.
                (_, Mark::Digit) if also => {}
                (EXCLAMATION | QUESTION | DANDA | DOT | SEMICOLON | BAR, _)
                | (_, Mark::Newline | Mark::Digit) => return unit,
                (_, Mark::Space | Mark::Invisible) => {}
                _ => only_space = false,
            }
        };
        at = end;
        let class = word.class();
        match class {
            Class::Phone => return Says::Phone,
            _ if short && index > 0 && only_little && word.is_one_of(REPORTED) => {
                return Says::Phone;
            }
            Class::Money if index == 0 && only_space && !amount_follows(text, at) => {
                return Says::Other;
            }
            Class::Unit if index == 0 && only_space && short => return Says::Other,
            Class::Unit if index == 0 && only_space => unit = Says::Other,
            Class::Other | Class::Numbered if only_is && index > 0 && !word.is_one_of(REPORTED) => {
                return Says::Other;
            }
            _ => {}
        }
        only_is &= class == Class::Is;
        only_little &= class == Class::Little;
        also |= class == Class::Also;
    }
    unit
}

/// Whether digits come next: a currency between two numbers belongs to the second.
fn amount_follows(text: &[u8], place: usize) -> bool {
    let mut at = place;
    while let Some(here) = glyph(text, at).filter(|_| at - place < 9) {
        if here.mark != Mark::Space && here != b'.' {
            return here.mark == Mark::Digit;
        }
        at = here.end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telling_word_is_seen_through_little_ones() {
        for (head, says) in [
            ("call ", Says::Phone),
            ("WhatsApp number: ", Says::Phone),
            ("हेल्पलाइन नंबर ", Says::Phone),
            ("your account number is ", Says::Other),
            ("A/c No. ", Says::Other),
            ("Rs. ", Says::Other),
            ("₹", Says::Other),
            ("UTR No:\n", Says::Other),
            ("order no. ", Says::Other),
            ("Order ID: ", Says::Other),
            ("order ", Says::Nothing),
            ("ID: ", Says::Other),
            ("WhatsApp id ", Says::Phone),
            ("Your account is blocked. ", Says::Nothing),
            ("account blocked ", Says::Nothing),
            ("call 1, 2, ", Says::Nothing),
            ("", Says::Nothing),
        ] {
            assert_eq!(
                before(head.as_bytes(), head.len(), false, 0),
                says,
                "{head:?}"
            );
        }
    }

    #[test]
    fn the_words_after_count_too() {
        for (tail, says) in [
            (" पर कॉल करें", Says::Phone),
            ("pe whatsapp karo", Says::Phone),
            (" rupees", Says::Other),
            (" लाख", Says::Other),
            (" is your OTP", Says::Other),
            (" आपका ओटीपी है", Says::Other),
            (": HR from company", Says::Nothing),
            (". Call us", Says::Nothing),
            (" is blocked", Says::Nothing),
        ] {
            assert_eq!(after(tail.as_bytes(), 0, false), says, "{tail:?}");
        }
    }

    #[test]
    fn far_words_say_nothing() {
        let head = format!("call {} ", "is ".repeat(200));
        assert_eq!(before(head.as_bytes(), head.len(), false, 0), Says::Nothing);
        let tail = format!("{}call", " ".repeat(1_000));
        assert_eq!(after(tail.as_bytes(), 0, false), Says::Nothing);
    }
}
