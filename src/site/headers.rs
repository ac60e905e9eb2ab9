//! What a browser is allowed to do with the pages, and for how long it may keep their parts, for the hosts that most sites
//! are served by.

use jaanch_desk::Error;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use crate::locale::Locale;
use crate::{Embed, Files, partners, release};

/// What the page's scripts and looks may do; it stands in each page itself, so that it holds on any host, also one whose
/// headers nobody can set.
///
/// `wasm-unsafe-eval` lets the page compile the module; it does not allow evaluating JavaScript. Requiring trusted types
/// forbids every way in which text could become markup or script; the one policy named lets the page start its own
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

/// What the page for other sites may do besides: it shows the check in a frame as they would. A link in a frame is a
/// navigation of the frame, so the helpline and the appeal have to be let through as well.
const FRAMES: &str = "frame-src 'self' tel: mailto:";

/// The policy of every page but that for other sites. The first one carries its looks in itself, so that it can be drawn
/// before anything else has come: of all inline looks these are allowed, by their digest.
pub(crate) fn page_policy(styles: &str) -> String {
    let digest = release::integrity(styles.as_bytes());
    POLICY
        .join("; ")
        .replace(STYLES, &format!("{STYLES} '{digest}'"))
}

/// The policy of the page for other sites.
pub(crate) fn framing_policy(styles: &str) -> String {
    format!("{}; {FRAMES}", page_policy(styles))
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
pub(crate) fn frame_policy() -> String {
    FRAME_POLICY.join("; ")
}

/// What the service worker may do. It is no page, so the policies of pages do not hold for it: it fetches the site's files,
/// and runs nothing but itself.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// For everything, whoever asks.
///
/// The first makes a browser that has been here come by HTTPS from then on: on a network that somebody else rules, who types
/// the name without it would be handed another page. It names no hosts below this one, which may have no HTTPS.
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

/// What a host that serves other things as well has to know of the first of them.
const TRANSPORT_NOTE: &str = "Strict-Transport-Security holds for the whole host, and for a year: take it out if a part \
                              of the host is to be had without HTTPS.";

/// An address under which there is never anything else.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Asked about anew on each visit, so that nobody keeps checking against yesterday's list.
const ASK: &str = "no-cache";

/// The files that hosts read, by their paths in the site. In `_headers`, the form that Netlify, Cloudflare Pages and others
/// share, both of two blocks that fit one address are sent, and a browser obeys the stricter of two policies: so only what
/// holds everywhere stands under `*` there, and no other block overlaps.
const TEMPLATES: [(&str, &str); 3] = [
    ("_headers", include_str!("hosts/_headers")),
    ("hosting/nginx.conf", include_str!("hosts/nginx.conf")),
    ("hosting/Caddyfile", include_str!("hosts/Caddyfile")),
];

/// A host, as the site sees it.
pub(crate) struct Host<'a> {
    /// The path at which the top of the site is, with a slash at both ends.
    path: &'a str,
    /// The style sheet of all pages.
    styles: &'a str,
}

impl<'a> Host<'a> {
    /// The host of the site's address; where that is not known, a host of its own.
    pub(crate) fn of(base_url: Option<&'a str>, styles: &'a str) -> Self {
        let path = base_url.and_then(|base| base.strip_prefix(partners::origin(base)));
        Self {
            path: path.unwrap_or("/"),
            styles,
        }
    }

    /// The header of a page: its policy, and that no other page may frame it. `frame-ancestors` works in a header only.
    ///
    /// It is the same for all pages, so it allows what the page for other sites needs. What a page itself says is stricter,
    /// and a browser obeys both.
    fn page_header(&self) -> String {
        format!("{}; frame-ancestors 'none'", framing_policy(self.styles))
    }

    /// The files for hosts, by their paths in the site.
    ///
    /// # Errors
    /// An exhausted memory.
    pub(crate) fn files(&self, locales: &[Locale], embed: &Embed) -> Result<Files, Error> {
        let failed = |error: minijinja::Error| {
            Error::Options(format!("the files for hosts could not be made: {error}"))
        };
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // A line that holds nothing but a statement is no line of the file.
        environment.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .keep_trailing_newline(true)
                .build()
                .map_err(failed)?,
        );
        // No host reads HTML here.
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

    /// What the templates are filled with.
    fn values(&self, locales: &[Locale], embed: &Embed) -> Value {
        let top = self.path;
        let languages = locales
            .iter()
            .map(|locale| format!("{top}{}/*", locale.code));
        let pages = [top.to_owned(), format!("{top}index.html")];
        // Each by its name: a pattern for all of them would also fit embed.json, which changes.
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

    /// The path as a pattern of a regular expression.
    fn pattern(&self) -> String {
        self.path.replace('.', "\\.")
    }

    /// The folder that a host is told to serve, in capitals, since only the operator knows it.
    fn root(&self) -> &'static str {
        if self.path == "/" {
            "FOLDER_OF_THE_SITE"
        } else {
            "FOLDER_ABOVE_THE_SITE"
        }
    }
}

/// The header of the one page that others may frame; a site that wants to name them writes them here.
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
