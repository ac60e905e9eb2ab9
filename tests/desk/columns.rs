//! Whose numbers are they? Only a clear case is taken; anything else stops and asks.

use crate::support::{Desk, Ran};

const A: &str = "5000000001";
const B: &str = "5000000002";

pub fn build(desk: &Desk, export: &str, config: &str) -> Ran {
    desk.write("export.csv", export);
    desk.write(
        "jaanch.toml",
        format!("[policy]\nmin_reports = 1\n{config}"),
    );
    desk.jaanch(
        "build --reports export.csv --config jaanch.toml --as-of 2026-10-31 --no-sweep --out D",
    )
}

#[track_caller]
pub fn takes(export: &str, config: &str, numbers: &[&str]) {
    let desk = Desk::new();
    let ran = build(&desk, export, config);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let listed: Vec<_> = desk
        .table("D/private/numbers.csv")
        .iter()
        .map(|row| row["national"].clone())
        .collect();
    assert_eq!(listed, numbers);
}

#[track_caller]
pub fn asks(export: &str, config: &str, says: &[&str]) {
    let desk = Desk::new();
    let ran = build(&desk, export, config);
    assert_eq!(ran.code, 1, "{}", ran.out);
    for text in says.iter().chain(&["export.csv"]) {
        assert!(ran.err.contains(text), "{text:?} is not in: {}", ran.err);
    }
    assert!(!desk.path("D").exists());
}

#[test]
fn clear_cases() {
    takes(&format!("{A}\n{B}\n"), "", &[A, B]);
    takes(&format!("Number\n{A}\n"), "", &[A]);
    takes(&format!("xyz\n{A}\n"), "", &[A]);
    takes(&format!("Date,Mobile No\n2026-10-01,{A}\n"), "", &[A]);
    takes(
        &format!("Complainant Mobile,Suspect Mobile\n{B},{A}\n"),
        "",
        &[A],
    );
    takes(
        &format!("शिकायतकर्ता का मोबाइल;संदिग्ध मोबाइल नंबर\n{B};{A}\n"),
        "",
        &[A],
    );
    takes(
        &format!("Mobile No\tContact\tAccused Phone\n{B}\t{B}\t{A}\n"),
        "",
        &[A],
    );
    takes(
        &format!("\u{feff}\"Suspect, Mobile\",\"Remarks\"\r\n\"{A}\",\"two\nlines\"\r\n"),
        "",
        &[A],
    );
    takes(
        &format!("Suspect Mobile,Suspect Name,Suspect UPI\n{A},x,{B}@upi\n"),
        "",
        &[A],
    );
}

