//! The serial of a list.

use jiff::civil::Date;

use crate::Error;

/// The serial of a list issued on a date: YYYYMMDDnn, as DNS zones write theirs (RFC 1912, section 2.2).
///
/// `given` is `--serial`: either nn alone or all ten digits, whose date must then be the issue date. `previous` is the
/// serial of the list published last; the new one must be higher.
///
/// # Errors
/// [`Error::Usage`] where the serial is impossible or would go back.
pub(crate) fn serial(issue: Date, given: Option<u32>, previous: Option<u32>) -> Result<u32, Error> {
    let day = u32::try_from(
        i32::from(issue.year()) * 10_000 + i32::from(issue.month()) * 100 + i32::from(issue.day()),
    )
    .map_err(|_| Error::Usage(format!("{issue} cannot be an issue date")))?;
    let first = day
        .checked_mul(100)
        .ok_or_else(|| Error::Usage(format!("{issue} cannot be an issue date")))?;
    let serial = match (given, previous) {
        (Some(number @ 0..=99), _) => first + number,
        (Some(all), _) if all / 100 == day => all,
        (Some(all), _) => {
            return Err(Error::Usage(format!(
                "--serial {all} is neither 0 to 99 nor of the issue date ({day}nn): the date of a serial is the date of issue"
            )));
        }
        (None, Some(previous)) if previous >= first && previous < first + 99 => previous + 1,
        (None, Some(previous)) if previous == first + 99 => {
            return Err(Error::Usage(format!(
                "a hundred lists were issued on {issue} already ({previous})"
            )));
        }
        (None, _) => first,
    };
    match previous {
        Some(previous) if previous >= serial => Err(Error::Usage(format!(
            "serial {serial} would not be later than {previous}, the list published last: readers refuse to go back"
        ))),
        _ => Ok(serial),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

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
}
