//! Security policies and caching rules, for the pages themselves and as response headers for common hosts.

use jaanch_desk::Error;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use crate::files::Files;
use crate::locale::Locale;
use crate::{Embed, address, release};

/// The Content-Security-Policy of pages. Each page carries it, so that it applies on any host, also where headers cannot be
/// set.
///
/// `wasm-unsafe-eval` lets the page compile the module; it does not allow evaluating JavaScript. Requiring trusted types
/// forbids every way in which text could become markup or script; the one policy named lets the page register its own
/// service worker and nothing else.
const POLICY: [&str; 11] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    STYLES,
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types jaanch-worker",
];

/// Where style sheets may come from.
const STYLES: &str = "style-src 'self'";

/// What the page for partners may do in addition: it shows the check in a frame. A link in a frame navigates the frame, so the
/// helpline and the appeal must be allowed as well.
const FRAMES: &str = "frame-src 'self' tel: mailto:";

/// The policy of every page but that for partners. The page with the check has its style sheet inline, so that it can be drawn
/// before anything else arrives; the digest allows this one and no other inline style.
pub(crate) fn page_policy(styles: &str) -> String {
    let digest = release::integrity(styles.as_bytes());
    POLICY
        .join("; ")
        .replace(STYLES, &format!("{STYLES} '{digest}'"))
}

/// The policy of the page for partners.
pub(crate) fn framing_policy(styles: &str) -> String {
    format!("{}; {FRAMES}", page_policy(styles))
}

/// The policy of the framed page: stricter, since it stores nothing.
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

/// The policy of the framed page, as one value.
pub(crate) fn frame_policy() -> String {
    FRAME_POLICY.join("; ")
}

/// The policy of the service worker, to which those of pages do not apply: it fetches the site's files and runs no other
/// script.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// The headers of every response.
///
/// HSTS: on a hostile network, anyone who types the bare host name could be sent to another page. It excludes subdomains,
/// which may have no HTTPS.
const EVERYWHERE: [(&str, &str); 5] = [
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self)",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// The warning about HSTS for a host that serves other things as well.
const TRANSPORT_NOTE: &str = "Strict-Transport-Security holds for the whole host, and for a year: take it out if a part \
                              of the host is to be had without HTTPS.";

/// The caching of addresses whose content never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The caching of everything else: revalidated on each visit, so that nobody checks against yesterday's list.
const ASK: &str = "no-cache";

/// The files for hosts, by their paths in the site. In `_headers`, the format that Netlify, Cloudflare Pages and others share,
/// all matching blocks apply to an address, and a browser enforces every policy it receives. Only the headers of every
/// response are therefore under `*`, and no other blocks overlap.
const TEMPLATES: [(&str, &str); 3] = [
    ("_headers", include_str!("hosts/_headers")),
    ("hosting/nginx.conf", include_str!("hosts/nginx.conf")),
    ("hosting/Caddyfile", include_str!("hosts/Caddyfile")),
];

/// The host of a site.
pub(crate) struct Host<'a> {
    /// The path of the top of the site, with a slash at both ends.
    path: &'a str,
    /// The style sheet of all pages.
    styles: &'a str,
}

impl<'a> Host<'a> {
    /// The host of the site's address; without an address, the site is at the top of its host.
    pub(crate) fn of(base_url: Option<&'a str>, styles: &'a str) -> Self {
        let path = base_url.and_then(|base| base.strip_prefix(address::origin(base)));
        Self {
            path: path.unwrap_or("/"),
            styles,
        }
    }

    /// The policy header of pages, which forbids framing: `frame-ancestors` works only in a header.
    ///
    /// It is the same for all pages, so it allows what the page for partners needs. A page's own policy is stricter, and a
    /// browser enforces both.
    fn page_header(&self) -> String {
        format!("{}; frame-ancestors 'none'", framing_policy(self.styles))
    }

    /// The files for hosts, by their paths in the site.
    ///
    /// # Errors
    /// If memory runs out.
    pub(crate) fn files(&self, locales: &[Locale], embed: &Embed) -> Result<Files, Error> {
        let failed = |error: minijinja::Error| {
            Error::Internal(format!("the files for hosts could not be made: {error}"))
        };
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // A line with only a statement gives no line in the file.
        environment.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .keep_trailing_newline(true)
                .build()
                .map_err(failed)?,
        );
        // The files are not HTML.
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        let values = self.values(locales, embed);
        TEMPLATES
            .into_iter()
            .map(|(name, template)| {
                let text = environment.render_str(template, &values).map_err(failed)?;
                Ok((name.into(), text.into_bytes()))
            })
            .collect()
    }

    /// The variables of the templates.
    fn values(&self, locales: &[Locale], embed: &Embed) -> Value {
        let top = self.path;
        let languages = locales
            .iter()
            .map(|locale| format!("{top}{}/*", locale.code));
        let pages = [top.to_owned(), format!("{top}index.html")];
        // Each by its name: a pattern for all would also match embed.json, which changes.
        let versions = embed.versions().map(|version| format!("embed/{version}"));
        context! {
            top,
            pattern => self.pattern(),
            root => self.root(),
            everywhere => EVERYWHERE,
            transport_note => TRANSPORT_NOTE,
            pages => pages.into_iter().chain(languages).collect::<Vec<_>>(),
            page => self.page_header(),
            frame => frame_header(),
            worker => WORKER_POLICY,
            for_ever => FOR_EVER,
            for_ever_folders => std::iter::once("assets".to_owned()).chain(versions).collect::<Vec<_>>(),
            ask => ASK,
        }
    }

    /// The path as a regular expression.
    fn pattern(&self) -> String {
        self.path.replace('.', "\\.")
    }

    /// The placeholder for the served folder, in capitals, since only the operator knows it.
    fn root(&self) -> &'static str {
        if self.path == "/" {
            "FOLDER_OF_THE_SITE"
        } else {
            "FOLDER_ABOVE_THE_SITE"
        }
    }
}

