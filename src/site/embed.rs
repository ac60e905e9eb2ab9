//! What other sites load: `/embed/<version>/`, whose bytes never change, and earlier versions, copied from the previous site.
//!
//! A partner's page names the entry script with its digest (`integrity`), and the entry carries the digests of everything it
//! loads. Visitors therefore get exactly what the partner has reviewed, or nothing. Only the list is not pinned: it changes
//! every week, and its signature proves its origin.
//!
//! A version is named after the program's version and eight digits of the digest of its folder: a changed word in one
//! language gives another address, and a folder's name tells whether the folder is complete.

use std::fs;
use std::path::Path;

use jaanch_desk::Error;
use serde_json::{Map, Value, json};

use crate::bundle::Bundle;
use crate::files::{Files, base_name, into_folder};
use crate::locale::Locale;
use crate::{SiteError, assets, folder, release};

/// The folder of all versions.
const TOP: &str = "embed/";

/// The index of the versions, for programs; it changes, so it is beside them.
pub(crate) const INDEX: &str = "embed/embed.json";

/// The placeholder in the entry for the table of digests.
const PINS: &str = "__JAANCH_PINS__";

/// How many hexadecimal digits of the digest a version's name has.
const DIGITS: usize = 8;

/// A version, as pages and other programs refer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Its name: `0.1.0-89abcdef`.
    pub version: String,
    /// The path of the entry script in the site.
    pub entry: String,
    /// The entry's `integrity`.
    pub integrity: String,
    /// The path of the script for pages that frame the check.
    pub frame: String,
    /// The `integrity` of that script.
    pub frame_integrity: String,
    /// The other versions on the site.
    pub kept: Vec<String>,
}

impl Embed {
    /// The folder of the version, with a slash at its end.
    pub(crate) fn folder(&self) -> String {
        format!("{TOP}{}/", self.version)
    }

    /// `embed.json`, which describes the versions to other programs.
    pub(crate) fn index(&self) -> Vec<u8> {
        let versions: Vec<&str> = self.versions().collect();
        let index = json!({
            "version": self.version,
            "entry": base_name(&self.entry),
            "integrity": self.integrity,
            "frame": { "src": base_name(&self.frame), "integrity": self.frame_integrity },
            "versions": versions,
        });
        format!("{index:#}\n").into_bytes()
    }

    /// All versions on the site, the new one first.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.version)
            .chain(&self.kept)
            .map(String::as_str)
    }
}

/// Makes a version out of the site's assets and the bundled scripts for partner sites.
pub(crate) fn version(
    assets: &Files,
    bundle: &Bundle,
    locales: &[Locale],
) -> Result<(Embed, Files), SiteError> {
    let names = &bundle.embed;
    let mut files = Files::new();
    for name in &names.element {
        files.insert(name.clone(), assets::script(bundle, name, locales)?);
    }
    files.extend(
        assets
            .iter()
            .filter(|(name, _)| {
                name.starts_with("locales/") || **name == names.styles || *name == assets::MODULE
            })
            .map(|(name, bytes)| (name.clone(), bytes.clone())),
    );
    let pins: Map<String, Value> = files
        .iter()
        .map(|(name, bytes)| (name.clone(), release::strong_integrity(bytes).into()))
        .collect();
    // The build ensures that the entry imports nothing: a page's `integrity` covers only the file it names.
    let (entry, times) = assets::fill(&bundle.file(&names.entry)?, PINS, &pins.into());
    if times != 1 {
        let what = format!(
            "it must hold {PINS} once, in the place of the table of digests, and holds it {times} times"
        );
        return Err(SiteError::unusable(Path::new(&names.entry), what));
    }
    let integrity = release::strong_integrity(&entry);
    files.insert(base_name(&names.entry).into(), entry);
    for name in names.page.iter().chain([&names.frame]) {
        files.insert(base_name(name).into(), bundle.file(name)?);
    }
    let frame_integrity = files
        .get(base_name(&names.frame))
        .map(|bytes| release::strong_integrity(bytes))
        .unwrap_or_default();
    let version = format!("{}-{}", env!("CARGO_PKG_VERSION"), digest(&files));
    let made = Embed {
        entry: format!("{TOP}{version}/{}", base_name(&names.entry)),
        frame: format!("{TOP}{version}/{}", base_name(&names.frame)),
        version,
        integrity,
        frame_integrity,
        kept: Vec::new(),
    };
    let files = into_folder(&made.folder(), files);
    Ok((made, files))
}

