//! The thin JavaScript face of the core: it converts, and decides nothing. Types are written out by hand, so that the
//! declarations hold no `any`; `tests/web` pins what comes out.

#![cfg(target_arch = "wasm32")]

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests;

use jaanch_core::check;
use jaanch_core::check::ListInfo;
use jaanch_core::list::{List, ListError, PublicKey, Trust};
use jaanch_core::number::Region;
use js_sys::{Array, Date, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::prelude::*;

/// Half the size of the standard library's allocator, and as sparing of memory: a list of 62 MiB takes 133 MiB, however
/// often one is opened.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What is to be said about a text. "not-listed" never means safe. */
export type Outcome = "reported" | "not-listed" | "cannot-say" | "service" | "impossible" | "unreadable";
/** What sort of line a number belongs to, as far as its digits tell. */
export type Kind =
  | "mobile" | "landline" | "mobile-or-landline" | "toll-free" | "shared-cost"
  | "telemarketing" | "service" | "short-code" | "foreign" | "unassigned";
/** Why a text is not a number. */
export type Reason =
  | "empty" | "letters" | "sender-name" | "too-short" | "too-long"
  | "unknown-country" | "several-numbers" | "not-a-number";
/** A tip that fits a verdict; the texts are the page's. */
export type TipId =
  | "hang-up" | "do-not-pay" | "call-1930" | "keep-evidence" | "report-chakshu" | "appeal"
  | "never-proof-of-safe" | "look-it-up-yourself" | "digital-arrest" | "disconnection" | "upi-pin"
  | "screen-sharing" | "kyc" | "parcel" | "easy-money" | "common-signs"
  | "phishing" | "passwords" | "updates" | "multi-factor" | "report-it";
export interface NumberInfo {
  /** "+915012345678"; a short code has no E.164 form: its bare digits. */
  readonly e164: string;
  /** "+91 50123 45678" */
  readonly display: string;
  /** ISO 3166-1 alpha-2 */
  readonly country?: string;
  readonly kind: Kind;
}
export interface Verdict {
  readonly outcome: Outcome;
  /** Why the number is listed: one of ListInfo.tags. */
  readonly tag?: string;
  readonly number?: NumberInfo;
  /** Why the text is unreadable. */
  readonly reason?: Reason;
  /** Most urgent first. */
  readonly advice: readonly TipId[];
}
/** One number in a message, in UTF-16 units: text.slice(start, end). */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
}
export interface ListInfo {
  readonly title?: string;
  readonly issuer?: string;
  /** https:, mailto: or tel: */
  readonly appeal?: string;
  readonly serial: number;
  /** RFC 3339, UTC */
  readonly issued: string;
  /** RFC 3339, UTC */
  readonly expires: string;
  /** At the moment this is read. */
  readonly freshness: "fresh" | "stale" | "expired" | "future";
  /** How many numbers are listed. */
  readonly count: number;
  /** Bits of a fingerprint: 8, 16 or 32. */
  readonly width: number;
  /** Most serious first. */
  readonly tags: readonly string[];
  /** Of all numbers tried, how many are flagged without being listed. */
  readonly falseAlarms?: { readonly space: number; readonly hits: number };
  /** The chance that a number that is not listed is flagged. */
  readonly falsePositiveRate: number;
  readonly districts: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, number>>;
  /** A demonstration: every listed number is made up. */
  readonly madeUp: boolean;
  /** ISO 3166-1 alpha-2: the region of a number without country code. */
  readonly region: string;
  /** Whether the signature was checked with one of the keys. */
  readonly signed: boolean;
}
export interface OpenOptions {
  /** minisign public keys ("RW…"), one of which must have signed the list. */
  readonly publicKey?: string | readonly string[];
  /** Also take a list without signature, or without any key. */
  readonly allowUnsigned?: boolean;
  /** Refuse a list with a lower serial: the highest that was seen. */
  readonly minSerial?: number;
  /** ISO 3166-1 alpha-2: the region of numbers without country code, where it is not the list's own. */
  readonly region?: string;
  /** The moment to judge the list's age by; otherwise the clock, at every check. */
  readonly now?: Date;
}
export type ErrorCode =
  | "too-large" | "not-a-list" | "unknown-version" | "truncated" | "trailing-bytes" | "bad-seal" | "unsigned"
  | "no-key" | "bad-key" | "wrong-key" | "bad-signature" | "serial-mismatch" | "older-serial" | "bad-header"
  | "unknown-flag" | "bad-padding" | "bad-descriptor" | "notes-too-large" | "bad-notes" | "bad-option";
