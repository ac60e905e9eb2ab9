//! The hand-over to the portal where numbers are blocked: upload files for every district and for all, and the answers
//! read back.
//!
//! A portal takes ten-digit Indian numbers. Whatever else is listed (a caller from abroad, a toll-free number) goes into a
//! separate file whose name says so, and is counted.

mod listed;
mod names;
mod sheet;
pub mod status;
pub(crate) mod table;
mod upload_files;
mod uploads;
pub mod withdraw;

pub use listed::Listed;
pub use upload_files::{Content, Handover, HandoverSummary, Make, UploadSummary};
pub use uploads::{Column, Field, MOST_ROWS, Uploads};
