//! What an old workbook (XLS) really holds, before a spreadsheet reader is let at it: it would lay out the whole rectangle
//! between two cells, and make room for as many as the sheet says it has.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use crate::error::Error;
use crate::limits::Limits;
use crate::workbook::sheet_limits::too_many_cells;

const BOF: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
const FILE_PASS: u16 = 0x002f;
/// Records that begin with a row and a column.
const CELLS: [u16; 9] = [
    0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e, 0x0201,
];
const MERGED: u16 = 0x00e5;

/// Takes a workbook out of its container, refuses it if reading it would cost more than the configuration allows, and puts
/// it into a container of its own: the reader sees these bytes and no others.
///
/// # Errors
/// The workbook is damaged, locked or costs too much.
pub fn weigh(path: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, Error> {
    let damaged = |error: std::io::Error| {
        Error::content(
            path,
            format!("as a workbook it is cut short or damaged ({error}); fetch or export it again"),
        )
    };
    // Not the strict way of opening: some programs write containers that are only nearly right.
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if container.exists("/EncryptedPackage") {
        return Err(locked(path));
    }
    let Some(name) = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"]
        .into_iter()
        .find(|name| container.is_stream(name))
    else {
        return Err(Error::content(
            path,
            "this is an old document and no workbook; copy its table into a spreadsheet and save that as XLSX or CSV",
        ));
    };
    let mut stream = Vec::new();
    container
        .open_stream(name)
        .and_then(|stream_in| {
            stream_in
                .take(limits.max_memory_bytes)
                .read_to_end(&mut stream)
        })
        .map_err(damaged)?;
    check(path, &stream, limits)?;
    let clean = Cursor::new(Vec::new());
    let mut clean =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, clean).map_err(damaged)?;
    clean
        .create_stream("/Workbook")
        .and_then(|mut to| to.write_all(&stream))
        .map_err(damaged)?;
    clean.flush().map_err(damaged)?;
    Ok(clean.into_inner().into_inner())
}

fn locked(path: &Path) -> Error {
    Error::content(
        path,
        "the workbook is protected with a password; open it, remove the password and save it again",
    )
}

/// Walks through the records: type and length of two bytes each, then so many bytes.
fn check(path: &Path, stream: &[u8], limits: &Limits) -> Result<(), Error> {
    let damaged = |what: &str| {
        Error::content(
            path,
            format!("as a workbook it is cut short or damaged ({what}); fetch or export it again"),
        )
    };
    let mut rest = stream;
    let mut sheets = Vec::<Rectangle>::new();
    let mut total = 0_u64;
    while let Some(([kind_low, kind_high, length_low, length_high], after)) =
        rest.split_first_chunk()
    {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let Some((data, after)) = after.split_at_checked(length) else {
            // Zeros fill the last sector.
            if kind == 0 {
                break;
            }
            return Err(damaged("a record goes beyond its end"));
        };
        rest = after;
        match kind {
            FILE_PASS => return Err(locked(path)),
            BOF => sheets.push(Rectangle::default()),
            END => total = total.saturating_add(sheets.pop().unwrap_or_default().cells()),
            DIMENSIONS => {
                let wide = |at: usize| Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?));
                let narrow = |at: usize| Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?));
                let (rows, columns) = if data.len() >= 14 {
                    ((wide(0), wide(4)), (narrow(8), narrow(10)))
                } else {
                    (
                        (narrow(0).map(u32::from), narrow(2).map(u32::from)),
                        (narrow(4), narrow(6)),
                    )
                };
                let stated = match (rows, columns) {
                    ((Some(top), Some(bottom)), (Some(left), Some(right)))
                        if top <= bottom && left <= right =>
                    {
                        u64::from(bottom - top + 1) * u64::from(right - left + 1)
                    }
                    _ => return Err(damaged("impossible dimensions")),
                };
                if stated > limits.max_cells {
                    return Err(too_many_cells(path, limits));
                }
            }
            MERGED if data.len() < 2 => return Err(damaged("a record is too short")),
            kind if CELLS.contains(&kind) => {
                let place = data
                    .first_chunk::<4>()
                    .ok_or_else(|| damaged("a record is too short"))?;
                let [row_low, row_high, column_low, column_high] = *place;
                let row = u16::from_le_bytes([row_low, row_high]);
                let column = u16::from_le_bytes([column_low, column_high]);
                if let Some(sheet) = sheets.last_mut() {
                    sheet.add(row, column);
                    if total.saturating_add(sheet.cells()) > limits.max_cells {
                        return Err(too_many_cells(path, limits));
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The rows and columns between the outermost cells.
#[derive(Default)]
struct Rectangle(Option<[u16; 4]>);

impl Rectangle {
    fn add(&mut self, row: u16, column: u16) {
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([
            top.min(row),
            left.min(column),
            bottom.max(row),
            right.max(column),
        ]);
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}
