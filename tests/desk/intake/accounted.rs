//! Laws: for any cells and in any format, every row of a table is accounted for, and every format gives the same reports.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use jaanch_desk::complaints::Intake;
use jaanch_desk::config::Config;
use jaanch_desk::decisions::Decisions;
use jaanch_desk::ledger::Ledger;
use jaanch_desk::policy;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value, json};

use super::made::{AS_OF, read_bytes};

const HEADINGS: [&str; 4] = ["Suspect Mobile", "Date", "Complainant Mobile", "District"];

type Table = Vec<[String; 4]>;

/// A cell of the kind that exports hold, and some that they should not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0_u32..60).prop_map(|number| format!("50000000{number:02}")),
        1 => (0_u32..60).prop_map(|number| format!("+91 50000 000{number:02}")),
        1 => (0_u32..60, 0_u32..60).prop_map(|(one, two)| format!("50000000{one:02}/50000000{two:02}")),
        1 => "(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/202[56]",
        1 => "(0[1-9]|1[0-2])/(0[1-9]|[12][0-9])/202[56]",
        1 => "202[5-7]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])",
        1 => "4[56][0-9]{3}",
        1 => "5\\.0[0-9]{2,4}E\\+09",
        1 => Just(String::new()),
        1 => "[ \\t]{0,2}",
        1 => "[a-zA-Z0-9 ,;|\"'/\\n+.=-]{0,12}",
        1 => "[क-हा-ौ०-९]{1,8}",
    ]
}

fn table() -> impl Strategy<Value = Table> {
    prop::collection::vec([cell(), cell(), cell(), cell()], 1..12)
}

fn csv(table: &Table, delimiter: u8) -> Vec<u8> {
    let mut to = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    to.write_record(HEADINGS).unwrap();
    table.iter().for_each(|row| to.write_record(row).unwrap());
    to.into_inner().unwrap()
}

fn objects(table: &Table) -> Vec<Value> {
    let object = |row: &[String; 4]| {
        let cells = HEADINGS.iter().zip(row);
        cells
            .map(|(key, cell)| ((*key).to_owned(), json!(cell)))
            .collect::<Map<_, _>>()
    };
    table.iter().map(|row| Value::Object(object(row))).collect()
}

fn xlsx(table: &Table) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).unwrap();
    for (at, row) in (1..).zip(table) {
        sheet.write_row(at, 0, row).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The table in every format: the file's name, its bytes, and how many rows precede the table's first.
fn written(table: &Table) -> Vec<(&'static str, Vec<u8>, u32)> {
    let objects = objects(table);
    let lines: String = objects.iter().map(|row| format!("{row}\n")).collect();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&csv(table, b',')).unwrap();
    let arrays: Vec<Value> = std::iter::once(json!(HEADINGS))
        .chain(table.iter().map(|row| json!(row)))
        .collect();
    let wide: Vec<u8> = String::from_utf8(csv(table, b','))
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        ("a.csv", csv(table, b','), 1),
        ("a.tsv", csv(table, b'\t'), 1),
        ("semicolons.csv", csv(table, b';'), 1),
        ("wide.csv", [b"\xff\xfe".to_vec(), wide].concat(), 1),
        ("a.csv.gz", packed.finish().unwrap(), 1),
        ("a.json", json!(objects).to_string().into_bytes(), 0),
        ("arrays.json", json!(arrays).to_string().into_bytes(), 1),
        ("a.jsonl", lines.into_bytes(), 0),
        ("a.xlsx", xlsx(table), 1),
    ]
}

/// The rows that have anything in them.
fn filled(table: &Table) -> BTreeSet<u32> {
    (1..)
        .zip(table)
        .filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
        .map(|(at, _)| at)
        .collect()
}

#[track_caller]
fn accounted(name: &str, intake: Intake, table: &Table, above: u32) {
    let file = &intake.files[0];
    let rows = filled(table);
    let reported: BTreeSet<u32> = intake
        .reports
        .iter()
        .map(|report| report.row - above)
        .collect();
    let rejected: BTreeSet<u32> = intake
        .rejects
        .iter()
        .map(|reject| reject.row - above)
        .collect();
    assert_eq!(&reported | &rejected, rows, "{name}");
    assert_eq!(file.rows, u64::try_from(rows.len()).unwrap(), "{name}");
    assert_eq!(
        file.rejected,
        u64::try_from((&rows - &reported).len()).unwrap(),
        "{name}"
    );
    let ledger = Ledger::from(intake);
    let file = &ledger.files[0];
    assert_eq!(
        file.taken + file.duplicate + file.rejected,
        file.rows,
        "{name}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_in_every_format(table in table()) {
        let mut first = None;
        for (name, bytes, above) in written(&table) {
            let intake = read_bytes(name, &bytes, "").unwrap();
            let reports: Vec<_> = intake
                .reports
                .iter()
                .map(|report| {
                    let district = intake.names.text(report.district).to_owned();
                    (report.row - above, report.number, report.date, district)
                })
                .collect();
            let rejects: Vec<_> = intake
                .rejects
                .iter()
                .map(|reject| (reject.row - above, reject.reason, reject.value.clone()))
                .collect();
            let found = (reports, rejects, intake.people.clone());
            prop_assert_eq!(first.get_or_insert_with(|| found.clone()), &found, "{}", name);
            accounted(name, intake, &table, above);
        }
    }

    /// No complainant's number is ever reported by its own row, and every one is recorded as a person's.
    #[test]
    fn complainants_are_kept_apart(table in table()) {
        let config = Config::parse("").unwrap();
        for (name, bytes, _) in written(&table) {
            let intake = read_bytes(name, &bytes, "").unwrap();
            let ledger = Ledger::from(intake);
            let entries = policy::decide(&ledger, &config.policy, &Decisions::default(), AS_OF);
            for entry in entries {
                let is_person = ledger.people.binary_search(&entry.number).is_ok();
                let is_listed = matches!(entry.fate, policy::Fate::Listed(_));
                prop_assert!(!(is_person && is_listed), "{} in {}", entry.number, name);
            }
        }
    }
}
