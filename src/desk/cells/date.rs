//! Dates as exports write them.

use jaanch_core::number::Region;
use jaanch_tables::{Cell, Kind};
use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;

/// The order of day and month in `03/10/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// 3 October.
    DayFirst,
    /// 10 March.
    MonthFirst,
}

impl Order {
    /// The order usual in a region: month first in the United States alone.
    #[must_use]
    pub fn of(region: Region) -> Self {
        if region.code() == "US" {
            Self::MonthFirst
        } else {
            Self::DayFirst
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It can be read in one way only, whatever the order.
    Plain(Date),
    /// Three numbers that are a date in this order alone: 25/10/2026.
    Ordered(Date, Order),
    /// Three numbers that are a date in both orders: 03/10/2026.
    Either {
        /// Read with the day first.
        day_first: Date,
        /// Read with the month first.
        month_first: Date,
    },
    /// A spreadsheet's count of days, which begins in 1900 (or in 1904, see [`Written::from_1904`]).
    Serial(u32),
}

/// The days of 1990-01-01 and 2100-01-01 as a spreadsheet counts them. All are of five digits, and no other way to write
/// a date is.
const SERIALS: std::ops::Range<u32> = 32_874..73_051;
/// What spreadsheets count from, since they take 1900 for a leap year.
const SERIAL_ZERO: Date = date(1899, 12, 30);
/// How many days later the other count begins.
const DAYS_TO_1904: u32 = 1_462;

impl Written {
    /// The date, read in an order.
    #[must_use]
    pub fn date(self, order: Order) -> Option<Date> {
        match (self, order) {
            (Self::Plain(date), _) => Some(date),
            (Self::Ordered(date, its), order) => (its == order).then_some(date),
            (Self::Either { day_first, .. }, Order::DayFirst) => Some(day_first),
            (Self::Either { month_first, .. }, Order::MonthFirst) => Some(month_first),
            (Self::Serial(days), _) => SERIAL_ZERO
                .checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?)
                .ok(),
        }
    }

    /// The same in a workbook that counts days from 1904.
    #[must_use]
    pub const fn from_1904(self) -> Self {
        match self {
            Self::Serial(days) => Self::Serial(days + DAYS_TO_1904),
            other => other,
        }
    }
}

/// Reads a date in one of the forms that exports use; a time of day after it is ignored.
///
/// Year first (`2026-10-03`, `2026/10/3`, `20261003`), day or month first (`03/10/2026`, `3.10.26`), with the month's English
/// name or its Hindi or Punjabi one (`03-Oct-2026`, `3 October 2026`, `October 3, 2026`), or as a spreadsheet's count of days (`46298`, `46298.5`). `None`
/// for anything else, and for years before 1990.
#[must_use]
pub fn read<'a>(cell: impl Into<Cell<'a>>) -> Option<Written> {
    let Cell { text, kind } = cell.into();
    // Where the file says which day it is, nothing is guessed.
    if let Kind::Date { year, month, day } = kind {
        return civil(year, month, day).map(Written::Plain);
    }
    if text.is_ascii() {
        return read_western(text);
    }
    let text: String = text.chars().map(western).collect();
    read_western(&text)
}

/// Reads a single date, in the region's own order of day and month.
#[must_use]
pub fn parse(text: &str, region: Region) -> Option<Date> {
    read(text)?.date(Order::of(region))
}

