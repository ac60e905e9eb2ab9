//! The files of a site's release: bundled scripts and style sheets, the module, the element's texts, icons and pictures.

use std::path::Path;

use jaanch_desk::Error;

use crate::SiteError;
use crate::bundle::{self, Bundle};
use crate::files::Files;
use crate::locale::Locale;

/// The folders that are published whole.
const FOLDERS: [&str; 2] = ["icons", "pictures"];

/// The built module. The other files beside it are for developers.
pub(crate) const MODULE: &str = "pkg/jaanch_bg.wasm";

/// The style sheet of all pages.
const STYLES: &str = "styles/page.css";

/// The suffixes of what those folders hold. Any other file there (an editor's backup, say) is an error, not a download.
const SUFFIXES: [&str; 2] = ["png", "svg"];

/// The placeholder in scripts for the codes of the languages, which only the folder of the locales defines.
const LANGUAGES: &str = "__JAANCH_LANGUAGES__";

/// Reads the files of a release, by their paths in it.
pub(crate) fn read(web: &Path, bundle: &Bundle, locales: &[Locale]) -> Result<Files, SiteError> {
    let mut files = Files::new();
    files.insert(MODULE.into(), bundle::built(&web.join(MODULE))?);
    for name in bundle.offline.iter().chain(&bundle.online) {
        files.insert(name.clone(), script(bundle, name, locales)?);
    }
    for locale in locales {
        files.insert(
            format!("locales/{}.json", locale.code),
            locale.for_element(),
        );
    }
    for folder in FOLDERS {
        read_folder(&web.join(folder), folder, &mut files)?;
    }
    Ok(files)
}

/// Reads a bundled file, and fills in the languages.
pub(crate) fn script(
    bundle: &Bundle,
    name: &str,
    locales: &[Locale],
) -> Result<Vec<u8>, SiteError> {
    let bytes = bundle.file(name)?;
    let mut codes: Vec<&str> = locales.iter().map(|locale| locale.code.as_str()).collect();
    codes.sort_unstable();
    Ok(fill(&bytes, LANGUAGES, &serde_json::json!(codes)).0)
}

/// Replaces a placeholder in a script by a JSON value. Also returns how often it occurred.
pub(crate) fn fill(script: &[u8], name: &str, value: &serde_json::Value) -> (Vec<u8>, usize) {
    let Ok(text) = std::str::from_utf8(script) else {
        return (script.to_vec(), 0);
    };
    let times = text.matches(name).count();
    (text.replace(name, &value.to_string()).into_bytes(), times)
}

/// The style sheet of all pages, ready to be inlined. A browser normalises line ends in a page to `\n` and computes the digest
/// of the result.
pub(crate) fn inline_styles(files: &Files, web: &Path) -> Result<String, SiteError> {
    let bad = |what: &str| SiteError::unusable(&web.join(STYLES), what);
    let bytes = files.get(STYLES).ok_or_else(|| bad("it is missing"))?;
    let styles = std::str::from_utf8(bytes).map_err(|_| bad("it is not UTF-8"))?;
    if styles.contains("</") {
        return Err(bad(
            "it stands within a page, and \"</\" would end it there",
        ));
    }
    Ok(styles.replace("\r\n", "\n"))
}

fn read_folder(path: &Path, name: &str, files: &mut Files) -> Result<(), SiteError> {
    for entry in std::fs::read_dir(path).map_err(Error::io(path, "read"))? {
        let entry = entry.map_err(Error::io(path, "read"))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(Error::io(&path, "read"))?;
        let file = entry.file_name().into_string().ok().filter(|file| {
            let suffix = file.rsplit_once('.').map(|(_, suffix)| suffix);
            !file.starts_with('.') && suffix.is_some_and(|suffix| SUFFIXES.contains(&suffix))
        });
        let Some(file) = file.filter(|_| kind.is_file()) else {
            return Err(SiteError::unknown_asset(&path));
        };
        let bytes = std::fs::read(&path).map_err(Error::io(&path, "read"))?;
        files.insert(format!("{name}/{file}"), bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inlined_styles_are_the_very_text_that_a_browser_takes_the_digest_of() {
        let inlined = |css: &[u8]| {
            let files = Files::from([(STYLES.to_owned(), css.to_vec())]);
            inline_styles(&files, Path::new("www"))
        };
        assert_eq!(inlined(b"p {\r\n}\r\n").unwrap(), "p {\n}\n");
        for (css, what) in [
            (
                b"p { content: '</style>' }".as_slice(),
                "would end it there",
            ),
            (b"p { content: '\xff' }", "it is not UTF-8"),
        ] {
            let error = inlined(css).unwrap_err().to_string();
            assert!(
                error.contains("page.css: ") && error.contains(what),
                "{error}"
            );
        }
        let error = inline_styles(&Files::new(), Path::new("www")).unwrap_err();
        assert!(error.to_string().ends_with("page.css: it is missing"));
    }

    #[test]
    fn a_name_in_a_script_is_filled_in_and_counted() {
        let value = serde_json::json!(["en", "hi"]);
        assert_eq!(
            fill(b"for(a of X)b(X);", "X", &value),
            (br#"for(a of ["en","hi"])b(["en","hi"]);"#.to_vec(), 2)
        );
        assert_eq!(fill(b"\xffX", "X", &value), (b"\xffX".to_vec(), 0));
    }
}
