//! The cells of a sheet, one after the other, as rows; a value merged over several rows is that of each.

use std::collections::HashSet;
use std::path::Path;

use calamine::Dimensions;

use crate::cell::{Cell, Kind};
use crate::error::Error;
use crate::limits::Limits;
use crate::row::{Go, Record, Row, Sink, Table};
use crate::workbook::sheet_limits::{MAX_COLUMNS, MAX_ROWS, too_many_cells};

/// Cells in the order of the file → rows.
pub struct Rows<'a> {
    path: &'a Path,
    /// The row that is being filled, the first being 0.
    row: Option<u64>,
    cells: Vec<(u64, String, Kind)>,
    record: Record,
    /// Cells merged over several rows, by their first row: last row, column.
    merged: Vec<Dimensions>,
    next_merged: usize,
    /// Merged cells that reach into the rows to come, each with its last row.
    reaching: Vec<(u64, (u64, String, Kind))>,
    /// How many more cells may be filled from merged ones.
    room: u64,
    limits: &'a Limits,
}

impl<'a> Rows<'a> {
    pub fn new(
        path: &'a Path,
        merged: Vec<Dimensions>,
        limits: &'a Limits,
        table: &mut Table,
    ) -> Self {
        let mut merged: Vec<_> = merged
            .into_iter()
            .filter(|cells| cells.start.0 < cells.end.0)
            .collect();
        merged.sort_unstable_by_key(|cells| cells.start);
        if !merged.is_empty() {
            table.notes.push(format!(
                "cells merged over several rows: {}; the value was taken for each of these rows",
                merged.len()
            ));
        }
        Self {
            path,
            row: None,
            cells: Vec::new(),
            record: Record::default(),
            merged,
            next_merged: 0,
            reaching: Vec::new(),
            room: limits.max_cells,
            limits,
        }
    }

    pub fn put(
        &mut self,
        row: u64,
        column: u64,
        cell: Cell<'_>,
        sink: &mut dyn Sink,
    ) -> Result<Go, Error> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(Error::content(
                self.path,
                "as a workbook it is damaged (a cell lies outside any sheet); export it again",
            ));
        }
        let go = if self.row == Some(row) {
            Go::On
        } else {
            self.end(sink)?
        };
        self.row = Some(row);
        if !cell.text.is_empty() || cell.kind.has_no_value() {
            self.cells.push((column, cell.text.to_owned(), cell.kind));
        }
        Ok(go)
    }

    /// Gives the row that is being filled to the sink.
    pub fn end(&mut self, sink: &mut dyn Sink) -> Result<Go, Error> {
        let Some(row) = self.row.take() else {
            return Ok(Go::On);
        };
        let mut cells = std::mem::take(&mut self.cells);
        self.reach(row, &mut cells)?;
        // Of a cell that occurs twice, the last value counts.
        cells.sort_by_key(|(column, ..)| *column);
        self.record.clear();
        let mut cells = cells.into_iter().peekable();
        let mut width = 0;
        while let Some((column, text, kind)) = cells.next() {
            if cells.peek().is_some_and(|(next, ..)| *next == column) {
                continue;
            }
            (width..column).for_each(|_| self.record.push(""));
            self.record.push(Cell { text: &text, kind });
            width = column + 1;
        }
        if self.record.cells().is_empty() {
            return Ok(Go::On);
        }
        sink.row(Row {
            number: row + 1,
            cells: self.record.cells(),
        })
    }

    /// Puts merged cells of earlier rows into this one, and keeps those that begin here.
    fn reach(&mut self, row: u64, cells: &mut Vec<(u64, String, Kind)>) -> Result<(), Error> {
        self.reaching.retain(|(last, _)| *last >= row);
        if !self.reaching.is_empty() {
            // A few kilobytes can merge every column down to the last row.
            let filled = u64::try_from(self.reaching.len()).unwrap_or(u64::MAX);
            let room = self.room.checked_sub(filled);
            self.room = room.ok_or_else(|| too_many_cells(self.path, self.limits))?;
            let filled: HashSet<u64> = cells.iter().map(|(column, ..)| *column).collect();
            let reaching = self.reaching.iter().map(|(_, cell)| cell);
            cells.extend(reaching.filter(|cell| !filled.contains(&cell.0)).cloned());
        }
        while let Some(merged) = self
            .merged
            .get(self.next_merged)
            .filter(|merged| u64::from(merged.start.0) <= row)
        {
            self.next_merged += 1;
            let column = u64::from(merged.start.1);
            let cell = cells.iter().find(|(filled, ..)| *filled == column);
            if let Some(cell) = cell.filter(|_| u64::from(merged.start.0) == row) {
                self.reaching.retain(|(_, other)| other.0 != column);
                self.reaching.push((u64::from(merged.end.0), cell.clone()));
            }
        }
        Ok(())
    }
}
