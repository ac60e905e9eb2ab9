// What the pages can do beside the check: the choice of a language, the note, the totals, sharing and reading aloud.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS, check, settled, visit } from "./support/browser.mjs";
import { LISTED } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

/** Enough of speech synthesis to hear what would be said: one voice of the device and one of a server for each language. */
function fakeVoices({ local }) {
  globalThis.said = [];
  const voices = ["hi-IN", "pa_IN", "en-IN"].flatMap((lang) => [
    { lang, localService: false, name: `remote ${lang}` },
    ...(local ? [{ lang, localService: true, name: `local ${lang}` }] : []),
  ]);
  globalThis.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  };
  const synthesis = new EventTarget();
  Object.assign(synthesis, {
    getVoices: () => voices,
    speak: (utterance) => globalThis.said.push({ text: utterance.text, voice: utterance.voice.name }),
    cancel: () => globalThis.said.push("silence"),
  });
  Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis });
}

describe("the pages", () => {
  let shop, browser, server, key, folder;

  fixture(async (given) => {
    ({ shop, browser } = given);
    ({ key, folder } = await shop.desk({ count: 40 }));
    server = given.closing(await serve(folder));
  });

  const open = async (t, path, options) => {
    const there = await visit(browser, server.url + path, { ready: false, ...options });
    t.after(there.close);
    return there;
  };

  it("go to the first language of the browser that there is", async (t) => {
    for (const [locale, code] of [
      ["pa-IN", "pa"],
      ["en-GB", "en"],
      ["hi", "hi"],
      ["ta-IN", "hi"],
    ]) {
      const { page } = await open(t, "", { locale });
      await page.waitForURL(`${server.url}${code}/`);
    }
  });

  it("go to the language that was chosen, and keep nothing else", async (t) => {
    const { page, context } = await open(t, "en/tips/", { locale: "en-IN" });
    await page.locator('[data-language="pa"]').click();
    await page.waitForURL(`${server.url}pa/tips/`);
    const again = await context.newPage();
    await again.goto(server.url);
    await again.waitForURL(`${server.url}pa/`);
    await again.waitForFunction(() => Object.keys(localStorage).some((name) => name.includes("newest serial")));
    const kept = await again.evaluate(() => ({
      names: Object.keys(localStorage)
        .map((name) => name.replace(/RW.*/, "KEY"))
        .sort(),
      session: sessionStorage.length,
      cookies: document.cookie,
    }));
    assert.deepEqual(kept, { names: ["jaanch language", "jaanch newest serial / KEY"], session: 0, cookies: "" });
  });

  it("break no rule of their own policy, ask nobody else, and write nothing to the console", async (t) => {
    for (const path of [
      "",
      ...LANGUAGES.flatMap((code) =>
        ["", "report/", "tips/", "list/", "privacy/", "accessibility/", "partners/"].map((page) => `${code}/${page}`),
      ),
    ]) {
      const there = await open(t, path, { serviceWorkers: "allow" });
      await there.page.waitForLoadState("networkidle");
      assert.deepEqual(there.console, [], path);
      assert.deepEqual(
        there.requests.filter((url) => !url.startsWith(server.url)),
        [],
        path,
      );
      await there.close();
    }
  });

  for (const code of LANGUAGES) {
    const words = TEXTS[code].page.report.note;

    it(`${code}: a note is put together, copied and erased, and no request carries it`, async (t) => {
      const { page, requests } = await open(t, `${code}/report/`, {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      await page.waitForLoadState("networkidle");
      const before = requests.length;
      await page.getByLabel(words["own-number"]).fill("+91 50123 00000");
      await page.getByLabel(words.transaction).fill("<b>T-17</b>");
      await page.getByLabel(words.screenshots).check();
      const expected = [
        words["heading-lost"],
        "",
        `${words["own-number"]}: +91 50123 00000`,
        `${words.transaction}: <b>T-17</b>`,
        `${words.screenshots}: ${words.yes}`,
      ];
      const result = page.getByLabel(words.result, { exact: true });
      assert.equal(await result.inputValue(), expected.join("\n"));
      await page.getByRole("button", { name: words.copy }).click();
      await page.getByText(words.copied).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected.join("\n"));
      await page.getByLabel(words["kind-suspicious"]).check();
      assert.ok((await result.inputValue()).startsWith(words["heading-suspicious"]));
      assert.doesNotMatch(await result.inputValue(), /T-17/, "what belongs to the other note is not in this one");
      await page.getByLabel(words.medium).selectOption(words["medium-sms"]);
      assert.match(await result.inputValue(), new RegExp(words["medium-sms"]));
      await page.getByRole("button", { name: words.clear }).click();
      assert.equal(await result.inputValue(), "");
      assert.deepEqual(requests.slice(before), []);
      const kept = await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
      );
      assert.doesNotMatch(kept, /T-17|50123/);
      await page.getByLabel(words["kind-lost"]).check();
      await page.getByLabel(words.transaction).fill("T-18");
      await page.reload();
      assert.equal(await page.getByLabel(words.transaction).inputValue(), "", "closing the page erases it");
    });
  }

  it("a long note is printed whole", async (t) => {
    const { page } = await open(t, "en/report/");
    const words = TEXTS.en.page.report.note;
    await page.getByLabel(words["kind-suspicious"]).check();
    const said = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
    await page.getByLabel(words.said).fill(said);
    await page.getByLabel(words.result, { exact: true }).evaluate((field) => (field.style.height = "60px"));
    await page.emulateMedia({ media: "print" });
    for (const label of [words.said, words.result]) {
      const [needed, given] = await page
        .getByLabel(label, { exact: true })
        .evaluate((field) => [field.scrollHeight, field.clientHeight]);
      assert.ok(needed > 600 && needed <= given, `${label}: ${needed} in ${given}`);
    }
  });

  it("moves nothing when the check comes, and says nothing of scripts while it is on its way", async (t) => {
    for (const code of LANGUAGES) {
      const there = await open(t, "about:blank");
      const { page, context } = there;
      await page.addInitScript(() => {
        globalThis.shifts = [];
        new PerformanceObserver((list) =>
          globalThis.shifts.push(...list.getEntries().map(({ value }) => value)),
        ).observe({ type: "layout-shift", buffered: true });
      });
      let go;
      const held = new Promise((resolve) => (go = resolve));
      await context.route("**/locales/*.json", (route) => held.then(() => route.continue()));
      await page.goto(`${server.url}${code}/`);
      const { fallback } = TEXTS[code].page.home;
      await page.getByText(fallback.lost).waitFor();
      assert.ok(await page.locator("jaanch-check a[href='tel:1930']").isVisible());
      assert.equal(await page.getByText(fallback.title).isVisible(), false);
      go();
      await page.locator("jaanch-check .about").waitFor();
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], code);
    }
  });

  it("marks the note where the browser does not let a button copy", async (t) => {
    const { page } = await open(t, "en/report/");
    const words = TEXTS.en.page.report.note;
    await page.getByLabel(words.transaction).fill("T-17");
    await page.evaluate(
      () => (navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"))),
    );
    await page.getByRole("button", { name: words.copy }).click();
    await page.getByText(words["not-copied"]).waitFor();
    assert.match(await page.evaluate(() => getSelection().toString()), /T-17/);
  });

  it("show the totals of the list that the host has now", async (t) => {
    const newer = await shop.siteWith(
      "newer",
      folder,
      await shop.read(await shop.list("newer-list", { key: key.secret, count: 60, nth: 1 })),
    );
    const other = await serve(newer);
    t.after(() => other.close());
    const there = await visit(browser, `${other.url}hi/list/`, { ready: false });
    t.after(there.close);
    await there.page.getByText("60").first().waitFor();
    const facts = await there.page.locator("#holdings").innerText();
    assert.match(facts, /कुल नंबर\s+60/);
    assert.match(facts, /गुरुग्राम\s+60/);
    assert.match(facts, /[0-9]{8}01/, "the serial is the new one, too");
  });

  it("say nothing of the list that the host has now which was true of the one before only", async (t) => {
    const plain = await shop.list("list-plain", { key: key.secret, issued: -1, count: 40 });
    const newer = await shop.list("list-newer", { key: key.secret, count: 40 });
    const lists = {
      plain,
      counted: await shop.noted("counted", newer, key.secret, {
        false_alarms: { space: 4_000_000_000, hits: 1_234 },
        issuer: "Another Cell",
      }),
      bare: await shop.noted("bare", newer, key.secret, { districts: undefined, issuer: undefined }),
      real: await shop.list("list-real", { key: key.secret, madeUp: false }),
    };
    /** The page of a site that was made of one list, on a host that has another one now. */
    const page = async (before, now) => {
      const made = await shop.site(`of-${before}-${now}`, lists[before], key.public);
      const host = await serve(await shop.siteWith(`${before}-${now}`, made, await shop.read(lists[now])));
      t.after(() => host.close());
      const there = await visit(browser, `${host.url}en/list/`, { ready: false });
      t.after(there.close);
      await there.page.waitForLoadState("networkidle");
      return {
        facts: await there.page.locator("#holdings").innerText(),
        samples: await there.page.locator("footer .sample").count(),
      };
    };
    const words = TEXTS.en.page.list;

    const counted = await page("plain", "counted");
    assert.match(counted.facts, /Of all 400\scrore possible Indian mobile numbers, this list matches 1,234 by chance/);
    assert.match(counted.facts, /Another Cell/);
    assert.doesNotMatch(counted.facts, /Cyber Cell/);
    assert.equal(counted.samples, 1);

    const bare = await page("plain", "bare");
    for (const gone of ["Gurugram", "Cyber Cell", words.districts, words["districts-note"]])
      assert.ok(!bare.facts.includes(gone), gone);

    const real = await page("plain", "real");
    assert.equal(real.samples, 0, "its numbers are not made up");

    // The other way round: what the site was made without is there.
    lists["old-bare"] = await shop.noted("old-bare", plain, key.secret, { districts: undefined, issuer: undefined });
    const whole = await page("old-bare", "counted");
    assert.match(whole.facts, /Gurugram\s+40/);
    assert.match(whole.facts, /Issued by\s+Another Cell/);
    assert.ok(!whole.facts.includes(words["no-districts"]));
    lists["old-real"] = await shop.list("list-old-real", { key: key.secret, issued: -1, madeUp: false });
    assert.equal((await page("old-real", "counted")).samples, 1, "its numbers are made up");
  });

  for (const code of LANGUAGES) {
    it(`${code}: share the page and nothing of the number`, async (t) => {
      const there = await visit(browser, `${server.url}${code}/`);
      t.after(there.close);
      const { page } = there;
      await check(there, LISTED.often);
      const link = new URL(await page.locator("#whatsapp").getAttribute("href"));
      assert.equal(link.origin, "https://wa.me");
      assert.equal(link.searchParams.get("text"), `${TEXTS[code].page.common["share-text"]} ${server.url}${code}/`);
      const second = await visit(browser, "about:blank", { ready: false });
      t.after(second.close);
      await second.page.addInitScript(() => {
        globalThis.shared = [];
        navigator.share = async (what) => void globalThis.shared.push(what);
      });
      await second.page.goto(`${server.url}${code}/`);
      await settled(second.page);
      await check({ page: second.page, field: second.page.getByRole("textbox") }, LISTED.often);
      await second.page.getByRole("button", { name: TEXTS[code].page.common.share }).click();
      const shared = await second.page.evaluate(() => globalThis.shared);
      assert.deepEqual(shared, [
        {
          title: TEXTS[code].page.home.title,
          text: TEXTS[code].page.common["share-text"],
          url: `${server.url}${code}/`,
        },
      ]);
      assert.equal(await second.page.locator("#whatsapp").isVisible(), false);
    });

    it(`${code}: a verdict is read aloud by a voice of the device, without the number`, async (t) => {
      const there = await visit(browser, "about:blank", { ready: false });
      t.after(there.close);
      const { page } = there;
      await page.addInitScript(fakeVoices, { local: true });
      await page.goto(`${server.url}${code}/`);
      await settled(page);
      await check(there, LISTED.often);
      const button = page.locator("jaanch-check .listen");
      await button.click();
      const said = await page.evaluate(() => globalThis.said.filter((one) => one !== "silence"));
      assert.equal(said.length, 1);
      assert.match(said[0].voice, new RegExp(`^local ${code}`));
      for (const part of [
        TEXTS[code].element.verdict.reported.title,
        TEXTS[code].tips["hang-up"].do,
        TEXTS[code].tips["do-not-pay"].title,
      ])
        assert.ok(said[0].text.includes(part), part);
      assert.doesNotMatch(said[0].text, /50123|45678|[{}]/);
      assert.equal(await button.innerText(), TEXTS[code].element.stop);
      await button.click();
      assert.equal(await page.evaluate(() => globalThis.said.at(-1)), "silence");
      assert.equal(await button.innerText(), TEXTS[code].element.listen);
      await page.goto(`${server.url}${code}/tips/`);
      await page.locator("#upi-pin .listen").click();
      const [tip] = await page.evaluate(() => globalThis.said.filter((one) => one !== "silence"));
      assert.ok(tip.text.includes(TEXTS[code].tips["upi-pin"].text));
    });
  }

  it("offer no reading aloud by a voice that would be sent the words", async (t) => {
    const there = await visit(browser, "about:blank", { ready: false });
    t.after(there.close);
    await there.page.addInitScript(fakeVoices, { local: false });
    await there.page.goto(`${server.url}en/tips/`, { waitUntil: "networkidle" });
    assert.ok((await there.page.locator(".listen").count()) > 10);
    assert.equal(await there.page.locator(".listen:visible").count(), 0);
  });

  it("can be installed", async (t) => {
    for (const code of LANGUAGES) {
      const { page } = await open(t, `${code}/tips/`);
      const address = await page.locator('link[rel="manifest"]').evaluate((link) => link.href);
      const answer = await page.request.get(address);
      assert.match(answer.headers()["content-type"], /^application\/manifest\+json/);
      const manifest = await answer.json();
      assert.equal(new URL(manifest.start_url, address).href, `${server.url}${code}/`);
      assert.equal(new URL(manifest.scope, address).href, server.url);
      for (const { src, type } of manifest.icons) {
        const icon = await page.request.get(new URL(src, address).href);
        assert.equal(icon.status(), 200, src);
        assert.equal(icon.headers()["content-type"], type, src);
      }
    }
  });
});
