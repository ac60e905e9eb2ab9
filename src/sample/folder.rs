//! The folder a sample goes to: never anybody's own files, and never half a sample.
//!
//! Everything is written to a folder of its own inside the target first and moved into place at the end, so that a
//! sample that was there before stays whole if writing fails.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::desk_files::DESK_FILES;
use crate::offices::{BARE, EXPORTS};
use crate::rows::TRUTH_HEADER;

/// The folder of exports.
const REPORTS: &str = "reports";

/// The file of truth.
const TRUTH: &str = "truth.csv";

/// Where a sample grows; left behind only by a run that was killed.
const UNFINISHED: &str = ".sample-unfinished";

/// A folder that may be written to, and the unfinished sample in it.
#[derive(Debug)]
pub(crate) struct Folder {
    target: PathBuf,
    unfinished: PathBuf,
    /// Whether the target was not there before.
    new: bool,
}

impl Folder {
    /// Makes the folder, or looks whether it may be used.
    pub(crate) fn open(target: &Path) -> Result<Self, Error> {
        let new = match fs::metadata(target) {
            Ok(metadata) if metadata.is_dir() => {
                check(target)?;
                false
            }
            Ok(_) => {
                return Err(Error::NotAFolder {
                    path: target.to_owned(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(target).map_err(Error::at(target))?;
                true
            }
            Err(error) => return Err(Error::at(target)(error)),
        };
        let unfinished = target.join(UNFINISHED);
        let folder = Self {
            target: target.to_owned(),
            unfinished,
            new,
        };
        remove_folder(&folder.unfinished)?;
        let reports = folder.unfinished.join(REPORTS);
        fs::create_dir_all(&reports).map_err(Error::at(&reports))?;
        Ok(folder)
    }

    /// Writes one export.
    pub(crate) fn report(
        &self,
        file: &str,
        write: impl FnOnce(BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        create(&self.unfinished.join(REPORTS).join(file), write)
    }

    /// Writes one of the desk's own files.
    pub(crate) fn desk_file(
        &self,
        file: &str,
        write: impl FnOnce(BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        create(&self.unfinished.join(file), write)
    }

    /// Writes the truth.
    pub(crate) fn truth(
        &self,
        write: impl FnOnce(BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        create(&self.unfinished.join(TRUTH), write)
    }

    /// Puts the finished sample in the place of an earlier one.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        remove_folder(&self.target.join(REPORTS))?;
        // The truth goes last: a folder without it is not taken for a sample.
        let desk = DESK_FILES.into_iter();
        for name in [REPORTS].into_iter().chain(desk).chain([TRUTH]) {
            let to = self.target.join(name);
            fs::rename(self.unfinished.join(name), &to).map_err(Error::at(&to))?;
        }
        self.new = false;
        Ok(())
    }
}

impl Drop for Folder {
    /// Takes away what is left of an unfinished sample. A failure here would hide the error that led to it, and the
    /// next run clears up as well.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.unfinished);
        if self.new {
            let _ = fs::remove_dir(&self.target);
        }
    }
}

/// Creates one file.
fn create(path: &Path, write: impl FnOnce(BufWriter<File>) -> io::Result<()>) -> Result<(), Error> {
    File::create(path)
        .and_then(|file| write(BufWriter::new(file)))
        .map_err(Error::at(path))
}

/// Removes a folder that may not be there.
fn remove_folder(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::at(path)(error)),
        _ => Ok(()),
    }
}

/// Looks whether a folder that is there is empty or holds nothing but a sample.
///
/// A sample is known by its contents, not by a marker: nothing that could be anybody's own work is ever overwritten.
fn check(target: &Path) -> Result<(), Error> {
    let occupied = |path: PathBuf| Error::Occupied {
        folder: target.to_owned(),
        path,
    };
    let (mut finished, mut unfinished, mut reports) = (false, false, false);
    let mut desk_file = None;
    for entry in entries(target)? {
        let kind = entry.file_type().map_err(Error::at(&entry.path()))?;
        let seen = match entry.file_name().to_str() {
            Some(TRUTH) if kind.is_file() => {
                finished = is_truth(&entry.path())?;
                finished
            }
            Some(name) if DESK_FILES.contains(&name) && kind.is_file() => {
                desk_file.get_or_insert(entry.path());
                true
            }
            Some(REPORTS) if kind.is_dir() => {
                reports = true;
                true
            }
            Some(UNFINISHED) if kind.is_dir() => {
                unfinished = true;
                true
            }
            _ => false,
        };
        if !seen {
            return Err(occupied(entry.path()));
        }
    }
    // Without a sample's truth beside it, such a file is somebody's own.
    if let Some(path) = desk_file.filter(|_| !finished && !unfinished) {
        return Err(occupied(path));
    }
    if !reports {
        return Ok(());
    }
    // A run that was killed while it moved its files leaves reports without truth, beside its unfinished folder.
    let reports = target.join(REPORTS);
    if !finished && !unfinished {
        return Err(occupied(reports));
    }
    let own = |name: &str| name == BARE || EXPORTS.iter().any(|export| export.file == name);
    let foreign = entries(&reports)?.into_iter().find(|entry| {
        let file = entry.file_type().is_ok_and(|kind| kind.is_file());
        !(file && entry.file_name().to_str().is_some_and(own))
    });
    foreign.map_or(Ok(()), |entry| Err(occupied(entry.path())))
}

/// What is in a folder, in the order of names, so that the same folder gives the same error.
fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, Error> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = entries.map_err(Error::at(folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// Whether a file begins as the truth of a sample does.
fn is_truth(path: &Path) -> Result<bool, Error> {
    // The columns that every version had; later ones have more behind them.
    let [e164, listed, tag, reason, ..] = TRUTH_HEADER;
    let header = [e164, listed, tag, reason].join(",");
    let mut start = Vec::new();
    let file = File::open(path).map_err(Error::at(path))?;
    let longest = u64::try_from(header.len()).unwrap_or_default();
    file.take(longest)
        .read_to_end(&mut start)
        .map_err(Error::at(path))?;
    Ok(start == header.as_bytes())
}
