//! Lists that every reader refuses, each for one defect; if the defect is in the body, the seal is correct.

use jaanch_core::list::{List, PublicKey, Trust, Width, join, trusted_comment, unseal};

use super::golden::{self, SERIAL};
use super::signer::{Signer, base64};
use super::vectors::{Hostile, manifest, read};

/// The parts of a valid body, to be put together wrongly.
#[derive(Clone)]
struct Parts {
    header: Vec<u8>,
    notes: Vec<u8>,
    padding: Vec<u8>,
    fingerprints: Vec<u8>,
}

impl Parts {
    fn good() -> Self {
        let body = golden::body(Width::W16, 2, 3, &golden::notes(2));
        let notes_len =
            usize::try_from(u32::from_le_bytes(body[68..72].try_into().unwrap())).unwrap();
        let filled = (80 + notes_len).next_multiple_of(8);
        let parts = Self {
            header: body[..80].to_vec(),
            notes: body[80..80 + notes_len].to_vec(),
            padding: body[80 + notes_len..filled].to_vec(),
            fingerprints: body[filled..].to_vec(),
        };
        assert!(!parts.padding.is_empty(), "choose notes that need padding");
        parts
    }

    fn body(&self) -> Vec<u8> {
        [
            &self.header[..],
            &self.notes,
            &self.padding,
            &self.fingerprints,
        ]
        .concat()
    }

    /// The header with other bytes from an offset on.
    fn put(mut self, at: usize, bytes: &[u8]) -> Self {
        self.header[at..at + bytes.len()].copy_from_slice(bytes);
        self
    }

    fn u32(self, at: usize, value: u32) -> Self {
        self.put(at, &value.to_le_bytes())
    }

    fn u64(self, at: usize, value: u64) -> Self {
        self.put(at, &value.to_le_bytes())
    }

    fn at(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.header[at..at + 4].try_into().unwrap())
    }

    fn with_notes(mut self, notes: impl AsRef<[u8]>) -> Self {
        self.notes = notes.as_ref().to_vec();
        let filled = 80 + self.notes.len();
        self.padding = vec![0; filled.next_multiple_of(8) - filled];
        let length = u32::try_from(self.notes.len()).unwrap();
        self.u32(68, length)
    }
}

struct Maker<'a> {
    add: &'a mut dyn FnMut(&str, Vec<u8>),
    all: Vec<Hostile>,
}

impl Maker<'_> {
    fn file(&mut self, name: &str, error: &str, bytes: Vec<u8>) -> &mut Hostile {
        let file = format!("hostile/{name}.jaanch");
        (self.add)(&file, bytes);
        let hostile = Hostile {
            file,
            error: error.into(),
            pad_to: None,
            allow_unsigned: false,
            min_serial: None,
        };
        self.all.push(hostile);
        self.all.last_mut().unwrap()
    }

    /// A body with a defect, sealed correctly.
    fn sealed(&mut self, name: &str, error: &str, body: &[u8]) {
        self.file(name, error, Signer::new(1).sign(body));
    }

    fn part(&mut self, name: &str, error: &str, parts: &Parts) {
        self.sealed(name, error, &parts.body());
    }

    /// A valid body with other text as its seal.
    fn seal(&mut self, name: &str, error: &str, seal: &str) {
        self.file(
            name,
            error,
            join(&Parts::good().body(), seal.as_bytes()).unwrap(),
        );
    }

    fn notes(&mut self, name: &str, json: impl AsRef<[u8]>) {
        self.part(
            &format!("notes-{name}"),
            "bad-notes",
            &Parts::good().with_notes(json),
        );
    }
}

pub fn make(add: &mut dyn FnMut(&str, Vec<u8>)) -> Vec<Hostile> {
    let mut maker = Maker {
        add,
        all: Vec::new(),
    };
    files(&mut maker);
    seals(&mut maker);
    headers(&mut maker);
    descriptors(&mut maker);
    lengths(&mut maker);
    notes(&mut maker);
    maker.all
}

