//! The rows of the exports.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::assignment::Row;
use crate::details::Details;
use crate::file_types::{self, Cell};
use crate::layout::{Column, Export};
use crate::model::Complaint;
use crate::numbers::{Block, MadeUp};
use crate::phone_formats;
use crate::population::Population;
use crate::rng::Random;

/// Writes exports.
#[derive(Debug)]
pub(crate) struct Exporter<'a> {
    pub(crate) seed: u64,
    pub(crate) block: Block,
    /// The dates by age in days.
    pub(crate) calendar: &'a [Date],
    pub(crate) population: &'a Population,
}

/// Everything that the cells of a row are made from.
#[derive(Debug)]
struct Record<'a> {
    /// The row number, from 1.
    number: usize,
    row: Row,
    complaint: &'a Complaint,
    date: Date,
    details: Details,
}

impl Exporter<'_> {
    /// Writes an export with columns.
    pub(crate) fn export(&self, export: &Export, rows: &[Row], out: impl Write) -> io::Result<()> {
        let rows = std::iter::zip(1.., rows).map(|(number, row)| {
            let record = self.record(number, *row);
            let index = u64::try_from(row.complaint).unwrap_or_default();
            let mut random = Random::new(self.seed, export.file, index);
            let cells = export.columns.iter().map(|(column, _)| Cell {
                text: self.cell(export, *column, &record, &mut random),
                date: (*column == Column::Date).then_some(record.date),
            });
            cells.collect()
        });
        file_types::write(export, rows, out)
    }

    fn record(&self, number: usize, row: Row) -> Record<'_> {
        let complaint = &self.population.complaints[row.complaint];
        let ordinal = u32::try_from(row.complaint).unwrap_or_default();
        let suspect = complaint.suspect.first();
        Record {
            number,
            row,
            complaint,
            date: self.calendar[complaint.days_ago],
            details: Details::new(self.seed, ordinal, suspect, complaint.district),
        }
    }

    fn cell(
        &self,
        export: &Export,
        column: Column,
        record: &Record,
        random: &mut Random,
    ) -> String {
        let Record {
            complaint, details, ..
        } = record;
        match column {
            Column::RowNumber => record.number.to_string(),
            Column::ComplaintId => record.id(),
            Column::Date => {
                let [hour, minute, second] = details.time;
                let time = record.date.at(hour, minute, second, 0);
                time.strftime(export.date_format).to_string()
            }
            Column::Source => export.source(complaint.source).to_owned(),
            Column::Category => details.category(export.language).to_owned(),
            Column::Suspect => phone_formats::suspect(complaint.suspect, export.language, random),
            Column::Status => export.status(complaint.verified).to_owned(),
            Column::District => complaint.district.name().to_owned(),
            Column::Amount => details.amount(export.amount_format),
            Column::Remarks => details.remarks(export.language).to_owned(),
            Column::Account => details.account.clone(),
            Column::Reference => details.reference.clone(),
            Column::PaymentAddress => details.payment_address(&self.block),
            Column::ComplainantName => details.complainant(export.language),
            Column::ComplainantPhone => details.complainant_phone(&self.block, random),
            Column::OfficerName => details.officer(),
            Column::OfficerPhone => details.officer_phone(&self.block, random),
        }
    }

    /// Writes the export that contains nothing but numbers.
    pub(crate) fn number_list(&self, out: &mut dyn Write) -> io::Result<()> {
        for (line, number) in std::iter::zip(0.., &self.population.bare) {
            let mut random = Random::new(self.seed, "bare", line);
            write!(out, "{}\r\n", phone_formats::common(*number, &mut random))?;
        }
        Ok(())
    }

    /// The numbers of complainants in an export, if it has a column for them.
    pub(crate) fn complainants(&self, export: &Export, rows: &[Row]) -> Vec<MadeUp> {
        let named = export.has(Column::ComplainantPhone);
        let rows = rows.iter().filter(|_| named);
        rows.map(|row| self.record(0, *row).details.complainant_number(&self.block))
            .collect()
    }
}

impl Record<'_> {
    /// The complaint id: fourteen digits that rise with the date and are no phone number, or an id of the office's own.
    fn id(&self) -> String {
        let (year, index) = (self.date.year(), self.row.complaint);
        if self.row.own_id {
            format!("CD/{year}/{index:07}")
        } else {
            format!("306{:02}{index:09}", year % 100)
        }
    }
}
