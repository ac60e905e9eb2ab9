//! A section of the page: what it says, and its tables.

use minijinja::{Value, context};

use crate::report::charts::Chart;

/// A heading, what is to be said, and tables with their charts.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) notes: Vec<String>,
    pub(super) tables: Vec<CountTable>,
}

/// A table, and the same as a chart.
#[derive(Clone, Debug)]
pub(super) struct CountTable {
    pub(super) caption: &'static str,
    pub(super) headings: Vec<&'static str>,
    pub(super) rows: Vec<CountRow>,
    pub(super) total: Option<CountRow>,
    /// `None` where a chart would show nothing more.
    pub(super) chart: Option<Chart>,
}

/// A row: its name, and its cells.
#[derive(Clone, Debug)]
pub(super) struct CountRow {
    pub(super) name: String,
    pub(super) cells: Vec<String>,
}

impl From<Section> for Value {
    fn from(section: Section) -> Self {
        let Section {
            id,
            heading,
            notes,
            tables,
        } = section;
        context! { id, heading, notes, tables }
    }
}

impl From<CountTable> for Value {
    fn from(table: CountTable) -> Self {
        let CountTable {
            caption,
            headings,
            rows,
            total,
            chart,
        } = table;
        context! { caption, headings, rows, total, chart }
    }
}

impl From<CountRow> for Value {
    fn from(row: CountRow) -> Self {
        let CountRow { name, cells } = row;
        context! { name, cells }
    }
}
