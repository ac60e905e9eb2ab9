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
  const show = async (t, { at, text, words }, options) => {
    const there = await visit(browser, site[at], { reducedMotion: "reduce", ...options });
    t.after(there.close);
    if (text !== undefined) assert.match(await check(there, text), words);
    const about = there.page.getByText("About this list");
    if (await about.count()) await about.click();
    return there;
  };

  for (const colorScheme of ["light", "dark"]) {
    for (const state of states) {
      it(`axe finds nothing: ${state.name}, ${colorScheme}`, async (t) => {
        const { page } = await show(t, state, { colorScheme });
        const { violations, passes } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`), []);
        assert.ok(passes.some(({ id }) => id === "color-contrast"));
      });
    }
  }

  it("fits a screen of 320 pixels in every state", async (t) => {
    for (const state of states) {
      const { page } = await show(t, state, { viewport: { width: 320, height: 640 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, state.name);
    }
  });

  it("fits when the text is twice as large", async (t) => {
    const { page } = await show(t, states[1], { viewport: { width: 640, height: 900 } });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 640);
  });

  it("has targets of 44 pixels for a thumb", async (t) => {
    for (const state of states) {
      const { page } = await show(t, state, { viewport: { width: 360, height: 740 } });
      const controls = page.locator("button, textarea, summary, a.call, a.portal, .advice a, dd a, header a");
      let seen = 0;
      for (const control of await controls.all()) {
        if (!(await control.isVisible())) continue;
        const { height } = await control.boundingBox();
        assert.ok(height >= 44, `${state.name}: ${await control.innerText()} is ${height} high`);
        seen += 1;
      }
      assert.ok(seen >= 4, state.name);
    }
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
    const { page } = await show(t, states[1], { forcedColors: "active" });
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
