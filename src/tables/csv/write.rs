//! What keeps a CSV file from doing something when a spreadsheet program opens it.

/// Puts an apostrophe before a text that a spreadsheet program would run as a formula (OWASP, "CSV Injection").
#[must_use]
pub fn defused(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
