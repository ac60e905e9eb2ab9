// The list vectors of tests/vectors/lists through the built module and through the independent reader of docs/FORMAT.md.
// The native reader runs the same vectors in tests/format.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";

import * as reader from "../reader/reader.mjs";
import init, { Checker } from "../../www/pkg/jaanch.js";

const LISTS = new URL("../vectors/lists/", import.meta.url);
const NOW = new Date("2026-10-31T12:00:00Z");

let manifest;
/** @type {Map<string, Uint8Array>} */
const files = new Map();

before(async () => {
  await init({ module_or_path: await readFile(new URL("../../www/pkg/jaanch_bg.wasm", import.meta.url)) });
  manifest = JSON.parse(await readFile(new URL("manifest.json", LISTS), "utf8"));
  for (const { file } of [...manifest.golden, ...manifest.hostile]) {
    files.set(file, new Uint8Array(await readFile(new URL(file, LISTS))));
  }
});

/** What the module makes of a list: its error's code, or the checker. */
function byModule(bytes, options = {}) {
  try {
    return { list: Checker.open(bytes, { publicKey: manifest.publicKey, now: NOW, ...options }) };
  } catch (error) {
    assert.equal(error.name, "JaanchError", `not a JaanchError: ${error.stack}`);
    return { code: error.code };
  }
}

/** The same by the independent reader. It knows every region but those that cannot be. */
function byReader(bytes, options = {}) {
  try {
    return { list: reader.open(bytes, { keys: [manifest.publicKey], regions: knownRegion, ...options }) };
  } catch (error) {
    assert.equal(typeof error.code, "string", error.stack);
    return { code: error.code };
  }
}

const knownRegion = (code) => code === "IN";

/** The tag of a number by the module, null if it is not listed. */
const tagByModule = (list, digits) => list.check(`+${digits}`).tag ?? null;

test("golden lists open in both and answer alike", () => {
  assert.equal(manifest.golden.length, 32);
  for (const golden of manifest.golden) {
    const bytes = files.get(golden.file);
    const allowUnsigned = !golden.signed;
    const one = byModule(bytes, { allowUnsigned }).list;
    const other = byReader(bytes, { allowUnsigned }).list;
    assert.ok(one && other, golden.file);
    assert.equal(one.info.count, golden.count);
    assert.equal(one.info.signed, golden.signed);
    assert.deepEqual(one.info.tags, golden.tags);
    assert.deepEqual(other.notes.tags, golden.tags);
    const expected = new Map([...Object.entries(golden.listed), ...Object.entries(golden.byChance)]);
    for (const digits of [...expected.keys(), ...golden.absent]) {
      const tag = expected.get(digits) ?? null;
      assert.equal(tagByModule(one, digits), tag, `${golden.file}: ${digits} by the module`);
      assert.equal(other.tagOf(digits), tag, `${golden.file}: ${digits} by the independent reader`);
    }
    one.free();
  }
});

test("hostile lists are refused by both, each with its one error", () => {
  assert.ok(manifest.hostile.length > 100);
  for (const hostile of manifest.hostile) {
    let bytes = files.get(hostile.file);
    if (hostile.padTo) {
      const grown = new Uint8Array(hostile.padTo);
      grown.set(bytes);
      bytes = grown;
    }
    const options = {
      ...(hostile.allowUnsigned && { allowUnsigned: true }),
      ...(hostile.minSerial && { minSerial: hostile.minSerial }),
    };
    assert.equal(byModule(bytes, options).code, hostile.error, `${hostile.file} by the module`);
    assert.equal(byReader(bytes, options).code, hostile.error, `${hostile.file} by the independent reader`);
  }
});

test("text that looks like markup or code comes through as text", () => {
  const { list } = byModule(files.get("golden/every-note.jaanch"));
  assert.equal(list.info.title, 'जाँच "</script><img src=x onerror=alert(1)>"');
  assert.equal(list.info.districts["</script><b>"], 0);
  assert.equal(list.info.districts.other, 2 ** 53 - 1);
  assert.equal(list.info.sources["javascript:alert(1)"], 5);
  list.free();
});

/** SplitMix64's little sister: numbers from a seed, the same in every run. */
function random(seed) {
  return (below) => {
    seed = (seed + 0x9e3779b9) | 0;
    let z = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) % below;
  };
}

test("20,000 mutations of good lists: module and independent reader always agree, and nothing else is thrown", () => {
  const below = random(2026);
  const unsigned = { publicKey: undefined, allowUnsigned: true };
  const seen = new Map();
  for (let round = 0; round < 20_000; round += 1) {
    const { file } = manifest.golden[below(manifest.golden.length)];
    const good = files.get(file);
    const sealLength = new DataView(good.buffer, good.byteOffset).getUint32(good.length - 4, true);
    // The body alone, unsigned: otherwise nearly everything would end at the signature.
    let bytes = new Uint8Array(good.length - sealLength);
    bytes.set(good.subarray(0, good.length - 4 - sealLength));
    for (let change = below(4); change >= 0; change -= 1) {
      // The header and the notes are where most rules are.
      const at = below(below(2) ? Math.min(bytes.length, 160) : bytes.length);
      // Which regions have a plan is no matter of the format.
      if (at === 10 || at === 11) continue;
      bytes[at] = below(3) ? below(256) : bytes[at] ^ (1 << below(8));
    }
    if (below(8) === 0) bytes = bytes.slice(0, below(bytes.length));
    const one = byModule(bytes, unsigned);
    const other = byReader(bytes, { keys: [], allowUnsigned: true });
    assert.equal(one.code, other.code, `round ${round}, ${file}`);
    if (one.list) {
      for (let step = 0; step < 5; step += 1) {
        const digits = String(915_000_000_000 + below(100_000_000));
        assert.equal(tagByModule(one.list, digits), other.list.tagOf(digits), `round ${round}, ${file}, ${digits}`);
      }
      one.list.free();
    }
    seen.set(one.code, (seen.get(one.code) ?? 0) + 1);
  }
  assert.ok(seen.get(undefined) > 500, "hardly a mutation stayed a list");
  assert.ok(seen.size >= 10, `only these came up: ${[...seen.keys()]}`);
});
