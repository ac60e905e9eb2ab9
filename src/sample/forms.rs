//! The kinds of files that exports are, from cells to bytes. No clock decides any byte.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::export::{Export, Form};

/// The byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Rows of a sheet, of which there can be 1,048,576, before the next one is begun.
const SHEET: usize = 1_000_000;

/// Most digits of a whole number that a spreadsheet keeps.
const DIGITS: usize = 15;

/// One cell as a text, and the date where it is one.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) date: Option<Date>,
}

/// Writes an export.
pub(crate) fn write(
    export: &Export,
    rows: impl Iterator<Item = Vec<Cell>>,
    out: impl Write,
) -> io::Result<()> {
    match export.form {
        Form::Csv => csv(export, rows, out)?.flush(),
        Form::Gzip => {
            let packed = GzBuilder::new().write(out, Compression::default());
            csv(export, rows, packed)?.finish()?.flush()
        }
        Form::Workbook => workbook(export, rows, out),
        Form::Json | Form::JsonLines => json(export, rows, out),
    }
}

fn csv<W: Write>(
    export: &Export,
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: W,
) -> io::Result<W> {
    if export.mark {
        out.write_all(MARK)?;
    }
    let mut table = csv::WriterBuilder::new()
        .delimiter(export.delimiter)
        .terminator(export.line_end)
        .quote_style(export.quotes)
        .from_writer(out);
    table.write_record(export.columns.iter().map(|(_, heading)| heading))?;
    for row in rows {
        table.write_record(row.iter().map(|cell| &cell.text))?;
    }
    table.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// An array of objects, or an object a line: the keys in the order of columns.
fn json(
    export: &Export,
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: impl Write,
) -> io::Result<()> {
    let [begin, between, end] = match export.form {
        Form::JsonLines => ["", "\n", "\n"],
        _ => ["[\n", ",\n", "\n]\n"],
    };
    out.write_all(begin.as_bytes())?;
    let mut first = true;
    for row in rows {
        if !std::mem::take(&mut first) {
            out.write_all(between.as_bytes())?;
        }
        let mut mark = b'{';
        for ((_, heading), cell) in export.columns.iter().zip(&row) {
            out.write_all(&[std::mem::replace(&mut mark, b',')])?;
            serde_json::to_writer(&mut out, heading)?;
            out.write_all(b":")?;
            match whole_number(&cell.text) {
                Some(_) => out.write_all(cell.text.as_bytes())?,
                None => serde_json::to_writer(&mut out, &cell.text)?,
            }
        }
        out.write_all(b"}")?;
    }
    // A file of no lines has no line end either.
    if !first || export.form == Form::Json {
        out.write_all(end.as_bytes())?;
    }
    out.flush()
}

/// A workbook, in which whatever reads as a number has become one, as spreadsheets do it.
fn workbook(
    export: &Export,
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: impl Write,
) -> io::Result<()> {
    let failed = |error: XlsxError| io::Error::other(error);
    let dates = Format::new().set_num_format("dd/mm/yyyy");
    let mut book = Workbook::new();
    // The day it was made would otherwise be today.
    let made = ExcelDateTime::from_ymd(2026, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut rows = rows.peekable();
    let mut sheets = 0;
    while sheets == 0 || rows.peek().is_some() {
        sheets += 1;
        let sheet = book.add_worksheet();
        for (column, (_, heading)) in std::iter::zip(0.., export.columns) {
            sheet.write_string(0, column, *heading).map_err(failed)?;
        }
        for (line, row) in std::iter::zip(1.., rows.by_ref().take(SHEET)) {
            for (column, cell) in std::iter::zip(0.., row) {
                match (cell.date, whole_number(&cell.text)) {
                    (Some(date), _) => {
                        let date = excel_date(date).map_err(failed)?;
                        sheet.write_datetime_with_format(line, column, &date, &dates)
                    }
                    (None, Some(number)) => sheet.write_number(line, column, number),
                    (None, None) => sheet.write_string(line, column, cell.text),
                }
                .map_err(failed)?;
            }
        }
    }
    out.write_all(&book.save_to_buffer().map_err(failed)?)?;
    out.flush()
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(date.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))
}

/// A cell that a spreadsheet, or a program that writes JSON, takes for a whole number without losing a digit.
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
