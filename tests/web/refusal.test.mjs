// A list that must not be trusted is not used, and the page says what to do.

import assert from "node:assert/strict";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { check, settled, visit } from "./support/browser.mjs";
import { LISTED, tampered } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

describe("a list that cannot be used", () => {
  let shop, browser, key, good, bytes;

  fixture(async (given) => {
    ({ shop, browser } = given);
    ({ key, folder: good } = await shop.desk());
    bytes = await shop.read(join(good, "list.jaanch"));
  });

  /** Opens a copy of the good site that hands out other bytes as its list. */
  const open = async (t, name, list, options) => {
    const server = await serve(await shop.siteWith(`site-${name}`, good, list));
    t.after(() => server.close());
    const there = await visit(browser, `${server.url}en/`, options);
    t.after(there.close);
    return { ...there, url: server.url };
  };

  const refused = [
    {
      name: "unsigned",
      list: async () => shop.read(await shop.list("unsigned")),
      title: "This list is not signed",
      code: "unsigned",
    },
    {
      name: "wrong key",
      list: async () => shop.read(await shop.list("wrong-key", { key: (await shop.keys("other-keys")).secret })),
      title: "This list is signed by somebody else",
      code: "wrong-key",
    },
    { name: "changed", list: () => tampered(bytes), title: "This list has been changed", code: "bad-signature" },
    {
      name: "garbage",
      list: () => "<!doctype html><title>Welcome to the airport</title>",
      title: "The list is damaged",
      code: "not-a-list",
    },
    { name: "empty", list: () => "", title: "The list is damaged", code: "not-a-list" },
    {
      name: "cut short",
      list: () => bytes.subarray(0, bytes.length - 10),
      title: "The list is damaged",
      code: "bad-seal",
    },
    { name: "missing", list: () => null, title: "The list is not where it should be", code: "http-404" },
  ];
  for (const { name, list, title, code } of refused) {
    it(`is refused: ${name}`, async (t) => {
      const { page } = await open(t, name.replace(" ", "-"), await list());
      const notice = page.locator("jaanch-check .failure");
      const words = await notice.innerText();
      assert.ok(words.includes(title), words);
      assert.ok(words.includes(code), words);
      assert.match(words, /do not trust the caller/);
      assert.equal(await page.getByRole("textbox").count(), 0, "no field that promises an answer");
      assert.equal(await notice.getByRole("link", { name: "Call 1930" }).getAttribute("href"), "tel:1930");
      assert.deepEqual(await page.evaluate(() => globalThis.heard), [
        { name: "jaanch-list", detail: { failure: code } },
      ]);
    });
  }

  it("is not there without a network, and comes by trying again", async (t) => {
    const server = await serve(good);
    t.after(() => server.close());
    const context = await browser.newContext({ serviceWorkers: "block" });
    t.after(() => context.close());
    await context.route("**/list.jaanch", (route) => route.abort("internetdisconnected"));
    const page = await context.newPage();
    await page.goto(`${server.url}en/`);
    await page.getByText("Are you online?").waitFor();
    await context.unroute("**/list.jaanch");
    await page.getByRole("button", { name: "Try again" }).click();
    assert.match(await check({ page, field: page.getByRole("textbox") }, LISTED.often), /Reported|Still getting/);
    await page.getByText("matches the list of reported numbers").waitFor();
  });

  it("cannot be opened without the module, and comes by trying again", async (t) => {
    const server = await serve(good);
    t.after(() => server.close());
    const context = await browser.newContext({ serviceWorkers: "block" });
    t.after(() => context.close());
    await context.route("**/*.wasm", (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${server.url}en/`);
    await page.getByText("The check could not start").waitFor();
    await context.unroute("**/*.wasm");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("About this list").waitFor();
  });

  it("is refused when it is older than one seen before", async (t) => {
    const server = await serve(good);
    t.after(() => server.close());
    const there = await visit(browser, `${server.url}en/`);
    t.after(there.close);
    assert.match(await there.page.evaluate(() => JSON.stringify(localStorage)), /newest serial/);
    const older = await shop.read(await shop.list("older", { key: key.secret, issued: -3 }));
    await there.context.route("**/list.jaanch", (route) => route.fulfill({ body: older }));
    await there.page.reload();
    await there.page.getByText("This list is older than this page accepts").waitFor();
  });

  it("is refused when it is older than one seen before, also while one key takes over from another", async (t) => {
    const server = await serve(good);
    t.after(() => server.close());
    const there = await visit(browser, `${server.url}en/`);
    t.after(there.close);
    const older = await shop.read(await shop.list("older-again", { key: key.secret, issued: -4 }));
    await there.context.route("**/list.jaanch", (route) => route.fulfill({ body: older }));
    const next = (await shop.keys("next-keys")).line;
    await there.context.route(/\/en\/$/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace(/public-key="([^"]*)"/, `public-key="${next} $1"`),
      });
    });
    await there.page.reload();
    await there.page.getByText("This list is older than this page accepts").waitFor();
    assert.equal(
      await there.page.evaluate(() => document.querySelector("jaanch-check").publicKey.split(" ").length),
      2,
    );
  });

  it("is not refused for what another site of the same host has", async (t) => {
    const root = shop.path("two-sites");
    await cp(good, join(root, "newer"), { recursive: true });
    await cp(good, join(root, "older"), { recursive: true });
    await writeFile(
      join(root, "older/list.jaanch"),
      await shop.read(await shop.list("older-elsewhere", { key: key.secret, issued: -5 })),
    );
    const server = await serve(root);
    t.after(() => server.close());
    const there = await visit(browser, `${server.url}newer/en/`);
    t.after(there.close);
    await there.page.goto(`${server.url}older/en/`);
    await settled(there.page);
    assert.match(await check(there, LISTED.often), /Reported/);
  });

  it("is refused when the page's key is none", async (t) => {
    const { page } = await open(t, "no-key", bytes);
    await page.evaluate(() => {
      globalThis.heard.length = 0;
      document.querySelector("jaanch-check").publicKey = "RW-this-is-none";
    });
    await settled(page);
    assert.match(
      await page.locator("jaanch-check .failure").innerText(),
      /This page is not set up correctly[^]*bad-key/,
    );
    await page.evaluate(() => {
      globalThis.heard.length = 0;
      document.querySelector("jaanch-check").removeAttribute("public-key");
    });
    await settled(page);
    assert.match(await page.locator("jaanch-check .failure").innerText(), /not set up correctly[^]*no-key/);
  });

  it("is used with a warning when it is stale", async (t) => {
    const list = await shop.read(await shop.list("stale", { key: key.secret, issued: -10 }));
    const there = await open(t, "stale", list);
    assert.match(
      await there.page.locator("jaanch-check .banner.stale").innerText(),
      /This list is 10 days old[^]*reload the page/,
    );
    assert.match(await check(there, LISTED.often), /Reported/);
  });

  it("is used with a warning when the clock is wrong", async (t) => {
    const list = await shop.read(await shop.list("future", { key: key.secret, issued: 3 }));
    const there = await open(t, "future", list);
    assert.match(
      await there.page.locator("jaanch-check .banner.future").innerText(),
      /date on this device looks wrong[^]*Set the date and time/,
    );
    assert.match(await check(there, LISTED.often), /Reported/);
  });

  it("grows old under an open page, which then says so", async (t) => {
    const server = await serve(good);
    t.after(() => server.close());
    const context = await browser.newContext({ serviceWorkers: "block" });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${server.url}en/`);
    await page.getByText("About this list").waitFor();
    assert.equal(await page.locator("jaanch-check .banner.expired").count(), 0);
    await page.clock.setFixedTime(Date.now() + 40 * 86_400_000);
    const there = { page, field: page.getByRole("textbox") };
    assert.match(await check(there, "+91 50999 00001"), /this list has expired/);
    assert.equal(await page.locator("jaanch-check .banner.expired").count(), 1);
  });
});
