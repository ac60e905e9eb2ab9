//! What other sites load: `/embed/<version>/`, whose bytes never change, and earlier versions that are carried over.
//!
//! A partner's page names the entry script with its digest (`integrity`), and the entry carries the digests of all that it
//! loads. So what a partner has looked at once is what its visitors get, or nothing. The list alone is not pinned: it is
//! new every week, and its signature says whose it is.
//!
//! The version is the program's own with eight digits of the digest of everything in the folder: another word in one
//! language is another address, and whether a folder is whole can be told from its name.

use std::fs;
use std::path::Path;

use jaanch_desk::Error;
use serde_json::{Map, Value, json};

use crate::{Files, GLUE, SiteError, folder, release};

/// The folder of all versions.
const TOP: &str = "embed/";

/// What names the versions for programs; it changes, so it lies beside them.
pub(crate) const INDEX: &str = "embed/embed.json";

/// The script that a page names, in the folder of a version.
const ENTRY: &str = "jaanch-check.js";

/// The script for pages that frame the check, in the folder of a version.
const FRAME: &str = "jaanch-frame.js";

/// The entry is the file of the element's class, followed by this one with its table of digests filled in.
const CLASS: &str = "element/jaanch-check.js";
const TAIL: &str = "embed/entry.js";

/// The line of the tail that is replaced by the table.
const TABLE: &str = "const PINS = {};";

/// What draws the element, with all that it imports; and its looks.
pub(crate) const PANEL: &str = "element/controller.js";
const LOOKS: &str = "styles/jaanch-check.css";

/// As many hexadecimal digits of the digest as a version is named by.
const DIGITS: usize = 8;

/// One version, as pages and tools are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Its name: `0.1.0-89abcdef`.
    pub version: String,
    /// The entry script's path in the site.
    pub entry: String,
    /// What the entry's `integrity` is.
    pub integrity: String,
    /// The path of the script for pages that frame the check.
    pub frame: String,
    /// What its `integrity` is.
    pub frame_integrity: String,
    /// The other versions that the site holds.
    pub kept: Vec<String>,
}

impl Embed {
    /// The folder of the version, with a slash at its end.
    pub(crate) fn folder(&self) -> String {
        format!("{TOP}{}/", self.version)
    }

    /// `embed.json`: the same for programs.
    pub(crate) fn index(&self) -> Vec<u8> {
        let versions: Vec<&str> = self.versions().collect();
        let index = json!({
            "version": self.version,
            "entry": ENTRY,
            "integrity": self.integrity,
            "frame": { "src": FRAME, "integrity": self.frame_integrity },
            "versions": versions,
        });
        format!("{index:#}\n").into_bytes()
    }

    /// All versions that the site holds, the new one first.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.version)
            .chain(&self.kept)
            .map(String::as_str)
    }
}

/// A version made of the site's assets and the files of `www/embed`, by their paths in the site.
pub(crate) fn version(assets: &Files, embed: &Files) -> Result<(Embed, Files), SiteError> {
    let mut files = Files::new();
    let scripts = {
        let mut scripts = release::imports(assets, PANEL);
        scripts.push(GLUE.into());
        // A script comes after those it imports, so that a browser has their digests before it looks for them.
        scripts.reverse();
        scripts
    };
    let others = assets
        .keys()
        .filter(|name| name.starts_with("locales/") || *name == LOOKS || name.ends_with(".wasm"));
    let mut pins = Map::new();
    for name in scripts.iter().chain(others) {
        let bytes = assets.get(name).cloned().unwrap_or_default();
        pins.insert(name.clone(), release::strong_integrity(&bytes).into());
        files.insert(name.clone(), bytes);
    }
    files.insert(ENTRY.into(), entry(assets, embed, &pins)?);
    for (name, bytes) in embed.iter().filter(|(name, _)| *name != TAIL) {
        let name = name.strip_prefix(TOP).unwrap_or(name);
        files.insert(name.into(), bytes.clone());
    }
    let integrity = |name: &str| {
        files
            .get(name)
            .map(|bytes| release::strong_integrity(bytes))
            .ok_or_else(|| SiteError::NoEmbed {
                what: format!("there is no {name}"),
            })
    };
    let (integrity, frame_integrity) = (integrity(ENTRY)?, integrity(FRAME)?);
    let version = format!("{}-{}", env!("CARGO_PKG_VERSION"), digest(&files));
    let made = Embed {
        entry: format!("{TOP}{version}/{ENTRY}"),
        frame: format!("{TOP}{version}/{FRAME}"),
        version,
        integrity,
        frame_integrity,
        kept: Vec::new(),
    };
    let files = release::into_folder(&made.folder(), files);
    Ok((made, files))
}

