//! Files and links for sharing, installing and finding the site: WhatsApp link, web app manifest, sitemap and `robots.txt`.

use std::fmt::Write;

use serde_json::json;

use crate::locale::Locale;
use crate::pages::{WELCOME, paths};

/// A link that opens WhatsApp with a prepared text. It needs no script, and makes no request before it is tapped.
pub(crate) fn whatsapp(locale: &Locale, base_url: Option<&str>) -> String {
    let text = locale
        .texts
        .get("page.common.share-text")
        .map_or("", String::as_str);
    let address = base_url.map_or_else(String::new, |base| format!(" {base}{}/", locale.code));
    let mut link = String::from("https://wa.me/?text=");
    for byte in text.bytes().chain(address.bytes()) {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}

/// The web app manifest in a language.
pub(crate) fn manifest(locale: &Locale, assets: &str) -> Vec<u8> {
    let text = |key: &str| locale.texts.get(key).map_or("", String::as_str);
    let icon = |name: &str, kind: &str, sizes: &str, purpose: &str| json!({ "src": format!("../{assets}icons/{name}"), "type": kind, "sizes": sizes, "purpose": purpose });
    json!({
        "name": "जाँच jaanch",
        "short_name": "जाँच",
        "description": text(WELCOME),
        "lang": locale.tag,
        "dir": "ltr",
        "start_url": "./",
        "scope": "../",
        "display": "standalone",
        "background_color": "#f3f6fb",
        "theme_color": "#0e2f66",
        "categories": ["security", "utilities"],
        "icons": [
            icon("jaanch.svg", "image/svg+xml", "any", "any"),
            icon("192.png", "image/png", "192x192", "any"),
            icon("512.png", "image/png", "512x512", "any"),
            icon("maskable.png", "image/png", "512x512", "maskable"),
        ],
        "shortcuts": [{ "name": text("page.nav.report"), "url": "report/" }],
    })
    .to_string()
    .into_bytes()
}

/// `sitemap.xml`: every page, with its counterparts in the other languages.
pub(crate) fn sitemap(locales: &[Locale], base_url: &str) -> Vec<u8> {
    let base = xml(base_url);
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in paths() {
        for locale in locales {
            let _ = write!(map, "<url><loc>{base}{}/{path}</loc>", locale.code);
            for other in locales {
                let code = &other.code;
                let _ = write!(
                    map,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{base}{code}/{path}\"/>"
                );
            }
            map.push_str("</url>\n");
        }
    }
    map.push_str("</urlset>\n");
    map.into_bytes()
}

/// `robots.txt`, which names the sitemap.
pub(crate) fn robots(base_url: &str) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n").into_bytes()
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale() -> Locale {
        Locale {
            path: "hi.json".into(),
            code: "hi".into(),
            name: "हिन्दी".into(),
            tag: "hi-IN".into(),
            order: 1,
            reviewed: true,
            texts: [
                ("page.common.share-text", "जाँच & 1930?"),
                (WELCOME, "नंबर जाँचें"),
            ]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into(),
        }
    }

    #[test]
    fn a_shared_text_is_one_part_of_one_address() {
        assert_eq!(
            whatsapp(&locale(), Some("https://example.org/")),
            "https://wa.me/?text=%E0%A4%9C%E0%A4%BE%E0%A4%81%E0%A4%9A%20%26%201930%3F%20https%3A%2F%2Fexample.org%2Fhi%2F"
        );
        assert!(whatsapp(&locale(), None).ends_with("%3F"));
    }

    #[test]
    fn the_manifest_leads_to_the_language_and_to_icons_that_are_there() {
        let manifest: serde_json::Value =
            serde_json::from_slice(&manifest(&locale(), "assets/x/")).unwrap();
        assert_eq!(manifest["lang"], "hi-IN");
        assert_eq!(manifest["description"], "नंबर जाँचें");
        let icons = manifest["icons"].as_array().unwrap();
        for icon in icons {
            let name = icon["src"]
                .as_str()
                .unwrap()
                .strip_prefix("../assets/x/")
                .unwrap();
            let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
            assert!(own.join(name).is_file(), "{name}");
        }
        assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    }

    #[test]
    fn the_map_names_every_page_with_its_counterparts() {
        let map = sitemap(&[locale()], "https://example.org/a&b/");
        let map = String::from_utf8(map).unwrap();
        assert_eq!(map.matches("<url>").count(), paths().count());
        assert!(map.contains("<loc>https://example.org/a&amp;b/hi/report/</loc>"));
        assert!(map.contains("hreflang=\"hi\""));
    }
}
