//! Texts as the page writes them.

use jiff::civil::Date;

/// A date for a person; what is none stays as it is.
pub(super) fn day(text: &str) -> String {
    text.parse::<Date>().map_or_else(
        |_| text.to_owned(),
        |date| date.strftime("%-d %B %Y").to_string(),
    )
}

/// Text without what must not stand in a page, or would turn the direction of what stands beside it.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                '\u{fffd}'
            }
            plain => plain,
        })
        .collect()
}

/// At most so many characters; where more were cut, it says so.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        assert_eq!(day("2026-10-05"), "5 October 2026");
        assert_eq!(day("soon"), "soon");
    }

    #[test]
    fn marks_that_turn_the_direction_are_shown() {
        assert_eq!(plain("a\u{202e}b\u{0}c\td"), "a\u{fffd}b\u{fffd}c d");
        assert_eq!(cut("गुरुग्राम", 5), "गुरु…");
    }
}
