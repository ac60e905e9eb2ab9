// The page for other sites and the poster: the lines that are copied there work on a page of another origin under exactly
// the policy that is named beside them, texts are as long as they say, and the poster is one sheet.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";

import { ALLOW, POLICY, ROOM, SANDBOX } from "../../www/element/api.js";
import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, TEXTS, visit } from "./support/browser.mjs";
import { LISTED } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

const BASE = "https://check.example/";
/** What the shortest of the usual limits allows. */
const POST = 280;

describe("the page for other sites", () => {
  let shop, browser, server, unnamed, folder, key;

  fixture(async (given) => {
    ({ shop, browser } = given);
    const words = { issuer: "Cyber Crime Coordination Cell of the Police Headquarters (a name that is long)" };
    const made = await shop.desk({ count: 40, words }, { baseUrl: BASE });
    ({ key, folder } = made);
    server = given.closing(await serve(folder));
    unnamed = given.closing(await serve(await shop.site("unnamed", made.list, key.public)));
  });

  const open = async (t, url, options) => {
    const there = await visit(browser, url, { ready: false, ...options });
    t.after(there.close);
    return there;
  };
  const text = (page, id) => page.locator(`#${id}`).evaluate((part) => part.textContent);

  for (const code of LANGUAGES) {
    const words = TEXTS[code].page.partners;

    it(`${code}: without a script the lines are there to copy by hand, with what they need and what they promise`, async (t) => {
      const { page } = await open(t, `${server.url}${code}/partners/`, { javaScriptEnabled: false });
      const snippet = await text(page, "snippet");
      const [, address, integrity] =
        /^<script type="module" src="([^"]+)" integrity="([^"]+)" crossorigin="anonymous"><\/script>\n/.exec(snippet);
      assert.ok(
        snippet.includes(`\n<jaanch-check list="${BASE}list.jaanch" public-key="${key.line}" lang="${code}">\n`),
        snippet,
      );
      assert.ok(snippet.endsWith("\n</jaanch-check>"));
      assert.ok(snippet.includes(words.line.inside.replace("{number}", '<a href="tel:1930">1930</a>')));
      const frame =
        /<iframe src="([^"]+)" title="([^"]+)".*\n<script type="module" src="([^"]+)" integrity="([^"]+)"/.exec(
          await text(page, "frame-lines"),
        );
      assert.deepEqual(frame.slice(1, 3), [`${BASE}embed.html?lang=${code}`, words.line.title]);
      for (const [script, digest] of [[address, integrity], frame.slice(3)]) {
        assert.ok(script.startsWith(`${BASE}embed/`), script);
        const bytes = await readFile(join(folder, script.slice(BASE.length)));
        assert.equal(digest, `sha384-${createHash("sha384").update(bytes).digest("base64")}`);
      }
      assert.ok((await text(page, "frame-lines")).includes(` allow="${ALLOW}" sandbox="${SANDBOX}"`));
      const policy = (name) => POLICY[name].replaceAll("{site}", "https://check.example");
      assert.equal(await text(page, "policy-element"), policy("element"));
      assert.equal(await text(page, "policy-frame"), `${policy("frame")}; ${policy("frame-script")}`);
      const shown = (await page.locator("main").innerText()).replace(/\s+/g, " ");
      for (const part of [words.heading, words.which.frame, words.line.integrity, words.line.list, words.policy.intro])
        assert.ok(shown.includes(part), part);
      assert.equal(
        await page.locator("main :is(button, form, jaanch-check, iframe):visible").count(),
        0,
        "nothing that cannot work is shown",
      );
    });

    it(`${code}: texts to share are as long as they say, name the check, and fit where posts are short`, async (t) => {
      for (const [site, base] of [
        [server, BASE],
        [unnamed, unnamed.url],
      ]) {
        const { page } = await open(t, `${site.url}${code}/partners/`);
        for (const id of ["check", "lost", "arrest"]) {
          const post = await text(page, `post-${id}`);
          assert.equal(post, words.posts[id].replace("{address}", `${base}${code}/`));
          const length = [...post].length;
          assert.ok(length <= POST, `${id}: ${length}`);
          assert.equal(
            await page.locator(`li:has(#post-${id}) .source`).innerText(),
            words.posts.count.replace("{count}", String(length)),
          );
        }
      }
    });

    it(`${code}: pictures can be had, in the sizes that are named`, async (t) => {
      const { page } = await open(t, `${server.url}${code}/partners/`);
      const pictures = await page
        .locator(".pictures img")
        .evaluateAll((all) =>
          all.map(({ src, width, height, alt }) => ({ src, wanted: [Number(width), Number(height)], alt })),
        );
      assert.equal(pictures.length, 2 * LANGUAGES.length);
      for (const { src, alt } of pictures) {
        assert.ok(alt.length > 20);
        const bytes = await (await page.request.get(src)).body();
        const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
        const named = await page.locator(`.pictures a[href$="${src.split("/").at(-1)}"]`).innerText();
        assert.ok(named.includes(`${size[0]} × ${size[1]}`), named);
      }
    });
  }

  it("shows the same lines with its script, and others by what is chosen", async (t) => {
    const { page } = await open(t, `${server.url}pa/partners/`);
    const words = TEXTS.pa.page.partners;
    const plain = await open(t, `${server.url}pa/partners/`, { javaScriptEnabled: false });
    const first = await text(plain.page, "snippet");
    const frame = await text(plain.page, "frame-lines");
    await page.getByLabel(words.options["mode-element"]).waitFor();
    assert.equal(await text(page, "snippet"), first);
    assert.equal(await text(page, "rule"), ROOM);
    assert.equal(await text(plain.page, "rule"), ROOM);

    await page.getByLabel(words.options.language).selectOption("hi");
    assert.ok(
      (await text(page, "snippet")).includes(` lang="hi">\n  ${TEXTS.hi.page.partners.line.inside.split("{")[0]}`),
    );
    await page.getByLabel(words.options.language).selectOption("");
    assert.doesNotMatch(await text(page, "snippet"), /lang=/);
    await page.getByLabel(words.options.compact).check();
    assert.match(await text(page, "snippet"), /" compact>\n/);
    await page.getByLabel(words.options["theme-dark"]).check();
    assert.equal(await text(page, "rule"), `${ROOM}\njaanch-check { color-scheme: dark; }`);
    const preview = page.locator("#preview jaanch-check");
    assert.deepEqual(
      await preview.evaluate((check) => [
        check.hasAttribute("compact"),
        check.hasAttribute("lang"),
        getComputedStyle(check).colorScheme,
      ]),
      [true, false, "dark"],
    );

    await page.getByLabel(words.options["mode-frame"]).check();
    const options = await text(page, "snippet");
    assert.ok(
      options.startsWith(
        `<iframe src="${BASE}embed.html?lang=pa&amp;theme=dark&amp;compact" title="${words.line.title}" `,
      ),
      options,
    );
    assert.equal(await page.locator("#rule-part").isVisible(), false);
    await page.getByLabel(words.options.compact).uncheck();
    await page.getByLabel(words.options["theme-auto"]).check();
    assert.equal(await text(page, "snippet"), frame);
  });

  it("shows a check that answers, as part of the page and in a frame", async (t) => {
    const { page } = await open(t, `${server.url}en/partners/`);
    const options = TEXTS.en.page.partners.options;
    const answer = TEXTS.en.element.verdict.reported.title;
    for (const [mode, place] of [
      ["element", page.locator("#preview")],
      ["frame", page.frameLocator("#preview iframe")],
    ]) {
      await page.getByLabel(options[`mode-${mode}`]).check();
      // It loads when it is near the screen, as on the page of somebody else.
      await page.locator("#preview").scrollIntoViewIfNeeded();
      await place.getByRole("textbox").fill(LISTED.often);
      await place.locator("jaanch-check .primary").click();
      await place.getByText(answer).waitFor();
    }
  });

  it("copies what is asked for, and marks it where the browser does not let it", async (t) => {
    const { page } = await open(t, `${server.url}en/partners/`, { permissions: ["clipboard-read", "clipboard-write"] });
    const words = TEXTS.en.page.partners;
    for (const id of ["snippet", "policy-element", "frame-lines", "post-lost"]) {
      const button = page.locator(`[data-copy="${id}"]`);
      await button.click();
      await page.getByText(words.copied, { exact: true }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text(page, id));
      const [below, status] = await Promise.all(
        [button, page.locator("#copy-status")].map((part) => part.boundingBox()),
      );
      assert.ok(Math.abs(below.y - status.y) < 120, "what is said stands by the button");
    }
    await page.evaluate(
      () => (navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"))),
    );
    await page.locator('[data-copy="policy-frame"]').click();
    await page.getByText(words["not-copied"]).waitFor();
    assert.equal(await page.evaluate(() => getSelection().toString()), await text(page, "policy-frame"));
  });

  it("works from the keyboard alone", async (t) => {
    const { page } = await open(t, `${server.url}en/partners/`, {
      viewport: { width: 1280, height: 900 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.locator("#options").waitFor();
    await page.locator("[name=mode]").first().focus();
    await page.keyboard.press("ArrowDown");
    assert.match(await text(page, "snippet"), /^<iframe/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.match(await text(page, "snippet"), /&amp;compact"/);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.copy), "snippet");
    await page.keyboard.press("Enter");
    await page.getByText(TEXTS.en.page.partners.copied, { exact: true }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^<iframe/);
  });

  /** A blank page of another origin with the lines as they were copied, under the policy that stands beside them. */
  const stranger = async (t, name, lines, policy) => {
    const dir = shop.path(name);
    await mkdir(dir);
    await writeFile(
      join(dir, "index.html"),
      `<!doctype html>\n<meta charset="utf-8">\n<title>A bank</title>\n${lines}\n`,
    );
    await writeFile(join(dir, "_headers"), `/*\n  Content-Security-Policy: default-src 'none'; ${policy}\n`);
    const host = await serve(dir);
    t.after(() => host.close());
    return host.url;
  };

  it("gives lines that work on a blank page of another origin, under exactly the policy it names", async (t) => {
    // What a new user does: open the page, copy, paste.
    const { page } = await open(t, `${unnamed.url}en/partners/`);
    await page.locator("#options").waitFor();
    assert.equal(await page.locator("[data-unknown]").count(), 0, "by now the page knows its address");
    const element = await stranger(t, "element-host", await text(page, "snippet"), await text(page, "policy-element"));
    const frame = await stranger(t, "frame-host", await text(page, "frame-lines"), await text(page, "policy-frame"));
    assert.notEqual(new URL(element).origin, new URL(unnamed.url).origin);
    for (const [url, within] of [
      [element, (tab) => tab],
      [frame, (tab) => tab.frameLocator("iframe")],
    ]) {
      const there = await open(t, url);
      const place = within(there.page);
      await place.getByRole("textbox").fill(LISTED.often);
      await place.locator("jaanch-check .primary").click();
      await place.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
      assert.deepEqual(
        there.console.filter((line) => !/favicon/.test(line)),
        [],
      );
    }
  });

  it("says so where the site does not know its address", async (t) => {
    for (const code of LANGUAGES) {
      const { page } = await open(t, `${unnamed.url}${code}/partners/`, { javaScriptEnabled: false });
      const words = TEXTS[code].page.partners;
      assert.ok(await page.getByText(words.line.unknown.replace("{address}", "https://site.example/")).isVisible());
      assert.ok(await page.getByText(words.poster.absent).isVisible());
      assert.match(await text(page, "snippet"), /src="https:\/\/site\.example\/embed\//);
      assert.equal(
        (await fetch(`${unnamed.url}${code}/poster/`)).status,
        404,
        "a code that leads nowhere is not printed",
      );
    }
  });

  it("is asked for by its own pages only", async (t) => {
    const { page, requests } = await open(t, `${server.url}en/`);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(
      requests.filter((url) => /partners|poster/.test(url)),
      [],
    );
    assert.equal(await page.locator("footer a[href$='/partners/']").count(), 1);
    assert.doesNotMatch(await readFile(join(folder, "sw.js"), "utf8"), /partners|poster/, "a phone does not keep them");
  });

  for (const code of LANGUAGES) {
    it(`${code}: the poster is one sheet of A4 with nothing cut off, and its code is dark on white`, async (t) => {
      const { page } = await open(t, `${server.url}${code}/poster/`, {
        viewport: { width: 794, height: 1123 },
        colorScheme: "dark",
      });
      const own = TEXTS[code].page;
      await page.getByRole("button", { name: own.poster.print }).waitFor();
      const code_ = page.getByRole("img", { name: own.poster.code.replace("{address}", `${BASE}${code}/`) });
      assert.deepEqual(
        await code_.evaluate((svg) => [getComputedStyle(svg).fill, getComputedStyle(svg).backgroundColor]),
        ["rgb(0, 0, 0)", "rgb(255, 255, 255)"],
      );
      const shown = await page.locator(".sheet").innerText();
      for (const part of [
        own.home.heading,
        own.home.lead,
        own.poster.scan,
        `check.example/${code}`,
        own.home.lost.title,
        "1930",
        own.home.about["not-safe"],
        own.common.sample,
      ])
        assert.ok(shown.includes(part), part);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("header:visible, footer:visible, .printing:visible").count(), 0);
      const { cut, millimetres } = await page.evaluate(() => {
        const sheet = document.querySelector(".sheet");
        const edge = sheet.getBoundingClientRect();
        const cut = [...sheet.querySelectorAll("*")].filter((part) => {
          const box = part.getBoundingClientRect();
          return (
            box.bottom > edge.bottom + 0.5 ||
            box.right > edge.right + 0.5 ||
            (part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflow === "hidden")
          );
        });
        return {
          cut: [sheet, ...cut]
            .filter((part) => part !== sheet || sheet.scrollHeight > sheet.clientHeight)
            .map((part) => part.className || part.tagName),
          millimetres: (document.querySelector(".qr").getBoundingClientRect().width * 25.4) / 96,
        };
      });
      assert.deepEqual(cut, []);
      assert.ok(millimetres > 60, "a phone reads it from an arm's length");
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
      const [, width, height] = /\/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]/.exec(pdf);
      assert.deepEqual(
        [width, height].map((points) => Math.round((points / 72) * 25.4)),
        [210, 297],
      );
    });
  }

  it("the poster's button prints it", async (t) => {
    const { page } = await open(t, "about:blank");
    await page.addInitScript(() => (globalThis.print = () => (globalThis.printed = true)));
    await page.goto(`${server.url}en/poster/`);
    await page.getByRole("button", { name: TEXTS.en.page.poster.print }).click();
    assert.equal(await page.evaluate(() => globalThis.printed), true);
  });
});