fn read_western(text: &str) -> Option<Written> {
    let text = text.trim().trim_start_matches('\'');
    if text.bytes().take(5).all(|byte| byte.is_ascii_digit()) {
        return compact(text);
    }
    let mut parts = text
        .split(['-', '/', '.', ' ', ',', 'T'])
        .filter(|part| !part.is_empty());
    // "October" and "Oct" hold no capital T, "OCT" does: read it again in lower case.
    if text.bytes().any(|byte| byte == b'T') && month_in(text) {
        return read_western(&text.to_ascii_lowercase());
    }
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    // What follows is a time of day, or this is not a date.
    if parts.next().is_some_and(|time| !time.contains(':')) {
        return None;
    }
    if first.len() == 4 {
        return civil(year(first)?, month(second)?, digits(third)?).map(Written::Plain);
    }
    let year = year(third)?;
    if let Some(month) = month_name(second) {
        return civil(year, month, digits(first)?).map(Written::Plain);
    }
    if let Some(month) = month_name(first) {
        return civil(year, month, digits(second)?).map(Written::Plain);
    }
    let (first, second) = (digits(first)?, digits(second)?);
    let (day_first, month_first) = (civil(year, second, first), civil(year, first, second));
    match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if day_first == month_first => {
            Some(Written::Plain(day_first))
        }
        (Some(day_first), Some(month_first)) => Some(Written::Either {
            day_first,
            month_first,
        }),
        (Some(date), None) => Some(Written::Ordered(date, Order::DayFirst)),
        (None, Some(date)) => Some(Written::Ordered(date, Order::MonthFirst)),
        (None, None) => None,
    }
}

/// `20261003`, or a spreadsheet's count of days, which may have a fraction for the time of day.
fn compact(text: &str) -> Option<Written> {
    let (whole, rest) = text.split_once(['.', 'T', ' ']).unwrap_or((text, "0"));
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match whole.len() {
        5 if rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            let days = whole.parse().ok()?;
            SERIALS.contains(&days).then_some(Written::Serial(days))
        }
        8 => civil(
            year(whole.get(..4)?)?,
            digits(whole.get(4..6)?)?,
            digits(whole.get(6..)?)?,
        )
        .map(Written::Plain),
        _ => None,
    }
}

