//! Laws that hold for any numbers and any bytes.

use std::collections::BTreeMap;

use jaanch_core::list::{Draft, DraftError, List, Trust, Width, expected_tries, join, unseal};
use jaanch_core::number::PhoneNumber;
use proptest::prelude::*;

use super::golden::{self, notes, number, recipe};
use super::vectors::{manifest, read};

fn width() -> impl Strategy<Value = Width> {
    prop_oneof![Just(Width::W8), Just(Width::W16), Just(Width::W32)]
}

/// Distinct made-up numbers with their tags, in no particular order. A generated vector of 50,000 elements would keep
/// proptest busy for minutes; three numbers describe one as well.
fn numbers(most: u64) -> impl Strategy<Value = Vec<(PhoneNumber, u8)>> {
    // Small sets matter as much as large ones.
    let size = prop_oneof![0..=8_u64, 9..=1_000_u64, 1_001..=most];
    (size, any::<u32>(), any::<u32>()).prop_map(|(size, start, stride)| {
        // Coprime to the block's 10⁸ numbers, so that none comes twice.
        let stride = u64::from(stride) * 10 + 3;
        let number = |at| 915_000_000_000 + (u64::from(start) + at * stride) % 100_000_000;
        let tag = |number: u64| u8::try_from(number % 7 % 3).unwrap();
        (0..size)
            .map(number)
            .map(|number| (PhoneNumber::from_e164(number).unwrap(), tag(number)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_listed_is_found(numbers in numbers(50_000), width in width()) {
        let draft = Draft::fill(recipe(width, 3), &numbers, &[]).unwrap();
        let body = draft.body(&notes(3)).unwrap();
        let list = List::open_body(&body).unwrap();
        prop_assert_eq!(list.count(), u64::try_from(numbers.len()).unwrap());
        let names = &list.notes().tags;
        for (number, tag) in &numbers {
            let found = list.tag_of(*number).unwrap();
            let found = names.iter().position(|name| name == found).unwrap();
            prop_assert!(found <= usize::from(*tag));
        }
        let file = join(&body, b"").unwrap();
        prop_assert!(List::open(&file, Trust::ANYONE).is_ok());
        prop_assert!(unseal(&file).unwrap().0 == body);
    }

    #[test]
    fn the_order_of_the_numbers_does_not_matter(numbers in numbers(3_000), width in width(), rotate in 0..3_000_usize) {
        let bytes = |numbers: &[(PhoneNumber, u8)]| Draft::fill(recipe(width, 3), numbers, &[]).unwrap().body(&notes(3)).unwrap();
        let mut other = numbers.clone();
        other.reverse();
        let length = other.len().max(1);
        other.rotate_left(rotate % length);
        prop_assert!(bytes(&numbers) == bytes(&other));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_opened_or_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..600), magic: bool, seal_len in 0..700_u32) {
        if magic {
            bytes.splice(0..bytes.len().min(8), *b"JAANCH1\n");
        }
        bytes.extend(seal_len.to_le_bytes());
        asked(&bytes);
    }

    #[test]
    fn any_mutation_of_a_good_list_is_opened_or_refused(
        which in 0..32_usize,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let (body, _) = GOOD.with(|good| good[which].clone());
        let mut body = body;
        for (at, byte) in changes {
            let at = at.index(body.len());
            body[at] = byte;
        }
        if let Some(cut) = cut {
            body.truncate(cut.index(body.len()));
        }
        asked(&join(&body, b"").unwrap());
    }

    #[test]
    fn any_header_with_the_rest_of_a_good_list_is_opened_or_refused(
        which in 0..32_usize,
        fields in proptest::collection::vec((0..18_usize, any::<u32>()), 1..4),
        width in prop_oneof![Just(8_u8), Just(16), Just(32)],
    ) {
        let (mut body, _) = GOOD.with(|good| good[which].clone());
        body[8] = width;
        for (field, value) in fields {
            body[8 + field * 4..12 + field * 4].copy_from_slice(&(value & 0xffff).to_le_bytes());
        }
        asked(&join(&body, b"").unwrap());
    }
}

thread_local! {
    static GOOD: Vec<(Vec<u8>, Vec<u8>)> = manifest()
        .golden
        .iter()
        .map(|golden| {
            let file = read(&golden.file);
            let (body, seal) = unseal(&file).unwrap();
            (body.to_vec(), seal.to_vec())
        })
        .collect();
}

/// Opens the bytes and, where that succeeds, asks for many numbers: none of it may panic.
fn asked(file: &[u8]) {
    match List::open(file, Trust::ANYONE) {
        Ok(list) => {
            for at in 0..200 {
                let _ = list.tag_of(number(at));
            }
            for number in [0, 1, u64::MAX, u64::MAX / 3] {
                let _ = list.filter().tag_of(number);
            }
            let _ = jaanch_core::check::ListInfo::new(&list, u64::MAX);
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.code().is_empty()),
    }
}

#[test]
fn protected_numbers_are_never_flagged() {
    let listed = golden::numbers(5_000, 3);
    let mut tries = BTreeMap::new();
    for (width, count) in [(Width::W8, 100), (Width::W16, 20_000), (Width::W32, 20_000)] {
        let protected: Vec<_> = (100_000..100_000 + count).map(number).collect();
        let draft = Draft::fill(recipe(width, 3), &listed, &protected).unwrap();
        let list = draft.body(&notes(3)).unwrap();
        let list = List::open_body(&list).unwrap();
        assert!(
            protected
                .iter()
                .all(|number| list.tag_of(*number).is_none())
        );
        assert!(
            listed
                .iter()
                .all(|(number, _)| list.tag_of(*number).is_some())
        );
        tries.insert(width, draft.attempts());
    }
    // Otherwise the search was never exercised.
    assert!(tries[&Width::W8] > 1, "{tries:?}");
}

#[test]
fn a_draft_refuses_what_it_cannot_promise() {
    let refused = |numbers: &[(PhoneNumber, u8)], avoid: &[PhoneNumber], tags| {
        Draft::fill(recipe(Width::W8, tags), numbers, avoid)
            .err()
            .expect("it was filled")
    };
    let (one, other) = (number(1), number(2));
    assert_eq!(
        refused(&[(one, 0), (other, 0), (one, 1)], &[], 2),
        DraftError::Twice(one)
    );
    assert_eq!(refused(&[(one, 2)], &[], 2), DraftError::BadTag);
    assert_eq!(refused(&[(one, 0)], &[], 0), DraftError::BadTag);
    assert_eq!(refused(&[(one, 0)], &[], 9), DraftError::BadTag);
    assert_eq!(
        refused(&[(one, 0), (other, 0)], &[other], 1),
        DraftError::ProtectedListed(other)
    );
    let many: Vec<_> = (100..2_000).map(number).collect();
    match refused(&[(one, 0)], &many, 1) {
        DraftError::TooManyProtected {
            protected: 1_900,
            expected,
            width: Some(Width::W16),
        } => {
            assert!(
                (expected - expected_tries(1_900, Width::W8, 1)).abs() < 1e-9 && expected > 200.0
            );
        }
        other => panic!("{other:?}"),
    }
}
