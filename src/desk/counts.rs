//! Counts in sentences, for a person at the desk.

/// A count with its thousands parted: 27,824.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A figure without its fraction, thousands parted.
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
}
