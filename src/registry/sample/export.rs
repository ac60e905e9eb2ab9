//! The exports: what each of the offices that send one writes, and which complaints it gets to see.
//!
//! Every export agrees with itself and with no other. A further kind of file is one more row of [`EXPORTS`] for as
//! long as it is a table, or a writer beside [`super::rows`].

use super::chance::Random;
use super::place::District;
use super::story::Rupees;
use super::truth::{Source, Truth};

/// The language of an export's headers and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Hindi,
}

impl Language {
    /// Its place in a table of texts.
    pub(super) fn place(self) -> usize {
        match self {
            Self::English => 0,
            Self::Hindi => 1,
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    RowNumber,
    ComplaintId,
    Date,
    Source,
    Category,
    Suspect,
    Status,
    District,
    Amount,
    Remarks,
    Account,
    Reference,
    PaymentAddress,
    ComplainantName,
    ComplainantPhone,
    OfficerName,
    OfficerPhone,
}

/// One office's way of exporting complaints.
#[derive(Debug)]
pub(super) struct Export {
    /// The file's name.
    pub(super) file: &'static str,
    pub(super) language: Language,
    pub(super) delimiter: u8,
    /// Whether the file begins with a byte order mark.
    pub(super) mark: bool,
    pub(super) line_end: csv::Terminator,
    pub(super) quotes: csv::QuoteStyle,
    /// The date format, in strftime's letters.
    pub(super) date: &'static str,
    pub(super) rupees: Rupees,
    /// The words for the helpline and for the portal.
    sources: [&'static str; 2],
    /// The words for verified and for unverified.
    statuses: [&'static str; 2],
    /// Which complaints it gets.
    only: Only,
    /// How many of them, compared with the other exports that could.
    weight: usize,
    pub(super) columns: &'static [(Column, &'static str)],
}

/// What limits an export.
#[derive(Debug)]
enum Only {
    All,
    Source(Source),
    Districts(&'static [&'static str]),
}

/// Lines end as Unix has it.
const LF: csv::Terminator = csv::Terminator::Any(b'\n');

/// All exports with columns.
pub(super) const EXPORTS: [Export; 8] = [
    Export {
        file: "helpline-1930.csv",
        language: Language::English,
        delimiter: b',',
        mark: false,
        line_end: LF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%Y-%m-%d",
        rupees: Rupees::Plain,
        sources: ["1930", "Portal"],
        statuses: ["Verified", "Unverified"],
        only: Only::Source(Source::Helpline),
        weight: 8,
        columns: &[
            (Column::RowNumber, "S.No"),
            (Column::ComplaintId, "Acknowledgement No"),
            (Column::Date, "Complaint Date"),
            (Column::Suspect, "Suspect Mobile No"),
            (Column::Category, "Category"),
            (Column::District, "District"),
            (Column::Amount, "Amount (Rs)"),
            (Column::Source, "Source"),
            (Column::Status, "Status"),
            (Column::Remarks, "Remarks"),
        ],
    },
    Export {
        file: "portal.csv",
        language: Language::English,
        delimiter: b',',
        mark: true,
        line_end: csv::Terminator::CRLF,
        quotes: csv::QuoteStyle::Always,
        date: "%Y-%m-%d %H:%M:%S",
        rupees: Rupees::Paise,
        sources: ["1930", "Portal"],
        statuses: ["VERIFIED", "NOT VERIFIED"],
        only: Only::Source(Source::Portal),
        weight: 12,
        columns: &[
            (Column::ComplaintId, "Ack_No"),
            (Column::Date, "Complaint_Date"),
            (Column::Category, "Sub_Category"),
            (Column::Amount, "Amount_Lost"),
            (Column::Reference, "Txn_ID_RRN"),
            (Column::Account, "Beneficiary_Account_No"),
            (Column::Suspect, "Suspect_Phone"),
            (Column::District, "District_Name"),
            (Column::Source, "Source"),
            (Column::Status, "Verification_Status"),
        ],
    },
    Export {
        file: "gurugram-stations.csv",
        language: Language::English,
        delimiter: b';',
        mark: true,
        line_end: csv::Terminator::CRLF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%d/%m/%Y",
        rupees: Rupees::Grouped,
        sources: ["1930", "Portal"],
        statuses: ["Yes", "No"],
        only: Only::Districts(&["Gurugram"]),
        weight: 14,
        columns: &[
            (Column::District, "District"),
            (Column::ComplaintId, "Complaint ID"),
            (Column::Date, "Date of Complaint"),
            (Column::Suspect, "Suspected Mobile Number"),
            (Column::Category, "Type of Fraud"),
            (Column::Amount, "Fraud Amount"),
            (Column::Source, "Reported Through"),
            (Column::Status, "Verified (Yes/No)"),
            (Column::Remarks, "Remarks"),
        ],
    },
    Export {
        file: "faridabad-range.csv",
        language: Language::English,
        delimiter: b'\t',
        mark: false,
        line_end: LF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%d-%b-%Y",
        rupees: Rupees::Abbreviated,
        sources: ["Helpline 1930", "NCRP Portal"],
        statuses: ["Confirmed", "Pending"],
        only: Only::Districts(&["Faridabad", "Palwal", "Nuh"]),
        weight: 14,
        columns: &[
            (Column::ComplaintId, "Acknowledgement Number"),
            (Column::Suspect, "Suspect Contact No"),
            (Column::Category, "Crime Category"),
            (Column::Date, "Reported On"),
            (Column::Source, "Source of Complaint"),
            (Column::Amount, "Amount Involved"),
            (Column::Status, "Verification"),
            (Column::District, "District"),
            (Column::Remarks, "Brief Facts"),
        ],
    },
    Export {
        file: "rohtak-range.csv",
        language: Language::Hindi,
        delimiter: b'\t',
        mark: true,
        line_end: csv::Terminator::CRLF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%d/%m/%Y",
        rupees: Rupees::Sign,
        sources: ["हेल्पलाइन 1930", "पोर्टल"],
        statuses: ["सत्यापित", "असत्यापित"],
        only: Only::Districts(&[
            "Rohtak",
            "Sonipat",
            "Jhajjar",
            "Panipat",
            "Bhiwani",
            "Charkhi Dadri",
        ]),
        weight: 12,
        columns: &[
            (Column::RowNumber, "क्रमांक"),
            (Column::ComplaintId, "शिकायत संख्या"),
            (Column::Date, "शिकायत की तिथि"),
            (Column::Suspect, "संदिग्ध मोबाइल नंबर"),
            (Column::Category, "अपराध की श्रेणी"),
            (Column::District, "जिला"),
            (Column::Amount, "राशि"),
            (Column::Source, "स्रोत"),
            (Column::Status, "स्थिति"),
            (Column::Remarks, "टिप्पणी"),
        ],
    },
    Export {
        file: "cyber-desks.csv",
        language: Language::English,
        delimiter: b',',
        mark: false,
        line_end: csv::Terminator::CRLF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%d-%m-%Y %H:%M",
        rupees: Rupees::Grouped,
        sources: ["1930", "Portal"],
        statuses: ["Verified", "Under verification"],
        only: Only::All,
        weight: 5,
        columns: &[
            (Column::ComplaintId, "Complaint No"),
            (Column::Date, "Date & Time"),
            (Column::ComplainantName, "Victim Name"),
            (Column::ComplainantPhone, "Complainant Mobile"),
            (Column::Suspect, "Suspect Mobile No"),
            (Column::Category, "Category"),
            (Column::Amount, "Amount"),
            (Column::District, "District"),
            (Column::Status, "Status"),
            (Column::Source, "Source"),
            (Column::OfficerName, "IO Name"),
            (Column::OfficerPhone, "IO Mobile"),
            (Column::Remarks, "Remarks"),
        ],
    },
    Export {
        file: "shikayat-register.csv",
        language: Language::Hindi,
        delimiter: b';',
        mark: true,
        line_end: LF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%d-%m-%Y",
        rupees: Rupees::Plain,
        sources: ["1930", "पोर्टल"],
        statuses: ["सत्यापित", "सत्यापन लंबित"],
        only: Only::All,
        weight: 5,
        columns: &[
            (Column::ComplaintId, "पावती संख्या"),
            (Column::Date, "दिनांक"),
            (Column::ComplainantName, "शिकायतकर्ता का नाम"),
            (Column::ComplainantPhone, "शिकायतकर्ता का मोबाइल"),
            (Column::Suspect, "संदिग्ध मोबाइल नंबर"),
            (Column::Category, "श्रेणी"),
            (Column::District, "जिला"),
            (Column::Amount, "राशि"),
            (Column::Source, "माध्यम"),
            (Column::Status, "सत्यापन स्थिति"),
        ],
    },
    // Its rows carry no complaint id: copies of them are known by date and source alone.
    Export {
        file: "bank-desk.csv",
        language: Language::English,
        delimiter: b',',
        mark: false,
        line_end: LF,
        quotes: csv::QuoteStyle::Necessary,
        date: "%d/%m/%Y %H:%M:%S",
        rupees: Rupees::Paise,
        sources: ["1930", "Portal"],
        statuses: ["Verified", "Not verified"],
        only: Only::All,
        weight: 3,
        columns: &[
            (Column::Date, "Complaint Date"),
            (Column::Reference, "RRN / UTR"),
            (Column::Amount, "Amount (INR)"),
            (Column::Account, "Beneficiary Account No"),
            (Column::PaymentAddress, "Beneficiary UPI ID"),
            (Column::Suspect, "Suspect Mobile"),
            (Column::District, "District"),
            (Column::Source, "Source"),
            (Column::Status, "Status"),
            (Column::Remarks, "Remarks"),
        ],
    },
];

/// The export that is nothing but numbers, one a line, with no header.
pub(super) const BARE: &str = "control-room.txt";

impl Export {
    /// The word for `source`.
    pub(super) fn source(&self, source: Source) -> &'static str {
        match source {
            Source::Helpline => self.sources[0],
            Source::Portal => self.sources[1],
        }
    }

