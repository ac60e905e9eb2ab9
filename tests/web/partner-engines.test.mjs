// The same in Firefox and in WebKitGTK (which stands in for Safari): element and frame on a page of another origin, under
// the documented policy, and files that are not those that were published.

import assert from "node:assert/strict";
import { appendFile, cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { TEXTS } from "./support/browser.mjs";
import { ENGINES } from "./support/engines.mjs";
import { LISTED, UNLISTED, workshop } from "./support/workshop.mjs";
import { document as page_, partner, publisher } from "./support/partner.mjs";

/** The longest that a driver may take over one command; one of them now and then never answers. */
const COMMAND_MS = 15_000;

for (const [engine, open] of Object.entries(ENGINES)) {
  describe(engine, () => {
    let shop, keys, site, host, browser;
    const servers = [];

    before(async () => {
      shop = await workshop();
      const made = await shop.desk();
      keys = made.key;
      site = await publisher(made.folder, keys.line);
      host = await partner({});
      browser = await within(open(), 60_000);
    });

    after(async () => {
      await within(Promise.resolve(browser?.close())).catch(() => {});
      for (const server of [host, site, ...servers]) await server?.close();
      await shop?.clear();
    });

    const run = (script, ...values) => within(browser.driver.executeScript(script, ...values));
    const until = async (script, ...values) => {
      let said;
      for (let tries = 0; tries < 150; tries += 1) {
        said = await run(script, ...values).catch((error) => void error);
        if (said) return said;
        await pause(100);
      }
      throw new Error(
        `never true: ${script}\n${await run("return document.body.outerHTML + '\\n' + (document.querySelector('jaanch-check')?.shadowRoot?.textContent ?? '')")}`,
      );
    };

    let pages = 0;
    const visit = async (body, policy = site.policies.element) => {
      const path = `/${(pages += 1)}`;
      host.pages[path] = { html: page_(body), policy };
      const url = new URL(path, host.url).href;
      await within(browser.driver.get(url));
      await until("return location.href === arguments[0] && document.readyState === 'complete'", url);
    };
    const state =
      "const e = document.querySelector('jaanch-check'); return e.serial !== undefined ? 'ready' : e.failure";
    /** Puts a text into the field of an element and presses the button; gives the words of the answer. */
    const CHECK = `const { shadowRoot } = document.querySelectorAll("jaanch-check")[arguments[1]];
      const field = shadowRoot.querySelector("textarea");
      field.value = arguments[0];
      field.dispatchEvent(new Event("input"));
      shadowRoot.querySelector(".primary").click();
      return shadowRoot.querySelector("[role=status]").textContent;`;
    const says = (said, ...texts) => {
      for (const text of texts)
        for (const part of text.split(/\{[a-z-]+\}/)) assert.ok(said.includes(part), `${part} is not in: ${said}`);
    };

    it("the element answers under the documented policy", async () => {
      await visit(site.script + site.element('lang="hi"'));
      assert.equal(await until(state), "ready");
      const { verdict } = TEXTS.hi.element;
      says(await run(CHECK, LISTED.often, 0), verdict.reported.title);
      says(await run(CHECK, UNLISTED, 0), verdict["not-listed"].title);
      assert.equal(
        await run(
          "return getComputedStyle(document.querySelector('jaanch-check').shadowRoot.querySelector('.card')).direction",
        ),
        "ltr",
      );
      assert.ok(
        await run(
          "return parseFloat(getComputedStyle(document.querySelector('jaanch-check').shadowRoot.querySelector('.card')).paddingTop) > 5",
        ),
        "it has its looks",
      );
    });

    it("several share one module and one list, and are loaded when they are wanted", async () => {
      await visit(
        `${site.script}<p id="top">Top</p>${"<br>".repeat(300)}${site.element('lang="en" compact').repeat(4)}`,
      );
      await until("return document.querySelector('jaanch-check').shadowRoot !== null");
      await pause(400);
      const names = "return performance.getEntriesByType('resource').map(({ name }) => name)";
      assert.deepEqual(
        (await run(names)).filter((name) => name.startsWith(site.url)),
        [`${site.site}/embed/${site.version}/jaanch-check.js`],
      );
      await run("for (const e of document.querySelectorAll('jaanch-check')) e.focus({ preventScroll: true })");
      await until(
        "for (const e of document.querySelectorAll('jaanch-check')) if (e.serial === undefined) return false; return true",
      );
      const loaded = await run(names);
      for (const name of ["list.jaanch", "jaanch_bg.wasm", "en.json"])
        assert.equal(loaded.filter((one) => one.endsWith(name)).length, 1, name);
      says(await run(CHECK, LISTED.linked, 3), TEXTS.en.element.verdict.reported.title);
    });

    it("the element says what is wrong with a list, and the page goes on", async () => {
      await visit(
        `${site.script}${site.element('lang="pa"', { list: `${site.site}/embed/embed.json` })}<p id="on">On</p>`,
      );
      assert.equal(await until(state), "not-a-list");
      says(
        await run("return document.querySelector('jaanch-check').shadowRoot.textContent"),
        TEXTS.pa.element.failure.damaged.title,
      );
      assert.equal(await run("return document.querySelector('#on').textContent"), "On");
    });

    it("takes no file whose bytes are not those that were published", async () => {
      for (const [name, code] of Object.entries({
        "element/controller.js": "script",
        "pkg/jaanch_bg.wasm": "module",
      })) {
        const folder = shop.path(`altered-${code}`);
        await cp(site.folder, folder, { recursive: true });
        const path = join(folder, "embed", site.version, name);
        await appendFile(path, "\n");
        for (const packed of [".br", ".gz"]) await rm(path + packed);
        const other = await publisher(folder, keys.line);
        servers.push(other);
        await visit((site.script + site.element()).replaceAll(site.site, other.site), other.policies.element);
        assert.equal(await until(state), code, name);
      }
    });

    it("the frame answers under the documented policy and sandbox, and is given its height", async () => {
      await visit(
        site.frame("?lang=hi").replace('height="560"', 'height="80"') + site.frameScript,
        site.policies.frame,
      );
      await until("return document.querySelector('iframe').clientHeight > 80");
      await within(browser.driver.switchTo().frame(0));
      try {
        assert.equal(await until(state), "ready");
        says(await run(CHECK, LISTED.often, 0), TEXTS.hi.element.verdict.reported.title);
        assert.equal(await run("return document.title"), TEXTS.hi.element.region);
      } finally {
        await within(browser.driver.switchTo().defaultContent());
      }
    });
  });
}

/** What a driver promises, if it comes in time. */
function within(promise, limit = COMMAND_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the driver did not answer within ${limit} ms`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
