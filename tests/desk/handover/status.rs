//! `--status`: the portal's answers read back.

use super::{build, report};
use crate::support::Desk;

const LISTED: [(&str, &str); 5] = [
    ("5012345671", "Hisar"),
    ("5012345672", "Hisar"),
    ("5012345673", "Gurugram"),
    ("5012345674", "Gurugram"),
    ("5012345675", ""),
];

const ANSWERS: &str = "\
Number,Status,Reason,Date
+91 50123 45671,Uploaded,,01/10/2026
'050123-45671,BLOCKED,,2026-10-20
50123 45671,uploaded,,2026-10-02
5012345672,refused,Already  blocked,2026-10-03
5012345673,rejected,,03-Oct-2026
5012345674,Pending,,
5012345679,disconnected,,2026-09-01
";

#[test]
fn the_last_answer_about_each_number_counts() {
    let desk = Desk::new();
    desk.write("answers.csv", ANSWERS);
    let printed = build(&desk, &LISTED, "--status answers.csv");
    assert!(
        printed.contains(
            "Status     blocked 1, uploaded 1, refused 2, withdrawn 0, no answer known 1"
        ),
        "{printed}"
    );
    assert!(
        printed.contains("blocked, but no longer listed: 1"),
        "{printed}"
    );
    let counts = |blocked, uploaded, refused, none| serde_json::json!({"uploaded": uploaded, "blocked": blocked, "refused": refused, "withdrawn": 0, "no_answer": none});
    assert_eq!(
        report(&desk)["status"],
        serde_json::json!({
            "listed": counts(1, 1, 2, 1),
            "by_district": {
                "Gurugram": counts(0, 1, 1, 0),
                "Hisar": counts(1, 0, 1, 0),
                "unknown": counts(0, 0, 0, 1),
            },
            "refused": {"Already blocked": 1, "no reason given": 1},
            "no_longer_listed": counts(1, 0, 0, 0),
            "rows_without_answer": 0,
        })
    );
    assert_eq!(
        desk.read("out/private/status.csv"),
        "\
e164,listed,district,status,reason,date
+915012345671,yes,Hisar,blocked,,2026-10-20
+915012345672,yes,Hisar,refused,Already blocked,2026-10-03
+915012345673,yes,Gurugram,refused,,2026-10-03
+915012345674,yes,Gurugram,uploaded,,
+915012345675,yes,,no-answer,,
+915012345679,no,,blocked,,2026-09-01
"
    );
}

/// A number without an answer may have been uploaded all the same: the page must not say that it was not.
#[test]
fn no_answer_is_not_said_to_be_no_upload() {
    let desk = Desk::new();
    desk.write("answers.csv", ANSWERS);
    build(&desk, &LISTED, "--status answers.csv");
    let page = desk.read("out/private/report.html");
    assert!(
        page.contains("<tr><th scope=\"row\">No answer known</th><td>1</td><td>20.0 %</td></tr>")
    );
    assert!(!page.to_lowercase().contains("never uploaded"));
}

#[test]
fn our_own_table_can_be_given_back() {
    let desk = Desk::new();
    desk.write("answers.csv", ANSWERS);
    let rows: Vec<(&str, &str)> = LISTED.into_iter().chain([("5012345676", "=1+1")]).collect();
    desk.write(
        "answers.csv",
        format!("{ANSWERS}5012345676,refused,=2+2,\n"),
    );
    build(&desk, &rows, "--status answers.csv");
    let (table, mut wanted) = (
        desk.read("out/private/status.csv"),
        report(&desk)["status"].take(),
    );
    desk.write("back.csv", &table);
    let printed = build(&desk, &rows, "--status back.csv");
    assert!(
        printed.contains("rows of the status file without an answer, passed over: 1"),
        "{printed}"
    );
    assert_eq!(desk.read("out/private/status.csv"), table);
    wanted["rows_without_answer"] = 1.into();
    // A refusal's reason keeps the apostrophe that makes it harmless.
    wanted["refused"] = serde_json::json!({"'=2+2": 1, "Already blocked": 1, "no reason given": 1});
    assert_eq!(report(&desk)["status"], wanted);
    // A build without answers knows none, and says so in an empty cell.
    build(&desk, &rows, "");
    desk.write("back.csv", desk.read("out/private/status.csv"));
    build(&desk, &rows, "--status back.csv");
    let status = report(&desk)["status"].take();
    assert_eq!(
        (
            &status["rows_without_answer"],
            &status["listed"]["no_answer"]
        ),
        (&6.into(), &6.into())
    );
    let page = desk.read("out/private/report.html");
    assert!(page.contains("Rows of the status file that name a number and no answer: 6."));
}

