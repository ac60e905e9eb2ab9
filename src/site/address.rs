//! The address that a site will have.

use crate::SiteError;

/// Checks an address, and gives it a slash at its end.
pub(crate) fn base_url(given: &str) -> Result<String, SiteError> {
    let bad = |what| SiteError::BaseUrl {
        given: given.into(),
        what,
    };
    let rest = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"))
        .ok_or_else(|| bad("it must begin with https:// or http://"))?;
    if rest.is_empty() || rest.starts_with('/') {
        return Err(bad("it names no host"));
    }
    if given.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>')
    }) {
        return Err(bad(
            "it must be a plain address, without blanks, quotes, ? or #",
        ));
    }
    // The files for hosts name the path, each in another syntax.
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    if !rest
        .split_once('/')
        .is_none_or(|(_, path)| path.chars().all(plain))
    {
        return Err(bad(
            "the path in it may be of letters a to z, digits, -, ., _ and ~, so that the files for hosts can name it",
        ));
    }
    Ok(format!("{}/", given.trim_end_matches('/')))
}

/// Scheme and host of an address, which is what a Content-Security-Policy names.
pub(crate) fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |place| place + "://".len());
    let end = address
        .get(host..)
        .and_then(|rest| rest.find('/'))
        .map_or(address.len(), |slash| host + slash);
    address.get(..end).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_in_one_slash() {
        for given in ["https://example.org/check", "https://example.org/check/"] {
            assert_eq!(
                base_url(given).unwrap(),
                "https://example.org/check/",
                "{given}"
            );
        }
    }

    #[test]
    fn what_is_no_address_of_a_page_is_refused_with_the_reason() {
        let cases = [
            ("example.org", "https://"),
            ("javascript:alert(1)", "https://"),
            ("https://", "host"),
            ("https:///etc", "host"),
            ("https://example.org/?q=1", "plain"),
            ("https://example.org/\"><script>", "plain"),
            ("https://example.org/a;b/", "letters"),
            ("https://example.org/%20/", "letters"),
        ];
        for (given, reason) in cases {
            let error = base_url(given).unwrap_err().to_string();
            assert!(
                error.contains(reason) && error.contains(&format!("{given:?}")),
                "{error}"
            );
        }
    }

    #[test]
    fn a_policy_names_scheme_and_host() {
        for address in [
            "https://example.org:8443/",
            "https://example.org:8443/check/",
            "https://example.org:8443",
        ] {
            assert_eq!(origin(address), "https://example.org:8443");
        }
    }
}
