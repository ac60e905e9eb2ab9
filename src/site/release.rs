//! Names and digests that keep the files of one release together.
//!
//! All scripts, style sheets and texts are in one folder named after their bytes. Their addresses can therefore be cached
//! for ever, scripts find each other by the relative names they have in the source, and a page of one release cannot load a
//! module of another: no address leads to it.

use ct_codecs::{Base64, Encoder, Hex};
use sha2::{Digest, Sha256, Sha384};

use crate::files::Files;

/// How many hexadecimal digits of the digest a release's name has: enough that no two releases collide.
const NAME_DIGITS: usize = 16;

/// The folder of a release: `assets/0123456789abcdef/`.
pub(crate) fn folder(assets: &Files) -> String {
    format!("assets/{}/", name(assets))
}

/// A short name that identifies exactly these files.
pub(crate) fn name(files: &Files) -> String {
    let mut all = Sha256::new();
    for (path, bytes) in files {
        // Digests have a fixed length, so different sets of files never hash the same input.
        all.update(Sha256::digest(path.as_bytes()));
        all.update(Sha256::digest(bytes));
    }
    let mut name = Hex::encode_to_string(all.finalize()).unwrap_or_default();
    name.truncate(NAME_DIGITS);
    name
}

/// The value of a file's `integrity` attribute.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    let digest = Base64::encode_to_string(Sha256::digest(bytes)).unwrap_or_default();
    format!("sha256-{digest}")
}

/// The same with SHA-384, for the lines that partner pages keep for years.
pub(crate) fn strong_integrity(bytes: &[u8]) -> String {
    let digest = Base64::encode_to_string(Sha384::digest(bytes)).unwrap_or_default();
    format!("sha384-{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tests::files;

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
