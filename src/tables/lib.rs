//! Any file as bounded rows of cells: text with delimiters, workbooks, JSON.
//!
//! [`read`] detects what a file is and passes its tables to a [`Sink`], row by row. Memory and time are bounded by [`Limits`],
//! whatever the bytes are. Nothing here knows what the cells mean.

mod cell;
pub mod csv;
mod damage;
mod encoding;
mod error;
mod files;
mod json;
mod limits;
mod open;
mod read;
mod row;
mod workbook;

pub use cell::{Cell, Kind};
pub use damage::Damage;
pub use error::Error;
pub use files::find_files;
pub use limits::Limits;
pub use open::is_workbook;
pub use read::read;
pub use row::{Cells, Go, Record, Row, Sink, Table};
pub use workbook::is_guarded;
