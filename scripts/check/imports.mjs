#!/usr/bin/env node
// Prints every import between the source files of src and www, and fails on a circle or on an import against the order.
//
//   scripts/check/imports.mjs [--quiet] [ROOT]
//
// ROOT is the folder that holds src and www; without it, this project.
//
// A line an import: "file -> file: names". Three things are an error, each printed with the imports that cause it:
// - files that import each other, directly or through others;
// - a crate that uses one it must not know (CRATES below), which Cargo refuses as well;
// - top-level modules, the folders and files directly inside a crate or inside www, that import each other.
//
// A name is followed through `pub use` to the file that defines it: a façade that only re-exports is no stop on the way. Tests
// are left out. Read as text, not compiled: what macros generate is not seen.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const isQuiet = process.argv.includes("--quiet");
const named = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
const ROOT = resolve(named ?? join(dirname(fileURLToPath(import.meta.url)), "../.."));

/** The crates, lowest first: each may use those named, and nothing else of this project. */
const CRATES = {
  core: [],
  wasm: ["core"],
  tables: [],
  desk: ["core", "tables"],
  site: ["core", "tables", "desk"],
  sample: ["core", "tables", "desk"],
  cli: ["core", "tables", "desk", "site", "sample"],
};

/** file → Map(file → Set(name)) */
const imports = new Map();

function record(from, to, name) {
  if (from === to) return;
  if (!imports.has(from)) imports.set(from, new Map());
  const targets = imports.get(from);
  if (!targets.has(to)) targets.set(to, new Set());
  targets.get(to).add(name);
}

// ---- Rust ----------------------------------------------------------------------------------------------------------

/** The text without comments, strings and character literals, each replaced by a space. */
function code(text) {
  const noise =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#+)"[\s\S]*?"\1|b?r"[^"]*"|b?"(?:\\[\s\S]|[^"\\])*"|b?'(?:\\(?:x..|u\{[^}]*\}|.)|[^'\\\n])'/g;
  return text.replace(noise, (match) => (match.startsWith("/") ? " " : '""'));
}

/** The end of the block that opens at or after `at`. */
function blockEnd(text, at) {
  let depth = 0;
  for (let i = text.indexOf("{", at); i >= 0 && i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i + 1;
  }
  return text.length;
}

/** The text without items that only tests have. */
function withoutTests(text) {
  for (;;) {
    const found = /#\[cfg\((?:test|all\(test[^\]]*)\)\]\s*(?:#\[[^\]]*\]\s*)*/.exec(text);
    if (!found) return text;
    const start = found.index + found[0].length;
    const semicolon = text.indexOf(";", start);
    const brace = text.indexOf("{", start);
    const isUse = /^(?:pub(?:\([^)]*\))?\s+)?use\b/.test(text.slice(start));
    const end = isUse || brace < 0 || (semicolon >= 0 && semicolon < brace) ? semicolon + 1 : blockEnd(text, start);
    text = text.slice(0, found.index) + text.slice(end);
  }
}

/** "a::{b, c::{d, self as e}}" → [["a","b"], "b"], … : whole paths, with the name each goes by. */
function leaves(tree, prefix = []) {
  tree = tree.trim();
  const brace = tree.indexOf("{");
  if (brace >= 0) {
    const head = tree
      .slice(0, brace)
      .split("::")
      .map((part) => part.trim());
    const path = [...prefix, ...head.filter(Boolean)];
    const parts = [];
    let depth = 0;
    let start = brace + 1;
    for (let i = start; i < tree.length; i++) {
      if (tree[i] === "{") depth++;
      else if ((tree[i] === "," && depth === 0) || (tree[i] === "}" && depth === 0)) {
        parts.push(tree.slice(start, i));
        start = i + 1;
        if (tree[i] === "}") break;
      } else if (tree[i] === "}") depth--;
    }
    return parts.filter((part) => part.trim()).flatMap((part) => leaves(part, path));
  }
  const [whole, alias] = tree.split(/\s+as\s+/);
  const path = [...prefix, ...whole.split("::").map((part) => part.trim())];
  if (path.at(-1) === "self" && path.length > 1) path.pop();
  return [{ path, name: alias?.trim() ?? path.at(-1) }];
}

