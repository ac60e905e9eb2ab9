// The framed page: what the page around it is told, what it may do, and what `jaanch site` puts there for other sites.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { AxeBuilder } from "@axe-core/playwright";

import { FRAME_PARAMETERS, SANDBOX } from "../../www/element/api.js";
import { TEXTS, openBrowser } from "./support/browser.mjs";
import { LISTED, UNLISTED, workshop } from "./support/workshop.mjs";
import { document as page_, partner, publisher } from "./support/partner.mjs";
import { fixture } from "./support/fixture.mjs";

const STEP = 40;

describe("the check in a frame", () => {
  let shop, browser, site, host, keys;

  fixture(async (given) => {
    ({ shop, browser } = given);
    const made = await shop.desk();
    keys = made.key;
    site = given.closing(await publisher(made.folder, keys.line));
    host = given.closing(await partner({}));
  });

  const open = async (t, body, { policy = site.policies.frame, ...options } = {}) => {
    host.pages["/"] = { html: page_(body), policy };
    const context = await browser.newContext({ viewport: { width: 400, height: 900 }, ...options });
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const errors = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.addInitScript(() => {
      globalThis.told = [];
      addEventListener("message", ({ origin, data }) => globalThis.told.push({ origin, data }));
      for (const name of ["jaanch-ready", "jaanch-verdict", "jaanch-error"])
        addEventListener(name, () => globalThis.told.push({ data: name }));
    });
    await page.goto(host.url);
    const frame = page.frameLocator("iframe").first();
    return {
      page,
      context,
      errors,
      frame,
      element: frame.locator("jaanch-check"),
      box: page.locator("iframe").first(),
    };
  };
  const check = async ({ element }, text) => {
    await element.locator("textarea").fill(text);
    await element.locator(".primary").press("Enter");
    return element.getByRole("status").innerText();
  };
  const ready = ({ element }) => element.locator(".about").waitFor();
  const heightOf = async ({ box }) => (await box.boundingBox()).height;

  it("answers under the documented policy and sandbox", async (t) => {
    const there = await open(t, site.frame("?lang=hi") + site.frameScript);
    await ready(there);
    const words = await check(there, LISTED.often);
    assert.ok(words.includes(TEXTS.hi.element.verdict.reported.title), words);
    const others = await check(there, UNLISTED);
    assert.ok(others.includes(TEXTS.hi.element.verdict["not-listed"].title), others);
    assert.deepEqual(there.errors, []);
    assert.equal(await there.box.getAttribute("sandbox"), SANDBOX);
    const inner = there.page.frames()[1];
    assert.deepEqual(await inner.evaluate(() => [document.title, document.documentElement.lang]), [
      TEXTS.hi.element.region,
      "hi-IN",
    ]);
  });

  it("pastes by its button where the page around it allows that, and has no such button where it does not", async (t) => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const there = await open(t, site.frame(), { permissions });
    await ready(there);
    // Only a page that has the focus may write there.
    await there.page.bringToFront();
    await there.page.evaluate((text) => navigator.clipboard.writeText(text), LISTED.often);
    await there.element.locator(".paste").click();
    await there.element.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
    assert.equal(await there.element.locator("textarea").inputValue(), LISTED.often);

    const without = await open(t, site.frame("?lang=en", { allow: "" }), { permissions });
    await ready(without);
    assert.equal(await without.element.locator(".paste").count(), 0);
    assert.match(await check(without, LISTED.often), /Reported/);
    assert.deepEqual(without.errors, []);
  });

  it("tells the page around it a height, in steps, and the same after every answer", async (t) => {
    const heights = new Set();
    for (const text of [
      LISTED.often,
      UNLISTED,
      "5O123",
      "1930",
      `Call ${LISTED.often}, ${UNLISTED} and ${LISTED.linked} at once`,
    ]) {
      // On a ground that is too small, so that what is asked for is seen.
      const there = await open(t, site.frame().replace('height="560"', 'height="80"') + site.frameScript);
      await ready(there);
      await there.page.waitForFunction(() => document.querySelector("iframe").clientHeight > 80);
      const before = await heightOf(there);
      assert.notEqual(await check(there, text), "");
      await there.page.waitForFunction((before) => document.querySelector("iframe").clientHeight > before, before - 4);
      await pause(200);
      heights.add(`${before} ${await heightOf(there)}`);
      const told = await there.page.evaluate(() => globalThis.told);
      assert.equal(told.length, 2, JSON.stringify(told));
      for (const { origin, data } of told) {
        assert.equal(origin, site.site);
        assert.deepEqual(Object.keys(data), ["type", "height"]);
        assert.equal(data.type, "jaanch:height");
        assert.equal(data.height % STEP, 0);
      }
      // Another answer, and none, change nothing.
      await check(there, UNLISTED);
      await there.element.locator("textarea").fill("");
      await pause(200);
      assert.equal((await there.page.evaluate(() => globalThis.told)).length, 2);
      await there.context.close();
    }
    assert.equal(heights.size, 1, [...heights].join("; "));
  });

  it("moves nothing when the frame is high enough from the start", async (t) => {
    const there = await open(
      t,
      `${site.frame().replace('height="560"', 'height="720"')}${site.frameScript}<p>Below</p>`,
    );
    await ready(there);
    await pause(200);
    assert.equal(await there.box.evaluate((frame) => frame.clientHeight), 720);
    const moved = await there.page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({
            type: "layout-shift",
            buffered: true,
          });
          setTimeout(() => resolve(0), 300);
        }),
    );
    assert.equal(moved, 0);
  });

  it("is given its height also where the script comes after it, and where the frame does", async (t) => {
    const there = await open(t, `${site.frame().replace('height="560"', 'height="80"')}`, {
      policy: `${site.policies.frame}`,
    });
    await ready(there);
    assert.equal(await there.box.evaluate((frame) => frame.clientHeight), 80, "without the script it scrolls");
    const [, src, integrity] = /src="([^"]+)" integrity="([^"]+)"/.exec(site.frameScript);
    await there.page.evaluate(
      ([src, integrity]) => {
        const script = document.createElement("script");
        Object.assign(script, { type: "module", src, integrity, crossOrigin: "anonymous" });
        document.head.append(script);
      },
      [src, integrity],
    );
    await there.page.waitForFunction(() => document.querySelector("iframe").clientHeight > 80);
    await there.page.evaluate(() => {
      const late = document.querySelector("iframe").cloneNode();
      late.style.height = "";
      document.body.append(late);
    });
    await there.page.waitForFunction(() => document.querySelectorAll("iframe")[1].clientHeight > 80);
  });

  it("takes no height from anybody else", async (t) => {
    const stranger = await partner({
      "/": { html: page_(`<script>parent.postMessage({ type: "jaanch:height", height: 2000 }, "*")</script>`) },
    });
    t.after(() => stranger.close());
    const there = await open(
      t,
      `${site.frame()}<iframe src="${stranger.url}" id="stranger" height="100"></iframe>${site.frameScript}`,
      {
        policy: `${site.policies.frame} ${stranger.url}`
          .replace("frame-src", `frame-src ${stranger.url}`)
          .replace(/ \S+$/, ""),
      },
    );
    await ready(there);
    await pause(300);
    const told = await there.page.evaluate(() => globalThis.told.map(({ origin }) => origin));
    assert.ok(told.includes(new URL(stranger.url).origin), "the stranger did try");
    await there.page.evaluate(() => postMessage({ type: "jaanch:height", height: 2000 }, "*"));
    await pause(200);
    assert.ok((await heightOf(there)) < 2000);
    assert.equal(await there.page.locator("#stranger").evaluate((frame) => frame.clientHeight), 100);
  });

  // What takes the call is another program, which there is none of here. What Chromium shows is whether the frame was let
  // out to it: it says so on the console when it was not. Firefox and WebKit say nothing either way.
  it("calls 1930 from within the documented sandbox, and not without its last words", async (t) => {
    const tried = async (sandbox) => {
      const there = await open(t, site.frame("?lang=en", { sandbox }));
      const log = [];
      there.page.on("console", (message) => log.push(message.text()));
      const ended = there.page.waitForEvent("requestfailed", (request) => request.url() === "tel:1930");
      await ready(there);
      await check(there, LISTED.often);
      const call = there.element.locator("section a.call");
      assert.equal(await call.getAttribute("href"), "tel:1930");
      await call.click();
      await ended.catch((error) => {
        throw new Error(`${error.message}\n${log.join("\n")}`);
      });
      await pause(300);
      return log.join("\n");
    };
    const less = SANDBOX.replace(" allow-top-navigation-to-custom-protocols", "").replace(/ allow-popups\S*/g, "");
    assert.match(await tried(less), /Navigation to external protocol blocked by sandbox/);
    assert.equal(await tried(SANDBOX), "");
  });

  it("cannot call where the page around it allows no tel: in frames, which is why the documents name it", async (t) => {
    const there = await open(t, site.frame(), { policy: site.policies.frame.replace(" tel:", "") });
    await ready(there);
    await check(there, LISTED.often);
    await there.element.locator("section a.call").click();
    await pause(500);
    assert.match(there.errors.join("\n"), /frame-src/);
  });

  it("does what its address says", async (t) => {
    const asked = async (query, options) => {
      const context = await browser.newContext({ viewport: { width: 400, height: 900 }, ...options });
      t.after(() => context.close());
      const page = await context.newPage();
      await page.goto(`${site.site}/embed.html${query}`);
      await page.locator("jaanch-check .about").waitFor();
      return page;
    };
    const label = async (page) => page.locator("jaanch-check label").innerText();
    assert.equal(await label(await asked("?lang=pa")), TEXTS.pa.element.label);
    for (const [locale, code] of [
      ["hi-IN", "hi"],
      ["pa-IN", "pa"],
      ["en-IN", "en"],
      ["de-DE", "en"],
    ]) {
      const page = await asked("", { locale });
      assert.equal(await label(page), TEXTS[code].element.label, locale);
      assert.equal(await page.locator("html").getAttribute("lang"), TEXTS[code].locale);
    }
    assert.equal(await label(await asked("?lang=%22%3E%3Cb%3E", { locale: "en-IN" })), TEXTS.en.element.label);
    const ground = (page) =>
      page.locator("jaanch-check .card").evaluate((card) => getComputedStyle(card).backgroundColor);
    assert.equal(await ground(await asked("?theme=dark", { colorScheme: "light" })), "rgb(22, 32, 51)");
    assert.equal(await ground(await asked("?theme=light", { colorScheme: "dark" })), "rgb(255, 255, 255)");
    assert.equal(await ground(await asked("", { colorScheme: "dark" })), "rgb(22, 32, 51)");
    const all = await asked("?lang=en&compact&region=US");
    assert.equal(await all.locator("jaanch-check .hint").isVisible(), false);
    await all.locator("jaanch-check textarea").fill("202-555-0123");
    await all.locator("jaanch-check .primary").click();
    assert.match(await all.getByRole("status").innerText(), /\+1/);
    const source = await readFile(new URL("../../www/embed/frame-page.js", import.meta.url), "utf8");
    const known = [...source.matchAll(/wishes\.(?:get|has)\("([a-z]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual(known.sort(), [...FRAME_PARAMETERS].sort());
  });

  it("has nothing that axe finds fault with", async (t) => {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
      t.after(() => context.close());
      const page = await context.newPage();
      await page.goto(`${site.site}/embed.html?lang=en`);
      await page.locator("jaanch-check .about").waitFor();
      for (const text of ["", LISTED.often]) {
        if (text !== "") await check({ element: page.locator("jaanch-check") }, text);
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
          .analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
          [],
        );
      }
    }
  });

  it("is the only page of the site that others may frame", async (t) => {
    const there = await open(t, `<iframe src="${site.site}/en/" title="x"></iframe>`);
    await pause(300);
    assert.match(there.errors.join("\n"), /frame-ancestors/);
    assert.match((await fetch(`${site.site}/embed.html`)).headers.get("content-security-policy"), /frame-ancestors \*/);
  });

  it("keeps nothing on the device", async (t) => {
    const there = await open(t, site.frame());
    await ready(there);
    await check(there, LISTED.often);
    const inner = there.page.frames()[1];
    const kept = await inner.evaluate(async () => [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await caches.keys(),
      (await navigator.serviceWorker.getRegistrations()).length,
    ]);
    assert.deepEqual(kept, [{}, {}, "", [], 0]);
  });
});

