// The element's code and its words fit each other: every text the code asks for is there, and every text there is
// asked for. (That templates and words fit, `jaanch site` itself sees to.)

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { ROOT } from "./support/workshop.mjs";

const WWW = join(ROOT, "www");

describe("the element's words", () => {
  let types, sources, locales;

  before(async () => {
    types = await readFile(join(WWW, "pkg/jaanch.d.ts"), "utf8");
    const scripts = (await readdir(join(WWW, "element"))).filter((name) => name.endsWith(".js"));
    sources = (await Promise.all(scripts.map((name) => readFile(join(WWW, "element", name), "utf8")))).join("\n");
    const files = await readdir(join(WWW, "locales"));
    locales = await Promise.all(
      files.map(async (name) => [name, keysOf(JSON.parse(await readFile(join(WWW, "locales", name), "utf8")))]),
    );
  });

  /** The members of a union of strings that the module declares. */
  const union = (name) => {
    const [, members] = new RegExp(`export type ${name} =([^;]*);`).exec(types);
    return [...members.matchAll(/"([a-z0-9-]+)"/g)].map(([, member]) => member);
  };

  const keysOf = (tree, prefix = "") =>
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === "object" ? keysOf(value, `${prefix}${name}.`) : [`${prefix}${name}`],
    );

  /** Every key that the code can ask for: those written out, and those put together from what the module can say. */
  const wanted = () => {
    const literal = [...sources.matchAll(/"(element\.[a-z0-9.-]+)"/g)].map(([, key]) => key);
    const rows = [...sources.matchAll(/^ {4}\["([a-z-]+)", /gm)].map(([, name]) => `element.list.${name}`);
    const counts = ["district", "source"].flatMap((name) => [`element.list.${name}`, `element.list.${name}s`]);
    const ages = ["today", "yesterday", "past", "future"].map((name) => `element.age.${name}`);
    const months = Array.from({ length: 12 }, (_, month) => `names.month.${month + 1}`);
    const failures = /@typedef \{("offline"[^}]*)\} FailureKind/.exec(sources)[1].match(/[a-z-]{4,}/g);
    const verdicts = {
      reported: ["chance", "other", "tag.often", "tag.reported", "tag.linked"],
      "not-listed": ["text"],
      "cannot-say": ["text"],
      service: ["caution", "other", "kind.short-code", "kind.service", "kind.telemarketing"],
      impossible: ["text"],
      unreadable: ["example", "reason.message", ...union("Reason").map((reason) => `reason.${reason}`)],
    };
    assert.deepEqual(Object.keys(verdicts).sort(), union("Outcome").sort());
    return new Set([
      "locale",
      ...literal,
      ...rows,
      ...counts,
      ...ages,
      ...months,
      ...failures.flatMap((kind) => [`element.failure.${kind}.title`, `element.failure.${kind}.text`]),
      ...["stale", "expired", "future"].flatMap((name) => [
        `element.freshness.${name}.title`,
        `element.freshness.${name}.text`,
      ]),
      ...Object.entries(verdicts).flatMap(([outcome, parts]) =>
        ["badge", "title", ...parts].map((part) => `element.verdict.${outcome}.${part}`),
      ),
    ]);
  };

  it("are all there, and none is there in vain", () => {
    for (const [name, keys] of locales) {
      const there = keys
        .filter((key) => key.startsWith("element.") || key.startsWith("names.month.") || key === "locale")
        .sort();
      assert.deepEqual(there, [...wanted()].sort(), name);
    }
  });

  it("are found in every language that there is a file of", async () => {
    const source = await readFile(join(WWW, "element/languages.js"), "utf8");
    const named = [...source.matchAll(/^ {2}([a-z]+): new URL\("..\/locales\/\1.json", import.meta.url\)/gm)];
    assert.deepEqual(
      named.map(([, code]) => `${code}.json`),
      locales.map(([name]) => name).sort(),
    );
  });

  it("has a name for each of the 22 districts, and for each source that a list may name", () => {
    for (const [name, keys] of locales) {
      const names = (kind) => keys.filter((key) => key.startsWith(`names.${kind}.`)).map((key) => key.split(".")[2]);
      assert.equal(names("district").length, 22 + 1, name);
      assert.deepEqual(
        names("district").sort(),
        locales[0][1]
          .filter((key) => key.startsWith("names.district."))
          .map((key) => key.split(".")[2])
          .sort(),
        name,
      );
      assert.deepEqual(names("source").sort(), ["1930", "other", "portal"], name);
    }
  });

  it("has a text for every tip the module can name, and for no other", () => {
    const tips = union("TipId").sort();
    assert.equal(tips.length, 21);
    for (const [name, keys] of locales) {
      const parts = (part) =>
        keys
          .filter((key) => key.startsWith("tips.") && key.endsWith(`.${part}`))
          .map((key) => key.split(".")[1])
          .sort();
      assert.deepEqual(parts("title"), tips, name);
      assert.deepEqual(parts("do"), tips, name);
    }
  });

  it("has a link for those tips that lead somewhere, and a verdict can name each of them", async () => {
    const [, table] = /const TIP_LINKS = .*\(\{([^}]*)\}\)/.exec(sources);
    const linked = [...table.matchAll(/^\s*"([a-z0-9-]+)":/gm)].map(([, tip]) => tip).sort();
    const advice = /^pub(?:\(\w+\))? fn advice[^]*?\n\}/m.exec(
      await readFile(join(ROOT, "src/core/check/advice.rs"), "utf8"),
    )[0];
    const id = (tip) => tip.replace(/(?!^)([A-Z]|[0-9]+)/g, "-$1").toLowerCase();
    const named = new Set([...advice.matchAll(/\b[A-Z][a-z]+[A-Za-z0-9]*\b/g)].map(([tip]) => id(tip)));
    for (const tip of linked) assert.ok(named.has(tip), `no verdict names ${tip}`);
    for (const [name, keys] of locales) {
      assert.deepEqual(
        keys.filter((key) => /^tips\..*\.link$/.test(key)).sort(),
        linked.map((tip) => `tips.${tip}.link`),
        name,
      );
    }
  });

  it("has a kind of failure for every error of the module", () => {
    const [, shown] = /const KIND_OF_CODE = .*\(\{([^}]*)\}\)/.exec(sources);
    const named = [...shown.matchAll(/^\s*"?([a-z-]+)"?:/gm)].map(([, code]) => code);
    const codes = union("ErrorCode");
    for (const code of named) assert.ok(codes.includes(code), `${code} is no error of the module`);
    // The rest says that what arrived is not a whole list, so it must be about the bytes of the list.
    const rest = codes.filter((code) => !named.includes(code)).sort();
    assert.deepEqual(rest, [
      ...[
        "bad-descriptor",
        "bad-header",
        "bad-notes",
        "bad-padding",
        "bad-seal",
        "not-a-list",
        "notes-too-large",
        "too-large",
        "trailing-bytes",
        "truncated",
      ],
    ]);
  });

  it("are nowhere in the code", () => {
    // A text set straight from the code would be a string of several words beginning with a capital.
    const prose = [
      ...sources.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "").matchAll(/["'`]([A-Z][a-z]+ [a-z]+[^"'`]*)["'`]/g),
    ].map(([, words]) => words);
    assert.deepEqual(prose, []);
  });
});
