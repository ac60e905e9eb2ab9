//! The ways in which people and programs write a phone number, and the ways in which they ruin one.

use crate::chance::{MadeUp, Random};
use crate::export::Language;
use crate::truth::Suspect;

/// What can be wrong with a cell so that no number can be read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// The letter O in place of a zero.
    LetterO,
    /// A spreadsheet made `5.01234E+09` of it: the last digits are lost.
    Exponent,
    /// A digit is missing.
    NineDigits,
    /// There is a digit too many.
    ElevenDigits,
    /// The name of a message sender, such as `VM-DEMOBK`.
    SenderName,
    /// A word that says the number is not known.
    Unknown,
    /// Nothing, or nothing but blanks.
    Empty,
}

impl Damage {
    /// The word for it in the summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LetterO => "letter-o",
            Self::Exponent => "exponent",
            Self::NineDigits => "nine-digits",
            Self::ElevenDigits => "eleven-digits",
            Self::SenderName => "sender-name",
            Self::Unknown => "unknown",
            Self::Empty => "empty",
        }
    }
}

/// A readable way of writing a number.
#[derive(Clone, Copy, Debug)]
enum Writing {
    Plain,
    Spaced,
    Plus,
    PlusSpaced,
    PlusDashed,
    CountryCode,
    TrunkZero,
    TrunkZeroSpaced,
    International,
    InternationalSpaced,
    PlusTrunkZero,
    Bracketed,
    Dashed,
    DashedInThrees,
    NonBreakingHyphen,
    NonBreakingSpace,
    TelLink,
    ZeroWidth,
    Directed,
    Isolated,
    Devanagari,
    Gurmukhi,
    Apostrophe,
    Decimal,
    Padded,
}

/// How often each is met, in a thousand cells.
const COMMON: [(Writing, usize); 25] = [
    (Writing::Plain, 652),
    (Writing::Spaced, 60),
    (Writing::Plus, 60),
    (Writing::PlusSpaced, 45),
    (Writing::PlusDashed, 20),
    (Writing::CountryCode, 30),
    (Writing::TrunkZero, 30),
    (Writing::TrunkZeroSpaced, 8),
    (Writing::International, 7),
    (Writing::InternationalSpaced, 3),
    (Writing::PlusTrunkZero, 7),
    (Writing::Bracketed, 6),
    (Writing::Dashed, 10),
    (Writing::DashedInThrees, 4),
    (Writing::NonBreakingHyphen, 6),
    (Writing::NonBreakingSpace, 4),
    (Writing::TelLink, 4),
    (Writing::ZeroWidth, 5),
    (Writing::Directed, 4),
    (Writing::Isolated, 2),
    (Writing::Devanagari, 5),
    (Writing::Gurmukhi, 4),
    (Writing::Apostrophe, 8),
    (Writing::Decimal, 8),
    (Writing::Padded, 8),
];

/// The same in an export written in Hindi, where more people type Devanagari digits.
const HINDI: [(Writing, usize); 2] = [(Writing::Plain, 960), (Writing::Devanagari, 40)];

/// The ways that need no second look, for cells that name two numbers and for columns that are not the suspect's.
const TIDY: [(Writing, usize); 3] = [
    (Writing::Plain, 80),
    (Writing::Plus, 12),
    (Writing::Spaced, 8),
];

/// What stands between two numbers in one cell.
const BETWEEN: [&str; 5] = ["/", " / ", ",", ", ", "\n"];

/// Sender names: nobody's, of the shape that operators give them.
const SENDERS: [&str; 6] = [
    "VM-DEMOBK",
    "AD-DEMOKY",
    "JD-DEMOPL",
    "BP-DEMOEL",
    "VK-DEMOLN",
    "TX-DEMOJB",
];

/// Words for "not known".
const UNKNOWN: [&str; 4] = ["unknown", "Unknown", "UNKNOWN", "not known"];

/// The suspect's cell of one row.
pub(crate) fn suspect(suspect: Suspect, language: Language, random: &mut Random) -> String {
    match suspect {
        Suspect::One(number) => {
            let writing = match language {
                Language::Hindi if random.chance(1, 4) => random.weighted(&HINDI),
                _ => random.weighted(&COMMON),
            };
            written(number, writing)
        }
        Suspect::Two(first, second) => {
            let between = random.pick(&BETWEEN);
            tidy(first, random) + between + &tidy(second, random)
        }
        Suspect::Damaged(damage, number) => damaged(damage, number, language, random),
    }
}

/// A line of the export that is nothing but numbers.
pub(crate) fn bare(number: MadeUp, random: &mut Random) -> String {
    let writing = random.weighted(&COMMON);
    written(number, writing)
}

/// A number as a form with some care behind it has it.
pub(crate) fn tidy(number: MadeUp, random: &mut Random) -> String {
    let writing = random.weighted(&TIDY);
    written(number, writing)
}

