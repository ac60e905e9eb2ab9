// A reader for jaanch list files, version 1. "§ n" is section n of docs/FORMAT.md.
//
//   open(bytes, { keys, allowUnsigned, minSerial, regions }) → list, or an Error whose `code` stands in the table of § 9.
// Arguments that are wrong in themselves (a malformed number or time) are an Error with the code `bad-argument`.

import { createHash, createPublicKey, verify } from "node:crypto";

const MAX_FILE = 67_108_864,
  MAX_SEAL = 16_384,
  MAX_NOTES = 65_536; // § 1, § 2
const MAX_DATE = 253_402_300_799; // § 2: the end of the year 9999
const U64 = (1n << 64n) - 1n;

const fail = (code, why) => {
  throw Object.assign(new Error(`${code}: ${why}`), { code });
};
const ascii = (s) => Buffer.from(s, "latin1");
const startsWith = (bytes, prefix) => bytes.length >= prefix.length && prefix.every((b, i) => bytes[i] === b);

// UTF-8 without mercy. A byte order mark is kept as a character; no grammar here has a place for it.
function utf8(bytes, code) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    fail(code, "not UTF-8");
  }
}

// RFC 4648 base64 in canonical form, of exactly `length` bytes; null if it is anything else. Node's decoder is lenient, so the
// bytes are encoded again: there is only one canonical text for them.
function base64(text, length) {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === length && bytes.toString("base64") === text ? bytes : null;
}

// ---- § 6: keys and seal -----------------------------------------------------------------------------------------------------

function parseKey(text) {
  const raw = typeof text === "string" ? base64(text, 42) : null;
  if (raw?.toString("latin1", 0, 2) !== "Ed") fail("bad-key", "not a minisign public key");
  return { id: raw.subarray(2, 10), point: raw.subarray(10) };
}

function parseSeal(bytes) {
  const bad = (why) => fail("bad-seal", why);
  const lines = utf8(bytes, "bad-seal").split("\n");
  if (lines.length !== 5 || lines[4] !== "") bad("not four lines, each ended by a line feed");
  const [untrusted, first, trusted, second] = lines;
  const heading = "trusted comment: ";
  if (!untrusted.startsWith("untrusted comment: ") || !trusted.startsWith(heading)) bad("heading");
  const packet = base64(first, 74),
    globalSignature = base64(second, 64);
  if (!packet || !globalSignature) bad("base64 or length");
  if (packet.toString("latin1", 0, 2) !== "ED") bad("not in prehashed form");
  return {
    id: packet.subarray(2, 10),
    signature: packet.subarray(10),
    comment: trusted.slice(heading.length),
    globalSignature,
  };
}

function sealHolds(seal, body, point) {
  const digest = createHash("blake2b512").update(body).digest();
  try {
    const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: point.toString("base64url") } });
    return (
      verify(null, digest, key, seal.signature) &&
      verify(null, Buffer.concat([seal.signature, Buffer.from(seal.comment)]), key, seal.globalSignature)
    );
  } catch {
    return false;
  } // 32 bytes that are no point verify nothing
}

// ---- § 5: JSON, stricter than JSON.parse ------------------------------------------------------------------------------------
// Objects become Maps, so that no name is special; numbers become { number: their text }, so that a count's spelling can be judged.