/** Thrown by Checker.open. */
export interface JaanchError extends Error {
  readonly name: "JaanchError";
  readonly code: ErrorCode;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What [`Checker::open`] takes besides the bytes. Read property by property: deserialising costs 15 kB more.
    #[wasm_bindgen(typescript_type = "OpenOptions")]
    pub type OpenOptions;
    #[wasm_bindgen(method, getter, js_name = publicKey)]
    fn public_key(this: &OpenOptions) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = allowUnsigned)]
    fn allow_unsigned(this: &OpenOptions) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = minSerial)]
    fn min_serial(this: &OpenOptions) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn region(this: &OpenOptions) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn now(this: &OpenOptions) -> JsValue;

    /// A verdict as JavaScript sees it.
    #[wasm_bindgen(typescript_type = "Verdict")]
    pub type JsVerdict;
    /// Every number of a message.
    #[wasm_bindgen(typescript_type = "Found[]")]
    pub type JsFound;
    /// What a list says about itself.
    #[wasm_bindgen(typescript_type = "ListInfo")]
    pub type JsListInfo;

    /// An error with a code.
    #[wasm_bindgen(js_name = Error)]
    type CodedError;
    #[wasm_bindgen(constructor, js_class = "Error")]
    fn new(message: &str) -> CodedError;
    #[wasm_bindgen(method, setter)]
    fn set_name(this: &CodedError, name: &str);
    #[wasm_bindgen(method, setter)]
    fn set_code(this: &CodedError, code: &str);
}

/// An opened list, ready to answer.
#[wasm_bindgen]
pub struct Checker {
    list: List,
    now: Option<u64>,
}

#[wasm_bindgen]
impl Checker {
    /// Opens the bytes of a list file; throws a JaanchError where it must not be used.
    pub fn open(list: &Uint8Array, options: &OpenOptions) -> Result<Checker, JsValue> {
        let options = Options::read(options)?;
        let trust = Trust {
            keys: &options.keys,
            allow_unsigned: options.allow_unsigned,
        };
        let size = list.length();
        // Refused before it is copied into the module's memory.
        if usize::try_from(size).map_or(true, |size| size > jaanch_core::list::MAX_FILE) {
            return Err(jaanch_error(&ListError::TooLarge { size: size.into() }));
        }
        let mut list = List::open(&list.to_vec(), trust).map_err(|error| jaanch_error(&error))?;
        if let Some(region) = options.region {
            list = list.with_region(region);
        }
        list.require_serial(options.min_serial)
            .map_err(|error| jaanch_error(&error))?;
        Ok(Checker {
            list,
            now: options.now,
        })
    }

    /// The verdict on a text that holds one number.
    pub fn check(&self, text: &str) -> Result<JsVerdict, JsValue> {
        to_js(&check::check(&self.list, text, self.now())).map(JsCast::unchecked_into)
    }

    /// Every number in a pasted message, with its place in UTF-16 units and its verdict; empty where there is none.
    #[wasm_bindgen(js_name = checkMessage)]
    pub fn check_message(&self, text: &str) -> Result<JsFound, JsValue> {
        to_js(&check::check_message(&self.list, text, self.now())[..]).map(JsCast::unchecked_into)
    }

