//! The texts of a language, read from `locales/<language>.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use jaanch_core::check::Tip;
use jaanch_desk::Error;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::json;

use crate::SiteError;
use crate::error::{MISSING, SURPLUS, UNUSED};

/// The sections that the element shows in the browser; the others belong to the templates.
const ELEMENT_SECTIONS: [&str; 3] = ["element", "names", "tips"];

/// The parts of a tip that the element shows; a template must show the others.
const TIP_PARTS: [&str; 4] = ["title", "text", "do", "link"];

/// A language.
#[derive(Debug)]
pub(crate) struct Locale {
    /// The file, for messages.
    pub(crate) path: PathBuf,
    /// The file's name without suffix, which is also the folder of its pages: `hi`.
    pub(crate) code: String,
    /// The language's own name.
    pub(crate) name: String,
    /// The language tag: `hi-IN`.
    pub(crate) tag: String,
    /// The position among the languages; the lowest is the site's first language.
    pub(crate) order: u64,
    /// Whether a native speaker has reviewed the texts.
    pub(crate) reviewed: bool,
    /// The texts by their full keys, such as `page.title`.
    pub(crate) texts: BTreeMap<String, String>,
}

/// A JSON value that a locale file may hold.
enum Node {
    Text(String),
    Number(u64),
    Flag(bool),
    Tree(BTreeMap<String, Node>),
}

impl Locale {
    /// Reads all locales of a folder, in the order of their languages. They must have the same texts.
    pub(crate) fn read_all(folder: &Path) -> Result<Vec<Self>, SiteError> {
        let mut locales = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(Error::io(folder, "read"))? {
            let path = entry.map_err(Error::io(folder, "read"))?.path();
            locales.push(Self::read(&path)?);
        }
        if locales.is_empty() {
            return Err(SiteError::unusable(
                folder,
                "there is no locale (a file such as en.json) in it",
            ));
        }
        locales.sort_by(|a, b| (a.order, &a.code).cmp(&(b.order, &b.code)));
        compare(&locales)?;
        Ok(locales)
    }

    fn read(path: &Path) -> Result<Self, SiteError> {
        let bad = |what: String| SiteError::unusable(path, what);
        let code = path
            .file_name()
            .and_then(|name| name.to_str()?.strip_suffix(".json"))
            .filter(|code| {
                (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())
            })
            .ok_or_else(|| {
                bad("a locale is named after its language, in two or three letters: hi.json".into())
            })?;
        let text = std::fs::read_to_string(path).map_err(Error::io(path, "read"))?;
        let Node::Tree(mut top) =
            serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?
        else {
            return Err(bad("it is not an object".into()));
        };
        let (Some(Node::Text(name)), Some(Node::Text(tag))) =
            (top.remove("name"), top.remove("locale"))
        else {
            return Err(bad(
                "it must have \"name\" and \"locale\", such as \"हिन्दी\" and \"hi-IN\"".into(),
            ));
        };
        if tag
            .strip_prefix(code)
            .is_none_or(|rest| !rest.is_empty() && !rest.starts_with('-'))
        {
            return Err(bad(format!(
                "\"locale\" is {tag:?}, which is not the language {code:?}"
            )));
        }
        let (Some(Node::Number(order)), Some(Node::Flag(reviewed))) =
            (top.remove("order"), top.remove("reviewed"))
        else {
            return Err(bad(
                "it must have \"order\" (a whole number; the lowest is the site's first language) and \"reviewed\" \
                 (true once a native speaker has signed it off)"
                    .into(),
            ));
        };
        let mut texts = BTreeMap::new();
        flatten("", top, &mut texts).map_err(bad)?;
        Ok(Self {
            path: path.into(),
            code: code.into(),
            name,
            tag,
            order,
            reviewed,
            texts,
        })
    }

