//! One decision file: CSV with a heading, or one column of numbers without.

use std::path::Path;

use jaanch_core::number::{Parsed, PhoneNumber, Region, parse, scan};
use jaanch_tables::csv::strict;
use jaanch_tables::csv::strict::StrictTable;
use jiff::civil::Date;

use crate::Error;
use crate::cells::date;
use crate::cells::number::people;
use crate::complaints::{Role, role};

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// `number`, and if they are there `reason` and `date`.
    Delisted,
    /// `number`, and if it is there `name`.
    Protected,
    /// `number` and `date`.
    Disconnected,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DecisionRow {
    pub number: PhoneNumber,
    pub date: Option<Date>,
    /// The reason or the name.
    pub text: String,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DecisionRows {
    pub rows: Vec<DecisionRow>,
    /// Rows about short codes such as 1930. They are never listed, and a list is never asked about them.
    pub short_codes: u64,
}

impl Wanted {
    /// The headings that are looked for, for messages.
    const fn headings(self) -> &'static str {
        match self {
            Self::Delisted => "number, reason, date",
            Self::Protected => "number, name",
            Self::Disconnected => "number, date",
        }
    }

    /// The option that names such a file.
    pub(crate) const fn option(self) -> &'static str {
        match self {
            Self::Delisted => "delisted",
            Self::Protected => "protected",
            Self::Disconnected => "disconnected",
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
struct DecisionColumns {
    number: usize,
    date: Option<usize>,
    text: Option<usize>,
}

/// How the reason of a delisting is called, and what else stands for one.
const REASON: [&str; 3] = ["reason", "कारण", "ਕਾਰਨ"];
const REMARKS: [&str; 6] = [
    "reasons",
    "remark",
    "remarks",
    "comment",
    "comments",
    "टिप्पणी",
];

/// Reads a file.
///
/// # Errors
/// The first row that is not about one number, or a file that is none of these.
pub(crate) fn read(path: &Path, wanted: Wanted, region: Region) -> Result<DecisionRows, Error> {
    let bytes = std::fs::read(path).map_err(Error::io(path, "read"))?;
    let content = |what: String| Error::content(path, what);
    let harm = wanted.harm();
    let bad = |what: String| content(format!("{what}. Correct the row or take it out: {harm}"));
    let Some(table) = StrictTable::open(&bytes).map_err(content)? else {
        let headings = wanted.headings();
        return Err(content(format!(
            "the file is empty; if there is nothing to decide, leave the option out, or let the file hold its heading: {headings}"
        )));
    };
    let mut rows = DecisionRows::default();
    let mut take = |columns: &DecisionColumns, row: &strict::StrictRow<'_>| -> Result<(), Error> {
        let taken = columns.row(row, wanted, region);
        match taken.map_err(|what| bad(format!("row {}: {what}", row.number)))? {
            Some(taken) => rows.rows.push(taken),
            None => rows.short_codes += 1,
        }
        Ok(())
    };
    let columns = match DecisionColumns::of_heading(&table.first, wanted, region) {
        Ok(columns) => columns,
        Err(_) if is_title(&table.first) => {
            return Err(content(format!(
                "row {}, {:?}, is no heading and looks like a title: take it out, so that the first row is the heading: {}",
                table.first.number,
                title(&table.first),
                wanted.headings()
            )));
        }
        Err(what) if table.first.cells.len() > 1 || wanted == Wanted::Disconnected => {
            return Err(content(what));
        }
        // One column: the first number.
        Err(_) => {
            let only = DecisionColumns {
                number: 0,
                date: None,
                text: None,
            };
            take(&only, &table.first)?;
            only
        }
    };
    for row in table.rows() {
        take(&columns, &row.map_err(bad)?)?;
    }
    Ok(rows)
}

/// What stands alone in a row.
fn title<'a>(row: &'a strict::StrictRow<'_>) -> &'a str {
    let mut filled = row.cells.iter().map(|cell| cell.trim());
    filled.find(|cell| !cell.is_empty()).unwrap_or_default()
}

/// Whether a row is about the whole table: one cell that is more words than number, and no column is called so.
fn is_title(row: &strict::StrictRow<'_>) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
    let letters = |c: &char| c.is_alphabetic();
    let text = title(row);
    filled.count() == 1
        && !matches!(role(text), Role::Number | Role::Suspect)
        && text.chars().filter(letters).count() > text.chars().filter(|c| c.is_numeric()).count()
}

impl DecisionColumns {
    /// What a heading says; the error names the headings that are missing.
    fn of_heading(
        row: &strict::StrictRow<'_>,
        wanted: Wanted,
        region: Region,
    ) -> Result<Self, String> {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
        let plain = |cell: &str| cell.to_lowercase();
        let exact = |names: &[&str]| {
            cells
                .iter()
                .position(|cell| names.contains(&plain(cell).as_str()))
        };
        let by_role = |fits: &dyn Fn(Role) -> bool| -> Vec<usize> {
            let cells = (0..).zip(&cells);
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
        let reason = exact(&REASON);
        let name = exact(&["name", "नाम", "ਨਾਮ"])
            .or_else(|| by_role(&|role| role == Role::Name).first().copied());
        let shown: Vec<_> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        let shown = shown.join(", ");
        let headings = wanted.headings();
        let Some(number) = number else {
            return Err(format!(
                "the first row must be the heading, and one column must be called number; it is {shown}, and {headings} are \
                 looked for"
            ));
        };
        if date.is_none() && wanted == Wanted::Disconnected {
            return Err(format!(
                "no column is called date: from 90 days after a number was disconnected somebody else may hold it. The \
                 heading is {shown}, and {headings} are looked for"
            ));
        }
        let asked = match wanted {
            Wanted::Delisted => reason.or_else(|| exact(&REMARKS)),
            Wanted::Protected => name,
            Wanted::Disconnected => None,
        };
        let found = Found { date, reason, name };
        check_is_this_file(&cells, &shown, wanted, &found, asked)?;
        Ok(Self {
            number,
            date: date.filter(|_| wanted != Wanted::Protected),
            text: asked,
        })
    }

    /// Reads one row; `None` for a short code.
    fn row(
        &self,
        row: &strict::StrictRow<'_>,
        wanted: Wanted,
        region: Region,
    ) -> Result<Option<DecisionRow>, String> {
        let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
        let written = row.cell(self.number);
        let number = match parse(written.trim_start_matches('\''), region) {
            Ok(Parsed::Number(number)) => Some(number),
            Ok(Parsed::ShortCode(_)) if wanted == Wanted::Protected => None,
            Ok(Parsed::ShortCode(_)) => {
                return Err(format!(
                    "\"{written}\" is a short code, which is never listed: is another column that of the numbers? If so, call that one number and \
                     this one otherwise"
                ));
            }
            Err(reason) => {
                return Err(format!(
                    "\"{written}\" cannot be read as one number ({})",
                    reason.name()
                ));
            }
        };
        // What an operator writes beside a disconnected number, such as its holder's other one, was not disconnected.
        if wanted != Wanted::Disconnected {
            self.no_other_number(row, number, region)?;
        }
        let date = match cell(self.date) {
            "" if wanted == Wanted::Disconnected => {
                return Err("the date is missing".into());
            }
            "" => None,
            text => Some(
                date::parse(text, region)
                    .ok_or_else(|| format!("\"{text}\" cannot be read as a date"))?,
            ),
        };
        Ok(number.map(|number| DecisionRow {
            number,
            date,
            text: cell(self.text).to_owned(),
        }))
    }

    /// A second number in a row would be passed over, and listed.
    fn no_other_number(
        &self,
        row: &strict::StrictRow<'_>,
        number: Option<PhoneNumber>,
        region: Region,
    ) -> Result<(), String> {
        for at in (0..row.cells.len()).filter(|&at| at != self.number) {
            let cell = row.cell(at);
            if date::parse(cell, region).is_some() {
                continue;
            }
            let mut found = Vec::new();
            people(cell, region, &mut found);
            // A number with brackets in it, among words.
            let scanned = scan(cell, region).into_iter().map(|found| found.parsed);
            found.extend(scanned.filter_map(|parsed| match parsed {
                Parsed::Number(number) => Some(number),
                Parsed::ShortCode(_) => None,
            }));
            if let Some(other) = found.into_iter().find(|&found| Some(found) != number) {
                return Err(format!(
                    "cell {} of the row, \"{cell}\", holds another number, {other}: write one number a row. Give it a row of its \
                     own if it is meant, too, and take it out of that cell",
                    at + 1
                ));
            }
        }
        Ok(())
    }
}

/// The columns of a decision file that tell which option it is for.
struct Found {
    date: Option<usize>,
    reason: Option<usize>,
    name: Option<usize>,
}

/// Refuses a file that is one for another option, or another of the desk's files.
fn check_is_this_file(
    cells: &[&str],
    shown: &str,
    wanted: Wanted,
    found: &Found,
    text: Option<usize>,
) -> Result<(), String> {
    let headings = wanted.headings();
    // What another option's file has would make a delisting a disconnection, and the number would be listed.
    let (needed, others) = match wanted {
        Wanted::Delisted => (
            "reason",
            [(found.date, "--disconnected"), (found.name, "--protected")],
        ),
        Wanted::Protected => (
            "name",
            [(found.reason, "--delisted"), (found.date, "--disconnected")],
        ),
        Wanted::Disconnected => (
            "",
            [(found.reason, "--delisted"), (found.name, "--protected")],
        ),
    };
    if text.is_none() {
        let other = others
            .into_iter()
            .find_map(|(at, option)| Some((*cells.get(at?)?, option)));
        if let Some((column, option)) = other {
            let (but, remedy) = match needed {
                "" => (String::new(), "take that column out".to_owned()),
                needed => (
                    format!(" and none that is called {needed}"),
                    format!("call a column {needed}"),
                ),
            };
            return Err(format!(
                "is this the right file? The heading is {shown}; {headings} are looked for, and a file with a column \
                 \"{column}\"{but} is one for {option}. If it is the right file, {remedy}"
            ));
        }
    }
    // Another of the desk's files would keep thousands of reported numbers off the list without a word.
    let is_another = cells.iter().any(|cell| {
        matches!(
            role(cell),
            Role::Id | Role::Status | Role::Source | Role::Category | Role::District
        ) || cell.to_lowercase().contains("imei")
    });
    if !needed.is_empty() && text.is_none() && is_another {
        return Err(format!(
            "is this the right file? The heading is {shown}; {headings} are looked for, and no column is called {needed}"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_read(text: &str, wanted: Wanted) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        std::fs::write(&path, text).unwrap();
        let rows = read(&path, wanted, Region::IN).map_err(|error| error.to_string())?;
        let shown = rows.rows.into_iter().map(|row| {
            let date = row.date.map(|date| date.to_string()).unwrap_or_default();
            format!("{} {date} {}", row.number, row.text)
        });
        Ok(shown.map(|row| row.trim_end().to_owned()).collect())
    }

    #[test]
    fn files_as_people_write_them() {
        for (text, wanted, rows) in [
            (
                "number,reason,date\n50123 45678,wrong digit,2026-10-01\n+91 50123-45679,,,\n",
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
                "number,reason,date\n5012345678,,someday\n",
                Wanted::Delisted,
                "row 2: \"someday\"",
            ),
            (
                "number,date\n5012345678,\n",
                Wanted::Disconnected,
                "row 2: the date is missing",
            ),
            ("number,reason\n,x\n", Wanted::Delisted, "row 2"),
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
            (
                "Delisted numbers, October 2026\n5012345678\n",
                Wanted::Delisted,
                "first row must be the heading",
            ),
            (
                "Delisted numbers of 2026\n5012345678\n",
                Wanted::Delisted,
                "row 1, \"Delisted numbers of 2026\", is no heading and looks like a title",
            ),
            (
                "\nHelplines,,\nnumber,name,x\n",
                Wanted::Protected,
                "row 2, \"Helplines\", is no heading and looks like a title",
            ),
        ] {
            let error = try_read(text, wanted).unwrap_err();
            assert!(
                error.contains(says) && error.contains("f.csv"),
                "{text:?}: {error}"
            );
        }
    }

    #[test]
    fn a_row_is_about_one_number() {
        for (text, wanted, other) in [
            (
                "number,alternate number,reason\n5012300001,5012300002,x\n",
                Wanted::Delisted,
                "cell 2",
            ),
            (
                "name,number,number 2\nBank,5012300001,5012300002\n",
                Wanted::Protected,
                "cell 3",
            ),
            (
                "number,reason\n5012300001,same person also 5012300002\n",
                Wanted::Delisted,
                "cell 2",
            ),
            (
                "number,reason\n5012300001,\"also 050123-00002, at night\"\n",
                Wanted::Delisted,
                "cell 2",
            ),
            (
                "Complainant Mobile,Number,reason\n5012300002,5012300001,x\n",
                Wanted::Delisted,
                "cell 1",
            ),
            (
                "e164,number,reason\n+915012300002,5012300001,x\n",
                Wanted::Delisted,
                "cell 1",
            ),
            (
                "number,reason\n5012300001,call (50123) 00002\n",
                Wanted::Delisted,
                "cell 2",
            ),
            // The first column is called number, and holds none.
            (
                "Number,Mobile,name\n100,5012300002,Bank\n",
                Wanted::Protected,
                "cell 2",
            ),
        ] {
            let error = try_read(text, wanted).unwrap_err();
            let says = format!("row 2: {other} of the row, ");
            assert!(
                error.contains(&says) && error.contains("+915012300002"),
                "{text}: {error}"
            );
        }
        // The same number once more, dates with a time, amounts and references are no second number.
        let text = "number,national,reason,noted,order\n+91 50123-00001,5012300001,\"FIR 123/2026 of 05.10.2026, Rs 5,00,000\",\
                    05/10/2026 14:30:00,No. 4711/CC-2 of 2026-10-05\n";
        assert_eq!(
            try_read(text, Wanted::Delisted).unwrap(),
            ["+915012300001  FIR 123/2026 of 05.10.2026, Rs 5,00,000"]
        );
        // Beside a disconnected number its holder's other one may stand.
        let text = "number,date,alternate number\n5012300001,2026-10-01,5012300002\n";
        assert_eq!(
            try_read(text, Wanted::Disconnected).unwrap(),
            ["+915012300001 2026-10-01"]
        );
    }

    #[test]
    fn a_short_code_is_no_number_that_was_listed() {
        for (text, wanted) in [
            ("Number,Mobile,reason\n100,5012300001,x\n", Wanted::Delisted),
            (
                "Number,Mobile,date\n100,5012300001,2026-10-01\n",
                Wanted::Disconnected,
            ),
        ] {
            let error = try_read(text, wanted).unwrap_err();
            assert!(
                error.contains("row 2: \"100\" is a short code"),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn another_options_file_is_refused() {
        for (text, wanted, option) in [
            ("number,date\n", Wanted::Delisted, "--disconnected"),
            ("number,name\n", Wanted::Delisted, "--protected"),
            ("number,reason\n", Wanted::Protected, "--delisted"),
            ("number,date\n", Wanted::Protected, "--disconnected"),
            ("number,reason,date\n", Wanted::Disconnected, "--delisted"),
            ("number,name,date\n", Wanted::Disconnected, "--protected"),
        ] {
            let error = try_read(text, wanted).unwrap_err();
            let says = format!("is one for {option}.");
            assert!(
                error.contains("is this the right file?") && error.contains(&says),
                "{text}: {error}"
            );
        }
        for (text, wanted) in [
            ("number,reason\n", Wanted::Delisted),
            ("number,remarks,date\n", Wanted::Delisted),
            ("number,reason,name\n", Wanted::Delisted),
            ("number,name,reason,date\n", Wanted::Protected),
            ("number,date,remarks\n", Wanted::Disconnected),
        ] {
            assert_eq!(try_read(text, wanted).unwrap(), [""; 0], "{text}");
        }
    }
}
