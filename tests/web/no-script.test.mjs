// The pages without their scripts: everything but the check is there to read, in every language.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS, visit } from "./support/browser.mjs";
import { fixture } from "./support/fixture.mjs";

const PAGES = ["", "report/", "tips/", "list/", "privacy/", "accessibility/", "partners/", "poster/"];

describe("the pages without JavaScript", () => {
  let shop, browser, server;

  fixture(async (given) => {
    ({ shop, browser } = given);
    server = given.closing(await serve((await shop.desk({ count: 40 }, { baseUrl: "https://example.org/" })).folder));
  });

  const read = async (t, path) => {
    const there = await visit(browser, server.url + path, { javaScriptEnabled: false, reducedMotion: "reduce" });
    t.after(there.close);
    assert.ok(
      there.requests.every((url) => url.startsWith(server.url)),
      "nothing from elsewhere",
    );
    return { ...there, words: (await there.page.locator("body").innerText()).replace(/\s+/g, " ") };
  };
  const has = (words, ...parts) => {
    for (const part of parts) assert.ok(words.includes(part.replace(/\s+/g, " ")), part);
  };

  for (const code of LANGUAGES) {
    const { page: texts, tips } = TEXTS[code];

    it(`${code}: the first page has the helpline, the signs and the habits, and no field`, async (t) => {
      const { page, words } = await read(t, `${code}/`);
      has(
        words,
        texts.home.heading,
        texts.home.fallback.title,
        texts.home.lost.title,
        tips["digital-arrest"].text,
        tips.phishing.title,
        texts.home.about["not-safe"],
      );
      assert.equal(await page.locator("input:visible, textarea:visible, select:visible").count(), 0);
      const call = page.locator("jaanch-check a[href='tel:1930']");
      assert.equal(await call.isVisible(), true);
      assert.ok((await call.boundingBox()).height >= 44);
      // No room is kept for a check that does not come.
      const [kept, needed] = await page.evaluate(() =>
        ["jaanch-check", ".fallback"].map((name) => document.querySelector(name).offsetHeight),
      );
      assert.equal(kept, needed);
    });

    it(`${code}: all pages are a step away from the top of a phone's screen`, async (t) => {
      const { page } = await read(t, `${code}/report/`);
      const step = page.locator(".to-pages");
      const { y, width, height } = await step.boundingBox();
      assert.ok(y < 200 && width >= 44 && height >= 44, JSON.stringify({ y, width, height }));
      await step.click();
      const [top, bottom, most] = await page.locator("#pages").evaluate((list) => {
        const { top, bottom } = list.getBoundingClientRect();
        return [top, bottom, innerHeight];
      });
      assert.ok(top >= 0 && bottom <= most, JSON.stringify({ top, bottom, most }));
      const names = await page.locator("#pages a").evaluateAll((links) => links.map(({ pathname }) => pathname));
      assert.deepEqual(
        names,
        ["", "report/", "tips/", "list/", "privacy/", "accessibility/", "partners/"].map((path) => `/${code}/${path}`),
      );
    });

    it(`${code}: every tip is there to read`, async (t) => {
      const { words } = await read(t, `${code}/tips/`);
      for (const [id, tip] of Object.entries(tips)) {
        if (id === "appeal") continue; // That one is about the reader's own number, and stands on the page of help.
        has(words, tip.title, tip.do, tip.text ?? "", tip.source ?? "");
      }
    });

    it(`${code}: help, with what to have ready, how to report and how to appeal`, async (t) => {
      const { page, words } = await read(t, `${code}/report/`);
      has(
        words,
        ...Object.values(texts.report.lost).filter((text) => !text.includes("{")),
        texts.report.own.text,
        texts.report["no-loss"].medium,
      );
      for (const href of [
        "tel:1930",
        "https://cybercrime.gov.in/",
        "https://sancharsaathi.gov.in/",
        "mailto:appeal@example.org",
      ]) {
        assert.ok(await page.locator(`main a[href="${href}"]`).first().isVisible(), href);
      }
      has(words, "Cyber Cell (test) (appeal@example.org)");
      assert.equal(await page.locator("#note-section").isVisible(), false, "a form that cannot work is not shown");
    });

    it(`${code}: what the list holds, as a table`, async (t) => {
      const { page, words } = await read(t, `${code}/list/`);
      has(
        words,
        TEXTS[code].names.district.gurugram,
        "Cyber Cell (test)",
        "27,824",
        texts.list.scale["recovered-value"],
      );
      const rows = await page.locator("table.chart tbody tr").allInnerTexts();
      assert.equal(rows.length, 1);
      assert.match(rows[0], /40/);
    });
  }

  it("every page names its counterparts, its language and its picture", async (t) => {
    const titles = new Set();
    for (const code of LANGUAGES) {
      for (const path of PAGES) {
        const { page, close } = await visit(browser, `${server.url}${code}/${path}`, { javaScriptEnabled: false });
        t.after(close);
        assert.equal(await page.locator("html").getAttribute("lang"), TEXTS[code].locale);
        assert.equal(await page.locator("h1").count(), 1);
        titles.add(await page.title());
        const alternates = await page
          .locator("link[hreflang]")
          .evaluateAll((links) => links.map((link) => [link.hreflang, link.href]));
        for (const other of LANGUAGES)
          assert.deepEqual(
            alternates.find(([name]) => name === other),
            [other, `https://example.org/${other}/${path}`],
          );
        const picture = await page.locator('meta[property="og:image"]').getAttribute("content");
        const answer = await page.request.get(picture.replace("https://example.org/", server.url));
        assert.equal(answer.headers()["content-type"], "image/png");
        // To the same page in another language, not to its first one.
        assert.equal(
          await page.locator('[data-language="pa"]').getAttribute("href"),
          `${"../".repeat(path ? 2 : 1)}pa/${path}`,
        );
        await close();
      }
    }
    assert.equal(titles.size, LANGUAGES.length * PAGES.length, "every page has a title of its own");
  });

  it("no text is in the letters of another language than it is said to be in", async (t) => {
    for (const path of ["", ...LANGUAGES.flatMap((code) => PAGES.map((page) => `${code}/${page}`))]) {
      const { page, close } = await visit(browser, server.url + path, { javaScriptEnabled: false });
      t.after(close);
      const found = await page.evaluate(() => {
        const wrong = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const { data, parentElement } = texts.currentNode;
          const lang = parentElement.closest("[lang]").lang.split("-")[0];
          for (const [code, letters] of [
            ["hi", /\p{Script=Devanagari}/u],
            ["pa", /\p{Script=Gurmukhi}/u],
          ]) {
            if (letters.test(data) && lang !== code) wrong.push(`${lang}: ${data.trim()}`);
          }
        }
        return wrong;
      });
      assert.deepEqual(found, [], path);
      await close();
    }
  });

  it("no link of any page leads nowhere", async () => {
    const seen = new Set([server.url]);
    for (const url of seen) {
      const answer = await fetch(url);
      assert.equal(answer.status, 200, url);
      if (!answer.headers.get("content-type").startsWith("text/html")) continue;
      const html = await answer.text();
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      for (const [, address] of html.matchAll(/ (?:href|src)="([^"]+)"/g)) {
        const target = new URL(address, url);
        if (target.origin !== new URL(server.url).origin) continue;
        if (target.href.startsWith(`${url}#`)) assert.ok(ids.has(target.hash.slice(1)), `${url}: ${address}`);
        target.hash = "";
        seen.add(target.href);
      }
    }
    assert.ok(seen.size > 18 + 20, `${seen.size} addresses`);
  });

  it("the top lets everybody choose", async (t) => {
    const { page, words } = await read(t, "");
    for (const code of LANGUAGES) {
      has(words, TEXTS[code].name, TEXTS[code].page.root.welcome);
      assert.ok((await page.locator(`a[hreflang="${code}"]`).boundingBox()).height >= 44);
    }
    assert.ok(await page.locator('a[href="tel:1930"]').isVisible());
  });

  for (const [what, pattern] of [
    ["scripts", "**/*.js"],
    ["words", "**/locales/*.json"],
  ]) {
    it(`stays useful where the ${what} do not arrive`, async (t) => {
      const context = await browser.newContext({ serviceWorkers: "block" });
      t.after(() => context.close());
      await context.route(pattern, (route) => route.abort());
      const page = await context.newPage();
      await page.goto(`${server.url}en/`, { waitUntil: "networkidle" });
      assert.equal(await page.locator("jaanch-check a[href='tel:1930']").isVisible(), true);
      // Not at once: until a while has passed the check may be on its way.
      const missed = page.getByText(TEXTS.en.page.home.fallback.title);
      assert.equal(await missed.isVisible(), false);
      await missed.waitFor();
    });
  }
});