    /// Checks that every tip of a verdict has its title and advice, that there are no other tips, and that names are those of
    /// months, districts and sources. The texts that the element's scripts use are checked by the tests of the page.
    pub(crate) fn check(&self) -> Result<(), SiteError> {
        let tips = Tip::ALL.iter();
        let parts =
            tips.flat_map(|tip| ["title", "do"].map(|part| format!("tips.{}.{part}", tip.id())));
        let missing = parts.filter(|key| !self.texts.contains_key(key));
        SiteError::texts(&self.path, MISSING, missing)?;
        let known: BTreeSet<&str> = Tip::ALL.iter().map(|tip| tip.id()).collect();
        let unused = self
            .texts
            .keys()
            .filter(|key| match key.split('.').collect::<Vec<_>>()[..] {
                ["tips", id, _] => !known.contains(id),
                ["names", "month", month] => !MONTHS.contains(&month),
                // Lists may name any.
                ["names", "district" | "source", _] => false,
                ["tips" | "names", ..] => true,
                _ => false,
            });
        SiteError::texts(&self.path, UNUSED, unused)
    }

    /// Whether the element shows a text, so that no template has to.
    pub(crate) fn is_elements(key: &str) -> bool {
        match key.split('.').collect::<Vec<_>>()[..] {
            ["tips", _, part] => TIP_PARTS.contains(&part),
            _ => is_sent(key),
        }
    }

    /// The texts that the element loads, as JSON.
    pub(crate) fn for_element(&self) -> Vec<u8> {
        let mut top = json!({ "locale": self.tag });
        for (key, text) in self.texts.iter().filter(|(key, _)| Self::is_elements(key)) {
            let place = key.split('.').fold(&mut top, |tree, name| &mut tree[name]);
            *place = text.as_str().into();
        }
        top.to_string().into_bytes()
    }
}

/// The keys of months.
const MONTHS: [&str; 12] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
];

/// Whether a text is in a section of the element.
fn is_sent(key: &str) -> bool {
    ELEMENT_SECTIONS
        .iter()
        .any(|section| key.split('.').next() == Some(section))
}

fn flatten(
    prefix: &str,
    tree: BTreeMap<String, Node>,
    texts: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    for (name, node) in tree {
        let key = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}.{name}")
        };
        let simple = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if name.is_empty() || !name.bytes().all(simple) {
            return Err(format!("{key:?}: keys are of small letters, digits and -"));
        }
        match node {
            Node::Tree(tree) => flatten(&key, tree, texts)?,
            Node::Text(text) if text.trim().is_empty() => {
                return Err(format!("{key:?} is empty"));
            }
            Node::Text(text) => {
                placeholders(&text).map_err(|what| format!("{key:?}: {what}"))?;
                texts.insert(key, text);
            }
            Node::Number(_) | Node::Flag(_) => return Err(format!("{key:?} is not a text")),
        }
    }
    Ok(())
}

/// The placeholders of a text: its names in braces.
pub(crate) fn placeholders(text: &str) -> Result<BTreeSet<&str>, String> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let (_, from) = rest.split_at(open);
        let name = from
            .strip_prefix('{')
            .and_then(|from| from.split_once('}'))
            .filter(|(name, _)| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            });
        let Some((name, after)) = name else {
            return Err("a brace that does not belong to a {name}".into());
        };
        names.insert(name);
        rest = after;
    }
    Ok(names)
}

/// Checks that all locales have the same texts, with the same placeholders.
fn compare(locales: &[Locale]) -> Result<(), SiteError> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for locale in locales {
        for (key, text) in &locale.texts {
            let found = placeholders(text).unwrap_or_default();
            let expected = all.entry(key).or_insert_with(|| found.clone());
            if *expected != found {
                return Err(SiteError::Placeholders {
                    path: locale.path.clone(),
                    key: key.clone(),
                    expected: braced(expected),
                    found: braced(&found),
                });
            }
        }
    }
    // A text that at least half of them have is missing in the others; any other is surplus.
    let (common, lone): (BTreeSet<&str>, BTreeSet<&str>) = all.keys().partition(|key| {
        let having = locales
            .iter()
            .filter(|locale| locale.texts.contains_key(**key));
        having.count() * 2 >= locales.len()
    });
    for locale in locales {
        let missing = common
            .iter()
            .filter(|key| !locale.texts.contains_key(**key));
        SiteError::texts(&locale.path, MISSING, missing.copied())?;
    }
    for locale in locales {
        let surplus = lone.iter().filter(|key| locale.texts.contains_key(**key));
        SiteError::texts(&locale.path, SURPLUS, surplus.copied())?;
    }
    Ok(())
}

