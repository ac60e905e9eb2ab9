//! Values, errors and their codes at the JavaScript face. Run in Node by `wasm-pack test --node`
//! and in a browser by `wasm-pack test --headless --chrome`.

use blake2::{Blake2b512, Digest};
use ct_codecs::{Base64, Encoder};
use ed25519_compact::{KeyPair, Seed};
use jaanch_core::list::{Draft, Notes, Recipe, Width, join, trusted_comment};
use jaanch_core::number::{Parsed, Region, parse};
use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{Checker, OpenOptions};

/// 2026-10-31T00:00:00Z
const ISSUED: u64 = 1_793_404_800;
const DAY: u64 = 86_400;
const SERIAL: u32 = 2_026_103_100;

fn body() -> Vec<u8> {
    let recipe = Recipe {
        width: Width::W32,
        region: Region::IN,
        serial: SERIAL,
        issued: ISSUED,
        expires: ISSUED + 30 * DAY,
        tags: 2,
    };
    let number = |text: &str| match parse(text, Region::IN) {
        Ok(Parsed::Number(number)) => number,
        other => panic!("{text}: {other:?}"),
    };
    let notes = Notes {
        title: Some("T".into()),
        issuer: Some("<b>I</b>".into()),
        appeal: Some("mailto:a@example.org".into()),
        tags: vec!["often".into(), "reported".into()],
        districts: vec![("Ambala".into(), 2)],
        ..Notes::default()
    };
    let numbers = [(number("5012345678"), 0), (number("5012345679"), 1)];
    Draft::fill(recipe, &numbers, &[])
        .unwrap()
        .body(&notes)
        .unwrap()
}

/// A key made from a number, its minisign public key, and a list sealed with it.
fn sealed(seed: u8) -> (String, Vec<u8>) {
    let pair = KeyPair::from_seed(Seed::new([seed; 32]));
    let id = [seed; 8];
    let body = body();
    let signature = pair.sk.sign(Blake2b512::digest(&body), None);
    let comment = trusted_comment(SERIAL);
    let global = pair
        .sk
        .sign([signature.as_ref(), comment.as_bytes()].concat(), None);
    let line = |bytes: &[u8]| {
        Base64::encode_to_str(&mut [0; 200], bytes)
            .unwrap()
            .to_owned()
    };
    let seal = format!(
        "untrusted comment: test\n{}\ntrusted comment: {comment}\n{}\n",
        line(&[b"ED", &id[..], signature.as_ref()].concat()),
        line(global.as_ref())
    );
    (
        line(&[b"Ed", &id[..], pair.pk.as_ref()].concat()),
        join(&body, seal.as_bytes()).unwrap(),
    )
}

fn options(entries: &[(&str, JsValue)]) -> OpenOptions {
    let options = Object::new();
    for (name, value) in entries {
        Reflect::set(&options, &(*name).into(), value).unwrap();
    }
    options.unchecked_into()
}

fn date(seconds: u64) -> JsValue {
    let milliseconds = u32::try_from(seconds).map(f64::from).unwrap() * 1000.0;
    js_sys::Date::new(&milliseconds.into()).into()
}

fn open(file: &[u8], entries: &[(&str, JsValue)]) -> Result<Checker, JsValue> {
    Checker::open(&Uint8Array::from(file), &options(entries))
}

/// The JSON of a value: what a page would see.
fn json(value: impl Into<JsValue>) -> String {
    JSON::stringify(&value.into()).unwrap().into()
}

fn code(result: Result<Checker, JsValue>) -> String {
    let error = result.err().expect("it was opened");
    assert!(error.is_instance_of::<js_sys::Error>());
    let get = |name: &str| {
        Reflect::get(&error, &name.into())
            .unwrap()
            .as_string()
            .unwrap()
    };
    assert_eq!(get("name"), "JaanchError");
    assert!(!get("message").is_empty());
    get("code")
}

