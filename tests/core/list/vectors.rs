//! The vectors under tests/vectors/lists: what every reader of the format must accept and refuse.
//!
//! `scripts/generate/vectors.sh` writes them, and the test here proves that the committed files are what it would write now.
//! `manifest.json` says for each file what a reader has to make of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::signer::Signer;
use super::{golden, hostile};

/// The moment by which readers judge the lists' age: 2026-10-31T12:00:00Z.
pub const NOW: u64 = 1_793_448_000;

/// manifest.json.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    pub about: String,
    /// The key that signed, and the one whose lists are to be refused.
    pub public_key: String,
    pub other_key: String,
    pub golden: Vec<Golden>,
    pub hostile: Vec<Hostile>,
}

/// A list that must open, and what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Golden {
    pub file: String,
    pub signed: bool,
    pub width: u8,
    pub serial: u32,
    pub tags: Vec<String>,
    pub count: u64,
    /// E.164 digits → the tag's name.
    pub listed: BTreeMap<String, String>,
    /// Numbers that are not listed and not flagged by chance either.
    pub absent: Vec<String>,
    /// Numbers that are not listed and flagged by chance all the same → the tag's name.
    pub by_chance: BTreeMap<String, String>,
}

/// A list that must be refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hostile {
    /// The file; its name says its defect.
    pub file: String,
    /// The one error.
    pub error: String,
    /// Pad the file with zero bytes to this size first: too large to commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pad_to: Option<usize>,
    /// Accept unsigned lists.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub allow_unsigned: bool,
    /// The lowest serial accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_serial: Option<u32>,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/lists")
}

/// Every file with its content, and the manifest.
fn generate() -> (BTreeMap<String, Vec<u8>>, Manifest) {
    let mut files = BTreeMap::new();
    let mut add = |file: &str, bytes: Vec<u8>| {
        assert!(
            files.insert(file.to_owned(), bytes).is_none(),
            "{file} twice"
        );
    };
    let golden = golden::make(&mut add);
    let hostile = hostile::make(&mut add);
    let manifest = Manifest {
        about: "Written by scripts/generate/vectors.sh; see docs/FORMAT.md. Keys are made from constants and sign nothing but these files.".into(),
        public_key: Signer::new(1).public(),
        other_key: Signer::new(2).public(),
        golden,
        hostile,
    };
    (files, manifest)
}

pub fn manifest() -> Manifest {
    serde_json::from_slice(&std::fs::read(folder().join("manifest.json")).unwrap()).unwrap()
}

pub fn read(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap()
}

#[test]
fn vectors_are_what_would_be_written_now() {
    let (mut files, manifest) = generate();
    let mut json = serde_json::to_vec_pretty(&manifest).unwrap();
    json.push(b'\n');
    files.insert("manifest.json".into(), json);
    if std::env::var_os("JAANCH_WRITE_VECTORS").is_some() {
        let _ = std::fs::remove_dir_all(folder());
        for (name, bytes) in &files {
            let path = folder().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        return;
    }
    for (name, bytes) in &files {
        let kept = std::fs::read(folder().join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}; run scripts/generate/vectors.sh"));
        assert!(
            &kept == bytes,
            "{name} differs from what would be written; run scripts/generate/vectors.sh and look at the difference"
        );
    }
    let kept = ["golden", "hostile"]
        .iter()
        .map(|dir| std::fs::read_dir(folder().join(dir)).unwrap().count())
        .sum::<usize>();
    assert_eq!(
        kept + 1,
        files.len(),
        "files lie there that no generator writes"
    );
}
