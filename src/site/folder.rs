//! The output folder: whether it may be replaced, and replacing it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jaanch_desk::Error;
use jaanch_desk::output::Staging;

use crate::SiteError;
use crate::files::Files;

/// Two files that every site has. A folder without them holds something else and is not replaced.
const MARKS: [&str; 2] = ["index.html", "list.jaanch"];

/// Whether a folder is a site.
pub(crate) fn is_site(folder: &Path) -> bool {
    MARKS.iter().all(|mark| folder.join(mark).is_file())
}

/// Refuses a folder that holds something else, or an input of the site.
pub(crate) fn check(out: &Path, inputs: &[&Path]) -> Result<(), SiteError> {
    let refuse = |what: String| SiteError::unusable(out, what);
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
        .map_err(Error::io(out, "read"))?
        .next()
        .is_none();
    if !empty && !is_site(&there) {
        return Err(refuse(
            "it holds something that is not a site; name a new or empty folder".into(),
        ));
    }
    Ok(())
}

/// Writes the files to a new folder, which then replaces `out`.
pub(crate) fn replace(out: &Path, files: &Files) -> Result<(), SiteError> {
    let staging = Staging::start(out)?;
    let folders: BTreeSet<&str> = files
        .keys()
        .filter_map(|name| name.rsplit_once('/').map(|(folder, _)| folder))
        .collect();
    for folder in folders {
        staging.folder(folder, false)?;
    }
    for (name, bytes) in files {
        staging.file(name, bytes, false)?;
    }
    Ok(staging.publish()?)
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
