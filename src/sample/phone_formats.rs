//! How people and programs write a phone number, and how they garble one.

use crate::model::{Damage, Suspect};
use crate::numbers::MadeUp;
use crate::rng::Random;
use crate::words::Language;

/// A format for a number: `#` stands for an ASCII digit, `०` for a Devanagari one, `੦` for a Gurmukhi one.
type Format = &'static str;

const PLAIN: Format = "##########";
const DEVANAGARI: Format = "००००००००००";
const GURMUKHI: Format = "੦੦੦੦੦੦੦੦੦੦";

/// The readable formats and how many of a thousand cells use each.
const COMMON: [(Format, usize); 25] = [
    (PLAIN, 652),
    ("##### #####", 60),
    ("+91##########", 60),
    ("+91 ##### #####", 45),
    ("+91 #####-#####", 20),
    ("91##########", 30),
    ("0##########", 30),
    ("0##### #####", 8),
    ("0091##########", 7),
    ("0091 ##### #####", 3),
    ("+91 0##########", 7),
    ("(+91) ##### #####", 6),
    ("#####-#####", 10),
    ("###-###-####", 4),
    // Pasted from chat apps: non-breaking hyphens and spaces, zero-width spaces, marks of direction.
    ("+91 #####\u{2011}#####", 6),
    ("+91\u{a0}#####\u{a0}#####", 4),
    ("tel:+91##########", 4),
    ("\u{200b}#####\u{200b}#####\u{feff}", 5),
    ("\u{202a}+91 ##### #####\u{202c}", 4),
    ("\u{2066}+91##########\u{2069}\u{200e}", 2),
    (DEVANAGARI, 5),
    (GURMUKHI, 4),
    // What spreadsheets make of one.
    ("'##########", 8),
    ("##########.0", 8),
    (" ##########  ", 8),
];

/// The formats of a quarter of the cells in Hindi exports, where more people type Devanagari digits.
const HINDI: [(Format, usize); 2] = [(PLAIN, 960), (DEVANAGARI, 40)];

/// The formats of cells that name two numbers, and of columns other than the suspect's.
const TIDY: [(Format, usize); 3] = [(PLAIN, 80), ("+91##########", 12), ("##### #####", 8)];

/// Separators of two numbers in one cell.
const SEPARATORS: [&str; 5] = ["/", " / ", ",", ", ", "\n"];

/// Sender names in the form that operators assign; nobody holds these.
const SENDERS: [&str; 6] = [
    "VM-DEMOBK",
    "AD-DEMOKY",
    "JD-DEMOPL",
    "BP-DEMOEL",
    "VK-DEMOLN",
    "TX-DEMOJB",
];

const UNKNOWN: [&str; 4] = ["unknown", "Unknown", "UNKNOWN", "not known"];

/// The suspect's cell of one row.
pub(crate) fn suspect(suspect: Suspect, language: Language, random: &mut Random) -> String {
    match suspect {
        Suspect::One(number) if language == Language::Hindi && random.chance(1, 4) => {
            format_number(number, random.weighted(&HINDI))
        }
        Suspect::One(number) => common(number, random),
        Suspect::Two(first, second) => {
            let separator = random.pick(&SEPARATORS);
            tidy(first, random) + separator + &tidy(second, random)
        }
        Suspect::Damaged(damage, number) => damaged(damage, number, language, random),
    }
}

/// A number in any of the readable formats.
pub(crate) fn common(number: MadeUp, random: &mut Random) -> String {
    format_number(number, random.weighted(&COMMON))
}

/// A number as it is written with some care.
pub(crate) fn tidy(number: MadeUp, random: &mut Random) -> String {
    format_number(number, random.weighted(&TIDY))
}

fn format_number(number: MadeUp, format: Format) -> String {
    fill(format, &number.national())
}

/// Puts ASCII digits in the place of a format's symbols.
fn fill(format: Format, digits: &str) -> String {
    let mut digits = digits.chars();
    let mut digit_from = |zero: char| {
        let value = digits.next()?.to_digit(10)?;
        char::from_u32(u32::from(zero) + value)
    };
    let chars = format.chars().filter_map(|symbol| match symbol {
        '#' => digit_from('0'),
        '०' | '੦' => digit_from(symbol),
        other => Some(other),
    });
    chars.collect()
}

/// What is left of `number` in a damaged cell.
fn damaged(damage: Damage, number: MadeUp, language: Language, random: &mut Random) -> String {
    let digits = number.national();
    match damage {
        Damage::LetterO => {
            let zeros: Vec<usize> = digits.match_indices('0').map(|(at, _)| at).collect();
            let at = *random.pick(&zeros);
            let letter = if random.chance(4, 5) { "O" } else { "o" };
            format!("{}{letter}{}", &digits[..at], &digits[at + 1..])
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
    use crate::numbers::Block;

    #[test]
    fn shares_are_in_a_thousand() {
        assert_eq!(COMMON.iter().map(|(_, share)| share).sum::<usize>(), 1_000);
    }

    #[test]
    fn every_format_keeps_the_ten_digits_at_the_end() {
        let number = Block::new(1).number(0);
        for (format, _) in COMMON {
            if matches!(format, DEVANAGARI | GURMUKHI) {
                continue;
            }
            let text = format_number(number, format);
            let text = text.strip_suffix(".0").unwrap_or(&text);
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.ends_with(&number.national()), "{format:?}: {text}");
        }
    }

    #[test]
    fn digits_of_other_scripts() {
        assert_eq!(fill(DEVANAGARI, "5012346789"), "५०१२३४६७८९");
        assert_eq!(fill(GURMUKHI, "5012346789"), "੫੦੧੨੩੪੬੭੮੯");
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