    /// The word for a complaint's status.
    pub(super) fn status(&self, verified: bool) -> &'static str {
        self.statuses[usize::from(!verified)]
    }

    /// Whether its rows carry a complaint id.
    fn has_ids(&self) -> bool {
        self.columns
            .iter()
            .any(|(column, _)| *column == Column::ComplaintId)
    }

    /// Whether it gets complaints of this source and district.
    fn takes(&self, source: Source, district: District) -> bool {
        match self.only {
            Only::All => true,
            Only::Source(only) => only == source,
            Only::Districts(names) => names.contains(&district.name()),
        }
    }
}

/// One row of one export.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The complaint's place in [`Truth::complaints`].
    pub(super) complaint: usize,
    /// Taken down a second time, under an id of the office's own.
    pub(super) anew: bool,
}

/// The rows of every export, in the order of [`EXPORTS`]; the oldest complaint comes first.
pub(super) fn deal(truth: &Truth, seed: u64) -> [Vec<Row>; EXPORTS.len()] {
    let mut rows: [Vec<Row>; EXPORTS.len()] = Default::default();
    for (place, complaint) in truth.complaints.iter().enumerate() {
        let mut random = Random::new(seed, "deal", u64::try_from(place).unwrap_or_default());
        let takes = |export: &Export| export.takes(complaint.source, complaint.district);
        let open = EXPORTS
            .iter()
            .enumerate()
            .filter(|(_, export)| takes(export));
        let mut open: Vec<(usize, usize)> = open.map(|(at, export)| (at, export.weight)).collect();

        let home = random.weighted(&open);
        rows[home].push(Row {
            complaint: place,
            anew: false,
        });

        // A copy is known by its id where both rows have one, and otherwise by date and source: then the two exports
        // must have the same word for the source.
        let known = |at: usize, by_id: bool| {
            let [here, there] = [&EXPORTS[home], &EXPORTS[at]];
            (by_id && here.has_ids() && there.has_ids())
                || here.source(complaint.source) == there.source(complaint.source)
        };
        for _ in 0..complaint.copies {
            open.retain(|(at, _)| *at != home && known(*at, true));
            let anew: Vec<(usize, usize)> = open
                .iter()
                .copied()
                .filter(|(at, _)| known(*at, false))
                .collect();
            let anew = (random.chance(1, 8) && !anew.is_empty()).then_some(anew);
            let copy = random.weighted(anew.as_ref().unwrap_or(&open));
            rows[copy].push(Row {
                complaint: place,
                anew: anew.is_some(),
            });
            open.retain(|(at, _)| *at != copy);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_complaint_finds_an_export_and_two_more_for_its_copies() {
        for source in [Source::Helpline, Source::Portal] {
            for (district, _) in District::all() {
                for home in EXPORTS
                    .iter()
                    .filter(|export| export.takes(source, district))
                {
                    let others = EXPORTS.iter().filter(|other| {
                        other.file != home.file
                            && other.takes(source, district)
                            && ((home.has_ids() && other.has_ids())
                                || home.source(source) == other.source(source))
                    });
                    assert!(others.count() >= 2, "{} {source:?} {district:?}", home.file);
                }
            }
        }
    }
}
