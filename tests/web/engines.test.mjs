// The same in Firefox and in WebKitGTK, which stands in for Safari: each outcome in each language, a message, the keyboard,
// use without a network, newer and older lists, lists that are refused, and engines with something switched off.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import selenium from "selenium-webdriver";

import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS } from "./support/browser.mjs";
import { ENGINES, Silence, patiently } from "./support/engines.mjs";
import { LISTED, UNLISTED, tampered, workshop } from "./support/workshop.mjs";

const { Key } = selenium;
const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

for (const [engine, open] of Object.entries(ENGINES)) {
  describe(engine, () => {
    let shop, key, good, made, browser;
    const servers = [];

    before(async () => {
      shop = await workshop();
      ({ key, list: made, folder: good } = await shop.desk({ words: { title: MARKUP, issuer: MARKUP } }));
      browser = await open();
    });

    after(async () => {
      await browser?.close();
      await Promise.all(servers.map((server) => server.close()));
      await shop?.clear();
    });

    let copies = 0;
    /** A copy of the site that hands out another list, and its folder. */
    const host = async (bytes) => {
      const folder = await shop.siteWith(`copy-${(copies += 1)}`, good, bytes);
      const server = await serve(folder);
      servers.push(server);
      return { ...server, folder };
    };
    const built = async (options) =>
      shop.read(await shop.list(`list-${(copies += 1)}`, { key: key.secret, ...options }));

    /** A test; where the driver falls silent (never where the page is wrong), once more with a new browser. */
    const tried = (name, body) =>
      it(name, { timeout: 300_000 }, async () => {
        try {
          await body();
        } catch (error) {
          if (!(error instanceof Silence)) throw error;
          console.log(`${engine}: ${name}: ${error.message}; once more with a new browser`);
          await browser.close();
          browser = await open();
          await body();
        }
      });

    const run = (script, ...values) => browser.driver.executeScript(script, ...values);
    /** Asks the page until it says something true. While it is changing it cannot be asked, or the answer is lost. */
    const until = async (script, ...values) => {
      let silent = 0;
      for (let tries = 0; tries < 300; tries += 1) {
        const said = await patiently(run(script, ...values), script, 5_000).catch((error) => {
          if (error instanceof Silence && (silent += 1) === 4) throw error;
        });
        if (said) return said;
        await pause(50);
      }
      const seen =
        "return [location.href, document.readyState, document.querySelector('jaanch-check')?.shadowRoot?.textContent ?? document.body?.textContent]";
      throw new Error(`never true: ${script}\n${(await run(seen)).join("\n")}`);
    };
    /** Goes there; asked once more where the browser stays where it was, since WebKitGTK's driver can lose the request. */
    const goTo = async (url) => {
      const there = "return location.href === arguments[0] && document.readyState === 'complete'";
      await browser.driver.get(url);
      await until(there, url).catch(async (error) => {
        if (error instanceof Silence || (await run("return location.href")) === url) throw error;
        await browser.driver.get(url);
        await until(there, url);
      });
    };
    const visit = async (url) => {
      await goTo("about:blank");
      await goTo(url);
      await until(
        "const e = document.querySelector('jaanch-check'); return e.serial !== undefined || e.failure !== undefined",
      );
    };
    /** Puts a text into the field and presses the button; gives the words of the answer. */
    const check = (text) =>
      run(
        `const { shadowRoot } = document.querySelector("jaanch-check");
         const field = shadowRoot.querySelector("textarea");
         field.value = arguments[0];
         field.dispatchEvent(new Event("input"));
         shadowRoot.querySelector(".primary").click();
         return shadowRoot.querySelector("[role=status]").textContent;`,
        text,
      );
    const words = () => run("return document.querySelector('jaanch-check').shadowRoot.textContent");
    const says = (said, ...texts) => {
      for (const text of texts)
        for (const part of text.split(/\{[a-z-]+\}/)) assert.ok(said.includes(part), `${part} is not in: ${said}`);
    };

    for (const code of LANGUAGES) {
      tried(`${code}: each outcome, and a message`, async () => {
        const { verdict, message } = TEXTS[code].element;
        const [sample, real, expired] = [
          await host(await shop.read(made)),
          await host(await built({ madeUp: false })),
          await host(await built({ issued: -60 })),
        ];
        await visit(`${sample.url}${code}/`);
        says(await check(LISTED.often), verdict.reported.title, verdict.reported.tag.often, verdict.reported.chance);
        says(await check(UNLISTED), verdict["not-listed"].title, verdict["not-listed"].text);
        says(await check("5O123 45678"), verdict.unreadable.title, verdict.unreadable.reason.letters);
        says(await check(`Pay now, call ${LISTED.often} or ${UNLISTED} today`), message.title.replace("{count}", "2"));
        says(await words(), message.each, message.most);
        await visit(`${real.url}${code}/`);
        says(await check("1930"), verdict.service.title);
        says(await check(UNLISTED), verdict.impossible.title, verdict.impossible.text);
        await visit(`${expired.url}${code}/`);
        says(await check(UNLISTED), verdict["cannot-say"].title);
      });
    }

    tried("shows markup in a list's notes as text", async () => {
      const site = await host(await shop.read(made));
      await visit(`${site.url}en/`);
      says(await words(), MARKUP);
      await goTo(`${site.url}en/list/`);
      assert.ok((await run("return document.body.textContent")).includes(MARKUP));
      const title = await run("return document.title");
      assert.equal(title, TEXTS.en.page.list.title, "nothing of it ran");
      assert.equal(await run("return document.querySelectorAll('main img').length"), 0);
    });

    tried("answers to the keyboard alone, and to Enter", async () => {
      const site = await host(await shop.read(made));
      await visit(`${site.url}en/`);
      await run("document.querySelector('jaanch-check').shadowRoot.querySelector('textarea').focus()");
      await browser.driver.actions().sendKeys(LISTED.often, Key.ENTER).perform();
      await until("return document.querySelector('jaanch-check').shadowRoot.querySelector('.reported') !== null");
      assert.equal(
        await run("return document.querySelector('jaanch-check').shadowRoot.querySelector('textarea').value"),
        LISTED.often,
      );
    });

    tried("works without a network after the first visit, takes a newer list, and no older one", async () => {
      const folder = (await host(await shop.read(made))).folder;
      let server = await serve(folder);
      const port = Number(new URL(server.url).port);
      try {
        await visit(`${server.url}hi/`);
        const ready = `const done = arguments[arguments.length - 1];
          (async () => {
            const worker = await navigator.serviceWorker.getRegistration();
            const list = (await caches.keys()).includes("jaanch list") ? (await (await caches.open("jaanch list")).keys()).length : 0;
            done(worker?.active?.state === "activated" && list > 0);
          })();`;
        for (let tries = 0; !(await browser.driver.executeAsyncScript(ready)); tries += 1) {
          assert.ok(tries < 100, "it is kept");
          await pause(100);
        }
        await server.close();
        await visit(`${server.url}hi/`);
        says(await check(LISTED.often), TEXTS.hi.element.verdict.reported.title);
        const first = await run("return document.querySelector('jaanch-check').serial");
        const age = `const done = arguments[arguments.length - 1];
          (async () => {
            const store = await caches.open("jaanch list");
            const [request] = await store.keys();
            const old = await store.match(request);
            const headers = new Headers(old.headers);
            headers.set("jaanch-checked", new Date(Date.now() - 2 * 86400000).toISOString());
            await store.put(request, new Response(await old.arrayBuffer(), { headers }));
            done();
          })();`;
        await browser.driver.executeAsyncScript(age);
        await writeFile(join(folder, "list.jaanch"), await built({ nth: 1 }));
        server = await serve(folder, { port });
        await visit(`${server.url}hi/`);
        await until("return document.querySelector('jaanch-check').serial === arguments[0]", first + 1);
        await browser.driver.executeAsyncScript(age);
        await writeFile(join(folder, "list.jaanch"), await built({ issued: -3 }));
        await visit(`${server.url}hi/`);
        await pause(500);
        assert.equal(await run("return document.querySelector('jaanch-check').serial"), first + 1);
      } finally {
        await server.close();
      }
    });

    tried("refuses lists that are changed, somebody else's, damaged or missing", async () => {
      const bytes = await shop.read(made);
      const stranger = await shop.read(await shop.list("stranger", { key: (await shop.keys("others")).secret }));
      for (const [kind, list] of Object.entries({
        "bad-signature": tampered(bytes),
        "wrong-key": stranger,
        damaged: bytes.subarray(0, 500),
        missing: null,
      })) {
        const site = await host(list);
        await visit(`${site.url}hi/`);
        says(await words(), TEXTS.hi.element.failure[kind].title, TEXTS.hi.element.failure.meanwhile);
        assert.equal(
          await run("return document.querySelector('jaanch-check').shadowRoot.querySelector('form').hidden"),
          true,
        );
      }
    });
  });
}

