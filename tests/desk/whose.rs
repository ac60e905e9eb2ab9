//! No complainant's number may ever be listed: where that could happen, the build stops or keeps the number off the list.

use crate::columns::{asks, takes};
use crate::support::{Desk, Ran};

const A: &str = "5000000001";
const B: &str = "5000000002";
const C: &str = "5000000003";

const ONE: &str = "[columns.\"export.csv\"]\n";

#[test]
fn another_column_that_could_hold_numbers_is_a_candidate() {
    let cells = |other: &str| format!("Date,Mob No,{other},Status\n2026-10-01,{A},");
    // Blank in most rows, two numbers in every cell, no number in any cell at all.
    for (other, cell) in [
        ("Sus. Mob No", "NA"),
        ("Acc. Mob", "5000000002/5000000003"),
        ("Sus. Mobile/Details", "x"),
        ("Notes", B),
        ("Mode", B),
    ] {
        asks(
            &format!("{}{cell},Verified\n", cells(other)),
            "",
            &["no heading says suspect", other, "number = \"…\""],
        );
    }
    let mostly_blank: String = (1..9)
        .map(|at| format!("2026-10-01,500000010{at},NA,\n"))
        .collect();
    asks(
        &format!("Date,Mob No,Party,Status\n{mostly_blank}2026-10-01,{A},{B},\n"),
        "",
        &["\"Party\"  1 of 9"],
    );
    // An unknown word, and nothing that reads as a number.
    takes(
        &format!("Date,Mobile No,District,Facts\n2026-10-01,{A},Hisar,lost 500\n"),
        "",
        &[A],
    );
}

#[test]
fn the_columns_next_to_a_bare_mobile_no_can_make_it_doubtful() {
    for (other, cell) in [
        ("Age", "34"),
        ("Gender", "F"),
        ("Amount Lost", "500"),
        ("Bank", "x"),
        ("A/c No", "123"),
        ("Beneficiary", "x"),
        ("Suspect Name", "x"),
        ("Fraudster details", "ph 5000000002"),
        ("Brief Facts", "caller from 5000000002 took 500"),
    ] {
        asks(
            &format!("Date,Mobile No,{other}\n2026-10-01,{A},{cell}\n"),
            "",
            &[
                "it is not clear whose numbers",
                other,
                "number = \"Mobile No\"",
            ],
        );
    }
    asks(
        &format!("Date,Victim Name,Company Mobile\n2026-10-01,x,{A}\n"),
        "",
        &["no heading says suspect"],
    );
    takes(
        &format!("Company_Phone_Number,Consumer_City\n{A},x\n"),
        "",
        &[A],
    );
}

#[test]
fn an_account_an_order_or_a_licence_is_no_telephone() {
    for heading in [
        "Suspect A/c No",
        "Fraud A/c",
        "Fraud Order No",
        "Suspect DL No",
        "Suspect Wallet No",
        "Sandigdh Khata No",
        "Suspect Loan No",
        "Fraud consignment no",
    ] {
        asks(
            &format!("Date,{heading}\n2026-10-01,{A}\n"),
            "",
            &["no column holds phone numbers", heading, "number = \"…\""],
        );
    }
}

#[test]
fn rows_of_both_sides_under_one_column_stop_the_build() {
    asks(
        &format!("Date,Type,Mobile No\n2026-10-01,Suspect,{A}\n2026-10-01,Complainant,{B}\n"),
        "",
        &["row 3 says \"Complainant\" in column 2", "never be listed"],
    );
    asks(
        &format!("Date,Party,Mobile No\n2026-10-01,Victim,{A}\n2026-10-01,Accused,{B}\n"),
        "",
        &["row 2 says \"Victim\""],
    );
    asks(
        &format!("Date,Type,Suspect Mobile\n2026-10-01,Complainant,{A}\n"),
        "",
        &["row 2 says \"Complainant\""],
    );
    // A separate row, no matter who chose the column.
    for config in ["", &format!("{ONE}number = 2")] {
        asks(
            &format!("Date,Mobile No,Status\n2026-10-01,{A},\nComplainants,,\n2026-10-01,{B},\n"),
            config,
            &["row 3 says \"Complainants\""],
        );
    }
    asks(
        &format!("Date,Suspect Mobile\n2026-10-01,{A}\nList of victims:,\n2026-10-01,{B}\n"),
        "",
        &["row 3 says \"List of victims:\"", "nothing else"],
    );
    // Free text may say so, and the column's heading says whose relative or officer it is.
    let many: String = (10..40)
        .map(|at| format!("2026-10-01,50000001{at},fact {at},Police officer,Victim\n"))
        .collect();
    let desk = Desk::new();
    desk.write(
        "export.csv",
        format!("Date,Suspect Mobile,Facts,Source,Reported By\n{many}2026-10-01,{A},victim,,\n"),
    );
    desk.ok("build --reports export.csv --as-of 2026-10-31 --no-sweep --out D");
}

