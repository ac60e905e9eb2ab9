// What a first visit costs, measured as it is sent.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { describe, it } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { serve } from "../../scripts/web/serve.mjs";
import { TEXTS, check } from "./support/browser.mjs";
import { LISTED } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

/** Everything needed for an answer, with a list of the announcement's size. */
const FIRST_VISIT = 127_000;
/** All scripts of that visit, the service worker included. */
const SCRIPTS = 16_000;
/** What is asked for until an answer is possible. */
const REQUESTS = 10;
/** What is fetched after that, so that the site works without a network. */
const KEEPING = 35_000;
const COUNT = 27_824;
/** The module and its glue, at brotli's best. */
const MODULE = { "jaanch_bg.wasm": 40_000, "jaanch.js": 4_000 };

describe("size", () => {
  for (const [file, most] of Object.entries(MODULE)) {
    it(`of ${file} is at most ${most} bytes`, async (t) => {
      const bytes = await readFile(new URL(`../../www/pkg/${file}`, import.meta.url));
      const best = {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      };
      const size = brotliCompressSync(bytes, best).length;
      t.diagnostic(`${size} bytes`);
      assert.ok(bytes.length > 10_000 && size <= most, `${size} bytes`);
    });
  }

  let shop, browser, server;

  fixture(async (given) => {
    ({ shop, browser } = given);
    server = given.closing(await serve((await shop.desk({ count: COUNT })).folder));
  });

  /** A host before the site that notes what it sends: of each answer the path, and the bytes of its body. */
  const counting = async (t) => {
    const sent = [];
    const host = createServer((request, response) => {
      const { method, headers, url } = request;
      const passed = ask(new URL(url, server.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        // A release's folder has a name that says nothing here.
        const one = {
          path: url.replace(/^\/assets\/[0-9a-f]+/, ""),
          packed: answer.headers["content-encoding"] === "br",
          size: 0,
        };
        sent.push(one);
        answer.on("data", (part) => (one.size += part.length));
        answer.pipe(response);
      });
      passed.end();
    });
    await new Promise((listening) => host.listen(0, "127.0.0.1", listening));
    t.after(() => {
      host.close();
      host.closeAllConnections();
    });
    return { sent, url: `http://127.0.0.1:${host.address().port}/` };
  };

  const together = (answers) => answers.reduce((sum, { size }) => sum + size, 0);
  const print = (t, answers) => {
    for (const { path, size } of answers) t.diagnostic(`${String(size).padStart(7)}  ${path}`);
    t.diagnostic(`${String(together(answers)).padStart(7)}  together`);
  };

  /** A first visit with an answer, in the language with the longest files, and everything that the host sent for it. */
  const visited = async (t, serviceWorkers) => {
    const host = await counting(t);
    const context = await browser.newContext({ serviceWorkers });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`${host.url}hi/`, { waitUntil: "networkidle" });
    await check({ page, field: page.getByRole("textbox") }, LISTED.often);
    await page.getByText(TEXTS.hi.element.verdict.reported.title).waitFor();
    return { page, sent: host.sent };
  };

  it(`of a first visit is at most ${FIRST_VISIT} bytes`, async (t) => {
    // Sharing and reading aloud, which come after the answer, are counted, too.
    const { sent } = await visited(t, "block");
    print(t, sent);
    for (const { path, packed } of sent) assert.ok(packed, path);
    const size = (name) => sent.find(({ path }) => path === name)?.size ?? 0;
    assert.ok(size("/list.jaanch") > 50_000 && size("/pkg/jaanch_bg.wasm") > 10_000);
    assert.ok(together(sent) <= FIRST_VISIT, `${together(sent)} bytes`);
  });

  it(`of the scripts of a first visit is at most ${SCRIPTS} bytes, in one file and the worker`, async (t) => {
    const { page, sent } = await visited(t, "allow");
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active);
    const scripts = sent.filter(({ path }) => path === "/page/home.js" || path === "/sw.js");
    print(t, scripts);
    assert.deepEqual(scripts.map(({ path }) => path).sort(), ["/page/home.js", "/sw.js"]);
    assert.ok(together(scripts) <= SCRIPTS, `${together(scripts)} bytes`);
    // What the worker keeps for other pages is not loaded by this one.
    const { sent: needed } = await visited(t, "block");
    assert.deepEqual(
      needed.filter(({ path }) => path.endsWith(".js")).map(({ path }) => path),
      ["/page/home.js"],
    );
  });

  it(`takes at most ${REQUESTS} requests until an answer is possible`, async (t) => {
    const host = await counting(t);
    const context = await browser.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`${host.url}hi/`, { waitUntil: "commit" });
    await page.waitForFunction(() => document.querySelector("jaanch-check")?.serial !== undefined);
    const { length } = host.sent;
    t.diagnostic(host.sent.map(({ path }) => path).join(" "));
    assert.ok(length >= 5 && length <= REQUESTS, `${length} requests`);
  });

  it(`of what keeps the site for use without a network is at most ${KEEPING} bytes more`, async (t) => {
    const { sent: needed } = await visited(t, "block");
    const { page, sent } = await visited(t, "allow");
    await page.waitForFunction(
      async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated",
    );
    for (const { path } of needed) {
      const nth = sent.findIndex((one) => one.path === path);
      assert.ok(nth >= 0, path);
      sent.splice(nth, 1);
    }
    print(t, sent);
    assert.ok(sent.some(({ path }) => path === "/sw.js") && sent.some(({ path }) => path === "/hi/tips/"));
    assert.ok(together(sent) <= KEEPING, `${together(sent)} bytes`);
  });
});
