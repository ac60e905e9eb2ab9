//! One decision file: CSV with a heading, or one column of numbers without.

use std::path::Path;

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use jiff::civil::Date;

use crate::number::{Parsed, PhoneNumber, Region, parse};
use crate::registry::intake::words::{Role, role};
use crate::registry::{Error, dates};

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// `number`, and if they are there `reason` and `date`.
    Delisted,
    /// `number`, and if it is there `name`.
    Protected,
    /// `number` and `date`.
    Disconnected,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub number: PhoneNumber,
    pub date: Option<Date>,
    /// The reason or the name.
    pub text: String,
}

pub(super) type Rows = Vec<Row>;

impl Wanted {
    /// The headings that are looked for, for messages.
    const fn headings(self) -> &'static str {
        match self {
            Self::Delisted => "number, reason, date",
            Self::Protected => "number, name",
            Self::Disconnected => "number, date",
        }
    }

    /// What a row passed over would do.
    const fn harm(self) -> &'static str {
        match self {
            Self::Delisted => "a row passed over could list a person whose appeal was granted",
            Self::Protected => "a row passed over could list a helpline or a bank",
            Self::Disconnected => "a row passed over could list a number's new holder",
        }
    }
}

/// Which column holds what, by index.
struct Columns {
    number: usize,
    date: Option<usize>,
    text: Option<usize>,
}

/// Reads a file. Short codes are passed over: they are never listed, and a list is never asked about them.
pub(super) fn read(path: &Path, wanted: Wanted, region: Region) -> Result<Rows, Error> {
    let bytes = std::fs::read(path).map_err(Error::io(path, "read"))?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let bad = |row: u64, what: String| {
        let harm = wanted.harm();
        Error::content(
            path,
            format!("row {row}: {what}. Correct the row or take it out: {harm}"),
        )
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text);
    let mut columns = None;
    let mut rows = Vec::new();
    let mut record = ByteRecord::new();
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| Error::content(path, error.to_string()))?
    {
        let at = record.position().map_or(0, csv::Position::line);
        let cells = StringRecord::from_byte_record(record.clone())
            .map_err(|_| bad(at, "it is not UTF-8; save the file as CSV (UTF-8)".into()))?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            match Columns::of_heading(&cells, wanted, region) {
                Ok(found) => {
                    columns = Some(found);
                    continue;
                }
                Err(what) if cells.len() > 1 || wanted == Wanted::Disconnected => {
                    return Err(Error::content(path, what));
                }
                // One column: a heading, or the first number.
                Err(_) => {
                    let only = Columns {
                        number: 0,
                        date: None,
                        text: None,
                    };
                    rows.extend(only.row(&cells, wanted, region).map_err(|w| bad(at, w))?);
                    columns = Some(only);
                    continue;
                }
            }
        };
        rows.extend(
            columns
                .row(&cells, wanted, region)
                .map_err(|w| bad(at, w))?,
        );
    }
    if columns.is_none() {
        return Err(Error::content(
            path,
            format!(
                "the file is empty; if there is nothing to decide, leave the option out, or let the file hold its heading: {}",
                wanted.headings()
            ),
        ));
    }
    Ok(rows)
}

/// The delimiter that stands most often in the first line.
fn delimiter(text: &[u8]) -> u8 {
    let first = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| first.iter().filter(|&&byte| byte == wanted).count();
    let best = [b';', b'\t', b','].into_iter().max_by_key(|&d| count(d));
    best.unwrap_or(b',')
}

