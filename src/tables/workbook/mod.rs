//! Workbooks as rows, sheet by sheet. The cells of an XLSX sheet are read one after the other and never all held: a sheet with
//! one cell in its farthest corner costs no more than that cell.

mod ods_limits;
mod rows;
mod sheet_limits;
mod xls_limits;
mod zip_limits;

use std::io::{Cursor, Read, Seek};
use std::panic::AssertUnwindSafe;
use std::path::Path;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Range, Reader, SheetType, SheetVisible, Xls,
    Xlsx,
};

use crate::cell::{Cell, Kind};
use crate::error::Error;
use crate::limits::Limits;
use crate::open::Seekable;
use crate::row::{Go, Sink, Table};
use crate::workbook::rows::Rows;
use crate::workbook::zip_limits::Book;

/// A number with more digits than this has lost some in the spreadsheet.
const EXACT: f64 = 1e15;

/// Gives the rows of a workbook in a ZIP archive to the sink.
///
/// # Errors
/// The workbook cannot be read, costs too much, or the sink's.
pub fn read_zip(
    path: &Path,
    mut bytes: Box<dyn Seekable>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let book = zip_limits::weigh(path, &mut bytes, limits)?;
    bytes.rewind().map_err(Error::io(path, "read"))?;
    match book {
        Book::Xlsx { merges } => {
            let mut book: Xlsx<_> = guarded(path, || Xlsx::new(bytes))?;
            read_xlsx(path, &mut book, merges, limits, sink)
        }
        Book::Ods { mut merged } => {
            let mut book: Ods<_> = guarded(path, || Ods::new(bytes))?;
            let merged = |_: &mut Ods<_>, name: &str| Ok(merged.remove(name).unwrap_or_default());
            read_whole(path, &mut book, Held::Ods, merged, limits, sink)
        }
    }
}

/// Gives the rows of an old workbook to the sink.
///
/// # Errors
/// The workbook cannot be read, is locked, costs too much, or the sink's.
pub fn read_compound(
    path: &Path,
    bytes: Vec<u8>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let bytes = Cursor::new(xls_limits::weigh(path, bytes, limits)?);
    let mut book: Xls<_> = guarded(path, || Xls::new(bytes))?;
    let held = Held::Xls {
        from_1904: book.has_1904_epoch(),
    };
    let merged =
        |book: &mut Xls<_>, name: &str| guarded(path, || book.merge_cells_by_sheet_name(name));
    read_whole(path, &mut book, held, merged, limits, sink)
}

/// Calls the reader of a workbook. It is careful, but a file made to harm has made it panic before; that is a damaged file
/// like any other.
fn guarded<T, E: std::fmt::Display>(
    path: &Path,
    call: impl FnOnce() -> Result<T, E>,
) -> Result<T, Error> {
    let damaged = |what: &dyn std::fmt::Display| {
        Error::content(
            path,
            format!("as a workbook it is cut short or damaged ({what}); fetch or export it again"),
        )
    };
    match caught(call) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            let what = error.to_string();
            if what.to_lowercase().contains("password") {
                return Err(Error::content(
                    path,
                    "the workbook is protected with a password; open it, remove the password and save it again",
                ));
            }
            Err(damaged(&what))
        }
        Err(()) => Err(damaged(&"its structure contradicts itself")),
    }
}

/// Calls something that may panic.
fn caught<T>(call: impl FnOnce() -> T) -> Result<T, ()> {
    GUARDED.set(true);
    let called = std::panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(false);
    called.map_err(drop)
}

thread_local!(static GUARDED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });

/// Whether a panic of this thread would be reported as an error about a file. A program's panic hook can then be quiet: the
/// person reads what is wrong with the file.
#[must_use]
pub fn is_guarded() -> bool {
    GUARDED.get()
}

fn table(name: &str, format: &str, visible: SheetVisible, from_1904: bool) -> Table {
    let hidden = visible != SheetVisible::Visible;
    Table {
        sheet: Some(name.to_owned()),
        format: format.to_owned(),
        hidden,
        from_1904,
        headed: false,
        notes: if hidden {
            vec!["the sheet is hidden, and was read like any other".to_owned()]
        } else {
            Vec::new()
        },
    }
}

fn read_xlsx<RS: Read + Seek>(
    path: &Path,
    book: &mut Xlsx<RS>,
    merges: bool,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let sheets = book.sheets_metadata().to_vec();
    let from_1904 = book.has_1904_epoch();
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let name = sheet.name.as_str();
        // Looking for merged cells means reading the whole sheet once more: only where there are any.
        let merged = if merges {
            guarded(path, || book.merge_cells_by_sheet_name(name))?
        } else {
            Vec::new()
        };
        let mut table = table(name, "XLSX", sheet.visible, from_1904);
        let mut rows = Rows::new(path, merged, limits, &mut table);
        sink.table(table)?;
        let mut cells = guarded(path, || book.worksheet_cells_reader(name))?;
        loop {
            let next = guarded(path, || cells.next_cell_with_formula_metadata())?;
            let Some(cell) = next else {
                break;
            };
            let (row, column) = cell.pos;
            let (text, kind) = shown(&cell.value, cell.formula.is_some());
            if rows.put(row.into(), column.into(), Cell { text: &text, kind }, sink)? == Go::Skip {
                break;
            }
        }
        let _ = rows.end(sink)?;
    }
    Ok(())
}

/// A format whose workbooks are held in memory as a whole.
#[derive(Clone, Copy)]
enum Held {
    Xls { from_1904: bool },
    Ods,
}

