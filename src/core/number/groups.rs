//! Groups of digits in a text, and what stands between them.

use crate::number::chars::{Mark, glyph, glyph_inline};
use crate::number::digits::Digits;

/// One group of digits.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How many digits.
    pub(crate) len: usize,
    /// Where the plus before it stands.
    pub(crate) plus: Option<usize>,
    /// Whether it hangs on the group before without white space.
    pub(crate) tight: bool,
    /// The first character between the group before and this one, or the slash there.
    pub(crate) first: u32,
    /// Whether it stands in the address of a page.
    pub(crate) url: bool,
}

/// What stands between two groups of digits.
#[derive(Clone, Copy, Default)]
struct Gap {
    first: u32,
    count: usize,
    spaced: bool,
    dotted: bool,
    plus: Option<usize>,
    /// Something that cannot stand inside one number.
    foreign: bool,
}

/// The most characters people put between two groups, as in `50123 - 45678`.
const WIDEST_GAP: usize = 3;

impl Group {
    /// Adds its digits to others.
    pub(crate) fn read(&self, text: &[u8], digits: &mut Digits) {
        let mut at = self.start;
        while let Some(here) = glyph(text, at).filter(|here| here.end <= self.end) {
            if here.mark == Mark::Digit {
                digits.push(here.value);
            }
            at = here.end;
        }
    }
}

/// Parts a text into runs: groups between which nothing stands that cannot stand inside one number.
pub(crate) fn runs(text: &[u8], mut each: impl FnMut(&[Group])) {
    let mut run: Vec<Group> = Vec::new();
    let mut gap = Gap::default();
    let (mut at, mut in_group, mut url) = (0, false, false);
    // The last four bytes.
    let mut last = 0u32;
    while let Some(here) = glyph_inline(text, at) {
        at = here.end;
        if here.mark == Mark::Invisible {
            continue;
        }
        last = last << 8 | here.code & 0xff;
        let space = matches!(here.mark, Mark::Space | Mark::Newline);
        url = !space && (url || last & 0xff_ffff == 0x3a_2f2f || last == 0x7777_772e);
        if here.mark != Mark::Digit {
            in_group = false;
            let inside = space || matches!(here.mark, Mark::Separator | Mark::Slash);
            // A sentence ends, a line ends, another number begins.
            gap.foreign |= !inside || here.mark == Mark::Newline || gap.dotted && space;
            gap.plus = match here.mark {
                Mark::Plus => Some(here.start),
                _ if inside => gap.plus.filter(|plus| here.start - plus < WIDEST_GAP),
                _ => None,
            };
            gap.dotted = here == b'.';
            gap.spaced |= space;
            gap.count += 1;
            if here.mark == Mark::Slash {
                gap.first = u32::from(b'/');
            } else if gap.first == 0 {
                gap.first = here.code;
            }
            continue;
        }
        match run.last_mut() {
            Some(group) if in_group => {
                group.end = at;
                group.len += 1;
            }
            _ => {
                if gap.foreign || gap.count > WIDEST_GAP {
                    each(&run);
                    run.clear();
                }
                run.push(Group {
                    start: here.start,
                    end: at,
                    len: 1,
                    plus: gap.plus,
                    tight: !gap.spaced,
                    first: gap.first,
                    url,
                });
                gap = Gap::default();
                in_group = true;
            }
        }
    }
    each(&run);
}

/// Whether this group hangs on the one before it as no other number does.
pub(crate) fn is_hung(group: Option<&Group>) -> bool {
    group.is_some_and(|group| group.tight && group.plus.is_none() && group.first != u32::from(b'/'))
}

/// Whether a run begins with a date: `31-10-2026`, `31/10/26`, `2026-10-31`.
pub(crate) fn is_date(run: &[Group], hangs: bool) -> bool {
    let [day, month, year, rest @ ..] = run else {
        return false;
    };
    let goes_on = rest
        .first()
        .is_some_and(|next| next.tight && next.first == month.first);
    let european = day.len <= 2 && matches!(year.len, 2 | 4);
    let international = day.len == 4 && year.len == 2;
    (european || international)
        && month.len <= 2
        && month.tight
        && year.tight
        && month.first == year.first
        && day.plus.is_none()
        && !(hangs || goes_on)
}
