//! Only what a person approved is listed, unless the desk decides otherwise.

use super::case::{Case, handset, number};

/// One reported number and others with it: in the window, outside it, undated.
fn case() -> Case {
    Case::of(&[
        (handset(0), number(1), "2026-06-01", ""),
        (handset(0), number(2), "2026-06-01", ""),
        (handset(0), number(3), "2026-01-01", ""),
        (handset(0), number(4), "", ""),
    ])
}

fn id(case: &Case, place: u64) -> String {
    let linkage = case.find().unwrap();
    let link = linkage
        .links
        .iter()
        .find(|link| link.number == Some(number(place)));
    link.unwrap().id.clone()
}

#[test]
fn without_approval_nothing_is_listed() {
    let statuses = case().statuses();
    assert_eq!(statuses[&number(2)], ("review", "awaiting-approval"));
    assert_eq!(statuses[&number(3)], ("review", "outside-window"));
    assert_eq!(statuses[&number(4)], ("review", "undated"));
    assert!(case().find().unwrap().listed().is_empty());
}

#[test]
fn a_person_decides_about_any_link() {
    for listing in [false, true] {
        let mut case = if listing { case().listing() } else { case() };
        let ids = [2, 3, 4].map(|place| id(&case, place));
        case.approvals(&format!(
            "{},refuse,a,2026-10-01\n{},approve,a,2026-10-01\n{},approve,a,2026-10-31\n",
            ids[0],
            ids[1].to_lowercase(),
            ids[2]
        ));
        let statuses = case.statuses();
        assert_eq!(statuses[&number(2)], ("refused", "refused"));
        assert_eq!(statuses[&number(3)], ("listed", "approved"));
        assert_eq!(statuses[&number(4)], ("listed", "approved"));
        let linkage = case.find().unwrap();
        let listed: Vec<_> = linkage.listed().iter().map(|(number, _)| *number).collect();
        assert_eq!(listed, [number(3), number(4)]);
        assert_eq!(linkage.warnings, [""; 0]);
    }
}

#[test]
fn an_approval_lapses_and_a_refusal_does_not() {
    let mut case = case();
    let [two, three] = [2, 3].map(|place| id(&case, place));
    case.approvals(&format!(
        "{two},approve,a,2025-10-31\n{three},refuse,a,2020-01-01\n"
    ));
    assert_eq!(case.statuses()[&number(2)], ("listed", "approved"));
    assert_eq!(case.statuses()[&number(3)], ("refused", "refused"));
    case.approvals(&format!("{two},approve,a,2025-10-30\n"));
    assert_eq!(case.statuses()[&number(2)], ("review", "approval-too-old"));
}

#[test]
fn ids_do_not_depend_on_what_else_there_is() {
    let first = id(&case(), 2);
    let mut more = case();
    more.file(
        "more.tsv",
        format!("number\timei\n{}\t{}0\n", number(9).national(), handset(0)),
    );
    assert_eq!(id(&more, 2), first);
    assert_ne!(id(&more, 9), first);
}

#[test]
fn decisions_about_nothing_are_reported() {
    let mut case = case();
    let rows: String = (0..13)
        .map(|at| format!("NO{at:02},approve,a,2026-10-01\n"))
        .collect();
    case.approvals(&rows);
    let warnings = case.find().unwrap().warnings;
    let [warning] = warnings.as_slice() else {
        panic!("{warnings:?}");
    };
    assert!(
        warning.contains(": 13 decisions are about no link of this build: "),
        "{warning}"
    );
    assert!(
        warning.contains("(NO00 in row 2, NO01 in row 3, ")
            && warning.ends_with("NO09 in row 11 and 3 more)"),
        "{warning}"
    );
    assert!(case.find().unwrap().listed().is_empty());
    // A decision about a link that exists gives no warning, whatever it says.
    let [two, three] = [2, 3].map(|place| id(&case, place));
    case.approvals(&format!(
        "{two},refuse,a,2026-10-01\n{three},approve,a,2020-10-01\nNO00,approve,a,2026-10-01\n"
    ));
    let warnings = case.find().unwrap().warnings;
    assert!(
        warnings.len() == 1
            && warnings[0].contains(": 1 decision is about no link of this build: "),
        "{warnings:?}"
    );
    assert!(warnings[0].ends_with("(NO00 in row 4)"), "{warnings:?}");
}
