//! Prints how fast numbers are parsed and messages scanned, beside the crate phonenumber: `cargo bench --bench number`.

#![allow(clippy::unwrap_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use jaanch_core::number::{Region, parse, scan};

const RUNS: usize = 5;

/// Made-up numbers in the writings of complaint exports.
fn indian() -> Vec<String> {
    (0..1_000u32)
        .map(|n| {
            let (first, last) = (50_100 + n % 900, 10_000 + n * 37 % 90_000);
            match n % 8 {
                0 | 1 => format!("{first}{last}"),
                2 => format!("{first} {last}"),
                3 => format!("+91 {first} {last}"),
                4 => format!("+91-{first}-{last}"),
                5 => format!("0{first}{last}"),
                6 => format!("91{first}{last}"),
                _ => format!("(+91) {first}\u{2011}{last}"),
            }
        })
        .collect()
}

/// Numbers set aside for fiction, as an address book holds them.
fn foreign() -> Vec<String> {
    (0..1_000u32)
        .map(|n| match n % 4 {
            0 => format!("+1 202 555 01{:02}", n % 100),
            1 => format!("+44 20 7946 0{:03}", n % 1_000),
            2 => format!("+44 7700 900{:03}", n % 1_000),
            _ => format!("+61 491 570 1{:02}", n % 100),
        })
        .collect()
}

/// A chat of about a hundred kilobytes.
fn chat() -> String {
    (0..1_000u32)
        .map(|n| {
            format!(
                "Dear customer, Rs {n},500.00 debited from A/c XX{:04} on 12-10-26. UPI Ref {}. Call 50{:03} {:05}.\n",
                n % 10_000,
                512_345_000_000u64 + u64::from(n),
                n % 1_000,
                10_000 + n
            )
        })
        .collect()
}

/// The median time of one piece of work.
fn median(pieces: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2] / u32::try_from(pieces).unwrap()
}

fn compare(what: &str, texts: &[String]) {
    const ROUNDS: usize = 200;
    let ours = median(texts.len() * ROUNDS, || {
        for text in texts.iter().cycle().take(texts.len() * ROUNDS) {
            let _ = black_box(parse(black_box(text), Region::IN));
        }
    });
    let oracle_rounds = ROUNDS / 10;
    let oracle = median(texts.len() * oracle_rounds, || {
        for text in texts.iter().cycle().take(texts.len() * oracle_rounds) {
            let _ = black_box(phonenumber::parse(
                Some(phonenumber::country::IN),
                black_box(text),
            ));
        }
    });
    let times = oracle.as_nanos() / ours.as_nanos().max(1);
    println!(
        "{what:<34} {:>6} ns   phonenumber {:>7} ns   {times} x",
        ours.as_nanos(),
        oracle.as_nanos()
    );
}

fn main() {
    println!("median of {RUNS} runs, one thread");
    compare("parse, Indian writings", &indian());
    compare("parse, foreign numbers", &foreign());
    let text = chat();
    let time = median(1, || {
        black_box(scan(black_box(&text), Region::IN));
    });
    let found = scan(&text, Region::IN).len();
    println!(
        "scan, {} kB of bank messages     {:>6} us   {} numbers, {} MB/s (phonenumber has no search in text)",
        text.len() / 1_000,
        time.as_micros(),
        found,
        text.len() * 1_000 / usize::try_from(time.as_nanos()).unwrap()
    );
}
