//! What a browser is allowed to do with the pages, and for how long it may keep their parts, for the hosts that most sites
//! are served by.

use super::locale::Locale;
use super::{Embed, release};

/// What the page's scripts and looks may do; it stands in each page itself, so that it holds on any host, also one whose
/// headers nobody can set.
///
/// `wasm-unsafe-eval` lets the page compile the module; it does not allow evaluating JavaScript. Requiring trusted types
/// forbids every way in which text could become markup or script; the one policy named lets the page start its own
/// service worker and nothing else. The page for other sites shows the check in a frame as they would.
const POLICY: [&str; 12] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    STYLES,
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' tel: mailto:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types jaanch-worker",
];

/// Where looks may come from.
const STYLES: &str = "style-src 'self'";

/// The policy of every page. The first one carries its looks in itself, so that it can be drawn before anything else has
/// come: of all inline looks these are allowed, by their digest.
pub(super) fn page_policy(look: &str) -> String {
    let digest = release::integrity(look.as_bytes());
    POLICY
        .join("; ")
        .replace(STYLES, &format!("{STYLES} '{digest}'"))
}

/// What the page that other sites frame may do: less, since it keeps nothing.
const FRAME_POLICY: [&str; 8] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    STYLES,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
];

/// The policy of the page that other sites frame.
pub(super) fn frame_policy() -> String {
    FRAME_POLICY.join("; ")
}

/// For everything, whoever asks.
const EVERYWHERE: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self)",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// An address under which there is never anything else.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Asked about anew on each visit, so that nobody keeps checking against yesterday's list.
const ASK: &str = "no-cache";

/// The header of a page: its policy, and that no other page may frame it. `frame-ancestors` works in a header only.
fn page_header(look: &str) -> String {
    format!("{}; frame-ancestors 'none'", page_policy(look))
}

/// The header of the one page that others may frame; a site that wants to name them writes them here.
fn frame_header() -> String {
    format!("{}; frame-ancestors *", frame_policy())
}

/// The `_headers` file, in the form that Netlify, Cloudflare Pages and others share.
///
/// Where two blocks fit one address those hosts send both, and a browser obeys the stricter of two policies: so only what
/// holds everywhere stands under `/*`, and no other block overlaps.
pub(super) fn netlify(locales: &[Locale], embed: &Embed, look: &str) -> String {
    let mut file = String::from("/*\n");
    for (name, value) in EVERYWHERE {
        file.push_str(&format!("  {name}: {value}\n"));
    }
    let pages = ["/".to_owned(), "/index.html".to_owned()]
        .into_iter()
        .chain(locales.iter().map(|locale| format!("/{}/*", locale.code)));
    for path in pages {
        file.push_str(&format!(
            "\n{path}\n  Content-Security-Policy: {}\n  Cache-Control: {ASK}\n",
            page_header(look)
        ));
    }
    file.push_str(&format!("\n/sw.js\n  Cache-Control: {ASK}\n"));
    file.push_str(&format!(
        "\n/embed.html\n  Content-Security-Policy: {}\n  Cache-Control: {ASK}\n",
        frame_header()
    ));
    // Each by its name: a pattern for all of them would also fit embed.json, which changes.
    let folders = embed.versions().map(|version| format!("embed/{version}"));
    for folder in std::iter::once("assets".to_owned()).chain(folders) {
        file.push_str(&format!(
            "\n/{folder}/*\n  Cache-Control: {FOR_EVER}\n  Access-Control-Allow-Origin: *\n  \
             Cross-Origin-Resource-Policy: cross-origin\n"
        ));
    }
    file.push_str(&format!(
        "\n/embed/embed.json\n  Cache-Control: {ASK}\n  Access-Control-Allow-Origin: *\n  \
         Cross-Origin-Resource-Policy: cross-origin\n"
    ));
    file.push_str(&format!(
        "\n/list.jaanch\n  Content-Type: application/octet-stream\n  Cache-Control: {ASK}\n  \
         Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n"
    ));
    file
}

/// A configuration for nginx.
pub(super) fn nginx(look: &str) -> String {
    let mut everywhere = String::new();
    for (name, value) in EVERYWHERE {
        everywhere.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
    }
    format!(
        "# For nginx: put this into /etc/nginx/conf.d/ and set what is in capitals.\n\
         # A header whose value is empty is not sent.\n\
         map $uri $jaanch_policy {{\n    default \"\";\n    /embed.html \"{frame}\";\n    ~\\.html$ \"{policy}\";\n}}\n\
         map $uri $jaanch_cache {{\n    default \"{ASK}\";\n    ~^/(assets|embed/[^/]+)/ \"{FOR_EVER}\";\n}}\n\
         map $uri $jaanch_origin {{\n    default \"\";\n    ~^/(assets/|embed/|list\\.jaanch$) \"*\";\n}}\n\
         map $uri $jaanch_resource {{\n    default \"\";\n    ~^/(assets/|embed/|list\\.jaanch$) \"cross-origin\";\n}}\n\
         \n\
         server {{\n    \
             listen 443 ssl;\n    \
             server_name HOST;\n    \
             ssl_certificate CERTIFICATE;\n    \
             ssl_certificate_key KEY;\n    \
             root FOLDER_OF_THE_SITE;\n\n    \
             include /etc/nginx/mime.types;\n    \
             # Where nginx knows WebAssembly itself it warns of a duplicate, which does no harm.\n    \
             types {{\n        application/manifest+json webmanifest;\n        application/octet-stream jaanch;\n        \
             application/wasm wasm;\n    }}\n    \
             charset utf-8;\n    \
             charset_types text/css text/javascript application/javascript application/json;\n    \
             gzip_static on;\n    gzip_vary on;\n    \
             # brotli_static on;  (with the module ngx_brotli)\n    \
             # The list has no packed copy beside it, so that a new one is never served in an old shape.\n    \
             gzip on;\n    \
             gzip_types application/octet-stream;\n\n\
         {everywhere}    \
             add_header Content-Security-Policy $jaanch_policy always;\n    \
             # Not \"always\": that a file is missing is nothing to be kept for a year.\n    \
             add_header Cache-Control $jaanch_cache;\n    \
             add_header Access-Control-Allow-Origin $jaanch_origin always;\n    \
             add_header Cross-Origin-Resource-Policy $jaanch_resource always;\n\n    \
             # What is for hosts only.\n    \
             location /hosting/ {{ return 404; }}\n    \
             location = /_headers {{ return 404; }}\n\
         }}\n",
        policy = page_header(look),
        frame = frame_header(),
    )
}

