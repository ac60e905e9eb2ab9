//! `[columns]`: which columns the operator chose, and for which files and sheets.

use std::path::Path;

use serde::Deserialize;

use crate::complaints::columns::Understood;

/// `[columns."pattern"]`: which columns of such files hold what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnChoice {
    /// The reported number, or several columns of them.
    #[serde(deserialize_with = "one_or_many")]
    pub number: Vec<ColumnName>,
    /// Date of the complaint.
    pub date: Option<ColumnName>,
    /// Helpline or portal.
    pub source: Option<ColumnName>,
    /// The complaint's id.
    pub id: Option<ColumnName>,
    /// What kind of fraud.
    pub category: Option<ColumnName>,
    /// Verified or not.
    pub status: Option<ColumnName>,
    /// Where it was taken.
    pub district: Option<ColumnName>,
    /// Whether the first row is a heading, or which row is; found out unless said.
    pub heading: Option<Heading>,
    /// Leave the sheet or file out.
    pub skip: bool,
}

/// `heading`: whether there is one, or the row it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Heading {
    /// Whether the first row that is not blank is one.
    First(bool),
    /// The row, the first being 1; what stands above it is left aside.
    Row(u64),
}

/// A column by its heading or by its place, the first being 1.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum ColumnName {
    /// The heading, letter for letter but for white space around it.
    Heading(String),
    /// The place.
    Place(usize),
}

impl ColumnName {
    pub(crate) fn find(&self, columns: &[Understood]) -> Result<usize, String> {
        let known = || {
            columns
                .iter()
                .map(|column| format!("\"{}\"", column.name))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match self {
            Self::Place(place) if (1..=columns.len()).contains(place) => Ok(place - 1),
            Self::Place(place) => Err(format!(
                "[columns] names column {place}, and there are {}",
                columns.len()
            )),
            Self::Heading(heading) => {
                let mut at = (0..)
                    .zip(columns)
                    .filter(|(_, column)| column.name == heading.trim())
                    .map(|(at, _)| at);
                match (at.next(), at.next()) {
                    (Some(only), None) => Ok(only),
                    (None, _) => Err(format!(
                        "[columns] names \"{heading}\", and the headings are {}",
                        known()
                    )),
                    (Some(_), Some(_)) => Err(format!(
                        "[columns] names \"{heading}\", which stands twice: name the column by its place instead"
                    )),
                }
            }
        }
    }
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<ColumnName>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(ColumnName),
        Many(Vec<ColumnName>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}

/// How a table is called in `[columns]`: `file`, and `file:sheet` for a sheet. No file on Windows and no sheet anywhere has
/// a colon in its name.
pub(crate) struct Target {
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
}

impl Target {
    pub(crate) fn new(path: &Path, sheet: Option<&str>) -> Self {
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self {
            sheet: sheet.map(|sheet| format!("{file}:{sheet}")),
            file,
        }
    }

    /// The exact name.
    pub(crate) fn name(self) -> String {
        self.sheet.unwrap_or(self.file)
    }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(
            fits("*.csv", "a.csv")
                && fits("1930-*-export*.csv", "1930-oct-export (2).csv")
                && fits("a", "a")
        );
        assert!(!fits("*.csv", "a.txt") && !fits("a", "ab") && !fits("ab*ba", "aba"));
    }
}
