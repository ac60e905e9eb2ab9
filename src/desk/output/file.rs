//! Writing one file whole, or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::Error;
use crate::output::beside::beside;

/// Writes a file that must not exist yet, whole and flushed to the disk; a failed one does not stay.
///
/// # Errors
/// The system's.
pub fn write_new(path: &Path, content: &[u8], private: bool) -> Result<(), Error> {
    write_new_with(path, private, |to| to.write_all(content))
}

pub(crate) fn write_new_with(
    path: &Path,
    private: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let file = options.open(path).map_err(Error::io(path, "create"))?;
    let mut file = BufWriter::with_capacity(1 << 18, file);
    let written = write(&mut file)
        .and_then(|()| file.flush())
        .and_then(|()| file.get_ref().sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        if error.kind() == io::ErrorKind::StorageFull {
            return Error::content(
                path,
                "the disk is full; make room and run this again (what was there before is as it was)",
            );
        }
        Error::io(path, "write")(error)
    })
}

/// Writes or replaces one file whole: made beside its place and renamed into it.
///
/// # Errors
/// The system's; what was there before is then still there.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    put(path, content, false)
}

/// The same for a file that only its owner may read.
///
/// # Errors
/// The system's; what was there before is then still there.
pub fn replace_private(path: &Path, content: &[u8]) -> Result<(), Error> {
    put(path, content, true)
}

fn put(path: &Path, content: &[u8], private: bool) -> Result<(), Error> {
    let unfinished = beside(path, "unfinished");
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(Error::io(&unfinished, "remove"))?;
    }
    write_new(&unfinished, content, private)?;
    fs::rename(&unfinished, path).map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        Error::io(path, "replace")(error)
    })?;
    // The rename itself reaches the disk with the folder.
    if let Some(folder) = path.parent().and_then(|parent| File::open(parent).ok()) {
        let _ = folder.sync_all();
    }
    Ok(())
}