/// The policy header of the framed page, which any page may frame.
fn frame_header() -> String {
    format!("{}; frame-ancestors *", frame_policy())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE_SHEET: &str = "p { margin: 0 }";

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

    fn written(host: &Host<'_>) -> [String; 3] {
        let files = host.files(&[], &embed()).unwrap();
        TEMPLATES.map(|(name, _)| String::from_utf8(files[name].clone()).unwrap())
    }

    const ADDRESSES: [(Option<&str>, &str); 3] = [
        (None, "/"),
        (Some("https://example.org/"), "/"),
        (Some("https://example.org/v1.0/check/"), "/v1.0/check/"),
    ];

    #[test]
    fn no_two_blocks_of_headers_fit_one_address_but_the_first() {
        for (base, top) in ADDRESSES {
            let [file, ..] = written(&Host::of(base, STYLE_SHEET));
            let blocks: Vec<&str> = file.lines().filter(|line| line.starts_with('/')).collect();
            let names = [
                "*",
                "",
                "index.html",
                "sw.js",
                "embed.html",
                "assets/*",
                "embed/2.0.0-00000002/*",
                "embed/1.0.0-00000001/*",
                "embed/embed.json",
                "list.jaanch",
            ];
            assert_eq!(blocks, names.map(|name| format!("{top}{name}")));
            let (everywhere, others) = file.split_once("\n\n").unwrap();
            for (name, _) in EVERYWHERE {
                assert!(everywhere.contains(name));
                assert!(!others.contains(name), "{name} would be sent twice");
            }
        }
    }

    #[test]
    fn inline_styles_are_allowed_by_their_digest_alone() {
        // `printf 'p { margin: 0 }' | openssl dgst -sha256 -binary | base64`
        let styles = "; style-src 'self' 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c='; ";
        assert!(
            page_policy(STYLE_SHEET).contains(styles),
            "{}",
            page_policy(STYLE_SHEET)
        );
        assert!(frame_policy().contains("; style-src 'self'; "));
        for policy in [page_policy(STYLE_SHEET), frame_policy()] {
            assert!(!policy.contains("unsafe-inline"), "{policy}");
        }
    }

    #[test]
    fn every_host_is_told_the_same() {
        let host = Host::of(None, STYLE_SHEET);
        for file in written(&host) {
            assert!(file.contains(&host.page_header()), "{file}");
            assert!(file.contains(&frame_header()), "{file}");
            assert!(file.contains(WORKER_POLICY), "{file}");
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

    #[test]
    fn that_a_file_is_missing_is_kept_by_nobody() {
        let host = Host::of(None, STYLE_SHEET);
        let [_, nginx, caddy] = written(&host);
        // Without "always" nginx sends it with what is there only.
        assert!(nginx.contains(" add_header Cache-Control $jaanch_cache;\n"));
        let kept = "\t@assets {\n\t\tpath_regexp ^/(assets|embed/[^/]+)/\n\t\tfile\n\t}\n\theader @assets Cache-Control";
        assert!(caddy.contains(kept), "{caddy}");
        assert_eq!(caddy.matches(FOR_EVER).count(), 1);
    }

    #[test]
    fn who_comes_without_https_is_led_to_it() {
        let [_, nginx, _] = written(&Host::of(None, STYLE_SHEET));
        let (plain, secure) = nginx.split_once("    listen 443 ssl http2;\n").unwrap();
        assert!(
            plain.contains("    server_name HOST;\n    return 301 https://HOST$request_uri;\n}")
        );
        assert!(
            secure.contains(" add_header Strict-Transport-Security \"max-age=31536000\" always;\n")
        );
    }

    #[test]
    fn a_site_below_a_path_is_named_with_it_and_the_rest_of_the_host_is_left_alone() {
        let host = Host::of(Some("https://example.org/v1.0/check/"), STYLE_SHEET);
        let [_, nginx, caddy] = written(&host);
        for line in [
            "    root FOLDER_ABOVE_THE_SITE;",
            "    location /v1.0/check/ {",
            "    location /v1.0/check/hosting/ { return 404; }",
            "    ~^/v1\\.0/check/(assets|embed/[^/]+)/ \"public, max-age=31536000, immutable\";",
        ] {
            assert!(nginx.lines().any(|found| found == line), "{line}: {nginx}");
        }
        for line in [
            "\troot * FOLDER_ABOVE_THE_SITE",
            "\theader /v1.0/check/* {",
            "\t\tpath_regexp ^/v1\\.0/check/(assets|embed/[^/]+)/",
            "\t@manifest path /v1.0/check/*/manifest.webmanifest",
            "\t@open path /v1.0/check/assets/* /v1.0/check/embed/* /v1.0/check/list.jaanch",
        ] {
            assert!(caddy.lines().any(|found| found == line), "{line}: {caddy}");
        }
    }
}
