#!/usr/bin/env node
// Links the browser module, without what only a message of a panic needs.
//
// scripts/build-web makes this file the linker: rustc calls it with the object file of the whole program and the arguments
// for rust-lld. In the module a panic always ends in a trap, and its message goes nowhere, since there is no standard error.
// Yet the messages, the source locations and the standard library's formatting are linked for it: a tenth of the module. So,
// before linking,
//
//   - the functions of the standard library that never return (PANICS) become one `unreachable` each, and
//   - nothing refers to the source locations (`core::panic::Location`) that are passed to them.
//
// What only they needed is then referred to by nothing, and rust-lld leaves it out as it does all unused code. All checks
// stay: an index out of bounds still traps, it merely does not say so in words. Code that formats for another reason than
// a panic keeps what it needs.
//
// Also, js-sys describes to wasm-bindgen every function of JavaScript that it could call. Of those that this program does
// not call, the description is not exported: it would keep code for their callbacks in the module, 0.4 kB.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The functions, by the path in their (v0) symbol names.
const PANICS = [
  /^_R(?:I|)Nv\w*_4core9panicking/, // panic_fmt, panic_bounds_check, panic_const, assert_failed …
  /^_RNv\w*_4core(?:6option|6result)\d+(?:unwrap|expect)_failed$/,
  /^_RNv\w*_4core(?:5slice|3str)\w*_fail(?:_rt)?$/,
  /^_RNv\w*_4core4cell\d+panic_already_/,
  /^_RNv\w*_5alloc7raw_vec(?:12handle_error|17capacity_overflow)$/,
  /^_RNv\w*_5alloc5alloc18handle_alloc_error$/,
  /^_RNv\w*_3std6thread5local18panic_access_error$/,
];
// Every panic ends in the first of these or is the second. A module without them was not shrunk, which must not pass unnoticed.
const ALWAYS_THERE = [/9panicking9panic_fmt$/, /9panicking18panic_bounds_check$/];

// The WebAssembly binary format, and its conventions for object files (WebAssembly/tool-conventions, Linking.md).
const [IMPORT, CODE, DATA] = [2, 10, 11];
const [FUNCTION, DATUM, SECTION] = [0, 1, 3];
const SYMBOL_TABLE = 8;
const [UNDEFINED, EXPLICIT_NAME] = [0x10, 0x40];
const [MEMORY_ADDRESS_I32, TYPE_INDEX] = [5, 6];
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 24, 25]);
const [UNREACHABLE, NOP, END] = [0x00, 0x01, 0x0b];

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  unsigned() {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  skipSigned() {
    while (this.byte() >= 128);
  }
  skip(length) {
    this.at += length;
    return { begin: this.at - length, end: this.at };
  }
  name() {
    const { begin, end } = this.skip(this.unsigned());
    return this.bytes.toString("utf8", begin, end);
  }
  vector(item) {
    return Array.from({ length: this.unsigned() }, item);
  }
}

function unsigned(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

/** Every section: its id, a custom one's name, where its payload begins and ends, and where what follows the name does. */
function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const place = reader.skip(reader.unsigned());
    const content = new Reader(bytes, place.begin);
    const name = id === 0 ? content.name() : "";
    found.push({ id, name, ...place, content: content.at });
  }
  return found;
}

/** The names of all imported functions. */
function imports(bytes, { begin }) {
  const reader = new Reader(bytes, begin);
  const limits = () => {
    const flags = reader.unsigned();
    reader.unsigned();
    if (flags & 1) reader.unsigned();
  };
  const skip = {
    0: () => reader.unsigned(),
    1: () => (reader.byte(), limits()),
    2: limits,
    3: () => reader.skip(2),
    4: () => (reader.byte(), reader.unsigned()),
  };
  return reader
    .vector(() => {
      reader.name();
      const name = reader.name();
      const kind = reader.byte();
      skip[kind]();
      return kind === 0 ? name : "";
    })
    .filter(Boolean);
}

/** All symbols, with what they stand for. */
function symbols(bytes, { content, end }) {
  const reader = new Reader(bytes, content);
  reader.unsigned(); // version
  while (reader.at < end) {
    const type = reader.byte();
    const part = reader.skip(reader.unsigned());
    if (type !== SYMBOL_TABLE) continue;
    reader.at = part.begin;
    return reader.vector(() => {
      const kind = reader.byte();
      const flags = reader.unsigned();
      const defined = !(flags & UNDEFINED);
      if (kind === DATUM) {
        const name = reader.name();
        if (!defined) return { kind, name, defined };
        return { kind, name, defined, segment: reader.unsigned(), offset: reader.unsigned(), size: reader.unsigned() };
      }
      const index = reader.unsigned();
      const name = kind !== SECTION && (defined || flags & EXPLICIT_NAME) ? reader.name() : "";
      return { kind, name, defined, index };
    });
  }
  throw new Error("the object file has no symbol table");
}

/** Where each function's body lies. */
function bodies(bytes, { begin }) {
  const reader = new Reader(bytes, begin);
  return reader.vector(() => reader.skip(reader.unsigned()));
}

/** Where the bytes of each data segment lie. */
function segments(bytes, { begin }) {
  const reader = new Reader(bytes, begin);
  return reader.vector(() => {
    reader.unsigned(); // flags
    reader.byte(); // i32.const
    reader.skipSigned();
    reader.byte(); // end
    return reader.skip(reader.unsigned());
  });
}

