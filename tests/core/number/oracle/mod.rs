//! `parse` against an oracle: the crate `phonenumber`, a port of libphonenumber with its metadata.
//!
//! Two questions are asked: does every example number of every region read the same in every format, and do a million
//! writings that a person might produce from them? Where the oracle finds a possible number, ours is the same; where it
//! finds none, we refuse. Every deliberate difference is listed in `differences.rs` with its reason and must occur.

mod differences;
mod phonenumber;
mod writings;

use std::collections::BTreeMap;

use jaanch_core::number::{Parsed, Region, parse};
use phonenumber::Example;
use writings::{Writing, disguised, mutated};

use crate::random::Random;

/// What we and the oracle read in one written form.
pub struct Case<'a> {
    /// The region the number is read in.
    pub home: &'a str,
    /// The text, as the oracle gets it.
    pub text: &'a str,
    /// How it was made.
    pub made: &'a Writing,
    /// What we read.
    pub ours: Option<Parsed>,
    /// What the oracle reads.
    pub theirs: Option<phonenumber::Number>,
}

fn region(id: &str) -> Region {
    Region::new(id.as_bytes().try_into().unwrap()).unwrap()
}

fn agree(ours: Option<Parsed>, theirs: Option<&phonenumber::Number>) -> bool {
    match (ours, theirs) {
        (Some(Parsed::Number(number)), Some(theirs)) => number.e164() == theirs.e164(),
        (None, None) => true,
        _ => false,
    }
}

/// Counts a case: as agreed, as a listed difference, or as an unlisted one that is shown.
#[derive(Default)]
struct Tally {
    agreed: u64,
    listed: BTreeMap<&'static str, u64>,
    unlisted: Vec<String>,
    unlisted_count: u64,
}

impl Tally {
    fn add(&mut self, case: &Case) {
        if agree(case.ours, case.theirs.as_ref()) {
            self.agreed += 1;
        } else if let Some(difference) = differences::ALL.iter().find(|d| (d.applies)(case)) {
            *self.listed.entry(difference.name).or_default() += 1;
        } else {
            self.unlisted_count += 1;
            if self.unlisted.len() < 30 {
                self.unlisted.push(format!(
                    "{:?} in {}: ours {:?}, oracle {:?} ({:?})",
                    case.text, case.home, case.ours, case.theirs, case.made
                ));
            }
        }
    }
}

impl Tally {
    fn merge(&mut self, other: Self) {
        self.agreed += other.agreed;
        self.unlisted_count += other.unlisted_count;
        self.unlisted.extend(other.unlisted);
        for (name, count) in other.listed {
            *self.listed.entry(name).or_default() += count;
        }
    }
}

#[test]
fn the_oracle_and_we_know_the_same_regions() {
    for id in phonenumber::regions() {
        assert!(
            Region::new(id.as_bytes().try_into().unwrap()).is_some(),
            "{id}"
        );
    }
}

#[test]
fn every_example_reads_as_itself_in_every_format() {
    let mut wrong = Vec::new();
    let examples = phonenumber::examples();
    // Seven digits in Canada are dialled only there; and numbers that our newer metadata has dropped are no examples.
    let possible = |example: &&Example| {
        phonenumber::is_possible(example.code, &example.national)
            && !differences::is_newer(example.code)
    };
    assert!(examples.iter().filter(possible).count() > 1_000);
    for example in examples.iter().filter(possible) {
        let e164: u64 = format!("{}{}", example.code, example.national)
            .parse()
            .unwrap();
        for text in phonenumber::formatted(example) {
            let ours = parse(&text, region(&example.region)).ok();
            if !matches!(ours, Some(Parsed::Number(number)) if number.e164() == e164) {
                wrong.push(format!(
                    "{text:?} in {}: {ours:?} instead of {e164}",
                    example.region
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_million_writings_read_the_same() {
    let examples = phonenumber::examples();
    let each = std::env::var("JAANCH_ORACLE_WRITINGS").map_or(1_000_000, |n| n.parse().unwrap())
        / examples.len()
        + 1;
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let half = examples.len().div_ceil(2);
        let workers: Vec<_> = examples
            .chunks(half)
            .map(|examples| scope.spawn(move || compare(examples, each)))
            .collect();
        for worker in workers {
            tally.merge(worker.join().unwrap());
        }
    });
    let count = each * examples.len();
    println!(
        "{} of {count} agree; listed differences: {:#?}",
        tally.agreed, tally.listed
    );
    assert!(
        tally.unlisted.is_empty(),
        "{} of {count} differ:\n{}",
        tally.unlisted_count,
        tally.unlisted.join("\n")
    );
    for difference in &differences::ALL {
        assert!(
            tally.listed.contains_key(difference.name),
            "the listed difference {} never occurs: {}",
            difference.name,
            difference.reason
        );
    }
}

/// Compares so many writings of each example; by region, because the oracle keeps only its last hundred patterns compiled.
fn compare(examples: &[Example], each: usize) -> Tally {
    let mut tally = Tally::default();
    for example in examples {
        let mut random = Random(
            format!("{}{}", example.code, example.national)
                .parse()
                .unwrap(),
        );
        let own = region(&example.region);
        for _ in 0..each {
            let made = mutated(example, &mut random);
            let text = made.text();
            tally.add(&Case {
                home: &made.home,
                text: &text,
                made: &made,
                ours: parse(
                    &disguised(&text, &mut random),
                    if made.home == "IN" { Region::IN } else { own },
                )
                .ok(),
                theirs: phonenumber::read_writing(&made),
            });
        }
    }
    tally
}