function parseJson(text, bad) {
  let at = 0;
  const space = () => {
    take(/[ \t\n\r]*/y);
  };
  const expect = (c) => {
    if (text[at] !== c) bad(`${c} expected at ${at}`);
    at++;
  };
  const take = (re) => {
    re.lastIndex = at;
    const m = re.exec(text);
    if (m) at = re.lastIndex;
    return m?.[0];
  };

  function string() {
    expect('"');
    let out = "";
    for (;;) {
      out += take(/[^"\\\u0000-\u001f]*/y);
      if (text[at] === '"') break;
      expect("\\"); // also refuses raw control characters and the text's end
      const c = text[at++],
        i = '"\\/bfnrt'.indexOf(c);
      if (c === "u") out += String.fromCharCode(parseInt(take(/[0-9a-fA-F]{4}/y) ?? bad("\\u escape"), 16));
      else if (c !== undefined && i >= 0) out += '"\\/\b\f\n\r\t'[i];
      else bad("unknown escape");
    }
    at++;
    return out.isWellFormed() ? out : bad("half a surrogate pair");
  }

  // Items between brackets: none, or some with commas between them.
  function items(close, item) {
    at++;
    space();
    if (text[at] !== close) {
      for (;;) {
        item();
        space();
        if (text[at] !== ",") break;
        at++;
        space();
      }
    }
    expect(close);
  }

  function value(level) {
    // `level`: that of an object or array that begins here
    space();
    const c = text[at];
    if (c === '"') return string();
    if (c === "{" || c === "[") {
      if (level > 8) bad("nested too deep");
      if (c === "[") {
        const array = [];
        items("]", () => array.push(value(level + 1)));
        return array;
      }
      const map = new Map();
      items("}", () => {
        const name = string();
        if (map.has(name)) bad("a name twice");
        if (map.size === 1000) bad("more than 1,000 names");
        space();
        expect(":");
        map.set(name, value(level + 1));
      });
      return map;
    }
    const number = take(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y);
    if (number !== undefined) return { number };
    const word = take(/true|false|null/y) ?? bad(`no value at ${at}`);
    return word === "null" ? null : word === "true";
  }

  const result = value(1);
  space();
  return at === text.length ? result : bad("something follows the value");
}

// § 5: the notes' own rules. What comes back holds only the names of the table.
function parseNotes(bytes, tagCount) {
  const bad = (why) => fail("bad-notes", why);
  const json = parseJson(utf8(bytes, "bad-notes"), bad);
  const object = (v) => (v instanceof Map ? v : bad("not an object"));
  const string = (v) => (typeof v === "string" && !/[\u0000-\u001f\u007f-\u009f]/.test(v) ? v : bad("string"));
  const count = (v) => {
    const n = /^(?:0|[1-9][0-9]{0,15})$/.test(v?.number ?? "") ? Number(v.number) : NaN;
    return n <= Number.MAX_SAFE_INTEGER ? n : bad("not a count");
  };
  const counts = (v) => Object.fromEntries(Array.from(object(v), ([name, n]) => [string(name), count(n)]));
  const rules = {
    title: string,
    issuer: string,
    appeal: (v) => (/^(?:https:\/\/|mailto:|tel:)[\u0021-\u007e]+$/.test(string(v)) ? v : bad("appeal")),
    tags: (v) => {
      if (!Array.isArray(v) || v.length !== tagCount) bad("tags: number");
      for (const tag of v) if (string(tag) === "" || Buffer.byteLength(tag) > 64) bad("tags: length");
      return new Set(v).size === v.length ? v : bad("tags: two alike");
    },
    districts: counts,
    sources: counts,
    false_alarms: (v) => {
      for (const n of object(v).values()) count(n);
      const space = count(v.get("space")),
        hits = count(v.get("hits"));
      return hits <= space ? { space, hits } : bad("false_alarms: more hits than numbers");
    },
  };
  const notes = {};
  if (!object(json).has("tags")) bad("no tags");
  for (const name in rules) if (json.has(name)) notes[name] = rules[name](json.get(name));
  return notes;
}

// ---- § 3 and § 4: looking a number up ---------------------------------------------------------------------------------------

function toNumber(e164) {
  // E.164: at most 15 digits, and no country code begins with 0
  const ok = ["bigint", "number", "string"].includes(typeof e164) && /^\+?[1-9][0-9]{0,14}$/.test(String(e164));
  return ok ? BigInt(e164) : fail("bad-argument", "not an E.164 number");
}

function firstTag(h, fingerprints, number) {
  if (h.count === 0) return -1;
  const get = fingerprints[`getUint${h.width}`],
    at = (i) => get.call(fingerprints, (Number(i) * h.width) / 8, true);
  const length = BigInt(h.segment_length),
    low = length - 1n; // x mod a power of two is x & (it - 1)
  for (let tag = 0; tag < h.tags; tag++) {
    const key = number ^ h.salt ^ ((BigInt(tag) * 0x9e3779b97f4a7c15n) & U64);
    let x = (key + h.seed) & U64;
    x = ((x ^ (x >> 33n)) * 0xff51afd7ed558ccdn) & U64;
    x = ((x ^ (x >> 33n)) * 0xc4ceb9fe1a85ec53n) & U64;
    x ^= x >> 33n;
    const fingerprint = Number(BigInt.asUintN(h.width, x ^ (x >> 32n)));
    const p0 = (x * BigInt(h.segment_count_length)) >> 64n;
    const p1 = (p0 + length) ^ ((x >> 18n) & low);
    const p2 = (p0 + 2n * length) ^ (x & low);
    if ((at(p0) ^ at(p1) ^ at(p2)) >>> 0 === fingerprint) return tag;
  }
  return -1;
}

// ---- § 9: opening a list; the numbers on the right are the table's -------------------------------------------------------------

export function open(bytes, { keys = [], allowUnsigned = false, minSerial = 0, regions = () => true } = {}) {
  if (!(bytes instanceof Uint8Array)) fail("bad-argument", "not a Uint8Array");
  const given = Array.from(keys, parseKey);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = ascii("JAANCH1\n");

  if (bytes.length > MAX_FILE) fail("too-large", "more than 64 MiB"); // 1
  if (!startsWith(bytes, magic)) {
    // 2
    if (/^JAANCH[0-9]\n/.test(Buffer.from(bytes.subarray(0, 8)).toString("latin1")))
      fail("unknown-version", "another version");
    if (bytes.length > 0 && startsWith(magic, bytes)) fail("truncated", "the magic is cut off");
    fail("not-a-list", "no magic");
  }
  const sealEnd = bytes.length - 4,
    sealLength = view.getUint32(sealEnd, true);
  if (sealLength > MAX_SEAL || sealLength > sealEnd) fail("bad-seal", "length"); // 3
  const body = bytes.subarray(0, sealEnd - sealLength);
  const seal = sealLength ? parseSeal(bytes.subarray(body.length, sealEnd)) : null; // 4
  if (!given.length && !allowUnsigned) fail("no-key", "no key to check the list with"); // 5
  if (!seal && !allowUnsigned) fail("unsigned", "the list has no seal"); // 6
  const verified = Boolean(seal && given.length);
  if (verified) {
    const named = given.filter((key) => key.id.equals(seal.id));
    if (!named.length) fail("wrong-key", "sealed with another key"); // 7
    if (!named.some((key) => sealHolds(seal, body, key.point))) fail("bad-signature", "the seal does not fit the list"); // 8
  }
  if (!startsWith(body, magic)) fail("not-a-list", "no magic"); // 9
  if (body.length < 80) fail("truncated", "the header is cut off");

  const u32 = (offset) => view.getUint32(offset, true),
    u64 = (offset) => view.getBigUint64(offset, true);
  const h = {
    // § 2; what is a Number here is exact once it is checked
    width: body[8],
    flags: body[9],
    region: Buffer.from(body.subarray(10, 12)).toString("latin1"),
    serial: u32(12),
    issued: Number(u64(16)),
    expires: Number(u64(24)),
    salt: u64(32),
    count: Number(u64(40)),
    seed: u64(48),
    segment_length: u32(56),
    segment_count_length: u32(60),
    slots: u32(64),
    notes_len: u32(68),
    tags: body[72],
  };
  if (![8, 16, 32].includes(h.width)) fail("bad-header", "width"); // 10
  if (h.flags & ~1) fail("unknown-flag", "a flag this version does not have"); // 11
  if (body.subarray(73, 80).some((b) => b)) fail("bad-padding", "reserved bytes"); // 12
  if (!/^[A-Z]{2}$/.test(h.region)) fail("bad-header", "region"); // 13
  if (u64(24) < u64(16) || h.expires > MAX_DATE) fail("bad-header", "dates");
  if (h.tags < 1 || h.tags > 8) fail("bad-header", "tags");
  if (h.notes_len > MAX_NOTES) fail("notes-too-large", "more than 65,536 bytes"); // 14
  const { segment_length: length, segment_count_length: span, slots } = h; // 32 bits each: sums are exact
  const fits =
    h.count === 0
      ? h.seed === 0n && length === 0 && span === 0 && slots === 0
      : length >= 1 &&
        length <= 262_144 &&
        (length & (length - 1)) === 0 &&
        span !== 0 &&
        span % length === 0 &&
        slots === span + 2 * length &&
        h.count <= slots;
  if (!fits) fail("bad-descriptor", "the filter cannot be so"); // 15
  if (!regions(h.region)) fail("bad-header", "unknown region"); // 16
  const notesEnd = 80 + h.notes_len,
    start = Math.ceil(notesEnd / 8) * 8;
  if (start > body.length) fail("truncated", "notes or padding"); // 17
  if (body.subarray(notesEnd, start).some((b) => b)) fail("bad-padding", "padding"); // 18
  const end = start + slots * (h.width / 8);
  if (end > body.length) fail("truncated", "fingerprints"); // 19
  if (end < body.length) fail("trailing-bytes", "something follows the fingerprints");
  const notes = parseNotes(body.subarray(80, notesEnd), h.tags); // 20
  if (seal && seal.comment !== `jaanch1 serial:${h.serial}`) fail("serial-mismatch", "the seal is of another list"); // 21
  if (!(h.serial >= minSerial)) fail("older-serial", "a later list was seen"); // 22

  const fingerprints = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  const find = (e164) => firstTag(h, fingerprints, toNumber(e164)); // § 4: the first tag that matches, or -1
  return {
    ...h,
    notes,
    verified,
    madeUp: h.flags === 1,
    find, // § 7: a page must say that made-up numbers are a demonstration
    tagOf(e164) {
      const tag = find(e164);
      return tag < 0 ? null : notes.tags[tag];
    },
    freshness(nowSeconds) {
      // § 8; differences are signed
      const now = Number(nowSeconds);
      if (!Number.isFinite(now)) fail("bad-argument", "not a time");
      return h.issued > now + 50_400
        ? "future"
        : now >= h.expires
          ? "expired"
          : now - h.issued > 604_800
            ? "stale"
            : "fresh";
    },
  };
}