#[test]
fn rows_that_come_late_are_looked_at_as_well() {
    let rows = |from: u64| -> String {
        (from..from + 1_100)
            .map(|at| format!("2026-10-01,Suspect,{}\n", 5_000_000_000 + at))
            .collect()
    };
    for (heading, late, says) in [
        (
            "Mobile No",
            "2026-10-01,Complainant,5000009999",
            "row 1102 says",
        ),
        (
            "Suspect Mobile",
            "2026-10-01,Complainant,5000009999",
            "row 1102 says",
        ),
        (
            "Suspect Mobile",
            "Date,Type,Complainant Mobile",
            "row 1102 of the column",
        ),
        ("Suspect Mobile", "Complainants,,", "row 1102 says"),
    ] {
        asks(
            &format!("Date,Type,{heading}\n{}{late}\n{}", rows(0), rows(2_000)),
            "",
            &[says],
        );
    }
}

#[track_caller]
fn keeps_off(files: &[(&str, String)], config: &str) {
    let desk = Desk::new();
    for (name, text) in files {
        desk.write(&format!("r/{name}"), text);
    }
    desk.write("jaanch.toml", config);
    desk.ok("build --reports r --config jaanch.toml --as-of 2026-10-31 --no-sweep --out D");
    let listed: Vec<_> = desk
        .table("D/private/numbers.csv")
        .iter()
        .map(|row| row["national"].clone())
        .collect();
    assert_eq!(listed, [A]);
    let review = desk.read("D/private/review.csv");
    assert!(review.contains(&format!("+91{B},complainant")), "{review}");
}

#[test]
fn a_column_that_is_not_taken_protects_the_numbers_in_it() {
    for other in [
        "Mobile No",
        "Cmplnt Mob.",
        "Shikayat karne wale ka number",
        "Contact person ph",
        "Notes",
    ] {
        keeps_off(
            &[(
                "a.csv",
                format!(
                    "Date,{other},Suspect Mobile,Status\n2026-10-01,{C},{A},Verified\n2026-10-02,{B},{A},Verified\n\
                     2026-10-03,{C},{B},Verified\n"
                ),
            )],
            "",
        );
    }
    // The suspect's other details protect no number.
    takes(
        &format!(
            "Date,Suspect Mobile,Suspect WhatsApp ID,Remarks\n2026-10-01,{A},{A},called from {A}\n"
        ),
        "",
        &[A],
    );
}

#[test]
fn what_is_left_out_protects_the_numbers_in_it() {
    let reports =
        format!("Date,Suspect Mobile,Status\n2026-10-01,{A},Verified\n2026-10-02,{B},Verified\n");
    for left_out in [
        format!("Date,Complainant Mobile\n2026-10-01,{B}\n"),
        format!("Contacts,,\nName,Mobile No,x\nx,{B},\n"),
        format!("Mobile No\n{B}\n"),
    ] {
        keeps_off(
            &[("a.csv", reports.clone()), ("b.csv", left_out)],
            "[columns.\"b.csv\"]\nskip = true\n",
        );
    }
}

