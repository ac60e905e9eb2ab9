// What a first visit costs, measured as it is sent.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { serve } from "../../scripts/serve.mjs";
import { TEXTS, check, openBrowser } from "./support/browser.mjs";
import { LISTED, workshop } from "./support/made.mjs";

/** Everything needed for an answer, with a list of the announcement's size. */
const FIRST_VISIT = 150_000;
const COUNT = 27_824;
/** The module and its glue, at brotli's best. */
const MODULE = { "jaanch_bg.wasm": 40_000, "jaanch.js": 4_000 };

describe("size", () => {
  for (const [file, most] of Object.entries(MODULE)) {
    it(`of ${file} is at most ${most} bytes`, async (t) => {
      const bytes = await readFile(new URL(`../../www/pkg/${file}`, import.meta.url));
      const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
      const size = brotliCompressSync(bytes, best).length;
      t.diagnostic(`${size} bytes`);
      assert.ok(bytes.length > 10_000 && size <= most, `${size} bytes`);
    });
  }

  let shop, browser, server;

  before(async () => {
    shop = await workshop();
    browser = await openBrowser();
    const key = await shop.keys("keys");
    server = await serve(await shop.site("site", await shop.list("list", { key: key.secret, count: COUNT }), key.public));
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    await shop?.clear();
  });

  it(`of a first visit is at most ${FIRST_VISIT} bytes`, async (t) => {
    const sizes = {};
    const context = await browser.newContext({ serviceWorkers: "block" });
    t.after(() => context.close());
    const page = await context.newPage();
    page.on("response", (response) => {
      // A release's folder has a name that says nothing here.
      const path = new URL(response.url()).pathname.replace(/^\/assets\/[0-9a-f]+/, "");
      sizes[path] = Number(response.headers()["content-length"]);
      assert.equal(response.headers()["content-encoding"], "br", response.url());
    });
    // The language with the longest files; what comes after the answer (offline use, sharing) is counted, too.
    await page.goto(`${server.url}hi/`, { waitUntil: "networkidle" });
    await check({ page, field: page.getByRole("textbox") }, LISTED.often);
    await page.getByText(TEXTS.hi.element.verdict.reported.title).waitFor();
    const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    for (const [path, size] of Object.entries(sizes)) t.diagnostic(`${String(size).padStart(7)}  ${path}`);
    t.diagnostic(`${String(total).padStart(7)}  together`);
    assert.ok(sizes["/list.jaanch"] > 50_000 && sizes["/pkg/jaanch_bg.wasm"] > 10_000, JSON.stringify(sizes));
    assert.ok(total <= FIRST_VISIT, `${total} bytes: ${JSON.stringify(sizes)}`);
  });
});
