//! The sweep against brute force by the formulas of docs/FORMAT.md, on a space small enough for both.

use std::collections::BTreeSet;

use jaanch_core::list::{Draft, List, Notes, Recipe, Width};
use jaanch_core::number::{PhoneNumber, Region};
use jaanch_desk::sweep::sweep;

const SERIAL: u32 = 2_026_103_100;
/// 31 October 2026, in seconds since 1970.
const ISSUED: u64 = 1_793_404_800;
const DAY: u64 = 86_400;

/// Not a multiple of anything the sweep could cut it into.
const SPACE: std::ops::Range<u64> = 915_000_000_007..915_002_500_010;
const TAGS: u8 = 3;

/// A reader of a body that knows nothing but the document.
struct ByTheBook<'a> {
    body: &'a [u8],
    fingerprints: &'a [u8],
}

impl<'a> ByTheBook<'a> {
    fn new(body: &'a [u8]) -> Self {
        let notes = usize::try_from(u32::from_le_bytes(body[68..72].try_into().unwrap())).unwrap();
        Self {
            body,
            fingerprints: &body[(80 + notes).next_multiple_of(8)..],
        }
    }

    fn word(&self, at: usize, bytes: usize) -> u64 {
        let mut word = [0; 8];
        word[..bytes].copy_from_slice(&self.body[at..at + bytes]);
        u64::from_le_bytes(word)
    }

    fn flags(&self, number: u64) -> bool {
        let bytes = usize::from(self.body[8]) / 8;
        let (salt, seed) = (self.word(32, 8), self.word(48, 8));
        let (segment, segments) = (self.word(56, 4), self.word(60, 4));
        (0..u64::from(self.body[72])).any(|tag| {
            let key = number ^ salt ^ tag.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut h = key.wrapping_add(seed);
            h = (h ^ (h >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
            h = (h ^ (h >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
            h ^= h >> 33;
            let p0 = u64::try_from((u128::from(h) * u128::from(segments)) >> 64).unwrap();
            let places = [
                p0,
                (p0 + segment) ^ ((h >> 18) % segment),
                (p0 + 2 * segment) ^ (h % segment),
            ];
            let mut rest = (h ^ (h >> 32)).to_le_bytes();
            for place in places {
                let from = usize::try_from(place).unwrap() * bytes;
                for (rest, byte) in rest.iter_mut().zip(&self.fingerprints[from..from + bytes]) {
                    *rest ^= byte;
                }
            }
            rest[..bytes].iter().all(|&byte| byte == 0)
        })
    }
}

fn agrees(width: Width) -> u64 {
    let recipe = Recipe {
        width,
        region: Region::IN,
        serial: SERIAL,
        issued: ISSUED,
        expires: ISSUED + 30 * DAY,
        tags: TAGS,
    };
    // Some of the listed numbers lie outside the space.
    let numbers: Vec<(PhoneNumber, u8)> = (0..3_000u64)
        .map(|n| {
            let number = SPACE.start - 100_000 + n * 997;
            let tag = u8::try_from(n % u64::from(TAGS)).unwrap();
            (PhoneNumber::from_e164(number).unwrap(), tag)
        })
        .collect();
    let draft = Draft::fill(recipe, &numbers, &[]).unwrap();
    let notes = Notes {
        tags: vec!["often".into(), "reported".into(), "linked".into()],
        ..Notes::default()
    };
    let body = draft.body(&notes).unwrap();
    let listed: Vec<PhoneNumber> = numbers.iter().map(|&(number, _)| number).collect();
    let swept = sweep(
        List::open_body(&body).unwrap().filter(),
        SPACE,
        &listed,
        &|_| {},
    );

    let book = ByTheBook::new(&body);
    let known: BTreeSet<u64> = listed.iter().map(|number| number.e164()).collect();
    let (mut hits, mut hits_listed) = (0, 0);
    for number in SPACE.filter(|&number| book.flags(number)) {
        hits += 1;
        hits_listed += u64::from(known.contains(&number));
    }
    assert_eq!(
        (swept.space, swept.hits, swept.listed),
        (SPACE.end - SPACE.start, hits, hits_listed)
    );
    assert_eq!(
        hits_listed,
        u64::try_from(known.range(SPACE).count()).unwrap()
    );
    assert_eq!(swept.false_alarms().hits, hits - hits_listed);
    hits - hits_listed
}

#[test]
fn the_sweep_counts_what_brute_force_counts() {
    // 2,500,003 numbers, three tags: about 29,000 false alarms at 8 bits, about 114 at 16.
    assert!((27_000..32_000).contains(&agrees(Width::W8)));
    assert!((60..180).contains(&agrees(Width::W16)));
    assert_eq!(agrees(Width::W32), 0);
}