#[test]
fn the_lines_that_are_shown_can_be_followed() {
    asks(
        &format!("Date,Mob. No. (C),Mob. No. (S)\n2026-10-01,{A},{B}\n"),
        "",
        &["column 2", "column 3", "number = \"…\""],
    );
    let twins = format!("Date,Suspect Mobile,Suspect Mobile\n2026-10-01,{A},{B}\n");
    asks(&twins, "", &["number = [2, 3]"]);
    takes(&twins, &format!("{ONE}number = [2, 3]"), &[A, B]);
    let two = format!("Date,Suspect Mobile 1,Suspect Mobile 2\n2026-10-01,{A},{B}\n");
    let line = "number = [\"Suspect Mobile 1\", \"Suspect Mobile 2\"]";
    asks(&two, "", &[line]);
    takes(&two, &format!("{ONE}{line}"), &[A, B]);
    // `columns` shows what would have to be written to get the same.
    let desk = Desk::new();
    desk.write("export.csv", &twins);
    desk.write("two.csv", &two);
    desk.write(
        "jaanch.toml",
        format!("{ONE}number = [2, 3]\n[columns.\"two.csv\"]\n{line}\n"),
    );
    let out = desk.ok("columns export.csv two.csv --config jaanch.toml");
    for shown in ["  number = [2, 3]", &format!("  {line}")] {
        assert!(out.contains(shown), "{out}");
    }
    asks(
        "Date,Amount\n2026-10-01,500\n",
        "",
        &[
            "no column holds phone numbers",
            "number = \"…\"",
            "skip = true",
        ],
    );
}

#[test]
fn a_heading_row_that_is_written_down_is_held_against_the_export() {
    let four = format!("{ONE}heading = 4\nnumber = 2");
    let export = |first: &str, heading: &str| {
        format!(
            "{first}{heading}\n2026-10-01,{A},{B}\n2026-10-02,{A},{C}\n2026-10-03,{A},{C}\n2026-10-04,{A},{C}\n"
        )
    };
    let heading = "Date,Complainant Mobile,Suspect Mobile";
    // Last month the heading was in row 4, this month it is in row 1.
    asks(
        &export("", heading),
        &four,
        &["heading = 4", "row 2 above it holds the number"],
    );
    asks(
        &export("Return,,\nOctober,,\n", heading),
        &four,
        &["row 4", "is no heading"],
    );
    asks(
        &export("Return,,\nOctober,,\n", heading),
        &format!("{ONE}heading = 2\nnumber = 3"),
        &["row 3 reads as the heading"],
    );
    asks(
        &format!("{heading}\nx,y,z\n2026-10-01,{A},{B}\n"),
        &format!("{ONE}heading = 2\nnumber = 2"),
        &["row 2 is the heading", "Complainant Mobile"],
    );
    takes(
        &export("Return,,\nOctober,,\n,,\n", heading),
        &format!("{ONE}heading = 4\nnumber = 3\n[columns.x]\n"),
        &[B, C],
    );
    // A heading over two columns each: the complainant's stay the complainant's.
    let over = format!("Complainant,,Suspect,\nName,Mobile,Name,Mobile\nx,{A},y,{B}\n");
    asks(&over, "", &["heading = 2"]);
    asks(
        &over,
        &format!("{ONE}heading = 2\nnumber = 2"),
        &["must never be listed"],
    );
    takes(&over, &format!("{ONE}heading = 2\nnumber = 4"), &[B]);
    // Without a heading no person would be named.
    let headed = format!("Date,Complainant Mob (10 digits),Suspect Mob\n2026-10-01,{A},{B}\n");
    asks(
        &headed,
        &format!("{ONE}heading = false\nnumber = 2"),
        &["row 1 reads as one", "heading = false"],
    );
    asks(
        &format!("2026-10-01,{A}\n"),
        &format!("{ONE}heading = true\nnumber = 2"),
        &["row 1", "is no heading"],
    );
}

#[test]
fn a_heading_may_have_a_few_digits() {
    for heading in [
        "Mobile 1 (Complainant),Mobile 2 (Suspect),Dt,St",
        "Compl. Mob (10 digit),Suspect Mob (10 digit),Dt,St",
        "Mobile (C) 10 digit,Mobile (S) 10 digit,Dt,St",
    ] {
        asks(
            &format!("Fraud numbers report Oct,,,\n{heading}\n{A},{B},2026-10-01,\n"),
            "",
            &["row 2 reads as the heading", "heading = 2"],
        );
    }
}

