//! Dates as exports write them, and the calendar side of a list: serials and Unix seconds.

use jaanch_core::number::Region;
use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};
use unicode_normalization::UnicodeNormalization;

use crate::Error;

const SECONDS_A_DAY: i64 = 86_400;

/// In which order the day and the month of `03/10/2026` stand.
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

/// Reads a date in one of the forms that exports use; a time of day behind it is left aside.
///
/// Year first (`2026-10-03`, `2026/10/3`, `20261003`), day or month first (`03/10/2026`, `3.10.26`), with the month's English
/// name or its Hindi or Punjabi one (`03-Oct-2026`, `3 October 2026`, `October 3, 2026`), or as a spreadsheet's count of days (`46298`, `46298.5`). `None`
/// for anything else, and for years before 1990.
#[must_use]
pub fn read(text: &str) -> Option<Written> {
    if text.is_ascii() {
        return read_western(text);
    }
    let text: String = text.chars().map(western).collect();
    read_western(&text)
}

/// Reads a date that stands alone, in the region's own order of day and month.
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
    // "October" and "Oct" hold no capital T, "OCT" does: put together again what was parted there.
    if text.bytes().any(|byte| byte == b'T') && month_in(text) {
        return read_western(&text.to_ascii_lowercase());
    }
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    // What follows is a time of day, or this is no date.
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

/// Seconds that Indian time is ahead of UTC, all year round.
const INDIA: i32 = 5 * 3_600 + 1_800;

/// Today where a region's desk is, the date a list issued now carries.
///
/// Complaints carry the date of the place where they are taken. By the date of UTC, everything that came in between midnight and
/// half past five in the morning would lie in India's future. A machine that is never connected often knows no time zone,
/// so that India's is known here; elsewhere the machine's own counts.
#[must_use]
pub fn today(region: Region) -> Date {
    date_of(jiff::Timestamp::now(), region)
}

fn date_of(moment: jiff::Timestamp, region: Region) -> Date {
    let india = Offset::from_seconds(INDIA).ok();
    let zone = match india.filter(|_| region == Region::IN) {
        Some(india) => TimeZone::fixed(india),
        None => TimeZone::system(),
    };
    moment.to_zoned(zone).date()
}

/// How many days later the second date is than the first.
#[must_use]
pub fn days_between(first: Date, second: Date) -> i64 {
    days(second) - days(first)
}

/// 00:00 UTC of a date, in Unix seconds; a date before 1970 is 1970.
#[must_use]
pub fn unix_seconds(date: Date) -> u64 {
    u64::try_from(days(date) * SECONDS_A_DAY).unwrap_or_default()
}

/// The date in UTC of a moment in Unix seconds.
#[must_use]
pub fn from_unix_seconds(seconds: u64) -> Option<Date> {
    let timestamp = jiff::Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    Some(timestamp.to_zoned(TimeZone::UTC).date())
}

/// Days since 1970-01-01.
pub(crate) fn days(day: Date) -> i64 {
    day.duration_since(date(1970, 1, 1)).as_secs() / SECONDS_A_DAY
}

/// The serial of a list issued on a date: YYYYMMDDnn, as DNS zones write theirs (RFC 1912, section 2.2).
///
/// `given` is `--serial`: either nn alone or all ten digits, whose date must then be the issue date. `previous` is the
/// serial of the list published last; the new one must be higher.
///
/// # Errors
/// [`Error::Options`] where the serial is impossible or would go back.
pub fn serial(issue: Date, given: Option<u32>, previous: Option<u32>) -> Result<u32, Error> {
    let day = u32::try_from(
        i32::from(issue.year()) * 10_000 + i32::from(issue.month()) * 100 + i32::from(issue.day()),
    )
    .map_err(|_| Error::Options(format!("{issue} cannot be an issue date")))?;
    let first = day
        .checked_mul(100)
        .ok_or_else(|| Error::Options(format!("{issue} cannot be an issue date")))?;
    let serial = match (given, previous) {
        (Some(number @ 0..=99), _) => first + number,
        (Some(all), _) if all / 100 == day => all,
        (Some(all), _) => {
            return Err(Error::Options(format!(
                "--serial {all} is neither 0 to 99 nor of the issue date ({day}nn): the date of a serial is the date of issue"
            )));
        }
        (None, Some(previous)) if previous >= first && previous < first + 99 => previous + 1,
        (None, Some(previous)) if previous == first + 99 => {
            return Err(Error::Options(format!(
                "a hundred lists were issued on {issue} already ({previous})"
            )));
        }
        (None, _) => first,
    };
    match previous {
        Some(previous) if previous >= serial => Err(Error::Options(format!(
            "serial {serial} would not be later than {previous}, the list published last: readers refuse to go back"
        ))),
        _ => Ok(serial),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_in_hindi_and_punjabi() {
        for (month, names) in (1..).zip(INDIC_MONTHS) {
            for name in names {
                let written = read(&format!("5 {name} 2026"));
                assert_eq!(
                    written,
                    Some(Written::Plain(date(2026, month, 5))),
                    "{name}"
                );
            }
        }
        for name in ["फ़रवरी", "\u{95e}रवरी", "ਫ਼ਰਵਰੀ", "\u{a5e}ਰਵਰੀ"]
        {
            let written = read(&format!("5 {name} 2026"));
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

    #[test]
    fn serials_go_up_and_keep_the_date() {
        let day = date(2026, 10, 31);
        assert_eq!(serial(day, None, None).unwrap(), 2_026_103_100);
        assert_eq!(serial(day, Some(7), None).unwrap(), 2_026_103_107);
        assert_eq!(
            serial(day, Some(2_026_103_107), None).unwrap(),
            2_026_103_107
        );
        assert_eq!(
            serial(day, None, Some(2_026_103_100)).unwrap(),
            2_026_103_101
        );
        assert_eq!(
            serial(day, None, Some(2_026_102_455)).unwrap(),
            2_026_103_100
        );
        assert!(serial(day, None, Some(2_026_110_100)).is_err());
        assert!(serial(day, None, Some(2_026_103_199)).is_err());
        assert!(serial(day, Some(0), Some(2_026_103_100)).is_err());
        assert!(serial(day, Some(2_026_103_000), None).is_err());
        assert!(serial(day, Some(100), None).is_err());
    }

    #[test]
    fn a_desk_in_india_has_india_s_date_and_its_list_is_never_of_the_future() {
        let issued = |moment: &str| date_of(moment.parse().unwrap(), Region::IN);
        assert_eq!(issued("2026-10-30T18:29:59Z"), date(2026, 10, 30));
        assert_eq!(issued("2026-10-30T18:30:00Z"), date(2026, 10, 31));
        assert_eq!(issued("2026-10-31T18:29:59Z"), date(2026, 10, 31));
        // docs/FORMAT.md: future, if issued more than 14 hours after now.
        for minutes in 0..48 * 60 {
            let now = 1_793_404_800 + minutes * 60;
            let day = date_of(jiff::Timestamp::from_second(now).unwrap(), Region::IN);
            let ahead = i64::try_from(unix_seconds(day)).unwrap() - now;
            assert!(ahead <= 5 * 3_600 + 1_800, "{now}: {ahead}");
        }
        assert_eq!(days_between(date(2026, 10, 30), date(2026, 11, 1)), 2);
    }

    #[test]
    fn seconds_and_dates() {
        assert_eq!(unix_seconds(date(2026, 10, 31)), 1_793_404_800);
        assert_eq!(from_unix_seconds(1_793_404_800), Some(date(2026, 10, 31)));
    }
}