/// `{date}, {age}`, for messages.
pub(crate) fn braced(names: &BTreeSet<&str>) -> String {
    if names.is_empty() {
        return "nothing".into();
    }
    let names: Vec<_> = names.iter().map(|name| format!("{{{name}}}")).collect();
    names.join(", ")
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an object")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut tree = BTreeMap::new();
        while let Some((key, node)) = map.next_entry::<String, Node>()? {
            // Most JSON readers silently keep the last one, and a translator would look for the other in vain.
            if tree.contains_key(&key) {
                return Err(de::Error::custom(format_args!(
                    "the key {key:?} stands twice"
                )));
            }
            tree.insert(key, node);
        }
        Ok(Node::Tree(tree))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#""name": "English", "locale": "en-IN", "order": 1, "reviewed": true"#;

    fn read(files: &[(&str, &str)]) -> Result<Vec<Locale>, SiteError> {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(home.path().join(name), text).unwrap();
        }
        Locale::read_all(home.path())
    }

    fn error(files: &[(&str, &str)]) -> String {
        read(files).unwrap_err().to_string()
    }

    #[test]
    fn texts_have_the_names_of_their_places() {
        let text = format!(r#"{{{HEAD}, "page": {{"tips": {{"title": "Tips"}}}}}}"#);
        let locales = read(&[("en.json", &text)]).unwrap();
        assert_eq!(locales[0].texts["page.tips.title"], "Tips");
        assert_eq!(locales[0].tag, "en-IN");
    }

    #[test]
    fn the_element_gets_its_own_sections_only() {
        let text = format!(
            r#"{{{HEAD}, "page": {{"a": "A"}}, "element": {{"b": {{"c": "C"}}}}, "tips": {{"d": "D"}}}}"#
        );
        let locales = read(&[("en.json", &text)]).unwrap();
        assert_eq!(
            String::from_utf8(locales[0].for_element()).unwrap(),
            r#"{"element":{"b":{"c":"C"}},"locale":"en-IN","tips":{"d":"D"}}"#
        );
    }

    #[test]
    fn a_locale_that_breaks_the_schema_is_refused_with_the_place() {
        let with = |rest: &str| format!("{{{HEAD}, {rest}}}");
        let cases = [
            (
                "en.json",
                with(r#""page": {"a": "A", "a": "B"}"#),
                "\"a\" stands twice",
            ),
            (
                "en.json",
                with(r#""page": {"a": ""}"#),
                "\"page.a\" is empty",
            ),
            (
                "en.json",
                with(r#""page": {"a": 3}"#),
                "\"page.a\" is not a text",
            ),
            (
                "en.json",
                with(r#""page": {"a": ["x"]}"#),
                "invalid type: sequence",
            ),
            ("en.json", with(r#""page": {"A b": "x"}"#), "small letters"),
            (
                "en.json",
                with(r#""page": {"a": "on {date"}"#),
                "\"page.a\": a brace",
            ),
            (
                "en.json",
                with(r#""page": {"a": "on } {date}"}"#),
                "\"page.a\": a brace",
            ),
            ("en.json", "{".into(), "line 1"),
            ("en.json", "{}".into(), "\"name\" and \"locale\""),
            (
                "hi.json",
                with(r#""page": {"a": "A"}"#),
                "not the language \"hi\"",
            ),
            (
                "English.json",
                with(r#""page": {"a": "A"}"#),
                "two or three letters",
            ),
            (
                "en.json~",
                with(r#""page": {"a": "A"}"#),
                "two or three letters",
            ),
        ];
        for (name, text, reason) in cases {
            let error = error(&[(name, &text)]);
            assert!(
                error.contains(reason) && error.contains(name),
                "{text}: {error}"
            );
        }
        assert!(error(&[]).contains("no locale"));
    }

    #[test]
    fn every_tip_of_a_verdict_has_its_texts_and_no_other_tip_has() {
        let tips: Vec<String> = Tip::ALL
            .iter()
            .map(|tip| format!(r#""{}": {{"title": "T", "do": "D"}}"#, tip.id()))
            .collect();
        let check = |tips: String| {
            let text = format!(r#"{{{HEAD}, "tips": {{{tips}}}}}"#);
            read(&[("en.json", &text)]).unwrap()[0].check()
        };
        check(tips.join(", ")).unwrap();
        let message = check(tips[1..].join(", ")).unwrap_err().to_string();
        assert!(
            message.ends_with("missing text: tips.hang-up.title, tips.hang-up.do"),
            "{message}"
        );
        let more = format!(r#"{}, "run": {{"title": "T", "do": "D"}}"#, tips.join(", "));
        let message = check(more).unwrap_err().to_string();
        assert!(
            message.ends_with("shows: tips.run.do, tips.run.title"),
            "{message}"
        );
    }

    #[test]
    fn a_name_that_no_page_can_ask_for_is_refused_with_the_key() {
        let tips: Vec<String> = Tip::ALL
            .iter()
            .map(|tip| format!(r#""{}": {{"title": "T", "do": "D"}}"#, tip.id()))
            .collect();
        let tips = tips.join(", ");
        let check = |more: &str| {
            let text = format!(r#"{{{HEAD}, "tips": {{{tips}}}, {more}}}"#);
            read(&[("en.json", &text)]).unwrap()[0].check()
        };
        check(r#""names": {"month": {"12": "M"}, "district": {"atlantis": "A"}}"#).unwrap();
        for (more, key) in [
            (r#""names": {"month": {"13": "M"}}"#, "names.month.13"),
            (r#""names": {"planet": {"mars": "M"}}"#, "names.planet.mars"),
        ] {
            let message = check(more).unwrap_err().to_string();
            assert!(
                message.ends_with(&format!("text that nothing shows: {key}")),
                "{message}"
            );
        }
    }

    #[test]
    fn locales_that_differ_are_refused_with_the_key() {
        let en = format!(r#"{{{HEAD}, "element": {{"a": "A {{date}}", "b": "B"}}}}"#);
        let hi = |rest: &str| {
            let head = HEAD.replace("en-IN", "hi-IN");
            format!(r#"{{{head}, "element": {{{rest}}}}}"#)
        };
        let lacking = hi(r#""a": "A {date}""#);
        let message = error(&[("en.json", &en), ("hi.json", &lacking)]);
        assert!(
            message.ends_with("hi.json: missing text: element.b"),
            "{message}"
        );
        // Of three, in any section: what two have is missing in the third, what one has is too much there.
        let tree = |code: &str, rest: &str| {
            let head = HEAD.replace("en-IN", code);
            format!(r#"{{{head}, {rest}}}"#)
        };
        let both = r#""page": {"a": "A"}, "tips": {"a": {"b": "B"}}"#;
        let three = |rest: &str| {
            error(&[
                ("en.json", &tree("en", both)),
                ("hi.json", &tree("hi", both)),
                ("pa.json", &tree("pa", rest)),
            ])
        };
        let message = three(r#""tips": {"a": {"b": "B"}}"#);
        assert!(
            message.ends_with("pa.json: missing text: page.a"),
            "{message}"
        );
        let message = three(
            r#""page": {"a": "A"}, "tips": {"a": {"b": "B", "c": "C"}}, "names": {"d": "D"}"#,
        );
        assert!(
            message
                .ends_with("pa.json: text that the other languages do not have: names.d, tips.a.c"),
            "{message}"
        );
        let unlike = hi(r#""a": "A {age}", "b": "B""#);
        let message = error(&[("en.json", &en), ("hi.json", &unlike)]);
        assert!(
            message.contains("\"element.a\" must name {date}, and names {age}"),
            "{message}"
        );
    }
}
