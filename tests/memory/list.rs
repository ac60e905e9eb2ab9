//! Opening a list takes at most twice the file and 1 MiB, whatever the file claims.

use jaanch_core::list::{Draft, List, Notes, Recipe, Trust, Width, join};
use jaanch_core::number::{PhoneNumber, Region};

use crate::alone;

/// The peak memory of opening `file`, the file itself included.
fn peak(file: &[u8]) -> usize {
    let (peak, _list) = crate::peak(|| List::open(file, Trust::ANYONE));
    peak + file.len()
}

#[test]
fn opening_takes_at_most_twice_the_file_and_a_mebibyte() {
    let _turn = alone();
    let bound = |file: &[u8]| 2 * file.len() + (1 << 20);
    for width in Width::ALL {
        let recipe = Recipe {
            width,
            region: Region::IN,
            serial: 2_026_103_100,
            issued: 0,
            expires: 1,
            tags: 1,
        };
        let numbers: Vec<_> = (0..1_000_000)
            .map(|at| (PhoneNumber::from_e164(915_000_000_000 + at).unwrap(), 0))
            .collect();
        let notes = Notes {
            tags: vec!["reported".into()],
            districts: (0..999)
                .map(|at| (format!("district {at} {}", "x".repeat(45)), at))
                .collect(),
            ..Notes::default()
        };
        let body = Draft::fill(recipe, &numbers, &[])
            .unwrap()
            .body(&notes)
            .unwrap();
        let file = join(&body, b"").unwrap();
        let peak = peak(&file);
        assert!(
            peak <= bound(&file),
            "{peak} bytes for a file of {}",
            file.len()
        );
        assert!(peak > file.len(), "nothing was measured");
    }
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/lists/hostile");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = std::fs::read(&path).unwrap();
        assert!(peak(&file) <= bound(&file), "{}", path.display());
    }
}
