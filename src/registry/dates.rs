//! Dates as exports write them, and the calendar side of a list: serials and Unix seconds.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::Error;
use crate::number::Region;

const SECONDS_A_DAY: i64 = 86_400;

/// Reads a date in one of the forms that exports use; a time of day behind it is left aside.
///
/// Year first (`2026-10-03`, `2026/10/3`), or day first (`03/10/2026`, `3.10.26`, `03-Oct-2026`, `3 October 2026`). In the
/// United States alone, a date of three numbers that ends with its year begins with the month. `None` for anything else.
#[must_use]
pub fn parse(text: &str, region: Region) -> Option<Date> {
    let text: String = text
        .trim()
        .trim_start_matches('\'')
        .chars()
        .map(western)
        .collect();
    let text = text.as_str();
    // The date ends where a time of day begins.
    let end = text
        .find(['T', ','])
        .filter(|&at| at >= 8)
        .unwrap_or(text.len());
    let text = text.get(..end)?;
    let mut parts = text
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    // What follows is a time of day, or this is no date.
    if parts.next().is_some_and(|time| !time.contains(':')) {
        return None;
    }
    if first.len() == 4 {
        return civil(first, month(second)?, third);
    }
    let year = match third.len() {
        2 => format!("20{third}"),
        4 => third.to_owned(),
        _ => return None,
    };
    match month_name(second) {
        Some(month) => civil(&year, month, first),
        None if region.code() == "US" => match month_name(first) {
            Some(month) => civil(&year, month, second),
            None => civil(&year, digits(first)?, second),
        },
        None => civil(&year, digits(second)?, first),
    }
}

/// A Devanagari or Gurmukhi digit as the one that `str::parse` knows.
fn western(c: char) -> char {
    let value = match c {
        '०'..='९' => u32::from(c) - u32::from('०'),
        '੦'..='੯' => u32::from(c) - u32::from('੦'),
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

fn digits(text: &str) -> Option<i8> {
    (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn month(text: &str) -> Option<i8> {
    month_name(text).or_else(|| digits(text))
}

/// A month's English name, whole or by its first three letters.
fn month_name(text: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
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
    if text.len() < 3 || !text.is_ascii() {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let at = NAMES
        .iter()
        .position(|name| name.starts_with(&text) || text == "sept" && *name == "september")?;
    i8::try_from(at + 1).ok()
}

fn civil(year: &str, month: i8, day: &str) -> Option<Date> {
    let year = year
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| year.parse().ok())??;
    Date::new(year, month, digits(day)?)
        .ok()
        .filter(|date| date.year() >= 1990)
}

/// Today in UTC, the date a list issued now carries.
#[must_use]
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(TimeZone::UTC).date()
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
        ] {
            assert_eq!(parse(text, Region::IN), october, "{text}");
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
            assert_eq!(parse(text, Region::IN), None, "{text}");
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
    fn seconds_and_dates() {
        assert_eq!(unix_seconds(date(2026, 10, 31)), 1_793_404_800);
        assert_eq!(from_unix_seconds(1_793_404_800), Some(date(2026, 10, 31)));
    }
}