    /// What the list says about itself.
    #[wasm_bindgen(getter)]
    pub fn info(&self) -> Result<JsListInfo, JsValue> {
        to_js(&ListInfo::new(&self.list, self.now())).map(JsCast::unchecked_into)
    }

    /// The moment by which the list's age is judged, in Unix seconds.
    fn now(&self) -> u64 {
        self.now.unwrap_or_else(|| seconds(Date::now()))
    }
}

fn to_js(value: &(impl Serialize + ?Sized)) -> Result<JsValue, JsValue> {
    // Records as plain objects: a Map does not survive JSON.stringify and reads badly in TypeScript.
    value
        .serialize(&Serializer::new().serialize_maps_as_objects(true))
        .map_err(JsValue::from)
}

/// Milliseconds of a JavaScript date as whole Unix seconds; anything before 1970 is 1970.
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn seconds(milliseconds: f64) -> u64 {
    // A float cast saturates and turns NaN into 0, which is what is wanted here.
    (milliseconds / 1000.0) as u64
}

fn jaanch_error(error: &ListError) -> JsValue {
    named_error(error.code(), error.message())
}

fn named_error(code: &str, message: &str) -> JsValue {
    let error = CodedError::new(message);
    error.set_name("JaanchError");
    error.set_code(code);
    error.into()
}

/// The options of [`Checker::open`], checked.
struct Options {
    keys: Vec<PublicKey>,
    allow_unsigned: bool,
    min_serial: u32,
    region: Option<Region>,
    now: Option<u64>,
}

impl Options {
    fn read(options: &OpenOptions) -> Result<Self, JsValue> {
        let bad = |what| named_error("bad-option", what);
        if !AsRef::<JsValue>::as_ref(options).is_object() {
            return Err(bad("the options are not an object"));
        }
        let given = |value: JsValue| (!value.is_null_or_undefined()).then_some(value);
        let mut read = Self {
            keys: Vec::new(),
            allow_unsigned: false,
            min_serial: 0,
            region: None,
            now: None,
        };
        if let Some(keys) = given(options.public_key()) {
            let keys = match keys {
                key if key.is_string() => Array::of1(&key),
                keys => keys
                    .dyn_into::<Array>()
                    .map_err(|_| bad("publicKey is neither a string nor an array of strings"))?,
            };
            for key in keys.iter() {
                let key = key
                    .as_string()
                    .ok_or_else(|| bad("publicKey is neither a string nor an array of strings"))?;
                read.keys
                    .push(PublicKey::parse(&key).map_err(|error| jaanch_error(&error))?);
            }
        }
        if let Some(allow) = given(options.allow_unsigned()) {
            read.allow_unsigned = allow
                .as_bool()
                .ok_or_else(|| bad("allowUnsigned is not a boolean"))?;
        }
        if let Some(serial) = given(options.min_serial()) {
            read.min_serial = serial
                .as_f64()
                .and_then(whole)
                .ok_or_else(|| bad("minSerial is not a serial"))?;
        }
        if let Some(region) = given(options.region()) {
            let region = region
                .as_string()
                .and_then(|code| Region::new(code.as_bytes().try_into().ok()?))
                .ok_or_else(|| bad("region is not the code of one, such as IN"))?;
            read.region = Some(region);
        }
        if let Some(now) = given(options.now()) {
            let milliseconds = now
                .dyn_into::<Date>()
                .map_or(f64::NAN, |date| date.value_of());
            if milliseconds.is_nan() {
                return Err(bad("now is not a valid Date"));
            }
            read.now = Some(seconds(milliseconds));
        }
        Ok(read)
    }
}

/// A JavaScript number that is a whole one of 32 bits.
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn whole(value: f64) -> Option<u32> {
    // The cast saturates; the way back shows whether anything was lost.
    let whole = value as u32;
    (f64::from(whole).to_bits() == value.to_bits()).then_some(whole)
}
