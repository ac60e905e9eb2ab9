//! Laws that hold for every number and every text.

use jaanch_core::number::{Kind, Parsed, PhoneNumber, Reason, Region, ShortCode, parse, scan};
use proptest::prelude::*;

const REGIONS: &[u8] = b"INUSGBDEITARBRMXRUKZJPAUCNFRAGSGAENPPKBDLKLTBYHUSM";

fn regions() -> impl Strategy<Value = Region> {
    let known: Vec<Region> = REGIONS
        .chunks(2)
        .map(|id| Region::new(id.try_into().unwrap()).unwrap())
        .collect();
    prop::sample::select(known)
}

/// Any number there can be: random digits after the calling code of a random region, as they are or made Indian.
fn numbers() -> impl Strategy<Value = PhoneNumber> {
    prop_oneof![
        (1u64..100_000_000_000_000_000).prop_filter_map("not a number", PhoneNumber::from_e164),
        (1_000_000_000u64..10_000_000_000).prop_filter_map("not a number", |n| {
            PhoneNumber::from_e164(910_000_000_000 + n)
        }),
        (10_000_000u64..100_000_000).prop_filter_map("not a number", |n| PhoneNumber::from_e164(
            911_800_000_000 + n / 100
        )),
    ]
}

/// Texts made of what numbers are written with.
fn almost_numbers() -> impl Strategy<Value = String> {
    let pieces = [
        "0", "1", "5", "9", "91", "00", "+", "०", "੫", "９", " ", "-", "\u{2011}", ".", "/", "(",
        ")", ",", ";", "\n", "\u{200e}", "x", "O", "ext", ";ext=", "tel:", "#", "*", "or", "या",
        "₹", "\u{20e3}", "é", "😀", "50123", "45678", ".0", "/-", "%2B",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn number(parsed: Result<Parsed, Reason>) -> Option<PhoneNumber> {
    match parsed {
        Ok(Parsed::Number(number)) => Some(number),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_read_back(n in numbers(), home in regions()) {
        prop_assert_eq!(number(parse(&n.display(), home)), Some(n), "{}", n.display());
        prop_assert_eq!(number(parse(&format!("+{}", n.e164()), home)), Some(n));
        prop_assert_eq!(number(parse(&format!("tel:{n}"), home)), Some(n));
        prop_assert_eq!(PhoneNumber::from_e164(n.e164()), Some(n));
    }

    #[test]
    fn an_indian_national_number_is_read_back(n in 0u64..10_000_000_000) {
        if let Some(n) = PhoneNumber::from_e164(910_000_000_000 + n) {
            let national = n.national();
            prop_assert_eq!(number(parse(&national, Region::IN)), Some(n));
            prop_assert_eq!(number(parse(&format!("0{national}"), Region::IN)), Some(n));
            prop_assert_eq!(number(parse(&format!("91{national}"), Region::IN)), Some(n));
            prop_assert_eq!(number(parse(&format!("+91 0{national}"), Region::IN)), Some(n));
        } else {
            prop_assert!(n < 1_000_000_000);
        }
    }

    #[test]
    fn an_indian_number_with_a_digit_more_or_less_is_none(n in 5_000_000_000u64..10_000_000_000, at in 1usize..10, digit in 0u8..10) {
        let mut short = n.to_string();
        short.remove(at);
        let mut long = n.to_string();
        long.insert(at + 1, char::from(b'0' + digit));
        for text in [&short, &long] {
            for text in [text.clone(), format!("+91 {text}"), format!("+91{text}"), format!("0091-{text}")] {
                prop_assert!(matches!(parse(&text, Region::IN), Err(Reason::TooShort | Reason::TooLong)), "{}", text);
            }
        }
    }

    #[test]
    fn ten_digits_that_begin_91_are_a_national_number(rest in 0u32..100_000_000) {
        let text = format!("91{rest:08}");
        prop_assert_eq!(number(parse(&text, Region::IN)).unwrap().national(), text);
    }

    #[test]
    fn reading_what_was_read_changes_nothing(text in almost_numbers(), home in regions()) {
        match parse(&text, home) {
            Ok(Parsed::Number(n)) => {
                prop_assert_eq!(number(parse(&n.to_string(), home)), Some(n), "{:?}", text);
                prop_assert_eq!(PhoneNumber::from_e164(n.e164()), Some(n), "{:?}", text);
                prop_assert!(n.country().is_none() || n.kind(home) == Kind::Foreign || n.country() == Some(home));
            }
            Ok(Parsed::ShortCode(ShortCode { region, digits })) => {
                prop_assert_eq!(parse(&digits.to_string(), home), Ok(Parsed::ShortCode(ShortCode { region, digits })));
            }
            Err(_) => {}
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}", home in regions()) {
        let read = parse(&text, home);
        if text.chars().all(|c| !c.is_numeric()) {
            prop_assert!(read.is_err());
        }
    }

    #[test]
    fn what_is_found_is_in_the_text(text in almost_numbers(), home in regions()) {
        let mut end = 0;
        for found in scan(&text, home) {
            prop_assert!(end <= found.start && found.start < found.end);
            let there = &text[found.start..found.end];
            prop_assert!(there.chars().any(char::is_numeric), "{:?}", there);
            end = found.end;
        }
    }

    #[test]
    fn a_number_alone_in_a_message_is_the_number_itself(n in 6_000_000_000u64..10_000_000_000, form in 0usize..6) {
        let d = n.to_string();
        let text = [
            d.clone(),
            format!("+91 {} {}", &d[..5], &d[5..]),
            format!("0{d}"),
            format!("{}-{}", &d[..5], &d[5..]),
            format!("+91{d}"),
            format!("91{d}"),
        ][form].clone();
        let found = scan(&text, Region::IN);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!((found[0].start, found[0].end), (0, text.len()));
        prop_assert_eq!(Ok(found[0].parsed), parse(&text, Region::IN));
    }
}

/// Texts of a megabyte of one thing, and of several.
fn megabytes() -> Vec<String> {
    const MEGABYTE: usize = 1 << 20;
    [
        "5",
        "+",
        "\u{200b}",
        " ",
        "(",
        "0",
        "५",
        "5012345678",
        "+91 50123 45678\n",
        "5012345678,",
        "5;",
        ";ext=",
        "a",
        "x",
        "*",
        "1 ",
        "é",
        "https://a/5 ",
        "A/c 5012345678 ",
        "\u{0}",
        "😀",
        "/-",
        "12-10-2026 ",
    ]
    .iter()
    .map(|piece| piece.repeat(MEGABYTE / piece.len()))
    .collect()
}

#[test]
fn a_megabyte_of_anything_is_refused_and_ends() {
    for text in megabytes() {
        let read = parse(&text, Region::IN);
        assert!(
            read.is_err(),
            "{:?}…",
            text.chars().take(20).collect::<String>()
        );
    }
}

#[test]
fn a_megabyte_of_numbers_is_searched_to_the_end() {
    for (piece, found) in [
        ("+91 50123 45678\n", 1),
        ("call 1930 ", 1),
        ("A/c 5012345678 ", 0),
        ("\u{200e}", 0),
        ("5", 0),
    ] {
        let count = (1 << 20) / piece.len();
        assert_eq!(
            scan(&piece.repeat(count), Region::IN).len(),
            found * count,
            "{piece:?}"
        );
    }
}

#[test]
fn every_region_knows_its_own_numbers() {
    for (text, country) in [
        ("+12025550123", "US"),
        ("+12045550123", "CA"),
        ("+18765550123", "JM"),
        ("+442079460123", "GB"),
        ("+441481000000", "GG"),
        ("+77010000000", "KZ"),
        ("+74950000000", "RU"),
        ("+390669800000", "VA"),
        ("+390600000000", "IT"),
        ("+915012345678", "IN"),
    ] {
        let n = number(parse(text, Region::IN)).unwrap();
        assert_eq!(n.country().unwrap().code(), country, "{text}");
    }
    for text in ["+80000000000", "+870500000000", "+88213000000"] {
        assert_eq!(
            number(parse(text, Region::IN)).unwrap().country(),
            None,
            "{text}"
        );
    }
}

#[test]
fn kinds_are_seen_from_home() {
    let kind = |text: &str, home: &[u8; 2]| {
        number(parse(text, Region::IN))
            .unwrap()
            .kind(Region::new(*home).unwrap())
    };
    assert_eq!(kind("+915012345678", b"IN"), Kind::Unassigned);
    assert_eq!(kind("+915012345678", b"US"), Kind::Foreign);
    assert_eq!(kind("+12025550123", b"IN"), Kind::Foreign);
    assert_eq!(kind("+12025550123", b"US"), Kind::MobileOrLandline);
    assert_eq!(kind("+12025550123", b"CA"), Kind::Foreign);
    assert_eq!(kind("+18005550123", b"US"), Kind::TollFree);
    assert_eq!(kind("+447700900123", b"GB"), Kind::Mobile);
    assert_eq!(kind("+442079460123", b"GB"), Kind::Landline);
    assert_eq!(kind("+61491570156", b"AU"), Kind::Mobile);
}

#[test]
fn numbers_are_shown_as_people_write_them() {
    for (e164, shown) in [
        (915_012_345_678, "+91 50123 45678"),
        (911_800_000_123, "+91 1800 000 123"),
        (9_118_000_001_234, "+91 1800 000 1234"),
        (9_118_600_001_234, "+91 1860 000 1234"),
        (911_400_002_345, "+91 140 000 2345"),
        (911_600_001_234, "+91 1600 001 234"),
        (911_100_000_000, "+91 11 00000000"),
        (911_240_000_000, "+91 124 0000000"),
        (911_262_000_000, "+91 1262 000000"),
        (910_008_000_002_345, "+91 000 800 000 2345"),
        (12_025_550_123, "+1 202 555 0123"),
        (442_079_460_123, "+44 20 7946 0123"),
        (390_600_000_000, "+39 060 000 0000"),
        (80_000_000_000, "+800 0000 0000"),
    ] {
        assert_eq!(PhoneNumber::from_e164(e164).unwrap().display(), shown);
    }
    assert_eq!(
        PhoneNumber::from_e164(911_262_000_000)
            .unwrap()
            .area_code()
            .as_deref(),
        Some("1262")
    );
    assert_eq!(
        PhoneNumber::from_e164(915_012_345_678).unwrap().area_code(),
        None
    );
}

#[test]
fn a_region_is_known_by_two_capital_letters() {
    assert_eq!(Region::new(*b"IN"), Some(Region::IN));
    for unknown in [*b"in", *b"ZZ", *b"00", *b";;", [0, 0], *b"7;"] {
        assert_eq!(Region::new(unknown), None);
    }
}
