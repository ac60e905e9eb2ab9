//! A folder in the making, and its publication.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::output::beside::beside;
use crate::output::file::{write_new, write_new_with};
use crate::output::lock::Lock;
use crate::output::swap;
use crate::output::unfinished::Unfinished;

/// A folder in the making. Dropped without [`Staging::publish`], it vanishes.
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    unfinished: Unfinished,
    // Dropped last: until then nobody else may clear anything away.
    _lock: Lock,
}

impl Staging {
    /// Starts a new content for the folder `target`. What an earlier run left unfinished is cleared away, and a swap
    /// that was cut short is completed.
    ///
    /// # Errors
    /// The parent folder cannot be written, the target is no folder, or another run is writing to it.
    pub fn start(target: &Path) -> Result<Self, Error> {
        // Through a link, what is replaced is the folder it leads to.
        let target = match fs::canonicalize(target) {
            Ok(folder) => folder,
            Err(_) => std::path::absolute(target).map_err(Error::io(target, "find"))?,
        };
        if target.file_name().is_none() {
            return Err(Error::content(
                &target,
                "an output folder needs a name of its own",
            ));
        }
        if target.exists() && !target.is_dir() {
            return Err(Error::content(
                &target,
                "this is a file; --out names a folder",
            ));
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Error::io(parent, "create"))?;
        }
        let lock = Lock::take(&target)?;
        let folder = beside(&target, "unfinished");
        swap::complete(&target)?;
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Error::io(&folder, "remove"))?;
        }
        let unfinished = Unfinished::begin(&folder, lock.path());
        fs::create_dir(&folder).map_err(Error::io(&folder, "create"))?;
        Ok(Self {
            target,
            folder,
            unfinished,
            _lock: lock,
        })
    }

    /// Makes a folder inside; `private` ones only their owner may enter.
    ///
    /// # Errors
    /// The system's, or the run was interrupted.
    pub fn folder(&self, name: &str, private: bool) -> Result<(), Error> {
        let path = self.folder.join(name);
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        // Windows: what lies in a user's own folder inherits its permissions.
        #[cfg(not(unix))]
        let _ = private;
        self.unfinished
            .unless_abandoned(|| builder.create(&path).map_err(Error::io(&path, "create")))
    }

    /// Writes a file inside; `private` ones only their owner may read.
    ///
    /// # Errors
    /// The system's.
    pub fn file(&self, name: &str, content: &[u8], private: bool) -> Result<(), Error> {
        write_new(&self.folder.join(name), content, private)
    }

    /// Writes a file inside from what `write` gives; `private` ones only their owner may read.
    ///
    /// # Errors
    /// The system's.
    pub fn stream(
        &self,
        name: &str,
        private: bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        write_new_with(&self.folder.join(name), private, write)
    }

    /// Puts the new content in the target's place.
    ///
    /// # Errors
    /// The system's, or the run was interrupted; what was there before is then still there. Only where the new content is
    /// in place and the old one cannot be removed, the error says so.
    pub fn publish(self) -> Result<(), Error> {
        // Keeps the target folder's permissions.
        if let Ok(before) = fs::metadata(&self.target) {
            fs::set_permissions(&self.folder, before.permissions())
                .map_err(Error::io(&self.folder, "protect"))?;
        }
        let old = self
            .unfinished
            .finish(|| swap::swap(&self.folder, &self.target))?;
        let Some(old) = old else {
            return Ok(());
        };
        fs::remove_dir_all(&old).map_err(|error| {
            Error::content(
                &old,
                format!(
                    "the new result is in place, but the one before, which lies here now, cannot be removed: {error}; remove \
                     it by hand"
                ),
            )
        })
    }
}