#[wasm_bindgen_test]
fn a_signed_list_answers_in_the_documented_shape() {
    let (key, file) = sealed(7);
    let checker = open(&file, &[("publicKey", key.into()), ("now", date(ISSUED))]).unwrap();
    assert_eq!(
        json(checker.check(" +91 50123-45678").unwrap()),
        r#"{"outcome":"reported","tag":"often","number":{"e164":"+915012345678","display":"+91 50123 45678","country":"IN","kind":"mobile"},"advice":["hang-up","do-not-pay","call-1930","keep-evidence","report-chakshu","appeal"]}"#
    );
    assert!(
        json(checker.check("5012345679").unwrap())
            .starts_with(r#"{"outcome":"reported","tag":"reported","#)
    );
    assert!(
        json(checker.check("5012345670").unwrap())
            .starts_with(r#"{"outcome":"not-listed","number":"#)
    );
    assert_eq!(
        json(checker.check("VM-HDFCBK").unwrap()),
        r#"{"outcome":"unreadable","reason":"sender-name","advice":["phishing","kyc","look-it-up-yourself"]}"#
    );
    assert_eq!(
        json(checker.info().unwrap()),
        concat!(
            r#"{"title":"T","issuer":"<b>I</b>","appeal":"mailto:a@example.org","serial":2026103100,"#,
            r#""issued":"2026-10-31T00:00:00Z","expires":"2026-11-30T00:00:00Z","freshness":"fresh","count":2,"width":32,"#,
            r#""tags":["often","reported"],"falsePositiveRate":4.656612873077393e-10,"districts":{"Ambala":2},"sources":{},"#,
            r#""madeUp":true,"region":"IN","signed":true}"#
        )
    );
}

#[wasm_bindgen_test]
fn a_key_may_be_one_of_several() {
    let (old, _) = sealed(7);
    let (new, file) = sealed(8);
    let keys: JsValue = Array::of2(&old.clone().into(), &new.into()).into();
    assert!(open(&file, &[("publicKey", keys)]).is_ok());
    assert_eq!(code(open(&file, &[("publicKey", old.into())])), "wrong-key");
}

#[wasm_bindgen_test]
fn what_must_not_be_used_throws_its_code() {
    let (key, file) = sealed(7);
    let key: JsValue = key.into();
    let unsigned = join(&body(), b"").unwrap();
    let with = |entries: &[(&str, JsValue)]| open(&file, entries);
    let mut changed = file.clone();
    changed[200] ^= 1;
    assert_eq!(
        code(open(&changed, &[("publicKey", key.clone())])),
        "bad-signature"
    );
    assert_eq!(
        code(open(&unsigned, &[("publicKey", key.clone())])),
        "unsigned"
    );
    assert_eq!(code(with(&[])), "no-key");
    assert_eq!(code(with(&[("publicKey", "RWQ".into())])), "bad-key");
    assert_eq!(code(with(&[("publicKey", 5.into())])), "bad-option");
    assert_eq!(
        code(with(&[
            ("publicKey", key.clone()),
            ("minSerial", 2_026_103_101_u32.into())
        ])),
        "older-serial"
    );
    assert_eq!(
        code(with(&[
            ("publicKey", key.clone()),
            ("minSerial", 1.5.into())
        ])),
        "bad-option"
    );
    assert_eq!(
        code(with(&[
            ("publicKey", key.clone()),
            ("minSerial", "1".into())
        ])),
        "bad-option"
    );
    assert_eq!(
        code(with(&[("publicKey", key.clone()), ("now", "today".into())])),
        "bad-option"
    );
    assert_eq!(
        code(with(&[
            ("publicKey", key.clone()),
            ("now", js_sys::Date::new(&f64::NAN.into()).into())
        ])),
        "bad-option"
    );
    for region in ["in", "IND", ""] {
        let options = [("publicKey", key.clone()), ("region", region.into())];
        assert_eq!(code(with(&options)), "bad-option", "{region}");
    }
    assert_eq!(code(with(&[("allowUnsigned", 1.into())])), "bad-option");
    assert_eq!(code(open(b"", &[("publicKey", key.clone())])), "not-a-list");
    assert_eq!(
        code(open(b"<!doctype html>", &[("publicKey", key.clone())])),
        "not-a-list"
    );
    assert_eq!(
        code(Checker::open(
            &Uint8Array::new(&JsValue::from(0)),
            &JsValue::UNDEFINED.unchecked_into()
        )),
        "bad-option"
    );
    assert!(open(&unsigned, &[("allowUnsigned", true.into())]).is_ok());
    assert!(with(&[("publicKey", key), ("minSerial", SERIAL.into())]).is_ok());
}

#[wasm_bindgen_test]
fn a_region_can_be_named_that_is_not_the_lists() {
    let (key, file) = sealed(7);
    let country = |region: &str| {
        let checker = open(
            &file,
            &[("publicKey", key.clone().into()), ("region", region.into())],
        )
        .unwrap();
        let info: JsValue = checker.info().unwrap().into();
        assert_eq!(
            Reflect::get(&info, &"region".into()).unwrap(),
            JsValue::from(region)
        );
        json(checker.check("202-555-0123").unwrap())
    };
    // A number of the series that North America keeps for films.
    assert!(country("US").contains("+12025550123"));
    assert!(!country("IN").contains("+12025550123"));
    // Wherever the reader is, a series of the list's own region stays what it is.
    let options = [("publicKey", key.into()), ("region", "AE".into())];
    let checker = open(&file, &options).unwrap();
    for (number, outcome) in [
        ("+91 1600 123 457", "service"),
        ("+91 10000 00000", "impossible"),
    ] {
        let said = json(checker.check(number).unwrap());
        assert!(
            said.contains(&format!(r#""outcome":"{outcome}""#)),
            "{said}"
        );
    }
}

#[wasm_bindgen_test]
fn age_is_judged_at_the_moment_given() {
    let (key, file) = sealed(7);
    let freshness = |now: u64| {
        let checker = open(
            &file,
            &[("publicKey", key.clone().into()), ("now", date(now))],
        )
        .unwrap();
        let info: JsValue = checker.info().unwrap().into();
        let freshness = Reflect::get(&info, &"freshness".into())
            .unwrap()
            .as_string()
            .unwrap();
        (
            freshness,
            json(checker.check("5012345670").unwrap())
                .split('"')
                .nth(3)
                .unwrap()
                .to_owned(),
        )
    };
    let answer = |age: &str, outcome: &str| (age.to_owned(), outcome.to_owned());
    assert_eq!(freshness(ISSUED + 7 * DAY), answer("fresh", "not-listed"));
    assert_eq!(
        freshness(ISSUED + 7 * DAY + 1),
        answer("stale", "not-listed")
    );
    assert_eq!(
        freshness(ISSUED + 30 * DAY),
        answer("expired", "cannot-say")
    );
    assert_eq!(freshness(ISSUED - DAY), answer("future", "not-listed"));
}

#[wasm_bindgen_test]
fn a_message_gives_its_numbers_with_their_places() {
    let (key, file) = sealed(7);
    let checker = open(&file, &[("publicKey", key.into()), ("now", date(ISSUED))]).unwrap();
    let message = "😀 जाँच: call 50123 45678 or +91-50123-45670, OTP 501234";
    let found = Array::from(&checker.check_message(message).unwrap().into());
    assert_eq!(found.length(), 2);
    let text = js_sys::JsString::from(message);
    let slice = |at: u32| {
        let get = |name: &str| {
            let value = Reflect::get(&found.get(at), &name.into()).unwrap();
            format!("{}", value.as_f64().unwrap())
                .parse::<u32>()
                .unwrap()
        };
        String::from(text.slice(get("start"), get("end")))
    };
    assert_eq!(
        (slice(0).as_str(), slice(1).as_str()),
        ("50123 45678", "+91-50123-45670")
    );
    assert!(json(found.get(0)).contains(r#""verdict":{"outcome":"reported","tag":"often""#));
    assert!(json(found.get(1)).contains(r#""verdict":{"outcome":"not-listed""#));
    let alone = Array::from(&checker.check_message("1930").unwrap().into());
    assert!(json(alone.get(0)).starts_with(r#"{"start":0,"end":4,"verdict":{"outcome":"service""#));
    let none = Array::from(&checker.check_message("no number here").unwrap().into());
    assert_eq!(none.length(), 0);
}

#[wasm_bindgen_test]
fn verdicts_are_plain_objects() {
    let (key, file) = sealed(7);
    let checker = open(&file, &[("publicKey", key.into())]).unwrap();
    let verdict: JsValue = checker.check("5012345678").unwrap().into();
    let is_plain = Function::new_with_args(
        "v",
        "return Object.getPrototypeOf(v) === Object.prototype && Array.isArray(v.advice)",
    );
    assert_eq!(
        is_plain.call1(&JsValue::NULL, &verdict).unwrap(),
        JsValue::TRUE
    );
}
