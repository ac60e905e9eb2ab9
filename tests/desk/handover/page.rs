//! `report.html`: well-formed, self-contained, readable, and without any phone number.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node, ParsingOptions};

use super::build;
use crate::support::Desk;

/// A page with every section, and hostile text wherever text comes from the input.
fn page() -> String {
    let desk = Desk::new();
    let hostile = "<b>\"&'</b><script>alert(1)</script>\u{202e}\u{1}";
    desk.write(
        "jaanch.toml",
        format!(
            "title = \"A & B {}\"\nissuer = \"<i>I</i>\"\nappeal = \"mailto:<a>@example.org\"\n",
            "<script>x</script>"
        ),
    );
    desk.write(
        "status.csv",
        format!(
            "number,status,reason\n5012345671,refused,\"{}\"\n",
            hostile.replace('"', "\"\"")
        ),
    );
    desk.write(
        "programmes.csv",
        "date,district,kind,people\n2026-10-05,<u>Nuh</u>,<script>,1234567\n",
    );
    desk.write(
        "reports/<b>&.csv",
        "Suspect Mobile,Complaint Date\n50123 O5678,2026-10-01\n5012345673,2026-10-01\n",
    );
    let rows = [("5012345671", hostile), ("5012345672", "]]>&amp;")];
    build(
        &desk,
        &rows,
        "--config jaanch.toml --status status.csv --programmes programmes.csv",
    );
    desk.read("out/private/report.html")
}

fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(page, options).unwrap()
}

fn named<'a>(document: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(name))
}

#[test]
fn it_is_one_file_that_asks_for_nothing() {
    let page = page();
    let document = parsed(&page);
    for name in [
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "image",
        "use",
        "foreignObject",
        "b",
        "i",
        "u",
    ] {
        assert_eq!(named(&document, name).count(), 0, "<{name}>");
    }
    for node in document.descendants() {
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(
                !name.starts_with("on") && !["src", "style", "srcset", "action"].contains(&name),
                "{name}={value}"
            );
            assert!(name != "href" || value.starts_with('#'), "{name}={value}");
        }
    }
    let style = named(&document, "style").next().unwrap().text().unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
    assert!(
        !page.contains("http:") && !page.contains("https:") && !page.contains("//"),
        "an address"
    );
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
}

#[test]
fn what_came_from_outside_is_text() {
    let page = page();
    let document = parsed(&page);
    let texts: BTreeSet<&str> = document
        .descendants()
        .filter_map(|node| node.text())
        .map(str::trim)
        .collect();
    // Direction marks and characters that a page must not contain are shown as replacements.
    for text in [
        "A & B <script>x</script>",
        "<b>\"&'</b><script>alert(1)</script>\u{fffd}\u{fffd}",
        "]]>&amp;",
        "<u>Nuh</u>",
        "<script>",
    ] {
        assert!(texts.contains(text), "{text:?}: {texts:?}");
    }
    assert!(texts.iter().any(|text| text.contains("reports/<b>&.csv")));
}

#[test]
fn it_holds_no_number_of_anybody() {
    let desk = Desk::new();
    desk.ok("sample --out try --count 200 --seed 3");
    desk.ok("build --reports try/reports --as-of 2026-10-31 --no-sweep --out out");
    let page = desk.read("out/private/report.html");
    let document = parsed(&page);
    for text in document
        .descendants()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text())
    {
        // The serial is the only long run of digits.
        let text = text.replace("2026103100", "");
        let longest = text
            .split(|c: char| !c.is_ascii_digit())
            .map(str::len)
            .max();
        assert!(longest < Some(7), "{text}");
    }
}

#[test]
fn tables_headings_and_landmarks_say_what_they_are() {
    let page = page();
    let document = parsed(&page);
    assert_eq!(document.root_element().attribute("lang"), Some("en"));
    for (name, times) in [
        ("main", 1),
        ("header", 1),
        ("footer", 1),
        ("nav", 1),
        ("h1", 1),
        ("title", 1),
    ] {
        assert_eq!(named(&document, name).count(), times, "<{name}>");
    }
    let ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>().len(),
        ids.len(),
        "an id twice: {ids:?}"
    );
    for node in document.descendants() {
        let target = node.attribute("aria-labelledby").or(node
            .attribute("href")
            .and_then(|href| href.strip_prefix('#')));
        assert!(target.is_none_or(|id| ids.contains(&id)), "{target:?}");
    }
    let mut tables = 0;
    for table in named(&document, "table") {
        tables += 1;
        let part = |name| table.children().find(|node: &Node| node.has_tag_name(name));
        assert!(
            part("caption")
                .and_then(|caption| caption.text())
                .is_some_and(|text| !text.is_empty())
        );
        let width = |row: Node| row.children().filter(Node::is_element).count();
        let head = part("thead").unwrap().first_element_child().unwrap();
        assert!(
            head.children()
                .filter(Node::is_element)
                .all(|cell| cell.attribute("scope") == Some("col"))
        );
        for row in table.descendants().filter(|node| node.has_tag_name("tr")) {
            assert_eq!(
                width(row),
                width(head),
                "{:?}",
                part("caption").unwrap().text()
            );
            assert!(
                row == head || row.first_element_child().unwrap().attribute("scope") == Some("row")
            );
        }
    }
    assert!(tables >= 12, "{tables} tables");
    let charts: Vec<_> = named(&document, "svg").collect();
    assert!(charts.len() >= 6, "{} charts", charts.len());
    for chart in charts {
        assert_eq!(chart.attribute("role"), Some("img"));
        assert!(
            chart
                .attribute("aria-label")
                .is_some_and(|label| !label.is_empty())
        );
    }
}

/// WCAG 2.2, relative luminance and contrast ratio.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn colours_are_far_enough_apart_in_light_in_the_dark_and_on_paper() {
    let page = page();
    let themes: Vec<BTreeMap<&str, &str>> = page
        .split(":root {")
        .skip(1)
        .map(|theme| {
            let theme = theme.split('}').next().unwrap();
            let parts = theme.split(';').filter_map(|part| part.split_once(": #"));
            parts
                .map(|(name, _)| (name.trim(), theme))
                .map(|(name, theme)| {
                    let at = theme.find(&format!("{name}: #")).unwrap() + name.len() + 2;
                    (name, &theme[at..at + 7])
                })
                .collect()
        })
        .collect();
    assert_eq!(themes.len(), 3);
    for theme in themes {
        for (ink, paper, least) in [
            ("--ink", "--paper", 7.0),
            ("--ink", "--band", 7.0),
            ("--ink", "--warn", 7.0),
            ("--soft", "--paper", 4.5),
            ("--soft", "--band", 4.5),
            ("--link", "--paper", 4.5),
            ("--bar", "--paper", 3.0),
            ("--warn-line", "--paper", 3.0),
        ] {
            let found = contrast(theme[ink], theme[paper]);
            assert!(found >= least, "{ink} on {paper}: {found:.2}");
        }
    }
}
