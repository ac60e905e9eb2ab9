//! When a link counts, with dates and sizes on both sides of each limit.

use std::collections::BTreeMap;

use jaanch_core::number::PhoneNumber;

use super::case::{Case, handset, number};

type Row = (String, PhoneNumber, &'static str, &'static str);

fn row(imei: u64, place: u64, first: &'static str, last: &'static str) -> Row {
    (handset(imei), number(place), first, last)
}

fn status(other: Row) -> (&'static str, &'static str) {
    let wanted = other.1;
    let reported = row(0, 1, "2026-06-01", "2026-06-10");
    Case::of(&[reported, other]).listing().statuses()[&wanted]
}

#[test]
fn the_window_ends_after_its_last_day() {
    let listed = ("listed", "same-handset");
    // 90 days after 10 June is 8 September, 90 days before 1 June is 3 March.
    assert_eq!(status(row(0, 2, "2026-09-08", "2026-10-01")), listed);
    assert_eq!(status(row(0, 2, "2025-12-01", "2026-03-03")), listed);
    let outside = ("review", "outside-window");
    assert_eq!(status(row(0, 2, "2026-09-09", "2026-10-01")), outside);
    assert_eq!(status(row(0, 2, "2025-12-01", "2026-03-02")), outside);
    // One date is first and last at once.
    assert_eq!(status(row(0, 2, "2026-09-08", "")), listed);
    assert_eq!(status(row(0, 2, "", "2026-03-02")), outside);
    assert_eq!(status(row(0, 2, "", "")), ("review", "undated"));
}

#[test]
fn a_number_without_dates_is_undated_whichever_of_the_two_it_is() {
    let case = Case::of(&[row(0, 1, "", ""), row(0, 2, "2026-06-01", "")]).listing();
    assert_eq!(case.statuses()[&number(2)], ("review", "undated"));
    // One dated sighting is enough; another of a dated reported number too.
    let case = Case::of(&[
        row(0, 1, "", ""),
        row(0, 1, "2026-06-01", ""),
        row(0, 2, "", ""),
        row(0, 2, "2026-06-01", ""),
    ]);
    assert_eq!(
        case.listing().statuses()[&number(2)],
        ("listed", "same-handset")
    );
}

#[test]
fn an_old_sighting_needs_a_look() {
    let both = |day| Case::of(&[row(0, 1, day, day), row(0, 2, day, day)]).listing();
    // 31 October 2025 is 365 days before the date of issue.
    assert_eq!(
        both("2025-10-31").statuses()[&number(2)],
        ("listed", "same-handset")
    );
    assert_eq!(
        both("2025-10-30").statuses()[&number(2)],
        ("review", "too-old")
    );
}

#[test]
fn a_clone_and_a_shop_need_a_look() {
    let with = |others: u64| {
        let rows: Vec<Row> = (1..=others + 1)
            .map(|place| row(0, place, "2026-06-01", ""))
            .collect();
        Case::of(&rows).listing()
    };
    assert!(
        with(19)
            .statuses()
            .values()
            .all(|status| *status == ("listed", "same-handset"))
    );
    let many = with(20);
    assert!(
        many.statuses()
            .values()
            .all(|status| *status == ("review", "many-numbers"))
    );
    assert_eq!(many.find().unwrap().links[0].numbers_in_handset, Some(21));
    assert_eq!(with(999).find().unwrap().links.len(), 999);
    // Beyond a thousand numbers are no longer listed one by one; every reported number there has a row that says so.
    let mut clone = with(1_000);
    clone.reported = [1, 500, 1_001].map(number).to_vec();
    let linkage = clone.find().unwrap();
    let from: Vec<PhoneNumber> = linkage.links.iter().map(|link| link.linked_from).collect();
    assert_eq!(from, clone.reported);
    for link in &linkage.links {
        assert_eq!(
            (link.number, link.id.as_str(), link.numbers_in_handset),
            (None, "", None)
        );
        assert_eq!(
            (link.status.name(), link.status.reason()),
            ("review", "many-numbers")
        );
        assert!(link.reported_days.is_some());
    }
    assert!(linkage.listed().is_empty());
    assert!(
        String::from_utf8(linkage.csv().unwrap())
            .unwrap()
            .contains(",more than 1000,review,")
    );
}

