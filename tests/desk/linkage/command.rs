//! Linkage by commands: from sightings to an approved link, to the list.

use jaanch_core::list::{List, Trust};
use serde_json::Value;

use crate::support::{Desk, Ran};

/// Reported and listed.
const REPORTED: &str = "5000000001";
/// Used in the same handset.
const LINKED: &str = "5000000002";
/// Used in a handset of LINKED's, not of REPORTED's.
const TWO_HOPS: &str = "5000000003";
/// Used in the same handset, and a hospital's.
const PROTECTED: &str = "5000000004";
/// Used in the same handset, and named in one complaint itself.
const TOO_FEW: &str = "5000000005";

fn desk() -> Desk {
    let desk = Desk::new();
    let mut rows = String::from("id,Suspect Number,Date,District,Complainant Mobile\n");
    for day in 1..=2 {
        rows += &format!("A{day},{REPORTED},2026-10-0{day},Hisar,5000000009\n");
    }
    rows += &format!("B1,{TOO_FEW},2026-10-05,Rohtak,5000000009\n");
    desk.write("r.csv", rows);
    let (first, other) = ("99123450000001", "99123450000002");
    desk.write(
        "s.csv",
        format!(
            "IMEI,MSISDN,First Seen,Last Seen\n\
             {first}0,{REPORTED},2026-09-01,2026-10-01\n\
             {first}01,{LINKED},2026-09-10,2026-09-20\n\
             {first},{PROTECTED},2026-09-10,2026-09-20\n\
             {first},{TOO_FEW},2026-09-10,2026-09-20\n\
             {first},5000000009,2026-09-10,2026-09-20\n\
             {other},{LINKED},2026-09-10,2026-09-20\n\
             {other},{TWO_HOPS},2026-09-10,2026-09-20\n\
             00000000000000,{TWO_HOPS},2026-09-10,2026-09-20\n"
        ),
    );
    desk.write("p.csv", format!("number,name\n{PROTECTED},Hospital\n"));
    desk
}

fn build(desk: &Desk, options: &str) -> Ran {
    desk.jaanch(&format!(
        "build --reports r.csv --protected p.csv --sightings s.csv --as-of 2026-10-31 --no-sweep --out D {options}"
    ))
}

fn listed(desk: &Desk) -> Vec<String> {
    let rows = desk.table("D/private/numbers.csv").into_iter();
    rows.map(|row| {
        format!(
            "{} {} {} {} {}",
            row["national"], row["tag"], row["reports"], row["districts"], row["linked_from"]
        )
    })
    .collect()
}

fn links(desk: &Desk) -> Vec<(String, String)> {
    let rows = desk.table("D/private/linkage.csv").into_iter();
    rows.map(|row| {
        let shown = format!("{} {} {}", row["number"], row["status"], row["reason"]);
        (row["link_id"].clone(), shown)
    })
    .collect()
}

