//! The figures that pages show: those of the list, and those of the announcement it is based on.

use jaanch_core::check::rfc3339;
use jaanch_core::list::List;
use minijinja::{Value, context};

use crate::html::escaped;
use crate::locale::Locale;

/// The districts that the announcement names, each with its share of the 27,824 numbers.
const ANNOUNCED: [(&str, u64); 9] = [
    ("Gurugram", 7_142),
    ("Faridabad", 3_896),
    ("Panchkula", 1_420),
    ("Sonipat", 1_408),
    ("Hisar", 1_228),
    ("Ambala", 1_101),
    ("Rohtak", 1_045),
    ("Panipat", 1_034),
    ("Jhajjar", 1_024),
];

/// The list's notes and figures, formatted for one language.
pub(crate) fn of_list(list: &List, locale: &Locale) -> Value {
    let notes = list.notes();
    let largest = notes
        .districts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0);
    let mut districts = notes.districts.clone();
    districts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let districts: Vec<Value> = districts
        .iter()
        .map(|(name, count)| {
            context! {
                name => district(name, locale),
                count => grouped(*count, locale),
                percent => count * 100 / largest.max(1),
            }
        })
        .collect();
    let alarms = notes.false_alarms;
    context! {
        issuer => notes.issuer.as_deref(),
        appeal => notes.appeal.as_deref().map(escaped),
        appeal_address => notes.appeal.as_deref().map(address),
        made_up => list.is_made_up(),
        serial => list.serial(),
        issued => day(list.issued(), locale),
        expires => day(list.expires(), locale),
        count => grouped(list.count(), locale),
        empty => list.count() == 0,
        counted => alarms.is_some(),
        hits => grouped(alarms.map_or(0, |alarms| alarms.hits), locale),
        space => grouped(alarms.map_or(0, |alarms| alarms.space), locale),
        rate => grouped(rate(list), locale),
        districts,
    }
}

/// "Gurugram 7,142 · Faridabad 3,896 · …", in a language.
pub(crate) fn announced(locale: &Locale) -> String {
    let parts: Vec<String> = ANNOUNCED
        .iter()
        .map(|(name, count)| format!("{} {}", district(name, locale), grouped(*count, locale)))
        .collect();
    parts.join(" · ")
}

/// A contact URI as people write it: a mail address, a phone number, or the address of a page.
fn address(contact: &str) -> &str {
    let (scheme, rest) = contact.split_once(':').unwrap_or_default();
    if scheme == "https" {
        return rest.trim_start_matches('/').trim_end_matches('/');
    }
    // A subject and the like may follow.
    rest.split('?').next().unwrap_or(rest)
}

/// One in how many numbers matches by chance, computed from the width of the fingerprints.
fn rate(list: &List) -> u64 {
    let tags = u64::try_from(list.notes().tags.len()).unwrap_or(1).max(1);
    (1_u64 << list.width().bits()) / tags
}

/// The name of a district in a language, or the list's own name for it.
fn district<'a>(name: &'a str, locale: &'a Locale) -> &'a str {
    let key = format!(
        "names.district.{}",
        name.to_lowercase().replace([' ', '_'], "-")
    );
    locale.texts.get(&key).map_or(name, String::as_str)
}

/// The UTC date of Unix seconds as the locale writes it ("31 October 2026"), or `2026-10-31` if it lacks the words.
fn day(seconds: u64, locale: &Locale) -> String {
    let mut iso = rfc3339(seconds);
    iso.truncate("YYYY-MM-DD".len());
    let text = |key: &str| locale.texts.get(key);
    let worded = || {
        let [year, month, day]: [&str; 3] = iso.split('-').collect::<Vec<_>>().try_into().ok()?;
        let month = text(&format!("names.month.{}", month.trim_start_matches('0')))?;
        let date = text("element.date")?;
        Some(
            date.replace("{day}", day.trim_start_matches('0'))
                .replace("{month}", month)
                .replace("{year}", year),
        )
    };
    worded().unwrap_or(iso)
}

/// A number with its digits grouped as in the locale's country: 1,00,000 in India, 100,000 elsewhere.
fn grouped(number: u64, locale: &Locale) -> String {
    let later = if locale.tag.ends_with("-IN") { 2 } else { 3 };
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len() - place;
        if place > 0 && left >= 3 && (left - 3).is_multiple_of(later) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale {
            path: "hi.json".into(),
            code: "hi".into(),
            name: "हिन्दी".into(),
            tag: tag.into(),
            order: 1,
            reviewed: true,
            texts: [
                ("names.district.charkhi-dadri", "चरखी दादरी"),
                ("names.month.3", "मार्च"),
                ("element.date", "{day} {month} {year}"),
            ]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into(),
        }
    }

    #[test]
    fn numbers_are_grouped_as_the_country_does() {
        let cases = [
            (0, "0", "0"),
            (999, "999", "999"),
            (27_824, "27,824", "27,824"),
            (122_158, "1,22,158", "122,158"),
            (4_000_000_000, "4,00,00,00,000", "4,000,000,000"),
        ];
        for (number, india, elsewhere) in cases {
            assert_eq!(grouped(number, &locale("hi-IN")), india);
            assert_eq!(grouped(number, &locale("en-GB")), elsewhere);
        }
    }

    #[test]
    fn districts_have_the_name_of_the_language_or_their_own() {
        let locale = locale("hi-IN");
        assert_eq!(district("Charkhi Dadri", &locale), "चरखी दादरी");
        assert_eq!(district("Atlantis", &locale), "Atlantis");
        assert!(announced(&locale).starts_with("Gurugram 7,142 · Faridabad 3,896 · "));
    }

    #[test]
    fn contacts_are_written_as_people_write_them() {
        for (contact, written) in [
            ("mailto:appeal@example.org", "appeal@example.org"),
            ("mailto:appeal@example.org?subject=A", "appeal@example.org"),
            ("tel:1930", "1930"),
            ("https://example.org/", "example.org"),
            ("https://example.org/a?b=c", "example.org/a?b=c"),
        ] {
            assert_eq!(address(contact), written);
        }
    }

    #[test]
    fn dates_are_in_the_words_of_the_language_or_in_figures() {
        let locale = locale("hi-IN");
        assert_eq!(day(1_772_323_200, &locale), "1 मार्च 2026");
        assert_eq!(day(1_775_001_600, &locale), "2026-04-01");
    }
}