/// `number` in this writing.
fn written(number: MadeUp, writing: Writing) -> String {
    let digits = number.national();
    let (five, rest) = digits.split_at(5);
    match writing {
        Writing::Plain => digits,
        Writing::Spaced => format!("{five} {rest}"),
        Writing::Plus => format!("+91{digits}"),
        Writing::PlusSpaced => format!("+91 {five} {rest}"),
        Writing::PlusDashed => format!("+91 {five}-{rest}"),
        Writing::CountryCode => format!("91{digits}"),
        Writing::TrunkZero => format!("0{digits}"),
        Writing::TrunkZeroSpaced => format!("0{five} {rest}"),
        Writing::International => format!("0091{digits}"),
        Writing::InternationalSpaced => format!("0091 {five} {rest}"),
        Writing::PlusTrunkZero => format!("+91 0{digits}"),
        Writing::Bracketed => format!("(+91) {five} {rest}"),
        Writing::Dashed => format!("{five}-{rest}"),
        Writing::DashedInThrees => {
            let (three, rest) = digits.split_at(3);
            let (six, rest) = rest.split_at(3);
            format!("{three}-{six}-{rest}")
        }
        Writing::NonBreakingHyphen => format!("+91 {five}\u{2011}{rest}"),
        Writing::NonBreakingSpace => format!("+91\u{a0}{five}\u{a0}{rest}"),
        Writing::TelLink => format!("tel:+91{digits}"),
        Writing::ZeroWidth => format!("\u{200b}{five}\u{200b}{rest}\u{feff}"),
        Writing::Directed => format!("\u{202a}+91 {five} {rest}\u{202c}"),
        Writing::Isolated => format!("\u{2066}+91{digits}\u{2069}\u{200e}"),
        Writing::Devanagari => in_script(&digits, '\u{966}'),
        Writing::Gurmukhi => in_script(&digits, '\u{a66}'),
        Writing::Apostrophe => format!("'{digits}"),
        Writing::Decimal => format!("{digits}.0"),
        Writing::Padded => format!(" {digits}  "),
    }
}

/// ASCII digits as those of the script whose zero is `zero`.
fn in_script(digits: &str, zero: char) -> String {
    let digit = |ascii: char| {
        let value = ascii.to_digit(10)?;
        char::from_u32(u32::from(zero) + value)
    };
    digits.chars().filter_map(digit).collect()
}

/// What is left of `number`.
fn damaged(damage: Damage, number: MadeUp, language: Language, random: &mut Random) -> String {
    let digits = number.national();
    match damage {
        Damage::LetterO => {
            let zeros: Vec<usize> = digits.match_indices('0').map(|(place, _)| place).collect();
            let place = *random.pick(&zeros);
            let letter = if random.chance(4, 5) { "O" } else { "o" };
            format!("{}{letter}{}", &digits[..place], &digits[place + 1..])
        }
        Damage::Exponent => format!("{}.{}E+09", &digits[..1], &digits[1..6]),
        Damage::NineDigits => digits[..9].to_owned(),
        Damage::ElevenDigits => format!("{digits}{}", random.below(10)),
        Damage::SenderName => (*random.pick(&SENDERS)).to_owned(),
        Damage::Unknown if language == Language::Hindi => "अज्ञात".to_owned(),
        Damage::Unknown => (*random.pick(&UNKNOWN)).to_owned(),
        Damage::Empty => (*random.pick(&["", "", "", " "])).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Block;

    #[test]
    fn shares_are_in_a_thousand() {
        assert_eq!(COMMON.iter().map(|(_, share)| share).sum::<usize>(), 1_000);
    }

    #[test]
    fn every_writing_keeps_the_ten_digits_at_the_end() {
        let number = Block::new(1).number(0);
        for (writing, _) in COMMON {
            if matches!(writing, Writing::Devanagari | Writing::Gurmukhi) {
                continue;
            }
            let text = written(number, writing);
            let text = text.strip_suffix(".0").unwrap_or(&text);
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.ends_with(&number.national()), "{writing:?}: {text}");
        }
    }

    #[test]
    fn digits_of_other_scripts() {
        assert_eq!(in_script("5012346789", '\u{966}'), "५०१२३४६७८९");
        assert_eq!(in_script("5012346789", '\u{a66}'), "੫੦੧੨੩੪੬੭੮੯");
    }

    #[test]
    fn no_damaged_cell_has_ten_digits() {
        let mut random = Random::new(1, "damage", 0);
        let block = Block::new(1);
        let kinds = [
            (Damage::LetterO, 9),
            (Damage::Exponent, 8),
            (Damage::NineDigits, 9),
            (Damage::ElevenDigits, 11),
            (Damage::SenderName, 0),
            (Damage::Unknown, 0),
            (Damage::Empty, 0),
        ];
        for (damage, digits) in kinds {
            for place in 0..50 {
                let text = damaged(damage, block.number(place), Language::English, &mut random);
                let found = text.chars().filter(char::is_ascii_digit).count();
                assert_eq!(found, digits, "{damage:?}: {text}");
            }
        }
    }
}