describe("Firefox with something switched off", () => {
  let shop, server;

  before(async () => {
    shop = await workshop();
    server = await serve((await shop.desk()).folder);
  });

  after(async () => {
    await server?.close();
    await shop?.clear();
  });

  it("checks without any storage", async () => {
    const { driver, close } = await ENGINES.firefox({ storage: false, language: "pa" });
    try {
      await driver.get(server.url);
      let said = "";
      for (let tries = 0; tries < 100 && !said.includes(TEXTS.pa.element.verdict.reported.title); tries += 1) {
        said = await driver.executeScript(
          `const { shadowRoot } = document.querySelector("jaanch-check") ?? {};
           if (!shadowRoot?.querySelector("textarea")) return "";
           shadowRoot.querySelector("textarea").value = arguments[0];
           shadowRoot.querySelector("textarea").dispatchEvent(new Event("input"));
           shadowRoot.querySelector(".primary").click();
           return shadowRoot.textContent;`,
          LISTED.often,
        );
        await pause(100);
      }
      assert.ok(said.includes(TEXTS.pa.element.verdict.reported.title), said);
    } finally {
      await close();
    }
  });

  it("shows everything but the check without JavaScript", async () => {
    const { driver, close } = await ENGINES.firefox({ script: false });
    try {
      await driver.get(`${server.url}hi/`);
      const text = await driver.findElement(selenium.By.css("body")).getText();
      for (const part of [TEXTS.hi.page.home.fallback.title, TEXTS.hi.page.home.lost.text])
        assert.ok(text.includes(part), part);
    } finally {
      await close();
    }
  });
});