/// The entry: one file that imports nothing, since a page's `integrity` covers the file it names and no other.
fn entry(assets: &Files, embed: &Files, pins: &Map<String, Value>) -> Result<Vec<u8>, SiteError> {
    let text = |files: &Files, name: &str| -> Result<String, SiteError> {
        let bytes = files.get(name).ok_or_else(|| SiteError::NoEmbed {
            what: format!("there is no {name}"),
        })?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    };
    let class = text(assets, CLASS)?;
    let tail = text(embed, TAIL)?;
    if class.lines().any(|line| line.starts_with("import ")) {
        return Err(SiteError::NoEmbed {
            what: format!("{CLASS} imports something, which the entry's digest would not cover"),
        });
    }
    if tail.matches(TABLE).count() != 1 {
        return Err(SiteError::NoEmbed {
            what: format!("{TAIL} must hold the line {TABLE:?} once, for the table of digests"),
        });
    }
    let table = format!("const PINS = {};", Value::Object(pins.clone()));
    let mut entry = class;
    for line in tail.lines() {
        // What it imports stands above it.
        if !line.starts_with("import ") {
            entry.push_str(if line == TABLE { &table } else { line });
            entry.push('\n');
        }
    }
    Ok(entry.into_bytes())
}

/// The versions of an earlier site, each proven to be whole, by their paths in the site.
///
/// Their packed copies are left out: they are made anew with the others.
pub(crate) fn kept(site: &Path) -> Result<(Vec<String>, Files), SiteError> {
    let refuse = |path: &Path, what: &str| SiteError::Keep {
        path: path.into(),
        what: what.into(),
    };
    if !folder::is_site(site) {
        return Err(refuse(
            site,
            "it is not a site that jaanch made; --keep names the folder of the previous one, whose versions for other \
             sites are carried over",
        ));
    }
    let (mut versions, mut files) = (Vec::new(), Files::new());
    let top = site.join(TOP);
    if !top.is_dir() {
        // A site from before there were any.
        return Ok((versions, files));
    }
    for entry in sorted(&top)? {
        let path = top.join(&entry);
        if packed(&format!("{TOP}{entry}")) == INDEX {
            continue;
        }
        let whole = is_version(&entry) && path.is_dir();
        if !whole {
            return Err(refuse(
                &path,
                "it is not a version; only what jaanch put there belongs in embed/",
            ));
        }
        let mut found = Files::new();
        read(&path, "", &mut found)?;
        if !entry.ends_with(&format!("-{}", digest(&found))) {
            return Err(refuse(
                &path,
                "a file of this version is missing or is not what it was when it was published, so pages that pinned it \
                 would break; put it back from the published site, or take its folder away if nobody uses it any more",
            ));
        }
        files.extend(release::into_folder(&format!("{TOP}{entry}/"), found));
        versions.push(entry);
    }
    Ok((versions, files))
}

/// Whether a name is that of a version: `0.1.0-89abcdef`.
fn is_version(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(program, digest)| {
        !program.is_empty()
            && digest.len() == DIGITS
            && digest
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

/// The digits that stand for these very files.
fn digest(files: &Files) -> String {
    let mut digest = release::name(files);
    digest.truncate(DIGITS);
    digest
}

/// A file's name without what says that it is packed.
fn packed(name: &str) -> &str {
    name.strip_suffix(".br")
        .or_else(|| name.strip_suffix(".gz"))
        .unwrap_or(name)
}

/// The names in a folder, in their order.
fn sorted(folder: &Path) -> Result<Vec<String>, SiteError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder, "read"))? {
        let entry = entry.map_err(Error::io(folder, "read"))?;
        names.push(
            entry
                .file_name()
                .into_string()
                .map_err(|_| SiteError::UnknownAsset { path: entry.path() })?,
        );
    }
    names.sort();
    Ok(names)
}

