//! Text as HTML.

use minijinja::Value;

/// Appends text as HTML, for a place between tags or in double quotes.
///
/// minijinja's own escaping also encodes `/` and `'`, which makes a key or a policy in the page hard to find and compare.
/// Braces are encoded, so that whatever looks like a template's tag in a page comes from the template itself.
pub(crate) fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '{' => html.push_str("&#123;"),
            '}' => html.push_str("&#125;"),
            plain => html.push(plain),
        }
    }
}

/// Text as a value that is already escaped.
pub(crate) fn escaped(text: &str) -> Value {
    let mut html = String::new();
    escape(text, &mut html);
    Value::from_safe_string(html)
}
