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

/// The scripts that a script loads at once, itself first: a browser told of them need not find them out one after the
/// other. `import` with a plain address is how the scripts of `www` name each other; what is imported when asked for
/// (`import("…")`) is not among them.
pub(crate) fn imports(files: &Files, first: &str) -> Vec<String> {
    let mut found = vec![first.to_owned()];
    let mut next = 0;
    while let Some(path) = found.get(next).cloned() {
        next += 1;
        let source = files.get(&path).map(Vec::as_slice).unwrap_or_default();
        let source = String::from_utf8_lossy(source);
        for line in source
            .lines()
            .filter(|line| line.starts_with("import ") || line.starts_with("export "))
        {
            let address = line
                .rsplit_once("from \"")
                .or_else(|| line.split_once("import \""))
                .and_then(|(_, rest)| rest.split_once('"'))
                .map(|(address, _)| address);
            if let Some(address) = address {
                let script = resolve(&path, address);
                if !found.contains(&script) && files.contains_key(&script) {
                    found.push(script);
                }
            }
        }
    }
    found
}

/// The file that `address` names in the file `from`.
fn resolve(from: &str, address: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
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

    #[test]
    fn what_a_script_loads_at_once_is_found_through_all_of_them() {
        let files = files(&[
            (
                "page/home.js",
                "import \"./a.js\";\nimport { b } from \"../element/b.js\";\nimport(\"./later.js\");\n",
            ),
            (
                "page/a.js",
                "// import \"./comment.js\"\nexport { b } from \"../element/b.js\";\n",
            ),
            ("page/later.js", ""),
            ("page/comment.js", ""),
            ("element/b.js", "import \"./gone.js\";\n"),
        ]);
        assert_eq!(
            imports(&files, "page/home.js"),
            ["page/home.js", "page/a.js", "element/b.js"]
        );
    }
}
