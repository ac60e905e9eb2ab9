//! One table of texts as CSV and as XLSX. A number is text in both: a spreadsheet that takes it for a quantity shows
//! 5.01E+09.

use std::borrow::Cow;
use std::io::{self, Write};

use jaanch_tables::csv::defused;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, IgnoreError, Workbook, XlsxError};

use crate::Error;

/// What a cell of a sheet can hold, in UTF-16 units.
const LONGEST_CELL: usize = 32_767;

/// A cell's text, and whether it is ours or came from outside.
pub(crate) enum Cell<'a> {
    Ours(Cow<'a, str>),
    Outside(Cow<'a, str>),
}

impl Cell<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Ours(text) | Self::Outside(text) => text,
        }
    }
}

/// The table as CSV; text from outside cannot become a formula.
pub(crate) fn csv<'a>(
    to: &mut dyn Write,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(headings.iter().map(|heading| defused(heading)))?;
    for row in rows {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Ours(text) => text,
            Cell::Outside(text) => defused(&text).into(),
        });
        for cell in cells {
            writer.write_field(cell.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// The table as a workbook of one sheet. The same table and date make the same bytes.
pub(crate) fn xlsx<'a>(
    headings: &[&str],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    created: Date,
) -> Result<Vec<u8>, Error> {
    workbook(headings, rows, created).map_err(Error::internal("an upload file could not be made"))
}

fn workbook<'a>(
    headings: &[&str],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    created: Date,
) -> Result<Vec<u8>, XlsxError> {
    let year = u16::try_from(created.year()).unwrap_or(1970);
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, part(created.month()), part(created.day()))?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Numbers")?;
    sheet.set_freeze_panes(1, 0)?;
    // A cell that is edited later stays text, too.
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_bold().set_num_format("@");
    let mut widest: Vec<usize> = Vec::new();
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
        widest.push(heading.chars().count());
    }
    let mut last = 0;
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(&cells) {
            let shown = fitting(cell.text());
            sheet.write_string_with_format(row, column, shown.as_ref(), &text)?;
            if let Some(width) = widest.get_mut(usize::from(column)) {
                *width = shown.chars().take(40).count().max(*width);
            }
        }
        last = row;
    }
    for (column, width) in (0_u16..).zip(widest) {
        let width = u8::try_from(width.min(40) + 2).unwrap_or(42);
        sheet.set_column_width(column, f64::from(width))?;
        sheet.set_column_format(column, &text)?;
    }
    let right = u16::try_from(headings.len().saturating_sub(1)).unwrap_or_default();
    sheet.ignore_error_range(0, 0, last, right, IgnoreError::NumberStoredAsText)?;
    workbook.save_to_buffer()
}

/// A text that a cell can hold; where it was cut, it says so.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text.into();
    }
    let mut left = LONGEST_CELL - 1;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    cut.push('…');
    cut.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_ends_visibly() {
        assert_eq!(fitting("गुरुग्राम"), "गुरुग्राम");
        let cut = fitting(&"a".repeat(LONGEST_CELL + 1)).into_owned();
        assert!(cut.encode_utf16().count() == LONGEST_CELL && cut.ends_with("a…"));
        let cut = fitting(&"😀".repeat(LONGEST_CELL)).into_owned();
        assert!(cut.encode_utf16().count() <= LONGEST_CELL && cut.ends_with("😀…"));
    }
}
