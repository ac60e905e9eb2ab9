//! Finds leftovers of template tags in pages. A botched edit turns part of a tag into text, which neither the template engine
//! nor a browser reports.

use std::collections::BTreeMap;

/// The delimiters of tags.
const MARKS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// The line, counted from 1, and the delimiter of a leftover in a page. The inlined style sheet may hold such characters.
pub(crate) fn in_page(html: &str, styles: &str) -> Option<(usize, &'static str)> {
    let blank;
    let html = if styles.is_empty() {
        html
    } else {
        blank = html.replace(styles, &"\n".repeat(styles.matches('\n').count()));
        &blank
    };
    first(html).map(|(place, mark)| (line(html, place), mark))
}

/// The template, with the line, that has a delimiter outside its tags.
pub(crate) fn in_templates(templates: &BTreeMap<String, String>) -> Option<(&str, usize)> {
    templates
        .iter()
        .find_map(|(name, source)| Some((name.as_str(), in_template(source)?)))
}

fn in_template(source: &str) -> Option<usize> {
    let mut place = 0;
    loop {
        let rest = source.get(place..)?;
        let tag = MARKS
            .iter()
            .filter_map(|(open, close)| Some((rest.find(open)?, *close)))
            .min();
        let (start, close) = tag.unwrap_or((rest.len(), ""));
        if let Some((found, _)) = rest.get(..start).and_then(first) {
            return Some(line(source, place + found));
        }
        // The template engine has already refused a tag without an end.
        place += start + rest.get(start..)?.find(close)? + close.len();
        if close.is_empty() {
            return None;
        }
    }
}

/// The position of the first delimiter in a text, and the delimiter.
fn first(text: &str) -> Option<(usize, &'static str)> {
    MARKS
        .iter()
        .flat_map(|(open, close)| [*open, *close])
        .filter_map(|mark| Some((text.find(mark)?, mark)))
        .min()
}

/// The line of a position, counted from 1.
fn line(text: &str, place: usize) -> usize {
    1 + text
        .get(..place)
        .map_or(0, |before| before.matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_tag_is_found_with_its_line() {
        for (source, line) in [
            ("<p>\n{{ a }}\n\" ~ b }}</p>", Some(3)),
            ("{% if a %}\n%} {% endif %}", Some(2)),
            ("{# a #}\n\n#}", Some(3)),
            ("{{ a }} {% if b %}c{% endif %} {# d }} #} { e }", None),
            ("", None),
        ] {
            assert_eq!(in_template(source), line, "{source}");
        }
        let templates = BTreeMap::from([
            ("a.html".to_owned(), "{{ a }}".to_owned()),
            ("b.html".to_owned(), "\n{{ a }} }}".to_owned()),
        ]);
        assert_eq!(in_templates(&templates), Some(("b.html", 2)));
    }

    #[test]
    fn a_page_may_hold_marks_in_its_style_sheet_only() {
        let styles = "@media print {\n  p {color:red}}\n";
        let html = format!("<style>{styles}</style>\n<p>");
        assert_eq!(in_page(&html, styles), None);
        assert_eq!(in_page(&format!("{html}%}}"), styles), Some((4, "%}")));
        assert_eq!(in_page("{{", ""), Some((1, "{{")));
    }
}