const USE = /(pub(?:\([^)]*\))?\s+)?\buse\s+([^;]+);/g;
const ITEM = /\b(?:struct|enum|union|trait|type|fn|const|static|mod)\s+(?:mut\s+)?(\w+)|\bmacro_rules!\s*(\w+)/g;

/** One module: its file, children, own items and what it re-exports. */
function load(file, path, crate) {
  const text = withoutTests(code(readFileSync(file, "utf8")));
  const module = {
    file,
    path,
    crate,
    text,
    children: new Map(),
    items: new Set(),
    uses: [],
  };
  const folder = /(?:mod|lib|main)\.rs$/.test(file) ? dirname(file) : file.replace(/\.rs$/, "");
  for (const [, name] of text.matchAll(/\bmod\s+(\w+)\s*;/g)) {
    const child = [join(folder, `${name}.rs`), join(folder, name, "mod.rs")].find(existsSync);
    if (child) module.children.set(name, load(child, [...path, name], crate));
  }
  for (const [, is, tree] of text.matchAll(USE)) {
    for (const leaf of leaves(tree)) module.uses.push({ ...leaf, isPublic: Boolean(is) });
  }
  for (const [, item, macro] of text.replace(USE, "").matchAll(ITEM)) {
    if (!module.children.has(item)) module.items.add(item ?? macro);
  }
  return module;
}

const crates = new Map();
for (const name of Object.keys(CRATES)) {
  const file = ["lib.rs", "main.rs"].map((top) => join(ROOT, "src", name, top)).find(existsSync);
  if (file) crates.set(name === "cli" ? "crate_cli" : `jaanch_${name}`, load(file, [], name));
}

const parentOf = (module) => module.path.slice(0, -1).reduce((at, name) => at.children.get(name), rootOf(module));
const rootOf = (module) => [...crates.values()].find((root) => root.crate === module.crate);