/// A configuration for Caddy.
pub(super) fn caddy(look: &str) -> String {
    let mut everywhere = String::new();
    for (name, value) in EVERYWHERE {
        everywhere.push_str(&format!("\t\t{name} \"{value}\"\n"));
    }
    format!(
        "# For Caddy: set what is in capitals.\n\
         HOST {{\n\
         \troot * FOLDER_OF_THE_SITE\n\
         \t@hosting path /hosting/* /_headers\n\
         \trespond @hosting 404\n\n\
         \theader {{\n{everywhere}\t}}\n\
         \t@page {{\n\
         \t\tpath_regexp (/|\\.html)$\n\
         \t\tnot path /embed.html\n\
         \t}}\n\
         \theader @page Content-Security-Policy \"{policy}\"\n\
         \theader /embed.html Content-Security-Policy \"{frame}\"\n\
         \t@assets path_regexp ^/(assets|embed/[^/]+)/\n\
         \theader @assets Cache-Control \"{FOR_EVER}\"\n\
         \t@others not path_regexp ^/(assets|embed/[^/]+)/\n\
         \theader @others Cache-Control \"{ASK}\"\n\
         \t@open path /assets/* /embed/* /list.jaanch\n\
         \theader @open {{\n\
         \t\tAccess-Control-Allow-Origin *\n\
         \t\tCross-Origin-Resource-Policy cross-origin\n\
         \t}}\n\
         \theader /list.jaanch Content-Type application/octet-stream\n\
         \t@manifest path *.webmanifest\n\
         \theader @manifest Content-Type application/manifest+json\n\n\
         \t# The list has no packed copy beside it, so that a new one is never served in an old shape.\n\
         \tencode zstd gzip {{\n\t\tmatch header Content-Type application/octet-stream*\n\t}}\n\
         \tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         }}\n",
        policy = page_header(look),
        frame = frame_header(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: &str = "p { margin: 0 }";

    fn embed() -> Embed {
        Embed {
            version: "2.0.0-00000002".into(),
            entry: String::new(),
            integrity: String::new(),
            frame: String::new(),
            frame_integrity: String::new(),
            kept: vec!["1.0.0-00000001".into()],
        }
    }

    #[test]
    fn no_two_blocks_of_headers_fit_one_address_but_the_first() {
        let file = netlify(&[], &embed(), LOOK);
        let blocks: Vec<&str> = file.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(
            blocks,
            [
                "/*",
                "/",
                "/index.html",
                "/sw.js",
                "/embed.html",
                "/assets/*",
                "/embed/2.0.0-00000002/*",
                "/embed/1.0.0-00000001/*",
                "/embed/embed.json",
                "/list.jaanch"
            ]
        );
        let (everywhere, others) = file.split_once("\n\n").unwrap();
        for (name, _) in EVERYWHERE {
            assert!(everywhere.contains(name));
            assert!(!others.contains(name), "{name} would be sent twice");
        }
    }

    #[test]
    fn inline_looks_are_allowed_by_their_digest_alone() {
        // `printf 'p { margin: 0 }' | openssl dgst -sha256 -binary | base64`
        let styles = "; style-src 'self' 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c='; ";
        assert!(page_policy(LOOK).contains(styles), "{}", page_policy(LOOK));
        assert!(frame_policy().contains("; style-src 'self'; "));
        for policy in [page_policy(LOOK), frame_policy()] {
            assert!(!policy.contains("unsafe-inline"), "{policy}");
        }
    }

    #[test]
    fn every_host_is_told_the_same() {
        for file in [netlify(&[], &embed(), LOOK), nginx(LOOK), caddy(LOOK)] {
            assert!(file.contains(&page_header(LOOK)), "{file}");
            assert!(file.contains(&frame_header()), "{file}");
            assert!(file.contains(FOR_EVER) && file.contains(ASK), "{file}");
            assert!(file.contains("Access-Control-Allow-Origin"), "{file}");
            for (name, value) in EVERYWHERE {
                assert!(
                    file.contains(name) && file.contains(value),
                    "{name}: {file}"
                );
            }
        }
    }
}
