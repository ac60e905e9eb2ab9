//! Matches digits against the patterns of the plan table.
//!
//! libphonenumber describes numbering plans by regular expressions. A regex engine, even a small one, is larger than
//! everything else in the browser module; these patterns need only six things of it:
//!
//! | written | meaning |
//! |---|---|
//! | `7` `d` `[2-46]` | this digit, any digit, one of these |
//! | `x{7}` `x{5,7}` `x?` | that often, as often as possible first; groups take only `?` |
//! | `(a\|b)` | a, or else b |
//! | `<…>` | a group whose text is wanted, at most one |
//! | `$` | the end of the digits |
//!
//! The first alternative that leads to a match wins, as in Perl. Neither patterns nor input can grow: the patterns are
//! compiled in and no input is longer than [`Digits`](super::digits::Digits) holds, so back-tracking stays bounded.

use core::ops::Range;

/// Where a pattern ended, and what its `<group>` took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// How many digits were taken.
    pub(crate) end: usize,
    /// What the marked group took, if it took part.
    pub(crate) group: Option<Range<usize>>,
}

/// Whether the pattern takes all of the digits.
pub(crate) fn is_whole(pattern: &[u8], digits: &[u8]) -> bool {
    let matcher = Matcher {
        pattern,
        digits,
        whole: true,
    };
    matcher.run(0, 0, Group::default()).is_some()
}

/// What the pattern takes from the start of the digits.
pub(crate) fn at_start(pattern: &[u8], digits: &[u8]) -> Option<Match> {
    let matcher = Matcher {
        pattern,
        digits,
        whole: false,
    };
    matcher.run(0, 0, Group::default())
}

/// The marked group on the path tried so far.
#[derive(Clone, Copy, Default)]
struct Group {
    start: usize,
    end: Option<usize>,
}

struct Matcher<'a> {
    pattern: &'a [u8],
    digits: &'a [u8],
    whole: bool,
}

