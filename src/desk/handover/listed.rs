//! A listed number as the upload files show it.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;

use crate::handover::sheet::Cell;
use crate::handover::uploads::{Column, Field};

/// The district of complaints that name none.
pub(super) const UNKNOWN_DISTRICT: &str = "unknown";

/// A listed number and what its entry rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The number.
    pub number: PhoneNumber,
    /// Why it is listed.
    pub tag: &'a str,
    /// Distinct complaints.
    pub reports: u32,
    /// The first complaint's date.
    pub first: Option<Date>,
    /// The last complaint's date.
    pub last: Option<Date>,
    /// The district it is counted under.
    pub district: Option<&'a str>,
    /// How complaints came in.
    pub sources: Vec<&'a str>,
    /// Which kinds of fraud.
    pub categories: Vec<&'a str>,
    /// Reported numbers that were used in the same handset.
    pub linked_from: Vec<PhoneNumber>,
}

impl<'a> Listed<'a> {
    /// A number about which nothing but its tag is known any more.
    #[must_use]
    pub fn unknown(number: PhoneNumber, tag: &'a str) -> Self {
        Self {
            number,
            tag,
            reports: 0,
            first: None,
            last: None,
            district: None,
            sources: Vec::new(),
            categories: Vec::new(),
            linked_from: Vec::new(),
        }
    }

    /// Whether the portal has a place for it: an Indian number of ten digits.
    #[must_use]
    pub fn is_for_upload(&self) -> bool {
        self.number.country() == Some(Region::IN) && self.number.national().len() == 10
    }

    pub(super) fn cell<'b>(&'b self, column: &'b Column, days: &'b Days) -> Cell<'b> {
        let date = |date: Option<Date>| {
            let text = date.and_then(|date| days.get(&date));
            Cell::Ours(text.map_or("", String::as_str).into())
        };
        match column.field {
            None => Cell::Ours(column.text.as_deref().unwrap_or_default().into()),
            Some(Field::Number) if self.is_for_upload() => {
                Cell::Ours(self.number.national().into())
            }
            // Without its country code another country's number would be taken for an Indian one.
            Some(Field::Number | Field::E164) => Cell::Ours(self.number.to_string().into()),
            Some(Field::Tag) => Cell::Outside(self.tag.into()),
            Some(Field::Reports) => Cell::Ours(self.reports.to_string().into()),
            Some(Field::FirstDate) => date(self.first),
            Some(Field::LastDate) => date(self.last),
            Some(Field::District) => Cell::Outside(self.district.unwrap_or_default().into()),
            Some(Field::Source) => Cell::Outside(joined(&self.sources)),
            Some(Field::Category) => Cell::Outside(joined(&self.categories)),
            Some(Field::LinkedFrom) => Cell::Ours(match self.linked_from.as_slice() {
                [] => "".into(),
                numbers => {
                    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
                    numbers.join("; ").into()
                }
            }),
        }
    }
}

/// Texts in one cell; most have one alone.
fn joined<'a>(texts: &[&'a str]) -> Cow<'a, str> {
    match texts {
        [] => "".into(),
        [one] => (*one).into(),
        several => several.join("; ").into(),
    }
}

/// How each date is written: a list of millions has some hundred dates.
pub(super) type Days = HashMap<Date, String, FixedState>;
