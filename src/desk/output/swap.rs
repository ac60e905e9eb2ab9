//! Putting one folder in another's place.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::output::beside::beside;

/// Puts the folder `new` in the place of `target`, where there may be one or not. Returns where the old one lies now.
///
/// Where the system can exchange two folders, there is no moment without a whole one at `target`. Elsewhere there is one
/// between two renames; what a run killed just then leaves, [`complete`] sets right.
pub(crate) fn swap(new: &Path, target: &Path) -> Result<Option<PathBuf>, Error> {
    sync(new);
    let old = if !target.exists() {
        fs::rename(new, target).map_err(Error::io(target, "replace"))?;
        None
    } else if exchange(new, target).map_err(Error::io(target, "replace"))? {
        Some(new.to_path_buf())
    } else {
        let old = beside(target, "previous");
        fs::rename(target, &old).map_err(Error::io(target, "replace"))?;
        if let Err(error) = fs::rename(new, target) {
            let _ = fs::rename(&old, target);
            return Err(Error::io(target, "replace")(error));
        }
        Some(old)
    };
    // The renames reach the disk with the folder they happened in.
    if let Some(parent) = target.parent() {
        sync(parent);
    }
    Ok(old)
}

/// Completes a swap by two renames that was cut short between them, or while clearing up.
pub(crate) fn complete(target: &Path) -> Result<(), Error> {
    let old = beside(target, "previous");
    if !old.exists() {
        Ok(())
    } else if target.exists() {
        fs::remove_dir_all(&old).map_err(Error::io(&old, "remove"))
    } else {
        fs::rename(&old, target).map_err(Error::io(&old, "restore"))
    }
}

/// Exchanges two folders in one step; `false` where the system or the file system cannot.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

/// What a folder says about its files reaches the disk, where the system lets a folder be opened for that.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(home: &Path, name: &str) -> PathBuf {
        let path = home.join(name);
        fs::create_dir(&path).unwrap();
        fs::write(path.join(name), name).unwrap();
        path
    }

    #[test]
    fn the_new_folder_takes_the_place_and_the_old_one_stays_whole() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        let new = folder(home.path(), "a");
        assert_eq!(swap(&new, &target).unwrap(), None);
        assert!(target.join("a").exists() && !new.exists());
        let new = folder(home.path(), "b");
        let old = swap(&new, &target).unwrap().unwrap();
        assert!(target.join("b").exists() && old.join("a").exists());
        assert!(cfg!(not(target_os = "linux")) || old == new);
    }

    #[test]
    fn a_swap_cut_short_is_completed() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        // Between the two renames.
        let old = folder(home.path(), ".out.previous");
        complete(&target).unwrap();
        assert!(target.join(".out.previous").exists() && !old.exists());
        // After them.
        let old = folder(home.path(), ".out.previous");
        complete(&target).unwrap();
        assert!(target.exists() && !old.exists());
        complete(&target).unwrap();
    }
}
