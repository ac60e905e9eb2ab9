//! One table: its columns are understood from the first rows, then row after row is taken.

use std::path::Path;

use jaanch_core::number::PhoneNumber;
use jaanch_tables::{Error, Go, Record, Row, Table};
use jiff::civil::Date;

use crate::cells::date;
use crate::cells::refusal::Refusal;
use crate::complaints::account::TableCount;
use crate::complaints::column::ColumnMap;
use crate::complaints::column_choice::{ColumnChoice, Heading, Target};
use crate::complaints::date_order::{Evidence, Reading};
use crate::complaints::heading_row::{above_heading, find_heading, reads_as_heading};
use crate::complaints::row_reader::{RowReader, cut};
use crate::complaints::sample::{Sample, Undecided};
use crate::complaints::settings::Settings;
use crate::complaints::side_cells::SideCells;
use crate::counts::counted;

/// How many rows the columns are understood from.
pub(crate) const SAMPLE_ROWS: usize = 1_000;
/// Fewer, where they are long: so much of them is kept.
pub(crate) const SAMPLE_BYTES: usize = 16 << 20;

/// How many cells the rows of a text have. An export that was cut short ends in a row that is shorter than all others.
#[derive(Default)]
pub(crate) struct Widths {
    /// The fewest cells of any row but the last.
    fewest: Option<usize>,
    /// The last row's number and cells.
    last: Option<(u64, usize)>,
}

impl Widths {
    fn see(&mut self, row: u64, cells: usize) {
        if let Some((_, before)) = self.last.replace((row, cells)) {
            self.fewest = Some(self.fewest.map_or(before, |fewest| fewest.min(before)));
        }
    }

    pub(crate) fn note(&self) -> Option<String> {
        let (row, cells) = self.last?;
        let fewest = self.fewest.filter(|&fewest| cells < fewest)?;
        Some(format!(
            "the last row, {row}, has {}, every other at least {fewest}; was the file cut short?",
            counted(u64::try_from(cells).unwrap_or(u64::MAX), "cell", "cells")
        ))
    }
}

/// A row that is kept until the columns are understood.
struct Kept {
    number: u64,
    record: Record,
}

/// Takes one table: understands its columns from the first rows, then takes row after row.
pub(crate) struct TableReader<'a> {
    path: &'a Path,
    settings: Settings<'a>,
    as_of: Date,
    watch: &'a [PhoneNumber],
    pub(crate) choice: ColumnChoice,
    table: Table,
    is_text: bool,
    reading: Option<Reading>,
    /// Rows above the heading that jaanch.toml names, where they read as a heading, too.
    above: Vec<Record>,
    sample: Vec<Kept>,
    /// What the sample takes, about.
    sampled: usize,
    unreadable: Vec<(u64, String, Refusal)>,
    /// Looked at in texts alone: in a workbook the cells of a row end with the last that is filled.
    pub(crate) widths: Widths,
    pub(crate) rows: Option<RowReader>,
    /// Looks at the rows that come after the sample.
    sides: Option<SideCells>,
}

impl<'a> TableReader<'a> {
    pub(crate) fn new(
        path: &'a Path,
        settings: Settings<'a>,
        as_of: Date,
        watch: &'a [PhoneNumber],
        table: Table,
        reading: Option<Reading>,
    ) -> Self {
        Self {
            path,
            settings,
            as_of,
            watch,
            choice: settings.columns.of(path, table.sheet.as_deref()),
            is_text: table.format.starts_with("text"),
            table,
            reading,
            above: Vec::new(),
            sample: Vec::new(),
            sampled: 0,
            unreadable: Vec::new(),
            widths: Widths::default(),
            rows: None,
            sides: None,
        }
    }

    /// An error that says where it is.
    fn unclear(&self, message: &str) -> Error {
        let message = match &self.table.sheet {
            Some(sheet) => format!("sheet \"{sheet}\": {message}"),
            None => message.to_owned(),
        };
        Error::content(self.path, message)
    }

    /// What a person should know about the table.
    pub(crate) fn note(&mut self, what: String) {
        match &mut self.rows {
            Some(rows) => rows.part.count.notes.push(what),
            None => self.table.notes.push(what),
        }
    }

    pub(crate) fn rejects(&self) -> usize {
        self.rows
            .as_ref()
            .map_or(self.unreadable.len(), |rows| rows.part.rejects.len())
    }

