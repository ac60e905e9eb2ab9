// The element on a stranger's page: another origin, the strictest policy the documents allow, and pages that are not kind.

import assert from "node:assert/strict";
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync, constants } from "node:zlib";

import { ATTRIBUTES, EVENTS, PARTS, PROPERTIES, ROOM } from "../../www/element/api.js";
import { JaanchCheck } from "../../www/element/jaanch-check.js";
import { keysIn } from "../../www/element/list.js";
import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS } from "./support/browser.mjs";
import { LISTED, ROOT, UNLISTED, tampered } from "./support/workshop.mjs";
import { document as page_, partner, publisher } from "./support/partner.mjs";
import { fixture } from "./support/fixture.mjs";

/** What may be loaded before anybody wants to check. */
const ENTRY = 6_000;

/** The reader scrolls down to it. */
const SPACE = "<br>".repeat(300);
const STRICT = "require-trusted-types-for 'script'; trusted-types 'none'";

describe("the element on a page of others", () => {
  let shop, browser, site, host, keys, list;

  fixture(async (given) => {
    ({ shop, browser } = given);
    const made = await shop.desk();
    ({ key: keys, list } = made);
    site = given.closing(await publisher(made.folder, keys.line));
    host = given.closing(await partner({}));
  });

  /** Opens a page of the partner's, and keeps an eye on it. */
  const open = async (
    t,
    html,
    { policy = `${site.policies.element}; ${STRICT}`, ready = true, before: prepare, ...options } = {},
  ) => {
    host.pages["/"] = { html, policy };
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const there = { page, context, requests: [], errors: [] };
    context.on("request", (request) => there.requests.push(request.url()));
    page.on("pageerror", (error) => there.errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && there.errors.push(message.text()));
    await page.addInitScript(() => {
      globalThis.heard = [];
      globalThis.shifts = [];
      for (const name of ["jaanch-ready", "jaanch-verdict", "jaanch-error"]) {
        addEventListener(name, ({ detail }) => (globalThis.heard[globalThis.heard.length] = { name, detail }));
      }
      new PerformanceObserver((list) => {
        for (const { value, sources, startTime } of list.getEntries()) {
          let names = "";
          for (const { node } of sources) names += ` ${node?.nodeName}.${node?.className}`;
          globalThis.shifts[globalThis.shifts.length] = `${startTime} ms: ${value}${names}`;
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await prepare?.(there);
    await page.goto(host.url);
    if (ready) await heard(page, "jaanch-ready");
    return there;
  };
  const heard = (page, name, count = 1) =>
    page.waitForFunction(
      ([name, count]) => {
        let times = 0;
        for (const one of globalThis.heard) if (one.name === name) times += 1;
        return times >= count;
      },
      [name, count],
    );
  const check = async (page, text, which = page.locator("jaanch-check").first()) => {
    await which.locator("textarea").fill(text);
    await which.locator(".primary").click();
    return which.getByRole("status").innerText();
  };
  const filesOf = ({ requests }) => requests.filter((url) => url.startsWith(site.url));

  it("answers under the documented policy, with trusted types, and stores nothing", async (t) => {
    const there = await open(t, page_(site.script + site.element()));
    assert.match(await check(there.page, LISTED.often), /Reported/);
    assert.match(await check(there.page, UNLISTED), /not on this list/);
    assert.deepEqual(there.errors, []);
    const events = await there.page.evaluate(() => globalThis.heard);
    assert.deepEqual(events.slice(1), [
      { name: "jaanch-verdict", detail: { outcome: "reported", tag: "often" } },
      { name: "jaanch-verdict", detail: { outcome: "not-listed" } },
    ]);
    assert.deepEqual(Object.keys(events[0].detail), EVENTS["jaanch-ready"]);
    const kept = await there.page.evaluate(async () => [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await caches.keys(),
      await indexedDB.databases(),
      (await navigator.serviceWorker.getRegistrations()).length,
    ]);
    assert.deepEqual(kept, [{}, {}, "", [], [], 0]);
    assert.deepEqual(await there.context.cookies(), []);
    for (const url of there.requests)
      assert.ok(url.startsWith(site.url) || url === host.url || url.endsWith("favicon.ico"), url);
  });

  it("makes no request when a number is checked", async (t) => {
    const there = await open(t, page_(site.script + site.element()));
    await there.page.waitForLoadState("networkidle");
    const before = there.requests.length;
    for (const text of [LISTED.often, UNLISTED, `Call ${LISTED.often} or ${UNLISTED}`]) await check(there.page, text);
    await pause(300);
    assert.deepEqual(there.requests.slice(before), []);
  });

  it(`loads one script of at most ${ENTRY} bytes until it is wanted`, async (t) => {
    const there = await open(t, page_(site.script + SPACE + site.element()), { ready: false });
    await there.page.waitForFunction(() => document.querySelector("jaanch-check").shadowRoot);
    await pause(500);
    assert.deepEqual(filesOf(there), [`${site.site}/embed/${site.version}/jaanch-check.js`]);
    assert.equal(await there.page.locator("jaanch-check a").getAttribute("href"), "tel:1930");
    const bytes = await readFile(join(site.folder, "embed", site.version, "jaanch-check.js"));
    const size = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    t.diagnostic(`${size} bytes`);
    assert.ok(size <= ENTRY && bytes.length > 3000, `${size} bytes`);
    await there.page.locator("jaanch-check").scrollIntoViewIfNeeded();
    await heard(there.page, "jaanch-ready");
  });

  it("is loaded by the focus as well, and by focus()", async (t) => {
    for (const wake of [
      () => document.querySelector("jaanch-check a").focus({ preventScroll: true }),
      () => document.querySelector("jaanch-check").focus({ preventScroll: true }),
    ]) {
      const there = await open(t, page_(site.script + SPACE + site.element()), { ready: false });
      await there.page.waitForFunction(() => document.querySelector("jaanch-check").shadowRoot);
      await there.page.evaluate(wake);
      await heard(there.page, "jaanch-ready");
      assert.equal(
        await there.page.evaluate(() => document.querySelector("jaanch-check").shadowRoot.activeElement?.id),
        "number",
      );
    }
  });

  it("ten of them make one request for the module and one for the list", async (t) => {
    const there = await open(t, page_(site.script + site.element('lang="en" compact').repeat(10)), { ready: false });
    await there.page.evaluate(() => {
      for (const element of document.querySelectorAll("jaanch-check")) element.focus({ preventScroll: true });
    });
    await heard(there.page, "jaanch-ready", 10);
    const files = filesOf(there);
    assert.equal(new Set(files).size, files.length, files.join("\n"));
    for (const name of ["list.jaanch", "pkg/jaanch_bg.wasm", "element/controller.js", "locales/en.json"]) {
      assert.equal(files.filter((url) => url.endsWith(name)).length, 1, name);
    }
    assert.match(await check(there.page, LISTED.often, there.page.locator("jaanch-check").nth(9)), /Reported/);
    // One of them leaves; the others go on with the list they share.
    await there.page.evaluate(() => document.querySelector("jaanch-check").remove());
    assert.match(await check(there.page, LISTED.linked, there.page.locator("jaanch-check").nth(3)), /Reported/);
    assert.deepEqual(there.errors, []);
  });

  for (const [what, options] of Object.entries({
    "on a wide screen": { viewport: { width: 1280, height: 1600 } },
    "in a column": { viewport: { width: 480, height: 1600 } },
    "on a small phone": { viewport: { width: 320, height: 1600 } },
  })) {
    it(`moves nothing when it loads, ${what}`, async (t) => {
      for (const attributes of [...LANGUAGES.map((lang) => `lang="${lang}"`), 'lang="en" compact']) {
        // The page keeps the room until the entry is there; from then on the element does.
        const html = page_(`<p>Above</p>${site.script}${site.element(attributes)}<p>Below</p>`, {
          head: `<style>${ROOM}</style>`,
        });
        const { page, context } = await open(t, html, {
          policy: `${site.policies.element}; style-src 'unsafe-inline'`,
          ...options,
        });
        await pause(100);
        const shifts = await page.evaluate(() => globalThis.shifts);
        const [kept, needed] = await page.evaluate(() => {
          const { shadowRoot } = document.querySelector("jaanch-check");
          const card = shadowRoot.querySelector(".card");
          const kept = shadowRoot.querySelector(".hold").offsetHeight;
          card.style.alignSelf = "start";
          return [kept, card.offsetHeight];
        });
        t.diagnostic(`${attributes}: ${needed} of ${kept}`);
        // A card that had outgrown the room would have exactly its height.
        assert.ok(needed < kept, `${attributes}: ${needed} of ${kept}`);
        assert.deepEqual(shifts, [], attributes);
        await context.close();
      }
    });
  }

  it("moves nothing once it is defined, whatever the page keeps", async (t) => {
    const { page } = await open(t, page_(`<p>Above</p>${site.script}${site.element()}<p>Below</p>`));
    const [first, shifts] = await page.evaluate(() => [
      performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/list.jaanch")).startTime,
      globalThis.shifts,
    ]);
    assert.deepEqual(
      shifts.filter((shift) => parseFloat(shift) > first),
      [],
    );
  });

  it("speaks its own language, that around it, or the browser's", async (t) => {
    const words = async (attributes, { lang = "", wrap = (html) => html, locale = "pa-IN" } = {}) => {
      const { page } = await open(t, page_(site.script + wrap(site.element(attributes)), { lang }), { locale });
      return page.locator("jaanch-check label").innerText();
    };
    const said = (code) => TEXTS[code].element.label;
    assert.equal(await words('lang="hi"', { lang: "en" }), said("hi"));
    assert.equal(await words("", { lang: "de", wrap: (html) => `<div lang="hi-IN">${html}</div>` }), said("hi"));
    assert.equal(await words("", { lang: "" }), said("pa"));
    assert.equal(await words("", { lang: "mr" }), said("pa"), "no words for it: the browser's");
    assert.equal(await words("", { lang: "mr", locale: "de-DE" }), said("en"));
    const { page } = await open(t, page_(site.script + site.element("")));
    await page.evaluate(() => (document.querySelector("jaanch-check").lang = "hi"));
    await page.getByText(said("hi")).waitFor();
  });

  it("finds the language outside of a shadow tree it stands in", async (t) => {
    const { page } = await open(
      t,
      page_(`${site.script}<div lang="hi" id="outer"></div><template>${site.element("")}</template>`),
      { ready: false },
    );
    await page.evaluate(() => {
      const root = document.querySelector("#outer").attachShadow({ mode: "open" });
      root.append(document.querySelector("template").content.cloneNode(true));
    });
    await heard(page, "jaanch-ready");
    assert.equal(await page.locator("jaanch-check label").innerText(), TEXTS.hi.element.label);
  });

  it("survives being moved, cloned, taken away and made late", async (t) => {
    const { page, requests, errors } = await open(t, page_(`<main></main>${site.element()}${site.script}`), {
      viewport: { width: 360, height: 4000 },
    });
    assert.match(await check(page, LISTED.often), /Reported/);
    const lists = () => requests.filter((url) => url.endsWith("list.jaanch")).length;
    await page.evaluate(() => document.querySelector("main").append(document.querySelector("jaanch-check")));
    await pause(100);
    assert.match(await page.getByRole("status").innerText(), /Reported/, "moved: the answer stays");
    assert.equal(lists(), 1);
    await page.evaluate(() => document.body.append(document.querySelector("jaanch-check").cloneNode(true)));
    await heard(page, "jaanch-ready", 2);
    const clone = page.locator("jaanch-check").nth(1);
    assert.match(await check(page, LISTED.linked, clone), /Reported/);
    assert.equal(lists(), 1);
    await page.evaluate(async () => {
      globalThis.away = document.querySelectorAll("jaanch-check");
      for (const element of globalThis.away) element.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.body.append(globalThis.away[0]);
    });
    await heard(page, "jaanch-ready", 3);
    assert.match(await check(page, LISTED.often), /Reported/);
    await page.evaluate((key) => {
      const late = document.createElement("jaanch-check");
      Object.assign(late, { list: globalThis.away[0].list, publicKey: key, compact: true, lang: "en" });
      document.body.append(late);
    }, site.key);
    await heard(page, "jaanch-ready", 4);
    assert.match(await check(page, LISTED.often, page.locator("jaanch-check").nth(1)), /Reported/);
    assert.deepEqual(errors, []);
  });

  it("holds out on a page that changes everything around it", async (t) => {
    const hostile = `
      * { all: unset; display: inline; color: red !important; font-size: 3px; visibility: visible; text-transform: uppercase;
          letter-spacing: 9px; --red: lime; --surface: lime; --font: cursive; }
      html { font-size: 40%; direction: rtl; line-height: 9; text-indent: 5em; word-spacing: 3em; white-space: pre; cursor: wait; }
      textarea, button { display: none !important; }
      jaanch-check { display: block; }`;
    const { page, errors } = await open(t, page_(site.script + site.element(), { head: `<style>${hostile}</style>` }), {
      policy: `${site.policies.element}; style-src 'unsafe-inline'`,
      ready: false,
      before: ({ page }) =>
        page.addInitScript(() => {
          const bad = () => {
            throw new Error("not on this page");
          };
          // Of these two the module's own glue makes use; here they do their work and look over its shoulder.
          const watched = new Set(["push", "fill"]);
          globalThis.overheard = 0;
          for (const name of Object.getOwnPropertyNames(Array.prototype)) {
            const own = Array.prototype[name];
            if (typeof own !== "function" || name === "constructor") continue;
            Array.prototype[name] = watched.has(name)
              ? function (...given) {
                  globalThis.overheard += 1;
                  return Reflect.apply(own, this, given);
                }
              : bad;
          }
          Array.prototype.surprise = "enumerable";
          JSON.parse = bad;
          JSON.stringify = bad;
        }),
    });
    // Everything is asked from a world of its own, which the page has not changed.
    const element = page.locator("jaanch-check");
    await element.locator("textarea").fill(LISTED.often);
    await element.locator(".about").waitFor();
    await element.locator(".primary").press("Enter");
    await element.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
    const cdp = await page.context().newCDPSession(page);
    const { frameTree } = await cdp.send("Page.getFrameTree");
    const { executionContextId } = await cdp.send("Page.createIsolatedWorld", {
      frameId: frameTree.frame.id,
      worldName: "tests",
    });
    const inside = async (ask) =>
      (
        await cdp.send("Runtime.evaluate", {
          expression: `(${ask})()`,
          contextId: executionContextId,
          returnByValue: true,
        })
      ).result.value;
    const looks = await inside(() => {
      const node = document.querySelector("jaanch-check").shadowRoot.querySelector("h2");
      const { fontSize, textTransform, direction, letterSpacing, textIndent, whiteSpaceCollapse, fontFamily, color } =
        getComputedStyle(node);
      return {
        fontSize: parseFloat(fontSize) > 15,
        textTransform,
        direction,
        letterSpacing,
        textIndent,
        whiteSpaceCollapse,
        font: fontFamily.includes("cursive"),
        color,
      };
    });
    assert.deepEqual(looks, {
      fontSize: true,
      textTransform: "none",
      direction: "ltr",
      letterSpacing: "normal",
      textIndent: "0px",
      whiteSpaceCollapse: "collapse",
      font: false,
      color: "rgb(163, 16, 31)",
    });
    await element.locator("textarea").fill(`Call ${UNLISTED} or ${LISTED.linked} now please`);
    await element.locator(".primary").click();
    await element.getByText("Numbers found in the message: 2").waitFor();
    await element.locator("summary").click();
    await element.getByText("Numbers by district").waitFor();
    assert.deepEqual(errors, []);
  });

  it("is defined once, by whoever comes first", async (t) => {
    // The same script from another address, as a second plug-in would bring it, and an element that was there before.
    const second = site.script.replace('.js"', '.js?again"');
    const twice = await open(t, page_(site.script + second + site.script + site.element()));
    assert.match(await check(twice.page, LISTED.often), /Reported/);
    assert.deepEqual(twice.errors, []);
    assert.equal(filesOf(twice).filter((url) => url.endsWith(".wasm")).length, 1);
    const older =
      "<script>customElements.define('jaanch-check', class extends HTMLElement { connectedCallback() { this.dataset.old = 'yes'; } })</script>";
    const first = await open(t, page_(older + site.script + site.element()), {
      policy: `${site.policies.element} 'unsafe-inline'`
        .replace("script-src", "script-src 'unsafe-inline'")
        .replace(/ 'unsafe-inline'$/, ""),
      ready: false,
    });
    await first.page.waitForLoadState("networkidle");
    assert.equal(await first.page.locator("jaanch-check").getAttribute("data-old"), "yes");
    assert.equal(await first.page.locator("jaanch-check a").isVisible(), true);
    assert.deepEqual(first.errors, []);
  });

  it("leaves what stands inside where its scripts do not come", async (t) => {
    const there = await open(t, page_(`${site.script}${site.element()}<p>The page goes on.</p>`), {
      ready: false,
      before: ({ context }) => context.route("**/*.js", (route) => route.abort()),
    });
    await there.page.getByText("The page goes on.").waitFor();
    assert.equal(await there.page.locator("jaanch-check a").isVisible(), true);
    const late = await open(t, page_(`${site.script}${site.element()}<p>The page goes on.</p>`), {
      ready: false,
      before: ({ context }) => context.route("**/element/*.js", (route) => route.abort()),
    });
    await heard(late.page, "jaanch-error");
    assert.deepEqual(await late.page.evaluate(() => globalThis.heard), [
      { name: "jaanch-error", detail: { code: "script" } },
    ]);
    assert.equal(await late.page.locator("jaanch-check a").isVisible(), true);
    assert.equal(await late.page.evaluate(() => document.querySelector("jaanch-check").failure), "script");
  });

  describe("with a list that", () => {
    const cases = {
      "is not there": {
        list: () => `${site.site}/embed/${site.version}/nowhere.jaanch`,
        kind: "missing",
        code: "http-404",
      },
      "is another page": { list: () => `${site.site}/embed/embed.json`, kind: "damaged", code: "not-a-list" },
      "is signed by somebody else": {
        publicKey: async () => (await shop.keys("others")).line,
        kind: "wrong-key",
        code: "wrong-key",
      },
      "is named nowhere": { list: () => "", kind: "bad-key", code: "no-list" },
      "no key is given for": { publicKey: () => "", kind: "bad-key", code: "no-key" },
      "may not be read from here": { list: () => `${host.url}list.jaanch`, kind: "offline", code: "offline" },
    };
    cases["must have a serial that is no number"] = {
      attributes: 'min-serial="newest"',
      kind: "bad-key",
      code: "bad-option",
    };
    for (const [what, { list: address, publicKey, attributes = "", kind, code }] of Object.entries(cases)) {
      it(`${what} it says so, and the page goes on`, async (t) => {
        const given = {
          list: (await address?.()) ?? `${site.site}/list.jaanch`,
          publicKey: (await publicKey?.()) ?? site.key,
        };
        const { page } = await open(
          t,
          page_(`${site.script}${site.element(`lang="hi" ${attributes}`, given)}<p>The page goes on.</p>`),
          { ready: false },
        );
        await heard(page, "jaanch-error");
        assert.deepEqual(await page.evaluate(() => globalThis.heard), [{ name: "jaanch-error", detail: { code } }]);
        const words = await page.locator("jaanch-check .failure").innerText();
        assert.ok(words.includes(TEXTS.hi.element.failure[kind].title), words);
        assert.equal(await page.getByText("The page goes on.").isVisible(), true);
      });
    }

    it("was changed on the way it says so", async (t) => {
      const { page } = await open(t, page_(site.script + site.element()), {
        ready: false,
        before: async ({ context }) => {
          const body = Buffer.from(tampered(await shop.read(list)));
          await context.route("**/list.jaanch", (route) =>
            route.fulfill({ body, headers: { "access-control-allow-origin": "*" } }),
          );
        },
      });
      await heard(page, "jaanch-error");
      assert.ok(
        (await page.locator("jaanch-check .failure").innerText()).includes(
          TEXTS.en.element.failure["bad-signature"].title,
        ),
      );
    });

    it("is slow it says so, and gives the answer when it has come", async (t) => {
      let let_go;
      const held = new Promise((resolve) => (let_go = resolve));
      const { page } = await open(t, page_(site.script + site.element('lang="pa"')), {
        ready: false,
        before: async ({ context, page }) => {
          await page.clock.install();
          await context.route("**/list.jaanch", async (route) => {
            await held;
            await route.continue();
          });
        },
      });
      await page.getByText(TEXTS.pa.element.loading).waitFor();
      await page.clock.fastForward(8_000);
      await page.locator("textarea").fill(LISTED.often);
      await page.locator(".primary").click();
      await page.getByText(TEXTS.pa.element.slow).waitFor();
      let_go();
      await page.getByText(TEXTS.pa.element.verdict.reported.title).waitFor();
      assert.equal(await page.getByText(TEXTS.pa.element.slow).count(), 0);
    });
  });

  it("reads numbers without a country code as those of the region it is told", async (t) => {
    // Of the series that North America keeps for films.
    const there = await open(t, page_(site.script + site.element('lang="en" region="us"')));
    assert.match(await check(there.page, "202-555-0123"), /\+1 202-555-0123|\+1 202 555 0123/);
    await there.page.evaluate(() => document.querySelector("jaanch-check").removeAttribute("region"));
    await heard(there.page, "jaanch-ready", 2);
    assert.doesNotMatch(await there.page.locator("jaanch-check").getByRole("status").innerText(), /\+1/);
    await there.page.evaluate(() => (document.querySelector("jaanch-check").region = "nowhere"));
    await heard(there.page, "jaanch-error");
  });

  it("is dark where the page is", async (t) => {
    const ground = async (style, colorScheme) => {
      const { page } = await open(t, page_(site.script + site.element(), { head: `<style>${style}</style>` }), {
        policy: `${site.policies.element}; style-src 'unsafe-inline'`,
        colorScheme,
      });
      return page.locator("jaanch-check .card").evaluate((card) => getComputedStyle(card).backgroundColor);
    };
    const [light, dark] = ["rgb(255, 255, 255)", "rgb(22, 32, 51)"];
    assert.equal(await ground("", "dark"), light, "a page that knows no dark");
    assert.equal(await ground(":root { color-scheme: light dark }", "dark"), dark);
    assert.equal(await ground(":root { color-scheme: light dark }", "light"), light);
    assert.equal(await ground("jaanch-check { color-scheme: dark }", "light"), dark);
    assert.equal(await ground("jaanch-check { --jaanch-surface: rgb(1, 2, 3) }", "light"), "rgb(1, 2, 3)");
    assert.equal(await ground("jaanch-check::part(card) { background: rgb(4, 5, 6) }", "light"), "rgb(4, 5, 6)");
  });

  it("takes no file whose bytes are not those that were published", async (t) => {
    const altered = async (name, change) => {
      const folder = shop.path(`altered-${name.replaceAll(/\W/g, "-")}`);
      await cp(site.folder, folder, { recursive: true });
      const path = join(folder, "embed", site.version, name);
      await writeFile(path, change(await readFile(path)));
      for (const packed of [".br", ".gz"]) await rm(path + packed);
      const server = await serve(folder);
      t.after(() => server.close());
      return server.url.replace(/\/$/, "");
    };
    const after = (bytes) => Buffer.concat([bytes, Buffer.from("\n")]);
    const from = async (name) => {
      const other = await altered(name, after);
      const html = page_(site.script + site.element()).replaceAll(site.site, other);
      const there = await open(t, html, { policy: site.policies.element.replaceAll(site.site, other), ready: false });
      return there;
    };
    const entry = await from("jaanch-check.js");
    await entry.page.waitForLoadState("networkidle");
    assert.equal(await entry.page.evaluate(() => customElements.get("jaanch-check")), undefined);
    for (const [name, code] of Object.entries({
      "element/controller.js": "script",
      "pkg/jaanch_bg.wasm": "module",
      "locales/en.json": "words",
    })) {
      const { page } = await from(name);
      await heard(page, "jaanch-error");
      assert.deepEqual(await page.evaluate(() => globalThis.heard), [{ name: "jaanch-error", detail: { code } }], name);
    }
  });

  it("takes keys however they are separated", () => {
    assert.deepEqual(keysIn(" RW1\n  RW2 RW1 "), ["RW1", "RW2"]);
    assert.deepEqual(keysIn(""), []);
  });

  it("has the attributes, parts, events and properties that are promised", async (t) => {
    assert.deepEqual(JaanchCheck.observedAttributes, Object.keys(ATTRIBUTES));
    for (const property of Object.values(ATTRIBUTES))
      if (property !== "lang") assert.ok(property in JaanchCheck.prototype, property);
    const source = [await readFile(join(ROOT, "www/styles/jaanch-check.css"), "utf8")];
    for (const name of await readdir(join(ROOT, "www/element")))
      if (name !== "api.js") source.push(await readFile(join(ROOT, "www/element", name), "utf8"));
    const all = source.join("\n");
    const inCode = (pattern) =>
      [...new Set([...all.matchAll(pattern)].flatMap(([, names]) => names.split(" ")))].sort();
    assert.deepEqual(inCode(/\bpart: "([a-z ]+)"/g), [...PARTS].sort());
    assert.deepEqual(inCode(/var\(\s*(--jaanch-[a-z-]+)/g), [...PROPERTIES].sort());
    // The site's own pages hear either outcome under one name.
    assert.deepEqual(
      inCode(/"(jaanch-(?:ready|verdict|error|list))"/g),
      [...Object.keys(EVENTS), "jaanch-list"].sort(),
    );
    const { page } = await open(t, page_(site.script + site.element()));
    for (const part of ["card", "form", "field", "button", "primary", "about", "banner"])
      assert.ok(await page.locator(`jaanch-check [part~=${part}]`).count(), part);
  });
});