describe("what jaanch site makes for other sites", () => {
  let shop, keys, list, folder, said, site;

  const jaanch = (...args) =>
    new Promise((resolve) => {
      execFile(shop.program, args, { cwd: shop.path(".") }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const make = (out, ...more) =>
    jaanch(
      "site",
      "--list",
      list,
      "--key",
      keys.public,
      "--web",
      new URL("../../www", import.meta.url).pathname,
      "--out",
      shop.path(out),
      ...more,
    );
  const sri = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  const filesIn = async (path) =>
    (await readdir(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(path.length + 1))
      .sort();

  before(async () => {
    shop = await workshop();
    keys = await shop.keys("keys");
    list = await shop.list("list", { key: keys.secret });
    const made = await make("site", "--base-url", "https://check.example.org/");
    assert.equal(made.code, 0, made.stderr);
    said = made.stdout;
    folder = shop.path("site");
    site = await publisher(folder, keys.line);
  });

  after(async () => {
    await site?.close();
    await shop?.clear();
  });

  it("says the address and the digest of the entry", async () => {
    const index = JSON.parse(await readFile(join(folder, "embed/embed.json"), "utf8"));
    assert.match(index.version, /^\d+\.\d+\.\d+-[0-9a-f]{8}$/);
    assert.equal(index.entry, "jaanch-check.js");
    assert.deepEqual(index.versions, [index.version]);
    const entry = await readFile(join(folder, "embed", index.version, index.entry));
    const frame = await readFile(join(folder, "embed", index.version, index.frame.src));
    assert.equal(index.integrity, sri(entry));
    assert.equal(index.frame.integrity, sri(frame));
    for (const words of [
      `https://check.example.org/embed/${index.version}/jaanch-check.js`,
      index.integrity,
      index.frame.integrity,
    ])
      assert.ok(said.includes(words), said);
  });

  it("lets other origins read it, keeps versions for ever and asks about the rest", async () => {
    for (const name of await filesIn(join(folder, "embed", site.version))) {
      if (/\.(br|gz)$/.test(name)) continue;
      const { status, headers } = await fetch(`${site.site}/embed/${site.version}/${name}`);
      assert.deepEqual(
        [status, headers.get("access-control-allow-origin"), headers.get("cross-origin-resource-policy")],
        [200, "*", "cross-origin"],
        name,
      );
      assert.match(headers.get("cache-control"), /immutable/, name);
    }
    for (const name of ["list.jaanch", "embed/embed.json"]) {
      const { headers } = await fetch(`${site.site}/${name}`);
      assert.deepEqual(
        [headers.get("access-control-allow-origin"), headers.get("cache-control")],
        ["*", "no-cache"],
        name,
      );
    }
    assert.equal((await fetch(`${site.site}/embed.html`)).headers.get("cache-control"), "no-cache");
  });

  it("puts nothing there that is not loaded", async () => {
    const entry = await readFile(join(folder, "embed", site.version, "jaanch-check.js"), "utf8");
    const page = await readFile(join(folder, "embed.html"), "utf8");
    for (const name of await filesIn(join(folder, "embed", site.version))) {
      if (/\.(br|gz)$/.test(name) || /^jaanch-(check|frame)\.js$/.test(name)) continue;
      assert.ok(
        entry.includes(`"${name}":"sha384-`) || page.includes(`${site.version}/${name}" integrity="sha384-`),
        name,
      );
    }
  });

  it("carries earlier versions over, byte by byte", async () => {
    const web = shop.path("www");
    await cp(new URL("../../www", import.meta.url).pathname, web, { recursive: true });
    const english = join(web, "locales/en.json");
    await writeFile(english, (await readFile(english, "utf8")).replace('"check": "Check"', '"check": "Check it"'));
    const from = ["site", "--list", list, "--key", keys.public, "--web", web, "--out", shop.path("next")];
    const next = await jaanch(...from, "--keep", folder);
    assert.equal(next.code, 0, next.stderr);
    const index = JSON.parse(await readFile(shop.path("next/embed/embed.json"), "utf8"));
    assert.notEqual(index.version, site.version, "another word is another version");
    assert.deepEqual(index.versions, [index.version, site.version]);
    assert.ok(next.stdout.includes(`kept: ${site.version}`), next.stdout);
    const [before, after] = [join(folder, "embed", site.version), shop.path(`next/embed/${site.version}`)];
    assert.deepEqual(await filesIn(after), await filesIn(before));
    for (const name of await filesIn(before))
      assert.deepEqual(await readFile(join(after, name)), await readFile(join(before, name)), name);
    // Once more, into the folder that has them by now, without a change: nothing is lost, nothing comes twice.
    const again = await jaanch(...from);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(JSON.parse(await readFile(shop.path("next/embed/embed.json"), "utf8")), index);
    // A page that pinned the old version goes on working, with the old words.
    const browser = await openBrowser();
    const server = await publisher(shop.path("next"), keys.line);
    const host = await partner({
      "/": {
        html: page_((site.script + site.element()).replaceAll(site.site, server.site)),
        policy: server.policies.element,
      },
    });
    try {
      const page = await browser.newPage();
      await page.goto(host.url);
      await page.locator("jaanch-check .about").waitFor();
      assert.equal(await page.locator("jaanch-check .primary").innerText(), "Check");
    } finally {
      await browser.close();
      await host.close();
      await server.close();
    }
  });

  it("refuses to carry over what is no site, or not whole", async () => {
    const cases = {
      "is no site": [async (old) => rm(join(old, "list.jaanch")), /is not a site that jaanch made/],
      "lacks a file": [
        async (old) => rm(join(old, "embed", site.version, "element/controller.js")),
        /missing or is not what it was/,
      ],
      "was changed": [
        async (old) => writeFile(join(old, "embed", site.version, "jaanch-check.js"), "alert(1)"),
        /missing or is not what it was/,
      ],
      "has something else": [
        async (old) => writeFile(join(old, "embed/notes.txt"), "mine"),
        /notes\.txt: it is not a version/,
      ],
    };
    for (const [what, [spoil, words]] of Object.entries(cases)) {
      const old = shop.path(`old-${what.replaceAll(" ", "-")}`);
      await cp(folder, old, { recursive: true });
      await spoil(old);
      const { code, stderr } = await make("refused", "--keep", old);
      assert.equal(code, 1, what);
      assert.match(stderr, words, what);
    }
    const { code, stderr } = await make("refused", "--keep", shop.path("nowhere"));
    assert.equal(code, 1);
    assert.match(stderr, /nowhere: it is not a site/);
  });
});
