//! What the page for partners is told: the lines that put the check on somebody else's page, in every language.

use minijinja::{Value, context};

use crate::Embed;
use crate::locale::Locale;
use crate::words::escaped;

/// An address nobody has, for a site that is made without its own: it is to be replaced by hand.
const ELSEWHERE: &str = "https://site.example/";

/// The shapes in which a picture can be there: the end of its name, its width and its height.
const SHAPES: [(&str, u32, u32); 2] = [("", 1200, 630), ("-square", 1080, 1080)];

/// What the page for partners is told.
pub(crate) fn values(
    embed: &Embed,
    locales: &[Locale],
    pictures: &[String],
    base_url: Option<&str>,
) -> Value {
    let base = base_url.unwrap_or(ELSEWHERE);
    let languages: Vec<Value> = locales.iter().map(language).collect();
    context! {
        version => escaped(&embed.version),
        entry => escaped(&embed.entry),
        integrity => escaped(&embed.integrity),
        frame => escaped(&embed.frame),
        frame_integrity => escaped(&embed.frame_integrity),
        base => escaped(base),
        origin => escaped(origin(base)),
        languages,
        pictures => locales.iter().flat_map(|locale| shown(locale, pictures)).collect::<Vec<_>>(),
    }
}

/// The pictures with the words of a language.
fn shown<'a>(locale: &'a Locale, pictures: &'a [String]) -> impl Iterator<Item = Value> + 'a {
    SHAPES.iter().filter_map(|(end, width, height)| {
        let file = format!("{}{end}.png", locale.code);
        pictures.contains(&format!("pictures/{file}")).then(|| {
            context! { file, name => locale.name.as_str(), locale => locale.tag.as_str(), width => *width, height => *height }
        })
    })
}

/// What the lines say in a language, whichever the page itself is in.
fn language(locale: &Locale) -> Value {
    let text = |key: &str| locale.texts.get(key).map_or("", String::as_str);
    context! {
        code => locale.code.as_str(),
        locale => locale.tag.as_str(),
        name => locale.name.as_str(),
        inside => text("page.partners.line.inside"),
        title => text("page.partners.line.title"),
    }
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
