//! The output folder, replaced whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Files, SiteError};

/// Two files that only a site has together: without them a folder is somebody's own and is not replaced.
const MARKS: [&str; 2] = ["index.html", "list.jaanch"];

/// Refuses a folder that holds something else, or that holds what the site is made from.
pub(super) fn check(out: &Path, inputs: &[&Path]) -> Result<(), SiteError> {
    let refuse = |what: String| SiteError::Out {
        path: out.into(),
        what,
    };
    if out.file_name().is_none() {
        return Err(refuse(
            "it has no name of its own; name a folder to make".into(),
        ));
    }
    put_back(out)?;
    let Ok(there) = fs::canonicalize(out) else {
        return Ok(());
    };
    if !there.is_dir() {
        return Err(refuse("it is not a folder".into()));
    }
    for input in inputs {
        if fs::canonicalize(input).is_ok_and(|input| input.starts_with(&there)) {
            return Err(refuse(format!(
                "{} lies in it and would be lost; name another folder",
                input.display()
            )));
        }
    }
    let empty = fs::read_dir(&there)
        .map_err(|source| SiteError::read(out, source))?
        .next()
        .is_none();
    if !empty && !MARKS.iter().all(|mark| there.join(mark).is_file()) {
        return Err(refuse(
            "it holds something that is not a site; name a new or empty folder".into(),
        ));
    }
    Ok(())
}

/// Writes the files into a new folder beside `out` and lets it take `out`'s place.
pub(super) fn replace(out: &Path, files: &Files) -> Result<(), SiteError> {
    let (fresh, previous) = (beside(out, "new"), beside(out, "previous"));
    remove(&fresh)?;
    let written = write(&fresh, files).and_then(|()| swap(out, &fresh, &previous));
    if written.is_err() {
        // The first error is the one to report; what is left of the new folder is removed by the next run.
        let _ = remove(&fresh);
        return written;
    }
    remove(&previous)
}

fn write(folder: &Path, files: &Files) -> Result<(), SiteError> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|source| SiteError::write(parent, source))?;
        fs::write(&path, bytes).map_err(|source| SiteError::write(&path, source))?;
    }
    Ok(())
}

/// Two renames, because a folder that is not empty cannot be renamed over. Should the process end between them, the
/// next run finds the previous folder and puts it back.
fn swap(out: &Path, fresh: &Path, previous: &Path) -> Result<(), SiteError> {
    remove(previous)?;
    let had_one = match fs::rename(out, previous) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(source) => return Err(SiteError::write(out, source)),
    };
    fs::rename(fresh, out).map_err(|source| {
        if had_one {
            // If that fails, too, the next run does it.
            let _ = fs::rename(previous, out);
        }
        SiteError::write(out, source)
    })
}

/// Undoes a swap that was cut short.
fn put_back(out: &Path) -> Result<(), SiteError> {
    let previous = beside(out, "previous");
    if !previous.is_dir() || fs::symlink_metadata(out).is_ok() {
        return Ok(());
    }
    fs::rename(&previous, out).map_err(|source| SiteError::write(out, source))
}

fn remove(folder: &Path) -> Result<(), SiteError> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(SiteError::write(folder, source))
        }
        _ => Ok(()),
    }
}

/// A hidden neighbour of the folder, on the same file system.
fn beside(out: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".");
    name.push(what);
    out.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Files {
        MARKS
            .iter()
            .map(|mark| ((*mark).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_new_site_takes_the_place_of_the_old_one_whole() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        let mut first = site("old");
        first.insert("en/left-over.html".into(), Vec::new());
        replace(&out, &first).unwrap();
        check(&out, &[]).unwrap();
        replace(&out, &site("new")).unwrap();
        assert_eq!(names(&out), MARKS);
        assert_eq!(fs::read(out.join(MARKS[0])).unwrap(), b"new");
        assert_eq!(names(home.path()), ["site"], "nothing is left beside it");
    }

    #[test]
    fn a_run_that_fails_leaves_the_old_site() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        replace(&out, &site("old")).unwrap();
        let mut impossible = site("new");
        // A file cannot also be a folder.
        impossible.insert("index.html/x".into(), Vec::new());
        assert!(replace(&out, &impossible).is_err());
        assert_eq!(fs::read(out.join(MARKS[0])).unwrap(), b"old");
        assert_eq!(names(home.path()), ["site"]);
    }

    #[test]
    fn a_run_that_was_cut_short_is_put_right_by_the_next() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        replace(&out, &site("old")).unwrap();
        fs::rename(&out, beside(&out, "previous")).unwrap();
        check(&out, &[]).unwrap();
        assert_eq!(fs::read(out.join(MARKS[0])).unwrap(), b"old");
    }

    #[test]
    fn a_folder_that_is_not_a_site_is_not_touched() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("photos");
        fs::create_dir(&out).unwrap();
        check(&out, &[]).unwrap();
        fs::write(out.join("holiday.txt"), "").unwrap();
        let error = check(&out, &[]).unwrap_err().to_string();
        assert!(error.contains("not a site"), "{error}");
    }

    #[test]
    fn a_folder_that_holds_an_input_is_not_touched() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        replace(&out, &site("old")).unwrap();
        let error = check(&out, &[&out.join("list.jaanch")])
            .unwrap_err()
            .to_string();
        assert!(error.contains("list.jaanch lies in it"), "{error}");
    }
}