fn files(make: &mut Maker<'_>) {
    let signer = Signer::new(1);
    let body = Parts::good().body();
    make.file("empty-file", "not-a-list", Vec::new());
    make.file(
        "web-page",
        "not-a-list",
        b"<!doctype html><title>404</title>".to_vec(),
    );
    make.file("magic-cut-short", "truncated", b"JAANC".to_vec());
    make.file("magic-alone", "bad-seal", b"JAANCH1\n".to_vec());
    make.file(
        "magic-with-crlf",
        "not-a-list",
        [b"JAANCH1\r\n", &body[8..]].concat(),
    );
    make.file(
        "version-2",
        "unknown-version",
        signer.sign(&[b"JAANCH2\n", &body[8..]].concat()),
    );
    make.file(
        "version-letter",
        "not-a-list",
        signer.sign(&[b"JAANCHx\n", &body[8..]].concat()),
    );
    make.file("too-large", "too-large", signer.sign(&body))
        .pad_to = Some(65 << 20);
    make.file("older-than-seen", "older-serial", signer.sign(&body))
        .min_serial = Some(SERIAL + 1);
}

fn seals(make: &mut Maker<'_>) {
    let signer = Signer::new(1);
    let body = Parts::good().body();
    let comment = trusted_comment(SERIAL);
    let seal = signer.seal(&body, &comment);
    let lines: Vec<&str> = seal.lines().collect();
    let swapped = |at: usize, line: &str| {
        let mut lines = lines.clone();
        lines[at] = line;
        lines.join("\n") + "\n"
    };
    let with_length = |length: u32| [&body[..], seal.as_bytes(), &length.to_le_bytes()].concat();
    let all = u32::try_from(body.len() + seal.len()).unwrap();

    make.file(
        "seal-length-past-the-start",
        "bad-seal",
        with_length(all + 1),
    );
    make.file("seal-length-all-ones", "bad-seal", with_length(u32::MAX));
    make.file("seal-takes-all", "not-a-list", {
        // The body is then empty; a seal this short is well formed all the same.
        let short = signer.seal(b"", &comment);
        let mut file = short.into_bytes();
        let length = u32::try_from(file.len()).unwrap();
        file.extend(length.to_le_bytes());
        file
    });
    let long = swapped(0, &format!("untrusted comment: {}", "x".repeat(16_384)));
    let length = u32::try_from(long.len()).unwrap();
    make.file(
        "seal-over-16-kib",
        "bad-seal",
        [&body[..], long.as_bytes(), &length.to_le_bytes()].concat(),
    );

    make.seal("seal-cut-short", "bad-seal", &seal[..seal.len() - 10]);
    make.seal("seal-without-last-line-feed", "bad-seal", seal.trim_end());
    make.seal("seal-with-crlf", "bad-seal", &seal.replace('\n', "\r\n"));
    make.seal(
        "seal-of-three-lines",
        "bad-seal",
        &(lines[..3].join("\n") + "\n"),
    );
    make.seal("seal-of-five-lines", "bad-seal", &(seal.clone() + "more\n"));
    make.seal(
        "seal-without-untrusted-comment",
        "bad-seal",
        &swapped(0, "comment: x"),
    );
    make.seal(
        "seal-without-trusted-comment",
        "bad-seal",
        &swapped(2, &comment),
    );
    make.seal(
        "seal-base64-cut-short",
        "bad-seal",
        &swapped(1, &lines[1][..lines[1].len() - 4]),
    );
    make.seal(
        "seal-base64-without-padding",
        "bad-seal",
        &swapped(3, lines[3].trim_end_matches('=')),
    );
    make.seal(
        "seal-base64-of-another-alphabet",
        "bad-seal",
        &swapped(3, &format!("-{}", &lines[3][1..])),
    );
    make.seal(
        "seal-base64-with-a-space",
        "bad-seal",
        &swapped(1, &format!("{} ", lines[1])),
    );
    // 64 bytes end in "A==" to "Q==" and so on: another last letter holds bits that belong to no byte.
    let unused = lines[3].strip_suffix("==").unwrap();
    let last = char::from(unused.as_bytes()[unused.len() - 1].wrapping_add(1));
    make.seal(
        "seal-base64-not-canonical",
        "bad-seal",
        &swapped(3, &format!("{}{last}==", &unused[..unused.len() - 1])),
    );
    let plain = base64(&[b"Ed", &[1; 8][..], &[0; 64][..]].concat());
    make.seal("seal-not-prehashed", "bad-seal", &swapped(1, &plain));
    make.file("seal-not-utf-8", "bad-seal", {
        let mut bytes = seal.clone().into_bytes();
        bytes[20] = 0xff;
        join(&body, &bytes).unwrap()
    });

    make.file("unsigned", "unsigned", join(&body, b"").unwrap());
    make.file(
        "signed-by-another-key",
        "wrong-key",
        Signer::new(2).sign(&body),
    );
    make.file(
        "signed-by-another-key-of-the-same-id",
        "bad-signature",
        signer.impostor(2).sign(&body),
    );
    let other = golden::body(Width::W16, 2, 2, &golden::notes(2));
    make.seal(
        "seal-of-another-body",
        "bad-signature",
        &signer.seal(&other, &comment),
    );
    make.seal(
        "trusted-comment-altered",
        "bad-signature",
        &swapped(
            2,
            &format!("trusted comment: {}", trusted_comment(SERIAL + 1)),
        ),
    );
    let zeros = base64(&[0; 64]);
    make.seal(
        "second-signature-zero",
        "bad-signature",
        &swapped(3, &zeros),
    );
    let mut changed = body.clone();
    *changed.last_mut().unwrap() ^= 1;
    make.file(
        "fingerprint-changed",
        "bad-signature",
        join(&changed, seal.as_bytes()).unwrap(),
    );
    for (name, comment) in [
        ("another-serial", trusted_comment(SERIAL + 1)),
        ("a-plus-sign", format!("jaanch1 serial:+{SERIAL}")),
        ("a-leading-zero", format!("jaanch1 serial:0{SERIAL}")),
        ("a-space-behind", format!("jaanch1 serial:{SERIAL} ")),
        (
            "minisigns-own-text",
            "timestamp:1793404800\tfile:body\thashed".into(),
        ),
        ("nothing", String::new()),
    ] {
        make.seal(
            &format!("trusted-comment-names-{name}"),
            "serial-mismatch",
            &signer.seal(&body, &comment),
        );
    }
}