/** The relocations of one section: their kind, the place in the file, the symbol, and the bytes of the entry itself. */
function relocations(bytes, { content }, { begin }) {
  const reader = new Reader(bytes, content);
  reader.unsigned(); // which section
  return reader.vector(() => {
    const from = reader.at;
    const kind = reader.byte();
    const at = begin + reader.unsigned();
    const symbol = reader.unsigned();
    if (WITH_ADDEND.has(kind)) reader.skipSigned();
    return { kind, at, symbol, entry: bytes.subarray(from, reader.at) };
  });
}

/** Which symbols are a `Location`: the address and length of a source file's name, a line and a column. */
function locations(bytes, table, data, relocs) {
  const byPlace = new Map(relocs.map((reloc) => [reloc.at, reloc]));
  const place = ({ segment, offset }) => data[segment].begin + offset;
  const found = new Set();
  table.forEach((symbol, index) => {
    if (symbol.kind !== DATUM || !symbol.defined || symbol.size !== 16) return;
    const at = place(symbol);
    const [pointer, ...others] = [0, 4, 8, 12].map((word) => byPlace.get(at + word));
    const file = pointer?.kind === MEMORY_ADDRESS_I32 && !others.some(Boolean) && table[pointer.symbol];
    if (!file?.defined) return;
    const length = bytes.readUInt32LE(at + 4);
    const name = bytes.toString("latin1", place(file), place(file) + length);
    if (length <= file.size && name.endsWith(".rs")) found.add(index);
  });
  return found;
}

/** The object file without the messages of panics, the names of the functions that were emptied, and what is imported. */
function withoutMessages(bytes) {
  const all = sections(bytes);
  const byId = (id) => all.find((section) => section.id === id);
  const byName = (name) => all.find((section) => section.name === name);
  const [code, data] = [byId(CODE), byId(DATA)];
  const imported = byId(IMPORT) ? imports(bytes, byId(IMPORT)) : [];
  const [codeRelocs, dataRelocs] = [byName("reloc.CODE"), byName("reloc.DATA")];
  if (!code || !data || !codeRelocs || !dataRelocs) return { object: bytes, emptied: [], imported };

  const table = symbols(bytes, byName("linking"));
  const functions = table.filter(({ kind, defined }) => kind === FUNCTION && defined);
  const first = Math.min(...functions.map(({ index }) => index)); // imported ones come before it
  const panics = functions.filter(({ name }) => PANICS.some((panic) => panic.test(name)));
  const place = bodies(bytes, code);
  const empty = panics.map(({ index }) => place[index - first]);
  const patched = Buffer.from(bytes);
  for (const { begin, end } of empty) {
    patched.fill(NOP, begin, end); // so that nothing moves
    patched[begin] = 0; // no locals
    patched[begin + 1] = UNREACHABLE;
    patched[end - 1] = END;
  }

  const inData = relocations(bytes, dataRelocs, data);
  const relocs = new Map([
    [codeRelocs, relocations(bytes, codeRelocs, code)],
    [dataRelocs, inData],
  ]);
  const unwanted = locations(bytes, table, segments(bytes, data), inData);
  const stays = ({ kind, at, symbol }) =>
    (kind === TYPE_INDEX || !unwanted.has(symbol)) && !empty.some(({ begin, end }) => begin <= at && at < end);

  const parts = [patched.subarray(0, 8)];
  for (const section of all) {
    let payload = patched.subarray(section.begin, section.end);
    if (relocs.has(section)) {
      const head = new Reader(bytes, section.content);
      head.unsigned(); // which section
      const kept = relocs.get(section).filter(stays);
      payload = Buffer.concat([
        bytes.subarray(section.begin, head.at),
        unsigned(kept.length),
        ...kept.map(({ entry }) => entry),
      ]);
    }
    parts.push(Buffer.from([section.id]), unsigned(payload.length), payload);
  }
  return { object: Buffer.concat(parts), emptied: panics.map(({ name }) => name), imported };
}

/** The linker's arguments without the exports that describe a function of JavaScript which is not imported. */
function withoutDescriptions(program, imported) {
  const unwanted = (name) => {
    const described = /^__wbindgen_describe_(__wbg_\w+)$/.exec(name)?.[1];
    return described !== undefined && !imported.has(described);
  };
  return program.filter(
    (argument, at) =>
      !(argument === "--export" && unwanted(program[at + 1])) &&
      !(program[at - 1] === "--export" && unwanted(argument)),
  );
}

/** The linker's arguments with shrunk object files, which are written to `folder`. */
function shrunk(program, folder) {
  const [emptied, imported] = [[], new Set()];
  const changed = program.map((argument, at) => {
    if (!argument.endsWith(".rcgu.o")) return argument;
    const parts = withoutMessages(readFileSync(argument));
    const path = join(folder, `${at}.rcgu.o`);
    writeFileSync(path, parts.object);
    emptied.push(...parts.emptied);
    for (const name of parts.imported) imported.add(name);
    return path;
  });
  for (const panic of ALWAYS_THERE) {
    if (emptied.some((name) => panic.test(name))) continue;
    throw new Error(
      `no function matches ${panic}: either there was no link-time optimisation, or this version of Rust gives panics other ` +
        "names than PANICS in this file",
    );
  }
  return withoutDescriptions(changed, imported);
}

let program = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "jaanch-link-"));
try {
  try {
    program = shrunk(program, folder);
  } catch (error) {
    // Another Rust than the pinned one may name its panics otherwise: a larger module is better than none.
    if (process.env.JAANCH_LINK === "strict") throw error;
    console.error(`scripts/web/link.mjs: the module will be larger than necessary: ${error.message}`);
  }
  // rustc puts the directory of its rust-lld on PATH.
  const { status, error } = spawnSync("rust-lld", program, { stdio: "inherit" });
  if (error) throw error;
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(`scripts/web/link.mjs: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
