//! Any file → its tables, row by row.

use std::path::Path;

use crate::error::Error;
use crate::limits::Limits;
use crate::open::{Opened, open};
use crate::row::Sink;
use crate::{csv, json, workbook};

/// Passes the tables of a file to a sink. The file's content decides how it is read, not its name.
///
/// `heading` is the row of the heading in a text file, the first being 1, or 0 where it is unknown: rows above it are a title
/// and are not used to detect the delimiter.
///
/// # Errors
/// The file cannot be read as a whole, or the sink's error.
pub fn read(path: &Path, limits: &Limits, heading: u64, sink: &mut dyn Sink) -> Result<(), Error> {
    match open(path, limits)? {
        Opened::Text {
            head,
            bytes,
            encoding,
            format,
        } => csv::Text {
            path,
            head,
            bytes,
            encoding,
            format,
            heading,
        }
        .read(limits, sink),
        Opened::Json { bytes } => json::read(path, bytes, limits, sink),
        Opened::JsonLines { bytes } => json::read_lines(path, bytes, limits, sink),
        Opened::Zip { bytes } => workbook::read_zip(path, bytes, limits, sink),
        Opened::Compound { bytes } => workbook::read_compound(path, bytes, limits, sink),
    }
}
