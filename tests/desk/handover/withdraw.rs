//! `withdraw.csv`: what the portal has and must not block.

use super::{build, report, reported};
use crate::support::Desk;

const LISTED: [(&str, &str); 6] = [
    ("5012345671", "Hisar"),
    ("5012345672", "Hisar"),
    ("5012345673", "=1+1"),
    ("5012345674", "Gurugram"),
    ("5012345675", "Gurugram"),
    ("+12025550123", "Gurugram"),
];

/// A desk with a first build, all of whose numbers were handed over, and one of the month after that has it as `--since`.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("reports/a.csv", reported(&LISTED));
    desk.ok("build --reports reports --as-of 2026-10-10 --no-sweep --out first");
    desk.write(
        "delisted.csv",
        "number,reason,date\n5012345671,appeal granted,2026-10-20\n5012345673,=SUM(A1),\n5012345679,never was on it,2026-10-01\n\
         +1 202 555 0123,wrong,2026-10-21\n",
    );
    desk.write(
        "protected.csv",
        "number,name\n5012345674,District hospital\n1930,Helpline\n",
    );
    desk
}

const OPTIONS: &str = "--delisted delisted.csv --protected protected.csv";

fn withdrawn(desk: &Desk) -> Vec<[String; 4]> {
    let rows = desk.table("out/private/withdraw.csv");
    let columns = [
        "Mobile Number",
        "Reason for Withdrawal",
        "Decided On",
        "Portal Status",
    ];
    rows.iter()
        .map(|row| columns.map(|column| row[column].clone()))
        .collect()
}

fn rows<const N: usize>(rows: [[&str; 4]; N]) -> Vec<[String; 4]> {
    rows.map(|row| row.map(str::to_owned)).to_vec()
}

#[test]
fn what_was_handed_over_and_then_delisted_is_to_be_withdrawn() {
    let desk = desk();
    let printed = build(&desk, &LISTED, &format!("{OPTIONS} --since first"));
    assert!(
        printed.contains(
            "Withdraw   3 numbers that the portal has, delisted 2, protected 1 (private/withdraw.csv)"
        ),
        "{printed}"
    );
    assert_eq!(
        desk.read("out/private/withdraw.csv"),
        "\
Mobile Number,District,Complaints,First Complaint,Last Complaint,Category,Source,Tag,Linked From,Reason for Withdrawal,Decided On,Portal Status
5012345671,Hisar,2,2026-10-01,2026-10-02,UPI,,reported,,appeal granted,2026-10-20,
5012345673,'=1+1,2,2026-10-01,2026-10-02,UPI,,reported,,'=SUM(A1),,
5012345674,Gurugram,2,2026-10-01,2026-10-02,UPI,,reported,,protected: District hospital,,
"
    );
    assert_eq!(
        report(&desk)["withdraw"],
        serde_json::json!({"numbers": 3, "delisted": 2, "protected": 1, "complainant": 0, "disconnected": 0, "blocked": 0, "uploaded": 0, "no_answer": 3})
    );
    let page = desk.read("out/private/report.html");
    assert!(page.contains("<dt>Numbers to withdraw</dt><dd>3</dd>"));
    assert!(page.contains("2 delisted since, 1 protected. withdraw.csv names them"));
    // It is private, as its folder.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path("out/private/withdraw.csv"))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    // The next build may replace the folder, and where there is nothing to withdraw there is no file.
    let printed = build(&desk, &LISTED, "");
    assert!(!printed.contains("Withdraw"), "{printed}");
    assert!(!desk.path("out/private/withdraw.csv").exists());
    assert!(report(&desk)["withdraw"].is_null());
    assert!(!desk.read("out/private/report.html").contains("To withdraw"));
}

#[test]
fn the_portals_last_answer_decides() {
    let desk = desk();
    desk.write(
        "answers.csv",
        "number,status,reason,date\n5012345671,blocked,,2026-10-15\n5012345673,refused,no grounds,2026-10-15\n\
         5012345674,uploaded,,2026-10-15\n5012345675,blocked,,2026-10-15\n5012345679,blocked,,2026-09-15\n",
    );
    // The number that no complaint is about any more was uploaded at some time, too.
    let wanted = rows([
        ["5012345671", "appeal granted", "2026-10-20", "blocked"],
        ["5012345674", "protected: District hospital", "", "uploaded"],
        ["5012345679", "never was on it", "2026-10-01", "blocked"],
    ]);
    for since in ["", "--since first"] {
        build(
            &desk,
            &LISTED,
            &format!("{OPTIONS} --status answers.csv {since}"),
        );
        assert_eq!(withdrawn(&desk), wanted, "{since}");
        assert_eq!(
            report(&desk)["withdraw"],
            serde_json::json!({"numbers": 3, "delisted": 2, "protected": 1, "complainant": 0, "disconnected": 0, "blocked": 2, "uploaded": 1, "no_answer": 0})
        );
    }
    // Done, as the portal writes it in various ways.
    for (status, left) in [
        ("withdrawn", 2),
        ("Unblocked", 2),
        ("restored", 2),
        ("blocked", 3),
    ] {
        let answers = desk.read("answers.csv");
        desk.write(
            "more.csv",
            format!("{answers}5012345671,{status},,2026-10-25\n"),
        );
        let printed = build(
            &desk,
            &LISTED,
            &format!("{OPTIONS} --status more.csv --since first"),
        );
        assert!(
            printed.contains(&format!("Withdraw   {left} numbers")),
            "{status}: {printed}"
        );
        assert_eq!(withdrawn(&desk).len(), left, "{status}");
    }
    assert_eq!(report(&desk)["status"]["no_longer_listed"]["blocked"], 2);
}

