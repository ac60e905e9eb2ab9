// Without a network after the first visit; newer lists and newer releases; and every way in which keeping them can fail.

import assert from "node:assert/strict";
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS, check, settled, visit } from "./support/browser.mjs";
import { LISTED, ROOT, UNLISTED, tampered } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

describe("without a network", () => {
  let shop, browser, key, good, made;
  const lists = {};

  fixture(async (given) => {
    ({ shop, browser } = given);
    ({ key, list: made, folder: good } = await shop.desk());
    for (const [name, options] of Object.entries({
      newer: { nth: 1, count: 9 },
      older: { issued: -3 },
      stale: { issued: -10 },
    })) {
      lists[name] = await shop.read(await shop.list(name, { key: key.secret, ...options }));
    }
    lists.stranger = await shop.read(await shop.list("stranger", { key: (await shop.keys("others")).secret, nth: 2 }));
    lists.changed = tampered(lists.newer);
  });

  let copies = 0;
  /**
   * A visit to a copy of the site, with everything kept; `down` and `up` take the host away and bring it back, `publish` puts
   * another site in its place.
   */
  const kept = async (t, path = "hi/", { list, ...options } = {}) => {
    const folder = await shop.siteWith(`copy-${(copies += 1)}`, good, list ?? (await shop.read(made)));
    let server = await serve(folder);
    const { port } = new URL(server.url);
    const there = await visit(browser, server.url + path, { serviceWorkers: "allow", ...options });
    t.after(async () => {
      await there.close();
      await server?.close();
    });
    await whole(there.page);
    return {
      ...there,
      folder,
      url: server.url,
      async down() {
        await server.close();
        server = undefined;
      },
      async up() {
        server = await serve(folder, { port: Number(port) });
      },
      async publish(site) {
        await rm(folder, { recursive: true });
        await cp(site, folder, { recursive: true });
      },
    };
  };

  /** Waits until a release and the list are kept. */
  const whole = (page) =>
    until(page, async () => {
      const worker = await navigator.serviceWorker.getRegistration();
      const list = await caches.has("jaanch list");
      return (
        worker?.active?.state === "activated" &&
        navigator.serviceWorker.controller &&
        list &&
        (await (await caches.open("jaanch list")).keys()).length > 0
      );
    });

  /** Asks the page again and again; what it answers may come later. */
  const until = async (page, question) => {
    for (let tries = 0; !(await page.evaluate(question)); tries += 1) {
      assert.ok(tries < 200, String(question));
      await page.waitForTimeout(50);
    }
  };

  /** Lets the kept list look as if it had been asked about two days ago, or so many. */
  const age = (page, days = 2) =>
    page.evaluate(async (days) => {
      const store = await caches.open("jaanch list");
      const [request] = await store.keys();
      const old = await store.match(request);
      const headers = new Headers(old.headers);
      headers.set("jaanch-checked", new Date(Date.now() - days * 86_400_000).toISOString());
      await store.put(request, new Response(await old.arrayBuffer(), { headers }));
    }, days);
  const again = async ({ page }, url = page.url()) => {
    await page.goto("about:blank");
    await page.goto(url);
    await settled(page);
  };
  const serial = (page) => page.evaluate(() => document.querySelector("jaanch-check").serial);

  for (const code of LANGUAGES) {
    it(`${code}: checks, and shows every page of the language`, async (t) => {
      const there = await kept(t, `${code}/`);
      await there.down();
      await again(there);
      const { verdict } = TEXTS[code].element;
      assert.ok((await check(there, LISTED.often)).includes(verdict.reported.title));
      assert.ok((await check(there, UNLISTED)).includes(verdict["not-listed"].title));
      for (const path of ["report/", "tips/", "list/", "privacy/", "accessibility/"]) {
        await there.page.goto(`${there.url}${code}/${path}`);
        assert.equal(await there.page.title(), TEXTS[code].page[path.slice(0, -1)].title);
      }
      await there.page.goto(`${there.url}${code}/index.html`);
      assert.equal(await there.page.title(), TEXTS[code].page.home.title);
    });
  }

  it("has another language as soon as it was read once", async (t) => {
    const there = await kept(t, "hi/");
    await there.page.goto(`${there.url}pa/`);
    await settled(there.page);
    await until(there.page, async () => (await caches.match(new URL("../pa/tips/", location.href))) !== undefined);
    await there.down();
    await there.page.goto(`${there.url}pa/tips/`);
    assert.equal(await there.page.title(), TEXTS.pa.page.tips.title);
  });

  it("asks for a newer list after a day, by a conditional request, and takes it", async (t) => {
    const there = await kept(t);
    const first = await serial(there.page);
    const asked = [];
    there.context.on("response", (response) => {
      if (response.url().endsWith("list.jaanch") && !response.fromServiceWorker())
        asked.push([response.request().headers()["if-none-match"], response.status()]);
    });
    await again(there);
    assert.deepEqual(asked, [], "within a day nothing is asked");
    await age(there.page);
    await again(there);
    await there.page.waitForTimeout(300);
    assert.equal(asked.length, 1);
    assert.ok(asked[0][0], "the request says which list is there");
    assert.equal(asked[0][1], 304);
    await writeFile(join(there.folder, "list.jaanch"), lists.newer);
    await age(there.page);
    await again(there);
    await there.page.waitForFunction((before) => document.querySelector("jaanch-check").serial > before, first);
    assert.equal(await serial(there.page), first + 1);
    await there.down();
    await again(there);
    assert.equal(await serial(there.page), first + 1, "the newer one is kept");
  });

  for (const [name, what] of Object.entries({ older: "older", stranger: "somebody else's", changed: "changed" })) {
    it(`keeps its list when the host hands out one that is ${what}`, async (t) => {
      const there = await kept(t);
      const first = await serial(there.page);
      await writeFile(join(there.folder, "list.jaanch"), lists[name]);
      await age(there.page);
      const answered = there.context.waitForEvent(
        "response",
        (response) =>
          response.url().endsWith("list.jaanch") && !response.fromServiceWorker() && response.status() === 200,
      );
      await again(there);
      await answered;
      await there.page.waitForTimeout(300);
      assert.equal(await serial(there.page), first);
      assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
      await again(there);
      assert.equal(await serial(there.page), first);
    });
  }

  for (const [what, { list, days }] of Object.entries({
    "is not fresh": { list: "stale", days: 0 },
    "was checked by a clock that was ahead": { days: -2 },
  })) {
    it(`asks for a newer list at once when the kept one ${what}`, async (t) => {
      const there = await kept(t, "hi/", { list: lists[list] });
      await age(there.page, days);
      await writeFile(join(there.folder, "list.jaanch"), lists.newer);
      const first = await serial(there.page);
      await again(there);
      await there.page.waitForFunction((before) => document.querySelector("jaanch-check").serial > before, first);
    });
  }

  it("keeps no older list where nothing can be remembered", async (t) => {
    const there = await kept(t);
    const first = await serial(there.page);
    await there.page.evaluate(() => localStorage.clear());
    await there.page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await writeFile(join(there.folder, "list.jaanch"), lists.older);
    await age(there.page);
    await again(there);
    await there.page.waitForTimeout(300);
    await again(there);
    assert.equal(await serial(there.page), first);
  });

  it("takes a newer list with a full disk, and does not ask for it for ever", async (t) => {
    const there = await kept(t);
    const first = await serial(there.page);
    await writeFile(join(there.folder, "list.jaanch"), lists.newer);
    await age(there.page);
    await there.page.addInitScript(() => {
      // An empty page on the way has no storage.
      if (globalThis.Cache) Cache.prototype.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    });
    const asked = [];
    there.context.on("request", (request) => {
      if (request.url().endsWith("list.jaanch")) asked.push(request.url());
    });
    await again(there);
    await there.page.waitForFunction((before) => document.querySelector("jaanch-check").serial > before, first);
    await there.page.waitForTimeout(1_000);
    // For the page; for a newer one; for that one in the page, and once more to keep it, both times by way of the worker.
    assert.ok(asked.length <= 6, `${asked.length} requests`);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
    assert.deepEqual(there.console, []);
  });

  it("gives an answer again when a newer list comes under it", async (t) => {
    const there = await kept(t);
    await writeFile(join(there.folder, "list.jaanch"), lists.newer);
    await age(there.page);
    await again(there);
    const added = "+91 50200 00005";
    await there.field.fill(added);
    await there.page.locator("jaanch-check .primary").click();
    await there.page.getByText(TEXTS.hi.element.verdict.reported.title).waitFor();
  });

  it("lets go of a kept list that the page would refuse", async (t) => {
    const there = await kept(t);
    await there.page.evaluate(async () => {
      const store = await caches.open("jaanch list");
      const [request] = await store.keys();
      await store.put(request, new Response("no list", { headers: { "jaanch-checked": new Date().toISOString() } }));
    });
    await again(there);
    await there.page.waitForFunction(() => document.querySelector("jaanch-check").serial !== undefined);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
  });

  /** The site made from sources in which one script and one text differ; each is another release. */
  const nextRelease = async (list = made, publicKey = key.public) => {
    const web = shop.path(`www-${(copies += 1)}`);
    await cp(join(ROOT, "www"), web, { recursive: true });
    const element = join(web, "dist/page/home.js");
    await writeFile(
      element,
      `${await readFile(element, "utf8")}\nglobalThis.release = "next";\nglobalThis.nth = ${copies};\n`,
    );
    const texts = join(web, "locales/hi.json");
    const words = JSON.parse(await readFile(texts, "utf8"));
    words.page.home.heading = "अगला संस्करण";
    await writeFile(texts, JSON.stringify(words));
    return shop.site(`next-${copies}`, list, publicKey, { web });
  };

  /** Puts a line before the service worker of a site. */
  const workerWith = async (site, line) => {
    const script = join(site, "sw.js");
    await writeFile(script, `${line}\n${await readFile(script, "utf8")}`);
    for (const suffix of ["br", "gz"]) await rm(`${script}.${suffix}`);
  };

  /** Lets the browser look for a newer worker; tells what became of it. */
  const update = (page) =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration();
      await worker.update().catch(() => {});
      const { installing } = worker;
      if (!installing) return "none";
      return new Promise((resolve) =>
        installing.addEventListener("statechange", () => {
          if (["activated", "redundant"].includes(installing.state)) resolve(installing.state);
        }),
      );
    });
  const stores = (page) =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("jaanch release")));
  const shown = (page) =>
    page.evaluate(() => [document.querySelector("h1").textContent === "अगला संस्करण", globalThis.release === "next"]);

  it("takes the next release whole, never a page of one with a module of the other", async (t) => {
    const there = await kept(t);
    const next = await nextRelease();
    await there.publish(next);
    const updated = there.page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration();
      const changed = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
      await worker.update();
      await changed;
    });
    // The open page is still of the old release, and all of it.
    assert.deepEqual(await shown(there.page), [false, false]);
    await updated;
    await again(there);
    assert.deepEqual(await shown(there.page), [true, true]);
    await there.down();
    await again(there);
    assert.deepEqual(await shown(there.page), [true, true]);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
    assert.equal((await stores(there.page)).length, 2, "this one and the one before");
  });

  it("takes nothing of a release that a host has only half of", async (t) => {
    const there = await kept(t);
    const next = await nextRelease();
    // The worker is there already, the pages are still the old ones.
    await cp(join(next, "sw.js"), join(there.folder, "sw.js"));
    await cp(join(next, "sw.js.br"), join(there.folder, "sw.js.br"));
    await cp(join(next, "assets"), join(there.folder, "assets"), { recursive: true });
    const state = await update(there.page);
    assert.ok(["redundant", "none"].includes(state), state);
    await there.down();
    await again(there);
    assert.deepEqual(await shown(there.page), [false, false]);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
    assert.equal((await stores(there.page)).length, 1, "nothing is left of the half");
  });

  const FULL = 'Cache.prototype.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));';
  const hindrances = {
    "the disk is full": (site) => workerWith(site, FULL),
    "the host rewrites its pages": async (site) => {
      for (const name of await readdir(site, { recursive: true })) {
        if (!name.endsWith(".html")) continue;
        await writeFile(join(site, name), `${await readFile(join(site, name), "utf8")}<!-- counted -->`);
        for (const suffix of ["br", "gz"]) await rm(join(site, `${name}.${suffix}`));
      }
    },
  };
  for (const [why, hinder] of Object.entries(hindrances)) {
    it(`shows the next release, and its key, from the host when it cannot be kept: ${why}`, async (t) => {
      const there = await kept(t);
      const others = await shop.keys(`keys-${(copies += 1)}`);
      const list = await shop.list(`list-${copies}`, { key: others.secret, nth: 3 });
      const next = await nextRelease(list, others.public);
      await hinder(next);
      await there.publish(next);
      assert.ok(["redundant", "none"].includes(await update(there.page)));
      await again(there);
      assert.deepEqual(await shown(there.page), [true, true]);
      await there.page.waitForFunction(() => /03$/.test(String(document.querySelector("jaanch-check").serial)));
      assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
      await there.down();
      await there.page.goto(`${there.url}hi/`);
      assert.deepEqual(await shown(there.page), [false, false], "the one that is kept is there without a network");
      await there.up();
      const whole = await nextRelease(list, others.public);
      await there.publish(whole);
      assert.equal(await update(there.page), "activated");
      await there.down();
      await again(there);
      assert.deepEqual(await shown(there.page), [true, true], "one that can be kept is");
    });
  }

  it("goes on showing what is kept at once when there was only no network to take the next release", async (t) => {
    const there = await kept(t);
    const newest = () => there.page.evaluate(() => caches.has("jaanch newest /"));
    const [cut, full] = [await nextRelease(), await nextRelease()];
    await workerWith(cut, 'self.fetch = () => Promise.reject(new TypeError("no network"));');
    await there.publish(cut);
    assert.ok(["redundant", "none"].includes(await update(there.page)));
    assert.equal(await newest(), true);
    await workerWith(full, FULL);
    await there.publish(full);
    assert.ok(["redundant", "none"].includes(await update(there.page)));
    assert.equal(await newest(), false, "with a network the host is asked from then on");
  });

  it("shows what is kept when a host that is asked first does not answer", async (t) => {
    const there = await kept(t);
    const next = await nextRelease();
    await workerWith(next, FULL);
    await there.publish(next);
    await update(there.page);
    await there.down();
    const silent = createServer(() => {}).listen(Number(new URL(there.url).port), "127.0.0.1");
    t.after(() => {
      silent.close();
      silent.closeAllConnections();
    });
    await again(there);
    assert.deepEqual(await shown(there.page), [false, false]);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
  });

  it("gives up the release before the one in use where the next one has no room beside it", async (t) => {
    const there = await kept(t);
    await there.publish(await nextRelease());
    assert.equal(await update(there.page), "activated");
    const third = await nextRelease();
    await workerWith(
      third,
      `{ const { put } = Cache.prototype;
         Cache.prototype.put = async function (...what) {
           const stores = (await caches.keys()).filter((name) => name.startsWith("jaanch release"));
           if (stores.length > 2) throw new DOMException("full", "QuotaExceededError");
           return put.apply(this, what);
         }; }`,
    );
    await there.publish(third);
    const [, second] = await stores(there.page);
    assert.equal(await update(there.page), "activated");
    const names = await stores(there.page);
    assert.equal(names.length, 2);
    assert.equal(names[0], second);
    await there.down();
    await again(there);
    assert.equal(await there.page.evaluate(() => globalThis.nth), copies);
  });

  it("lets a language be chosen where the one asked for was never read", async (t) => {
    const there = await kept(t, "hi/");
    await there.down();
    await there.page.goto(`${there.url}pa/tips/`);
    assert.equal(there.page.url(), `${there.url}#choose`);
    for (const code of LANGUAGES)
      assert.ok(await there.page.getByText(TEXTS[code].page.root.offline).isVisible(), code);
    assert.equal(await there.page.locator("li a").count(), LANGUAGES.length);
    assert.ok(
      await there.page.evaluate(() => [...document.styleSheets].some(({ cssRules }) => cssRules.length > 0)),
      "it has its looks",
    );
    await there.page.evaluate(() => localStorage.setItem("jaanch language", "pa"));
    await there.page.goto("about:blank");
    await there.page.goto(there.url);
    await there.page.waitForURL(`${there.url}#choose`);
    await there.page.getByRole("link", { name: TEXTS.hi.name }).click();
    await there.page.waitForURL(`${there.url}hi/`);
    await settled(there.page);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
  });

  it("keeps another language whole or not at all", async (t) => {
    const there = await kept(t, "hi/");
    const pages = join(there.folder, "pa/tips");
    await rm(pages, { recursive: true });
    await there.page.goto(`${there.url}pa/`);
    await settled(there.page);
    const parts = () =>
      there.page.evaluate(
        async () =>
          (
            await (await caches.open((await caches.keys()).find((name) => name.startsWith("jaanch release")))).keys()
          ).filter(({ url }) => /\/pa[/.]/.test(url)).length,
      );
    await there.page.waitForTimeout(1_000);
    assert.equal(await parts(), 0);
    await cp(join(good, "pa/tips"), pages, { recursive: true });
    await again(there);
    await until(there.page, async () => (await caches.match(new URL("../pa/", location.href))) !== undefined);
    await there.down();
    await there.page.goto(`${there.url}pa/tips/`);
    assert.equal(await there.page.title(), TEXTS.pa.page.tips.title);
  });

  it("leaves another site of the same host what it keeps", async (t) => {
    const root = shop.path(`host-${(copies += 1)}`);
    for (const name of ["a", "b"]) await cp(good, join(root, name), { recursive: true });
    const server = await serve(root);
    let open = true;
    const close = async () => {
      if (open) await server.close();
      open = false;
    };
    const there = await visit(browser, `${server.url}a/hi/`, { serviceWorkers: "allow" });
    t.after(async () => {
      await there.close();
      await close();
    });
    await whole(there.page);
    const second = { page: await there.context.newPage() };
    await second.page.addInitScript(() =>
      addEventListener("jaanch-list", () => (globalThis.heard = [{ name: "jaanch-list" }])),
    );
    await second.page.goto(`${server.url}b/hi/`);
    await whole(second.page);
    for (let release = 0; release < 2; release += 1) {
      const next = await nextRelease();
      await rm(join(root, "b"), { recursive: true });
      await cp(next, join(root, "b"), { recursive: true });
      assert.equal(await update(second.page), "activated");
    }
    await close();
    await again(there);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
    await second.page.goto(`${server.url}b/hi/`);
    await second.page.waitForFunction(() => globalThis.heard !== undefined);
    assert.deepEqual(await shown(second.page), [true, true]);
  });

  it("works with a full disk", async (t) => {
    const there = await visit(browser, "about:blank", { ready: false });
    t.after(there.close);
    const server = await serve(good);
    t.after(() => server.close());
    await there.page.addInitScript(() => {
      const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
      Cache.prototype.put = full;
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      navigator.serviceWorker.register = full;
    });
    await there.page.goto(`${server.url}hi/`);
    await settled(there.page);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS.hi.element.verdict.reported.title));
    assert.deepEqual(there.console, []);
  });

  it("works where a browser keeps nothing at all", async (t) => {
    const there = await visit(browser, "about:blank", { ready: false });
    t.after(there.close);
    const server = await serve(good);
    t.after(() => server.close());
    await there.page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("no", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(globalThis, name, { get: refuse });
      Object.defineProperty(Navigator.prototype, "serviceWorker", { get: refuse });
    });
    await there.page.goto(server.url);
    await there.page.waitForURL(/\/(hi|en|pa)\/$/);
    await settled(there.page);
    const code = new URL(there.page.url()).pathname.slice(1, 3);
    assert.ok((await check(there, LISTED.often)).includes(TEXTS[code].element.verdict.reported.title));
    await there.page.locator('[data-language="pa"]').click();
    await there.page.waitForURL(/\/pa\/$/);
    await there.page.goto(`${server.url}en/report/`);
    await there.page.getByLabel(TEXTS.en.page.report.note.transaction).waitFor();
  });

  it("works where the name of the worker's policy is taken", async (t) => {
    const there = await visit(browser, "about:blank", { ready: false });
    t.after(there.close);
    const server = await serve(good);
    t.after(() => server.close());
    await there.page.addInitScript(() => globalThis.trustedTypes.createPolicy("jaanch-worker", {}));
    await there.page.goto(`${server.url}en/report/`);
    await there.page.getByLabel(TEXTS.en.page.report.note.transaction).waitFor();
    assert.deepEqual(
      there.console.filter((line) => !/Content Security Policy/.test(line)),
      [],
    );
  });

  /** A visit to a site that answers only what `hinder` lets through, with a device that can share. */
  const hindered = async (t, hinder) => {
    const server = await serve(good);
    t.after(() => server.close());
    const there = await visit(browser, "about:blank", { ready: false });
    t.after(there.close);
    await hinder(there);
    await there.page.addInitScript(() => (navigator.share = async () => {}));
    await there.page.goto(`${server.url}en/`);
    return there;
  };

  it("is shared and kept where the check finds no words", async (t) => {
    const there = await hindered(t, () => {});
    const lists = async () => (await (await caches.open("jaanch list")).keys()).length;
    await until(there.page, lists);
    await there.context.route("**/locales/*.json", (route) => route.abort());
    await there.page.reload();
    await there.page.locator("#share").waitFor();
    await there.page.getByText(TEXTS.en.page.home.fallback.title).waitFor();
    await there.page.waitForTimeout(300);
    assert.equal(await there.page.evaluate(lists), 1, "the list is not at fault");
  });

  it("remembers a language while the list is on its way, and in the end does the rest without it", async (t) => {
    const there = await hindered(t, async ({ context, page }) => {
      await context.route("**/list.jaanch", () => {});
      await page.clock.install();
    });
    await there.page.clock.runFor(2_000);
    await there.page.getByText(TEXTS.en.element.loading).waitFor();
    await there.page.locator('[data-language="pa"]').click();
    await there.page.waitForURL(/\/pa\/$/);
    assert.equal(await there.page.evaluate(() => localStorage.getItem("jaanch language")), "pa");
    await there.page.clock.runFor(2_000);
    await there.page.getByText(TEXTS.pa.element.loading).waitFor();
    assert.equal(await there.page.locator("#share").isVisible(), false);
    await there.page.clock.runFor(20_000);
    await there.page.locator("#share").waitFor();
  });
});
