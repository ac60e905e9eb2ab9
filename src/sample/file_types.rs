//! Encoding of exports in their file types. The bytes do not depend on the time of writing.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde::Serializer;
use serde_json::Value;

use crate::layout::{Csv, Export, FileType};

/// Rows of a sheet before the next one begins; XLSX allows 1,048,576.
const SHEET: usize = 1_000_000;

/// The most digits of a whole number that a spreadsheet keeps.
const DIGITS: usize = 15;

/// A cell's text, and its date if it is one.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) date: Option<Date>,
}

/// Writes an export.
pub(crate) fn write(
    export: &Export,
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: impl Write,
) -> io::Result<()> {
    match export.file_type {
        FileType::Csv(dialect) => csv(export, dialect, rows, out).map(drop),
        FileType::GzippedCsv(dialect) => {
            let compressed = GzBuilder::new().write(out, Compression::default());
            csv(export, dialect, rows, compressed)?.finish().map(drop)
        }
        FileType::Workbook => workbook(export, rows)
            .map_err(io::Error::other)
            .and_then(|bytes| out.write_all(&bytes)),
        FileType::Json => json(export, rows, ["[\n", ",\n", "\n]\n"], out),
        FileType::JsonLines => json(export, rows, ["", "\n", "\n"], out),
    }
}

fn csv<W: Write>(
    export: &Export,
    dialect: Csv,
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: W,
) -> io::Result<W> {
    if dialect.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::WriterBuilder::new();
    table.delimiter(dialect.delimiter);
    if dialect.crlf {
        table.terminator(csv::Terminator::CRLF);
    }
    if dialect.quote_all {
        table.quote_style(csv::QuoteStyle::Always);
    }
    let mut table = table.from_writer(out);
    table.write_record(export.columns.iter().map(|(_, heading)| heading))?;
    for row in rows {
        table.write_record(row.iter().map(|cell| &cell.text))?;
    }
    table.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Writes an object for each row, its members in the order of the columns.
fn json(
    export: &Export,
    rows: impl Iterator<Item = Vec<Cell>>,
    [begin, between, end]: [&str; 3],
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(begin.as_bytes())?;
    let mut first = true;
    for row in rows {
        if !std::mem::take(&mut first) {
            out.write_all(between.as_bytes())?;
        }
        let members = export.columns.iter().zip(row);
        let members = members.map(|((_, heading), Cell { text, .. })| {
            let number = whole_number(&text).and_then(|_| text.parse().map(Value::Number).ok());
            (heading, number.unwrap_or(Value::String(text)))
        });
        serde_json::Serializer::new(&mut out).collect_map(members)?;
    }
    // A file without lines has no line end either.
    if !(first && begin.is_empty()) {
        out.write_all(end.as_bytes())?;
    }
    Ok(())
}

/// Makes a workbook. Any text that reads as a number becomes one, as in spreadsheets.
fn workbook(export: &Export, rows: impl Iterator<Item = Vec<Cell>>) -> Result<Vec<u8>, XlsxError> {
    let dates = Format::new().set_num_format("dd/mm/yyyy");
    let mut book = Workbook::new();
    // Without a fixed date, the file would contain today's.
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut rows = rows.peekable();
    let mut sheets = 0;
    while sheets == 0 || rows.peek().is_some() {
        sheets += 1;
        let sheet = book.add_worksheet();
        for (column, (_, heading)) in std::iter::zip(0.., export.columns) {
            sheet.write_string(0, column, *heading)?;
        }
        for (line, row) in std::iter::zip(1.., rows.by_ref().take(SHEET)) {
            for (column, cell) in std::iter::zip(0.., row) {
                match (cell.date, whole_number(&cell.text)) {
                    (Some(date), _) => {
                        sheet.write_datetime_with_format(line, column, excel_date(date)?, &dates)?
                    }
                    (None, Some(number)) => sheet.write_number(line, column, number)?,
                    (None, None) => sheet.write_string(line, column, cell.text)?,
                };
            }
        }
    }
    book.save_to_buffer()
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(&date.to_string())
}

/// The value of a text that a spreadsheet, or a program that writes JSON, takes for a whole number without losing a
/// digit.
fn whole_number(text: &str) -> Option<f64> {
    let plain = !text.is_empty()
        && text.len() <= DIGITS
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_loses_no_digit_becomes_a_number() {
        for (text, number) in [
            ("5012345678", Some(5_012_345_678.0)),
            ("0", Some(0.0)),
            ("999999999999999", Some(999_999_999_999_999.0)),
            ("1000000000000000", None),
            ("05012345678", None),
            ("", None),
            ("5.01234E+09", None),
            ("५०१२३४५६७८", None),
            ("-1", None),
        ] {
            assert_eq!(whole_number(text), number, "{text}");
        }
    }
}
