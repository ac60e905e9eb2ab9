//! The variables of the page for partners: the lines that put the check on another site, in every language.

use minijinja::{Value, context};

use crate::Embed;
use crate::address::origin;
use crate::html::escaped;
use crate::locale::Locale;

/// The placeholder address of a site that is made without its own; partners have to replace it.
const ELSEWHERE: &str = "https://site.example/";

/// The formats of pictures: the end of the file name, width and height in pixels.
const SHAPES: [(&str, u32, u32); 2] = [("", 1200, 630), ("-square", 1080, 1080)];

/// The variables of that page.
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

/// The texts of the lines in a language, whatever the language of the page.
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