impl Columns {
    /// What a heading says; the error names the headings that are missing.
    fn of_heading(cells: &StringRecord, wanted: Wanted, region: Region) -> Result<Self, String> {
        let plain = |cell: &str| cell.trim().to_lowercase();
        let exact = |names: &[&str]| {
            cells
                .iter()
                .position(|cell| names.contains(&plain(cell).as_str()))
        };
        let by_role = |fits: &dyn Fn(Role) -> bool| -> Vec<usize> {
            let cells = (0..).zip(cells);
            cells
                .filter(|(_, cell)| fits(role(cell)))
                .map(|(at, _)| at)
                .collect()
        };
        let is_data = cells.iter().any(|cell| parse(cell, region).is_ok());
        let numbers = by_role(&|role| matches!(role, Role::Number | Role::Suspect));
        let number = match (exact(&["number"]).or(exact(&["e164"])), numbers.as_slice()) {
            _ if is_data => None,
            (Some(at), _) => Some(at),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        let date = exact(&["date"]).or_else(|| {
            let dates = by_role(&|role| matches!(role, Role::Date(_)));
            dates.first().copied()
        });
        let shown: Vec<_> = cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.trim()))
            .collect();
        let shown = shown.join(", ");
        let headings = wanted.headings();
        match (number, date) {
            (None, _) => Err(format!(
                "the first row must be the heading, and one column must be called number; it is {shown}, and {headings} are \
                 looked for"
            )),
            (Some(_), None) if wanted == Wanted::Disconnected => Err(format!(
                "no column is called date: from 90 days after a number was disconnected somebody else may hold it. The \
                 heading is {shown}, and {headings} are looked for"
            )),
            (Some(number), date) => {
                let (called, text) = match wanted {
                    Wanted::Delisted => ("reason", exact(&["reason", "कारण", "ਕਾਰਨ"])),
                    Wanted::Protected => (
                        "name",
                        exact(&["name", "नाम", "ਨਾਮ"])
                            .or_else(|| by_role(&|role| role == Role::Name).first().copied()),
                    ),
                    Wanted::Disconnected => ("", None),
                };
                // Another of the desk's files would keep thousands of reported numbers off the list without a word.
                let others = |role| match role {
                    Role::Id | Role::Status | Role::Source | Role::Category | Role::District => {
                        true
                    }
                    Role::Date(_) => wanted == Wanted::Protected,
                    _ => false,
                };
                let is_another = !by_role(&others).is_empty()
                    || cells.iter().any(|cell| plain(cell).contains("imei"));
                if !called.is_empty() && text.is_none() && is_another {
                    return Err(format!(
                        "is this the right file? The heading is {shown}; {headings} are looked for, and no column is called \
                         {called}"
                    ));
                }
                Ok(Self {
                    number,
                    date: date.filter(|_| wanted != Wanted::Protected),
                    text,
                })
            }
        }
    }

    /// Reads one row; `None` for a short code.
    fn row(
        &self,
        cells: &StringRecord,
        wanted: Wanted,
        region: Region,
    ) -> Result<Option<Row>, String> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).unwrap_or("").trim();
        let written = cell(Some(self.number));
        let number = match parse(written.trim_start_matches('\''), region) {
            Ok(Parsed::Number(number)) => Some(number),
            Ok(Parsed::ShortCode(_)) => None,
            Err(reason) => {
                return Err(format!(
                    "\"{written}\" cannot be read as one number ({})",
                    reason.name()
                ));
            }
        };
        let date = match cell(self.date) {
            "" if wanted == Wanted::Disconnected => {
                return Err("the date is missing".into());
            }
            "" => None,
            text => Some(
                dates::parse(text, region)
                    .ok_or_else(|| format!("\"{text}\" cannot be read as a date"))?,
            ),
        };
        Ok(number.map(|number| Row {
            number,
            date,
            text: cell(self.text).to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_read(text: &str, wanted: Wanted) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        std::fs::write(&path, text).unwrap();
        let rows = read(&path, wanted, Region::IN).map_err(|error| error.to_string())?;
        let shown = rows.into_iter().map(|row| {
            let date = row.date.map(|date| date.to_string()).unwrap_or_default();
            format!("{} {date} {}", row.number, row.text)
        });
        Ok(shown.map(|row| row.trim_end().to_owned()).collect())
    }

    #[test]
    fn files_as_people_write_them() {
        for (text, wanted, rows) in [
            (
                "number,reason,date\n50123 45678,wrong digit,2026-10-01\n+91 50123-45679,,\n",
                Wanted::Delisted,
                vec!["+915012345678 2026-10-01 wrong digit", "+915012345679"],
            ),
            (
                "\u{feff}Date;Mobile No;remarks;reason\r\n01/10/2026;5012345678;x;y\r\n\r\n",
                Wanted::Delisted,
                vec!["+915012345678 2026-10-01 y"],
            ),
            (
                "5012345678\n'5012345679\n",
                Wanted::Delisted,
                vec!["+915012345678", "+915012345679"],
            ),
            (
                "number\n5012345678\n",
                Wanted::Protected,
                vec!["+915012345678"],
            ),
            (
                "name,number\nHelpline,1930\nHospital,050123 45678\n",
                Wanted::Protected,
                vec!["+915012345678  Hospital"],
            ),
            (
                "e164,national,disconnected on (date)\n+915012345678,5012345678,3-Oct-2026\n",
                Wanted::Disconnected,
                vec!["+915012345678 2026-10-03"],
            ),
            ("number,date\n", Wanted::Disconnected, vec![]),
        ] {
            assert_eq!(try_read(text, wanted).unwrap(), rows, "{text}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_stops_the_build() {
        for (text, wanted, says) in [
            (
                "number\n5012345678\n5O12345679\n",
                Wanted::Delisted,
                "row 3: \"5O12345679\"",
            ),
            ("5O12345679\n5012345678\n", Wanted::Delisted, "row 1"),
            (
                "number,date\n5012345678,someday\n",
                Wanted::Delisted,
                "row 2: \"someday\"",
            ),
            (
                "number,date\n5012345678,\n",
                Wanted::Disconnected,
                "row 2: the date is missing",
            ),
            ("number,date\n,2026-10-01\n", Wanted::Delisted, "row 2"),
            (
                "number\n5012345678 / 5012345679\n",
                Wanted::Delisted,
                "several-numbers",
            ),
            (
                "number\n5012345678\n",
                Wanted::Disconnected,
                "no column is called date",
            ),
            ("5012345678\n", Wanted::Disconnected, "called number"),
            (
                "5012345678,x\n",
                Wanted::Delisted,
                "first row must be the heading",
            ),
            (
                "reason,date\nx,2026-10-01\n",
                Wanted::Delisted,
                "\"reason\", \"date\"",
            ),
            (
                "Phone,Mobile\n5012345678,5012345679\n",
                Wanted::Delisted,
                "called number",
            ),
            ("", Wanted::Delisted, "empty"),
            ("\n \n", Wanted::Protected, "empty"),
        ] {
            let error = try_read(text, wanted).unwrap_err();
            assert!(
                error.contains(says) && error.contains("f.csv"),
                "{text:?}: {error}"
            );
        }
    }
}