#[test]
fn two_hops_away_nothing_is_found() {
    // 1 is reported; 2 shares its handset, 3 shares one with 2, 4 with 3.
    let rows = [
        row(0, 1, "2026-06-01", ""),
        row(0, 2, "2026-06-01", ""),
        row(1, 2, "2026-06-01", ""),
        row(1, 3, "2026-06-01", ""),
        row(2, 3, "2026-06-01", ""),
        row(2, 4, "2026-06-01", ""),
    ];
    let case = Case::of(&rows).listing();
    let linkage = case.find().unwrap();
    assert_eq!(
        linkage.listed().iter().map(|(n, _)| *n).collect::<Vec<_>>(),
        [number(2)]
    );
    assert_eq!(linkage.links.len(), 1);
    let file = &linkage.files[0];
    assert_eq!((file.rows, file.used, file.other), (6, 2, 4));
    // Approved or not, the second hop has no link to approve.
    let mut approved = case;
    approved.approvals(&format!("{},approve,a,2026-10-01\n", linkage.links[0].id));
    assert_eq!(approved.find().unwrap().links.len(), 1);
}

#[test]
fn of_several_reported_numbers_the_nearest_counts() {
    let mut case = Case::of(&[
        row(0, 1, "2026-01-01", ""),
        row(0, 2, "2026-06-20", ""),
        row(0, 3, "2026-06-01", ""),
        row(0, 4, "", ""),
        row(5, 1, "2026-06-01", ""),
        row(5, 3, "2026-06-01", ""),
    ])
    .listing();
    case.reported = [1, 2, 4].map(number).to_vec();
    let linkage = case.find().unwrap();
    let from: Vec<_> = linkage
        .links
        .iter()
        .map(|link| (link.linked_from, link.days_apart))
        .collect();
    assert_eq!(from, [(number(2), Some(19)), (number(1), Some(0))]);
    // Two links speak for one number; the nearer is named.
    let listed = linkage.listed();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].0, listed[0].1.linked_from),
        (number(3), number(1))
    );
}

#[test]
fn some_numbers_are_never_listed() {
    let rows: Vec<Row> = (1..=5)
        .map(|place| row(0, place, "2026-06-01", ""))
        .collect();
    let mut case = Case::of(&rows).listing();
    case.never = BTreeMap::from([(number(2), "protected"), (number(3), "delisted")]);
    case.complainants = vec![number(3), number(4)];
    let expected = BTreeMap::from([
        (number(2), ("never", "protected")),
        (number(3), ("never", "delisted")),
        (number(4), ("review", "complainant")),
        (number(5), ("listed", "same-handset")),
    ]);
    assert_eq!(case.statuses(), expected);
    // No approval changes that.
    let linkage = case.find().unwrap();
    let rows = linkage
        .links
        .iter()
        .map(|link| format!("{},approve,a,2026-10-01\n", link.id));
    case.approvals(&rows.collect::<String>());
    let approved = BTreeMap::from([(number(5), ("listed", "approved"))]);
    assert_eq!(
        case.statuses(),
        expected.into_iter().chain(approved).collect()
    );
    assert_eq!(
        case.find().unwrap().counts(),
        BTreeMap::from([
            (("listed", "approved"), 1),
            (("never", "delisted"), 1),
            (("never", "protected"), 1),
            (("review", "complainant"), 1),
        ])
    );
}

#[test]
fn the_evidence_is_in_the_table() {
    let case = Case::of(&[
        row(0, 1, "2026-06-01", "2026-06-10"),
        row(0, 2, "2026-06-20", "2026-07-01"),
        row(0, 3, "", ""),
    ]);
    let linkage = case.find().unwrap();
    let text = String::from_utf8(linkage.csv().unwrap()).unwrap();
    let ids: Vec<&str> = linkage.links.iter().map(|link| link.id.as_str()).collect();
    let expected = format!(
        "link_id,number,linked_from,imei,number_first,number_last,reported_first,reported_last,days_apart,\
         numbers_in_handset,status,reason\n\
         {},+915000000002,+915000000001,20123451000001,2026-06-20,2026-07-01,2026-06-01,2026-06-10,10,3,review,awaiting-approval\n\
         {},+915000000003,+915000000001,20123451000001,,,2026-06-01,2026-06-10,,3,review,undated\n",
        ids[0], ids[1]
    );
    assert_eq!(text, expected);
}
