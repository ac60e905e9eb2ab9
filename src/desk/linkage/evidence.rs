//! `linkage.csv`: every link with its evidence.

use jiff::civil::Date;

use crate::Error;
use crate::linkage::find::Linkage;
use crate::linkage::links::Link;
use crate::linkage::passes::COUNTED_NUMBERS;

/// The columns of linkage.csv.
pub const COLUMNS: [&str; 12] = [
    "link_id",
    "number",
    "linked_from",
    "imei",
    "number_first",
    "number_last",
    "reported_first",
    "reported_last",
    "days_apart",
    "numbers_in_handset",
    "status",
    "reason",
];

impl Link {
    fn row(&self) -> [String; COLUMNS.len()] {
        let days = |days: Option<(Date, Date)>| {
            days.map_or_else(Default::default, |(first, last)| {
                [first.to_string(), last.to_string()]
            })
        };
        let [number_first, number_last] = days(self.number_days);
        let [reported_first, reported_last] = days(self.reported_days);
        [
            self.id.clone(),
            self.number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            self.linked_from.to_string(),
            self.handset.to_string(),
            number_first,
            number_last,
            reported_first,
            reported_last,
            self.days_apart
                .map(|days| days.to_string())
                .unwrap_or_default(),
            self.numbers_in_handset
                .map_or_else(|| format!("more than {COUNTED_NUMBERS}"), |n| n.to_string()),
            self.status.name().to_owned(),
            self.status.reason().to_owned(),
        ]
    }
}

impl Linkage {
    /// `linkage.csv`: every link with its evidence. It names handsets and belongs to nobody but the desk.
    ///
    /// # Errors
    /// None but an exhausted memory's.
    pub fn csv(&self) -> Result<Vec<u8>, Error> {
        const FAILED: &str = "linkage.csv could not be written";
        let mut table = csv::Writer::from_writer(Vec::new());
        let mut written = table.write_record(COLUMNS);
        for link in &self.links {
            written = written.and_then(|()| table.write_record(link.row()));
        }
        written.map_err(Error::internal(FAILED))?;
        table.into_inner().map_err(Error::internal(FAILED))
    }
}