#[test]
fn unclear_cases_stop_and_show_the_lines_that_decide() {
    // Two columns of numbers, and no heading says suspect.
    asks(
        &format!("Mobile No,Contact\n{A},{B}\n"),
        "",
        &[
            "no heading says suspect",
            "column 1  \"Mobile No\"  1 of 1",
            "column 2  \"Contact\"",
            "[columns.\"export.csv\"]",
            "number = \"…\"",
        ],
    );
    // A number next to a complainant's name is most likely the complainant's.
    asks(
        &format!("Complainant Name,Mobile No\nx,{A}\n"),
        "",
        &["may stand in the same file"],
    );
    asks(
        &format!("Complainant Mobile,Phone\n{B},{A}\n"),
        "",
        &["never taken", "column 1", "column 2"],
    );
    // Two headings say suspect.
    asks(
        &format!("Suspect Mobile 1,Suspect Mobile 2\n{A},{B}\n"),
        "",
        &[
            "2 headings say suspect",
            "number = [\"Suspect Mobile 1\", \"Suspect Mobile 2\"]",
        ],
    );
    // Content alone decides in a file of one column only.
    asks(
        &format!("a,b\n{A},x\n"),
        "",
        &["no heading says suspect", "1 of 1 cells read as numbers"],
    );
    asks(
        &format!("{A},2026-10-01\n{B},2026-10-02\n"),
        "",
        &["number = 1", "heading = false"],
    );
    // A helpline's caller is the complainant.
    asks(&format!("Caller Number\n{A}\n"), "", &["never taken"]);
    asks(&format!("Victim Mobile\n{A}\n"), "", &["never taken"]);
    asks(&format!("फरियादी का मोबाइल\n{A}\n"), "", &["never taken"]);
    asks(
        &format!("Name,Mobile No,Date\nx,{A},2026-10-01\n"),
        "",
        &["no heading says suspect"],
    );
    asks(
        &format!("नाम,पता,मोबाइल नंबर\nx,y,{A}\n"),
        "",
        &["no heading says suspect"],
    );
    asks(
        &format!("Name;Mobile No;Suspect Account;Suspect UPI\nx;{A};123;x@upi\n"),
        "",
        &["no heading says suspect"],
    );
    asks(
        &format!("Date,Registered Mobile\n2026-10-01,{A}\n"),
        "",
        &["never taken"],
    );
    asks(
        &format!("Pidit Mobile,Date,Complaint No\n{A},2026-10-01,1\n"),
        "",
        &["never taken"],
    );
    // An unknown word may say whose number it is.
    asks(
        &format!("Peeditaa Mobile,Date,Complaint No\n{A},2026-10-01,1\n"),
        "",
        &["no heading says suspect"],
    );
    asks(
        &format!("Number to which fraud call was made,Date\n{A},2026-10-01\n"),
        "",
        &["no heading says suspect"],
    );
    asks(
        &format!("Complaint No,Name,Reported from number,Date\n1,x,{A},2026-10-01\n"),
        "",
        &["may stand in the same file"],
    );
}

#[test]
fn a_suspect_s_word_does_not_make_any_heading_a_suspect_s() {
    for (heading, says) in [
        ("Mobile of person reporting fraud", "never taken"),
        ("Fraud affected mobile no", "never taken"),
        ("Fraud ke shikar ka mobile", "never taken"),
        ("साइबर ठग के शिकार व्यक्ति का मोबाइल", "never taken"),
        ("ਠੱਗ ਦੇ ਸ਼ਿਕਾਰ ਦਾ ਮੋਬਾਈਲ", "never taken"),
        ("Customer mobile (fraud)", "no heading says suspect"),
        ("Number contacted by fraudster", "no heading says suspect"),
        ("Fraud debited mobile no", "no heading says suspect"),
        ("Reported via (mobile no)", "no heading says suspect"),
        ("ठग ने जिनको फोन किया उनका नंबर", "no heading says suspect"),
        ("Thag ne jisko call kiya mobile", "no heading says suspect"),
    ] {
        asks(
            &format!("Date,{heading},Status\n2026-10-01,{A},Verified\n"),
            "",
            &[says, heading],
        );
    }
    let desk = Desk::new();
    desk.write(
        "export.json",
        format!("[{{\"created\":\"2026-10-01\",\"fraud_report\":{{\"user\":{{\"phone\":\"{A}\"}}}},\"status\":\"verified\"}}]"),
    );
    let ran = desk.jaanch("build --reports export.json --as-of 2026-10-31 --no-sweep --out D");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.err.contains("no heading says suspect"), "{}", ran.err);
    for heading in [
        "Thag ka number",
        "Suspect WhatsApp No",
        "Suspect's Mobile No(s)",
        "ਠੱਗ ਦਾ ਨੰਬਰ",
    ] {
        takes(&format!("Date,{heading}\n2026-10-01,{A}\n"), "", &[A]);
    }
}

