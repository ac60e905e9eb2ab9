// scripts/check/imports.mjs finds the imports that must not be, in small trees made for that.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../../scripts/check/imports.mjs", import.meta.url));

/** What the script says of a tree of these files. */
function check(files) {
  const root = mkdtempSync(join(tmpdir(), "imports-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, root], { encoding: "utf8" });
    return { status, stdout, stderr };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("an import is printed with the file that defines the name, past a re-export", () => {
  const { status, stdout } = check({
    "src/core/lib.rs": "mod a;\npub use a::Thing;\n",
    "src/core/a.rs": "pub struct Thing;\n",
    "src/desk/lib.rs": "mod b;\n",
    "src/desk/b.rs": "use jaanch_core::Thing;\nfn take(_: Thing) {}\n",
  });
  assert.equal(status, 0);
  assert.match(stdout, /^src\/desk\/b\.rs -> src\/core\/a\.rs: Thing$/m);
});

test("files that import each other are a circle", () => {
  const { status, stderr } = check({
    "src/core/lib.rs": "mod a;\nmod b;\n",
    "src/core/a.rs": "use super::b::two;\npub fn one() { two() }\n",
    "src/core/b.rs": "pub fn two() { crate::a::one() }\n",
  });
  assert.equal(status, 1);
  assert.match(stderr, /a circle of 2 files/);
});

test("a façade that uses what its child defines must not define what that child uses", () => {
  const { status, stderr } = check({
    "src/core/lib.rs": "mod a;\npub struct Thing;\npub fn make() -> Thing { a::made() }\n",
    "src/core/a.rs": "use crate::Thing;\npub fn made() -> Thing { Thing }\n",
  });
  assert.equal(status, 1);
  assert.match(stderr, /src\/core\/a\.rs -> src\/core\/lib\.rs: Thing/);
});

test("folders that import each other are a circle, though their files are not", () => {
  const { status, stderr } = check({
    "src/core/lib.rs": "mod a;\nmod b;\n",
    "src/core/a/mod.rs": "pub mod low;\npub mod high;\n",
    "src/core/a/low.rs": "pub struct Low;\n",
    "src/core/a/high.rs": "use crate::b::Middle;\npub struct High(Middle);\n",
    "src/core/b.rs": "use crate::a::low::Low;\npub struct Middle(Low);\n",
  });
  assert.equal(status, 1);
  assert.match(stderr, /a circle of 2 top-level modules/);
});

test("a crate must not use one above it", () => {
  const { status, stderr } = check({
    "src/core/lib.rs": "use jaanch_desk::Thing;\npub fn take(_: Thing) {}\n",
    "src/desk/lib.rs": "pub struct Thing;\n",
  });
  assert.equal(status, 1);
  assert.match(stderr, /src\/core must not use src\/desk/);
});

test("scripts that import each other are a circle; what only tests and comments name is none", () => {
  const tree = {
    "src/core/lib.rs": "mod a;\nmod b;\n",
    "src/core/a.rs": "// use crate::b::two;\npub fn one() {}\n#[cfg(test)]\nmod tests {\n    use crate::b::two;\n}\n",
    "src/core/b.rs": "pub fn two() { crate::a::one() }\n",
    "www/a.js": 'import { b } from "./b.js";\nexport const a = () => b;\n',
    "www/b.js": "export const b = 1;\n",
  };
  assert.equal(check(tree).status, 0);
  const { status, stderr } = check({
    ...tree,
    "www/b.js": 'import { a } from "./a.js";\nexport const b = () => a;\n',
  });
  assert.equal(status, 1);
  assert.match(stderr, /www\/a\.js -> www\/b\.js/);
});