fn verified(desk: &Desk, export: &str, config: &str) -> Vec<String> {
    desk.write("export.csv", export);
    desk.write("jaanch.toml", config);
    desk.ok(
        "build --reports export.csv --config jaanch.toml --as-of 2026-10-31 --no-sweep --out D",
    );
    let rows = desk.table("D/private/numbers.csv");
    rows.iter().map(|row| row["national"].clone()).collect()
}

#[test]
fn yes_means_verified_where_the_heading_asks_for_that_alone() {
    let desk = Desk::new();
    for (headings, cells, listed) in [
        ("KYC Verified", "Yes", false),
        ("Refund Status", "Yes", false),
        ("Transaction Status", "True", false),
        ("Mobile Verified", "Y", false),
        ("Status", "Yes", false),
        ("Transaction Status,Verified", "True,No", false),
        ("Status,Verified (Yes/No)", "Open,Yes", true),
        ("Complaint verified", "Y", true),
        ("सत्यापन स्थिति", "हाँ", true),
        ("Status", "Verified", true),
        ("Status", "FIR Registered", true),
    ] {
        let export = format!("Date,Suspect Mobile,{headings}\n2026-10-01,{A},{cells}\n");
        let expected: &[&str] = if listed { &[A] } else { &[] };
        assert_eq!(verified(&desk, &export, ""), expected, "{headings}");
    }
    // The operator knows what the column means.
    let export = format!("Date,Suspect Mobile,Checked\n2026-10-01,{A},Yes\n");
    let config = format!("{ONE}status = \"Checked\"");
    assert_eq!(verified(&desk, &export, &config), [A]);
}

#[test]
fn the_desk_s_other_files_are_no_exports() {
    for (heading, cells, says) in [
        (
            "number,reason,date",
            "5000000001,appeal,2026-10-01",
            "--delisted",
        ),
        ("number,name", "5000000001,x", "--protected"),
        ("number,date", "5000000001,2026-10-01", "--disconnected"),
        (
            "number,status,reason,date",
            "5000000001,blocked,,2026-10-01",
            "--status",
        ),
        (
            "link_id,decision,by,date",
            "x,approve,y,2026-10-01",
            "--approvals",
        ),
        (
            "IMEI,Number,Date",
            "490154203237518,5000000001,2026-10-01",
            "--sightings",
        ),
        (
            "IMEI,MSISDN,First Seen,Last Seen",
            "490154203237518,5000000001,2026-10-01,",
            "--sightings",
        ),
        (
            "Mobile Number,District,Complaints,First Complaint,Last Complaint,Category,Source,Tag,Linked From",
            "5000000001,Hisar,2,2026-10-01,,,,reported,",
            "an earlier build wrote",
        ),
        (
            "e164,national,tag",
            "+915000000001,5000000001,reported",
            "an earlier build wrote",
        ),
        (
            "file,sheet,row,column,value,reason",
            "x,,2,Suspect Mobile,5000000001,complainant",
            "an earlier build wrote",
        ),
    ] {
        asks(&format!("{heading}\n{cells}\n{cells}\n"), "", &[says]);
    }
    takes(
        &format!("number,date\n{A},2026-10-01\n"),
        &format!("{ONE}number = \"number\""),
        &[A],
    );
    takes(
        &format!("IMEI,Suspect Mobile\n490154203237518,{A}\n"),
        "",
        &[A],
    );
}

#[test]
fn a_skipped_file_says_so() {
    let desk = Desk::new();
    desk.write("a.csv", format!("Suspect Mobile,Date\n{A},2026-10-01\n"));
    desk.write("b.csv", format!("Victim Mobile\n{B}\n"));
    desk.write("jaanch.toml", "[columns.\"b.csv\"]\nskip = true\n");
    let ran: Ran = desk.jaanch(
        "build --reports a.csv b.csv --config jaanch.toml --as-of 2026-10-31 --no-sweep --out D",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("never taken \"Victim Mobile\""),
        "{}{}",
        ran.out,
        ran.err
    );
}