fn headers(make: &mut Maker<'_>) {
    let good = Parts::good;
    for width in [0, 7, 24, 64, 255] {
        make.part(
            &format!("width-{width}"),
            "bad-header",
            &good().put(8, &[width]),
        );
    }
    make.part("flag-bit-1", "unknown-flag", &good().put(9, &[0b11]));
    make.part("flag-bit-7", "unknown-flag", &good().put(9, &[0x80]));
    for at in 73..80 {
        make.part(
            &format!("reserved-byte-{at}"),
            "bad-padding",
            &good().put(at, &[1]),
        );
    }
    for (name, region) in [
        ("lower-case", b"in"),
        ("digits", b"91"),
        ("unknown", b"ZZ"),
        ("zero", b"\0\0"),
    ] {
        make.part(
            &format!("region-{name}"),
            "bad-header",
            &good().put(10, region),
        );
    }
    make.part(
        "expires-before-issued",
        "bad-header",
        &good().u64(24, golden::ISSUED - 1),
    );
    make.part(
        "expires-after-9999",
        "bad-header",
        &good().u64(24, 253_402_300_800),
    );
    make.part("issued-all-ones", "bad-header", &good().u64(16, u64::MAX));
    for tags in [0, 9, 255] {
        make.part(
            &format!("tags-{tags}"),
            "bad-header",
            &good().put(72, &[tags]),
        );
    }
    make.part("tags-more-than-names", "bad-notes", &good().put(72, &[3]));
    make.part(
        "notes-declared-64-kib-and-1",
        "notes-too-large",
        &good().u32(68, 65_537),
    );
    make.part(
        "notes-declared-4-gib",
        "notes-too-large",
        &good().u32(68, u32::MAX),
    );
}

