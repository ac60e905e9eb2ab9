//! Prints how long it takes to try every Indian mobile number, beside looking each up in an exact set:
//! `cargo bench --bench sweep`.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jaanch_core::list::{Draft, Recipe, Width};
use jaanch_core::number::{PhoneNumber, Region};
use jaanch_desk::sweep::{INDIAN_MOBILES, sweep};
use rayon::prelude::*;

const COUNT: u64 = 27_824;
const RUNS: usize = 3;
/// The exact sets are asked about one number in so many, and their time is multiplied.
const PART: u64 = 40;

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn numbers() -> Vec<PhoneNumber> {
    let number = |place: u64| PhoneNumber::from_e164(915_000_000_000 + place * 3_571).unwrap();
    (0..COUNT).map(number).collect()
}

fn filter(width: Width, tags: u8) -> Draft {
    let recipe = Recipe {
        width,
        region: Region::IN,
        serial: 2_026_103_100,
        issued: 1_793_404_800,
        expires: 1_795_996_800,
        tags,
    };
    let tagged: Vec<(PhoneNumber, u8)> = (0..)
        .zip(numbers())
        .map(|(place, number): (u64, _)| (number, u8::try_from(place % u64::from(tags)).unwrap()))
        .collect();
    Draft::fill(recipe, &tagged, &[]).unwrap()
}

fn exact(what: &str, contains: impl Fn(u64) -> bool + Sync) {
    let space = INDIAN_MOBILES.start
        ..INDIAN_MOBILES.start + (INDIAN_MOBILES.end - INDIAN_MOBILES.start) / PART;
    let time = median(|| {
        let hits = space
            .clone()
            .into_par_iter()
            .filter(|&number| contains(number))
            .count();
        black_box(hits);
    });
    println!(
        "{what:<44} {:>6.1} s (from one number in {PART})",
        time.as_secs_f64() * 40.0
    );
}

fn main() {
    println!(
        "{} numbers tried against {COUNT} listed, {} threads, median of {RUNS} runs",
        INDIAN_MOBILES.end - INDIAN_MOBILES.start,
        rayon::current_num_threads()
    );
    for (width, tags) in [
        (Width::W16, 1),
        (Width::W16, 2),
        (Width::W16, 3),
        (Width::W8, 1),
        (Width::W32, 1),
    ] {
        let draft = filter(width, tags);
        let time = median(|| {
            black_box(sweep(draft.filter(), INDIAN_MOBILES, &[], &|_| {}));
        });
        println!(
            "{:<44} {:>6.1} s, {:.1} s a tag",
            format!("jaanch, {} bits, {tags} tags", width.bits()),
            time.as_secs_f64(),
            time.as_secs_f64() / f64::from(tags)
        );
    }
    let listed: Vec<u64> = numbers().iter().map(|number| number.e164()).collect();
    let set: HashSet<u64> = listed.iter().copied().collect();
    exact("exact: std::collections::HashSet", |number| {
        set.contains(&number)
    });
    exact("exact: binary search in a sorted array", |number| {
        listed.binary_search(&number).is_ok()
    });
}
