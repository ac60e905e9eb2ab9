//! One run at a time for each output folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::output::beside::beside;

/// The right to write to a folder. The system takes it back when the process ends, however it ends.
pub(crate) struct Lock {
    path: PathBuf,
    // Held open: closing it gives the lock back.
    _file: File,
}

impl Lock {
    /// Takes the lock of a folder, or says that another run has it.
    pub(super) fn take(target: &Path) -> Result<Self, Error> {
        let path = beside(target, "lock");
        loop {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(Error::io(&path, "create"))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::content(
                        target,
                        "another run is writing to this folder; wait until it is done, or choose another --out",
                    ));
                }
                // Some network file systems have no locks; a build on one is still better than none.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(Error::io(&path, "lock")(error)),
            }
            // The run that had it before may have removed the file between the opening and the locking of it.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
