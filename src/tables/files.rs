//! The files that an operator names, one by one or by their folder.

use std::path::{Path, PathBuf};

use crate::error::Error;

/// The files named, and all files of the folders named, each once and in the order of their paths. What begins with a
/// dot is ignored; `fits` refuses what a folder must not hold.
///
/// # Errors
/// A path that does not exist or cannot be read, a folder without files, or what `fits` refuses.
pub fn find_files(
    paths: &[PathBuf],
    fits: &dyn Fn(&Path) -> Result<(), Error>,
) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        add(path, fits, &mut files)?;
        if files.len() == before {
            return Err(Error::content(path, "the folder holds no files"));
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn add(
    path: &Path,
    fits: &dyn Fn(&Path) -> Result<(), Error>,
    files: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    let data = std::fs::metadata(path).map_err(Error::io(path, "read"))?;
    if !data.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(Error::io(path, "read"))? {
        let entry = entry.map_err(Error::io(path, "read"))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_file() {
            fits(&path)?;
        }
        add(&path, fits, files)?;
    }
    Ok(())
}
