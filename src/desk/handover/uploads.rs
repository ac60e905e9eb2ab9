//! `[cybersafe]` of jaanch.toml: what stands in the upload files, in which order and under which headings.

use serde::Deserialize;

use crate::known_headings::UPLOAD;

/// Rows of an XLSX sheet, less the heading.
pub const MOST_ROWS: u32 = 1_048_575;
/// What an officer can work with in a spreadsheet program; a workbook is made in memory, some 500 bytes a row.
const DEFAULT_XLSX_ROWS: u32 = 50_000;
/// A constant text or a heading need not be longer.
const LONGEST_TEXT: usize = 200;

/// `[cybersafe]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Uploads {
    /// The columns, from left to right.
    pub column: Vec<Column>,
    /// How dates are written, by the letters of strftime.
    pub date_format: String,
    /// After so many rows another file begins.
    pub rows_per_file: u32,
    /// With more rows a file is CSV alone.
    pub xlsx_max_rows: u32,
}

/// `[[cybersafe.column]]`: a heading, and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// What is known about the number, …
    pub field: Option<Field>,
    /// … or the same text in every row.
    pub text: Option<String>,
}

/// What is known about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The ten digits, without country code.
    Number,
    /// The number with country code: `+91…`.
    E164,
    /// Why it is listed.
    Tag,
    /// Distinct complaints.
    Reports,
    /// The first complaint's date.
    FirstDate,
    /// The last complaint's date.
    LastDate,
    /// The district it is counted under.
    District,
    /// How complaints came in.
    Source,
    /// Which kinds of fraud.
    Category,
    /// Reported numbers that were used in the same handset.
    LinkedFrom,
}

impl Default for Uploads {
    fn default() -> Self {
        let fields = [
            Field::Number,
            Field::District,
            Field::Reports,
            Field::FirstDate,
            Field::LastDate,
            Field::Category,
            Field::Source,
            Field::Tag,
            Field::LinkedFrom,
        ];
        let column = |(heading, field): (&str, Field)| Column {
            heading: heading.into(),
            field: Some(field),
            text: None,
        };
        Self {
            column: std::iter::zip(UPLOAD, fields).map(column).collect(),
            date_format: "%Y-%m-%d".into(),
            rows_per_file: MOST_ROWS,
            xlsx_max_rows: DEFAULT_XLSX_ROWS,
        }
    }
}

impl Uploads {
    /// Whether upload files can be made so.
    ///
    /// # Errors
    /// What is wrong, naming the place in jaanch.toml.
    pub fn check(&self) -> Result<(), String> {
        for (at, column) in self.column.iter().enumerate() {
            let place = format!(
                "[[cybersafe.column]] {}, heading = {:?}",
                at + 1,
                column.heading
            );
            let is_plain = |text: &str| {
                text.chars().count() <= LONGEST_TEXT && !text.chars().any(char::is_control)
            };
            if column.heading.trim().is_empty() || !is_plain(&column.heading) {
                return Err(format!(
                    "{place}: 1 to {LONGEST_TEXT} characters, no control characters"
                ));
            }
            match (&column.field, &column.text) {
                (Some(_), None) => {}
                (None, Some(text)) if is_plain(text) => {}
                (None, Some(_)) => {
                    return Err(format!(
                        "{place}: text may have {LONGEST_TEXT} characters, no control characters"
                    ));
                }
                _ => {
                    return Err(format!(
                        "{place}: needs either a field or a text (fields: number, e164, tag, reports, first_date, last_date, \
                         district, source, category, linked_from)"
                    ));
                }
            }
            let earlier = self.column.iter().take(at);
            if earlier
                .into_iter()
                .any(|other| other.heading == column.heading)
            {
                return Err(format!("{place} stands twice"));
            }
        }
        if !self
            .column
            .iter()
            .any(|column| matches!(column.field, Some(Field::Number | Field::E164)))
        {
            return Err(
                "[[cybersafe.column]]: one of the columns must have field = \"number\" or \"e164\""
                    .into(),
            );
        }
        if !(1..=MOST_ROWS).contains(&self.rows_per_file) {
            return Err(format!("[cybersafe] rows_per_file: from 1 to {MOST_ROWS}"));
        }
        if self.xlsx_max_rows > MOST_ROWS {
            return Err(format!(
                "[cybersafe] xlsx_max_rows: from 0, no workbooks, to {MOST_ROWS}"
            ));
        }
        let date = jiff::civil::date(2026, 10, 3);
        match jiff::fmt::strtime::format(&self.date_format, date) {
            Ok(text) if !text.is_empty() && !text.chars().any(char::is_control) => Ok(()),
            _ => Err(format!(
                "[cybersafe] date_format = {:?}: write it with %Y, %m, %d and %b, such as \"%d/%m/%Y\"",
                self.date_format
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_a_choice_that_could_be_written_down() {
        assert_eq!(Uploads::default().check(), Ok(()));
        assert_eq!(toml::from_str::<Uploads>("").unwrap(), Uploads::default());
    }

    #[test]
    fn a_choice_that_makes_no_upload_file_is_refused() {
        for (text, says) in [
            ("column = []", "\"number\" or \"e164\""),
            ("[[column]]\nheading = \"A\"", "either a field or a text"),
            (
                "[[column]]\nheading = \"A\"\nfield = \"tag\"\ntext = \"x\"",
                "either",
            ),
            (
                "[[column]]\nheading = \" \"\nfield = \"number\"",
                "1 to 200",
            ),
            (
                "[[column]]\nheading = \"A\"\nfield = \"number\"\n[[column]]\nheading = \"A\"\ntext = \"x\"",
                "twice",
            ),
            (
                "[[column]]\nheading = \"A\"\nfield = \"tag\"",
                "\"number\" or",
            ),
            ("rows_per_file = 0", "rows_per_file"),
            ("xlsx_max_rows = 1048576", "xlsx_max_rows"),
            ("date_format = \"%Q\"", "date_format"),
            ("date_format = \"\"", "date_format"),
            ("date_format = \"%H\"", "date_format"),
        ] {
            let error = toml::from_str::<Uploads>(text)
                .unwrap()
                .check()
                .unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
        for text in [
            "[[column]]\nheading = \"A\"\nfield = \"imei\"",
            "columns = 3",
        ] {
            assert!(toml::from_str::<Uploads>(text).is_err(), "{text}");
        }
    }
}
