// Every page as it is sent: well formed to the letter, and valid HTML. Browsers mend what is not, each in its own way and
// without a word, so that no other test sees it.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { parse } from "parse5";

import { LANGUAGES } from "./support/browser.mjs";
import { workshop } from "./support/workshop.mjs";

const RULES = {
  extends: ["html-validate:recommended"],
  rules: {
    // Either is right; here it is written small.
    "doctype-style": ["error", { style: "lowercase" }],
    // The rule takes what stands in a link to a number for a number. Here it is words as well ("Call 1930"), and in large letters
    // on a small screen they have to break.
    "tel-non-breaking": "off",
    // Forms that are sent need a button that sends them. These are never sent: what is typed in one is nobody's, and the other
    // changes the lines below it.
    "wcag/h32": "off",
  },
};

describe("the pages as they are sent", () => {
  let shop;
  /** Each page's text by its path, in a folder for each kind of site. */
  const pages = {};

  before(async () => {
    shop = await workshop();
    const key = await shop.keys("keys");
    const list = await shop.list("list", { key: key.secret, count: 40 });
    const folders = {
      "with its address": await shop.site("named", list, key.public, { baseUrl: "https://example.org/check/" }),
      "without its address": await shop.site("unnamed", list, key.public),
    };
    for (const [kind, folder] of Object.entries(folders)) {
      for (const name of await readdir(folder, { recursive: true })) {
        if (name.endsWith(".html")) pages[`${kind}: ${name}`] = await readFile(join(folder, name), "utf8");
      }
    }
  });

  after(async () => {
    await shop?.clear();
  });

  it("are all looked at", () => {
    // Of each language eight, and seven where there is no poster; the top and the frame of each site.
    assert.equal(Object.keys(pages).length, LANGUAGES.length * (8 + 7) + 2 * 2);
  });

  it("are parsed without an error", () => {
    const found = [];
    for (const [name, html] of Object.entries(pages)) {
      const onParseError = ({ code, startLine }) =>
        found.push(`${name}:${startLine}: ${code}: ${html.split("\n")[startLine - 1]}`);
      parse(html, { onParseError, sourceCodeLocationInfo: true });
    }
    assert.deepEqual(found, []);
  });

  it("are valid", async () => {
    const validator = new HtmlValidate(new StaticConfigLoader({ root: true, ...RULES }));
    const found = [];
    for (const [name, html] of Object.entries(pages)) {
      const { results } = await validator.validateString(html, name);
      for (const { messages } of results)
        for (const { line, ruleId, message } of messages) found.push(`${name}:${line}: ${ruleId}: ${message}`);
    }
    assert.deepEqual(found, []);
  });
});
