//! What the page shows: `report.json`, read back. What is not in it (an older build, a step that was not asked for) is left
//! out of the page.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::handover::HandoverSummary;
use crate::handover::status::StatusSummary;
use crate::handover::withdraw::WithdrawSummary;
use crate::linkage::listing::LinkageSummary;
use crate::report::programmes::ProgrammeSummary;

/// The part of `report.json` that stands in the page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Date of issue.
    pub as_of: String,
    /// The list's serial.
    pub serial: u32,
    /// File by file.
    pub files: Vec<FileFigures>,
    /// Rows that gave nothing, and parts of rows, by reason.
    pub rejects: BTreeMap<String, u64>,
    /// Listed numbers.
    pub listed: u64,
    /// Listed numbers by tag, most serious first.
    pub by_tag: Vec<(String, u64)>,
    /// Listed numbers by district.
    pub by_district: BTreeMap<String, u64>,
    /// Listed numbers by source.
    pub by_source: BTreeMap<String, u64>,
    /// Reported numbers that are not listed, by reason.
    pub not_listed: BTreeMap<String, u64>,
    /// Listed numbers that rest on a single complaint.
    pub resting_on_one: u64,
    /// Listed numbers none of whose complaints is dated.
    pub undated: u64,
    /// What the sweep found.
    pub false_alarms: Option<AlarmFigures>,
    /// Whether the list is signed.
    pub signed: bool,
    /// What a person should look at before publishing.
    pub warnings: Vec<String>,
    /// What the build made beside the list.
    #[serde(flatten)]
    pub beside: DeskFigures,
}

/// Figures beside the list's own; a part of `report.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskFigures {
    /// What the list is called.
    pub title: Option<String>,
    /// Who publishes it.
    pub issuer: Option<String>,
    /// The region of numbers without country code, such as `IN`.
    pub region: String,
    /// Whether every listed number is made up.
    pub made_up: bool,
    /// Complaints by week.
    pub complaints: Weeks,
    /// What the handsets gave, where linkage was asked for.
    pub linkage: Option<LinkageSummary>,
    /// The upload files.
    pub handover: Option<HandoverSummary>,
    /// Numbers that the portal has and must not block, where there are any.
    pub withdraw: Option<WithdrawSummary>,
    /// The portal's answers, where they were given.
    pub status: Option<StatusSummary>,
    /// The awareness programmes, where they were given.
    pub reach: Option<ProgrammeSummary>,
}

/// One file's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FileFigures {
    /// The file, as it was named.
    pub file: String,
    /// Rows with anything in them.
    pub rows: u64,
    /// Rows that gave at least one new complaint.
    pub taken: u64,
    /// Rows whose complaints are all counted elsewhere already.
    pub duplicate: u64,
    /// Rows that gave nothing.
    pub rejected: u64,
}

/// What the sweep found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AlarmFigures {
    /// Numbers tried.
    pub space: u64,
    /// Numbers flagged without being listed.
    pub hits: u64,
}

/// Complaints by the week they were made in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weeks {
    /// By the week's Monday.
    pub by_week: BTreeMap<Date, u64>,
    /// Without a date.
    pub undated: u64,
}

impl Figures {
    /// Reads `report.json`.
    ///
    /// # Errors
    /// It is not one.
    pub fn read(report_json: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(report_json).map_err(Error::internal("report.json cannot be read"))
    }
}

impl Weeks {
    /// Counts complaints by their dates.
    #[must_use]
    pub fn count(dates: impl IntoIterator<Item = Option<Date>>) -> Self {
        let mut weeks = Self::default();
        for date in dates {
            weeks.add(date);
        }
        weeks
    }

    /// Counts one complaint more.
    pub fn add(&mut self, date: Option<Date>) {
        match date {
            Some(date) => *self.by_week.entry(monday(date)).or_default() += 1,
            None => self.undated += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (week, count) in other.by_week {
            *self.by_week.entry(week).or_default() += count;
        }
        self.undated += other.undated;
        self
    }

    /// The last weeks, also those without complaints, and the sum of all before them.
    pub(crate) fn last(&self, most: usize) -> (u64, Vec<(Date, u64)>) {
        let Some((&last, _)) = self.by_week.last_key_value() else {
            return (0, Vec::new());
        };
        let mut shown = Vec::new();
        let mut week = last;
        let first = self.by_week.keys().next().copied().unwrap_or(last);
        while shown.len() < most && week >= first {
            shown.push((week, self.by_week.get(&week).copied().unwrap_or_default()));
            let Ok(before) = week.checked_sub(jiff::Span::new().days(7)) else {
                break;
            };
            week = before;
        }
        shown.reverse();
        let earlier = shown.first().map_or(0, |(first, _)| {
            self.by_week.range(..*first).map(|(_, count)| count).sum()
        });
        (earlier, shown)
    }
}

fn monday(date: Date) -> Date {
    let back = jiff::Span::new().days(date.weekday().to_monday_zero_offset());
    date.checked_sub(back).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_have_no_gaps() {
        let october = |day| Some(date(2026, 10, day));
        let weeks = Weeks::count([october(5), october(11), october(12), None, october(31)]);
        assert_eq!(weeks.undated, 1);
        assert_eq!(
            weeks.last(9),
            (
                0,
                vec![
                    (date(2026, 10, 5), 2),
                    (date(2026, 10, 12), 1),
                    (date(2026, 10, 19), 0),
                    (date(2026, 10, 26), 1),
                ]
            )
        );
        assert_eq!(
            weeks.last(2),
            (3, vec![(date(2026, 10, 19), 0), (date(2026, 10, 26), 1)])
        );
        assert_eq!(Weeks::default().last(9), (0, vec![]));
    }
}
