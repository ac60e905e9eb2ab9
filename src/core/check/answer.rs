//! Text → [`Answer`]: whether a text is one number or a message, and what matters most in it.

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::check::outcome::Outcome;
use crate::check::verdict::{Verdict, check, verdict};
use crate::list::List;
use crate::number;
use crate::number::{Parsed, Reason, words};

/// The answer to whatever a person typed or pasted.
///
/// JSON and JavaScript see `verdict`, `message` and `found`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Answer<'a> {
    /// The verdict on the text as one number.
    whole: Verdict<'a>,
    message: bool,
    found: Vec<FoundVerdict<'a>>,
}

impl<'a> Answer<'a> {
    /// The verdict on the one number, or on the most serious number of a message.
    pub fn verdict(&self) -> &Verdict<'a> {
        self.found
            .first()
            .map_or(&self.whole, |worst| &worst.verdict)
    }

    /// Whether the text is a message rather than one number.
    #[must_use]
    pub fn is_message(&self) -> bool {
        self.message
    }

    /// The numbers of a message, each once: the most serious first, equally serious ones in the order of the text.
    ///
    /// Empty if the text is one number, and if the message holds none: the verdict is then
    /// [`Unreadable`](Outcome::Unreadable).
    #[must_use]
    pub fn found(&self) -> &[FoundVerdict<'a>] {
        &self.found
    }
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // By hand: two copies of the worst verdict would weigh more in the browser module.
        let mut answer = serializer.serialize_struct("Answer", 3)?;
        answer.serialize_field("verdict", self.verdict())?;
        answer.serialize_field("message", &self.message)?;
        answer.serialize_field("found", self.found())?;
        answer.end()
    }
}

/// One number of a message with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundVerdict<'a> {
    /// Where it starts, in UTF-16 units, as JavaScript counts.
    pub start: usize,
    /// Where it ends (exclusive), in UTF-16 units.
    pub end: usize,
    /// What to say about it.
    pub verdict: Verdict<'a>,
}

/// A text without any number reads as a message if it has this many words of two letters or more.
const MESSAGE_WORDS: usize = 3;

/// Answers a text that may be one number or a message, as of `now` (Unix seconds).
///
/// A text that reads as one number is that number. Any other is searched for numbers, unless it is a miscounted number:
/// without any letter, and with a digit too many or too few, or a calling code that no country has. Ten digits in a row
/// of such a number would be somebody else's.
pub fn answer<'a>(list: &'a List, text: &str, now: u64) -> Answer<'a> {
    let whole = check(list, text, now);
    let miscounted = matches!(
        whole.reason,
        Some(Reason::TooShort | Reason::TooLong | Reason::UnknownCountry)
    );
    let mut answer = Answer {
        whole,
        message: false,
        found: Vec::new(),
    };
    if answer.whole.number.is_none() && !(miscounted && words(text, 1) == 0) {
        answer.found = most_serious_first(list, text, now);
        answer.message = !answer.found.is_empty() || words(text, 2) >= MESSAGE_WORDS;
    }
    answer
}

/// Answers a text that is known to be a message, even if it reads as one number, as of `now` (Unix seconds).
pub fn answer_message<'a>(list: &'a List, text: &str, now: u64) -> Answer<'a> {
    Answer {
        whole: check(list, text, now),
        message: true,
        found: most_serious_first(list, text, now),
    }
}

/// Checks every number in a message, in order, as of `now` (Unix seconds). A text that is nothing but one number, such as
/// a bare short code, counts as a message of that number.
#[must_use]
pub fn check_message<'a>(list: &'a List, text: &str, now: u64) -> Vec<FoundVerdict<'a>> {
    verdicts(list, text, now, numbers(list, text))
}

/// The numbers of a message, each once.
fn most_serious_first<'a>(list: &'a List, text: &str, now: u64) -> Vec<FoundVerdict<'a>> {
    let mut numbers = numbers(list, text);
    once(&mut numbers);
    let mut found = verdicts(list, text, now, numbers);
    let mut ordered = Vec::with_capacity(found.len());
    // Six passes: a sort would weigh more in the browser module.
    for outcome in Outcome::ALL {
        ordered.extend(found.extract_if(.., |found| found.verdict.outcome == outcome));
    }
    ordered
}

/// Keeps the first mention of each number.
///
/// A hash table with open addressing: the standard library's sets weigh 0.8 kB in the browser module.
fn once(found: &mut Vec<number::Found>) {
    let slots = (found.len() * 2).next_power_of_two();
    let mut seen: Vec<Option<Parsed>> = vec![None; slots];
    found.retain(|found| {
        let digits = match found.parsed {
            Parsed::Number(number) => number.e164(),
            Parsed::ShortCode(code) => code.digits.into(),
        };
        // Multiplied by 2⁶⁴ over the golden ratio, neighbouring numbers lie far apart.
        let hash = digits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let mut slot = usize::try_from(hash).unwrap_or_default();
        while let Some(place) = seen.get_mut(slot % slots) {
            match *place {
                Some(parsed) if parsed == found.parsed => return false,
                Some(_) => slot += 1,
                None => {
                    *place = Some(found.parsed);
                    return true;
                }
            }
        }
        true
    });
}

fn numbers(list: &List, text: &str) -> Vec<number::Found> {
    let mut found = number::scan(text, list.region());
    if found.is_empty()
        && let Ok(parsed) = number::parse(text, list.region())
    {
        found.push(number::Found {
            start: 0,
            end: text.len(),
            parsed,
        });
    }
    found
}

/// The verdicts on numbers found in a text, given in its order.
fn verdicts<'a>(
    list: &'a List,
    text: &str,
    now: u64,
    found: Vec<number::Found>,
) -> Vec<FoundVerdict<'a>> {
    let bytes = text.as_bytes();
    let units = |from, to| bytes.get(from..to).map_or(0, utf16_units);
    let (mut at, mut start) = (0, 0);
    found
        .into_iter()
        .map(|number| {
            start += units(at, number.start);
            at = number.start;
            FoundVerdict {
                start,
                end: start + units(number.start, number.end),
                verdict: verdict(list, number.parsed, now),
            }
        })
        .collect()
}

/// A character has as many UTF-16 units as it has UTF-8 lead bytes, and one more if it takes four bytes.
fn utf16_units(text: &[u8]) -> usize {
    let lead = |byte: &&u8| **byte & 0xC0 != 0x80;
    text.iter().filter(lead).count() + text.iter().filter(|byte| **byte >= 0xF0).count()
}
