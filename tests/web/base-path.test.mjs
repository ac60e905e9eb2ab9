// A site below a path of its host, beside other things: its files for hosts name the path, and check, frame and element work
// from there.

import assert from "node:assert/strict";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { describe, it } from "node:test";

import { TEXTS, check, visit } from "./support/browser.mjs";
import { LISTED } from "./support/workshop.mjs";
import { document as page_, partner, publisher } from "./support/partner.mjs";
import { fixture } from "./support/fixture.mjs";

describe("a site below a path", () => {
  let shop, browser, site, host;

  fixture(async (given) => {
    ({ shop, browser } = given);
    const key = await shop.keys("keys");
    await mkdir(shop.path("host"));
    await writeFile(shop.path("host/index.html"), "<!doctype html><title>The police</title>");
    await shop.site("host/check", await shop.list("list", { key: key.secret }), key.public, {
      baseUrl: "https://example.org/check/",
    });
    // Where hosts look for it.
    await rename(shop.path("host/check/_headers"), shop.path("host/_headers"));
    site = given.closing(await publisher(shop.path("host"), key.line, { below: "check/" }));
    host = given.closing(await partner({}));
  });

  it("has its headers there, and the rest of the host has none of them", async () => {
    const of = async (path, ...names) => {
      const { status, headers } = await fetch(new URL(path, site.url));
      assert.equal(status, 200, path);
      return names.map((name) => headers.get(name));
    };
    for (const path of ["check/", "check/hi/", "check/hi/tips/"]) {
      const [policy, cache, transport] = await of(
        path,
        "content-security-policy",
        "cache-control",
        "strict-transport-security",
      );
      assert.match(policy, /frame-ancestors 'none'$/, path);
      assert.deepEqual([cache, transport], ["no-cache", "max-age=31536000"], path);
    }
    assert.match((await of("check/embed.html", "content-security-policy"))[0], /frame-ancestors \*$/);
    assert.deepEqual(await of("check/sw.js", "content-security-policy", "cache-control"), [
      "default-src 'none'; connect-src 'self'",
      "no-cache",
    ]);
    const [, entry] = /src="([^"]+)"/.exec(site.script);
    for (const path of ["check/list.jaanch", "check/embed/embed.json", entry]) {
      assert.deepEqual(
        await of(path, "access-control-allow-origin", "cross-origin-resource-policy"),
        ["*", "cross-origin"],
        path,
      );
    }
    assert.match((await of(entry, "cache-control"))[0], /immutable/);
    assert.deepEqual(await of("", "content-security-policy", "strict-transport-security", "x-content-type-options"), [
      null,
      null,
      null,
    ]);
  });

  it("answers on its page, and keeps itself for use without a network", async (t) => {
    const there = await visit(browser, `${site.site}/en/`, { serviceWorkers: "allow" });
    t.after(there.close);
    await check(there, LISTED.often);
    await there.page.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
    const scope = await there.page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, `${site.site}/`);
    assert.deepEqual(there.console, []);
    await there.context.setOffline(true);
    await there.page.reload();
    await check(there, LISTED.often);
    await there.page.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
  });

  for (const [what, body, policy, within] of [
    ["element", () => site.script + site.element(), "element", (page) => page],
    ["frame", () => site.frame() + site.frameScript, "frame", (page) => page.frameLocator("iframe")],
  ]) {
    it(`answers on a page of another origin: ${what}`, async (t) => {
      host.pages["/"] = { html: page_(body()), policy: site.policies[policy] };
      const there = await visit(browser, host.url, { ready: false });
      t.after(there.close);
      const place = within(there.page);
      await place.getByRole("textbox").fill(LISTED.often);
      await place.locator("jaanch-check .primary").click();
      await place.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
      assert.deepEqual(
        there.console.filter((line) => !/favicon|404/.test(line)),
        [],
      );
    });
  }
});
