//! Names of what lies beside an output while it is written.

use std::path::{Path, PathBuf};

/// The name beside the target under which something lies for a while.
pub(super) fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    target.with_file_name(format!(".{name}.{what}"))
}
