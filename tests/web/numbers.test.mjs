// Numbers through the built module: the written forms of tests/vectors/number_writings.json, and the messages of
// tests/vectors/messages_*.json, filled and searched by the native program's test of them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import init, { Checker } from "../../www/pkg/jaanch.js";

const VECTORS = new URL("../vectors/", import.meta.url);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** An unsigned list, of which the region is changed. */
let list;

before(async () => {
  await init({ module_or_path: await readFile(new URL("../../www/pkg/jaanch_bg.wasm", import.meta.url)) });
  const { golden } = JSON.parse(await readFile(new URL("lists/manifest.json", VECTORS), "utf8"));
  const { file } = golden.find(({ signed }) => !signed);
  list = new Uint8Array(await readFile(new URL(`lists/${file}`, VECTORS)));
});

/** A checker for numbers written without country code in this region. */
function checkerFor(region) {
  const bytes = Uint8Array.from(list);
  bytes.set(new TextEncoder().encode(region), 10);
  return Checker.open(bytes, { allowUnsigned: true });
}

test("every writing is read as the native program reads it", async () => {
  const cases = JSON.parse(await readFile(new URL("number_writings.json", VECTORS), "utf8"));
  assert.ok(cases.length > 400);
  const checkers = new Map();
  for (const { text, region, e164, short_code: code, reason } of cases) {
    if (!checkers.has(region)) checkers.set(region, checkerFor(region));
    const verdict = checkers.get(region).check(text);
    const read = verdict.reason ?? verdict.number.e164;
    assert.equal(read, reason ?? (e164 === undefined ? String(code) : `+${e164}`), JSON.stringify({ text, region }));
  }
  for (const checker of checkers.values()) checker.free();
});

test("in every message the same numbers are found in the same places", async () => {
  const args = ["test", "--quiet", "--locked", "--test", "core", "--", "--ignored", "--nocapture", "filled_messages"];
  const { stdout } = await promisify(execFile)("cargo", args, { cwd: ROOT, maxBuffer: 1 << 26 });
  const messages = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  assert.ok(messages.length > 1000, `${messages.length} messages`);
  const checker = checkerFor("IN");
  let numbers = 0;
  for (const { text, found } of messages) {
    const there = checker.checkMessage(text).map(({ start, end, verdict }) => [start, end, verdict.number.e164]);
    assert.deepEqual(there, found, text);
    numbers += there.length;
  }
  assert.ok(numbers > 900, `${numbers} numbers`);
  checker.free();
});