impl Matcher<'_> {
    /// Follows the pattern from `at`, taking digits from `taken` on.
    fn run(&self, mut at: usize, mut taken: usize, mut group: Group) -> Option<Match> {
        loop {
            match self.pattern.get(at) {
                None => {
                    return (!self.whole || taken == self.digits.len()).then(|| Match {
                        end: taken,
                        group: group.end.map(|end| group.start..end),
                    });
                }
                Some(b'(' | b'<') => {
                    if self.pattern.get(at) == Some(&b'<') {
                        group.start = taken;
                    }
                    let (close, optional) = self.close(at + 1);
                    let mut alternative = Some(at + 1);
                    while let Some(start) = alternative {
                        if let Some(found) = self.run(start, taken, group) {
                            return Some(found);
                        }
                        alternative = self.next_alternative(start, close);
                    }
                    if !optional {
                        return None;
                    }
                    at = close + 2;
                }
                Some(b'|') => at = self.close(at + 1).0,
                Some(b')') => at = self.after_close(at),
                Some(b'>') => {
                    group.end = Some(taken);
                    at = self.after_close(at);
                }
                Some(b'$') => {
                    if taken != self.digits.len() {
                        return None;
                    }
                    at += 1;
                }
                Some(_) => {
                    let set = at;
                    at = self.after_set(at);
                    let (least, most, next) = self.quantifier(at);
                    at = next;
                    let there = self
                        .digits
                        .get(taken..)
                        .unwrap_or_default()
                        .iter()
                        .take(most)
                        .take_while(|&&digit| self.set_has(set, digit))
                        .count();
                    if there < least {
                        return None;
                    }
                    for count in (least + 1..=there).rev() {
                        if let Some(found) = self.run(at, taken + count, group) {
                            return Some(found);
                        }
                    }
                    taken += least;
                }
            }
        }
    }

    /// Where the group that `at` lies in closes, and whether it may be left out.
    fn close(&self, mut at: usize) -> (usize, bool) {
        let mut depth = 0usize;
        while let Some(byte) = self.pattern.get(at) {
            match byte {
                b'(' | b'<' => depth += 1,
                b')' | b'>' if depth == 0 => break,
                b')' | b'>' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        (at, self.pattern.get(at + 1) == Some(&b'?'))
    }

    /// Where the alternative after the one at `at` starts, in the group that ends at `close`.
    fn next_alternative(&self, at: usize, close: usize) -> Option<usize> {
        let mut depth = 0usize;
        let rest = self.pattern.get(at..close)?;
        let bar = rest.iter().position(|byte| {
            match byte {
                b'(' | b'<' => depth += 1,
                b')' | b'>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && *byte == b'|'
        })?;
        Some(at + bar + 1)
    }

    /// Where the pattern goes on after the group that closes at `at`.
    fn after_close(&self, at: usize) -> usize {
        at + 1 + usize::from(self.pattern.get(at + 1) == Some(&b'?'))
    }

    /// Where the pattern goes on after the digit or set at `at`.
    fn after_set(&self, at: usize) -> usize {
        if self.pattern.get(at) != Some(&b'[') {
            return at + 1;
        }
        let rest = self.pattern.get(at..).unwrap_or_default();
        at + 1 + rest.iter().position(|byte| *byte == b']').unwrap_or(0)
    }

    /// How often, at least and at most, and where the pattern goes on.
    fn quantifier(&self, at: usize) -> (usize, usize, usize) {
        match self.pattern.get(at) {
            Some(b'?') => (0, 1, at + 1),
            Some(b'{') => {
                let (least, after) = self.count(at + 1);
                if self.pattern.get(after) == Some(&b',') {
                    let (most, after) = self.count(after + 1);
                    (least, most, after + 1)
                } else {
                    (least, least, after + 1)
                }
            }
            _ => (1, 1, at),
        }
    }

    fn count(&self, mut at: usize) -> (usize, usize) {
        let mut value = 0;
        while let Some(byte @ b'0'..=b'9') = self.pattern.get(at) {
            value = value * 10 + usize::from(byte - b'0');
            at += 1;
        }
        (value, at)
    }

    /// Whether the digit or set at `at` has this digit.
    fn set_has(&self, at: usize, digit: u8) -> bool {
        match self.pattern.get(at) {
            Some(b'd') => true,
            Some(b'[') => {
                let set = self.pattern.get(at + 1..self.after_set(at) - 1);
                let set = set.unwrap_or_default();
                set.iter().enumerate().any(|(i, &byte)| {
                    byte == digit
                        || (byte == b'-'
                            && i > 0
                            && set.get(i - 1).is_some_and(|&low| low < digit)
                            && set.get(i + 1).is_some_and(|&high| digit < high))
                })
            }
            Some(&byte) => byte == digit,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_digits_sets_and_counts() {
        assert!(is_whole(b"[2-9]d{9}", b"5012345678"));
        assert!(!is_whole(b"[2-9]d{9}", b"1012345678"));
        assert!(!is_whole(b"[2-9]d{9}", b"50123456789"));
        assert!(is_whole(b"8d{2,4}1", b"8001"));
        assert!(is_whole(b"8d{2,4}1", b"800011"));
        assert!(!is_whole(b"8d{2,4}1", b"8000111"));
        assert!(is_whole(b"[0-24-8]", b"2") && !is_whole(b"[0-24-8]", b"3"));
    }

    #[test]
    fn tries_alternatives_in_order_and_goes_back() {
        assert_eq!(at_start(b"(1|12)", b"123").unwrap().end, 1);
        assert!(is_whole(b"(1|12)3", b"123"));
        assert!(is_whole(b"(20|33|[5-9]d)d{7}", b"781234567"));
        assert_eq!(at_start(b"0(8(5dd|[1-4])?)?", b"0850").unwrap().end, 2);
        assert_eq!(at_start(b"(0|80?)", b"80").unwrap().end, 2);
        assert!(is_whole(b"(1(2|3(4|5)))?6", b"1356") && is_whole(b"(1(2|3))?6", b"6"));
    }

    #[test]
    fn tells_what_the_group_took() {
        let brazil = b"(0|90)((1[245]|31)<d{10,11}>)?";
        assert_eq!(
            at_start(brazil, b"0311234567890").unwrap().group,
            Some(3..13)
        );
        assert_eq!(
            at_start(brazil, b"031123").unwrap(),
            Match {
                end: 1,
                group: None
            }
        );
        let antigua = b"(<[457]d{6}>$|1)";
        assert_eq!(at_start(antigua, b"4641234").unwrap().group, Some(0..7));
        assert_eq!(at_start(antigua, b"46412345"), None);
        assert_eq!(at_start(antigua, b"1268").unwrap().end, 1);
    }
}
