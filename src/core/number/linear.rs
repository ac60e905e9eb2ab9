//! Reading and searching look at each character a bounded number of times, whatever the text.

use crate::number::chars::steps;
use crate::number::{Region, parse, scan};

const PIECES: [&str; 26] = [
    "5",
    "+",
    "\u{200b}",
    " ",
    "(",
    ",",
    ";",
    "/",
    "x",
    "1 ",
    "5,",
    "5;",
    "5.",
    "5/",
    "5,,",
    ";ext=",
    "tel:",
    "5012345678",
    "50123 45678 ",
    "+91 50123 45678\n",
    "A/c 5012345678 ",
    "50123 45678 call ",
    "https://a/5012345678",
    "12-10-2026 ",
    "a1",
    "1930 or ",
];

/// How many characters some work looks at for so many bytes of a text.
fn looked_at(work: impl Fn(&str), piece: &str, bytes: usize) -> u64 {
    let text = piece.repeat(bytes / piece.len());
    steps::of(|| work(&text))
}

fn grows_in_proportion(work: impl Fn(&str) + Copy, most: u64) {
    for piece in PIECES {
        let (once, twice) = (
            looked_at(work, piece, 1 << 13),
            looked_at(work, piece, 1 << 14),
        );
        assert!(
            twice <= once * 2 + once / 8 + 1_000,
            "{piece:?}: {once}, then {twice}"
        );
        assert!(twice <= most << 14, "{piece:?}: {twice}");
    }
}

#[test]
fn reading_is_linear() {
    let regions = [*b"IN", *b"DE"].map(|id| Region::new(id).unwrap_or(Region::IN));
    for home in regions {
        grows_in_proportion(|text| _ = parse(text, home), 80);
    }
}

#[test]
fn searching_is_linear() {
    grows_in_proportion(|text| _ = scan(text, Region::IN), 80);
}
