//! Every number in a message: SMS, chat, e-mail.
//!
//! A message is full of digits that are no telephone number: amounts, dates, one-time passwords, account, card and
//! reference numbers. Three things decide, in this order:
//!
//! 1. **shape**: groups of digits joined as people join them, which [`parse`](super::parse) would read as one number;
//! 2. **neighbours**: what touches the digits (a letter, `@`, `/-`, a path of a link) and is no part of a number;
//! 3. **context**: the words before and after ([`context`]). A number that could be nothing but a telephone number (with
//!    its country code, a mobile number) is taken unless they say otherwise, all others only if they say so.
//!
//! Time is linear in the text: a candidate has a bounded number of groups, and words are looked for in a bounded stretch.

use super::context::{Says, after, before, is_phone_word};
use super::digits::{Digits, Mark};
use super::parse::{interpret, linked};
use super::writing::Writing;
use super::{Found, Kind, Parsed, PhoneNumber, Region};

/// Every number and every dialled short code in a text, in order, with its place.
///
/// ```
/// use jaanch::number::{Region, scan};
///
/// let text = "OTP 501234 पाने के लिए 50123 45678 पर कॉल करें। A/c 50123456789, Rs. 5012345678/-";
/// let found = scan(text, Region::IN);
/// assert_eq!(found.len(), 1);
/// assert_eq!(&text[found[0].start..found[0].end], "50123 45678");
/// ```
#[must_use]
pub fn scan(text: &str, home: Region) -> Vec<Found> {
    let mut found = Vec::new();
    let mut run = Vec::new();
    let mut gap = Gap::default();
    // Where the stretch without white space begins, and whether the last visible character was a digit.
    let (mut token, mut in_group) = (0, false);
    for (at, c) in text.char_indices() {
        let mark = Mark::of(c);
        let next = at + c.len_utf8();
        match mark {
            Mark::Digit(_) if in_group => {
                if let Some(Group { end, len, .. }) = run.last_mut() {
                    *end = next;
                    *len += 1;
                }
            }
            Mark::Digit(_) => {
                if !gap.joins() {
                    take(text, home, &run, &mut found);
                    run.clear();
                }
                run.push(Group {
                    start: at,
                    end: next,
                    len: 1,
                    token,
                    plus: gap.plus,
                    tight: gap.is_tight(),
                    mark: gap.first,
                });
                gap = Gap::default();
                in_group = true;
            }
            Mark::Invisible => continue,
            _ => {
                in_group = false;
                gap.add(mark, c, at);
            }
        }
        if c.is_whitespace() {
            token = next;
        }
    }
    take(text, home, &run, &mut found);
    found
}

/// One group of digits.
struct Group {
    start: usize,
    end: usize,
    /// How many digits.
    len: usize,
    /// Where the stretch without white space that it stands in begins.
    token: usize,
    /// Where the plus before it stands.
    plus: Option<usize>,
    /// Whether it hangs on the group before without white space.
    tight: bool,
    /// The first character between the group before and this one.
    mark: Option<char>,
}

/// What stands between two groups of digits.
#[derive(Default)]
struct Gap {
    first: Option<char>,
    last: Option<char>,
    count: usize,
    spaces: usize,
    plus: Option<usize>,
    /// Something that cannot stand inside one number.
    foreign: bool,
}

impl Gap {
    /// The most characters people put between two groups, as in `50123 - 45678`.
    const WIDEST: usize = 3;

    fn add(&mut self, mark: Mark, c: char, at: usize) {
        let separator = matches!(mark, Mark::Separator | Mark::Slash);
        // A sentence ends here, and a plus begins a number.
        let ends = self.last == Some('.') && c.is_whitespace();
        if !separator && mark != Mark::Plus {
            self.plus = None;
        } else if mark == Mark::Plus {
            self.plus = Some(at);
        }
        self.foreign |= !separator || ends;
        self.first = self.first.or(Some(c));
        self.last = Some(c);
        self.count = self.count.saturating_add(1);
        self.spaces += usize::from(c.is_whitespace());
        if self.plus.is_some_and(|plus| at - plus > Self::WIDEST) {
            self.plus = None;
        }
    }

