//! The service worker: its source, with the names and digests of the files it keeps for use without a network.

use serde_json::{Map, Value, json};

use crate::locale::Locale;
use crate::{Files, release};

/// What every language needs; of the rest (pictures for shops and screens) a check needs nothing.
const KEPT: [&str; 4] = ["css", "js", "svg", "wasm"];

/// The worker's script. It takes a file only if its bytes are those named here, so that what it keeps is one release or
/// nothing, also while a host is just being given the next one.
pub(crate) fn script(source: &[u8], assets: &str, files: &Files, locales: &[Locale]) -> Vec<u8> {
    let mut shared = Map::new();
    let mut languages: Map<String, Value> = Map::new();
    for locale in locales {
        languages.insert(locale.code.clone(), json!({}));
    }
    for (path, bytes) in files {
        let digest = Value::from(release::integrity(bytes));
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let suffix = path.rsplit_once('.').map_or("", |(_, suffix)| suffix);
        let language = path
            .strip_prefix(assets)
            .and_then(|name| name.strip_prefix("locales/")?.strip_suffix(".json"))
            .or_else(|| path.split_once('/').map(|(folder, _)| folder));
        if let Some(Value::Object(own)) = language.and_then(|code| languages.get_mut(code)) {
            own.insert(address.into(), digest);
        } else if path == "index.html" || path.starts_with(assets) && KEPT.contains(&suffix) {
            // The top page has the empty address.
            shared.insert(address.into(), digest);
        }
    }
    let version = release::name(files);
    let kept = json!({ "version": version, "shared": shared, "languages": languages });
    let mut script = format!("self.jaanchRelease = {kept};\n").into_bytes();
    script.extend_from_slice(source);
    script
}
