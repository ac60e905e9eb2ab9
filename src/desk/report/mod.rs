//! `report.html`: the build's figures for people who decide. One file that needs nothing else: no script, no picture, no font
//! from anywhere; it prints on A4. It holds counts, and no phone number.
//!
//! It is made from `report.json` alone, so that both always say the same. The page is well-formed XML, too.

mod charts;
mod figures;
pub mod programmes;
pub mod renew;
mod sections;
mod text;

pub use figures::{AlarmFigures, Beside, Figures, FileFigures, Weeks};
use minijinja::{Environment, Value, context};

use crate::Error;
use crate::report::text::{escape, plain};

const TEMPLATE: &str = include_str!("report.html");

/// A heading, what is to be said, and tables with their charts.
#[derive(Clone, Debug)]
struct Section {
    id: &'static str,
    heading: &'static str,
    notes: Vec<String>,
    tables: Vec<Table>,
}

/// A table, and the same as a chart.
#[derive(Clone, Debug)]
struct Table {
    caption: &'static str,
    headings: Vec<&'static str>,
    rows: Vec<Row>,
    total: Option<Row>,
    /// Markup, escaped already; empty where the table has no chart.
    chart: String,
}

/// A row: its name, and its cells.
#[derive(Clone, Debug)]
struct Row {
    name: String,
    cells: Vec<String>,
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

impl From<Table> for Value {
    fn from(table: Table) -> Self {
        let Table {
            caption,
            headings,
            rows,
            total,
            chart,
        } = table;
        context! { caption, headings, rows, total, chart => Value::from_safe_string(chart) }
    }
}

impl From<Row> for Value {
    fn from(row: Row) -> Self {
        let Row { name, cells } = row;
        context! { name, cells }
    }
}

/// The page of a report.
///
/// # Errors
/// `report.json` is not one, or an exhausted memory.
pub fn render(report_json: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| {
        Error::Options(format!("report.html could not be made: {error}"))
    };
    let figures = Figures::read(report_json)?;
    let mut environment = Environment::new();
    // The page is read as XML, too; and a count is not to be shown as a number of JSON.
    environment.set_formatter(|out, _, value| {
        if value.is_safe() {
            write!(out, "{value}")?;
        } else {
            out.write_str(&escape(&plain(&value.to_string())))?;
        }
        Ok(())
    });
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment
        .add_template("report.html", TEMPLATE)
        .map_err(|error| failed(&error))?;
    let template = environment
        .get_template("report.html")
        .map_err(|error| failed(&error))?;
    let beside = &figures.beside;
    let page = template
        .render(context! {
            title => beside.title.as_deref().unwrap_or("Reported fraud numbers"),
            issuer => beside.issuer.as_deref(),
            as_of => sections::day(&figures.as_of),
            serial => figures.serial.to_string(),
            made_up => beside.made_up,
            signed => figures.signed,
            glance => sections::glance(&figures),
            warnings => figures.warnings.clone(),
            sections => sections::sections(&figures),
        })
        .map_err(|error| failed(&error))?;
    Ok(page.into_bytes())
}
