//! Writing results: a folder is made beside its place and swapped in whole, so that a failed or killed run leaves what
//! was there before.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Error;

/// A folder in the making. Dropped without [`Staging::publish`], it vanishes.
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    published: bool,
}

/// Refuses to replace a folder that holds anything but the given files, in the folders they lie in: what else is there
/// belongs to somebody, and would be lost.
///
/// # Errors
/// Names the first thing that is not ours.
pub fn only_ours(target: &Path, ours: &[&str]) -> Result<(), Error> {
    let mut folders = vec![target.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.map_err(Error::io(&folder, "read"))?.path();
            let name = path.strip_prefix(target).unwrap_or(&path);
            if ours.iter().any(|file| Path::new(file) == name) {
                continue;
            }
            let is_our_folder = ours.iter().any(|file| Path::new(file).starts_with(name));
            if path.is_dir() && !path.is_symlink() && is_our_folder {
                folders.push(path);
                continue;
            }
            return Err(Error::content(
                &path,
                "this lies in the output folder, which is replaced as a whole, and no build wrote it; move it away or \
                 choose another --out",
            ));
        }
    }
    Ok(())
}

/// The name beside the target under which something unfinished, or the previous result, lies for a moment.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    target.with_file_name(format!(".{name}.{what}"))
}

impl Staging {
    /// Starts a new content for the folder `target`. What an earlier run left unfinished is cleared away, and a swap
    /// that was cut short is completed.
    ///
    /// # Errors
    /// The parent folder cannot be written, or the target is no folder.
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
        let (folder, old) = (beside(&target, "unfinished"), beside(&target, "previous"));
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Error::io(parent, "create"))?;
        }
        if old.exists() {
            // The last run was killed between its two renames, or while clearing up.
            if target.exists() {
                fs::remove_dir_all(&old).map_err(Error::io(&old, "remove"))?;
            } else {
                fs::rename(&old, &target).map_err(Error::io(&old, "restore"))?;
            }
        }
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Error::io(&folder, "remove"))?;
        }
        fs::create_dir(&folder).map_err(Error::io(&folder, "create"))?;
        Ok(Self {
            target,
            folder,
            published: false,
        })
    }

    /// Makes a folder inside; `private` ones only their owner may enter.
    ///
    /// # Errors
    /// The system's.
    pub fn folder(&self, name: &str, private: bool) -> Result<(), Error> {
        let path = self.folder.join(name);
        fs::create_dir_all(&path).map_err(Error::io(&path, "create"))?;
        if private {
            restrict(&path, 0o700)
        } else {
            Ok(())
        }
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
    /// The system's; what was there before is then still there.
    pub fn publish(mut self) -> Result<(), Error> {
        let old = beside(&self.target, "previous");
        if self.target.exists() {
            fs::rename(&self.target, &old).map_err(Error::io(&self.target, "replace"))?;
        }
        if let Err(error) = fs::rename(&self.folder, &self.target) {
            if old.exists() {
                let _ = fs::rename(&old, &self.target);
            }
            return Err(Error::io(&self.target, "replace")(error));
        }
        self.published = true;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(Error::io(&old, "remove"))?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.published {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(Error::io(path, "protect"))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> Result<(), Error> {
    // Windows: what lies in a user's own folder inherits its permissions.
    Ok(())
}

/// Writes a file that must not exist yet, whole and flushed to the disk; a failed one does not stay.
///
/// # Errors
/// The system's.
pub fn write_new(path: &Path, content: &[u8], private: bool) -> Result<(), Error> {
    write_new_with(path, private, |to| to.write_all(content))
}

fn write_new_with(
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
        Error::io(path, "write")(error)
    })
}

/// Writes or replaces one file whole: made beside its place and renamed into it.
///
/// # Errors
/// The system's; what was there before is then still there.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    let unfinished = beside(path, "unfinished");
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(Error::io(&unfinished, "remove"))?;
    }
    write_new(&unfinished, content, false)?;
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
