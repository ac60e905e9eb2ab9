//! What each column of a file was understood to be, and why: for the person who has to trust it.

use std::path::Path;

use jaanch_tables::{Cells, Damage, Error, Go, Record, Row, Sink, Table};

use crate::cells::date;
use crate::complaints::column::{ColumnMap, ColumnProfile};
use crate::complaints::column_choice::{ColumnChoice, Heading, Target};
use crate::complaints::date_order::Evidence;
use crate::complaints::file_reader::read_into;
use crate::complaints::heading_role::Role;
use crate::complaints::heading_row::{above_heading, reads_as_heading};
use crate::complaints::sample::{Sample, Undecided};
use crate::complaints::settings::Settings;
use crate::complaints::table_reader::{SAMPLE_BYTES, SAMPLE_ROWS};

/// One table of a file and what was understood of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableView {
    /// The sheet's name; `None` where the file is one table.
    pub sheet: Option<String>,
    /// What kind of file it is.
    pub format: String,
    /// What a person should know.
    pub notes: Vec<String>,
    /// The row of the heading; `None` where there is none, or where it is not a row.
    pub heading: Option<u64>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// What could not be told, as a whole message.
    pub unclear: Option<String>,
    /// Whether a build would only leave this sheet out for that, and not stop: it has no numbers, and others may have.
    pub left_out: bool,
    /// Whether jaanch.toml leaves it out.
    pub skipped: bool,
    /// How `[columns]` would name it.
    pub target: String,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnView {
    /// Its place, the first being 1.
    pub place: usize,
    /// What it is and holds.
    pub column: ColumnProfile,
    /// What is taken from it: `number`, `date` … `never taken`, `not used`, or `not decided yet`.
    pub used_as: &'static str,
    /// Why.
    pub why: &'static str,
}

/// Looks at the first rows of every table of a file.
///
/// # Errors
/// The file cannot be read at all.
pub fn overview(path: &Path, settings: Settings<'_>) -> Result<Vec<TableView>, crate::Error> {
    let mut overview = Overview {
        path,
        settings,
        views: Vec::new(),
        table: None,
        sample: Vec::new(),
        sampled: 0,
    };
    read_into(path, settings, &mut overview)?;
    overview.end();
    Ok(overview.views)
}

struct Overview<'a> {
    path: &'a Path,
    settings: Settings<'a>,
    views: Vec<TableView>,
    table: Option<Table>,
    sample: Vec<(u64, Record)>,
    sampled: usize,
}

impl Sink for Overview<'_> {
    fn table(&mut self, table: Table) -> Result<(), Error> {
        self.end();
        self.table = Some(table);
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<Go, Error> {
        if !row.cells.is_blank() {
            let record = row.cells.to_record();
            self.sampled += record.weight();
            self.sample.push((row.number, record));
        }
        let is_enough = self.sample.len() >= SAMPLE_ROWS || self.sampled >= SAMPLE_BYTES;
        Ok(if !is_enough { Go::On } else { Go::Skip })
    }

    fn unreadable(&mut self, _: u64, _: &str, _: Damage) -> Result<Go, Error> {
        Ok(Go::On)
    }
}