#[test]
fn a_row_without_an_answer_takes_none_back() {
    let desk = Desk::new();
    for without in [
        "",
        " ",
        "never-uploaded",
        "Never uploaded",
        "NO_ANSWER",
        "no answer known",
    ] {
        desk.write(
            "answers.csv",
            format!("number,status,date\n5012345671,blocked,2026-10-01\n5012345671,{without},2026-10-05\n"),
        );
        build(&desk, &LISTED, "--status answers.csv");
        let status = report(&desk)["status"].take();
        assert_eq!(status["listed"]["blocked"], 1, "{without:?}");
        assert_eq!(status["rows_without_answer"], 1, "{without:?}");
    }
    // A row that is ignored still has to name a number.
    desk.write("answers.csv", "number,status\nTotal,\n");
    let ran = desk.jaanch("report out --status answers.csv --as-of 2026-10-31");
    assert!(
        ran.code == 1 && ran.err.contains("row 2: \"Total\" is no phone number"),
        "{}",
        ran.err
    );
}

#[test]
fn without_answers_nothing_is_claimed() {
    let desk = Desk::new();
    build(&desk, &LISTED, "");
    assert!(
        desk.table("out/private/status.csv")
            .iter()
            .all(|row| row["status"].is_empty())
    );
    assert!(report(&desk)["status"].is_null());
    assert!(
        !desk
            .read("out/private/report.html")
            .contains("What became of them")
    );
}

#[test]
fn headings_and_delimiters_as_portals_write_them() {
    let desk = Desk::new();
    for table in [
        "Mobile No.;Current Status;Remarks;Updated On\n5012345671;Blocked;x;20/10/2026\n",
        "\u{feff}S.No,MOBILE_NUMBER,Action Taken\n1,5012345671,blocked\n",
        "मोबाइल नंबर\tस्थिति\tकारण\tदिनांक\n५०१२३४५६७१\tब्लॉक\t\t२०/१०/२०२६\n",
        "\"Suspect Mobile No\",\"Status\"\r\n\r\n\"5012345671.0\",\"Blocked\"\r\n",
    ] {
        desk.write("answers.csv", table);
        build(&desk, &LISTED, "--status answers.csv");
        assert_eq!(report(&desk)["status"]["listed"]["blocked"], 1, "{table}");
    }
}

#[test]
fn bad_rows_are_errors_that_name_the_row_and_what_to_do() {
    let desk = Desk::new();
    desk.write("reports/a.csv", super::reported(&LISTED));
    for (table, says) in [
        (
            "number,status\n5012345671,maybe\n",
            "row 2: \"maybe\" is no status: write uploaded, blocked, refused or withdrawn, or nothing where there is no answer yet",
        ),
        (
            "number,status\n\n50123,blocked\n",
            "row 3: \"50123\" is no phone number",
        ),
        (
            "number,status\n5.01234E+09,blocked\n",
            "with all its digits",
        ),
        ("number,status\n1930,blocked\n", "short-code"),
        (
            "number,status,date\n5012345671,blocked,soon\n",
            "row 2: \"soon\" cannot be read as a date",
        ),
        (
            "number,status,date\n5012345671,blocked,2026-11-01\n",
            "lies after 2026-10-31",
        ),
        (
            "number,state of things\n5012345671,blocked\n",
            "no column \"status\"",
        ),
        (
            "number,mobile,status\n5012345671,5012345671,blocked\n",
            "two headings mean \"number\"",
        ),
        ("", "the file is empty"),
        (
            "number,status\n5012345671,x\n5012345672,y\n",
            "2 rows cannot be taken",
        ),
        // A quotation mark that swallows the rows behind it.
        (
            "number,status,reason,date\n5012345671,blocked,\"x,2026-10-01\n5012345672,refused,y,2026-10-02\n",
            "row 2: a quotation mark opens and is not closed in that line",
        ),
        (
            "number,status,reason\n5012345673,blocked,\n5012345671,blocked,\n5012345672,refused,\"y",
            "the last row, 4, holds a quotation mark that opens and never closes",
        ),
        (
            "number,status,reason\n5012345673,blocked,x\n5012345671,blocked,\"x\n5012345672,withdrawn,\"y\n5012345674,blocked,z\n",
            "row 3: a quotation mark opens, and closes within a cell of a later line",
        ),
        (
            "number,status,reason\n5012345673,blocked,x\n5012345671,blocked,\"x\n5012345672,withdrawn,y\"\n5012345674,blocked,z\n",
            "row 3: a cell holds a line break and a number behind it",
        ),
    ] {
        desk.write("answers.csv", table);
        let ran = desk.jaanch(
            "build --reports reports --as-of 2026-10-31 --no-sweep --out out --status answers.csv",
        );
        assert_eq!(ran.code, 1, "{table}");
        assert!(
            ran.err.contains("answers.csv: ") && ran.err.contains(says),
            "{table}: {}",
            ran.err
        );
        assert!(!desk.path("out").exists());
    }
    let many: String = (0..25).map(|at| format!("x{at},blocked\n")).collect();
    desk.write("answers.csv", format!("number,status\n{many}"));
    let ran = desk.jaanch(
        "build --reports reports --as-of 2026-10-31 --no-sweep --out out --status answers.csv",
    );
    assert!(
        ran.err.contains("25 rows cannot be taken") && ran.err.contains("and 15 more"),
        "{}",
        ran.err
    );
}

