//! `[columns]`: which columns the operator chose, and for which files and sheets.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::complaints::account::TableCount;
use crate::complaints::column::ColumnProfile;

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

/// `heading`: whether there is one, or which row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Heading {
    /// Whether the first row that is not blank is one.
    First(bool),
    /// The row, the first being 1; rows above it are ignored.
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

/// `[columns]`: the choices by file name or a pattern with `*`, and by sheet behind a colon.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct ColumnChoices(BTreeMap<String, ColumnChoice>);

impl ColumnChoices {
    /// Refuses a heading in row 0.
    pub(crate) fn check(&self) -> Result<(), String> {
        let is_zero =
            |(_, choice): &(&String, &ColumnChoice)| choice.heading == Some(Heading::Row(0));
        match self.0.iter().find(is_zero) {
            Some((pattern, _)) => Err(format!(
                "[columns.\"{pattern}\"] heading = 0: the first row is 1; `heading = false` says that there is none"
            )),
            None => Ok(()),
        }
    }

    /// The columns chosen for a table: by the exact name of file and sheet, else by the first pattern that matches both, else
    /// by the file alone in the same way.
    #[must_use]
    pub fn of(&self, path: &Path, sheet: Option<&str>) -> ColumnChoice {
        let target = Target::new(path, sheet);
        let chosen = |name: &str| {
            let matching = || self.0.iter().find(|(pattern, _)| fits(pattern, name));
            self.0
                .get(name)
                .or_else(|| matching().map(|(_, choice)| choice))
        };
        target
            .sheet
            .as_deref()
            .and_then(chosen)
            .or_else(|| chosen(&target.file))
            .cloned()
            .unwrap_or_default()
    }

    /// The patterns that match none of these tables.
    pub(crate) fn unused(&self, tables: &[TableCount]) -> Vec<String> {
        let unused = self.0.keys().filter(|pattern| {
            !tables.iter().any(|table| {
                let names = Target::new(&table.path, table.sheet.as_deref());
                fits(pattern, &names.file) || names.sheet.is_some_and(|name| fits(pattern, &name))
            })
        });
        unused.cloned().collect()
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ColumnName {
    pub(crate) fn find(&self, columns: &[ColumnProfile]) -> Result<usize, String> {
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

/// Whether a name matches a pattern in which `*` matches any characters.
fn fits(pattern: &str, name: &str) -> bool {
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
