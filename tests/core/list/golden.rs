//! Lists that every reader opens, and that are byte for byte the same when written again.

use std::collections::BTreeMap;

use jaanch_core::list::{
    Draft, FalseAlarms, List, Notes, PublicKey, Recipe, Signature, Trust, Width, join,
};
use jaanch_core::number::{PhoneNumber, Region};

use super::signer::Signer;
use super::vectors::{Golden, NOW, manifest, read};

pub const ISSUED: u64 = 1_793_404_800;
pub const DAY: u64 = 86_400;
pub const SERIAL: u32 = 2_026_103_100;

/// The made-up numbers used throughout: the step is odd, so that they spread over the whole block.
pub fn number(at: u64) -> PhoneNumber {
    PhoneNumber::from_e164(915_000_000_000 + at * 7_654_321 % 100_000_000).unwrap()
}

pub fn recipe(width: Width, tags: u8) -> Recipe {
    Recipe {
        width,
        region: Region::IN,
        serial: SERIAL,
        issued: ISSUED,
        expires: ISSUED + 30 * DAY,
        tags,
    }
}

pub fn notes(tags: u8) -> Notes {
    let names = ["often", "reported", "linked"];
    Notes {
        tags: names
            .iter()
            .take(usize::from(tags))
            .map(|&name| name.into())
            .collect(),
        ..Notes::default()
    }
}

/// Notes with everything in them, and with text that must stay text.
pub fn full_notes(tags: u8) -> Notes {
    Notes {
        title: Some("जाँच \"</script><img src=x onerror=alert(1)>\"".into()),
        issuer: Some("ਸਾਈਬਰ ਸੈੱਲ & <b>Cell</b> javascript:alert(1)".into()),
        appeal: Some("https://example.org/appeal?a=1&b=%22".into()),
        districts: vec![
            ("Ambala".into(), 12),
            ("</script><b>".into(), 0),
            ("other".into(), (1 << 53) - 1),
        ],
        false_alarms: Some(FalseAlarms {
            space: 4_000_000_000,
            hits: 122_070,
        }),
        sources: vec![("1930".into(), 7), ("javascript:alert(1)".into(), 5)],
        ..notes(tags)
    }
}

pub fn numbers(count: u64, tags: u8) -> Vec<(PhoneNumber, u8)> {
    (0..count)
        .map(|at| (number(at), u8::try_from(at % u64::from(tags)).unwrap()))
        .collect()
}

pub fn body(width: Width, tags: u8, count: u64, notes: &Notes) -> Vec<u8> {
    Draft::fill(recipe(width, tags), &numbers(count, tags), &[])
        .unwrap()
        .body(notes)
        .unwrap()
}

/// Writes every golden list; returns their part of the manifest.
pub fn make(add: &mut dyn FnMut(&str, Vec<u8>)) -> Vec<Golden> {
    let mut all = Vec::new();
    let mut one =
        |name: String, width: Width, tags: u8, count: u64, signed: bool, notes: &Notes| {
            let body = body(width, tags, count, notes);
            let list = List::open_body(&body).unwrap();
            let mut golden = Golden {
                file: format!("golden/{name}.jaanch"),
                signed,
                width: width.bits(),
                serial: SERIAL,
                tags: notes.tags.clone(),
                count,
                listed: BTreeMap::new(),
                absent: Vec::new(),
                by_chance: BTreeMap::new(),
            };
            for (number, _) in numbers(count, tags) {
                golden.listed.insert(
                    number.e164().to_string(),
                    list.tag_of(number).unwrap().into(),
                );
            }
            for stranger in (1_000..1_100).map(number) {
                match list.tag_of(stranger) {
                    None => golden.absent.push(stranger.e164().to_string()),
                    Some(tag) => drop(
                        golden
                            .by_chance
                            .insert(stranger.e164().to_string(), tag.into()),
                    ),
                }
            }
            let file = if signed {
                Signer::new(1).sign(&body)
            } else {
                join(&body, b"").unwrap()
            };
            add(&golden.file, file);
            all.push(golden);
        };
    for width in Width::ALL {
        for tags in [1, 3] {
            for count in [0, 1, 2, 3, 100] {
                let name = format!("width-{}-tags-{tags}-numbers-{count}", width.bits());
                one(name, width, tags, count, count % 2 == 0, &notes(tags));
            }
        }
    }
    one(
        "every-note".into(),
        Width::W16,
        3,
        100,
        true,
        &full_notes(3),
    );
    let mut eight = notes(1);
    eight.tags = ["1", "2", "3", "4", "5", "6", "7", "आठ"]
        .map(String::from)
        .to_vec();
    one("eight-tags".into(), Width::W16, 8, 100, true, &eight);
    all
}

#[test]
fn golden_lists_open_and_answer() {
    let manifest = manifest();
    let key = PublicKey::parse(&manifest.public_key).unwrap();
    assert_eq!(manifest.golden.len(), 32);
    let mut by_chance = 0;
    for golden in &manifest.golden {
        let file = read(&golden.file);
        let trust = Trust {
            keys: std::slice::from_ref(&key),
            allow_unsigned: !golden.signed,
        };
        let list =
            List::open(&file, trust).unwrap_or_else(|error| panic!("{}: {error}", golden.file));
        assert_eq!(
            matches!(list.signature(), Signature::Valid(_)),
            golden.signed
        );
        assert_eq!(
            (list.count(), list.width().bits(), list.serial()),
            (golden.count, golden.width, golden.serial)
        );
        assert_eq!(list.notes().tags, golden.tags);
        assert!(list.is_made_up() == (golden.count > 0));
        assert_eq!(list.freshness(NOW).name(), "fresh");
        let ask =
            |digits: &String| list.tag_of(PhoneNumber::from_e164(digits.parse().unwrap()).unwrap());
        for (digits, tag) in golden.listed.iter().chain(&golden.by_chance) {
            assert_eq!(ask(digits), Some(tag.as_str()), "{}: {digits}", golden.file);
        }
        for digits in &golden.absent {
            assert_eq!(ask(digits), None, "{}: {digits}", golden.file);
        }
        by_chance += golden.by_chance.len();
    }
    // Otherwise the vectors would not show that a match can be chance.
    assert!(by_chance > 0);
}

#[test]
fn what_was_read_is_written_again_identically() {
    for golden in &manifest().golden {
        let file = read(&golden.file);
        let list = List::open(&file, Trust::ANYONE).unwrap();
        let width = list.width();
        let tags = u8::try_from(golden.tags.len()).unwrap();
        let again = body(width, tags, golden.count, list.notes());
        let (original, seal) = jaanch_core::list::unseal(&file).unwrap();
        assert!(again == original, "{}", golden.file);
        assert_eq!(seal.is_empty(), !golden.signed);
        assert!(join(&again, seal).unwrap() == file);
    }
}
