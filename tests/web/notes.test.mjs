// What a list says of itself: on the page it is text, whatever is in it, and the false alarms that were counted stand there.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS, check, openBrowser, settled, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED, workshop } from "./support/workshop.mjs";
import { document as page_, partner, publisher } from "./support/partner.mjs";

/** Markup that would run if it were taken for any. A tag's name has 64 bytes at most. */
const bad = (what) => `<img src=/${what} onerror=ran.push('${what}')> {{ 7 * 7 }}`;

/** Every text that a list can carry, with markup in it. An address can have no blanks, and a page makes a link of it. */
const HOSTILE = {
  title: `</title></dd>${bad("title")}`,
  issuer: `"><script>ran.push('issuer')</script>${bad("issuer")}`,
  appeal: `https://example.org/"><img/src=/appeal/onerror=ran.push('appeal')>`,
  tags: ["tag-a", "tag-b", "tag-c", "tag-d"].map(bad),
  districts: { [`</th>${bad("district")}`]: 3, "<svg/onload=ran.push('other-district')>": 1 },
  sources: { [bad("source")]: 2, "<iframe srcdoc='<script>parent.ran.push(1)</script>'>": 1 },
};

describe("what a list says of itself", () => {
  let shop, browser, key, plain;
  const servers = [];

  before(async () => {
    shop = await workshop();
    browser = await openBrowser();
    key = await shop.keys("keys");
    plain = await shop.list("plain", { key: key.secret });
  });

  after(async () => {
    await browser?.close();
    await Promise.all(servers.map((server) => server.close()));
    await shop?.clear();
  });

  const serving = async (folder) => {
    const server = await serve(folder);
    servers.push(server);
    return server.url;
  };

  /** Opens a page whose policy holds nothing back, so that what could run would. */
  const open = async (t, url, options) => {
    const there = await visit(browser, "about:blank", { ready: false, bypassCSP: true, ...options });
    t.after(there.close);
    await there.page.addInitScript(() => (globalThis.ran = []));
    await there.page.goto(url);
    return there;
  };

  /** That nothing ran, nothing was asked for, and no markup has become any. */
  const unharmed = async ({ page, requests }, path) => {
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await page.evaluate(() => globalThis.ran), [], path);
    assert.deepEqual(
      requests.filter((url) => /title|issuer|appeal|tag-|district|source|srcdoc/.test(url)),
      [],
      path,
    );
    const made = await page.evaluate(() => {
      const roots = [document, document.querySelector("jaanch-check")?.shadowRoot].filter(Boolean);
      return roots.flatMap((root) =>
        [...root.querySelectorAll("[onerror], [onload], [srcdoc], main script, footer script")].map(
          ({ outerHTML }) => outerHTML,
        ),
      );
    });
    assert.deepEqual(made, [], path);
  };
  /** Text as it is laid out: blanks in a row are one. */
  const shown = async (place) => (await place.innerText()).replace(/\s+/g, " ");
  const has = (words, ...texts) => {
    for (const text of texts) assert.ok(words.includes(text), `${text} is not in: ${words}`);
  };

  describe("with markup in every field", () => {
    let url, folder, hostile;

    before(async () => {
      hostile = await shop.noted("hostile", plain, key.secret, HOSTILE);
      folder = await shop.site("hostile-site", hostile, key.public, { baseUrl: "https://example.org/" });
      url = await serving(folder);
    });

    /** What the check says of the list and of a number of each tag, on whatever page it is. */
    const checked = async (there) => {
      const element = there.page.locator("jaanch-check");
      await element.locator("details.about > summary").click();
      const about = await shown(element.locator(".card"));
      has(about, HOSTILE.title, HOSTILE.issuer, ...Object.keys(HOSTILE.districts), ...Object.keys(HOSTILE.sources));
      assert.equal(await element.locator("dd a").getAttribute("href"), HOSTILE.appeal);
      for (const [place, number] of Object.values(LISTED).entries()) {
        await check(there, number);
        has(await shown(element.locator(".answer")), HOSTILE.tags[place]);
      }
      await check(there, `Call ${LISTED.often} or ${UNLISTED} at once`);
      await unharmed(there, "the check");
    };

    it("is text in the check", async (t) => {
      const there = await open(t, `${url}en/`);
      await settled(there.page);
      await checked(there);
    });

    it("is text in the check on a page of others, which has no policy", async (t) => {
      const site = await publisher(folder, key.line);
      servers.push(site);
      const host = await partner({ "/": { html: page_(site.script + site.element()) } });
      servers.push(host);
      const there = await open(t, host.url);
      await there.page.locator("jaanch-check .about").waitFor();
      await checked(there);
    });

    it("is text on every page that is made of it", async (t) => {
      for (const [path, ...texts] of [
        ["en/list/", HOSTILE.issuer, ...Object.keys(HOSTILE.districts)],
        ["en/report/", HOSTILE.issuer],
        ["en/accessibility/", HOSTILE.issuer],
        ["en/poster/", HOSTILE.issuer],
        ["en/partners/"],
      ]) {
        const there = await open(t, url + path);
        has(await shown(there.page.locator("main")), ...texts);
        await unharmed(there, path);
      }
      const { page } = await open(t, `${url}en/report/`);
      assert.equal(await page.locator(".split a[href^='https://example.org/']").getAttribute("href"), HOSTILE.appeal);
    });

    it("is text on the page of totals that takes it from a newer list", async (t) => {
      const newer = await shop.list("newer", { key: key.secret, nth: 1 });
      const list = await shop.noted("newer-hostile", newer, key.secret, HOSTILE);
      const before = await shop.site("before", plain, key.public);
      const there = await open(
        t,
        `${await serving(await shop.siteWith("after", before, await shop.read(list)))}en/list/`,
      );
      await there.page.getByText("<svg/onload").waitFor();
      has(await shown(there.page.locator("#holdings")), HOSTILE.issuer, ...Object.keys(HOSTILE.districts));
      await unharmed(there, "list/");
    });
  });

  describe("of chance", () => {
    const SPACE = 4_000_000_000;
    const HITS = 122_158;
    /** The words of a text around what is filled in. */
    const around = (text) =>
      text
        .split(/\{[a-z-]+\}/)
        .map((part) => part.trim())
        .filter((part) => part.length > 1);

    for (const [name, hits, words] of [
      ["counted", HITS, "counted"],
      ["none", 0, "none"],
    ]) {
      it(`is what the sweep counted: ${name}`, async (t) => {
        const list = await shop.noted(`swept-${name}`, plain, key.secret, { false_alarms: { space: SPACE, hits } });
        const url = await serving(await shop.site(`swept-${name}-site`, list, key.public));
        for (const code of LANGUAGES) {
          const { element, page: texts } = TEXTS[code];
          const there = await open(t, `${url}${code}/`);
          await settled(there.page);
          await there.page.locator("jaanch-check details.about > summary").click();
          const about = await shown(there.page.locator("jaanch-check .about"));
          has(about, ...around(element.chance[words]));
          await check(there, LISTED.often);
          const answer = await shown(there.page.locator("jaanch-check .answer"));
          has(answer, element.chance.title, ...around(element.chance[words]));
          // 4 × 10⁹ by 122,158, and the count as India groups it.
          for (const place of hits > 0 ? [about, answer] : []) has(place, "1,22,158", "32,744");
          has(answer, { hi: "4 अरब", pa: "4,00,00,00,000", en: "400 crore" }[code]);

          const totals = await open(t, `${url}${code}/list/`);
          const alarms = await shown(totals.page.locator("[data-fact=alarms]"));
          has(alarms, ...around(texts.list["alarms-counted"]), hits > 0 ? "1,22,158" : "0", "4,00,00,00,000");
        }
      });
    }

    it("is said of an empty list in words, and not as one in none", async (t) => {
      const list = await shop.list("empty", { key: key.secret, least: 5 });
      const url = await serving(await shop.site("empty-site", list, key.public));
      for (const code of LANGUAGES) {
        const { page } = await open(t, `${url}${code}/list/`, { javaScriptEnabled: false });
        assert.equal(await page.locator("[data-fact=count]").innerText(), "0");
        assert.equal(await page.locator("[data-fact=alarms]").innerText(), TEXTS[code].element.chance.empty);
        const there = await open(t, `${url}${code}/`);
        await settled(there.page);
        await there.page.locator("jaanch-check details.about > summary").click();
        has(await shown(there.page.locator("jaanch-check .about")), TEXTS[code].element.chance.empty);
      }
    });
  });
});
