//! What a browser is allowed to do with the page, and for how long it may keep its parts.

/// The policy that stands in the page itself, so that it holds on any host, also one whose headers nobody can set.
///
/// `wasm-unsafe-eval` lets the page compile the module; it does not allow evaluating JavaScript. Requiring trusted types
/// while naming none forbids every way in which text could become markup or script.
pub(super) const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// The `_headers` file, in the form that static hosts share (Netlify, Cloudflare Pages and others).
///
/// `frame-ancestors` works in a header only. The list is offered to other origins, because partners' pages check against
/// it; everything is revalidated on each visit, so that nobody keeps checking against yesterday's list.
pub(super) fn file() -> String {
    format!(
        "/*\n\
         \x20 Content-Security-Policy: {PAGE_POLICY}; frame-ancestors 'none'\n\
         \x20 X-Content-Type-Options: nosniff\n\
         \x20 Referrer-Policy: no-referrer\n\
         \x20 Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self)\n\
         \x20 Cross-Origin-Opener-Policy: same-origin\n\
         \x20 Cache-Control: no-cache\n\
         \n\
         /list.jaanch\n\
         \x20 Access-Control-Allow-Origin: *\n\
         \x20 Content-Type: application/octet-stream\n"
    )
}
