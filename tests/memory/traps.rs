//! Malicious files: each is refused with a message, or costs no more than its content.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use jaanch_desk::complaints::{Intake, Refusal};
use rust_xlsxwriter::{Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::made::{fixture, read_bytes};
use crate::{alone, peak};

/// The most that reading any of these files may take, in bytes.
const ROOM: usize = 300 << 20;

/// Reads a file and measures what that takes.
#[track_caller]
fn read(name: &str, bytes: &[u8], config: &str) -> Result<Intake, String> {
    let (peak, intake) = peak(|| read_bytes(name, bytes, config));
    assert!(bytes.len() + peak < ROOM, "{} + {peak} bytes", bytes.len());
    intake
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], config: &str, says: &[&str]) {
    let error = read(name, bytes, config).unwrap_err();
    for text in says.iter().chain(&[name]) {
        assert!(error.contains(text), "{text:?} is not in: {error}");
    }
}

#[track_caller]
fn taken(name: &str, bytes: &[u8], config: &str) -> Intake {
    read(name, bytes, config).unwrap()
}

fn gzip(write: impl FnOnce(&mut GzEncoder<Vec<u8>>)) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::new(6));
    write(&mut to);
    to.finish().unwrap()
}

/// The same archive with one part changed.
fn with_part(archive: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::copy(&mut entry, &mut content).unwrap();
        if name == part {
            found = true;
            content = change(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    assert!(found, "{part}");
    to.finish().unwrap().into_inner()
}

fn sheet(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn a_cell_in_the_farthest_corner_costs_one_row() {
    let _turn = alone();
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "Suspect Mobile").unwrap();
        sheet.write(1, 0, "5000000001").unwrap();
        sheet.write(1_048_575, 16_383, "far out").unwrap();
    });
    let intake = taken("far.xlsx", &bytes, "");
    assert_eq!(intake.reports.len(), 1);
    let reject = &intake.rejects[0];
    assert_eq!((reject.row, reject.reason), (1_048_576, Refusal::Empty));
}