/// A workbook of these sheets; dates are date cells, everything else is text.
fn workbook(sheets: &[(&str, &[[&str; 3]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let as_date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(cells) {
                match rust_xlsxwriter::ExcelDateTime::parse_from_str(cell) {
                    Ok(date) if cell.contains('-') => sheet
                        .write_datetime_with_format(row, column, &date, &as_date)
                        .unwrap(),
                    _ => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn answers_may_come_as_a_workbook() {
    let desk = Desk::new();
    let sheets: [(&str, &[[&str; 3]]); 3] = [
        ("Notes", &[["Read me", "", ""]]),
        (
            "October",
            &[
                ["Mobile No", "Status", "Date"],
                ["5012345671", "Blocked", "2026-10-20"],
                ["", "", ""],
                ["5012345672", "Uploaded", ""],
            ],
        ),
        (
            "More",
            &[
                ["Status", "Number", "Date"],
                ["uploaded", "5012345671", "2026-10-02"],
            ],
        ),
    ];
    desk.write("answers.xlsx", workbook(&sheets));
    build(&desk, &LISTED, "--status answers.xlsx");
    let rows = desk.table("out/private/status.csv");
    assert_eq!(
        (rows[0]["status"].as_str(), rows[0]["date"].as_str()),
        ("blocked", "2026-10-20")
    );
    assert_eq!(rows[1]["status"], "uploaded");
    let bad: [(&str, &[[&str; 3]]); 1] = [(
        "Oct",
        &[["Mobile No", "Status", "Date"], ["5012345671", "x", ""]],
    )];
    desk.write("answers.xlsx", workbook(&bad));
    let ran = desk.jaanch("report out --status answers.xlsx --as-of 2026-10-31");
    assert!(
        ran.code == 1 && ran.err.contains("sheet \"Oct\", row 2: \"x\" is no status"),
        "{}",
        ran.err
    );
    let none: [(&str, &[[&str; 3]]); 1] = [("Oct", &[["a", "b", "c"]])];
    desk.write("answers.xlsx", workbook(&none));
    let ran = desk.jaanch("report out --status answers.xlsx --as-of 2026-10-31");
    assert!(
        ran.code == 1 && ran.err.contains("no column \"number\""),
        "{}",
        ran.err
    );
}

#[test]
fn a_report_renewed_is_the_report_of_a_build() {
    let desk = Desk::new();
    let rows: Vec<(&str, &str)> = LISTED.into_iter().chain([("5012345676", "=1+1")]).collect();
    desk.write("answers.csv", format!("{ANSWERS}5012345676,blocked,,\n"));
    desk.write(
        "programmes.csv",
        "date,district,kind,people\n2026-10-05,Hisar,School,120\n",
    );
    build(
        &desk,
        &rows,
        "--status answers.csv --programmes programmes.csv",
    );
    let wanted = desk.files("out");
    build(&desk, &rows, "");
    assert!(desk.files("out") != wanted);
    let list = desk.files("out")["public/list.jaanch"].clone();
    let printed = desk.ok("report out --status answers.csv --as-of 2026-10-31");
    assert!(printed.contains("blocked 2"), "{printed}");
    // What is not given stays as it was.
    desk.ok("report out --programmes programmes.csv --as-of 2026-10-31");
    desk.ok("report out");
    let renewed = desk.files("out");
    assert_eq!(
        renewed.keys().collect::<Vec<_>>(),
        wanted.keys().collect::<Vec<_>>()
    );
    for (name, content) in &wanted {
        assert!(renewed[name] == *content, "{name}");
    }
    assert!(renewed["public/list.jaanch"] == list);
    // A build may replace what was renewed.
    build(&desk, &rows, "");
}

#[test]
fn a_report_that_cannot_be_renewed_stays_as_it_was() {
    let desk = Desk::new();
    build(&desk, &LISTED, "");
    let before = desk.files("out");
    desk.write("answers.csv", "number,status\nx,blocked\n");
    desk.write("answers2.csv", ANSWERS);
    for (command, says) in [
        ("report out --status answers.csv", "row 2"),
        (
            "report out --status answers2.csv --as-of 2026-10-05",
            "lies after",
        ),
        (
            "report out --status missing.csv",
            "missing.csv: cannot open",
        ),
        ("report reports", "no build's folder"),
    ] {
        let ran = desk.jaanch(command);
        assert_eq!(ran.code, 1, "{command}");
        assert!(ran.err.contains(says), "{command}: {}", ran.err);
        assert!(desk.files("out") == before);
    }
    desk.write("out/private/report.json", "[]");
    let ran = desk.jaanch("report out");
    assert!(
        ran.code == 1 && ran.err.contains("no report of a build"),
        "{}",
        ran.err
    );
}