    fn joins(&self) -> bool {
        !self.foreign && self.count <= Self::WIDEST
    }

    fn is_tight(&self) -> bool {
        self.spaces == 0 && self.count > 0
    }
}

/// Finds the numbers in a run of groups.
fn take(text: &str, home: Region, run: &[Group], found: &mut Vec<Found>) {
    let mut at = 0;
    // Whether the group before was the end of a number: a slash may follow that.
    let mut after_number = false;
    while at < run.len() {
        let date = date_at(run, at);
        if date > 0 {
            at += date;
            after_number = false;
            continue;
        }
        let Some(candidate) = longest(text, home, run, at) else {
            at += 1;
            after_number = false;
            continue;
        };
        let alone = stands_alone(run, &candidate, after_number);
        at = candidate.last + 1;
        after_number = alone && is_dialled(text, home, &candidate);
        if after_number {
            found.push(Found {
                start: candidate.start,
                end: candidate.end,
                parsed: candidate.parsed,
            });
        }
    }
}

/// Groups that are read as one number.
struct Candidate {
    /// Its first and last group.
    first: usize,
    last: usize,
    /// Its place in the text.
    start: usize,
    end: usize,
    /// Where the stretch without white space that it begins in begins.
    token: usize,
    digits: Digits,
    plus: bool,
    grouped: bool,
    /// It stands in a link that dials it.
    link: bool,
    parsed: Parsed,
}

/// The most groups a number is written in: one a digit, with a prefix.
const GROUPS: usize = 13;

/// The longest row of groups from this one on that is one number.
fn longest(text: &str, home: Region, run: &[Group], first: usize) -> Option<Candidate> {
    let window = run.get(first..)?;
    let opening = window.first()?;
    let mut digits = Digits::new();
    let mut best = None;
    let link = link_before(text, opening);
    for (index, group) in window.iter().enumerate().take(GROUPS) {
        if index > 0 && (group.plus.is_some() || link.is_some()) {
            break;
        }
        for c in text.get(group.start..group.end)?.chars() {
            if let Mark::Digit(value) = Mark::of(c) {
                digits.push(value);
            }
        }
        if digits.get().is_none() {
            break;
        }
        let writing = Writing {
            digits,
            plus: opening.plus.is_some(),
            grouped: index > 0,
            broken: false,
            crossed: false,
        };
        let read = match link {
            Some(Link::International) => linked(&writing, home),
            _ => interpret(&writing, home),
        };
        let Ok(parsed) = read else { continue };
        if !is_natural(home, window.get(..=index)?, &digits, parsed) {
            continue;
        }
        let start = opening.plus.unwrap_or(opening.start);
        best = Some(Candidate {
            first,
            last: first + index,
            start: with_bracket(text, start, group.end),
            end: group.end,
            token: opening.token,
            digits,
            plus: opening.plus.is_some(),
            grouped: index > 0,
            link: link.is_some(),
            parsed,
        });
    }
    best
}

/// Where the number starts if the bracket that closes inside it is to open inside it too.
fn with_bracket(text: &str, start: usize, end: usize) -> usize {
    let opens = text
        .get(..start)
        .is_some_and(|before| before.ends_with('('));
    let closes = text
        .get(start..end)
        .and_then(|inside| inside.find(['(', ')']).map(|at| inside.get(at..)))
        .flatten()
        .is_some_and(|bracket| bracket.starts_with(')'));
    if opens && closes { start - 1 } else { start }
}

/// Whether people group a number so. Digits that fit by chance often betray themselves: an identity number is written in
/// fours, and no one splits a country code.
fn is_natural(home: Region, groups: &[Group], digits: &Digits, parsed: Parsed) -> bool {
    let Parsed::Number(number) = parsed else {
        return true;
    };
    if groups.len() == 1 {
        return true;
    }
    let plus = groups.first().is_some_and(|group| group.plus.is_some());
    let first = groups.first().map_or(0, |group| group.len);
    if home == Region::IN && !plus && number.country() == Some(home) {
        // The country code stands alone, or the number is halved as usual after it.
        let coded = digits
            .get()
            .is_some_and(|d| d.len() == 12 && d.starts_with(b"91"));
        if coded && !(first == 2 || (first == 7 && groups.len() == 2)) {
            return false;
        }
        // Amounts have two digits after a dot.
        let cents = groups.len() == 2
            && groups
                .last()
                .is_some_and(|group| group.len == 2 && group.mark == Some('.'));
        if cents {
            return false;
        }
    }
    let national = digits.len().min(13);
    // Toll-free numbers of other lengths are written in one piece, or something else follows.
    !(number.kind(Region::IN) == Kind::TollFree && !matches!(national, 10 | 11) && !plus)
}