#[test]
fn its_columns_are_those_of_the_upload_files() {
    let desk = desk();
    desk.write(
        "jaanch.toml",
        "[cybersafe]\ndate_format = \"%d/%m/%Y\"\n[[cybersafe.column]]\nheading = \"State\"\ntext = \"Haryana\"\n\
         [[cybersafe.column]]\nheading = \"No\"\nfield = \"number\"\n[[cybersafe.column]]\nheading = \"Last\"\nfield = \"last_date\"\n",
    );
    build(
        &desk,
        &LISTED,
        &format!("{OPTIONS} --since first --config jaanch.toml"),
    );
    let table = desk.read("out/private/withdraw.csv");
    let mut lines = table.lines();
    assert_eq!(
        lines.next(),
        Some("State,No,Last,Reason for Withdrawal,Decided On,Portal Status")
    );
    assert_eq!(
        lines.next(),
        Some("Haryana,5012345671,02/10/2026,appeal granted,20/10/2026,")
    );
}

#[test]
fn a_renewed_report_keeps_what_is_to_be_withdrawn() {
    let desk = desk();
    desk.write("answers.csv", "number,status\n5012345671,blocked\n");
    build(&desk, &LISTED, &format!("{OPTIONS} --since first"));
    let table = desk.read("out/private/withdraw.csv");
    let printed = desk.ok("report out --status answers.csv --as-of 2026-10-31");
    assert!(printed.contains("Withdraw   3 numbers"), "{printed}");
    assert_eq!(desk.read("out/private/withdraw.csv"), table);
    assert!(desk.read("out/private/report.html").contains("To withdraw"));
}

#[test]
fn a_number_found_to_be_a_complainants_is_to_be_withdrawn() {
    let desk = desk();
    // The first was reported and complains now; the second was never reported, and never handed over.
    desk.write(
        "c.csv",
        "Complainant Mobile,Suspect Mobile,Complaint Date\n5012345672,5012345679,2026-10-20\n5012345670,5012345679,2026-10-21\n\
         5012345671,5012345679,2026-10-22\n5012345675,5012345679,2026-10-22\n",
    );
    desk.write("reports/c.csv", desk.read("c.csv"));
    let printed = build(&desk, &LISTED, &format!("{OPTIONS} --since first"));
    let says = "Withdraw   5 numbers that the portal has, delisted 2, protected 1, complainants' 2 (private/withdraw.csv)";
    assert!(printed.contains(says), "{printed}");
    let why = "complainant: it belongs to somebody of the complaint's side";
    assert_eq!(
        withdrawn(&desk),
        rows([
            // What a person decided is the better reason.
            ["5012345671", "appeal granted", "2026-10-20", ""],
            ["5012345672", why, "", ""],
            ["5012345673", "'=SUM(A1)", "", ""],
            ["5012345674", "protected: District hospital", "", ""],
            ["5012345675", why, "", ""],
        ])
    );
    assert_eq!(report(&desk)["withdraw"]["complainant"], 2);
    let page = desk.read("out/private/report.html");
    assert!(page.contains("1 protected, 2 found to be a complainant"));
    // With the portal's answers, whatever it has; what was refused or withdrawn needs nothing more.
    desk.write(
        "answers.csv",
        "number,status\n5012345670,blocked\n5012345672,blocked\n5012345675,withdrawn\n",
    );
    build(&desk, &LISTED, "--status answers.csv");
    let blocked = |number| [number, why, "", "blocked"];
    assert_eq!(
        withdrawn(&desk),
        rows([blocked("5012345670"), blocked("5012345672")])
    );
}

#[test]
fn a_complainant_listed_for_a_handset_is_to_be_withdrawn() {
    let desk = Desk::new();
    desk.write(
        "s.csv",
        "IMEI,Number,Date\n490154203237518,5012345671,2026-10-01\n490154203237518,5012345679,2026-10-02\n",
    );
    desk.write("jaanch.toml", "[linkage]\nmode = \"list\"\n");
    let options = "--sightings s.csv --config jaanch.toml";
    build(&desk, &LISTED[..1], options);
    assert_eq!(desk.table("out/private/numbers.csv").len(), 2);
    std::fs::rename(desk.path("out"), desk.path("first")).unwrap();
    desk.write(
        "reports/c.csv",
        "Complainant Mobile,Suspect Mobile,Complaint Date\n5012345679,5012345672,2026-10-20\n",
    );
    let printed = build(&desk, &LISTED[..1], &format!("{options} --since first"));
    assert!(printed.contains("    complainant: 1\n"), "{printed}");
    let numbers: Vec<_> = withdrawn(&desk)
        .into_iter()
        .map(|[number, ..]| number)
        .collect();
    assert_eq!(numbers, ["5012345679"]);
}

#[test]
fn a_number_that_may_have_a_new_holder_is_to_be_withdrawn() {
    let desk = Desk::new();
    let numbers = &LISTED[..3];
    desk.write("reports/a.csv", reported(numbers));
    desk.ok("build --reports reports --as-of 2026-10-10 --no-sweep --out first");
    // The complaints of 1 and 2 October are about the earlier holder of the first alone; the second's time is not up, and
    // the third's new holder is the one complained about.
    desk.write(
        "off.csv",
        "number,date\n5012345671,2026-07-20\n5012345672,2026-09-20\n5012345673,2026-01-01\n",
    );
    let printed = build(&desk, numbers, "--disconnected off.csv --since first");
    let says = "Withdraw   1 number that the portal has, delisted 0, protected 0, with a possible new holder 1 (";
    assert!(printed.contains(says), "{printed}");
    assert_eq!(
        withdrawn(&desk),
        rows([[
            "5012345671",
            "disconnected: it may have a new holder",
            "",
            ""
        ]])
    );
    assert_eq!(report(&desk)["withdraw"]["disconnected"], 1);
}
