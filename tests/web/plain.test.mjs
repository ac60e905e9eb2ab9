// The page without its scripts: everything but the check is there to read.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { serve } from "../../scripts/serve.mjs";
import { openBrowser, visit } from "./support/browser.mjs";
import { ROOT, workshop } from "./support/made.mjs";

describe("the page without JavaScript", () => {
  let shop, browser, server, texts;

  before(async () => {
    shop = await workshop();
    browser = await openBrowser();
    const key = await shop.keys("keys");
    server = await serve(await shop.site("site", await shop.list("list", { key: key.secret }), key.public));
    texts = JSON.parse(await readFile(join(ROOT, "www/locales/en.json"), "utf8"));
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    await shop?.clear();
  });

  for (const path of ["", "en/"]) {
    it(`/${path} has the helpline and every tip, and no field`, async (t) => {
      const { page, close, requests } = await visit(browser, server.url + path, { javaScriptEnabled: false });
      t.after(close);
      const words = (await page.locator("body").innerText()).replace(/\s+/g, " ");
      for (const tip of ["phishing", "passwords", "updates", "multi-factor", "report-it", "digital-arrest", "disconnection", "upi-pin"]) {
        const { title, text, do: action } = texts.tips[tip];
        for (const part of [title, text, action]) assert.ok(words.includes(part), part);
      }
      for (const part of [texts.page.fallback.title, texts.page.lost.title, texts.page.about["not-safe"]]) assert.ok(words.includes(part), part);
      assert.equal(await page.locator("input, textarea, select, form").count(), 0);
      const call = page.locator("jaanch-check a[href='tel:1930']");
      assert.equal(await call.isVisible(), true);
      assert.ok((await call.boundingBox()).height >= 44);
      assert.ok(await page.getByRole("link", { name: "cybercrime.gov.in" }).first().isVisible());
      assert.ok(requests.every((url) => url.startsWith(server.url)));
    });
  }

  it("stays useful where the scripts do not arrive", async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.route("**/*.js", (route) => route.abort());
    const page = await context.newPage();
    await page.goto(server.url);
    assert.equal(await page.getByText(texts.page.fallback.title).isVisible(), true);
    assert.equal(await page.locator("jaanch-check a[href='tel:1930']").isVisible(), true);
  });

  it("stays useful where the words do not arrive", async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.route("**/locales/*.json", (route) => route.abort());
    const page = await context.newPage();
    const told = page.waitForEvent("console", (message) => message.text().startsWith("jaanch-check:"));
    await page.goto(server.url);
    await told;
    assert.equal(await page.getByText(texts.page.fallback.title).isVisible(), true);
  });
});
