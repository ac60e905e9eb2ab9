//! The districts and sources that the published list names.

use jaanch_core::list::{List, Notes, Trust};

use crate::listing::OCTOBER;
use crate::support::Desk;

/// Builds a list from an export and returns its notes.
fn built(desk: &Desk, export: String) -> Notes {
    desk.write("a.csv", export);
    desk.ok(&format!("build --reports a.csv {OCTOBER} --out D"));
    let list = std::fs::read(desk.path("D/public/list.jaanch")).unwrap();
    List::open(&list, Trust::ANYONE).unwrap().notes().clone()
}

fn counts(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    let pairs = pairs.iter();
    pairs
        .map(|&(name, count)| (name.to_owned(), count))
        .collect()
}

#[test]
fn nothing_that_could_name_a_person_is_published() {
    let desk = Desk::new();
    let mut export = String::from("Suspect Mobile,Date,Status,District,Source\n");
    for at in 0..60 {
        let district = ["Ambala", "Asha House 5037291252", "asha@example.org", "Nuh"][at % 4];
        let source = [
            "Through Asha Yadav 5037291252",
            "SI Ravi",
            "Helpline 1930",
            "NCRP पोर्टल",
        ][at % 4];
        export += &format!("50000000{at:02},2026-10-01,Verified,{district},{source}\n");
    }
    for at in 60..65 {
        export += &format!("50000000{at:02},2026-10-01,Verified,Hisar,1930\n");
    }
    let notes = built(&desk, export);
    assert_eq!(
        notes.districts,
        counts(&[("Ambala", 15), ("Nuh", 15), ("other", 35)])
    );
    assert_eq!(
        notes.sources,
        counts(&[("1930", 20), ("other", 30), ("portal", 15)])
    );
    let public = std::fs::read(desk.path("D/public/list.jaanch")).unwrap();
    let public = String::from_utf8_lossy(&public).into_owned();
    assert!(!public.contains("Asha") && !public.contains("Ravi") && !public.contains("asha"));
}

#[test]
fn a_number_counts_once_under_each_published_source() {
    let desk = Desk::new();
    let mut export = String::from("Suspect Mobile,Date,District,Source\n");
    // Twenty numbers reported by three helpline desks, each with another name for the source, and one by the portal as well.
    for at in 0..20 {
        for (day, source) in [(1, "1930"), (2, "Helpline"), (3, "हेल्पलाइन 1930")]
        {
            export += &format!("50000000{at:02},2026-10-0{day},Ambala,{source}\n");
        }
    }
    for at in 0..12 {
        export += &format!("50000000{at:02},2026-10-04,Hisar,NCRP Portal\n");
    }
    // Ten numbers from two offices that are not published by name, each in two districts; it counts under the first.
    for at in 20..30 {
        let (one, two) = (at % 2, (at + 1) % 2);
        export += &format!("50000000{at:02},2026-10-01,District {one},Office {one}\n");
        export += &format!("50000000{at:02},2026-10-02,District {two},Office {two}\n");
    }
    let notes = built(&desk, export);
    assert_eq!(
        notes.sources,
        counts(&[("1930", 20), ("other", 10), ("portal", 12)])
    );
    assert_eq!(notes.districts, counts(&[("Ambala", 20), ("other", 10)]));
}

#[test]
fn few_numbers_of_a_source_do_not_count_twice_among_the_others() {
    let desk = Desk::new();
    let mut export = String::from("Suspect Mobile,Date,Source\n");
    // The portal knows nine, too few to be published by its name; an office knows the same nine and eleven more.
    for at in 0..20 {
        export +=
            &format!("50000000{at:02},2026-10-01,Office\n50000000{at:02},2026-10-02,Office\n");
    }
    for at in 0..9 {
        export += &format!("50000000{at:02},2026-10-03,Portal\n");
    }
    let notes = built(&desk, export);
    assert_eq!(notes.sources, counts(&[("other", 20)]));
}