#[test]
fn an_old_workbook_s_rectangle_is_weighed() {
    let _turn = alone();
    // A sheet that claims more cells than fit into memory.
    let bytes = std::fs::read(fixture("old-workbook.xls")).unwrap();
    let dimensions: Vec<usize> = (0..bytes.len() - 18)
        .filter(|&at| bytes[at..].starts_with(&[0x00, 0x02, 0x0e, 0x00]))
        .collect();
    assert!(!dimensions.is_empty());
    let mut wide = bytes.clone();
    let mut impossible = bytes.clone();
    for at in dimensions {
        wide[at + 4..at + 18].copy_from_slice(&[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
        impossible[at + 4..at + 8].copy_from_slice(&[0xff; 4]);
    }
    refused("wide.xls", &wide, "", &["max_cells"]);
    refused("impossible.xls", &impossible, "", &["damaged"]);
    refused(
        "small.xls",
        &bytes,
        "[intake]\nmax_cells = 5",
        &["max_cells = 5"],
    );
}

#[test]
fn repeated_cells_are_weighed() {
    let _turn = alone();
    let bytes = std::fs::read(fixture("office.ods")).unwrap();
    let repeated = |row: &str| {
        with_part(&bytes, "content.xml", |content| {
            content.replacen("</table:table>", &format!("{row}</table:table>"), 1)
        })
    };
    let cell = r#"<table:table-cell office:value-type="float" office:value="5000000009" table:number-columns-repeated="16384"/>"#;
    let row = format!("<table:table-row>{cell}</table:table-row>").repeat(1_000);
    refused("columns.ods", &repeated(&row), "", &["max_cells"]);
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>",
        cell.replace("16384", "20")
    );
    refused("rows.ods", &repeated(&row), "", &["max_cells"]);
    // What every spreadsheet program writes: blank cells to the end of the sheet.
    let blank = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    assert_eq!(taken("blank.ods", &repeated(blank), "").reports.len(), 3);
}

#[test]
fn merged_cells_hold_their_value_in_every_row() {
    let _turn = alone();
    let bytes = std::fs::read(fixture("office.ods")).unwrap();
    let number = r#"<table:table-cell office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>5000000007</text:p></table:table-cell>"#;
    let date = |day: u8| {
        format!(
            r#"<table:table-cell office:value-type="date" office:date-value="2026-10-0{day}"/>"#
        )
    };
    let covered = "<table:covered-table-cell/>";
    let row =
        |first: &str, day: u8| format!("<table:table-row>{first}{}</table:table-row>", date(day));
    let rows = row(number, 4) + &row(covered, 5) + &row("<table:table-cell/>", 6);
    let merged = with_part(&bytes, "content.xml", |content| {
        content.replacen("</table:table>", &format!("{rows}</table:table>"), 1)
    });
    let intake = taken("merged.ods", &merged, "");
    let mut found: Vec<_> = intake
        .reports
        .iter()
        .filter(|report| report.number.e164() == 915_000_000_007)
        .map(|report| (report.row, report.date.unwrap().to_string()))
        .collect();
    found.sort();
    assert_eq!(found, [(6, "2026-10-04".into()), (7, "2026-10-05".into())]);
    let empty = intake.rejects.iter().filter(|reject| reject.row == 8);
    assert_eq!(
        empty.map(|reject| reject.reason).collect::<Vec<_>>(),
        [Refusal::Empty]
    );
    let notes = &intake.files[0].notes;
    assert!(
        notes
            .iter()
            .any(|note| note.contains("merged over several rows: 1")),
        "{notes:?}"
    );
    // Two columns down to the last row cost a few bytes, and would fill every row there is.
    let wide = sheet(|sheet| {
        let format = rust_xlsxwriter::Format::new();
        for column in 0..2 {
            let text = format!("50000000{column}1");
            sheet
                .merge_range(0, column, 1, column, &text, &format)
                .unwrap();
        }
        for row in 1..10 {
            sheet.write(row, 2, "x").unwrap();
        }
    });
    let wide = with_part(&wide, "xl/worksheets/sheet1.xml", |content| {
        assert!(content.contains("\"A1:A2\"") && content.contains("\"B1:B2\""));
        content
            .replace("A1:A2", "A1:A1048576")
            .replace("B1:B2", "B1:B1048576")
    });
    let config = "[intake]\nmax_cells = 10\n[columns.\"*\"]\nnumber = 1\nheading = false";
    refused("deep.xlsx", &wide, config, &["max_cells = 10"]);
}

#[test]
fn archives_that_unpack_to_too_much() {
    let _turn = alone();
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "Suspect Mobile").unwrap();
        sheet.write(1, 0, "5000000001").unwrap();
    });
    let many = |part: &str, before: &'static str, text: String| {
        with_part(&bytes, part, move |content| {
            content.replacen(before, &format!("{text}{before}"), 1)
        })
    };
    let rows: String = "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>".repeat(400_000);
    let sheets = many("xl/worksheets/sheet1.xml", "</sheetData>", rows);
    assert!(sheets.len() < 200_000);
    refused(
        "rows.xlsx",
        &sheets,
        "[intake]\nmax_bytes = 10000000",
        &["max_bytes = 10000000"],
    );
    let texts = many(
        "xl/sharedStrings.xml",
        "</sst>",
        "<si><t>x</t></si>".repeat(1_000_000),
    );
    refused(
        "texts.xlsx",
        &texts,
        "[intake]\nmax_memory_bytes = 10000000",
        &["max_memory_bytes = 10000000"],
    );
    let long = many(
        "xl/sharedStrings.xml",
        "</sst>",
        format!("<si><t>{}</t></si>", "x".repeat(2 << 20)),
    );
    refused("long.xlsx", &long, "", &["max_row_bytes"]);
    let announced = with_part(&bytes, "xl/sharedStrings.xml", |content| {
        content.replace("uniqueCount=\"2\"", "uniqueCount=\"99999999999\"")
    });
    refused("announced.xlsx", &announced, "", &["announced"]);
    let shared = many(
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        "<row r=\"9\"><c r=\"A9\"><f t=\"shared\" ref=\"A9:A10\" si=\"4000000000\">1</f></c></row>"
            .into(),
    );
    refused("shared.xlsx", &shared, "", &["shared formulas"]);
    let outside = many(
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        "<row r=\"2000000\"><c r=\"A2000000\"><v>1</v></c></row>".into(),
    );
    refused("outside.xlsx", &outside, "", &["outside any sheet"]);
}

