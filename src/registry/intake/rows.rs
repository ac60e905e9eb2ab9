//! The rows of one file → reports and rejects, table by table. Every format comes through here, so that one rule keeps the
//! numbers of complainants out of all of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::columns::{Columns, Sample, Undecided};
use super::names::{Id, Name, Names};
use super::order::{Evidence, Reading};
use super::record::{Cells, Go, Record, Row, Sink, Table};
use super::refusal::Refusal;
use super::{Report, cells, json, open, sheets, text};
use crate::number::{PhoneNumber, Region};
use crate::registry::config::{ColumnChoice, Config, Heading};
use crate::registry::counts::counted;
use crate::registry::{Error, dates};

/// How many rows the columns are understood from.
pub(super) const SAMPLE_ROWS: usize = 1_000;
/// Fewer, where they are long: so much of them is kept.
pub(super) const SAMPLE_BYTES: usize = 16 << 20;
/// Longer values are cut in rejects.csv.
const LONGEST_VALUE: usize = 500;
/// Different words of a status column that are remembered.
const KNOWN_STATUSES: usize = 1_000;

/// One cell, or one part of a cell, that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Which table, counting from 0 as in [`super::Intake::files`].
    pub file: u32,
    /// Which row of it, the first being 1.
    pub row: u32,
    /// The heading of the column, or its place; none where the row as a whole is meant.
    pub column: Name,
    /// What stands there.
    pub value: Box<str>,
    /// Why it could not be taken.
    pub reason: Refusal,
}

/// What was read from one table: taken + duplicate + rejected = rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    /// The file.
    pub path: PathBuf,
    /// The sheet of it; `None` where the file is one table.
    pub sheet: Option<String>,
    /// What was taken from which column.
    pub columns: Vec<(&'static str, String)>,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Rows that gave nothing because something in them could not be read.
    pub rejected: u64,
    /// Rows whose complaints are all counted elsewhere already; known after deduplication.
    pub duplicate: u64,
    /// Rows that gave at least one new complaint; known after deduplication.
    pub taken: u64,
    /// What a person should know about the table.
    pub notes: Vec<String>,
    /// Whether it was left out because nothing in it could be a number.
    pub left_out: bool,
}

impl FileCount {
    /// What a person calls the table.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}, sheet \"{sheet}\"", self.path.display()),
            None => self.path.display().to_string(),
        }
    }
}

/// What one table gave.
pub(super) struct Part {
    pub reports: Vec<Report>,
    pub names: Names,
    pub rejects: Vec<Reject>,
    /// Cells of rejected rows that hold a number that is asked about.
    pub watched: Vec<Reject>,
    pub people: Vec<PhoneNumber>,
    pub count: FileCount,
}

/// Gives the tables of a file to a sink.
///
/// # Errors
/// The file cannot be read or understood as a whole, or the sink's.
pub(crate) fn read_into(path: &Path, config: &Config, sink: &mut dyn Sink) -> Result<(), Error> {
    let limits = &config.intake;
    match open::open(path, limits)? {
        open::Opened::Text {
            head,
            bytes,
            letters,
            format,
        } => text::Text {
            path,
            head,
            bytes,
            letters,
            format,
            heading: match config.columns_for(path, None).heading {
                Some(Heading::Row(row)) => row,
                _ => 0,
            },
        }
        .read(limits, sink),
        open::Opened::Json { bytes } => json::read(path, bytes, limits, sink),
        open::Opened::JsonLines { bytes } => json::read_lines(path, bytes, limits, sink),
        open::Opened::Zip { bytes } => sheets::read_zip(path, bytes, limits, sink),
        open::Opened::Compound { bytes } => sheets::read_compound(path, bytes, limits, sink),
    }
}

