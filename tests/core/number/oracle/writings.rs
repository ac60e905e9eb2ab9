//! Forms of a number that a person, a program or a typing error might produce.

use super::phonenumber::{Example, international_prefix, national_prefix};
use crate::random::Random;

/// How a written form is composed.
#[derive(Debug)]
pub struct Writing {
    /// The region it is read in.
    pub home: String,
    /// The calling code of the number it was made from.
    pub code: u16,
    /// What precedes the national number, digits and pluses only.
    pub prefix: String,
    /// How much of that says that a calling code follows.
    pub international: usize,
    /// The national number, digits changed or not.
    pub national: String,
    /// The separators, each before the digit with this index.
    pub separators: Vec<(usize, &'static str)>,
    /// What encloses it all.
    pub before: &'static str,
    pub after: &'static str,
}

impl Writing {
    /// The text it makes.
    pub fn text(&self) -> String {
        self.text_after("", 0)
    }

    /// The text with a plus in place of so many digits of international prefix.
    pub fn text_with_plus(&self, skipped: usize) -> String {
        self.text_after("+", skipped)
    }

    fn text_after(&self, plus: &str, skipped: usize) -> String {
        let mut text = self.before.to_owned() + plus;
        for (at, c) in self.bare().chars().enumerate().skip(skipped) {
            for (_, separator) in self.separators.iter().filter(|(place, _)| *place == at) {
                text.push_str(separator);
            }
            text.push(c);
        }
        text + self.after
    }

    /// The digits and pluses alone.
    pub fn bare(&self) -> String {
        format!("{}{}", self.prefix, self.national)
    }
}

/// A writing of this number, in its own region or another.
pub fn mutated(example: &Example, random: &mut Random) -> Writing {
    let mut national: Vec<char> = example.national.chars().collect();
    if random.below(500) == 0 {
        national = random
            .pick(&["112", "911", "999", "100", "1930"])
            .chars()
            .collect();
    }
    for _ in 0..[0, 0, 0, 1, 1, 2][random.below(6)] {
        let at = random.below(national.len());
        match random.below(4) {
            0 => national.insert(at, random.digit()),
            1 if national.len() > 2 => drop(national.remove(at)),
            _ => national[at] = random.digit(),
        }
    }
    let home = if random.below(8) == 0 {
        "IN".to_owned()
    } else {
        example.region.clone()
    };
    let (code, trunk) = (example.code.to_string(), national_prefix(&example.region));
    let idd = international_prefix(&home, &code);
    let (international, prefix) = match random.below(10) {
        0 | 1 => (0, String::new()),
        2 | 3 => (0, trunk.to_owned()),
        4 | 5 => (1, format!("+{code}")),
        6 => (1, format!("+{code}{trunk}")),
        7 => (idd.len(), format!("{idd}{code}")),
        8 => (0, code),
        _ => (idd.len(), format!("{idd}{code}{trunk}")),
    };
    let length = prefix.len() + national.len();
    let separators = (0..random.below(5))
        .map(|_| {
            (
                1 + random.below(length - 1),
                random.pick(&[" ", "-", ".", "/", "(", ")", " - ", "  ", ") "]),
            )
        })
        .collect();
    Writing {
        home,
        code: example.code,
        prefix,
        international,
        national: national.into_iter().collect(),
        separators,
        before: random.pick(&["", "", "", "", "", "(", " ", "'", "\"", "["]),
        after: random.pick(&[
            "", "", "", "", "", ")", " ", "'", "\"", ".", ",", " ext. 5", " ext 12", " x7", " #3",
        ]),
    }
}

/// The zeros of some scripts in which numbers are written.
const ZEROS: [char; 12] = ['०', '੦', '০', '૦', '୦', '௦', '౦', '೦', '൦', '۰', '٠', '０'];

/// Invisible characters.
const MARKS: [char; 10] = [
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{2060}',
    '\u{feff}', '\u{ad}',
];

/// The same writing as a chat program or another keyboard would give it: other digits, spaces, hyphens, hidden marks.
pub fn disguised(text: &str, random: &mut Random) -> String {
    let zero = (random.below(3) == 0).then(|| ZEROS[random.below(ZEROS.len())]);
    let marks = random.below(3) == 0;
    let other = random.below(3) == 0;
    let mut out = String::new();
    for c in text.chars() {
        if marks && random.below(4) == 0 {
            out.push(MARKS[random.below(MARKS.len())]);
        }
        out.push(match (c, zero) {
            ('0'..='9', Some(zero)) => {
                char::from_u32(u32::from(zero) + c.to_digit(10).unwrap()).unwrap()
            }
            (' ', _) if other => ['\u{a0}', '\u{2009}', '\u{202f}', '\u{3000}'][random.below(4)],
            ('-', _) if other => ['\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}'][random.below(4)],
            ('+', _) if other => '\u{ff0b}',
            _ => c,
        });
    }
    out
}
