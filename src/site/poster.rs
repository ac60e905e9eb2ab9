//! The poster of a language: one sheet of A4 with a QR code to the check.

use minijinja::{Value, context};

use crate::SiteError;
use crate::html::escaped;
use crate::locale::Locale;
use crate::qr::Code;

/// The variables of the poster: the address of the check, as a QR code and to type.
pub(crate) fn values(locale: &Locale, base_url: &str) -> Result<Value, SiteError> {
    let address = format!("{base_url}{}/", locale.code);
    let code = Code::of(&address).ok_or_else(|| SiteError::BaseUrl {
        given: base_url.into(),
        what: "it is too long for the QR code of the poster",
    })?;
    Ok(context! {
        side => code.side,
        path => code.path,
        typed => escaped(typed(&address)),
        address => escaped(&address),
    })
}

/// An address as people type it: browsers add `https://` and the last slash.
fn typed(address: &str) -> &str {
    let short = address.strip_prefix("https://").unwrap_or(address);
    short.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_to_type_leaves_out_what_a_browser_adds() {
        assert_eq!(
            typed("https://example.org/check/hi/"),
            "example.org/check/hi"
        );
        // Without its beginning this one would lead to another place.
        assert_eq!(typed("http://example.org/hi/"), "http://example.org/hi");
    }
}
