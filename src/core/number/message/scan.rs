//! Every number in a message: SMS, chat, e-mail.
//!
//! A message is full of digits that are no telephone number: amounts, dates, one-time passwords, account, card and
//! reference numbers. Three things decide, in this order:
//!
//! 1. **shape**: groups of digits joined as people join them, which [`parse`](super::parse()) would read as one number;
//! 2. **neighbours**: what touches the digits (a letter, `@`, `/-`, a path of a link) and is no part of a number;
//! 3. **context**: the words before and after. A number that could be nothing but a telephone number (with its country
//!    code, a mobile number) is taken unless they say otherwise, all others only if they say so.
//!
//! Time is linear in the text: a candidate has a bounded number of groups, and words are looked for in a bounded stretch.

use crate::number::digits::{Digits, integer};
use crate::number::groups::{Group, is_date, is_hung, runs};
use crate::number::interpret::{international, interpret};
use crate::number::message::adjacency::{link_before, stands_free};
use crate::number::message::context::{Says, after, before};
use crate::number::writing::Writing;
use crate::number::{Kind, Parsed, PhoneNumber, Reason, Region};

/// One number found inside a longer text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it starts, in bytes of the text.
    pub start: usize,
    /// Where it ends (exclusive), in bytes of the text.
    pub end: usize,
    /// What is read there. Of the second number in `50123 45678/79` only the end does, and this is the whole number.
    pub parsed: Parsed,
}

/// Every number and every dialled short code in a text, in order, with its place.
///
/// ```
/// use jaanch_core::number::{Region, scan};
///
/// let text = "OTP 501234 पाने के लिए 50123 45678 पर कॉल करें। A/c 50123456789, Rs. 5012345678/-";
/// let found = scan(text, Region::IN);
/// assert_eq!(found.len(), 1);
/// assert_eq!(&text[found[0].start..found[0].end], "50123 45678");
/// ```
#[must_use]
pub fn scan(text: &str, home: Region) -> Vec<Found> {
    let mut found = Vec::new();
    Scan {
        text: text.as_bytes(),
        home,
        shape_only: false,
    }
    .run(&mut found);
    found
}

/// Whether a text holds more than one number, whatever its words say.
pub(crate) fn has_several(text: &[u8], home: Region) -> bool {
    let mut found = Vec::new();
    Scan {
        text,
        home,
        shape_only: true,
    }
    .run(&mut found);
    found.len() > 1
}

/// The most groups a number is written in: one a digit, with a prefix.
const MOST_GROUPS: usize = 13;

/// The most digits a number has with its country code (ITU-T E.164).
const LONGEST: usize = 15;

/// Groups that are read as one number.
struct Candidate {
    /// How many groups.
    groups: usize,
    /// Its place in the text.
    start: usize,
    end: usize,
    writing: Writing,
    /// It stands in a link that dials it.
    link: bool,
    parsed: Parsed,
}

struct Scan<'a> {
    text: &'a [u8],
    home: Region,
    /// Takes whatever has the shape of a number.
    shape_only: bool,
}

