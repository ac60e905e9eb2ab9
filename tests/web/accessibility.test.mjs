// For everybody: what axe finds, what fits on a small phone, what a thumb hits, and what is read out.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { LANGUAGES, check, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED, tampered } from "./support/workshop.mjs";
import { serveSites } from "./support/sites.mjs";
import { fixture } from "./support/fixture.mjs";

/** What a thumb hits, in CSS pixels. */
const THUMB = 44;

/**
 * The size of whatever can be pressed or written into, in the page and in the check. Links within a sentence are as large as
 * their words; a choice is as large as its label.
 */
const targets = (page) =>
  page.locator("a[href], button, input, select, textarea, summary").evaluateAll((all) =>
    all.flatMap((control) => {
      const { width, height } = (control.closest(".choice") ?? control).getBoundingClientRect();
      const inSentence =
        getComputedStyle(control).display === "inline" &&
        control.parentElement.textContent.trim() !== control.textContent.trim();
      if (width <= 1 || height <= 1 || inSentence) return [];
      return [{ what: `${control.localName}.${control.className}: ${control.textContent.trim()}`, width, height }];
    }),
  );

describe("accessibility", () => {
  let shop, browser, sites;

  fixture(async (given) => {
    ({ shop, browser } = given);
    const ages = { stale: { issued: -10 }, expired: { issued: -60 }, future: { issued: 3 } };
    sites = given.closing(
      await serveSites(
        shop,
        { real: { madeUp: false }, ...ages, changed: tampered },
        { baseUrl: "https://example.org/" },
        { count: 40 },
      ),
    );
  });

  const MESSAGE = `Call ${LISTED.often} or ${UNLISTED} now, or your account is closed`;
  const states = [
    { name: "start", at: "sample" },
    { name: "reported", at: "sample", text: LISTED.often },
    { name: "not-listed", at: "sample", text: UNLISTED },
    { name: "message", at: "sample", text: MESSAGE, outcome: "reported" },
    { name: "cannot-say", at: "expired", text: UNLISTED },
    { name: "service", at: "real", text: "1930" },
    { name: "impossible", at: "real", text: UNLISTED },
    { name: "unreadable", at: "real", text: "5O123 45678" },
    { name: "refused", at: "changed" },
    { name: "stale", at: "stale", text: LISTED.often, outcome: "reported", seen: ".banner.stale" },
    { name: "expired", at: "expired", seen: ".banner.expired" },
    { name: "clock wrong", at: "future", seen: ".banner.future" },
    { name: "offline", at: "sample", seen: ".failure", list: (route) => route.abort("internetdisconnected") },
    { name: "waiting", at: "sample", text: LISTED.often, outcome: "note", list: () => {} },
    { name: "slow", at: "sample", seen: ".slow", list: () => {}, later: 10_000 },
    { name: "paste refused", at: "sample", seen: ".answer.note", press: ".paste" },
  ];
  /**
   * Opens a page for a state: where its list is held back or refused, that is so from the start.
   *
   * @param {{ at: string, list?: (route: import("playwright-core").Route) => unknown, later?: number }} state
   */
  const enter = async (code, { at, list, later }) => {
    const url = `${sites.urls[at]}${code}/`;
    if (!list) return visit(browser, url, { reducedMotion: "reduce" });
    const there = await visit(browser, "about:blank", { ready: false, reducedMotion: "reduce" });
    await there.context.route("**/list.jaanch", list);
    if (later) await there.page.clock.install();
    await there.page.goto(url);
    await there.page.locator("jaanch-check .card").waitFor();
    if (later) await there.page.clock.fastForward(later);
    return there;
  };
  /** Brings an open page into a state, with everything on it unfolded. */
  const show = async (there, { name, text, outcome = name, press, seen }) => {
    if (press) await there.page.locator(`jaanch-check ${press}`).click();
    if (seen) await there.page.locator(`jaanch-check ${seen}`).waitFor();
    if (text !== undefined) {
      await check(there, text);
      assert.equal(await there.page.locator(`jaanch-check .answer.${outcome}`).count(), 1);
    }
    await there.page.evaluate(() =>
      document.querySelector("jaanch-check")?.shadowRoot?.querySelector("details")?.setAttribute("open", ""),
    );
  };

  /** What axe finds in light and in dark, and what is too small for a thumb or too wide for a small screen. */
  const holds = async (page, controls) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(
          ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
        ),
        [],
      );
      assert.ok(passes.some(({ id }) => id === "color-contrast"));
    }
    const sizes = await targets(page);
    assert.ok(sizes.length >= controls, `${sizes.length} controls`);
    assert.deepEqual(
      sizes.filter(({ width, height }) => height < THUMB || width < THUMB),
      [],
    );
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  };

  for (const code of LANGUAGES) {
    for (const state of states) {
      it(`${code}: ${state.name}: axe finds nothing in light or dark, targets have 44 pixels, and it fits a screen of 320`, async (t) => {
        const there = await enter(code, state);
        t.after(there.close);
        await show(there, state);
        await holds(there.page, 4);
      });
    }

    for (const path of ["report/", "tips/", "list/", "privacy/", "accessibility/", "partners/", "poster/"]) {
      it(`${code}/${path}: the same`, async (t) => {
        const there = await visit(browser, `${sites.urls.sample}${code}/${path}`, {
          ready: false,
          reducedMotion: "reduce",
        });
        t.after(there.close);
        await there.page.waitForLoadState("networkidle");
        await holds(there.page, 10);
      });
    }
  }

  it("the choice of a language: the same", async (t) => {
    const there = await visit(browser, "about:blank", { ready: false, reducedMotion: "reduce" });
    t.after(there.close);
    // Its script would lead on.
    await there.context.route("**/root.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await there.page.goto(sites.urls.sample);
    await holds(there.page, 3);
  });

  /** What is cut off or stands out of the window on either side. */
  const outside = (page) =>
    page.locator("*").evaluateAll((all) => {
      const names = all.flatMap((node) => {
        const { left, right, width, height } = node.getBoundingClientRect();
        return width > 1 && height > 1 && (left < -0.5 || right > innerWidth + 0.5)
          ? [`${node.localName}.${node.className} ${left}–${right}`]
          : [];
      });
      return [document.documentElement.scrollWidth, ...names];
    });

  /** As somebody sets it in the browser: the check measures by that, whatever the page does to its own letters. */
  const enlarge = async ({ context, page }) => {
    const cdp = await context.newCDPSession(page);
    await cdp.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  };

  for (const code of LANGUAGES) {
    it(`${code}: fits a small phone whose letters are twice as large`, async (t) => {
      const letters = (page, place) => page.locator(place).evaluate((node) => getComputedStyle(node).fontSize);
      for (const state of states) {
        const there = await enter(code, state);
        t.after(there.close);
        await enlarge(there);
        await show(there, state);
        assert.equal(await letters(there.page, "jaanch-check .card"), "32px");
        assert.deepEqual(await outside(there.page), [360], state.name);
        await there.close();
      }
      const there = await visit(browser, "about:blank", { ready: false, reducedMotion: "reduce" });
      t.after(there.close);
      await enlarge(there);
      for (const path of ["report/", "tips/", "list/", "privacy/", "accessibility/", "partners/", "poster/"]) {
        await there.page.goto(`${sites.urls.sample}${code}/${path}`);
        assert.equal(await letters(there.page, "html"), "32px");
        for (const width of [360, 320]) {
          await there.page.setViewportSize({ width, height: 740 });
          assert.deepEqual(await outside(there.page), [width], path);
        }
      }
    });
  }

  it("reads the answer out, and only the answer", async (t) => {
    const there = await visit(browser, `${sites.urls.sample}en/`);
    t.after(there.close);
    const status = there.page.getByRole("status");
    assert.equal(await status.count(), 1, "the region is there before there is something to say");
    assert.equal(await status.innerText(), "");
    await check(there, LISTED.often);
    const said = await status.innerText();
    assert.match(said, /matches the list of reported numbers/);
    assert.doesNotMatch(said, /Keep the evidence/, "the advice is there to read, and does not delay the answer");
    const tree = await there.page.locator("jaanch-check").ariaSnapshot();
    assert.match(tree, /textbox "Phone number or message to check"/);
    assert.match(tree, /heading "This number matches the list of reported numbers" \[level=2\]/);
  });

  it("works from the keyboard alone", async (t) => {
    const there = await visit(browser, `${sites.urls.sample}en/`, { viewport: { width: 1280, height: 800 } });
    t.after(there.close);
    const { page } = there;
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(LISTED.often);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match(await page.getByRole("status").innerText(), /Reported/);
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle,
    );
    assert.equal(outline, "solid", "the focus can be seen");
  });

  it("keeps its shapes without colours of its own", async (t) => {
    const there = await visit(browser, `${sites.urls.sample}en/`, { forcedColors: "active" });
    t.after(there.close);
    const { page } = there;
    /** The line around a thing and the ground within it, as they are drawn. */
    const edges = (names, line = "border-top") =>
      page.evaluate(
        ([names, line]) => {
          const root = document.querySelector("jaanch-check").shadowRoot;
          return names.map((name) => {
            const looks = getComputedStyle(name === ":focus" ? root.activeElement : root.querySelector(name));
            const of = (what) => looks.getPropertyValue(`${line}-${what}`);
            return {
              name,
              style: of("style"),
              width: parseFloat(of("width")),
              colour: of("color"),
              ground: looks.backgroundColor,
            };
          });
        },
        [names, line],
      );
    const seen = (all) => {
      for (const { name, style, width, colour, ground } of all) {
        assert.equal(style, "solid", name);
        assert.ok(width >= 1, `${name}: ${width}`);
        // Canvas, or nothing upon it.
        assert.match(ground, /^rgba?\(255, 255, 255/, name);
        assert.doesNotMatch(colour, /255, 255, 255|^rgba\(.*, 0\)$/, name);
      }
    };
    seen(await edges([".card", "textarea", ".primary", ".banner", ".list"]));
    await show(there, { text: MESSAGE, outcome: "reported" });
    seen(await edges([".headline", ".badge", ".each li", ".call", ".portal", ".another", ".advice li"]));
    assert.ok(await page.locator("jaanch-check .headline svg").isVisible());
    await page.locator("jaanch-check .primary").focus();
    await page.keyboard.press("Tab");
    seen(await edges([":focus"], "outline"));
  });

  for (const [reducedMotion, behavior] of [
    ["reduce", "auto"],
    ["no-preference", "smooth"],
  ]) {
    it(`moves the page to the answer as the reader wants it: ${reducedMotion}`, async (t) => {
      const there = await visit(browser, `${sites.urls.sample}en/`, { reducedMotion });
      t.after(there.close);
      await there.page.evaluate(() => {
        globalThis.moves = [];
        Element.prototype.scrollIntoView = (how) => globalThis.moves.push(how.behavior);
      });
      await check(there, LISTED.often);
      assert.deepEqual(await there.page.evaluate(() => globalThis.moves), [behavior]);
      assert.equal(
        await there.page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior),
        behavior,
      );
    });
  }
});