/// A workbook that is held in memory as a whole.
fn read_whole<RS, R>(
    path: &Path,
    book: &mut R,
    held: Held,
    mut merged: impl FnMut(&mut R, &str) -> Result<Vec<Dimensions>, Error>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Error>
where
    RS: Read + Seek,
    R: Reader<RS>,
    R::Error: std::fmt::Display,
{
    let (format, from_1904) = match held {
        Held::Xls { from_1904 } => ("XLS", from_1904),
        Held::Ods => ("ODS", false),
    };
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let merged = merged(book, &sheet.name)?;
        let mut table = table(&sheet.name, format, sheet.visible, from_1904);
        let mut rows = Rows::new(path, merged, limits, &mut table);
        sink.table(table)?;
        let cells = guarded(path, || book.worksheet_range(&sheet.name))?;
        let formulas = guarded(path, || book.worksheet_formula(&sheet.name))?;
        if give(&cells, &formulas, &mut rows, sink)? == Go::On {
            let _ = rows.end(sink)?;
        }
    }
    Ok(())
}

fn give(
    cells: &Range<Data>,
    formulas: &Range<String>,
    rows: &mut Rows<'_>,
    sink: &mut dyn Sink,
) -> Result<Go, Error> {
    // A formula may lie outside the filled rectangle, if it has no value.
    let corners = [cells.start(), cells.end(), formulas.start(), formulas.end()];
    let corners = || corners.iter().flatten();
    let (Some(top), Some(bottom)) = (
        corners().map(|(row, _)| *row).min(),
        corners().map(|(row, _)| *row).max(),
    ) else {
        return Ok(Go::On);
    };
    let left = corners().map(|(_, column)| *column).min().unwrap_or(0);
    let right = corners().map(|(_, column)| *column).max().unwrap_or(0);
    for row in top..=bottom {
        for column in left..=right {
            let place = (row, column);
            let value = cells.get_value(place).unwrap_or(&Data::Empty);
            let has_formula = formulas
                .get_value(place)
                .is_some_and(|formula| !formula.is_empty());
            if *value == Data::Empty && !has_formula {
                continue;
            }
            let (text, kind) = shown(&referred(value), has_formula);
            if rows.put(row.into(), column.into(), Cell { text: &text, kind }, sink)? == Go::Skip {
                return Ok(Go::Skip);
            }
        }
    }
    Ok(Go::On)
}

fn referred(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A cell as text, and what it is.
fn shown(value: &DataRef<'_>, has_formula: bool) -> (String, Kind) {
    let (text, kind) = match value {
        DataRef::Empty if has_formula => return (String::new(), Kind::Formula),
        DataRef::Error(error) => return (error.to_string(), Kind::Error),
        DataRef::Empty => (String::new(), Kind::Text),
        DataRef::Int(number) => (number.to_string(), Kind::Integer),
        DataRef::Float(number) => number_shown(*number),
        DataRef::String(text) => (text.clone(), Kind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Kind::Text),
        DataRef::Bool(truth) => (truth.to_string(), Kind::Boolean),
        DataRef::DateTimeIso(text) => (text.clone(), iso_date(text).unwrap_or_default()),
        DataRef::DurationIso(text) => (text.clone(), Kind::Text),
        DataRef::DateTime(moment) => calendar_day(moment),
    };
    // LibreOffice writes errors as text, with the formula.
    if has_formula && (text.starts_with('#') || text.starts_with("Err:")) {
        return (text, Kind::Error);
    }
    (text, kind)
}

fn number_shown(number: f64) -> (String, Kind) {
    let kind = if number.fract() == 0.0 {
        Kind::Integer
    } else {
        Kind::Fraction
    };
    (float(number), kind)
}

/// A count of days that the workbook formats as a date.
fn calendar_day(moment: &ExcelDateTime) -> (String, Kind) {
    let days = moment.as_f64();
    // The calendar of spreadsheets ends with the year 9999.
    if !moment.is_datetime() || !(0.0..2_958_466.0).contains(&days) {
        return number_shown(days);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day:02}");
    let kind = iso_date(&text).unwrap_or_default();
    (text, kind)
}

/// The day that an ISO 8601 text begins with.
fn iso_date(text: &str) -> Option<Kind> {
    let mut parts = text.get(..10)?.splitn(3, '-');
    Some(Kind::Date {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    })
}

/// A number as a person would have typed it; one that ends in four zeros as `5.01234E+9`. A text export that said
/// 5.01234E+09 becomes that number when it is opened and saved again, and the number it was is lost.
fn float(number: f64) -> String {
    if number.abs() >= 1e9 && number.abs() < EXACT && number % 10_000.0 == 0.0 {
        format!("{number:E}").replace('E', "E+")
    } else if number.fract() == 0.0 && number.abs() < EXACT {
        format!("{number:.0}")
    } else if number.abs() >= EXACT {
        format!("{number:E}").replace('E', "E+")
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        assert_eq!(float(5_012_345_678.0), "5012345678");
        assert_eq!(float(915_012_345_678.0), "915012345678");
        assert_eq!(float(46_298.5), "46298.5");
        assert_eq!(float(-3.0), "-3");
        assert_eq!(float(1e18), "1E+18");
        assert_eq!(float(5_012_340_000.0), "5.01234E+9");
        assert_eq!(float(5_012_341_000.0), "5012341000");
    }

    #[test]
    fn a_panic_is_a_refusal() {
        assert_eq!(caught(|| 5), Ok(5));
        assert_eq!(caught(|| -> u8 { panic!("made to happen") }), Err(()));
    }
}