/// Reads a file, and reads it again where only its end told in which order its dates are written.
///
/// Where rows are rejected as a whole, the cells that hold one of the numbers in `watch` are kept.
pub(super) fn read_file(
    path: &Path,
    config: &Config,
    as_of: Date,
    watch: &[PhoneNumber],
) -> Result<Vec<Part>, Error> {
    let mut readings: Vec<Option<Reading>> = Vec::new();
    loop {
        let mut reader = FileReader::new(path, config, as_of, watch, &readings);
        read_into(path, config, &mut reader)?;
        let (parts, evidence) = reader.end()?;
        let settled: Vec<Option<Reading>> = evidence
            .iter()
            .map(|seen| Some(seen.reading(config.region())))
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
    config: &'a Config,
    as_of: Date,
    watch: &'a [PhoneNumber],
    readings: &'a [Option<Reading>],
    table: Option<TableReader<'a>>,
    done: Vec<(Part, Evidence)>,
    /// Why a sheet without numbers was left out.
    left_out: Option<String>,
    /// Whether a table was left out because the operator says so.
    skipped: bool,
    rejects: usize,
}

impl<'a> FileReader<'a> {
    fn new(
        path: &'a Path,
        config: &'a Config,
        as_of: Date,
        watch: &'a [PhoneNumber],
        readings: &'a [Option<Reading>],
    ) -> Self {
        Self {
            path,
            config,
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
        if let Some(mut taking) = table.taking {
            let count = &mut taking.part.count;
            let column = count.columns.iter().find(|(what, _)| *what == "date");
            if let Some((_, column)) = column
                && let Some(note) = taking.evidence.note(self.config.region(), column)
            {
                count.notes.push(note);
            }
            self.skipped |= table.choice.skip;
            if let Some(why) = taking.left_out {
                self.left_out.get_or_insert(why);
            }
            count.notes.extend(table.widths.note());
            // Rows that could not be read were refused before the others were understood.
            taking.part.rejects.sort_by_key(|reject| reject.row);
            self.rejects += taking.part.rejects.len();
            self.done.push((taking.part, taking.evidence));
        }
        self.check_rejects()
    }

    fn end(mut self) -> Result<(Vec<Part>, Vec<Evidence>), Error> {
        self.end_table()?;
        let useful = self.done.iter().any(|(part, _)| !part.count.left_out);
        if let Some(why) = self.left_out.filter(|_| !useful) {
            return Err(Error::content(self.path, why));
        }
        let is_blank = |part: &Part| part.count.rows == 0 && part.count.columns.is_empty();
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
        if self.rejects + open <= self.config.intake.max_rejects {
            return Ok(());
        }
        Err(Error::content(
            self.path,
            format!(
                "more than [intake] max_rejects = {} cells could not be taken; is this the right file, and are its columns understood \
                 (`jaanch columns`)? If it is, raise the limit in jaanch.toml and pass --config",
                self.config.intake.max_rejects
            ),
        ))
    }
}

impl Sink for FileReader<'_> {
    fn table(&mut self, table: Table) -> Result<(), Error> {
        self.end_table()?;
        let at = self.done.len();
        self.table = Some(TableReader {
            path: self.path,
            config: self.config,
            as_of: self.as_of,
            watch: self.watch,
            choice: self.config.columns_for(self.path, table.sheet.as_deref()),
            is_text: table.format.starts_with("text"),
            table,
            reading: self.readings.get(at).copied().flatten(),
            sample: Vec::new(),
            sampled: 0,
            unreadable: Vec::new(),
            widths: Widths::default(),
            taking: None,
        });
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

    fn unreadable(&mut self, number: u64, value: &str, why: Refusal) -> Result<Go, Error> {
        let Some(table) = &mut self.table else {
            return Ok(Go::Skip);
        };
        table.unreadable(number, value, why);
        self.check_rejects()?;
        Ok(Go::On)
    }

    fn note(&mut self, what: String) {
        if let Some(table) = &mut self.table {
            match &mut table.taking {
                Some(taking) => taking.part.count.notes.push(what),
                None => table.table.notes.push(what),
            }
        }
    }
}

/// How many cells the rows of a text have. An export that was cut short ends in a row that is shorter than all others.
#[derive(Default)]
struct Widths {
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

    fn note(&self) -> Option<String> {
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
    marks: Vec<(usize, Refusal)>,
}

/// Takes one table: understands its columns from the first rows, then takes row after row.
struct TableReader<'a> {
    path: &'a Path,
    config: &'a Config,
    as_of: Date,
    watch: &'a [PhoneNumber],
    choice: ColumnChoice,
    table: Table,
    is_text: bool,
    reading: Option<Reading>,
    sample: Vec<Kept>,
    /// What the sample takes, about.
    sampled: usize,
    unreadable: Vec<(u64, String, Refusal)>,
    /// Looked at in texts alone: in a workbook the cells of a row end with the last that is filled.
    widths: Widths,
    taking: Option<Taking>,
}

impl TableReader<'_> {
    fn rejects(&self) -> usize {
        self.taking
            .as_ref()
            .map_or(self.unreadable.len(), |taking| taking.part.rejects.len())
    }

    fn row(&mut self, row: Row<'_>) -> Result<Go, Error> {
        if self.choice.skip {
            return Ok(Go::Skip);
        }
        if row.cells.is_blank() && row.marks.is_empty() {
            return Ok(Go::On);
        }
        if self.is_text {
            self.widths.see(row.number, row.cells.len());
        }
        if let Some(taking) = &mut self.taking {
            taking.take(row);
            return Ok(Go::On);
        }
        if let Some(Heading::Row(heading)) = self.choice.heading
            && row.number < heading
        {
            return Ok(Go::On);
        }
        let record = row.cells.to_record();
        self.sampled += record.weight();
        self.sample.push(Kept {
            number: row.number,
            record,
            marks: row.marks.to_vec(),
        });
        if self.sample.len() >= SAMPLE_ROWS || self.sampled >= SAMPLE_BYTES {
            self.decide()?;
        }
        Ok(Go::On)
    }

    fn unreadable(&mut self, number: u64, value: &str, why: Refusal) {
        if let Some(taking) = &mut self.taking {
            taking.refuse_row(number, value, why);
        } else {
            self.unreadable.push((number, cut(value).to_owned(), why));
        }
    }

    /// Understands the columns, and takes the rows that were kept for that.
    fn decide(&mut self) -> Result<(), Error> {
        if self.taking.is_some() {
            return Ok(());
        }
        let mut kept = std::mem::take(&mut self.sample);
        let records: Vec<&Record> = kept.iter().map(|row| &row.record).collect();
        let places: Vec<u64> = kept.iter().map(|row| row.number).collect();
        let region = self.config.region();
        let sample = Sample {
            rows: &records,
            places: &places,
            region,
            path: self.path,
            sheet: self.table.sheet.as_deref(),
            headed: self.table.headed,
        };
        let named = |message: &str| match &self.table.sheet {
            Some(sheet) => format!("sheet \"{sheet}\": {message}"),
            None => message.to_owned(),
        };
        if let Some(Heading::Row(heading)) = self.choice.heading
            && !self.choice.skip
            && kept.first().is_none_or(|first| first.number != heading)
        {
            return Err(Error::content(
                self.path,
                named(&format!(
                    "jaanch.toml says that the heading stands in row {heading}, and that row is blank or not there"
                )),
            ));
        }
        let is_blank = kept.is_empty();
        let (columns, left_out) = if self.choice.skip || is_blank {
            (Columns::default(), None)
        } else {
            match sample.decide(&self.choice) {
                Ok(columns) => (columns, None),
                Err(Undecided::NoNumbers(message)) if self.table.sheet.is_some() => {
                    (sample.without_numbers(&self.choice), Some(named(&message)))
                }
                Err(undecided) => {
                    return Err(Error::content(self.path, named(undecided.message())));
                }
            }
        };
        let headings = if columns.has_heading && !kept.is_empty() {
            kept.remove(0).record
        } else {
            Record::default()
        };
        let mut evidence = Evidence::default();
        for row in &kept {
            let date = columns.date.and_then(|at| row.record.cells().get(at));
            evidence.see(date.and_then(dates::read));
        }
        let reading = self.reading.unwrap_or(evidence.reading(region));
        let mut taking = Taking::new(self.config, self.as_of, columns, headings, reading);
        let count = &mut taking.part.count;
        count.path = self.path.to_path_buf();
        count.sheet.clone_from(&self.table.sheet);
        count.notes.clone_from(&self.table.notes);
        count.left_out = left_out.is_some();
        if self.choice.skip {
            count.notes = vec!["left out, as jaanch.toml says".to_owned()];
        } else if is_blank && self.table.sheet.is_some() {
            count.notes.push("the sheet is blank".to_owned());
        } else if left_out.is_some() {
            count.notes.push(
                "no column of the sheet could hold numbers, and none of its rows was taken; if one does, say so in jaanch.toml"
                    .to_owned(),
            );
        }
        count.left_out |= self.choice.skip || is_blank;
        taking.left_out = left_out;
        taking.watch = self.watch.to_vec();
        taking.from_1904 = self.table.from_1904;
        for (number, value, why) in std::mem::take(&mut self.unreadable) {
            taking.refuse_row(number, &value, why);
        }
        for row in &kept {
            taking.take(Row {
                number: row.number,
                cells: row.record.cells(),
                marks: &row.marks,
            });
        }
        self.taking = Some(taking);
        Ok(())
    }
}

/// Takes the rows of a table whose columns are understood.
struct Taking {
    region: Region,
    as_of: Date,
    watch: Vec<PhoneNumber>,
    columns: Columns,
    headings: Vec<Name>,
    verified: Vec<String>,
    statuses: HashMap<String, bool, foldhash::fast::RandomState>,
    reading: Reading,
    evidence: Evidence,
    from_1904: bool,
    left_out: Option<String>,
    part: Part,
    people: Vec<PhoneNumber>,
    refused: Vec<(usize, Box<str>, Refusal)>,
    last: Last,
}

/// The texts of the row before: exports are sorted by something, most often.
#[derive(Default)]
struct Last {
    source: (String, Name),
    district: (String, Name),
    category: (String, Name),
}

fn name_of(names: &mut Names, last: &mut (String, Name), cell: &str) -> Name {
    if cell.is_empty() {
        return Name::NONE;
    }
    if last.0 != cell {
        last.0.clear();
        last.0.push_str(cell);
        last.1 = names.add(cell);
    }
    last.1
}

/// The beginning of a value that is too long to keep.
fn cut(value: &str) -> &str {
    let mut end = value.len().min(LONGEST_VALUE);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.get(..end).unwrap_or_default()
}

impl Taking {
    fn new(
        config: &Config,
        as_of: Date,
        columns: Columns,
        headings: Record,
        reading: Reading,
    ) -> Self {
        let mut names = Names::default();
        let count = FileCount {
            columns: columns.described(headings.cells()),
            ..FileCount::default()
        };
        Self {
            region: config.region(),
            as_of,
            watch: Vec::new(),
            headings: headings
                .cells()
                .iter()
                .map(|text| names.add(text))
                .collect(),
            columns,
            verified: config
                .policy
                .verified
                .iter()
                .map(|word| word.to_lowercase())
                .collect(),
            statuses: HashMap::default(),
            reading,
            evidence: Evidence::read_as(reading),
            from_1904: false,
            left_out: None,
            part: Part {
                reports: Vec::new(),
                names,
                rejects: Vec::new(),
                watched: Vec::new(),
                people: Vec::new(),
                count,
            },
            people: Vec::new(),
            refused: Vec::new(),
            last: Last::default(),
        }
    }

    fn refuse_row(&mut self, row: u64, value: &str, reason: Refusal) {
        self.part.count.rows += 1;
        self.part.count.rejected += 1;
        self.reject(row, None, value, reason);
    }

    fn reject(&mut self, row: u64, column: Option<usize>, value: &str, reason: Refusal) {
        let reject = self.rejected(row, column, value, reason);
        self.part.rejects.push(reject);
    }

    fn rejected(
        &mut self,
        row: u64,
        column: Option<usize>,
        value: &str,
        reason: Refusal,
    ) -> Reject {
        let heading = |at: usize| {
            let heading = self.headings.get(at).copied();
            heading.filter(|name| !name.is_none())
        };
        let column = match column {
            None => Name::NONE,
            Some(at) => heading(at).unwrap_or_else(|| self.part.names.add(&(at + 1).to_string())),
        };
        Reject {
            file: 0,
            row: u32::try_from(row).unwrap_or(u32::MAX),
            column,
            value: cut(value).into(),
            reason,
        }
    }

    /// Keeps the cells of a rejected row that hold a number that is asked about.
    fn watch(&mut self, row: Row<'_>, reason: Refusal) {
        if self.watch.is_empty() {
            return;
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let holds_numbers = self.part.count.left_out || self.columns.number.contains(&column);
            let mut holds = false;
            if holds_numbers {
                cells::numbers(cell, self.region, &mut |found| {
                    holds |= found.is_ok_and(|number| self.watch.contains(&number));
                });
            }
            if holds {
                let reject = self.rejected(row.number, Some(column), cell, reason);
                self.part.watched.push(reject);
            }
        }
    }

    fn cell(cells: Cells<'_>, column: Option<usize>) -> &str {
        column.and_then(|at| cells.get(at)).unwrap_or("").trim()
    }

    /// Takes one row: every number in it that can be, and a reject for everything that cannot.
    fn take(&mut self, row: Row<'_>) {
        let cells = row.cells;
        self.part.count.rows += 1;
        let mut people = std::mem::take(&mut self.people);
        people.clear();
        for &column in &self.columns.people {
            cells::people(cells.get(column).unwrap_or(""), self.region, &mut people);
        }
        if self.part.count.left_out {
            self.part.count.rejected += 1;
            self.reject(row.number, None, "", Refusal::NoNumberColumn);
            self.watch(row, Refusal::NoNumberColumn);
        } else {
            let before = self.part.reports.len();
            match self.date(row) {
                Ok(date) => self.numbers(row, date, &people),
                Err(reason) => {
                    let value = Self::cell(cells, self.columns.date).to_owned();
                    self.reject(row.number, self.columns.date, &value, reason);
                    self.watch(row, reason);
                }
            }
            if self.part.reports.len() == before {
                self.part.count.rejected += 1;
            }
        }
        self.part.people.extend_from_slice(&people);
        // Complainants come again and again; what is kept stays in proportion to how many there are.
        if self.part.people.len() == self.part.people.capacity() {
            self.part.people.sort_unstable();
            self.part.people.dedup();
            let room = self.part.people.len().max(1 << 16);
            self.part.people.reserve(room);
        }
        self.people = people;
    }

    fn numbers(&mut self, row: Row<'_>, date: Option<Date>, people: &[PhoneNumber]) {
        let cells = row.cells;
        let mark = |column: usize| {
            let mut marks = row.marks.iter();
            marks.find(|(at, _)| *at == column).map(|(_, why)| *why)
        };
        let mut report = None;
        let mut refused = std::mem::take(&mut self.refused);
        let mut filled = false;
        for at in 0..self.columns.number.len() {
            let Some(&column) = self.columns.number.get(at) else {
                continue;
            };
            let cell = cells.get(column).unwrap_or("");
            if let Some(why) = mark(column) {
                filled = true;
                refused.push((column, cell.into(), why));
                continue;
            }
            // Of several number columns an empty one is nothing to complain about.
            if cell.trim().is_empty() && self.columns.number.len() > 1 {
                continue;
            }
            filled = true;
            let region = self.region;
            cells::numbers(cell, region, &mut |found| match found {
                Ok(number) if people.contains(&number) => {
                    refused.push((column, cell.into(), Refusal::Complainant));
                }
                Ok(number) => {
                    let common = *report.get_or_insert_with(|| self.report(row, date, number));
                    self.part.reports.push(Report { number, ..common });
                }
                Err((part, refusal)) => refused.push((column, part.into(), refusal)),
            });
        }
        if !filled {
            let column = self.columns.number.first().copied().unwrap_or_default();
            refused.push((column, "".into(), Refusal::Empty));
        }
        for (column, value, reason) in refused.drain(..) {
            self.reject(row.number, Some(column), &value, reason);
        }
        self.refused = refused;
    }

    /// What all reports of a row have in common.
    fn report(&mut self, row: Row<'_>, date: Option<Date>, number: PhoneNumber) -> Report {
        let cells = row.cells;
        let names = &mut self.part.names;
        let source = Self::cell(cells, self.columns.source);
        let district = Self::cell(cells, self.columns.district);
        let category = Self::cell(cells, self.columns.category);
        Report {
            number,
            date,
            source: name_of(names, &mut self.last.source, source),
            district: name_of(names, &mut self.last.district, district),
            category: name_of(names, &mut self.last.category, category),
            verified: self.is_verified(Self::cell(cells, self.columns.status)),
            file: 0,
            row: u32::try_from(row.number).unwrap_or(u32::MAX),
            id: Id::of(Self::cell(cells, self.columns.id)),
        }
    }

    fn is_verified(&mut self, status: &str) -> bool {
        if status.is_empty() {
            return false;
        }
        if let Some(&known) = self.statuses.get(status) {
            return known;
        }
        let is_verified = self.verified.contains(&status.to_lowercase());
        if self.statuses.len() < KNOWN_STATUSES {
            self.statuses.insert(status.to_owned(), is_verified);
        }
        is_verified
    }

    /// The date of a row; a date that cannot be read, or has not come yet, rejects the row: nobody could tell when its
    /// entry ages out.
    fn date(&mut self, row: Row<'_>) -> Result<Option<Date>, Refusal> {
        let Some(column) = self.columns.date else {
            return Ok(None);
        };
        if let Some((_, why)) = row.marks.iter().find(|(at, _)| *at == column) {
            return Err(*why);
        }
        let text = Self::cell(row.cells, Some(column));
        if text.is_empty() {
            return Ok(None);
        }
        let written = dates::read(text).ok_or(Refusal::BadDate)?;
        let written = if self.from_1904 {
            written.from_1904()
        } else {
            written
        };
        self.evidence.see(Some(written));
        let date = self.reading.date(written)?;
        if date > self.as_of {
            return Err(Refusal::FutureDate);
        }
        Ok(Some(date))
    }
}