/// How many groups from here on are a date: `31-10-2026`, `31/10/26`, `2026-10-31`.
fn date_at(run: &[Group], at: usize) -> usize {
    let Some([day, month, year]) = run.get(at..at + 3) else {
        return 0;
    };
    let joined = month.tight && year.tight && month.mark == year.mark;
    let european = day.len <= 2 && month.len <= 2 && matches!(year.len, 2 | 4);
    let international = day.len == 4 && month.len == 2 && year.len == 2;
    // More groups in the same manner make it something else.
    let goes_on =
        |group: Option<&Group>| group.is_some_and(|group| group.tight && group.mark == month.mark);
    let begun = day.tight && day.mark == month.mark;
    if joined
        && (european || international)
        && day.plus.is_none()
        && !begun
        && !goes_on(run.get(at + 3))
    {
        3
    } else {
        0
    }
}

/// Whether no other group hangs on the number; after a slash another number or its last digits may.
fn stands_alone(run: &[Group], candidate: &Candidate, after_number: bool) -> bool {
    let slash = |group: &Group| matches!(group.mark, Some('/' | '\u{2215}' | '\u{2044}'));
    let before = run.get(candidate.first).is_some_and(|group| {
        candidate.first > 0
            && group.plus.is_none()
            && group.tight
            && !(slash(group) && after_number)
    });
    let after = run
        .get(candidate.last + 1)
        .is_some_and(|group| group.tight && group.plus.is_none() && !slash(group));
    !before && !after
}

/// Whether neighbours and context let the candidate be a number that is dialled.
fn is_dialled(text: &str, home: Region, candidate: &Candidate) -> bool {
    if candidate.link {
        return true;
    }
    let (head, tail) = (
        text.get(..candidate.start).unwrap_or_default(),
        text.get(candidate.end..).unwrap_or_default(),
    );
    let short = matches!(candidate.parsed, Parsed::ShortCode(_));
    if !neighbours_allow(head, tail, candidate, short) || in_link(text, candidate) {
        return false;
    }
    let (earlier, later) = (before(head, short), after(tail));
    if earlier == Says::Other && !candidate.plus || later == Says::Other {
        return false;
    }
    let named = earlier == Says::Phone || (later == Says::Phone && earlier != Says::Other);
    match candidate.parsed {
        Parsed::ShortCode(_) => named,
        Parsed::Number(number) => candidate.plus || named || is_plain(home, number, candidate),
    }
}

/// Whether digits without a country code can hardly be anything but a telephone number.
fn is_plain(home: Region, number: PhoneNumber, candidate: &Candidate) -> bool {
    let digits = candidate.digits.get().unwrap_or_default();
    if home != Region::IN {
        return digits.len() >= 9;
    }
    if digits.starts_with(b"00") {
        return candidate.grouped || digits.starts_with(b"0091");
    }
    match number.kind(home) {
        Kind::Mobile | Kind::MobileOrLandline => true,
        Kind::Landline => digits.starts_with(b"0") || digits.len() == 12,
        Kind::TollFree | Kind::SharedCost => candidate.grouped || matches!(digits.len(), 10 | 11),
        Kind::Telemarketing | Kind::Service => true,
        _ => number.is_made_up(),
    }
}