#[test]
fn the_operator_decides() {
    let one = "[columns.\"export.csv\"]\nnumber = ";
    takes(
        &format!("Mobile No,Contact\n{A},{B}\n"),
        &format!("{one}\"Contact\""),
        &[B],
    );
    takes(
        &format!("Mobile No,Contact\n{A},{B}\n"),
        &format!("{one}2"),
        &[B],
    );
    takes(
        &format!("Suspect Mobile 1,Suspect Mobile 2\n{A},{B}\n,\n"),
        &format!("{one}[\"Suspect Mobile 1\", 2]"),
        &[A, B],
    );
    takes(
        &format!("{A},2026-10-01\n"),
        &format!("{one}1\nheading = false\ndate = 2"),
        &[A],
    );
    takes(
        &format!("Mobile No,Contact\n{A},{B}\n"),
        "[columns.\"exp*.csv\"]\nnumber = \"Contact\"",
        &[B],
    );
    // But never a complainant's column, and never one that is not there.
    asks(
        &format!("Complainant Mobile,Phone\n{B},{A}\n"),
        &format!("{one}\"Complainant Mobile\""),
        &["must never be listed"],
    );
    asks(
        &format!("Mobile No,Contact\n{A},{B}\n"),
        &format!("{one}\"Contakt\""),
        &["Contakt", "\"Mobile No\", \"Contact\""],
    );
    asks(
        &format!("Mobile No,Contact\n{A},{B}\n"),
        &format!("{one}3"),
        &["column 3"],
    );
    asks(
        &format!("Phone,Phone\n{A},{B}\n"),
        &format!("{one}\"Phone\""),
        &["twice"],
    );
}

