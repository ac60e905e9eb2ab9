//! The files of a site in memory.

use std::collections::BTreeMap;

/// Files by their path in the site or in a part of it, with `/` between the parts.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Puts every file into a folder.
pub(crate) fn into_folder(folder: &str, files: Files) -> Files {
    files
        .into_iter()
        .map(|(path, bytes)| (format!("{folder}{path}"), bytes))
        .collect()
}

/// The name of a file without its folder.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn files(files: &[(&str, &str)]) -> Files {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }
}
