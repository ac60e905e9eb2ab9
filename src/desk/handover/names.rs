//! File names for whatever a district column holds: valid on Windows and Linux, never outside their folder, never twice.

use std::collections::BTreeMap;

/// The longest name, in characters. Hindi takes three bytes each, and a file name may have 255.
const MAX_CHARS: usize = 60;
/// What a name is where nothing of the text can stand in one.
const NAMELESS: &str = "district";
/// Windows keeps these for devices, in any case of letters and whatever stands behind a dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Names that were given.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    /// Each name, and the number that its next namesake gets.
    taken: BTreeMap<String, u64>,
}

impl FileNames {
    /// A file name, without extension, that was not given before; `(2)` and so on make it different.
    pub(super) fn give(&mut self, text: &str) -> String {
        let name = safe(text);
        let mut copy = self.taken.get(&folded(&name)).copied().unwrap_or(1);
        let mut given = name.clone();
        loop {
            if copy > 1 {
                given = format!("{name} ({copy})");
            }
            copy += 1;
            if copy == 2 || !self.taken.contains_key(&folded(&given)) {
                self.taken.insert(folded(&name), copy);
                self.taken.entry(folded(&given)).or_insert(2);
                return given;
            }
        }
    }
}

/// Names that are one to a file system that knows no capitals.
fn folded(name: &str) -> String {
    name.chars()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The text as a file name, as much of it as can be.
fn safe(text: &str) -> String {
    let mut name = String::new();
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .map(|word| {
            word.chars()
                .filter(|&c| !is_invisible(c))
                .map(allowed)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
    {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&word);
    }
    let cut: String = name
        .trim_start_matches(['.', ' '])
        .chars()
        .take(MAX_CHARS)
        .collect();
    // Windows drops dots and spaces at the end: two names would be one.
    let name = cut.trim_end_matches(['.', ' ']);
    if name.is_empty() {
        return NAMELESS.into();
    }
    // A minus in front reads as an option, a tilde as a home folder.
    if is_device(name) || name.starts_with(['-', '~']) {
        return format!("_{name}");
    }
    name.to_owned()
}

/// Windows allows none of these; a Unix shell gives meaning to the last ones.
fn allowed(c: char) -> char {
    match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '$' | '`' | '%' | '!' => '_',
        other => other,
    }
}

/// Marks that turn the direction of writing or take no room: with them a name is not what it looks like.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_uppercase();
    let numbered = |kind: &str| {
        stem.strip_prefix(kind).is_some_and(|number| {
            let mut number = number.chars();
            matches!(
                (number.next(), number.next()),
                (Some('0'..='9' | '¹' | '²' | '³'), None)
            )
        })
    };
    // A dollar sign is replaced before.
    DEVICES
        .iter()
        .any(|device| device.replace('$', "_") == stem)
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_as_they_are_where_they_can() {
        for name in [
            "Gurugram",
            "Charkhi Dadri",
            "गुरुग्राम",
            "ਅੰਮ੍ਰਿਤਸਰ",
            "St. Thomas Mount",
        ] {
            assert_eq!(safe(name), name);
        }
    }

    #[test]
    fn hostile_names_become_harmless() {
        for (text, name) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", NAMELESS),
            ("", NAMELESS),
            (" \u{202e}\u{200b} ", NAMELESS),
            ("C:\\Windows\\x", "C__Windows_x"),
            ("a\u{0}b\nc", "a b c"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("com1", "_com1"),
            ("LPT²", "_LPT²"),
            ("CONIN$", "_CONIN_"),
            ("COMB", "COMB"),
            ("Hisar. .", "Hisar"),
            (".hidden", "hidden"),
            ("-rf", "_-rf"),
            ("$(reboot)", "_(reboot)"),
            ("=cmd|'/c'!A1", "=cmd_'_c'_A1"),
        ] {
            assert_eq!(safe(text), name, "{text:?}");
        }
        let long = safe(&"ग".repeat(500));
        assert_eq!(
            (long.chars().count(), long.len()),
            (MAX_CHARS, 3 * MAX_CHARS)
        );
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = FileNames::default();
        assert_eq!(names.give("all"), "all");
        let given: Vec<_> = ["Hisar", "HISAR", "Hisar ", "All", "a/b", "a?b", "hisar (2)"]
            .map(|text| names.give(text))
            .to_vec();
        assert_eq!(
            given,
            [
                "Hisar",
                "HISAR (2)",
                "Hisar (3)",
                "All (2)",
                "a_b",
                "a_b (2)",
                "hisar (2) (2)"
            ]
        );
    }
}
