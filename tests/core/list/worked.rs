//! The worked example of docs/FORMAT.md, generated here so that it stays true.

use std::fmt::Write;
use std::path::Path;

use jaanch_core::list::{Draft, List, Notes, Recipe, Trust, Width, salt, trusted_comment};
use jaanch_core::number::{PhoneNumber, Region};

use super::golden::{DAY, ISSUED, SERIAL};
use super::signer::Signer;

const HEADING: &str = "## 11. A worked example\n";
const OFTEN: u64 = 915_012_345_678;
const REPORTED: u64 = 915_012_345_679;
const STRANGER: u64 = 915_012_345_670;

fn body() -> Vec<u8> {
    let recipe = Recipe {
        width: Width::W8,
        region: Region::IN,
        serial: SERIAL,
        issued: ISSUED,
        expires: ISSUED + 30 * DAY,
        tags: 2,
    };
    let number = |digits| PhoneNumber::from_e164(digits).unwrap();
    let notes = Notes {
        tags: vec!["often".into(), "reported".into()],
        ..Notes::default()
    };
    let draft = Draft::fill(recipe, &[(number(OFTEN), 0), (number(REPORTED), 1)], &[]).unwrap();
    draft.body(&notes).unwrap()
}

/// One probe by the document's formulas with every step shown; whether the tag matches.
fn probe(text: &mut String, body: &[u8], number: u64, tag: u64) -> bool {
    let u64_at = |at: usize| u64::from_le_bytes(body[at..at + 8].try_into().unwrap());
    let u32_at = |at: usize| u64::from(u32::from_le_bytes(body[at..at + 4].try_into().unwrap()));
    let (salt, seed, segment, segments) = (u64_at(32), u64_at(48), u32_at(56), u32_at(60));
    let fingerprints = &body[(80 + usize::try_from(u32_at(68)).unwrap()).next_multiple_of(8)..];
    let key = number ^ salt ^ tag.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut h = key.wrapping_add(seed);
    h = (h ^ (h >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    h = (h ^ (h >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    h ^= h >> 33;
    let fingerprint = (h ^ (h >> 32)) & 0xff;
    let p0 = u64::try_from((u128::from(h) * u128::from(segments)) >> 64).unwrap();
    let p1 = (p0 + segment) ^ ((h >> 18) % segment);
    let p2 = (p0 + 2 * segment) ^ (h % segment);
    let at = |p: u64| fingerprints[usize::try_from(p).unwrap()];
    let found = u64::from(at(p0) ^ at(p1) ^ at(p2));
    writeln!(
        text,
        "| {number} | {tag} | {key:016X} | {h:016X} | {p0}, {p1}, {p2} | {:02X} ⊕ {:02X} ⊕ {:02X} = {found:02X} | {fingerprint:02X} | {} |",
        at(p0),
        at(p1),
        at(p2),
        if found == fingerprint { "yes" } else { "no" }
    )
    .unwrap();
    found == fingerprint
}

fn section() -> String {
    let body = body();
    let signer = Signer::new(1);
    let seal = signer.seal(&body, &trusted_comment(SERIAL));
    let file = signer.sign(&body);
    let mut text = format!(
        "{HEADING}\nA list of width 8 with two tags, issued on 2026-10-31 and valid for 30 days. 915012345678 is listed under tag 0 (\"often\"), \
         915012345679 under tag 1 (\"reported\"). The first attempt succeeded: salt = SplitMix64({SERIAL} ≪ 32 | 0) = {:016X}. \
         A test builds this section anew and compares.\n\nThe body, {} bytes:\n\n```\n",
        salt(SERIAL, 0),
        body.len()
    );
    for (row, bytes) in body.chunks(16).enumerate() {
        let hex: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let shown: String = bytes
            .iter()
            .map(|&b| {
                if b.is_ascii_graphic() || b == b' ' {
                    char::from(b)
                } else {
                    '.'
                }
            })
            .collect();
        writeln!(text, "{:04x}  {:47}  {shown}", row * 16, hex.join(" ")).unwrap();
    }
    let hex = |range: std::ops::Range<usize>| {
        body[range]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let u32_at = |at: usize| u32::from_le_bytes(body[at..at + 4].try_into().unwrap());
    let u64_at = |at: usize| u64::from_le_bytes(body[at..at + 8].try_into().unwrap());
    let notes_end = 80 + usize::try_from(u32_at(68)).unwrap();
    let filled = notes_end.next_multiple_of(8);
    writeln!(
        text,
        "```\n\n| offset | bytes | field | value |\n|---|---|---|---|"
    )
    .unwrap();
    for (range, field, value) in [
        (0..8, "magic", "\"JAANCH1\\n\"".to_owned()),
        (8..9, "width", body[8].to_string()),
        (9..10, "flags", "1: both numbers lie in +91 50".into()),
        (10..12, "region", "\"IN\"".into()),
        (12..16, "serial", u32_at(12).to_string()),
        (
            16..24,
            "issued",
            format!("{}: 2026-10-31T00:00:00Z", u64_at(16)),
        ),
        (
            24..32,
            "expires",
            format!("{}: 2026-11-30T00:00:00Z", u64_at(24)),
        ),
        (32..40, "salt", format!("{:016X}", u64_at(32))),
        (40..48, "count", u64_at(40).to_string()),
        (48..56, "seed", format!("{:016X}", u64_at(48))),
        (56..60, "segment_length", u32_at(56).to_string()),
        (60..64, "segment_count_length", u32_at(60).to_string()),
        (64..68, "slots", u32_at(64).to_string()),
        (68..72, "notes_len", u32_at(68).to_string()),
        (72..73, "tags", body[72].to_string()),
        (73..80, "reserved", "0".into()),
    ] {
        writeln!(
            text,
            "| {} | `{}` | {field} | {value} |",
            range.start,
            hex(range.clone())
        )
        .unwrap();
    }
    writeln!(
        text,
        "| 80 | | notes | `{}` |",
        std::str::from_utf8(&body[80..notes_end]).unwrap()
    )
    .unwrap();
    writeln!(
        text,
        "| {notes_end} | `{}` | padding | {} bytes of 0 |",
        hex(notes_end..filled),
        filled - notes_end
    )
    .unwrap();
    writeln!(
        text,
        "| {filled} | `{}` | fingerprints | {} of one byte each |",
        hex(filled..body.len()),
        body.len() - filled
    )
    .unwrap();
    text.push_str("\nLooking numbers up (section 4), every value but numbers, tags and positions in hexadecimal:\n\n");
    text.push_str("| number | tag | key | h | p0, p1, p2 | F[p0] ⊕ F[p1] ⊕ F[p2] | fingerprint | match |\n|---|---|---|---|---|---|---|---|\n");
    assert!(probe(&mut text, &body, OFTEN, 0));
    assert!(!probe(&mut text, &body, REPORTED, 0));
    assert!(probe(&mut text, &body, REPORTED, 1));
    assert!(!probe(&mut text, &body, STRANGER, 0));
    assert!(!probe(&mut text, &body, STRANGER, 1));
    write!(
        text,
        "\nSo 915012345678 is listed as \"often\", 915012345679 as \"reported\", and 915012345670 is not listed.\n\n\
         Sealed with the key `{}` (the secret key is the seed of 32 bytes 01, its id 8 bytes 01; signatures without added randomness), the seal is \
         these {} bytes:\n\n```\n{seal}```\n\nand the file ends with its length, `{}`: {} bytes in all.\n",
        signer.public(),
        seal.len(),
        file[file.len() - 4..].iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" "),
        file.len()
    )
    .unwrap();
    text
}

#[test]
fn the_example_in_the_document_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/FORMAT.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let (before, kept) = document.split_at(document.find(HEADING).expect("the section is gone"));
    let section = section();
    if std::env::var_os("JAANCH_WRITE_VECTORS").is_some() {
        std::fs::write(&path, before.to_owned() + &section).unwrap();
        return;
    }
    assert!(
        kept == section,
        "section 11 of docs/FORMAT.md is not what the code does; run scripts/generate/vectors.sh and look at the difference"
    );
}

#[test]
fn the_example_opens_and_answers() {
    let file = Signer::new(1).sign(&body());
    let key = jaanch_core::list::PublicKey::parse(&Signer::new(1).public()).unwrap();
    let list = List::open(&file, Trust::keys(&[key])).unwrap();
    let ask = |digits| list.tag_of(PhoneNumber::from_e164(digits).unwrap());
    assert_eq!(
        (ask(OFTEN), ask(REPORTED), ask(STRANGER)),
        (Some("often"), Some("reported"), None)
    );
    assert!(list.is_made_up());
}