/// Reads the versions of an earlier site, and checks that each is complete. The files have their paths in the site.
///
/// Compressed copies are skipped: they are made again with the others.
pub(crate) fn kept(site: &Path) -> Result<(Vec<String>, Files), SiteError> {
    if !folder::is_site(site) {
        return Err(SiteError::unusable(
            site,
            "it is not a site that jaanch made; --keep names the folder of the previous one, whose versions for other \
             sites are carried over",
        ));
    }
    let (mut versions, mut files) = (Vec::new(), Files::new());
    let top = site.join(TOP);
    if !top.is_dir() {
        // A site older than the first version.
        return Ok((versions, files));
    }
    for entry in sorted(&top)? {
        let path = top.join(&entry);
        if uncompressed(&format!("{TOP}{entry}")) == INDEX {
            continue;
        }
        let whole = is_version(&entry) && path.is_dir();
        if !whole {
            return Err(SiteError::unusable(
                &path,
                "it is not a version; only what jaanch put there belongs in embed/",
            ));
        }
        let mut found = Files::new();
        read(&path, "", &mut found)?;
        if !entry.ends_with(&format!("-{}", digest(&found))) {
            return Err(SiteError::unusable(
                &path,
                "a file of this version is missing or is not what it was when it was published, so pages that pinned it \
                 would break; put it back from the published site, or take its folder away if nobody uses it any more",
            ));
        }
        files.extend(into_folder(&format!("{TOP}{entry}/"), found));
        versions.push(entry);
    }
    Ok((versions, files))
}

/// Whether this is the name of a version, such as `0.1.0-89abcdef`.
fn is_version(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(program, digest)| {
        !program.is_empty()
            && digest.len() == DIGITS
            && digest
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

/// The digits in the name of a version with these files.
fn digest(files: &Files) -> String {
    let mut digest = release::name(files);
    digest.truncate(DIGITS);
    digest
}

/// A file's name without the suffix of a compressed copy.
fn uncompressed(name: &str) -> &str {
    name.strip_suffix(".br")
        .or_else(|| name.strip_suffix(".gz"))
        .unwrap_or(name)
}

/// The names in a folder, sorted.
fn sorted(folder: &Path) -> Result<Vec<String>, SiteError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder, "read"))? {
        let entry = entry.map_err(Error::io(folder, "read"))?;
        names.push(
            entry
                .file_name()
                .into_string()
                .map_err(|_| SiteError::unknown_asset(&entry.path()))?,
        );
    }
    names.sort();
    Ok(names)
}

/// Reads the files in a folder and below it, without compressed copies of others.
fn read(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), SiteError> {
    for name in sorted(folder)? {
        let path = folder.join(&name);
        // A symbolic link could lead out of the site.
        let kind = fs::symlink_metadata(&path).map_err(Error::io(&path, "read"))?;
        if kind.is_dir() {
            read(&path, &format!("{prefix}{name}/"), files)?;
        } else if !kind.is_file() {
            return Err(SiteError::unknown_asset(&path));
        } else if uncompressed(&name) == name {
            let bytes = fs::read(&path).map_err(Error::io(&path, "read"))?;
            files.insert(format!("{prefix}{name}"), bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle;
    use crate::files::tests::files;

    fn assets() -> Files {
        files(&[
            ("styles/jaanch-check.css", "p {}"),
            ("styles/page.css", "p {}"),
            ("page/home.js", ""),
            ("pkg/jaanch_bg.wasm", "wasm"),
            ("locales/hi.json", "{}"),
        ])
    }

    /// A version made of stand-ins, some of whose files have another text.
    fn version_with(assets: &Files, changed: &[(&str, &str)]) -> Result<(Embed, Files), SiteError> {
        let home = tempfile::tempdir().unwrap();
        bundle::tests::stand_in(home.path());
        for (name, text) in changed {
            fs::write(home.path().join("dist").join(name), text).unwrap();
        }
        version(assets, &Bundle::read(home.path())?, &[])
    }

    #[test]
    fn the_entry_is_one_file_that_carries_the_digests_of_the_others() {
        let (embed, files) = version_with(&assets(), &[]).unwrap();
        let folder = embed.folder();
        let names: Vec<&str> = files
            .keys()
            .map(|name| name.strip_prefix(&folder).unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "element/controller.js",
                "frame-page.css",
                "frame-page.js",
                "jaanch-check.js",
                "jaanch-frame.js",
                "locales/hi.json",
                "pkg/jaanch_bg.wasm",
                "styles/jaanch-check.css",
            ]
        );
        let entry = String::from_utf8(files[&embed.entry].clone()).unwrap();
        for name in [
            "element/controller.js",
            "locales/hi.json",
            "pkg/jaanch_bg.wasm",
        ] {
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
        let (before, _) = version_with(&assets(), &[]).unwrap();
        let mut changed = assets();
        changed.insert("locales/hi.json".into(), b"{ }".to_vec());
        let (after, _) = version_with(&changed, &[]).unwrap();
        assert_ne!(before.version, after.version);
        assert_ne!(before.integrity, after.integrity, "the entry pins it");
    }

    #[test]
    fn an_entry_without_one_place_for_the_digests_is_refused() {
        for text in ["nothing", "__JAANCH_PINS__ __JAANCH_PINS__"] {
            let error = version_with(&assets(), &[("embed/jaanch-check.js", text)])
                .unwrap_err()
                .to_string();
            assert!(error.contains("__JAANCH_PINS__ once"), "{error}");
        }
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