/// The files of a folder and those below it, but for packed copies of others.
fn read(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), SiteError> {
    for name in sorted(folder)? {
        let path = folder.join(&name);
        // A link would lead out of the site.
        let kind = fs::symlink_metadata(&path).map_err(Error::io(&path, "read"))?;
        if kind.is_dir() {
            read(&path, &format!("{prefix}{name}/"), files)?;
        } else if !kind.is_file() {
            return Err(SiteError::UnknownAsset { path });
        } else if packed(&name) == name {
            let bytes = fs::read(&path).map_err(Error::io(&path, "read"))?;
            files.insert(format!("{prefix}{name}"), bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::tests::files;

    fn assets() -> Files {
        files(&[
            ("element/jaanch-check.js", "export class A {\n}\n"),
            ("element/controller.js", "import \"./dom.js\";\n"),
            ("element/dom.js", ""),
            ("element/unused.js", ""),
            ("styles/jaanch-check.css", "p {}"),
            ("page/home.js", ""),
            ("pkg/jaanch.js", ""),
            ("pkg/jaanch_bg.wasm", "wasm"),
            ("locales/hi.json", "{}"),
        ])
    }

    fn tail() -> Files {
        files(&[
            (
                "embed/entry.js",
                "import { A } from \"../element/jaanch-check.js\";\nconst PINS = {};\nuse(A, PINS);\n",
            ),
            ("embed/jaanch-frame.js", "frame"),
            ("embed/embed.js", "page"),
        ])
    }

    #[test]
    fn the_entry_is_one_file_that_carries_the_digests_of_the_others() {
        let (embed, files) = version(&assets(), &tail()).unwrap();
        let folder = embed.folder();
        let names: Vec<&str> = files
            .keys()
            .map(|name| name.strip_prefix(&folder).unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "element/controller.js",
                "element/dom.js",
                "embed.js",
                "jaanch-check.js",
                "jaanch-frame.js",
                "locales/hi.json",
                "pkg/jaanch.js",
                "pkg/jaanch_bg.wasm",
                "styles/jaanch-check.css",
            ]
        );
        let entry = String::from_utf8(files[&embed.entry].clone()).unwrap();
        assert!(!entry.contains("import "), "{entry}");
        for name in ["element/dom.js", "locales/hi.json", "pkg/jaanch_bg.wasm"] {
            let pin = release::strong_integrity(&files[&format!("{folder}{name}")]);
            assert!(
                entry.contains(&format!("\"{name}\":\"{pin}\"")),
                "{name}: {entry}"
            );
        }
        assert_eq!(embed.integrity, release::strong_integrity(entry.as_bytes()));
        assert!(is_version(&embed.version), "{}", embed.version);
    }

    #[test]
    fn another_word_is_another_version() {
        let (before, _) = version(&assets(), &tail()).unwrap();
        let mut changed = assets();
        changed.insert("locales/hi.json".into(), b"{ }".to_vec());
        let (after, _) = version(&changed, &tail()).unwrap();
        assert_ne!(before.version, after.version);
        assert_ne!(before.integrity, after.integrity, "the entry pins it");
    }

    #[test]
    fn an_entry_that_its_digest_would_not_cover_is_refused() {
        let mut importing = assets();
        importing.insert(CLASS.into(), b"import \"./dom.js\";\n".to_vec());
        let error = version(&importing, &tail()).unwrap_err().to_string();
        assert!(error.contains("would not cover"), "{error}");
        let mut other = tail();
        other.insert(TAIL.into(), b"nothing".to_vec());
        let error = version(&assets(), &other).unwrap_err().to_string();
        assert!(error.contains("const PINS"), "{error}");
    }

    #[test]
    fn versions_have_names_of_one_form() {
        assert!(is_version("0.1.0-89abcdef"));
        assert!(is_version("1.0.0-beta.1-00000000"));
        for name in [
            "0.1.0",
            "-89abcdef",
            "0.1.0-89abcde",
            "0.1.0-89ABCDEF",
            "notes",
        ] {
            assert!(!is_version(name), "{name}");
        }
    }
}