#[test]
fn columns_shows_what_would_be_taken_and_why() {
    let desk = Desk::new();
    desk.write(
        "a.csv",
        format!("Complainant Mobile,Suspect Mobile,Date,Fee,x\n{B},{A},10/25/2026,5,\u{1b}[2J\n"),
    );
    desk.write(
        "unclear.csv",
        format!("Mobile No,Contact,Date,Source,Victim\n{A},{B},2026-10-25,1930,x\n"),
    );
    desk.write("list.json", format!("[{{\"accused\":\"{A}\"}}]"));
    let ran = desk.jaanch("columns a.csv unclear.csv list.json");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for text in [
        "a.csv\n  text, comma-separated, UTF-8; heading in row 1",
        "note: the dates of \"Date\" are read with the month first",
        "1  \"Complainant Mobile\": never taken, its heading names a person",
        &format!("1 of 1 filled cells looked at read as numbers; for example {B}"),
        "2  \"Suspect Mobile\": number, its heading says that it is the reported number",
        "3  \"Date\": date, its heading says so",
        "5  \"x\": not used, its heading says nothing that is known",
        "[columns.\"a.csv\"]\n  number = \"Suspect Mobile\"",
        "NOT CLEAR, a build would stop here: it is not clear whose numbers these are",
        "number = \"…\"",
        "1  \"Mobile No\": not decided yet, it could be that of the reported numbers; if it is, name it in [columns], see below",
        "2  \"Contact\": not decided yet, it could be",
        "3  \"Date\": not decided yet, nothing is taken until [columns] says which column holds the reported numbers",
        "4  \"Source\": not decided yet, nothing is taken",
        "5  \"Victim\": never taken",
        "JSON; headed by its keys",
        "1  \"accused\": number",
    ] {
        assert!(ran.out.contains(text), "{text:?} is not in:\n{}", ran.out);
    }
    assert!(!ran.out.contains("fits better"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "a terminal would obey this");
    // What it says to write decides.
    desk.write(
        "jaanch.toml",
        "[columns.\"unclear.csv\"]\nnumber = \"Contact\"\n[columns.\"a.csv\"]\nskip = true\n",
    );
    let ran = desk.jaanch("columns a.csv unclear.csv --config jaanch.toml");
    for text in [
        "left out, as jaanch.toml says",
        "\"Contact\": number, jaanch.toml says so",
    ] {
        assert!(ran.out.contains(text), "{text:?} is not in:\n{}", ran.out);
    }
}

#[test]
fn columns_shows_every_sheet_and_every_file_that_can_be_read() {
    let desk = Desk::new();
    let fixtures = format!("{}/tests/fixtures/desk", env!("CARGO_MANIFEST_DIR"));
    let ran = desk.jaanch(&format!(
        "columns {fixtures}/workbook.xlsx {fixtures}/locked.xlsx {fixtures}/office.ods"
    ));
    assert_eq!(ran.code, 1, "{}", ran.out);
    for text in [
        "workbook.xlsx, sheet \"Complaints\"\n  XLSX; heading in row 1",
        "sheet \"शिकायतें\"",
        "4  \"शिकायतकर्ता का मोबाइल\": never taken",
        "sheet \"Old\"\n  XLSX; heading in row 1\n  note: the sheet is hidden",
        "[columns.\"workbook.xlsx:Old\"]",
        "note: there are no rows",
        "office.ods, sheet \"Closed\"",
    ] {
        assert!(ran.out.contains(text), "{text:?} is not in:\n{}", ran.out);
    }
    assert!(
        ran.err
            .contains("locked.xlsx: the workbook is protected with a password"),
        "{}",
        ran.err
    );
}

#[test]
fn a_sheet_is_named_behind_a_colon() {
    let desk = Desk::new();
    let fixtures = format!("{}/tests/fixtures/desk", env!("CARGO_MANIFEST_DIR"));
    std::fs::copy(
        format!("{fixtures}/workbook.xlsx"),
        desk.path("export.xlsx"),
    )
    .unwrap();
    desk.write(
        "jaanch.toml",
        "[policy]\nmin_reports = 1\n[columns.\"export.xlsx:Complaints\"]\nskip = true\n[columns.\"*:C*r\"]\nskip = true\n\
         [columns.\"export.xlsx:Nowhere\"]\nskip = true\n",
    );
    let ran = desk.jaanch(
        "build --reports export.xlsx --config jaanch.toml --as-of 2026-10-31 --no-sweep --out D",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let listed: Vec<_> = desk
        .table("D/private/numbers.csv")
        .iter()
        .map(|row| row["national"].clone())
        .collect();
    assert_eq!(listed, ["5000000008", "5000000009"]);
    for text in [
        "sheet \"Complaints\": left out, as jaanch.toml says",
        "sheet \"Old\": the sheet is hidden",
        "[columns.\"export.xlsx:Nowhere\"] fits none",
    ] {
        assert!(ran.err.contains(text), "{text:?} is not in:\n{}", ran.err);
    }
    assert!(
        ran.out
            .contains("export.xlsx, sheet \"Old\": number \"Accused Phone\""),
        "{}",
        ran.out
    );
    // The same without them: rejects name sheet and row.
    let ran = desk.jaanch("build --reports export.xlsx --as-of 2026-10-31 --no-sweep --out E");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rejects = desk.table("E/private/rejects.csv");
    assert!(rejects.iter().any(|row| row["sheet"] == "Complaints"
        && row["row"] == "8"
        && row["column"] == "Suspect Mobile"
        && row["value"] == "#REF!"
        && row["reason"] == "cell-error"));
    assert!(
        desk.read("E/private/report.json")
            .contains("\"sheet\": \"Cover\"")
    );
}

#[test]
fn a_heading_may_stand_further_down() {
    let title = format!("Return for October\n\nSuspect Mobile,Date\n{A},2026-10-01\n");
    takes(&title, "[columns.\"export.csv\"]\nheading = 3", &[A]);
    asks(
        &title,
        "[columns.\"export.csv\"]\nheading = 2",
        &["row 2", "blank"],
    );
}

#[test]
fn a_title_above_the_heading_stops_the_build() {
    let titled = format!(
        "Mobile numbers October,,,\n,,,\nAck No,Fraudster No.,Complainant No.,Date\n1,{A},{B},2026-10-01\n"
    );
    asks(&titled, "", &["row 3 reads as the heading", "heading = 3"]);
    takes(&titled, "[columns.\"export.csv\"]\nheading = 3", &[A]);
    // Whatever column is chosen, it is not one that says further down that it is a complainant's.
    asks(
        &titled,
        "[columns.\"export.csv\"]\nnumber = 3",
        &["heading = 3"],
    );
    asks(
        &titled,
        "[columns.\"export.csv\"]\nheading = true\nnumber = 3",
        &["row 3", "\"Complainant No.\"", "never be listed"],
    );
    // The same heading again, as where exports were put together, is no title's.
    takes(
        &format!("Suspect Mobile,Date\nSuspect Mobile,Date\n{A},2026-10-01\n"),
        "",
        &[A],
    );
}
