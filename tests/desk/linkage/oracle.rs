//! Random sightings, judged a second time by brute force: everything in memory, every pair compared.

use std::collections::{BTreeMap, BTreeSet};

use jaanch_core::number::PhoneNumber;
use jaanch_desk::linkage::Mode;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use proptest::prelude::*;

use super::case::{Case, handset, number};

/// Handset, number, and the day it was seen, counted from the first of January; none for undated.
type Seen = (u64, u64, Option<i64>);

fn day(offset: i64) -> Date {
    date(2026, 1, 1).checked_add(offset.days()).unwrap()
}

fn days(from: Date, to: Date) -> i64 {
    let span: Span = from.until((jiff::Unit::Day, to)).unwrap();
    i64::from(span.get_days())
}

/// What is known of a link: from which number, days apart, numbers in the handset, status and reason.
type Known = (PhoneNumber, Option<i64>, usize, &'static str, &'static str);

fn judged(seen: &[Seen], case: &Case) -> BTreeMap<(String, PhoneNumber), Known> {
    let mut links = BTreeMap::new();
    let handsets: BTreeSet<u64> = seen.iter().map(|seen| seen.0).collect();
    for at in handsets {
        let here: Vec<&Seen> = seen.iter().filter(|seen| seen.0 == at).collect();
        let numbers: BTreeSet<u64> = here.iter().map(|seen| seen.1).collect();
        let is_reported = |place: &u64| case.reported.contains(&number(*place));
        let span = |place: u64| {
            let own = here.iter().filter(|seen| seen.1 == place);
            let days: Vec<i64> = own.filter_map(|seen| seen.2).collect();
            Some((day(*days.iter().min()?), day(*days.iter().max()?)))
        };
        for &other in numbers.iter().filter(|place| !is_reported(place)) {
            let mut nearest: Option<(Option<i64>, u64)> = None;
            for &from in numbers.iter().filter(|place| is_reported(place)) {
                let apart = match (span(other), span(from)) {
                    (Some(a), Some(b)) if a.1 < b.0 => Some(days(a.1, b.0)),
                    (Some(a), Some(b)) if b.1 < a.0 => Some(days(b.1, a.0)),
                    (Some(_), Some(_)) => Some(0),
                    _ => None,
                };
                let nearer = match (nearest, apart) {
                    (None, _) => true,
                    (Some((Some(known), _)), Some(apart)) => apart < known,
                    (Some((None, _)), Some(_)) => true,
                    (Some(_), None) => false,
                };
                if nearer {
                    nearest = Some((apart, from));
                }
            }
            let Some((apart, from)) = nearest else {
                continue;
            };
            let own = number(other);
            let (status, reason) = if let Some(reason) = case.never.get(&own) {
                ("never", *reason)
            } else if case.complainants.contains(&own) {
                ("review", "complainant")
            } else if numbers.len() > usize::try_from(case.rules.max_numbers).unwrap() {
                ("review", "many-numbers")
            } else if apart.is_none() {
                ("review", "undated")
            } else if apart > Some(i64::from(case.rules.window_days)) {
                ("review", "outside-window")
            } else if days(span(other).unwrap().1, case.as_of) > i64::from(case.max_age_days) {
                ("review", "too-old")
            } else if case.rules.mode == Mode::List {
                ("listed", "same-handset")
            } else {
                ("review", "awaiting-approval")
            };
            links.insert(
                (handset(at), own),
                (number(from), apart, numbers.len(), status, reason),
            );
        }
    }
    links
}

/// A row in one of the ways that files have them.
fn written((imei, place, at): Seen, form: u8) -> String {
    let imei = handset(imei);
    let imei = match form % 4 {
        0 => imei,
        1 => format!("{imei}0"),
        2 => format!("{imei}17"),
        _ => format!("{} {}", &imei[..8], &imei[8..]),
    };
    let date = at.map_or(String::new(), |at| match form % 3 {
        0 => day(at).to_string(),
        1 => day(at).strftime("%d/%m/%Y").to_string(),
        _ => day(at).strftime("\"%d-%b-%Y, 10:11\"").to_string(),
    });
    format!("{},{date},{imei}\n", number(place).national())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn links_are_those_of_comparing_all_with_all(
        seen in prop::collection::vec((0..6_u64, 0..12_u64, prop::option::weighted(0.9, 0..300_i64)), 0..60),
        forms in prop::collection::vec(any::<u8>(), 60),
        reported in prop::collection::btree_set(0..12_u64, 0..4),
        never in prop::collection::btree_set(0..12_u64, 0..2),
        complainants in prop::collection::btree_set(0..12_u64, 0..2),
        max_numbers in 2..8_u32,
        window_days in 0..120_u32,
        max_age_days in 100..365_u32,
        listing in any::<bool>(),
    ) {
        let mut case = Case::new();
        let rows: String = seen.iter().zip(forms).map(|(seen, form)| written(*seen, form)).collect();
        case.file("s.csv", format!("Mobile Number,Seen On,IMEI\n{rows}"));
        case.reported = reported.into_iter().map(number).collect();
        case.never = never.into_iter().map(|place| (number(place), "protected")).collect();
        case.complainants = complainants.into_iter().map(number).collect();
        case.rules.max_numbers = max_numbers;
        case.rules.window_days = window_days;
        case.max_age_days = max_age_days;
        if listing {
            case.rules.mode = Mode::List;
        }
        let linkage = case.find().unwrap();
        let found: BTreeMap<_, _> = linkage.links.iter().map(|link| {
            let known = (
                link.linked_from,
                link.days_apart.map(i64::from),
                link.numbers_in_handset.unwrap(),
                link.status.name(),
                link.status.reason(),
            );
            ((link.handset.to_string(), link.number.unwrap()), known)
        }).collect();
        prop_assert_eq!(found.len(), linkage.links.len());
        prop_assert_eq!(&found, &judged(&seen, &case));
        let listed: BTreeSet<_> = found.iter().filter(|(_, known)| known.3 == "listed").map(|((_, number), _)| *number).collect();
        prop_assert_eq!(linkage.listed().into_iter().map(|(number, _)| number).collect::<BTreeSet<_>>(), listed);
        let file = &linkage.files[0];
        prop_assert_eq!(file.rows, u64::try_from(seen.len()).unwrap());
        prop_assert!(file.rejected.is_empty());
        prop_assert_eq!(file.used + file.other, file.rows);
    }
}
