//! In which order the days and months of a date column stand. The region says what is usual; what the dates can only
//! be decides.

use jaanch_core::number::Region;
use jiff::civil::Date;

use crate::cells::date::{Order, Written};
use crate::cells::refusal::Refusal;

/// Where one date in so many is written in the other order, those that fit both orders cannot be told any more.
const ONE_IN: u64 = 20;

/// So many dates of each kind show that a spreadsheet converted half of a column: by chance it would look so once in a
/// thousand columns.
const CERTAIN: u64 = 5;

/// How the dates of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    order: Order,
    /// Dates that fit both orders are refused.
    strict: bool,
    /// Dates that a spreadsheet made of texts are refused.
    half_converted: bool,
}

impl Reading {
    /// The date, or why the row cannot be taken.
    pub(crate) fn date(self, written: Written) -> Result<Date, Refusal> {
        match written {
            Written::Either { .. } if self.strict => Err(Refusal::AmbiguousDate),
            Written::Plain(_) | Written::Serial(_) if self.half_converted => {
                Err(Refusal::AmbiguousDate)
            }
            Written::Ordered(_, order) if order != self.order => Err(Refusal::DateOrder),
            written => written.date(self.order).ok_or(Refusal::BadDate),
        }
    }
}

/// What the dates of a column say about their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    day_first: u64,
    month_first: u64,
    either: u64,
    /// Dates that are no text in one order or the other, by whether their day could be a month.
    early: u64,
    late: u64,
    read_as: Option<Reading>,
}

impl Evidence {
    /// Of a column that is being read in this way.
    pub(crate) fn read_as(reading: Reading) -> Self {
        Self {
            read_as: Some(reading),
            ..Self::default()
        }
    }

    pub(crate) fn see(&mut self, written: Option<Written>) {
        match written {
            Some(Written::Ordered(_, Order::DayFirst)) => self.day_first += 1,
            Some(Written::Ordered(_, Order::MonthFirst)) => self.month_first += 1,
            Some(Written::Either { .. }) => self.either += 1,
            Some(plain @ (Written::Plain(_) | Written::Serial(_))) => {
                let day = plain.date(Order::DayFirst).map_or(0, Date::day);
                *if day <= 12 {
                    &mut self.early
                } else {
                    &mut self.late
                } += 1;
            }
            None => {}
        }
    }

    /// A spreadsheet that expects the month first makes dates of the texts whose day could be a month, the wrong ones, and
    /// leaves the others as texts: then no text fits both orders, and no date has a day after the twelfth.
    fn half_converted(&self) -> bool {
        self.early >= CERTAIN
            && self.late == 0
            && self.day_first + self.month_first >= CERTAIN
            && self.either == 0
    }

    /// How the column is to be read.
    pub(crate) fn reading(&self, region: Region) -> Reading {
        let usual = Order::of(region);
        let order = match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => Order::DayFirst,
            std::cmp::Ordering::Less => Order::MonthFirst,
            std::cmp::Ordering::Equal => usual,
        };
        let fewer = self.day_first.min(self.month_first);
        Reading {
            order,
            strict: fewer * ONE_IN >= (self.day_first + self.month_first).max(1),
            half_converted: self.half_converted(),
        }
    }

    /// Whether reading it in this way would give what reading it gave.
    pub(crate) fn was_read(&self, reading: Reading) -> bool {
        // Without three numbers in a row, any way is the same.
        self.day_first + self.month_first + self.either == 0 || self.read_as == Some(reading)
    }

    /// What a person should know about the column's dates.
    pub(crate) fn note(&self, region: Region, column: &str) -> Option<String> {
        if self.half_converted() {
            return Some(format!(
                "a spreadsheet program has made dates of those texts of \"{column}\" that it could read with the month first ({}), and left \
                 the others as they were ({}): day and month of the former have changed places, and they are rejected (ambiguous-date); \
                 export again without opening the file in a spreadsheet program",
                self.early,
                self.day_first + self.month_first
            ));
        }
        let reading = self.reading(region);
        let (ours, others) = match reading.order {
            Order::DayFirst => (self.day_first, self.month_first),
            Order::MonthFirst => (self.month_first, self.day_first),
        };
        let (first, other) = match reading.order {
            Order::DayFirst => ("day", "month"),
            Order::MonthFirst => ("month", "day"),
        };
        if others > 0 {
            let rest = if reading.strict {
                format!(
                    ", and so are those that fit both orders: {} (ambiguous-date)",
                    self.either
                )
            } else {
                format!("; dates that fit both orders are read with the {first} first")
            };
            return Some(format!(
                "the dates of \"{column}\" contradict each other: {ours} can only be read with the {first} first, {others} only with the \
                 {other} first; the latter are rejected (date-order){rest}"
            ));
        }
        (reading.order != Order::of(region)).then(|| {
            format!(
                "the dates of \"{column}\" are read with the {first} first, unusual as it is in {region}: {ours} of them cannot be read \
                 otherwise"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::date::read;

    fn reading(dates: &[&str]) -> Reading {
        let mut evidence = Evidence::default();
        dates.iter().for_each(|date| evidence.see(read(*date)));
        evidence.reading(Region::IN)
    }

    #[test]
    fn a_column_that_a_spreadsheet_converted_by_half_is_not_believed() {
        // 4, 5, … 9 October, read with the month first, and what could not be read so.
        let converted = [
            "2026-04-10",
            "2026-05-10",
            "2026-06-10",
            "46212",
            "2026-08-10",
        ];
        let left = [
            "13/10/2026",
            "14/10/2026",
            "15/10/2026",
            "20/10/2026",
            "25/10/2026",
        ];
        let both: Vec<&str> = converted.iter().chain(&left).copied().collect();
        let half = reading(&both);
        assert_eq!(
            half.date(read("2026-04-10").unwrap()),
            Err(Refusal::AmbiguousDate)
        );
        assert!(half.date(read("25/10/2026").unwrap()).is_ok());
        for other in ["03/10/2026", "2026-10-25"] {
            let mut mixed = both.clone();
            mixed.push(other);
            assert!(
                reading(&mixed).date(read("2026-04-10").unwrap()).is_ok(),
                "{other}"
            );
        }
        assert!(
            reading(&converted)
                .date(read("2026-04-10").unwrap())
                .is_ok()
        );
    }

    #[test]
    fn the_dates_decide_and_the_region_where_they_do_not() {
        let first = |dates: &[&str]| reading(dates).date(read("03/10/2026").unwrap());
        let (october, march) = (
            jiff::civil::date(2026, 10, 3),
            jiff::civil::date(2026, 3, 10),
        );
        assert_eq!(first(&[]), Ok(october));
        assert_eq!(first(&["25/10/2026"]), Ok(october));
        assert_eq!(first(&["10/25/2026", "2026-10-25"]), Ok(march));
        assert_eq!(
            first(&["10/25/2026", "25/10/2026"]),
            Err(Refusal::AmbiguousDate)
        );
        // One slip among many does not put the others in doubt.
        let mut many = vec!["25/10/2026"; 40];
        many.push("10/25/2026");
        assert_eq!(first(&many), Ok(october));
        assert_eq!(
            reading(&many).date(read("10/25/2026").unwrap()),
            Err(Refusal::DateOrder)
        );
    }
}
