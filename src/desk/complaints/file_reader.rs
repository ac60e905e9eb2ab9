//! The tables of one file, one after the other. Every format comes through here, so that one rule keeps the numbers of
//! complainants out of all of them.

use std::path::Path;

use jaanch_core::number::PhoneNumber;
use jaanch_tables::{Damage, Error, Go, Row, Sink, Table};
use jiff::civil::Date;

use crate::complaints::account::TableIntake;
use crate::complaints::column_choice::Heading;
use crate::complaints::date_order::{Evidence, Reading};
use crate::complaints::settings::Settings;
use crate::complaints::table_reader::TableReader;

/// Gives the tables of a file to a sink.
///
/// # Errors
/// The file cannot be read or understood as a whole, or the sink's.
pub(crate) fn read_into(
    path: &Path,
    settings: Settings<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let heading = match settings.columns.of(path, None).heading {
        Some(Heading::Row(row)) => row,
        _ => 0,
    };
    jaanch_tables::read(path, settings.limits, heading, sink)
}

/// Reads a file, and reads it again where only its end showed the order of day and month.
///
/// Where rows are rejected as a whole, the cells that hold one of the numbers in `watch` are kept.
pub(crate) fn read_file(
    path: &Path,
    settings: Settings<'_>,
    as_of: Date,
    watch: &[PhoneNumber],
) -> Result<Vec<TableIntake>, Error> {
    let mut readings: Vec<Option<Reading>> = Vec::new();
    loop {
        let mut reader = FileReader::new(path, settings, as_of, watch, &readings);
        read_into(path, settings, &mut reader)?;
        let (parts, evidence) = reader.end()?;
        let settled: Vec<Option<Reading>> = evidence
            .iter()
            .map(|seen| Some(seen.reading(settings.region)))
            .collect();
        let is_settled = |(seen, settled): (&Evidence, &Option<Reading>)| {
            settled.is_some_and(|settled| seen.was_read(settled))
        };
        if evidence.iter().zip(&settled).all(is_settled) || readings == settled {
            return Ok(parts);
        }
        readings = settled;
    }
}

/// Takes the tables of one file.
struct FileReader<'a> {
    path: &'a Path,
    settings: Settings<'a>,
    as_of: Date,
    watch: &'a [PhoneNumber],
    readings: &'a [Option<Reading>],
    table: Option<TableReader<'a>>,
    done: Vec<(TableIntake, Evidence)>,
    /// Why a sheet without numbers was left out.
    left_out: Option<String>,
    /// Whether a table was left out because the operator says so.
    skipped: bool,
    rejects: usize,
}

impl<'a> FileReader<'a> {
    fn new(
        path: &'a Path,
        settings: Settings<'a>,
        as_of: Date,
        watch: &'a [PhoneNumber],
        readings: &'a [Option<Reading>],
    ) -> Self {
        Self {
            path,
            settings,
            as_of,
            watch,
            readings,
            table: None,
            done: Vec::new(),
            left_out: None,
            skipped: false,
            rejects: 0,
        }
    }

    fn end_table(&mut self) -> Result<(), Error> {
        let Some(mut table) = self.table.take() else {
            return Ok(());
        };
        table.decide()?;
        if let Some(mut rows) = table.rows {
            let count = &mut rows.part.count;
            let column = count.columns.iter().find(|(what, _)| *what == "date");
            if let Some((_, column)) = column
                && let Some(note) = rows.evidence.note(self.settings.region, column)
            {
                count.notes.push(note);
            }
            self.skipped |= table.choice.skip;
            if let Some(why) = rows.left_out {
                self.left_out.get_or_insert(why);
            }
            count.notes.extend(table.widths.note());
            // Rows that could not be read were refused before the others were understood.
            rows.part.rejects.sort_by_key(|reject| reject.row);
            self.rejects += rows.part.rejects.len();
            self.done.push((rows.part, rows.evidence));
        }
        self.check_rejects()
    }

    fn end(mut self) -> Result<(Vec<TableIntake>, Vec<Evidence>), Error> {
        self.end_table()?;
        let useful = self.done.iter().any(|(part, _)| !part.count.left_out);
        if let Some(why) = self.left_out.filter(|_| !useful) {
            return Err(Error::content(self.path, why));
        }
        let is_blank = |part: &TableIntake| part.count.rows == 0 && part.count.columns.is_empty();
        if !self.skipped && self.done.iter().all(|(part, _)| is_blank(part)) {
            return Err(Error::content(
                self.path,
                "the file is empty; leave it out, or export it again",
            ));
        }
        Ok(self.done.into_iter().unzip())
    }

    fn check_rejects(&self) -> Result<(), Error> {
        let open = self.table.as_ref().map_or(0, TableReader::rejects);
        if self.rejects + open <= self.settings.limits.max_rejects {
            return Ok(());
        }
        Err(Error::content(
            self.path,
            format!(
                "more than [intake] max_rejects = {} cells could not be taken; is this the right file, and are its columns understood \
                 (`jaanch columns`)? If it is, raise the limit in jaanch.toml and pass --config",
                self.settings.limits.max_rejects
            ),
        ))
    }
}

impl Sink for FileReader<'_> {
    fn table(&mut self, table: Table) -> Result<(), Error> {
        self.end_table()?;
        let at = self.done.len();
        self.table = Some(TableReader::new(
            self.path,
            self.settings,
            self.as_of,
            self.watch,
            table,
            self.readings.get(at).copied().flatten(),
        ));
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<Go, Error> {
        let Some(table) = &mut self.table else {
            return Ok(Go::Skip);
        };
        let go = table.row(row)?;
        self.check_rejects()?;
        Ok(go)
    }

    fn unreadable(&mut self, number: u64, value: &str, why: Damage) -> Result<Go, Error> {
        let Some(table) = &mut self.table else {
            return Ok(Go::Skip);
        };
        table.unreadable(number, value, why.into());
        self.check_rejects()?;
        Ok(Go::On)
    }

    fn note(&mut self, what: String) {
        if let Some(table) = &mut self.table {
            table.note(what);
        }
    }
}
