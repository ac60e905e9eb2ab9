//! The service worker: its source, with the names and digests of the files it keeps for offline use.

use serde_json::{Map, Value, json};

use crate::bundle::Bundle;
use crate::files::Files;
use crate::locale::Locale;
use crate::pages::{PARTNERS, POSTER};
use crate::{SiteError, assets, release};

/// The worker's script. It accepts a file only if its bytes have the digest named here, so that it keeps one whole release or
/// nothing, even while a host is receiving the next one.
pub(crate) fn script(
    bundle: &Bundle,
    folder: &str,
    files: &Files,
    locales: &[Locale],
) -> Result<Vec<u8>, SiteError> {
    let mut shared = Map::new();
    let mut languages: Map<String, Value> = Map::new();
    for locale in locales {
        languages.insert(locale.code.clone(), json!({}));
    }
    for (path, bytes) in files {
        let digest = Value::from(release::integrity(bytes));
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let asset = path.strip_prefix(folder);
        let language = asset
            .and_then(|name| name.strip_prefix("locales/")?.strip_suffix(".json"))
            .or_else(|| page_language(path));
        if let Some(Value::Object(own)) = language.and_then(|code| languages.get_mut(code)) {
            own.insert(address.into(), digest);
        } else if path == "index.html" || asset.is_some_and(|name| is_shared(name, bundle)) {
            // The top page has the empty address.
            shared.insert(address.into(), digest);
        }
    }
    let kept = json!({ "shared": shared, "languages": languages });
    let version = release::name(&Files::from([(String::new(), kept.to_string().into())]));
    let kept = json!({ "version": version, "shared": shared, "languages": languages });
    let mut script = format!("self.jaanchRelease = {kept};\n").into_bytes();
    script.extend_from_slice(&bundle.worker()?);
    Ok(script)
}

/// Whether every language needs an asset offline. Pictures, for shops and screens, are not needed for a check.
fn is_shared(name: &str, bundle: &Bundle) -> bool {
    name == assets::MODULE || name.ends_with(".svg") || bundle.offline.iter().any(|one| one == name)
}

/// The language of a page or web app manifest that a phone keeps: not of those for partners.
fn page_language(path: &str) -> Option<&str> {
    let (language, rest) = path.split_once('/')?;
    let folder = rest.split('/').next().unwrap_or_default();
    (folder != PARTNERS && folder != POSTER).then_some(language)
}
