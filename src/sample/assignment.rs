//! Which export contains which complaint, and which exports contain copies of it.

use crate::layout::Export;
use crate::offices::EXPORTS;
use crate::population::Population;
use crate::rng::Random;

/// One row of one export.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The index in [`Population::complaints`].
    pub(crate) complaint: usize,
    /// Whether the office registered the complaint a second time, under an id of its own.
    pub(crate) own_id: bool,
}

/// The rows of every export, in the order of [`EXPORTS`], the oldest complaint first.
pub(crate) fn assign(population: &Population, seed: u64) -> [Vec<Row>; EXPORTS.len()] {
    let mut rows: [Vec<Row>; EXPORTS.len()] = Default::default();
    for (index, complaint) in population.complaints.iter().enumerate() {
        let row = |own_id| Row {
            complaint: index,
            own_id,
        };
        let mut random = Random::new(seed, "deal", u64::try_from(index).unwrap_or_default());
        let covers = |export: &Export| export.covers(complaint.source, complaint.district);
        let exports = EXPORTS.iter().enumerate();
        let mut open: Vec<(usize, usize)> = exports
            .filter(|(_, export)| covers(export))
            .map(|(at, export)| (at, export.weight))
            .collect();

        let first = random.weighted(&open);
        rows[first].push(row(false));

        let shares =
            |at: usize, by_id| EXPORTS[first].shares(&EXPORTS[at], complaint.source, by_id);
        for _ in 0..complaint.copies {
            open.retain(|(at, _)| *at != first && shares(*at, true));
            let mut without_id = open.clone();
            without_id.retain(|(at, _)| shares(*at, false));
            let own_id = random.chance(1, 8) && !without_id.is_empty();
            let copy = random.weighted(if own_id { &without_id } else { &open });
            rows[copy].push(row(own_id));
            open.retain(|(at, _)| *at != copy);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::districts::District;
    use crate::model::Source;

    #[test]
    fn every_complaint_finds_an_export_and_two_more_for_its_copies() {
        for source in [Source::Helpline, Source::Portal] {
            for (district, _) in District::all() {
                for first in EXPORTS
                    .iter()
                    .filter(|export| export.covers(source, district))
                {
                    let others = EXPORTS.iter().filter(|other| {
                        other.file != first.file
                            && other.covers(source, district)
                            && first.shares(other, source, true)
                    });
                    assert!(
                        others.count() >= 2,
                        "{} {source:?} {district:?}",
                        first.file
                    );
                }
            }
        }
    }
}