    pub(crate) fn row(&mut self, row: Row<'_>) -> Result<Go, Error> {
        if row.cells.is_blank() {
            return Ok(Go::On);
        }
        if self.is_text && !self.choice.skip {
            self.widths.see(row.number, row.cells.len());
        }
        if let Some(rows) = &mut self.rows {
            if self.choice.skip {
                rows.take_people(row.cells);
                return Ok(Go::On);
            }
            let other = self.sides.as_mut();
            if let Some(message) = other.and_then(|sides| sides.see(row.number, row.cells)) {
                return Err(self.unclear(&message));
            }
            rows.take(row);
            return Ok(Go::On);
        }
        if let Some(Heading::Row(heading)) = self.choice.heading
            && row.number < heading
            && !self.choice.skip
        {
            let region = self.settings.region;
            if let Some(message) = above_heading(row.number, row.cells, heading, region) {
                return Err(self.unclear(&message));
            }
            if reads_as_heading(row.cells) {
                self.above.push(row.cells.to_record());
            }
            return Ok(Go::On);
        }
        let record = row.cells.to_record();
        self.sampled += record.weight();
        self.sample.push(Kept {
            number: row.number,
            record,
        });
        if self.sample.len() >= SAMPLE_ROWS || self.sampled >= SAMPLE_BYTES {
            self.decide()?;
        }
        Ok(Go::On)
    }

    pub(crate) fn unreadable(&mut self, number: u64, value: &str, why: Refusal) {
        if self.choice.skip {
            return;
        }
        if let Some(rows) = &mut self.rows {
            rows.refuse_row(number, value, why);
        } else {
            self.unreadable.push((number, cut(value).to_owned(), why));
        }
    }

    /// Understands the columns, and takes the rows that were kept for that.
    pub(crate) fn decide(&mut self) -> Result<(), Error> {
        if self.rows.is_some() {
            return Ok(());
        }
        let mut kept = std::mem::take(&mut self.sample);
        if self.choice.skip {
            // A title above the heading would hide whose columns these are.
            let rows: Vec<&Record> = kept.iter().map(|row| &row.record).collect();
            kept.drain(..find_heading(&rows).unwrap_or_default());
        }
        let records: Vec<&Record> = kept.iter().map(|row| &row.record).collect();
        let places: Vec<u64> = kept.iter().map(|row| row.number).collect();
        let region = self.settings.region;
        let sample = Sample {
            rows: &records,
            places: &places,
            above: &self.above,
            region,
            path: self.path,
            sheet: self.table.sheet.as_deref(),
            headed: self.table.headed,
        };
        if let Some(Heading::Row(heading)) = self.choice.heading
            && !self.choice.skip
            && kept.first().is_none_or(|first| first.number != heading)
        {
            return Err(self.unclear(&format!(
                "jaanch.toml says that the heading stands in row {heading}, and that row is blank or not there"
            )));
        }
        let is_blank = kept.is_empty();
        let (columns, left_out) = if is_blank {
            (ColumnMap::default(), None)
        } else if self.choice.skip {
            (sample.without_numbers(&ColumnChoice::default()), None)
        } else {
            match sample.decide(&self.choice) {
                Ok(columns) => (columns, None),
                Err(Undecided::NoNumbers(message)) if self.table.sheet.is_some() => (
                    sample.without_numbers(&self.choice),
                    Some(format!(
                        "sheet \"{}\": {message}",
                        self.table.sheet.as_deref().unwrap_or_default()
                    )),
                ),
                Err(undecided) => return Err(self.unclear(undecided.message())),
            }
        };
        let first = (columns.has_heading && !kept.is_empty()).then(|| kept.remove(0).record);
        let headings = first.unwrap_or_default();
        let mut evidence = Evidence::default();
        for row in &kept {
            let date = columns.date.map(|at| row.record.cells().cell(at));
            evidence.see(date.and_then(date::read));
        }
        let reading = self.reading.unwrap_or(evidence.reading(region));
        let target = Target::new(self.path, self.table.sheet.as_deref()).name();
        self.sides = (!self.choice.skip).then(|| SideCells::of(&columns, target));
        let mut rows = RowReader::new(self.settings, self.as_of, columns, headings, reading);
        self.begin_count(&mut rows.part.count, is_blank, left_out.is_some());
        rows.left_out = left_out;
        rows.watch = self.watch.to_vec();
        rows.from_1904 = self.table.from_1904;
        rows.is_text = self.is_text;
        for (number, value, why) in std::mem::take(&mut self.unreadable) {
            rows.refuse_row(number, &value, why);
        }
        for row in &kept {
            if self.choice.skip {
                rows.take_people(row.record.cells());
                continue;
            }
            rows.take(Row {
                number: row.number,
                cells: row.record.cells(),
            });
        }
        self.rows = Some(rows);
        Ok(())
    }

    /// Fills in what is known of the table before its first row is taken.
    fn begin_count(&self, count: &mut TableCount, is_blank: bool, left_out: bool) {
        count.path = self.path.to_path_buf();
        count.sheet.clone_from(&self.table.sheet);
        count.notes.clone_from(&self.table.notes);
        count.left_out = left_out;
        if self.choice.skip {
            count.notes = vec!["left out, as jaanch.toml says".to_owned()];
        } else if is_blank && self.table.sheet.is_some() {
            count.notes.push("the sheet is blank".to_owned());
        } else if left_out {
            count.notes.push(
                "no column of the sheet could hold numbers, and none of its rows was taken; if one does, say so in jaanch.toml"
                    .to_owned(),
            );
        }
        count.left_out |= self.choice.skip || is_blank;
    }
}