fn descriptors(make: &mut Maker<'_>) {
    let good = Parts::good;
    let (segment, segments, slots) = (good().at(56), good().at(60), good().at(64));
    for (name, parts) in [
        ("segment-length-0", good().u32(56, 0)),
        ("segment-length-3", good().u32(56, 3)),
        (
            "segment-length-2-to-19",
            good().u32(56, 1 << 19).u32(60, 1 << 19).u32(64, 3 << 19),
        ),
        ("segment-length-4-gib", good().u32(56, u32::MAX)),
        ("segments-0", good().u32(60, 0).u32(64, 2 * segment)),
        (
            "segments-no-multiple",
            good().u32(60, segments + 1).u32(64, slots + 1),
        ),
        ("segments-4-gib", good().u32(60, u32::MAX - segment + 1)),
        ("slots-one-more", good().u32(64, slots + 1)),
        ("slots-one-less", good().u32(64, slots - 1)),
        ("slots-4-gib", good().u32(64, u32::MAX)),
        (
            "slots-that-wrap-to-0",
            good()
                .u32(56, 1 << 18)
                .u32(60, 0_u32.wrapping_sub(1 << 19))
                .u32(64, 0),
        ),
        ("count-above-slots", good().u64(40, u64::from(slots) + 1)),
        ("count-all-ones", good().u64(40, u64::MAX)),
        ("count-0-with-a-filter", good().u64(40, 0)),
        ("count-0-with-a-seed", empty().u64(48, 1)),
        ("count-0-with-a-segment-length", empty().u32(56, 4)),
        ("count-1-without-a-filter", empty().u64(40, 1)),
    ] {
        make.part(&format!("descriptor-{name}"), "bad-descriptor", &parts);
    }
    // A valid descriptor, but for far more bytes than there are.
    let huge = good()
        .u32(56, 1 << 18)
        .u32(60, 8191 << 18)
        .u32(64, 8193 << 18);
    make.part("descriptor-of-4-gib-of-fingerprints", "truncated", &huge);
}

fn empty() -> Parts {
    let mut parts = Parts::good()
        .u64(40, 0)
        .u64(48, 0)
        .u32(56, 0)
        .u32(60, 0)
        .u32(64, 0);
    parts.fingerprints.clear();
    parts
}

fn lengths(make: &mut Maker<'_>) {
    let body = Parts::good().body();
    let notes_end = 80 + Parts::good().notes.len();
    for (name, length) in [
        ("after-the-magic", 8),
        ("in-the-header", 79),
        ("after-the-header", 80),
        ("in-the-notes", notes_end - 1),
        ("in-the-padding", notes_end),
        ("before-the-fingerprints", notes_end.next_multiple_of(8)),
        ("in-the-fingerprints", body.len() - 1),
    ] {
        make.sealed(&format!("truncated-{name}"), "truncated", &body[..length]);
    }
    make.sealed(
        "trailing-byte",
        "trailing-bytes",
        &[&body[..], &[0]].concat(),
    );
    make.sealed(
        "trailing-list",
        "trailing-bytes",
        &[&body[..], &body[..]].concat(),
    );
    let mut parts = empty();
    parts.fingerprints = vec![0, 0];
    make.part(
        "trailing-fingerprint-of-an-empty-list",
        "trailing-bytes",
        &parts,
    );
    let mut parts = Parts::good();
    *parts.padding.last_mut().unwrap() = 1;
    make.part("padding-not-zero", "bad-padding", &parts);
}

