//! One row of a sightings file: which number was used in which handset, and when.

use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;

use crate::cells::{date, number};
use crate::complaints;
use crate::linkage::columns::{Columns, Layout};
use crate::linkage::imei::{EMPTY, Handset, Refusal};

/// A cell that is read is not UTF-8.
const NOT_UTF8: Refusal = "not-utf-8";
/// No date.
const BAD_DATE: Refusal = "bad-date";
/// A date after the date of issue.
const FUTURE_DATE: Refusal = "future-date";
/// The first date lies after the last one: columns or days and months are mixed up.
const DATES_REVERSED: Refusal = "dates-reversed";

/// The first and the last day of something.
pub(crate) type Days = (Date, Date);

/// Both spans together.
pub(crate) fn joined(one: Option<Days>, other: Option<Days>) -> Option<Days> {
    match (one, other) {
        (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
        (one, other) => one.or(other),
    }
}

/// A number in a handset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    pub(crate) handset: Handset,
    pub(crate) number: PhoneNumber,
    /// When; where the row has no date, nobody knows.
    pub(crate) days: Option<Days>,
}

/// A cell that could not be taken: its column and the reason.
pub(crate) type Refused = (usize, Refusal);

/// Reads the rows of a chunk.
pub(crate) struct Reader<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) region: Region,
    pub(crate) as_of: Date,
}

impl Reader<'_> {
    /// Whether there is nothing in the row at all.
    pub(crate) fn is_blank(row: &[&[u8]]) -> bool {
        row.iter().all(|cell| cell.trim_ascii().is_empty())
    }

    /// The handset that a row is about if it can be read at all: enough to leave most rows aside.
    pub(crate) fn perhaps(&self, row: &[&[u8]]) -> Option<Handset> {
        Handset::perhaps(cell(row, self.layout.columns.imei))
    }

    fn handset(&self, row: &[&[u8]]) -> Result<Handset, Refused> {
        let column = self.layout.columns.imei;
        Handset::parse(cell(row, column)).map_err(|reason| (column, reason))
    }

    /// The whole row.
    pub(crate) fn sighting(&self, row: &[&[u8]]) -> Result<Sighting, Refused> {
        Ok(Sighting {
            handset: self.handset(row)?,
            number: self.number(row)?,
            days: self.days(row)?,
        })
    }

    fn number(&self, row: &[&[u8]]) -> Result<PhoneNumber, Refused> {
        let column = self.layout.columns.number;
        let cell = text(cell(row, column)).map_err(|reason| (column, reason))?;
        let read = match cell {
            "" => Err(EMPTY),
            _ => number::one(cell, self.region).map_err(complaints::Refusal::code),
        };
        read.map_err(|reason| (column, reason))
    }

    fn days(&self, row: &[&[u8]]) -> Result<Option<Days>, Refused> {
        let Columns {
            first, last, date, ..
        } = self.layout.columns;
        let read = |column: Option<usize>| {
            let Some(column) = column else {
                return Ok(None);
            };
            self.day(cell(row, column))
                .map_err(|reason| (column, reason))
        };
        let (begin, end, only) = (read(first)?, read(last)?, read(date)?);
        if begin.zip(end).is_some_and(|(begin, end)| begin > end) {
            return Err((last.unwrap_or_default(), DATES_REVERSED));
        }
        let span = |day: Option<Date>| day.map(|day| (day, day));
        Ok(joined(joined(span(begin), span(end)), span(only)))
    }

    fn day(&self, cell: &[u8]) -> Result<Option<Date>, Refusal> {
        if cell.is_empty() {
            return Ok(None);
        }
        let date = match iso(cell) {
            Some(date) => date,
            None => date::parse(text(cell)?, self.region).ok_or(BAD_DATE)?,
        };
        if date > self.as_of {
            return Err(FUTURE_DATE);
        }
        Ok(Some(date))
    }
}

fn cell<'a>(row: &[&'a [u8]], column: usize) -> &'a [u8] {
    row.get(column).copied().unwrap_or_default().trim_ascii()
}

