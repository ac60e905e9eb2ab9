//! What a folder contains besides the files that may be replaced.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Error;

/// Refuses to replace a folder that contains anything but the given files, which are paths inside it: everything else
/// belongs to somebody and would be lost.
///
/// # Errors
/// Names the first foreign entry.
pub fn only_ours(target: &Path, ours: &[&str]) -> Result<(), Error> {
    first_foreign(target, ours)?.map_or(Ok(()), |path| {
        Err(Error::content(
            &path,
            "this lies in the output folder, which is replaced as a whole, and no build wrote it; move it away or \
             choose another --out",
        ))
    })
}

/// The first entry of the folder `target`, or of a folder in it, that is none of the given files.
///
/// # Errors
/// The system's.
pub fn first_foreign(target: &Path, ours: &[&str]) -> Result<Option<PathBuf>, Error> {
    let mut folders = vec![target.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder);
        let paths = entries.and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let mut paths: Vec<PathBuf> = match paths {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                continue;
            }
            paths => paths.map_err(Error::io(&folder, "read"))?,
        };
        // The same folder gives the same answer.
        paths.sort();
        for path in paths {
            let name = path.strip_prefix(target).unwrap_or(&path);
            let is_ours = ours.iter().any(|file| Path::new(file) == name);
            let is_our_folder = ours.iter().any(|file| Path::new(file).starts_with(name));
            match path.is_dir() && !path.is_symlink() {
                true if is_our_folder && !is_ours => folders.push(path),
                false if is_ours => {}
                _ => return Ok(Some(path)),
            }
        }
    }
    Ok(None)
}