fn notes(make: &mut Maker<'_>) {
    // As many names as fit in: kept one by one they would take 20 times the file.
    make.notes(
        "tags-without-end",
        format!("{{\"tags\":[{}\"\"]}}", "\"\",".repeat(21_800)),
    );
    const TAGS: &str = r#""tags":["a","b"]"#;
    make.part(
        "notes-64-kib-and-1",
        "notes-too-large",
        &Parts::good().with_notes(vec![b' '; 65_537]),
    );
    make.notes("not-utf-8", [TAGS.as_bytes(), b"\xff"].concat());
    make.notes(
        "overlong-utf-8",
        [b"{\"title\":\"\xc0\xaf\",", TAGS.as_bytes(), b"}"].concat(),
    );
    make.notes("with-byte-order-mark", format!("\u{feff}{{{TAGS}}}"));
    for (name, json) in [
        ("empty", String::new()),
        ("not-json", "tags: a, b".into()),
        ("cut-short", format!("{{{TAGS}")),
        ("with-text-behind", format!("{{{TAGS}}} x")),
        ("with-a-trailing-comma", format!("{{{TAGS},}}")),
        ("with-a-comment", format!("{{{TAGS}/**/}}")),
        ("with-single-quotes", "{'tags':['a','b']}".into()),
        ("array", "[]".into()),
        ("null", "null".into()),
        ("without-tags", "{}".into()),
        ("tags-a-string", r#"{"tags":"ab"}"#.into()),
        ("tags-of-numbers", r#"{"tags":[1,2]}"#.into()),
        ("tags-too-few", r#"{"tags":["a"]}"#.into()),
        ("tags-too-many", r#"{"tags":["a","b","c"]}"#.into()),
        ("tag-empty", r#"{"tags":["a",""]}"#.into()),
        ("tag-twice", r#"{"tags":["a","a"]}"#.into()),
        (
            "tag-of-65-bytes",
            format!(r#"{{"tags":["a","{}"]}}"#, "b".repeat(65)),
        ),
        ("name-twice", format!("{{{TAGS},{TAGS}}}")),
        ("unknown-name-twice", format!(r#"{{{TAGS},"x":1,"x":1}}"#)),
        (
            "name-twice-by-an-escape",
            format!(r#"{{{TAGS},"title":"a","t\u0069tle":"b"}}"#),
        ),
        (
            "district-twice",
            format!(r#"{{{TAGS},"districts":{{"a":1,"a":2}}}}"#),
        ),
        (
            "nested-9-levels",
            format!(r#"{{{TAGS},"x":{}{}}}"#, "[".repeat(8), "]".repeat(8)),
        ),
        (
            "nested-100-levels",
            format!(r#"{{{TAGS},"x":{}{}}}"#, "[".repeat(99), "]".repeat(99)),
        ),
        (
            "nested-without-end",
            format!(r#"{{{TAGS},"x":{}"#, "[".repeat(60_000)),
        ),
        (
            "with-1001-names",
            format!(
                "{{{TAGS}{}}}",
                (0..1000)
                    .map(|at| format!(",\"{at}\":0"))
                    .collect::<String>()
            ),
        ),
        (
            "half-a-surrogate-pair",
            format!(r#"{{{TAGS},"title":"\ud83d"}}"#),
        ),
        (
            "surrogates-the-wrong-way-round",
            format!(r#"{{{TAGS},"x":"\ude00\ud83d"}}"#),
        ),
        (
            "line-feed-in-a-string",
            format!("{{{TAGS},\"title\":\"a\nb\"}}"),
        ),
        ("bad-escape", format!(r#"{{{TAGS},"title":"\x41"}}"#)),
        ("bad-number-ignored", format!(r#"{{{TAGS},"x":01}}"#)),
        ("bad-word-ignored", format!(r#"{{{TAGS},"x":True}}"#)),
        ("title-a-number", format!(r#"{{{TAGS},"title":5}}"#)),
        ("title-null", format!(r#"{{{TAGS},"title":null}}"#)),
        ("issuer-an-object", format!(r#"{{{TAGS},"issuer":{{}}}}"#)),
        (
            "title-with-an-escaped-control",
            format!(r#"{{{TAGS},"title":"a\u0000b"}}"#),
        ),
        (
            "issuer-with-a-c1-control",
            format!("{{{TAGS},\"issuer\":\"a\u{85}b\"}}"),
        ),
        (
            "district-with-a-tab",
            format!(r#"{{{TAGS},"districts":{{"a\tb":1}}}}"#),
        ),
        (
            "districts-an-array",
            format!(r#"{{{TAGS},"districts":[]}}"#),
        ),
        (
            "district-negative",
            format!(r#"{{{TAGS},"districts":{{"a":-1}}}}"#),
        ),
        (
            "district-with-a-fraction",
            format!(r#"{{{TAGS},"districts":{{"a":1.0}}}}"#),
        ),
        (
            "district-with-an-exponent",
            format!(r#"{{{TAGS},"districts":{{"a":1e3}}}}"#),
        ),
        (
            "district-with-a-leading-zero",
            format!(r#"{{{TAGS},"districts":{{"a":01}}}}"#),
        ),
        (
            "district-2-to-53",
            format!(r#"{{{TAGS},"districts":{{"a":9007199254740992}}}}"#),
        ),
        (
            "district-of-40-digits",
            format!(r#"{{{TAGS},"districts":{{"a":{}}}}}"#, "1".repeat(40)),
        ),
        (
            "source-a-string",
            format!(r#"{{{TAGS},"sources":{{"1930":"5"}}}}"#),
        ),
        (
            "false-alarms-without-hits",
            format!(r#"{{{TAGS},"false_alarms":{{"space":5}}}}"#),
        ),
        (
            "false-alarms-a-number",
            format!(r#"{{{TAGS},"false_alarms":5}}"#),
        ),
        (
            "more-hits-than-space",
            format!(r#"{{{TAGS},"false_alarms":{{"space":5,"hits":6}}}}"#),
        ),
    ] {
        make.notes(name, json);
    }
    for (name, appeal) in [
        ("javascript", "javascript:alert(1)"),
        ("data", "data:text/html,x"),
        ("http", "http://example.org/"),
        ("in-capitals", "HTTPS://example.org/"),
        ("with-nothing-behind", "mailto:"),
        ("with-a-space", "https://example.org/ x"),
        ("not-ascii", "https://example.org/जाँच"),
        ("empty", ""),
    ] {
        make.notes(
            &format!("appeal-{name}"),
            format!(r#"{{{TAGS},"appeal":"{appeal}"}}"#),
        );
    }
}

#[test]
fn hostile_lists_are_refused_each_with_its_one_error() {
    let manifest = manifest();
    let key = PublicKey::parse(&manifest.public_key).unwrap();
    assert!(manifest.hostile.len() > 100);
    for hostile in &manifest.hostile {
        let mut file = read(&hostile.file);
        file.resize(hostile.pad_to.unwrap_or(file.len()), 0);
        let trust = Trust {
            keys: std::slice::from_ref(&key),
            allow_unsigned: hostile.allow_unsigned,
        };
        let opened = List::open(&file, trust);
        let opened = opened.and_then(|list| list.require_serial(hostile.min_serial.unwrap_or(0)));
        assert_eq!(
            opened.map_err(|error| error.code()),
            Err(hostile.error.as_str()),
            "{}",
            hostile.file
        );
    }
}

#[test]
fn every_error_a_list_can_have_is_among_them() {
    let manifest = manifest();
    for code in [
        "too-large",
        "not-a-list",
        "unknown-version",
        "truncated",
        "trailing-bytes",
        "bad-seal",
        "unsigned",
        "wrong-key",
        "bad-signature",
        "serial-mismatch",
        "older-serial",
        "bad-header",
        "unknown-flag",
        "bad-padding",
        "bad-descriptor",
        "notes-too-large",
        "bad-notes",
    ] {
        assert!(
            manifest.hostile.iter().any(|hostile| hostile.error == code),
            "{code}"
        );
    }
}

#[test]
fn every_change_of_one_byte_is_refused_or_harmless() {
    let key = PublicKey::parse(&manifest().public_key).unwrap();
    let keys = std::slice::from_ref(&key);
    let good = read("golden/width-8-tags-1-numbers-2.jaanch");
    let (body, seal) = unseal(&good).unwrap();
    let heading = b"untrusted comment: ".len();
    let comment =
        body.len() + heading..body.len() + seal.iter().position(|&byte| byte == b'\n').unwrap();
    let mut harmless = 0;
    for at in 0..good.len() {
        for change in [1, 0x20, 0x80, 0xff] {
            let mut changed = good.clone();
            changed[at] ^= change;
            match List::open(&changed, Trust::keys(keys)) {
                Ok(_) => {
                    assert!(
                        comment.contains(&at),
                        "byte {at} may be changed by {change:#x}"
                    );
                    harmless += 1;
                }
                Err(error) => assert!(!error.code().is_empty()),
            }
        }
    }
    assert!(
        harmless > 0,
        "not even the untrusted comment may be changed"
    );
}

#[test]
fn every_truncation_is_refused() {
    let key = PublicKey::parse(&manifest().public_key).unwrap();
    for file in [
        "golden/width-8-tags-1-numbers-2.jaanch",
        "golden/width-16-tags-3-numbers-3.jaanch",
        "golden/every-note.jaanch",
    ] {
        let good = read(file);
        for length in 0..good.len() {
            let trust = Trust {
                keys: std::slice::from_ref(&key),
                allow_unsigned: true,
            };
            assert!(
                List::open(&good[..length], trust).is_err(),
                "{file} cut to {length}"
            );
            assert!(
                List::open(&good[..length], Trust::ANYONE).is_err(),
                "{file} cut to {length}, unsigned"
            );
        }
    }
}