impl Scan<'_> {
    fn run(&self, found: &mut Vec<Found>) {
        runs(self.text, |run| self.take(run, found));
    }

    /// Finds the numbers in a run of groups.
    fn take(&self, mut run: &[Group], found: &mut Vec<Found>) {
        // The number that the group before ended: a slash may follow that.
        let (mut first, mut ended) = (true, None::<Writing>);
        while let Some(opening) = run.first() {
            let slash = opening.first == u32::from(b'/');
            let hangs = !first && opening.tight && opening.plus.is_none();
            let before = ended.take();
            let after_number = before.is_some();
            // After a slash may stand what another number ends with.
            if self.shape_only && after_number && slash {
                found.extend(found.last().copied());
            }
            let mut taken = 1;
            let date = is_date(run, hangs);
            // What hangs on the group before it is no number of its own, unless a slash parts two.
            let begins = !hangs || slash && after_number;
            let candidate = (begins && !self.is_rest(opening, first, after_number))
                .then(|| self.longest(run))
                .flatten();
            // A date and a time after it may have a number's ten digits.
            if let Some(candidate) = candidate.filter(|found| !(date && found.groups > 3)) {
                taken = candidate.groups;
                let hung = is_hung(run.get(taken));
                let listed = match found.last() {
                    Some(Found {
                        end,
                        parsed: Parsed::ShortCode(_),
                        ..
                    }) => *end,
                    _ => 0,
                };
                if !hung && (self.shape_only || self.is_dialled(&candidate, opening, listed)) {
                    ended = Some(candidate.writing);
                    found.push(Found {
                        start: candidate.start,
                        end: candidate.end,
                        parsed: candidate.parsed,
                    });
                }
            } else if date {
                taken = 3;
            } else if opening.plus.is_some() {
                taken = self.of_no_country(run).unwrap_or(taken);
            } else if let Some(before) = before.filter(|_| slash && !is_hung(run.get(1))) {
                let next = self.next_of(before, opening);
                found.extend(next.map(|(_, next)| next));
                ended = next.map(|(writing, _)| writing);
            }
            run = run.get(taken..).unwrap_or_default();
            first = false;
        }
    }

    /// Whether `00` begins the rest of something, such as a full hour or a PIN code, and not an international prefix.
    fn is_rest(&self, opening: &Group, first: bool, after_number: bool) -> bool {
        let before = self.text.get(..opening.start).unwrap_or_default();
        let hour = matches!(before, [.., b'0'..=b'9', b':']);
        opening.len <= 3
            && opening.plus.is_none()
            && !after_number
            && (!first || hour)
            && self
                .text
                .get(opening.start..)
                .is_some_and(|text| text.starts_with(b"00"))
    }

    /// The number of which only the end is written, after a slash: `50123 45678/79`. It is one that follows the number before,
    /// as the numbers of one subscriber do; any other end may mean anything, such as `/24 hours`.
    fn next_of(&self, before: Writing, end: &Group) -> Option<(Writing, Found)> {
        let whole = before.digits.get();
        let (kept, last) = whole.split_at_checked(whole.len().checked_sub(end.len)?)?;
        let mut tail = Digits::new();
        end.read(self.text, &mut tail);
        let step = integer(0, tail.get())?.checked_sub(integer(0, last)?)?;
        let follows = (1..10).contains(&step) && !end.url;
        if !follows || !stands_free(self.text, end.start..end.end, false) {
            return None;
        }
        let mut digits = Digits::of(kept);
        digits.extend(tail.get());
        let writing = Writing { digits, ..before };
        let found = Found {
            start: end.start,
            end: end.end,
            parsed: interpret(&writing, self.home).ok()?,
        };
        Some((writing, found))
    }

    /// How many groups follow a plus that no country's code does: ten of their digits are nobody else's number.
    fn of_no_country(&self, run: &[Group]) -> Option<usize> {
        let mut digits = Digits::new();
        let mut groups = 0;
        for group in run.iter().take(MOST_GROUPS) {
            let another = group.plus.is_some() || digits.len() + group.len > LONGEST;
            if groups > 0 && another {
                break;
            }
            group.read(self.text, &mut digits);
            groups += 1;
        }
        let unknown = international(digits.get(), self.home) == Err(Reason::UnknownCountry);
        unknown.then_some(groups)
    }

    /// The longest row of groups, from the first one on, that is one number.
    fn longest(&self, run: &[Group]) -> Option<Candidate> {
        let opening = run.first()?;
        let start = opening.plus.unwrap_or(opening.start);
        let (link, complete) = link_before(self.text, start);
        let mut best = None;
        let mut digits = Digits::new();
        for (index, group) in run.iter().take(MOST_GROUPS).enumerate() {
            // "1930/155260" are two.
            let short = matches!(
                &best,
                Some(Candidate {
                    parsed: Parsed::ShortCode(_),
                    ..
                })
            );
            if index > 0
                && (group.plus.is_some() || complete || short && group.first == u32::from(b'/'))
            {
                break;
            }
            group.read(self.text, &mut digits);
            let writing = Writing {
                digits,
                plus: opening.plus.is_some(),
                grouped: index > 0,
                broken: false,
                crossed: false,
            };
            let whole = if complete {
                international(digits.get(), self.home).ok()
            } else {
                None
            };
            let Some(parsed) = whole.or_else(|| interpret(&writing, self.home).ok()) else {
                continue;
            };
            let groups = index + 1;
            if self.is_natural(run.get(..groups)?, &writing, parsed) {
                best = Some(Candidate {
                    groups,
                    start: self.with_bracket(start, group.end),
                    end: group.end,
                    writing,
                    link,
                    parsed,
                });
            }
        }
        best
    }

    /// Where the number starts if the bracket that closes inside it is to open inside it too.
    fn with_bracket(&self, start: usize, end: usize) -> usize {
        let inside = self.text.get(start..end).unwrap_or_default();
        let bracket = inside.iter().find(|byte| matches!(byte, b'(' | b')'));
        let opens = start > 0 && self.text.get(start - 1) == Some(&b'(');
        start - usize::from(opens && bracket == Some(&b')'))
    }

    /// Whether people group a number so. Digits that fit by chance often betray themselves: an identity number is written
    /// in fours, and no one splits a country code.
    fn is_natural(&self, groups: &[Group], writing: &Writing, parsed: Parsed) -> bool {
        let (Parsed::Number(number), [first, .., last]) = (parsed, groups) else {
            return true;
        };
        if writing.plus || self.home != Region::IN {
            return true;
        }
        let digits = writing.digits.get();
        // The country code stands alone, or the number is halved as usual after it.
        let coded = digits.len() == 12 && digits.starts_with(b"91");
        let code_alone = first.len <= 2 || (first.len == 7 && groups.len() == 2);
        // An amount has one or two digits after a dot, and ends there.
        let dot = u32::from(b'.');
        let cents = groups.len() == 2 && last.len == 2 && last.first == dot
            || groups.windows(3).any(|three| {
                matches!(three, [_, one, two] if one.first == dot && one.len <= 2 && !two.tight)
            });
        // Toll-free numbers of other lengths are written in one piece, or something else follows.
        let odd = number.kind(Region::IN) == Kind::TollFree && !matches!(digits.len(), 10 | 11);
        !(coded && !code_alone || cents || odd)
    }

    /// Whether neighbours and context let the candidate be a number that is dialled.
    fn is_dialled(&self, candidate: &Candidate, opening: &Group, listed: usize) -> bool {
        if candidate.link {
            return true;
        }
        let short = matches!(candidate.parsed, Parsed::ShortCode(_));
        if opening.url || !stands_free(self.text, candidate.start..candidate.end, short) {
            return false;
        }
        let earlier = before(self.text, candidate.start, short, listed);
        let later = after(self.text, candidate.end, short);
        if later == Says::Other || earlier == Says::Other && !candidate.writing.plus {
            return false;
        }
        if candidate.writing.plus || earlier == Says::Phone || later == Says::Phone {
            return true;
        }
        match candidate.parsed {
            Parsed::ShortCode(_) => false,
            Parsed::Number(number) => self.is_plain(number, candidate),
        }
    }

    /// Whether digits without a country code can hardly be anything but a telephone number.
    fn is_plain(&self, number: PhoneNumber, candidate: &Candidate) -> bool {
        let digits = candidate.writing.digits.get();
        if self.home != Region::IN {
            return digits.len() >= 9;
        }
        if digits.starts_with(b"00") {
            return candidate.writing.grouped || digits.starts_with(b"0091");
        }
        match number.kind(self.home) {
            Kind::Landline => digits.starts_with(b"0") || digits.len() == 12,
            Kind::TollFree | Kind::SharedCost => matches!(digits.len(), 10 | 11),
            Kind::Unassigned => number.is_made_up(),
            kind => kind != Kind::Foreign,
        }
    }
}
