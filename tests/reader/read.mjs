// node read.mjs LIST --key KEY NUMBER…     KEY: a minisign public key, or the name of its .pub file; several --key may be given
// Exit status: 0 done, 1 the list was refused, 2 it was called wrongly.

import { existsSync, readFileSync } from "node:fs";
import { open } from "./reader.mjs";

const keys = [],
  rest = [],
  args = process.argv.slice(2);
for (let arg; (arg = args.shift()) !== undefined; )
  (arg === "--key" ? keys : rest).push(arg === "--key" ? (args.shift() ?? "") : arg);
const [file, ...numbers] = rest;
if (!file) {
  console.error("usage: node read.mjs LIST --key KEY NUMBER…");
  process.exit(2);
}
try {
  const lines = keys.map((key) => (existsSync(key) ? readFileSync(key, "utf8").trim().split(/\r?\n/).at(-1) : key));
  const list = open(readFileSync(file), { keys: lines });
  const state = list.freshness(Date.now() / 1000);
  console.log(
    `${JSON.stringify(list.notes.title ?? file)}, serial ${list.serial}, ${list.count} numbers, ${state}${list.madeUp ? ", a demonstration: every number is made up" : ""}`,
  );
  for (const number of numbers) {
    const tag = list.tagOf(number); // § 8: on an expired list, no match says nothing
    console.log(
      `${number}\t${tag !== null ? JSON.stringify(tag) : state === "expired" ? "no answer: the list has expired" : "not listed"}`,
    );
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = error.code === "bad-argument" ? 2 : 1;
}