/** Where a path leads, seen from a module: the module that defines the name, or the module itself that is named. */
function find(module, path, seen = new Set()) {
  let at = module;
  let rest = path;
  if (path[0] === "crate") [at, rest] = [rootOf(module), path.slice(1)];
  else if (crates.has(path[0])) [at, rest] = [crates.get(path[0]), path.slice(1)];
  while (rest[0] === "super" || rest[0] === "self") {
    if (rest[0] === "super") at = at.path.length ? parentOf(at) : undefined;
    rest = rest.slice(1);
    if (!at) return undefined;
  }
  for (;;) {
    if (!rest.length) return { module: at, item: undefined };
    const [name] = rest;
    if (at.children.has(name)) {
      at = at.children.get(name);
      rest = rest.slice(1);
      continue;
    }
    if (at.items.has(name) || name === "*") return { module: at, item: name };
    const key = `${at.file} ${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    for (const use of at.uses) {
      const target = use.name === name ? use.path : use.name === "*" ? [...use.path.slice(0, -1), name] : undefined;
      if (!target || (target === path && at === module)) continue;
      const first = target[0];
      const isOurs = ["crate", "super", "self"].includes(first) || crates.has(first) || at.children.has(first);
      const found = isOurs && find(at, [...target, ...rest.slice(1)], seen);
      if (found) return found;
    }
    return undefined;
  }
}

function isInside(module, ancestor) {
  return module.crate === ancestor.crate && ancestor.path.every((name, at) => module.path[at] === name);
}

function scanModule(module) {
  const here = relative(ROOT, module.file);
  const note = (path, isReexport) => {
    const found = find(module, path);
    if (!found || found.module === module) return;
    // `use a::module;` names a place: what is taken from there is seen where it is used.
    if (!found.item && !isReexport) return;
    if (isReexport && isInside(found.module, module)) return;
    record(here, relative(ROOT, found.module.file), found.item ?? "(module)");
  };
  for (const use of module.uses) note(use.path, use.isPublic);
  const body = module.text.replace(USE, "");
  const aliases = new Map(module.uses.map((use) => [use.name, use.path]));
  for (const [whole] of body.matchAll(/(?<![\w:.])(?:\w+::)+\w+/g)) {
    const path = whole.split("::");
    const first = path[0];
    if (aliases.has(first)) note([...aliases.get(first), ...path.slice(1)], false);
    else if (["crate", "super"].includes(first) || crates.has(first) || module.children.has(first)) note(path, false);
  }
  for (const child of module.children.values()) scanModule(child);
}
for (const root of crates.values()) scanModule(root);

// ---- JavaScript ----------------------------------------------------------------------------------------------------

function scripts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "pkg"].includes(entry.name) ? [] : scripts(path);
    return /\.m?js$/.test(entry.name) ? [path] : [];
  });
}

for (const file of existsSync(join(ROOT, "www")) ? scripts(join(ROOT, "www")) : []) {
  const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, " ");
  const from =
    /\b(?:import|export)\s*([\w\s{},*$]*?)\s*\bfrom\s*["'](\.[^"']+)["']|\bimport\s*\(?\s*["'](\.[^"']+)["']/g;
  for (const [, names, named, bare] of text.matchAll(from)) {
    const target = resolve(dirname(file), named ?? bare);
    if (!existsSync(target)) continue; // the module, which is built
    record(relative(ROOT, file), relative(ROOT, target), (names ?? "").replace(/\s+/g, " ").trim() || "(whole)");
  }
}

// ---- Circles and order ---------------------------------------------------------------------------------------------

/** The strongly connected parts of more than one node, by Tarjan's algorithm. */
function circles(graph) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const part = stack.splice(stack.indexOf(node));
    if (part.length > 1) found.push(part.sort());
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}

/** The top-level module of a file: what is directly inside its crate, or inside www. */
function topLevel(file) {
  const parts = file.split(sep);
  const depth = parts[0] === "www" ? 1 : 2;
  return parts
    .slice(0, depth + 1)
    .join("/")
    .replace(/\.rs$/, "");
}

const files = new Map();
const modules = new Map();
const wrong = [];
for (const [from, targets] of imports) {
  files.set(from, [...targets.keys()]);
  for (const [to, names] of targets) {
    const [place, one] = from.split(sep);
    const [otherPlace, other] = to.split(sep);
    if (place === "src" && (one !== other || otherPlace !== "src") && !CRATES[one]?.includes(other)) {
      wrong.push(`${from} -> ${to}: ${[...names].join(", ")}\n  src/${one} must not use ${otherPlace}/${other}`);
    }
    if (topLevel(from) !== topLevel(to) && (place === "www" || one === other)) {
      if (!modules.has(topLevel(from))) modules.set(topLevel(from), new Set());
      modules.get(topLevel(from)).add(topLevel(to));
    }
  }
}

const describe = (part, within) =>
  [...imports]
    .flatMap(([from, targets]) => [...targets].map(([to, names]) => [from, to, names]))
    .filter(([from, to]) => part.includes(within(from)) && part.includes(within(to)) && within(from) !== within(to))
    .map(([from, to, names]) => `  ${from} -> ${to}: ${[...names].join(", ")}`)
    .join("\n");
for (const part of circles(files)) wrong.push(`a circle of ${part.length} files:\n${describe(part, (file) => file)}`);
for (const part of circles(modules)) {
  wrong.push(`a circle of ${part.length} top-level modules (${part.join(", ")}):\n${describe(part, topLevel)}`);
}

if (!isQuiet) {
  for (const [from, targets] of [...imports].sort()) {
    for (const [to, names] of [...targets].sort()) console.log(`${from} -> ${to}: ${[...names].sort().join(", ")}`);
  }
}
const count = [...imports.values()].reduce((sum, targets) => sum + targets.size, 0);
if (wrong.length) {
  console.error(`${wrong.join("\n\n")}\n`);
  console.error(`scripts/check/imports: ${wrong.length} things wrong in ${count} imports between files`);
  process.exitCode = 1;
} else if (!isQuiet) {
  console.log(
    `${count} imports between ${new Set([...files.keys(), ...[...files.values()].flat()]).size} files, none in a circle or against the order`,
  );
}