/// A Devanagari or Gurmukhi digit as the one that `str::parse` knows; a space of any width as the usual one.
fn western(c: char) -> char {
    let value = match c {
        '०'..='९' => u32::from(c) - u32::from('०'),
        '੦'..='੯' => u32::from(c) - u32::from('੦'),
        c if c.is_whitespace() => return ' ',
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

fn year(text: &str) -> Option<i16> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn digits(text: &str) -> Option<i8> {
    (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn month(text: &str) -> Option<i8> {
    month_name(text).or_else(|| digits(text))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The months in Hindi and Punjabi, without the dot below a letter, which many leave out.
const INDIC_MONTHS: [&[&str]; 12] = [
    &["जनवरी", "ਜਨਵਰੀ"],
    &["फरवरी", "ਫਰਵਰੀ"],
    &["मार्च", "ਮਾਰਚ"],
    &["अप्रैल", "ਅਪ੍ਰੈਲ"],
    &["मई", "ਮਈ"],
    &["जून", "ਜੂਨ"],
    &["जुलाई", "ਜੁਲਾਈ"],
    &["अगस्त", "ਅਗਸਤ"],
    &["सितंबर", "सितम्बर", "ਸਤੰਬਰ"],
    &["अक्टूबर", "अक्तूबर", "ਅਕਤੂਬਰ"],
    &["नवंबर", "नवम्बर", "ਨਵੰਬਰ"],
    &["दिसंबर", "दिसम्बर", "ਦਸੰਬਰ"],
];

/// A month's name: in English, whole or by its first three letters, or in Hindi or Punjabi.
fn month_name(text: &str) -> Option<i8> {
    if !text.is_ascii() {
        let plain: String = text
            .nfd()
            .filter(|c| !matches!(c, '\u{93c}' | '\u{a3c}'))
            .nfc()
            .collect();
        let at = INDIC_MONTHS
            .iter()
            .position(|names| names.contains(&plain.as_str()))?;
        return i8::try_from(at + 1).ok();
    }
    if text.len() < 3 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|name| name.starts_with(&text) || text == "sept" && *name == "september")?;
    i8::try_from(at + 1).ok()
}

/// Whether a text with capital letters names one of the months that hold a T.
fn month_in(text: &str) -> bool {
    ["OCT", "SEPT", "AUGUST"]
        .iter()
        .any(|name| text.contains(name))
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day)
        .ok()
        .filter(|date| date.year() >= 1990)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_in_hindi_and_punjabi() {
        for (month, names) in (1..).zip(INDIC_MONTHS) {
            for name in names {
                let written = read(format!("5 {name} 2026").as_str());
                assert_eq!(
                    written,
                    Some(Written::Plain(date(2026, month, 5))),
                    "{name}"
                );
            }
        }
        for name in ["फ़रवरी", "\u{95e}रवरी", "ਫ਼ਰਵਰੀ", "\u{a5e}ਰਵਰੀ"]
        {
            let written = read(format!("5 {name} 2026").as_str());
            assert_eq!(written, Some(Written::Plain(date(2026, 2, 5))), "{name}");
        }
        assert_eq!(read("5 महीना 2026"), None);
    }

    #[test]
    fn dates_as_exports_write_them() {
        let october = Some(date(2026, 10, 3));
        for text in [
            "2026-10-03",
            "2026/10/3",
            "2026-10-03T14:05:00+05:30",
            "2026-10-03 14:05:00",
            "03/10/2026",
            "3.10.2026",
            "03-10-26",
            "03-Oct-2026",
            "3 October 2026",
            "03/10/2026 14:05",
            "'03/10/2026",
            " 03-oct-26 ",
            "03-10-2026, 2:05 PM",
            "०३/१०/२०२६",
            "3 अक्टूबर 2026",
            "०३-अक्तूबर-२०२६",
            "3 ਅਕਤੂਬਰ 2026",
            "03-OCT-2026",
            "03-OCT-2026 14:05",
            "October 3, 2026",
            "20261003",
            "20261003T140500",
            "03/10/2026\u{a0}14:05",
        ] {
            let written = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(written.date(Order::DayFirst), october, "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month() {
        let first = |text| read(text).unwrap().date(Order::DayFirst);
        let second = |text| read(text).unwrap().date(Order::MonthFirst);
        assert_eq!(first("03/10/2026"), Some(date(2026, 10, 3)));
        assert_eq!(second("03/10/2026"), Some(date(2026, 3, 10)));
        assert_eq!((first("10/25/2026"), second("25/10/2026")), (None, None));
        assert_eq!(second("10/25/2026"), Some(date(2026, 10, 25)));
        assert_eq!(read("05/05/2026"), Some(Written::Plain(date(2026, 5, 5))));
        assert_eq!(read("Oct 3, 2026"), read("2026-10-03"));
        assert_eq!(Order::of(Region::new(*b"US").unwrap()), Order::MonthFirst);
        assert_eq!(Order::of(Region::IN), Order::DayFirst);
    }

    #[test]
    fn counts_of_days() {
        let serial = |text| read(text).unwrap();
        for text in ["46298", "46298.0", "46298.58", " 46298"] {
            assert_eq!(
                serial(text).date(Order::DayFirst),
                Some(date(2026, 10, 3)),
                "{text}"
            );
        }
        assert_eq!(
            serial("44836").from_1904().date(Order::MonthFirst),
            Some(date(2026, 10, 3))
        );
        assert_eq!(
            serial("32874").date(Order::DayFirst),
            Some(date(1990, 1, 1))
        );
        assert_eq!(
            serial("73050").date(Order::DayFirst),
            Some(date(2099, 12, 31))
        );
        for text in ["32873", "73051", "4629", "462980", "46298x", "46298.x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_cell_is_its_day_whatever_its_text() {
        let kind = Kind::Date {
            year: 2026,
            month: 3,
            day: 10,
        };
        let cell = |kind| Cell {
            text: "03/10/2026",
            kind,
        };
        assert_eq!(read(cell(kind)), Some(Written::Plain(date(2026, 3, 10))));
        assert!(matches!(
            read(cell(Kind::Text)),
            Some(Written::Either { .. })
        ));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "31/02/2026",
            "2026-13-01",
            "03/10",
            "5012345678",
            "yesterday",
            "3/10/1926",
            "03/10/026",
            "a/b/c",
            "1-2-3-4",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