/// Whether what touches the digits leaves them a number of their own.
fn neighbours_allow(head: &str, tail: &str, candidate: &Candidate, short: bool) -> bool {
    let visible = |c: &char| Mark::of(*c) != Mark::Invisible;
    let mut earlier = head.chars().rev().filter(visible);
    let (last, last_but_one) = (earlier.next(), earlier.next());
    let mut later = tail.chars().filter(visible);
    let (next, next_but_one) = (later.next(), later.next());
    let before = match last {
        // A word about telephones may touch the number, any other makes it a name or a code: call5012…, UTR5012….
        Some(c) if c.is_ascii_alphabetic() => is_phone_word(last_word(head)),
        Some('@' | '#' | '\\' | '$' | '₹' | '%') => false,
        // Slanted in a chat program, or a part of a name.
        Some('_') => !last_but_one.is_some_and(char::is_alphanumeric),
        Some('*') => !matches!(last_but_one, Some('*' | 'x' | 'X')),
        Some('/' | '=' | '?' | '&') => match last_but_one {
            Some(c) if c.is_ascii_alphabetic() => {
                let word = last_word(head.get(..head.len() - 1).unwrap_or_default());
                is_phone_word(word)
            }
            _ => true,
        },
        Some('.' | ',' | ':') if short => !last_but_one.is_some_and(is_digit),
        Some('-') if candidate.plus => !last_but_one.is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => true,
    };
    let after = match next {
        Some(c) if c.is_ascii_alphabetic() => is_particle(first_word(tail)),
        Some('@' | '%' | '₹' | '$' | '\\') => false,
        Some('_') => !next_but_one.is_some_and(char::is_alphanumeric),
        Some('*') => !matches!(next_but_one, Some('*' | 'x' | 'X')),
        // The end of an amount.
        Some('/') => !matches!(next_but_one, Some('-' | '=')),
        Some(',' | ':' | '.' | '-') if short => !next_but_one.is_some_and(is_digit),
        Some('.') => !is_file_ending(tail),
        _ => true,
    };
    before && after
}

fn is_digit(c: char) -> bool {
    matches!(Mark::of(c), Mark::Digit(_))
}

/// The ASCII letters at the end of a text.
fn last_word(text: &str) -> &str {
    let letters = text
        .bytes()
        .rev()
        .take(16)
        .take_while(u8::is_ascii_alphabetic);
    text.get(text.len() - letters.count()..).unwrap_or_default()
}

/// The ASCII letters at the start of a text.
fn first_word(text: &str) -> &str {
    let letters = text.bytes().take(16).take_while(u8::is_ascii_alphabetic);
    text.get(..letters.count()).unwrap_or_default()
}

/// Whether a word may hang on the end of a number: 5012345678pe call karo, 5012345678ext5.
fn is_particle(word: &str) -> bool {
    [
        "pe", "par", "per", "pr", "p", "ko", "se", "ya", "or", "and", "aur", "ext", "extn",
    ]
    .iter()
    .any(|particle| particle.eq_ignore_ascii_case(word))
}

fn is_file_ending(tail: &str) -> bool {
    let ending = first_word(tail.get(1..).unwrap_or_default());
    ["apk", "com", "in", "pdf", "jpg", "png", "html"].contains(&ending)
}

/// A link that dials or writes to the number in it.
#[derive(Clone, Copy)]
enum Link {
    /// `tel:` and the like: any writing.
    Any,
    /// WhatsApp's links: always with the country code and without a plus.
    International,
}

/// The link whose number starts with this group.
fn link_before(text: &str, group: &Group) -> Option<Link> {
    let start = group.plus.unwrap_or(group.start);
    let before = text.get(group.token..start)?;
    let ends = |end: &str| {
        before
            .len()
            .checked_sub(end.len())
            .and_then(|at| before.get(at..))
            .is_some_and(|there| there.eq_ignore_ascii_case(end))
    };
    if ["wa.me/", "phone=", "phone=%2b", "wa.me/%2b"]
        .iter()
        .any(|end| ends(end))
    {
        Some(Link::International)
    } else if ["tel:", "tel://", "tel:%2b", "sms:", "smsto:", "callto:"]
        .iter()
        .any(|end| ends(end))
    {
        Some(Link::Any)
    } else {
        None
    }
}

/// Whether the digits stand inside the address of a page.
fn in_link(text: &str, candidate: &Candidate) -> bool {
    /// A longer stretch without white space is taken for a link.
    const LONGEST: usize = 256;
    let before = text
        .get(candidate.token..candidate.start)
        .unwrap_or_default();
    before.len() > LONGEST || before.contains("://") || before.contains("www.")
}
