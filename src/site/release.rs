//! Names and digests by which a browser knows that the files it has belong together.
//!
//! All scripts, looks and words lie in one folder named after the bytes of all of them. So their addresses can be kept
//! for ever, scripts find each other by the relative names they have in the source, and a page of one release can never
//! load a module of another: there is no address under which it would.

use ct_codecs::{Base64, Encoder, Hex};
use sha2::{Digest, Sha256, Sha384};

use crate::Files;

/// As many hexadecimal digits of a release's digest as its folder is named by: chance never makes two alike.
const NAME_DIGITS: usize = 16;

/// The folder of a release: `assets/0123456789abcdef/`.
pub(crate) fn folder(assets: &Files) -> String {
    format!("assets/{}/", name(assets))
}

/// A short name that stands for these very files.
pub(crate) fn name(files: &Files) -> String {
    let mut all = Sha256::new();
    for (path, bytes) in files {
        // Digests have one length, so no two sets of files read alike.
        all.update(Sha256::digest(path.as_bytes()));
        all.update(Sha256::digest(bytes));
    }
    let mut name = Hex::encode_to_string(all.finalize()).unwrap_or_default();
    name.truncate(NAME_DIGITS);
    name
}

/// What `integrity` wants to know of a file before a browser takes it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    let digest = Base64::encode_to_string(Sha256::digest(bytes)).unwrap_or_default();
    format!("sha256-{digest}")
}

/// The same with the longer digest that the web's own examples use: pages that are not ours carry it for years.
pub(crate) fn strong_integrity(bytes: &[u8]) -> String {
    let digest = Base64::encode_to_string(Sha384::digest(bytes)).unwrap_or_default();
    format!("sha384-{digest}")
}

/// Puts every file into a folder.
pub(crate) fn into_folder(folder: &str, files: Files) -> Files {
    files
        .into_iter()
        .map(|(path, bytes)| (format!("{folder}{path}"), bytes))
        .collect()
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

    #[test]
    fn another_byte_or_another_name_is_another_folder() {
        let one = folder(&files(&[("a.js", "1"), ("b.js", "2")]));
        assert!(one.starts_with("assets/") && one.ends_with('/'));
        assert_eq!(one.len(), "assets/".len() + NAME_DIGITS + 1);
        assert_eq!(one, folder(&files(&[("b.js", "2"), ("a.js", "1")])));
        assert_ne!(one, folder(&files(&[("a.js", "2"), ("b.js", "1")])));
        assert_ne!(one, folder(&files(&[("a.js", "1"), ("c.js", "2")])));
        assert_ne!(one, folder(&files(&[("a.js", "1")])));
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        // The digest of nothing, as `openssl dgst -sha256 -binary | base64` prints it.
        assert_eq!(
            integrity(b""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        assert_eq!(
            strong_integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }
}
