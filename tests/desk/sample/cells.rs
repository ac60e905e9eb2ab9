//! The cells of the sample: forms of numbers, damage, other people's phones.

use std::collections::{BTreeMap, BTreeSet};

use jaanch_sample::{Damage, Options};

use super::known::KNOWN;
use super::reader::{ascii, damage, number, numbers};
use super::{announced, write};

#[test]
fn every_kind_of_damage_occurs_and_lists_nothing() {
    let (read, summary) = announced();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for (known, table) in KNOWN.iter().zip(&read.tables) {
        for cells in table
            .iter()
            .filter(|cells| numbers(&cells[known.suspect]).is_empty())
        {
            *found.entry(damage(&cells[known.suspect])).or_default() += 1;
        }
    }
    let stated: BTreeMap<&str, usize> = summary
        .damaged
        .iter()
        .map(|(damage, n)| (damage.name(), *n))
        .collect();
    assert_eq!(found, stated);
    let kinds = [
        Damage::LetterO,
        Damage::Exponent,
        Damage::NineDigits,
        Damage::ElevenDigits,
        Damage::SenderName,
        Damage::Unknown,
        Damage::Empty,
    ];
    for damage in kinds {
        assert!(found[damage.name()] >= 50, "{}", damage.name());
    }
    let (_, small) = write(&Options {
        count: 1,
        ..Options::default()
    });
    assert_eq!(
        small.damaged.len(),
        kinds.len(),
        "a small sample has them all too"
    );
}

#[test]
fn numbers_are_written_in_many_ways_and_mostly_plainly() {
    let (read, _) = announced();
    let suspects = KNOWN.iter().zip(&read.tables);
    let suspects =
        suspects.flat_map(|(known, table)| table.iter().map(|cells| cells[known.suspect].as_str()));
    let cells: Vec<&str> = suspects
        .chain(read.lines.iter().map(String::as_str))
        .collect();
    // With every digit replaced by 5, only the form is left.
    let shape = |cell: &str| -> String { ascii(cell).replace(|c: char| c.is_ascii_digit(), "5") };
    let plain = cells
        .iter()
        .filter(|cell| cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit()));
    assert!(plain.count() > cells.len() / 2);
    let shapes: BTreeSet<String> = cells.iter().map(|cell| shape(cell)).collect();
    let expected = [
        "55555 55555",
        "+555555555555",
        "+55 55555 55555",
        "+55 55555-55555",
        "555555555555",
        "55555555555",
        "555555 55555",
        "55555555555555",
        "5555 55555 55555",
        "+55 55555555555",
        "(+55) 55555 55555",
        "55555-55555",
        "555-555-5555",
        "+55 55555\u{2011}55555",
        "+55\u{a0}55555\u{a0}55555",
        "tel:+555555555555",
        "\u{200b}55555\u{200b}55555\u{feff}",
        "\u{202a}+55 55555 55555\u{202c}",
        "\u{2066}+555555555555\u{2069}\u{200e}",
        "'5555555555",
        "5555555555.5",
        " 5555555555  ",
    ];
    for shape in expected {
        assert!(shapes.contains(shape), "{shape:?}");
    }
    for zero in ['०', '੦'] {
        assert!(cells.iter().any(|cell| cell.contains(zero)), "{zero}");
    }
}

#[test]
fn no_other_persons_phone_is_a_suspects() {
    let (read, _) = announced();
    let mut seen = 0;
    for (known, table) in KNOWN.iter().zip(&read.tables) {
        for (cells, column) in table
            .iter()
            .flat_map(|cells| known.others.iter().map(move |c| (cells, c)))
        {
            let text = cells[*column].trim_end_matches("@upi");
            if text.starts_with("refund") {
                continue;
            }
            let phone = number(text).unwrap_or_else(|| panic!("{column}: {text:?}"));
            // Some complainants were seen in a suspect's handset.
            let planted = read
                .whole
                .get(&phone)
                .is_some_and(|whole| whole[2] == "complainant");
            assert!(
                planted || !read.truth.contains_key(&phone),
                "{column}: {phone}"
            );
            seen += 1;
        }
    }
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn whatever_looks_like_a_phone_number_is_made_up() {
    let (read, _) = announced();
    let mut cells: Vec<&str> = read.lines.iter().map(String::as_str).collect();
    for (known, table) in KNOWN.iter().zip(&read.tables) {
        let skipped = |column: &str| {
            known.numeric.contains(&column) || known.id == Some(column) || known.on == column
        };
        let texts = table
            .iter()
            .flatten()
            .filter(|(column, _)| !skipped(column));
        cells.extend(texts.map(|(_, text)| text.as_str()));
    }
    let mut seen = 0;
    for cell in cells {
        let mut text = ascii(cell).replace("E+09", "");
        text.retain(|c| c.is_ascii_digit() || c.is_alphabetic() || ",/\n;:".contains(c));
        for run in text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| run.len() >= 7)
        {
            let rest = ["0091", "910", "91", "0"]
                .iter()
                .find_map(|prefix| run.strip_prefix(prefix));
            // A letter O cuts a number in two runs, of which the second may begin anyhow.
            let letter = |c: char| c == 'O' || c == 'o';
            let broken =
                cell.len() == 10 && cell.replace(letter, "0").starts_with("50") && run.len() < 10;
            assert!(broken || rest.unwrap_or(run).starts_with("50"), "{cell:?}");
            seen += 1;
        }
    }
    assert!(seen > 50_000, "{seen}");
    // The columns left out hold nothing that reads as a number either.
    for (known, table) in KNOWN.iter().zip(&read.tables) {
        for (column, text) in table.iter().flatten().filter(|(column, _)| {
            known.numeric.contains(&column.as_str()) || known.id == Some(column.as_str())
        }) {
            assert_eq!(number(text), None, "{} {column}", known.file);
        }
    }
}

#[test]
fn numbers_spread_over_the_whole_block() {
    let (read, _) = announced();
    let mut counts = [0_usize; 100];
    for number in read.truth.keys() {
        counts[number[5..7].parse::<usize>().unwrap()] += 1;
    }
    let mean = read.truth.len() / counts.len();
    for (start, count) in counts.iter().enumerate() {
        assert!(count.abs_diff(mean) < mean / 3, "+91 50{start:02}: {count}");
    }
}