fn text(cell: &[u8]) -> Result<&str, Refusal> {
    std::str::from_utf8(cell).map_err(|_| NOT_UTF8)
}

/// `2026-10-03` and nothing else, in a tenth of the time that reading any form takes.
fn iso(cell: &[u8]) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = cell else {
        return None;
    };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let two = |high: u8, low: u8| i8::try_from(digit(high)? * 10 + digit(low)?).ok();
    let year = digit(y1)? * 1_000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let date = Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()?;
    // As `date::parse` has it; whatever is refused here is asked there.
    (year >= 1990).then_some(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn layout() -> Layout {
        Layout::find(b"imei,number,first,last,date\n").unwrap()
    }

    fn read(row: [&str; 5]) -> Result<Sighting, Refused> {
        let layout = layout();
        let reader = Reader {
            layout: &layout,
            region: Region::IN,
            as_of: date(2026, 10, 31),
        };
        reader.sighting(&row.map(str::as_bytes))
    }

    const IMEI: &str = "490154203237518";

    #[test]
    fn a_row_gives_the_span_of_its_dates() {
        let days =
            |first, last, only| read([IMEI, "5012345678", first, last, only]).map(|s| s.days);
        let (one, two, three) = (date(2026, 1, 2), date(2026, 3, 4), date(2026, 5, 6));
        assert_eq!(days("", "", ""), Ok(None));
        assert_eq!(days("", "", "02/01/2026"), Ok(Some((one, one))));
        assert_eq!(days("2026-01-02", "", ""), Ok(Some((one, one))));
        assert_eq!(days("", "2026-03-04 10:11", ""), Ok(Some((two, two))));
        assert_eq!(days("2026-01-02", "4-Mar-26", ""), Ok(Some((one, two))));
        assert_eq!(
            days("2026-01-02", "2026-03-04", "2026-05-06"),
            Ok(Some((one, three)))
        );
        assert_eq!(
            days("2026-03-04", "2026-01-02", ""),
            Err((3, DATES_REVERSED))
        );
        assert_eq!(days("2026-11-01", "", ""), Err((2, FUTURE_DATE)));
        assert_eq!(days("2026-02-30", "", ""), Err((2, BAD_DATE)));
        assert_eq!(days("", "", "1926-02-03"), Err((4, BAD_DATE)));
    }

    #[test]
    fn a_row_says_what_is_wrong_with_it() {
        let number = |number| read([IMEI, number, "", "", ""]).map(|s| s.number.e164());
        for good in [
            "5012345678",
            "+91 50123 45678",
            "'05012345678",
            "5012345678.0",
        ] {
            assert_eq!(number(good), Ok(915_012_345_678), "{good}");
        }
        for (bad, reason) in [
            ("", "empty"),
            ("501234567", "too-short"),
            ("1930", complaints::Refusal::ShortCode.code()),
            ("5.01234E+09", complaints::Refusal::DigitsLost.code()),
            ("5012345678 / 5012345679", "several-numbers"),
            ("5555555555", "placeholder"),
        ] {
            assert_eq!(number(bad), Err((1, reason)), "{bad}");
        }
        assert_eq!(
            read(["49015420323751", "x", "x", "x", "x"]).unwrap_err().0,
            1
        );
        assert_eq!(read(["", "", "", "", ""]), Err((0, "empty")));
    }

    proptest! {
        #[test]
        fn the_quick_way_reads_what_the_whole_way_reads(cell in "[0-9]{4}-[0-9]{2}-[0-9]{2}|[12][09][0-9]{2}-[01][0-9]-[0-3][0-9]|.{0,12}") {
            if let Some(date) = iso(cell.as_bytes()) {
                prop_assert_eq!(date::parse(&cell, Region::IN), Some(date));
            }
        }

        #[test]
        fn no_bytes_make_it_panic(cells in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..8)) {
            let layout = layout();
            let reader = Reader { layout: &layout, region: Region::IN, as_of: date(2026, 10, 31) };
            let cells: Vec<&[u8]> = cells.iter().map(Vec::as_slice).collect();
            let _ = reader.sighting(&cells);
        }
    }
}
