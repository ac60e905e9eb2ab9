//! The nine offices that send an export. Each is consistent with itself and differs from all others.

use crate::amount::AmountFormat;
use crate::layout::{Column, Csv, Export, FileType, Scope};
use crate::model::Source;
use crate::words::Language;

const CSV: Csv = Csv {
    delimiter: b',',
    bom: false,
    crlf: false,
    quote_all: false,
};

/// What an export has unless it says otherwise.
const DEFAULTS: Export = Export {
    file: "",
    file_type: FileType::Csv(CSV),
    language: Language::English,
    date_format: "%d/%m/%Y",
    amount_format: AmountFormat::Plain,
    sources: ["1930", "Portal"],
    statuses: ["Verified", "Unverified"],
    scope: Scope::All,
    weight: 0,
    columns: &[],
};

/// The exports with columns.
pub(crate) const EXPORTS: [Export; 8] = [
    Export {
        file: "helpline-1930.json",
        file_type: FileType::Json,
        date_format: "%Y-%m-%d",
        scope: Scope::Source(Source::Helpline),
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
        ..DEFAULTS
    },
    Export {
        file: "portal.csv",
        file_type: FileType::Csv(Csv {
            bom: true,
            crlf: true,
            quote_all: true,
            ..CSV
        }),
        date_format: "%Y-%m-%d %H:%M:%S",
        amount_format: AmountFormat::Paise,
        statuses: ["VERIFIED", "NOT VERIFIED"],
        scope: Scope::Source(Source::Portal),
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
        ..DEFAULTS
    },
    Export {
        file: "gurugram-stations.xlsx",
        file_type: FileType::Workbook,
        date_format: "%d/%m/%Y",
        amount_format: AmountFormat::Grouped,
        statuses: ["Yes", "No"],
        scope: Scope::Districts(&["Gurugram"]),
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
        ..DEFAULTS
    },
    Export {
        file: "faridabad-range.csv.gz",
        file_type: FileType::GzippedCsv(Csv {
            delimiter: b'\t',
            ..CSV
        }),
        date_format: "%d-%b-%Y",
        amount_format: AmountFormat::Abbreviated,
        sources: ["Helpline 1930", "NCRP Portal"],
        statuses: ["Confirmed", "Pending"],
        scope: Scope::Districts(&["Faridabad", "Palwal", "Nuh"]),
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
        ..DEFAULTS
    },
    Export {
        file: "rohtak-range.jsonl",
        file_type: FileType::JsonLines,
        language: Language::Hindi,
        date_format: "%d/%m/%Y",
        amount_format: AmountFormat::Sign,
        sources: ["हेल्पलाइन 1930", "पोर्टल"],
        statuses: ["सत्यापित", "असत्यापित"],
        scope: Scope::Districts(&[
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
        file_type: FileType::Csv(Csv { crlf: true, ..CSV }),
        date_format: "%d-%m-%Y %H:%M",
        amount_format: AmountFormat::Grouped,
        statuses: ["Verified", "Under verification"],
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
        ..DEFAULTS
    },
    Export {
        file: "shikayat-register.csv",
        file_type: FileType::Csv(Csv {
            delimiter: b';',
            bom: true,
            ..CSV
        }),
        language: Language::Hindi,
        date_format: "%d-%m-%Y",
        sources: ["1930", "पोर्टल"],
        statuses: ["सत्यापित", "सत्यापन लंबित"],
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
        ..DEFAULTS
    },
    // Without a complaint id: copies are recognised by date and source alone.
    Export {
        file: "bank-desk.csv",
        file_type: FileType::Csv(CSV),
        date_format: "%d/%m/%Y %H:%M:%S",
        amount_format: AmountFormat::Paise,
        statuses: ["Verified", "Not verified"],
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
        ..DEFAULTS
    },
];

/// The export without columns: one number a line, no header.
pub(crate) const NUMBER_LIST: &str = "control-room.txt";
