//! Any file as bounded rows of cells: text with delimiters, workbooks, JSON.

pub mod csv;
pub mod json;
pub mod open;
pub mod row;
pub mod workbook;
