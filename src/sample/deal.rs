//! Which export carries which complaint, and which carry copies of it.

use crate::chance::Random;
use crate::export::Export;
use crate::offices::EXPORTS;
use crate::truth::Truth;

/// One row of one export.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The complaint's place in [`Truth::complaints`].
    pub(crate) complaint: usize,
    /// Taken down a second time, under an id of the office's own.
    pub(crate) anew: bool,
}

/// The rows of every export, in the order of [`EXPORTS`]; the oldest complaint comes first.
pub(crate) fn deal(truth: &Truth, seed: u64) -> [Vec<Row>; EXPORTS.len()] {
    let mut rows: [Vec<Row>; EXPORTS.len()] = Default::default();
    for (place, complaint) in truth.complaints.iter().enumerate() {
        let mut random = Random::new(seed, "deal", u64::try_from(place).unwrap_or_default());
        let takes = |export: &Export| export.takes(complaint.source, complaint.district);
        let open = EXPORTS
            .iter()
            .enumerate()
            .filter(|(_, export)| takes(export));
        let mut open: Vec<(usize, usize)> = open.map(|(at, export)| (at, export.weight)).collect();

        let home = random.weighted(&open);
        rows[home].push(Row {
            complaint: place,
            anew: false,
        });

        // A copy is known by its id where both rows have one, and otherwise by date and source: then the two exports
        // must have the same word for the source.
        let known = |at: usize, by_id: bool| {
            let [here, there] = [&EXPORTS[home], &EXPORTS[at]];
            (by_id && here.has_ids() && there.has_ids())
                || here.source(complaint.source) == there.source(complaint.source)
        };
        for _ in 0..complaint.copies {
            open.retain(|(at, _)| *at != home && known(*at, true));
            let anew: Vec<(usize, usize)> = open
                .iter()
                .copied()
                .filter(|(at, _)| known(*at, false))
                .collect();
            let anew = (random.chance(1, 8) && !anew.is_empty()).then_some(anew);
            let copy = random.weighted(anew.as_ref().unwrap_or(&open));
            rows[copy].push(Row {
                complaint: place,
                anew: anew.is_some(),
            });
            open.retain(|(at, _)| *at != copy);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::District;
    use crate::truth::Source;

    #[test]
    fn every_complaint_finds_an_export_and_two_more_for_its_copies() {
        for source in [Source::Helpline, Source::Portal] {
            for (district, _) in District::all() {
                for home in EXPORTS
                    .iter()
                    .filter(|export| export.takes(source, district))
                {
                    let others = EXPORTS.iter().filter(|other| {
                        other.file != home.file
                            && other.takes(source, district)
                            && ((home.has_ids() && other.has_ids())
                                || home.source(source) == other.source(source))
                    });
                    assert!(others.count() >= 2, "{} {source:?} {district:?}", home.file);
                }
            }
        }
    }
}
