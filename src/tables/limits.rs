//! What reading a file may cost.

use serde::Deserialize;

/// `[intake]`: what a file may cost to read. A file that exceeds a limit is refused; a row that exceeds one is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes of one file after decompression.
    pub max_bytes: u64,
    /// Bytes of what must be in memory as a whole: an XLS or ODS workbook, the shared strings of an XLSX workbook, a
    /// compressed workbook.
    pub max_memory_bytes: u64,
    /// Bytes of one row of a text file or of one JSON record.
    pub max_row_bytes: usize,
    /// Cells of an XLS or ODS workbook, including the empty ones between the filled ones.
    pub max_cells: u64,
    /// Rejects of one file.
    pub max_rejects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 8 << 30,
            max_memory_bytes: 512 << 20,
            max_row_bytes: 1 << 20,
            max_cells: 5_000_000,
            max_rejects: 5_000_000,
        }
    }
}

impl Limits {
    /// Refuses limits under which no file could be read.
    ///
    /// # Errors
    /// Which limit is too small.
    pub fn check(&self) -> Result<(), String> {
        if self.max_bytes == 0
            || self.max_memory_bytes == 0
            || self.max_cells == 0
            || self.max_row_bytes < 1_000
        {
            return Err(
                "[intake]: max_row_bytes must be 1000 or more, the other limits more than 0".into(),
            );
        }
        Ok(())
    }
}
