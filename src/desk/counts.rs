//! Counts in sentences, for a person at the desk.

/// A count in groups of three digits: 27,824.
#[must_use]
pub fn grouped(count: u64) -> String {
    separated(count, |left| left.is_multiple_of(3))
}

/// A count in the groups usual in India: 27,824 · 1,00,000 · 4,00,00,00,000.
#[must_use]
pub fn indian(count: impl TryInto<u64>) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    separated(count, |left| left == 3 || (left > 3 && left % 2 == 1))
}

/// The digits of a count, with a comma wherever a group begins: `begins` gets the number of digits left.
fn separated(count: u64, begins: fn(usize) -> bool) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && begins(digits.len() - at) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A figure without its fraction, in groups of three digits.
#[must_use]
pub fn whole(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    digits.parse().map_or(digits, grouped)
}

/// A count and what is counted: `1 file`, `27,824 files`.
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), either(count, one, many))
}

/// The form of a word that goes with a count.
#[must_use]
pub fn either<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_write_them() {
        let files = |count| counted(count, "file", "files");
        assert_eq!(
            [0, 1, 2, 999, 1_000, 27_824, 1_000_000].map(files),
            [
                "0 files",
                "1 file",
                "2 files",
                "999 files",
                "1,000 files",
                "27,824 files",
                "1,000,000 files"
            ]
        );
    }

    #[test]
    fn counts_are_grouped_as_in_india() {
        for (count, text) in [
            (0_u64, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (27_824, "27,824"),
            (100_000, "1,00,000"),
            (1_970_000, "19,70,000"),
            (12_345_678, "1,23,45,678"),
            (4_000_000_000, "4,00,00,00,000"),
        ] {
            assert_eq!(indian(count), text);
        }
    }
}
