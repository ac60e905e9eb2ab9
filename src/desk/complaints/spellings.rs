//! Two spellings of one name: "Hisar", "HISAR", or the same Hindi word put together from other code points. People and
//! programs write them side by side, and a district must not have two counts and two upload files for that.

use std::collections::HashMap;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::complaints::complaint::Complaint;
use crate::complaints::names::{Name, Names};

/// Gives every spelling of a district, source or category the name of the one that most reports use; of equally common
/// ones, that which came first.
pub(crate) fn unify(reports: &mut [Complaint], names: &Names) {
    let twins = twins(names);
    if twins.is_empty() {
        return;
    }
    type Column = (fn(&Complaint) -> Name, fn(&mut Complaint, Name));
    let columns: [Column; 3] = [
        (|report| report.source, |report, name| report.source = name),
        (
            |report| report.district,
            |report, name| report.district = name,
        ),
        (
            |report| report.category,
            |report, name| report.category = name,
        ),
    ];
    for (get, set) in columns {
        let chosen = chosen(&twins, reports, get);
        reports.par_iter_mut().for_each(|report| {
            if let Some(&name) = chosen.get(&get(report)) {
                set(report, name);
            }
        });
    }
}

/// The names that are written in more than one way, each with the first way it was written in.
fn twins(names: &Names) -> HashMap<Name, Name> {
    let mut ways: HashMap<String, Vec<Name>> = HashMap::new();
    for (name, text) in names.iter() {
        ways.entry(folded(text)).or_default().push(name);
    }
    ways.into_values()
        .filter(|ways| ways.len() > 1)
        .flat_map(|ways| {
            let first = ways.first().copied().unwrap_or_default();
            ways.into_iter().map(move |name| (name, first))
        })
        .collect()
}

/// The most common spelling of every name in a column that has several.
fn chosen(
    twins: &HashMap<Name, Name>,
    reports: &[Complaint],
    get: fn(&Complaint) -> Name,
) -> HashMap<Name, Name> {
    let mut used: HashMap<Name, u64> = HashMap::new();
    for report in reports {
        let name = get(report);
        if twins.contains_key(&name) {
            *used.entry(name).or_default() += 1;
        }
    }
    let mut best: HashMap<Name, (u64, Name)> = HashMap::new();
    for (&name, &count) in &used {
        let Some(&first) = twins.get(&name) else {
            continue;
        };
        let best = best.entry(first).or_insert((count, name));
        // Names are in the order in which they came.
        if count > best.0 || (count == best.0 && name < best.1) {
            *best = (count, name);
        }
    }
    used.into_keys()
        .filter_map(|name| Some((name, best.get(twins.get(&name)?)?.1)))
        .collect()
}

/// What all spellings of a name have in common: capitals, white space, Unicode's ways to write one character and invisible
/// joiners ignored.
fn folded(text: &str) -> String {
    let joiner = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    let lower: String = text
        .chars()
        .filter(joiner)
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jaanch_core::number::PhoneNumber;

    use super::*;
    use crate::complaints::Id;

    fn districts(written: &[&str]) -> Vec<String> {
        let mut names = Names::default();
        let report = |district: &&str| Complaint {
            number: PhoneNumber::from_e164(915_012_345_678).unwrap(),
            date: None,
            source: Name::NONE,
            district: names.add(district),
            category: Name::NONE,
            verified: false,
            file: 0,
            row: 1,
            id: Id::default(),
        };
        let mut reports: Vec<Complaint> = written.iter().map(report).collect();
        unify(&mut reports, &names);
        let text = |report: &Complaint| names.text(report.district).to_owned();
        reports.iter().map(text).collect()
    }

    #[test]
    fn the_most_common_spelling_stays_and_of_equals_the_first() {
        assert_eq!(districts(&["Hisar", "HISAR"]), ["Hisar", "Hisar"]);
        assert_eq!(districts(&["HISAR", "Hisar"]), ["HISAR", "HISAR"]);
        assert_eq!(
            districts(&["HISAR", "Jind", "Hisar", " hisar\u{a0} ", "Hisar", ""]),
            ["Hisar", "Jind", "Hisar", "Hisar", "Hisar", ""]
        );
        // One and two code points, a joiner that is not seen, and a wide space.
        assert_eq!(
            districts(&["Andr\u{e9}", "Andre\u{301}", "ANDRÉ"]),
            ["Andr\u{e9}"; 3]
        );
        let rohtak = ["चण्डीगढ़", "चण्डीगढ\u{93c}", "चण्\u{200d}डीगढ़"];
        assert_eq!(districts(&rohtak), [rohtak[0]; 3]);
        assert_eq!(
            districts(&["Charkhi Dadri", "charkhi\u{3000}dadri"]),
            ["Charkhi Dadri"; 2]
        );
        assert_eq!(districts(&["Hisar", "Hisar-2"]), ["Hisar", "Hisar-2"]);
    }
}
