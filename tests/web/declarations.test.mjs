// The module's TypeScript declarations are a promise to whoever embeds it: a change must be seen, so they are pinned here.
// After an intended change: cp www/pkg/jaanch.d.ts tests/web/jaanch.d.ts

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const read = (path) => readFile(new URL(path, import.meta.url), "utf8");

test("the declarations are the pinned ones", async () => {
  assert.equal(await read("../../www/pkg/jaanch.d.ts"), await read("jaanch.d.ts"));
});

test("no declaration of ours is any", async () => {
  const declarations = await read("../../www/pkg/jaanch.d.ts");
  // What wasm-bindgen writes about its own initialisation stands behind InitInput.
  const ours = declarations.slice(0, declarations.indexOf("export type InitInput"));
  assert.ok(ours.includes("class Checker") && ours.includes("interface Verdict"));
  assert.doesNotMatch(ours.replaceAll(/\/\*\*.*?\*\//gs, ""), /\bany\b/);
});
