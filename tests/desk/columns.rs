//! Whose numbers are they? Only a clear case is taken; anything else stops and asks.

use crate::desk::{Desk, Ran};

const A: &str = "5000000001";
const B: &str = "5000000002";

fn build(desk: &Desk, export: &str, config: &str) -> Ran {
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
fn takes(export: &str, config: &str, numbers: &[&str]) {
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
fn asks(export: &str, config: &str, says: &[&str]) {
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
            "number = \"Mobile No\"",
        ],
    );
    // A number beside a complainant's name is most likely the complainant's.
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
        &["2 headings say suspect"],
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
