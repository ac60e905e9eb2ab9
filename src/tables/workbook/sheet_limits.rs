//! How large the sheet of a workbook may be.

use std::path::Path;

use crate::error::Error;
use crate::limits::Limits;

/// No workbook has more rows than this, nor more columns than the next.
pub const MAX_ROWS: u64 = 1 << 20;
pub const MAX_COLUMNS: u64 = 1 << 14;

/// The message for a workbook of more cells than the configuration allows.
pub fn too_many_cells(path: &Path, limits: &Limits) -> Error {
    Error::content(
        path,
        format!(
            "a sheet stretches over more than [intake] max_cells = {} cells, most of them likely blank; delete what stands far out, save \
             it as XLSX or CSV, or raise the limit in jaanch.toml and pass --config",
            limits.max_cells
        ),
    )
}
