//! Dates and numbers as text, without `format!`: the formatting behind it weighs 0.8 kB in the browser module.

/// Unix seconds as `2026-10-31T00:00:00Z`.
///
/// Days to a date of the proleptic Gregorian calendar by Howard Hinnant's `civil_from_days`, since the core knows no
/// calendar library; the format allows no year after 9999.
#[must_use]
pub fn rfc3339(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let mut text = String::with_capacity(20);
    for (value, unit, mark) in [
        (year, 1_000, '-'),
        (month, 10, '-'),
        (day, 10, 'T'),
        (second / 3_600, 10, ':'),
        (second / 60 % 60, 10, ':'),
        (second % 60, 10, 'Z'),
    ] {
        push_digits(&mut text, value, unit);
        text.push(mark);
    }
    text
}

/// Appends a number's decimal digits from the one worth `unit`, a power of ten, on.
fn push_digits(text: &mut String, number: u64, mut unit: u64) {
    while unit > 0 {
        text.extend(
            u32::try_from(number / unit % 10)
                .ok()
                .and_then(|digit| char::from_digit(digit, 10)),
        );
        unit /= 10;
    }
}

/// A prefix and a number's decimal digits.
pub(super) fn decimal(prefix: &str, number: u64) -> String {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    let mut text = String::from(prefix);
    push_digits(&mut text, number, unit);
    text
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::rfc3339;

    #[test]
    fn dates_agree_with_a_calendar_library() {
        let samples = (0..253_402_207_200_u64).step_by(86_400 * 367 + 4_567);
        for seconds in samples.chain([951_782_400, 951_868_800, 253_402_207_200]) {
            let expected = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap())
                .unwrap()
                .to_string();
            assert_eq!(rfc3339(seconds), expected);
        }
    }
}
