//! Reading any bytes ends with a table or an error, never with a panic.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::made::{fixture, read_bytes};

/// A generator with the same output in every run (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// Changes, drops or repeats bytes, or inserts some that have a meaning in one of the formats.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        const PIECES: [&[u8]; 14] = [
            b"\0",
            b"\xff\xff\xff\xff",
            b"\"",
            b"\n",
            b"<",
            b">",
            b"{",
            b"[",
            b"]",
            b"-1",
            b"99999999999",
            b"=",
            b"\xef\xbb\xbf",
            b"E+09",
        ];
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + self.below(12)).min(bytes.len());
            match self.below(6) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let copy = bytes[at..end].to_vec();
                    drop(bytes.splice(at..at, copy));
                }
                3 => drop(bytes.splice(at..end, PIECES[self.below(PIECES.len())].iter().copied())),
                _ if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                _ => {}
            }
        }
    }
}

/// Small limits, so that a damaged file's claims are refused quickly.
const LIMITS: &str = "[intake]\nmax_bytes = 4000000\nmax_memory_bytes = 4000000\nmax_cells = 100000\nmax_row_bytes = 10000";

fn rounds() -> usize {
    std::env::var("JAANCH_ROUNDS").map_or(60, |rounds| rounds.parse().unwrap())
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(fixture(""))
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn spoilt_files() {
    let mut random = Random(1930);
    let mut read = 0;
    for (name, bytes) in fixtures() {
        for _ in 0..rounds() {
            let mut spoilt = bytes.clone();
            random.spoil(&mut spoilt);
            read += usize::from(read_bytes(&name, &spoilt, LIMITS).is_ok());
        }
    }
    assert!(read > 0, "not one was read");
}

#[test]
fn spoilt_parts_of_workbooks() {
    let mut random = Random(112);
    let mut read = 0;
    for (name, bytes) in fixtures() {
        if !name.ends_with("workbook.xlsx") && name != "office.ods" {
            continue;
        }
        let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts: Vec<(String, Vec<u8>)> = (0..from.len())
            .map(|at| {
                let mut entry = from.by_index(at).unwrap();
                let mut content = Vec::new();
                std::io::copy(&mut entry, &mut content).unwrap();
                (entry.name().unwrap().into_owned(), content)
            })
            .collect();
        for _ in 0..rounds() * 4 {
            let chosen = random.below(parts.len());
            let mut to = ZipWriter::new(Cursor::new(Vec::new()));
            for (at, (part, content)) in parts.iter().enumerate() {
                let mut content = content.clone();
                if at == chosen {
                    random.spoil(&mut content);
                }
                to.start_file(part.as_str(), SimpleFileOptions::default())
                    .unwrap();
                to.write_all(&content).unwrap();
            }
            let spoilt = to.finish().unwrap().into_inner();
            read += usize::from(read_bytes(&name, &spoilt, LIMITS).is_ok());
        }
    }
    assert!(read > 0, "not one was read");
}

#[test]
fn any_bytes_at_all() {
    let mut random = Random(1909);
    for name in [
        "a.csv", "a.txt", "a.json", "a.jsonl", "a.xlsx", "a.xls", "a.ods", "a.csv.gz",
    ] {
        for start in [
            b"".as_slice(),
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\x1f\x8b\x08\0",
            b"[",
            b"{\"a\":",
            b"\xff\xfe",
            b"sep=",
        ] {
            for _ in 0..rounds() / 6 {
                let mut bytes = start.to_vec();
                let ascii = random.below(2) == 0;
                for _ in 0..random.below(600) {
                    let byte = u8::try_from(random.below(256)).unwrap();
                    bytes.push(if ascii { byte & 0x7f } else { byte });
                }
                // Either way is right; a panic is not.
                let _ = read_bytes(name, &bytes, LIMITS);
            }
        }
    }
}
