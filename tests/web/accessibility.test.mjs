// For everybody: what axe finds, what fits on a small phone, what a thumb hits, and what is read out.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { serve } from "../../scripts/serve.mjs";
import { check, openBrowser, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED, tampered, workshop } from "./support/made.mjs";

describe("accessibility", () => {
  let shop, browser;
  const servers = [];
  const site = {};

  before(async () => {
    shop = await workshop();
    browser = await openBrowser();
    const { secret: key, public: publicKey } = await shop.keys("keys");
    const sample = await shop.site("sample", await shop.list("sample-list", { key }), publicKey);
    const other = async (name, options) =>
      shop.siteWith(name, sample, await shop.read(await shop.list(`${name}-list`, { key, ...options })));
    const folders = {
      sample,
      real: await other("real", { madeUp: false }),
      expired: await other("expired", { issued: -60 }),
      changed: await shop.siteWith("changed", sample, tampered(await shop.read(join(sample, "list.jaanch")))),
    };
    for (const [name, folder] of Object.entries(folders)) {
      const server = await serve(folder);
      servers.push(server);
      site[name] = server.url;
    }
  });

  after(async () => {
    await browser?.close();
    await Promise.all(servers.map((server) => server.close()));
    await shop?.clear();
  });

  const states = [
    { name: "start", at: "sample" },
    { name: "reported", at: "sample", text: LISTED.often, words: /Reported/ },
    { name: "not-listed", at: "sample", text: UNLISTED, words: /Not on this list/ },
    { name: "cannot-say", at: "expired", text: UNLISTED, words: /Cannot say/ },
    { name: "service", at: "real", text: "1930", words: /Service number/ },
    { name: "impossible", at: "real", text: UNLISTED, words: /Forged/ },
    { name: "unreadable", at: "real", text: "5O123 45678", words: /Cannot read/ },
    { name: "refused", at: "changed" },
  ];
  /** Brings an open page into a state, with everything on it unfolded. */
  const show = async (there, { text, words }) => {
    if (text !== undefined) assert.match(await check(there, text), words);
    const about = there.page.getByText("About this list");
    if (await about.count()) await about.click();
  };

  for (const state of states) {
    describe(state.name, () => {
      let there;

      before(async () => {
        there = await visit(browser, site[state.at], { reducedMotion: "reduce" });
        await show(there, state);
      });

      after(() => there?.close());

      for (const colorScheme of ["light", "dark"]) {
        it(`axe finds nothing, ${colorScheme}`, async () => {
          await there.page.emulateMedia({ colorScheme });
          const { violations, passes } = await new AxeBuilder({ page: there.page }).analyze();
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`), []);
          assert.ok(passes.some(({ id }) => id === "color-contrast"));
        });
      }

      it("has targets of 44 pixels for a thumb", async () => {
        const heights = await there.page
          .locator("button, textarea, summary, a.call, a.portal, .advice a, dd a, header a")
          .evaluateAll((controls) =>
            controls.map((control) => [control.innerText, control.getBoundingClientRect().height]).filter(([, height]) => height > 0),
          );
        assert.ok(heights.length >= 4, state.name);
        assert.deepEqual(heights.filter(([, height]) => height < 44), []);
      });

      it("fits a screen of 320 pixels", async () => {
        await there.page.setViewportSize({ width: 320, height: 640 });
        assert.equal(await there.page.evaluate(() => document.documentElement.scrollWidth), 320);
      });
    });
  }

  it("fits when the text is twice as large", async (t) => {
    const there = await visit(browser, site.sample, { viewport: { width: 640, height: 900 } });
    t.after(there.close);
    await show(there, states[1]);
    const { page } = there;
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 640);
  });

  it("reads the answer out, and only the answer", async (t) => {
    const there = await visit(browser, site.sample);
    t.after(there.close);
    const status = there.page.getByRole("status");
    assert.equal(await status.count(), 1, "the region is there before there is something to say");
    assert.equal(await status.innerText(), "");
    await check(there, LISTED.often);
    const said = await status.innerText();
    assert.match(said, /matches the reported list/);
    assert.doesNotMatch(said, /Keep the evidence/, "the advice is there to read, and does not delay the answer");
    const tree = await there.page.locator("jaanch-check").ariaSnapshot();
    assert.match(tree, /textbox "Phone number to check"/);
    assert.match(tree, /heading "This number matches the reported list" \[level=2\]/);
  });

  it("works from the keyboard alone", async (t) => {
    const there = await visit(browser, site.sample, { viewport: { width: 1280, height: 800 } });
    t.after(there.close);
    const { page } = there;
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the number check");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(LISTED.often);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match(await page.getByRole("status").innerText(), /Reported/);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle);
    assert.equal(outline, "solid", "the focus can be seen");
  });

  it("moves nothing when asked not to, and keeps its shapes without colours", async (t) => {
    const there = await visit(browser, site.sample, { forcedColors: "active", reducedMotion: "reduce" });
    t.after(there.close);
    await show(there, states[1]);
    const { page } = there;
    const borders = await page.evaluate(() => {
      const root = document.querySelector("jaanch-check").shadowRoot;
      return [".headline", ".badge", ".call", "textarea", ".primary"].map((name) => getComputedStyle(root.querySelector(name)).borderTopStyle);
    });
    assert.deepEqual(borders, Array(5).fill("solid"));
    const moving = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    assert.equal(moving, "auto");
    assert.ok(await page.locator("jaanch-check .badge svg").isVisible());
  });
});