impl Overview<'_> {
    fn end(&mut self) {
        let mut rows = std::mem::take(&mut self.sample);
        self.sampled = 0;
        let Some(table) = self.table.take() else {
            return;
        };
        let choice = self.settings.columns.of(self.path, table.sheet.as_deref());
        let (above, over) = self.take_titles(&mut rows, &choice);
        let records: Vec<&Record> = rows.iter().map(|(_, record)| record).collect();
        let places: Vec<u64> = rows.iter().map(|(number, _)| *number).collect();
        let sample = Sample {
            rows: &records,
            places: &places,
            above: &over,
            region: self.settings.region,
            path: self.path,
            sheet: table.sheet.as_deref(),
            headed: table.headed,
        };
        let has_heading = sample.has_heading(&choice);
        let mut left_out = false;
        let decided = match above {
            Some(message) => Err(Undecided::Unclear(message)),
            None => sample.decide(&choice),
        };
        let (columns, unclear) = match decided {
            _ if choice.skip || rows.is_empty() => (ColumnMap::default(), None),
            Ok(columns) => (columns, None),
            Err(Undecided::NoNumbers(message)) if table.sheet.is_some() => {
                left_out = true;
                (sample.without_numbers(&choice), Some(message))
            }
            Err(undecided) => (
                sample.without_numbers(&choice),
                Some(undecided.message().to_owned()),
            ),
        };
        let heading = rows.first().filter(|_| has_heading);
        let mut notes = table.notes;
        if rows.is_empty() {
            notes.push("there are no rows".to_owned());
        }
        if let Some(date) = columns.date {
            let records = rows
                .iter()
                .skip(usize::from(has_heading))
                .map(|(_, record)| record);
            let cells = heading.map(|(_, row)| row.cells()).unwrap_or_default();
            notes.extend(self.date_note(&columns, date, records, cells));
        }
        self.views.push(TableView {
            target: Target::new(self.path, table.sheet.as_deref()).name(),
            sheet: table.sheet.clone(),
            format: table.format,
            notes,
            heading: heading.map(|(number, _)| *number).filter(|row| *row > 0),
            columns: (0..)
                .zip(sample.understand(has_heading))
                .map(|(at, column)| match &unclear {
                    None => seen(at, column, &columns, &choice),
                    Some(_) => undecided(at, column, &columns),
                })
                .collect(),
            unclear,
            left_out,
            skipped: choice.skip,
        });
    }

    /// Removes the rows above the heading that the configuration names: what is wrong with them, and those that are
    /// headings over several columns.
    fn take_titles(
        &self,
        rows: &mut Vec<(u64, Record)>,
        choice: &ColumnChoice,
    ) -> (Option<String>, Vec<Record>) {
        let Some(Heading::Row(heading)) = choice.heading else {
            return (None, Vec::new());
        };
        let titles = || rows.iter().filter(|(number, _)| *number < heading);
        let wrong = titles().find_map(|(number, row)| {
            above_heading(*number, row.cells(), heading, self.settings.region)
        });
        let over = titles()
            .map(|(_, row)| row)
            .filter(|row| reads_as_heading(row.cells()))
            .cloned()
            .collect();
        rows.retain(|(number, _)| *number >= heading);
        (wrong, over)
    }

    /// What a person should know about the order of day and month in the column of dates.
    fn date_note<'r>(
        &self,
        columns: &ColumnMap,
        date: usize,
        records: impl Iterator<Item = &'r Record>,
        heading: Cells<'_>,
    ) -> Option<String> {
        let mut evidence = Evidence::default();
        for record in records {
            evidence.see(date::read(record.cells().cell(date)));
        }
        let name = columns.described(heading);
        let (_, name) = name.iter().find(|(what, _)| *what == "date")?;
        evidence.note(self.settings.region, name)
    }
}

/// A column of a table whose reported numbers could not be told.
fn undecided(at: usize, column: ColumnProfile, columns: &ColumnMap) -> ColumnView {
    let (used_as, why) = if columns.people.contains(&at) && !column.could_be_reported() {
        return seen(at, column, columns, &ColumnChoice::default());
    } else if column.could_be_reported() {
        (
            "not decided yet",
            "it could be that of the reported numbers; if it is, name it in [columns], see below",
        )
    } else {
        match column.role {
            Role::Date(_)
            | Role::Source
            | Role::Id
            | Role::Category
            | Role::Status
            | Role::District => (
                "not decided yet",
                "nothing is taken until [columns] says which column holds the reported numbers",
            ),
            _ => return seen(at, column, columns, &ColumnChoice::default()),
        }
    };
    ColumnView {
        place: at + 1,
        column,
        used_as,
        why,
    }
}

fn seen(
    at: usize,
    column: ColumnProfile,
    columns: &ColumnMap,
    choice: &ColumnChoice,
) -> ColumnView {
    let is = |chosen: Option<usize>| chosen == Some(at);
    let by_heading = "its heading says so";
    let by_choice = "jaanch.toml says so";
    let why = |chosen: bool| if chosen { by_choice } else { by_heading };
    let (used_as, why) = if columns.number.contains(&at) {
        let why = match column.role {
            _ if !choice.number.is_empty() => by_choice,
            Role::Suspect => "its heading says that it is the reported number",
            Role::Number => "it is the only column of numbers, and no heading names a person",
            _ => "it is the only column",
        };
        ("number", why)
    } else if columns.people.contains(&at) {
        let why = match column.role {
            Role::Person => {
                "its heading names a person of the complaint's side; the numbers in it are kept off the list"
            }
            Role::Name => {
                "its heading names a person or an address; numbers in it are kept off the list"
            }
            _ => "its heading does not say whose numbers these are; they are kept off the list",
        };
        ("never taken", why)
    } else if is(columns.date) {
        ("date", why(choice.date.is_some()))
    } else if is(columns.source) {
        ("source", why(choice.source.is_some()))
    } else if is(columns.id) {
        ("id", why(choice.id.is_some()))
    } else if is(columns.category) {
        ("category", why(choice.category.is_some()))
    } else if is(columns.status) {
        ("status", why(choice.status.is_some()))
    } else if is(columns.district) {
        ("district", why(choice.district.is_some()))
    } else {
        let why = match column.role {
            Role::Other => "its heading says that it is something else",
            Role::Unknown => "its heading says nothing that is known",
            Role::Suspect | Role::Number => "it is not clear whose numbers these are",
            _ => "another column fits better",
        };
        ("not used", why)
    };
    ColumnView {
        place: at + 1,
        column,
        used_as,
        why,
    }
}
