//! The rows of an export, from the truth to the bytes of a file.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::chance::{Block, MadeUp, Random};
use crate::deal::Row;
use crate::decisions::{Decisions, Fate};
use crate::export::{Column, Export};
use crate::forms::Cell;
use crate::handsets::Handsets;
use crate::story::Story;
use crate::truth::{Complaint, Standing, Suspect, Truth};
use crate::{forms, writing};

/// What every row needs besides its complaint.
#[derive(Debug)]
pub(crate) struct Register<'a> {
    pub(crate) seed: u64,
    pub(crate) block: Block,
    /// The date by age in days.
    pub(crate) calendar: Vec<Date>,
    pub(crate) truth: &'a Truth,
}

impl Register<'_> {
    /// Writes an export with columns.
    pub(crate) fn export(&self, export: &Export, rows: &[Row], out: impl Write) -> io::Result<()> {
        let rows = std::iter::zip(1.., rows).map(|(number, row)| {
            let record = self.record(number, *row);
            let ordinal = u64::from(record.ordinal);
            let mut random = Random::new(self.seed, export.file, ordinal);
            let cells = export.columns.iter().map(|(column, _)| Cell {
                text: self.cell(export, *column, &record, &mut random),
                date: (*column == Column::Date).then_some(record.date),
            });
            cells.collect()
        });
        forms::write(export, rows, out)
    }

    /// What the cells of a row are taken from.
    fn record(&self, number: usize, row: Row) -> Record<'_> {
        let complaint = &self.truth.complaints[row.complaint];
        let ordinal = u32::try_from(row.complaint).unwrap_or_default();
        Record {
            number,
            ordinal,
            anew: row.anew,
            complaint,
            date: self.calendar[usize::from(complaint.days_ago)],
            story: Story::new(self.seed, ordinal, complaint.first(), complaint.district),
        }
    }

    /// One cell.
    fn cell(
        &self,
        export: &Export,
        column: Column,
        record: &Record,
        random: &mut Random,
    ) -> String {
        let Record {
            complaint, story, ..
        } = record;
        match column {
            Column::RowNumber => record.number.to_string(),
            Column::ComplaintId => record.id(),
            Column::Date => {
                let [hour, minute, second] = story.time;
                let time = record.date.at(hour, minute, second, 0);
                time.strftime(export.date).to_string()
            }
            Column::Source => export.source(complaint.source).to_owned(),
            Column::Category => story.category(export.language).to_owned(),
            Column::Suspect => writing::suspect(complaint.suspect, export.language, random),
            Column::Status => export.status(complaint.verified).to_owned(),
            Column::District => complaint.district.name().to_owned(),
            Column::Amount => story.amount(export.rupees),
            Column::Remarks => story.remarks(export.language).to_owned(),
            Column::Account => story.account.clone(),
            Column::Reference => story.reference.clone(),
            Column::PaymentAddress => story.payment_address(&self.block),
            Column::ComplainantName => story.complainant(export.language),
            Column::ComplainantPhone => story.complainant_phone(&self.block, random),
            Column::OfficerName => story.officer(),
            Column::OfficerPhone => story.officer_phone(&self.block, random),
        }
    }

    /// Writes the export that is nothing but numbers.
    pub(crate) fn bare(&self, mut out: impl Write) -> io::Result<()> {
        for (line, number) in std::iter::zip(0.., &self.truth.bare) {
            let mut random = Random::new(self.seed, "bare", line);
            write!(out, "{}\r\n", writing::bare(*number, &mut random))?;
        }
        out.flush()
    }

    /// The complainants of an export's rows, where it names them.
    pub(crate) fn complainants(&self, export: &Export, rows: &[Row]) -> Vec<MadeUp> {
        let named = export
            .columns
            .iter()
            .any(|(column, _)| *column == Column::ComplainantPhone);
        let rows = rows.iter().filter(|_| named);
        rows.map(|row| self.record(0, *row).story.complainant_number(&self.block))
            .collect()
    }

    /// Writes `truth.csv`.
    pub(crate) fn truth(
        &self,
        decisions: &Decisions,
        handsets: &Handsets,
        out: impl Write,
    ) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(TRUTH_HEADER)?;
        let numbers = &self.truth.numbers;
        let answers: BTreeMap<MadeUp, &str> = decisions
            .answers
            .iter()
            .map(|answer| (answer.number, answer.status))
            .collect();
        for (number, fate) in &decisions.fates {
            let known = numbers.binary_search_by_key(number, |(number, _, _)| *number);
            let standing = known.ok().and_then(|place| numbers.get(place));
            let [listed, tag, reason] = match standing {
                Some((_, _, Standing::Unlisted(reason))) => ["false", "", reason.name()],
                Some((_, _, standing)) => words(standing.fate()),
                None => ["false", "", "not-reported"],
            };
            let [all_listed, all_tag, all_reason] = words(*fate);
            let from = handsets.linked_from.get(number);
            table.write_record([
                &number.e164(),
                listed,
                tag,
                reason,
                all_listed,
                all_tag,
                all_reason,
                &from.map(|from| from.e164()).unwrap_or_default(),
                answers.get(number).copied().unwrap_or_default(),
            ])?;
        }
        table.flush()
    }
}

fn words(fate: Fate) -> [&'static str; 3] {
    match fate {
        Fate::Listed(tag) => ["true", tag, ""],
        Fate::Not(reason) => ["false", "", reason],
    }
}

/// The header of `truth.csv`: first what complaints alone make of a number, then what all files together do.
pub(crate) const TRUTH_HEADER: [&str; 9] = [
    "e164",
    "listed",
    "tag",
    "reason",
    "all_listed",
    "all_tag",
    "all_reason",
    "linked_from",
    "status",
];

/// One row of an export, before it is put into words.
#[derive(Debug)]
struct Record<'a> {
    /// Its number in the file.
    number: usize,
    /// The complaint's place among all of them.
    ordinal: u32,
    anew: bool,
    complaint: &'a Complaint,
    date: Date,
    story: Story,
}

impl Record<'_> {
    /// The complaint id: fourteen digits that rise with the date, and no phone number; or an id of the office's own.
    fn id(&self) -> String {
        let (year, ordinal) = (self.date.year(), self.ordinal);
        if self.anew {
            format!("CD/{year}/{ordinal:07}")
        } else {
            format!("306{:02}{ordinal:09}", year % 100)
        }
    }
}

impl Complaint {
    /// The number it is about, or was before the cell was damaged; the first where there are two.
    fn first(&self) -> MadeUp {
        match self.suspect {
            Suspect::One(number) | Suspect::Two(number, _) | Suspect::Damaged(_, number) => number,
        }
    }
}
