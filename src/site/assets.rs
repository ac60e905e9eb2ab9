//! The files a site takes over as they are: the element, the page's scripts and looks, icons, pictures, and the module.

use std::io;
use std::path::Path;

use jaanch_desk::Error;

use crate::{Files, SiteError};

/// The folders that are published whole.
const FOLDERS: [&str; 5] = ["element", "icons", "page", "pictures", "styles"];

/// Of the built module, what a browser loads; its declarations and package.json are for developers.
const MODULE: [&str; 2] = ["pkg/jaanch.js", "pkg/jaanch_bg.wasm"];

/// The looks of all pages.
const LOOK: &str = "styles/page.css";

/// What a site publishes. Anything else in those folders (an editor's backup, say) is an error, not a download.
const SUFFIXES: [&str; 6] = ["css", "js", "json", "png", "svg", "webmanifest"];

/// Reads them all.
pub(crate) fn read(web: &Path) -> Result<Files, SiteError> {
    let mut files = Files::new();
    for name in MODULE {
        let path = web.join(name);
        let bytes = std::fs::read(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => SiteError::NoModule { path },
            _ => Error::io(&path, "read")(source).into(),
        })?;
        files.insert(name.into(), bytes);
    }
    for folder in FOLDERS {
        read_folder(&web.join(folder), folder, &mut files)?;
    }
    Ok(files)
}

/// Reads what only other sites load (see `embed.rs`).
pub(crate) fn read_embed(web: &Path) -> Result<Files, SiteError> {
    let mut files = Files::new();
    read_folder(&web.join("embed"), "embed", &mut files)?;
    Ok(files)
}

/// The looks of all pages, as they can stand within a page. A browser reads every end of line there as `\n`, and takes the
/// digest of that.
pub(crate) fn look(files: &Files, web: &Path) -> Result<String, SiteError> {
    let bad = |what: &str| SiteError::Template {
        path: web.join(LOOK),
        what: what.into(),
    };
    let bytes = files.get(LOOK).ok_or_else(|| bad("it is missing"))?;
    let look = std::str::from_utf8(bytes).map_err(|_| bad("it is not UTF-8"))?;
    if look.contains("</") {
        return Err(bad(
            "it stands within a page, and \"</\" would end it there",
        ));
    }
    Ok(look.replace("\r\n", "\n"))
}

/// The script that tells the element which languages there are, for these very ones. A bundler finds the files by the
/// addresses in it, so each stands there in full.
pub(crate) fn languages<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let mut script = String::from(LANGUAGES_HEAD);
    for code in codes {
        script.push_str(&format!(
            "  {code}: new URL(\"../locales/{code}.json\", import.meta.url).href,\n"
        ));
    }
    script.push_str("};\n");
    script
}

/// The part of `element/languages.js` that is the same for all languages.
const LANGUAGES_HEAD: &str = "\
// Which languages there are, and where their words lie. `jaanch site` writes this file anew, out of the folder of the
// locales; a test holds this copy to it.

/** @type {Readonly<Record<string, string>>} */
export const LANGUAGES = {
";

/// A script without its lines of comments: packed they are a third of it, and whoever reads them has the source. A line
/// within a comment of several lines begins with a star, as everywhere in `www`.
pub(crate) fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    for line in script.lines() {
        let start = line.trim_start();
        let comment = ["//", "/**", "* ", "*/"]
            .iter()
            .any(|mark| start.starts_with(mark))
            || start == "*";
        if !comment && !start.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn read_folder(path: &Path, name: &str, files: &mut Files) -> Result<(), SiteError> {
    for entry in std::fs::read_dir(path).map_err(Error::io(path, "read"))? {
        let entry = entry.map_err(Error::io(path, "read"))?;
        let path = entry.path();
        let unknown = || SiteError::UnknownAsset { path: path.clone() };
        let name = match entry.file_name().to_str() {
            Some(file) if !file.starts_with('.') => format!("{name}/{file}"),
            _ => return Err(unknown()),
        };
        let kind = entry.file_type().map_err(Error::io(&path, "read"))?;
        if kind.is_dir() {
            read_folder(&path, &name, files)?;
            continue;
        }
        let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix);
        if !kind.is_file() || !suffix.is_some_and(|suffix| SUFFIXES.contains(&suffix)) {
            return Err(unknown());
        }
        let mut bytes = std::fs::read(&path).map_err(Error::io(&path, "read"))?;
        if suffix == Some("js") {
            bytes = without_comments(&String::from_utf8_lossy(&bytes)).into_bytes();
        }
        files.insert(name, bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_looks_of_a_page_are_the_very_text_that_a_browser_takes_the_digest_of() {
        let look = |css: &[u8]| {
            let files = Files::from([(LOOK.to_owned(), css.to_vec())]);
            super::look(&files, Path::new("www"))
        };
        assert_eq!(look(b"p {\r\n}\r\n").unwrap(), "p {\n}\n");
        for (css, what) in [
            (
                b"p { content: '</style>' }".as_slice(),
                "would end it there",
            ),
            (b"p { content: '\xff' }", "it is not UTF-8"),
        ] {
            let error = look(css).unwrap_err().to_string();
            assert!(
                error.contains("page.css: ") && error.contains(what),
                "{error}"
            );
        }
        let error = super::look(&Files::new(), Path::new("www")).unwrap_err();
        assert!(error.to_string().ends_with("page.css: it is missing"));
    }

    #[test]
    fn scripts_are_published_without_their_lines_of_comments() {
        let script = "// What.\n\nexport class A {\n  /**\n   * One.\n   *\n   * @type {B}\n   */\n  a = \"https://x\"; // stays\n}\n";
        assert_eq!(
            without_comments(script),
            "export class A {\n  a = \"https://x\"; // stays\n}\n"
        );
    }

    #[test]
    fn the_script_of_the_languages_is_that_of_the_locales_there_are() {
        let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
        let mut codes: Vec<String> = std::fs::read_dir(web.join("locales"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .map(|name| name.strip_suffix(".json").unwrap().to_owned())
            .collect();
        codes.sort();
        let script = std::fs::read(web.join("element/languages.js")).unwrap();
        assert_eq!(
            String::from_utf8(script).unwrap(),
            languages(codes.iter().map(String::as_str))
        );
    }
}