#[test]
fn a_link_is_listed_once_a_person_has_approved_it() {
    let desk = desk();
    let ran = build(&desk, "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(listed(&desk), ["5000000001 reported 2 Hisar "]);
    let found = links(&desk);
    let shown: Vec<&str> = found.iter().map(|link| link.1.as_str()).collect();
    assert_eq!(
        shown,
        [
            "+915000000002 review awaiting-approval",
            "+915000000004 never protected",
            "+915000000005 review awaiting-approval",
            "+915000000009 review complainant",
        ]
    );
    assert!(
        ran.out.contains("review, awaiting-approval: 2"),
        "{}",
        ran.out
    );
    let before = std::fs::read(desk.path("D/public/list.jaanch")).unwrap();
    let list = List::open(&before, Trust::ANYONE).unwrap();
    assert_eq!(list.notes().tags, ["often", "reported"]);

    let of = |number: &str| {
        let found = found.iter().find(|link| link.1.contains(number)).unwrap();
        found.0.clone()
    };
    desk.write(
        "a.csv",
        format!(
            "link_id,decision,by,date\n{},approve,SI Test,2026-10-30\n{},approve,SI Test,2026-10-30\n",
            of(LINKED),
            of(TOO_FEW)
        ),
    );
    let ran = build(&desk, "--approvals a.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        listed(&desk),
        [
            "5000000001 reported 2 Hisar ",
            "5000000002 linked 0 Hisar +915000000001",
            "5000000005 linked 1 Rohtak +915000000001",
        ]
    );
    let file = std::fs::read(desk.path("D/public/list.jaanch")).unwrap();
    let list = List::open(&file, Trust::ANYONE).unwrap();
    assert_eq!(list.notes().tags, ["often", "reported", "linked"]);
    let check = desk.jaanch(&format!("check D/public/list.jaanch {LINKED}"));
    assert_eq!(check.code, 3, "{}", check.out);

    let report: Value = serde_json::from_str(&desk.read("D/private/report.json")).unwrap();
    let linkage = &report["linkage"];
    assert_eq!(linkage["links"]["listed"]["approved"], 2);
    assert_eq!(linkage["listed"], 2);
    let file = &linkage["files"][0];
    assert_eq!(
        (&file["rows"], &file["used"], &file["other"]),
        (&8.into(), &5.into(), &2.into())
    );
    assert_eq!(file["rejected"].as_object().unwrap().len(), 1);
    let rejects = desk.table("D/private/rejects.csv");
    assert!(
        rejects
            .iter()
            .any(|row| row["file"].ends_with("s.csv") && row["row"] == "9")
    );

    let explained = build(
        &desk,
        &format!("--approvals a.csv --explain {LINKED} --explain {TWO_HOPS}"),
    )
    .out;
    assert!(
        explained.contains("used in the same handset as +915000000001"),
        "{explained}"
    );
    assert!(explained.contains("listed as \"linked\""), "{explained}");
    assert!(
        explained.contains("none that a reported number used"),
        "{explained}"
    );
}

#[test]
fn a_desk_may_list_links_at_once() {
    let desk = desk();
    desk.write("jaanch.toml", "[linkage]\nmode = \"list\"\n");
    let ran = build(&desk, "--config jaanch.toml");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let numbers: Vec<_> = listed(&desk);
    assert_eq!(numbers.len(), 3, "{numbers:?}");
    assert!(
        !numbers
            .iter()
            .any(|row| row.contains(TWO_HOPS) || row.contains(PROTECTED))
    );
}

#[test]
fn approvals_without_sightings_are_refused() {
    let desk = desk();
    desk.write("a.csv", "link_id,decision,by,date\n");
    let ran = desk
        .jaanch("build --reports r.csv --approvals a.csv --as-of 2026-10-31 --no-sweep --out E");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("--sightings"), "{}", ran.err);
}

#[test]
fn a_quotation_mark_cannot_hide_a_refusal() {
    let desk = desk();
    desk.write("jaanch.toml", "[linkage]\nmode = \"list\"\n");
    assert_eq!(build(&desk, "--config jaanch.toml").code, 0);
    let found = links(&desk);
    let of = |number: &str| {
        let link = found.iter().find(|link| link.1.contains(number));
        link.unwrap().0.clone()
    };
    let (one, other) = (of(TOO_FEW), of(LINKED));
    let head = "link_id,decision,by,date,note\n";
    for (rows, says) in [
        (
            format!(
                "{one},refuse,SI Test,2026-10-30,\"a family's\n{other},refuse,SI Test,2026-10-30,a shop's\n"
            ),
            "a.csv: row 2: the quotation mark before \"a family's\" is not closed in that line",
        ),
        (
            format!(
                "{one},refuse,SI Test,2026-10-30,\"a family's\n{other},refuse,SI Test,2026-10-30,\"a shop's\n"
            ),
            "a.csv: row 2: the quotation mark",
        ),
        (
            format!("{one},refuse,SI Test,2026-10-30,x,{other},refuse\n"),
            "a.csv: row 2: it has 7 cells, and the first row has 5",
        ),
    ] {
        desk.write("a.csv", format!("{head}{rows}"));
        let ran = build(&desk, "--config jaanch.toml --approvals a.csv");
        assert_eq!(ran.code, 1, "{rows}");
        assert!(ran.err.contains(says), "{rows}: {}", ran.err);
    }
    desk.write(
        "a.csv",
        format!("{head}{one},refuse,SI Test,2026-10-30,\"a family's, a shop's\"\n{other},refuse,SI Test,2026-10-30,\n{other},refuse,SI Test,2026-10-31,\n"),
    );
    let ran = build(&desk, "--config jaanch.toml --approvals a.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(listed(&desk), ["5000000001 reported 2 Hisar "]);
    let says = "  a.csv: 0 links approved, 2 refused, from 3 rows\n";
    assert!(ran.out.contains(says), "{}", ran.out);
    let report: Value = serde_json::from_str(&desk.read("D/private/report.json")).unwrap();
    assert_eq!(
        report["linkage"]["approvals"],
        serde_json::json!({"file": "a.csv", "rows": 3, "approved": 0, "refused": 2})
    );
}
