// What is promised about the number: it goes nowhere. A check makes no request at all, and leaves no trace.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { check, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

/** Any writing of one of these numbers. */
const NUMBERS = [LISTED.often, UNLISTED].map(
  (number) => new RegExp([...number.replace(/\D/g, "").slice(2)].join("[^0-9]*")),
);

/** A visit with all that the site does for itself, once it has done it: what is kept for use without a network is there. */
const visitWhole = async (browser, url, options) => {
  const there = await visit(browser, url, { serviceWorkers: "allow", ...options });
  for (let kept = false; !kept; await pause(50)) {
    kept = await there.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active?.state === "activated" && (await caches.has("jaanch list"));
    });
  }
  return there;
};

describe("privacy", () => {
  let shop, browser, server;

  fixture(async (given) => {
    ({ shop, browser } = given);
    server = given.closing(await serve((await shop.desk()).folder));
  });

  it("makes no request when a number is checked", async (t) => {
    const there = await visitWhole(browser, `${server.url}en/`, { permissions: ["clipboard-read", "clipboard-write"] });
    t.after(there.close);
    // What the visit itself loads proves that requests are seen at all.
    for (const needed of ["list.jaanch", "pkg/jaanch_bg.wasm", "locales/en.json"]) {
      assert.ok(
        there.requests.some((url) => url.endsWith(needed)),
        needed,
      );
    }
    assert.ok(
      there.requests.every((url) => url.startsWith(server.url)),
      "everything comes from the page's own host",
    );
    const before = there.requests.length;
    for (const number of [LISTED.often, UNLISTED, `Call ${LISTED.often} or ${UNLISTED}`, "5O123", ""])
      await check(there, number);
    await there.page.evaluate((text) => navigator.clipboard.writeText(text), LISTED.often);
    await there.page.getByRole("button", { name: "Paste" }).click();
    await there.page.getByText("About this list").click();
    await there.page.getByRole("button", { name: "Check another number" }).click();
    await pause(500);
    assert.deepEqual(there.requests.slice(before), []);
  });

  it("leaves the number in no storage, address, title, event, console or attribute", async (t) => {
    const there = await visitWhole(browser, `${server.url}en/`);
    t.after(there.close);
    const { page } = there;
    for (const number of [LISTED.often, UNLISTED]) await check(there, number);
    const traces = await page.evaluate(async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      const caches_ = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      );
      return {
        address: location.href,
        history: JSON.stringify(history.state),
        name: globalThis.name,
        title: document.title,
        cookies: document.cookie,
        local: JSON.stringify({ ...localStorage }),
        session: JSON.stringify({ ...sessionStorage }),
        databases: JSON.stringify(databases),
        caches: JSON.stringify(caches_),
        events: JSON.stringify(globalThis.heard),
        // Attributes and light DOM; the answer itself is in the shadow tree.
        markup: document.documentElement.outerHTML,
        attributes: JSON.stringify(
          [...document.querySelector("jaanch-check").shadowRoot.querySelectorAll("*")].flatMap((node) =>
            [...node.attributes].map(({ value }) => value),
          ),
        ),
      };
    });
    traces.console = there.console.join("\n");
    traces.requests = there.requests.join("\n");
    assert.equal(JSON.parse(traces.events).filter(({ name }) => name === "jaanch-verdict").length, 2);
    for (const [where, trace] of Object.entries(traces)) {
      for (const number of NUMBERS) assert.doesNotMatch(String(trace), number, where);
    }
    assert.equal(traces.console, "", "nothing is written to the console");
    assert.equal(await page.getByText(UNLISTED).count(), 1, "the answer itself does show the number");
  });

  it("forgets the number when the page is loaded again", async (t) => {
    const there = await visit(browser, `${server.url}en/`);
    t.after(there.close);
    await check(there, LISTED.often);
    await there.page.reload();
    assert.equal(await there.field.inputValue(), "");
    await there.page.goto("about:blank");
    await there.page.goBack();
    // The page may come back as it was out of the browser's memory; a form restored from history would be another matter.
    assert.equal(
      await there.page.evaluate(() => performance.getEntriesByType("navigation")[0].type === "back_forward"),
      true,
    );
    assert.equal(await there.field.inputValue(), "");
  });

  it("asks the browser to remember, correct, translate and send nothing", async (t) => {
    const there = await visit(browser, `${server.url}en/`);
    t.after(there.close);
    const expected = {
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      translate: "no",
      name: null,
    };
    for (const [name, value] of Object.entries(expected))
      assert.equal(await there.field.getAttribute(name), value, name);
    const policy = (await there.page.request.get(`${server.url}en/`)).headers()["content-security-policy"];
    assert.match(policy, /form-action 'none'/);
    assert.match(policy, /connect-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(
      policy.startsWith(await there.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content")),
    );
  });

  it("breaks none of its own rules", async (t) => {
    const there = await visit(browser, `${server.url}en/`, { ready: false });
    t.after(there.close);
    const broken = [];
    await there.page.exposeFunction("broken", (what) => broken.push(what));
    await there.page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        globalThis.broken(`${event.violatedDirective}: ${event.blockedURI}`),
      );
    });
    await there.page.reload();
    await check(there, LISTED.often);
    await pause(100);
    assert.deepEqual(broken, []);
    await there.page.evaluate(() => {
      try {
        document.body.innerHTML += "<p>";
      } catch {
        // The policy forbids making markup from text, which shows that broken rules are noticed.
      }
    });
    for (let tries = 0; broken.length === 0 && tries < 100; tries += 1) await pause(50);
    // The page's own policy and the header's both notice.
    assert.deepEqual([...new Set(broken)], ["require-trusted-types-for: trusted-types-sink"]);
  });
});
