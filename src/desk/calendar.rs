//! The calendar of a list: the date of issue and its age, in days and Unix seconds.

use jaanch_core::number::Region;
use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};

const SECONDS_A_DAY: i64 = 86_400;

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

/// Days since 1970-01-01.
pub(crate) fn days(day: Date) -> i64 {
    day.duration_since(date(1970, 1, 1)).as_secs() / SECONDS_A_DAY
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