#[test]
fn a_packed_text_is_capped() {
    let _turn = alone();
    let bomb = gzip(|to| {
        to.write_all(b"Suspect Mobile\n").unwrap();
        let blank = vec![b'\n'; 1 << 20];
        (0..64).for_each(|_| to.write_all(&blank).unwrap());
    });
    assert!(bomb.len() < 1 << 17);
    refused(
        "bomb.csv.gz",
        &bomb,
        "[intake]\nmax_bytes = 50000000",
        &["max_bytes = 50000000"],
    );
    refused(
        "twice.csv.gz",
        &gzip(|to| to.write_all(&bomb).unwrap()),
        "",
        &["packed twice"],
    );
    let workbook = gzip(|to| {
        to.write_all(&std::fs::read(fixture("workbook.xlsx")).unwrap())
            .unwrap();
    });
    assert_eq!(taken("workbook.xlsx.gz", &workbook, "").files.len(), 5);
    refused(
        "workbook.xlsx.gz",
        &workbook,
        "[intake]\nmax_memory_bytes = 1000",
        &["max_memory_bytes = 1000"],
    );
}

#[test]
fn a_line_without_end_is_one_reject() {
    let _turn = alone();
    let line = gzip(|to| {
        to.write_all(b"Suspect Mobile,Date\n5000000001,2026-10-01\n")
            .unwrap();
        let text = vec![b'5'; 1 << 20];
        (0..512).for_each(|_| to.write_all(&text).unwrap());
        to.write_all(b"\n5000000002,2026-10-01\n").unwrap();
    });
    let intake = taken("line.csv.gz", &line, "");
    assert_eq!(intake.reports.len(), 2);
    let reject = &intake.rejects[0];
    assert_eq!((reject.row, reject.reason), (3, Refusal::LineTooLong));
    assert!(reject.value.len() < 100);
    assert_eq!((intake.files[0].rows, intake.files[0].rejected), (3, 1));

    let lines = format!(
        "{{\"suspect\":\"5000000001\"}}\n{{\"x\":\"{}\"}}\n",
        "x".repeat(2_000)
    );
    let intake = taken(
        "lines.jsonl",
        lines.as_bytes(),
        "[intake]\nmax_row_bytes = 1000",
    );
    assert_eq!(
        (intake.reports.len(), intake.rejects[0].reason),
        (1, Refusal::LineTooLong)
    );
    let array = format!(
        "[{{\"suspect\":\"5000000001\"}},{{\"x\":\"{}\"}}]",
        "x".repeat(2_000)
    );
    refused(
        "array.json",
        array.as_bytes(),
        "[intake]\nmax_row_bytes = 1000",
        &["record 2", "max_row_bytes = 1000"],
    );
}

#[test]
fn json_that_nests_without_end() {
    let _turn = alone();
    let deep = format!("[{}5000000001{}]", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(taken("deep.json", deep.as_bytes(), "").files[0].rows, 1);
    let objects = format!("[{}1{}]", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    assert!(read_bytes("deep.json", objects.as_bytes(), "").is_err());
    let open = "[".repeat(500_000);
    refused("open.json", open.as_bytes(), "", &["cut short"]);
    let keys: String = (0..5_000).map(|at| format!("{{\"k{at}\":1}},")).collect();
    refused(
        "keys.json",
        format!("[{keys}null]").as_bytes(),
        "",
        &["different keys"],
    );
}

#[test]
fn too_many_rejects_are_no_export() {
    let _turn = alone();
    let text = format!("Suspect Mobile\n{}", "x\n".repeat(101));
    refused(
        "junk.csv",
        text.as_bytes(),
        "[intake]\nmax_rejects = 100",
        &["max_rejects = 100"],
    );
    assert!(read_bytes("junk.csv", text.as_bytes(), "[intake]\nmax_rejects = 101").is_ok());
}

#[test]
fn formulas_count_by_the_value_the_workbook_holds() {
    let _turn = alone();
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "Suspect Mobile").unwrap();
        sheet
            .write(1, 0, Formula::new("=5000000000+1").set_result("5000000001"))
            .unwrap();
        sheet
            .write(2, 0, Formula::new("=1/0").set_result("#DIV/0!"))
            .unwrap();
    });
    let intake = taken("formulas.xlsx", &bytes, "");
    assert_eq!(intake.reports.len(), 1);
    assert_eq!(intake.rejects[0].reason, Refusal::CellError);
}

#[test]
fn days_counted_from_1904() {
    let _turn = alone();
    let bytes = sheet(|sheet| {
        sheet.write(0, 0, "Suspect Mobile").unwrap();
        sheet.write(0, 1, "Date").unwrap();
        sheet.write(1, 0, "5000000001").unwrap();
        sheet.write(1, 1, 44_836).unwrap();
    });
    let bytes = with_part(&bytes, "xl/workbook.xml", |content| {
        content.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1)
    });
    let intake = taken("mac.xlsx", &bytes, "");
    assert_eq!(intake.reports[0].date, Some(jiff::civil::date(2026, 10, 3)));
}
