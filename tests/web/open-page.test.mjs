// A page that stays open: its list is replaced or grows old under it, questions are taken back, and all the while whoever
// hears the page rather than sees it is told what is there.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { TEXTS } from "./support/browser.mjs";
import { LISTED, UNLISTED } from "./support/workshop.mjs";
import { document as page_, partner, publisher } from "./support/partner.mjs";
import { fixture } from "./support/fixture.mjs";

const { element: WORDS } = TEXTS.en;
const DAY_MS = 86_400_000;

/** On the newer list only. */
const ADDED = "+91 50200 00005";

describe("a page that stays open", () => {
  let shop, browser, site, host, newer;

  fixture(async (given) => {
    ({ shop, browser } = given);
    const { key, folder } = await shop.desk();
    site = given.closing(await publisher(folder, key.line));
    newer = await shop.read(await shop.list("newer", { key: key.secret, nth: 1, count: 9 }));
    const html = page_(site.script + site.element());
    host = given.closing(
      await partner({ "/": { html, policy: `${site.policies.element}; style-src 'unsafe-inline'` } }),
    );
  });

  /** Opens the page; `lists` answers every question for the list, one after the other, and its last one all that follow. */
  const open = async (t, { lists = [pass], ready = true, clock = false, init, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    t.after(() => context.close());
    const asked = [];
    const left = [...lists];
    await context.route("**/list.jaanch", async (route) => {
      asked.push(route.request().url());
      await (left.length > 1 ? left.shift() : left[0])(route);
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.addInitScript(() => {
      globalThis.heard = [];
      for (const name of ["jaanch-ready", "jaanch-verdict", "jaanch-error"])
        addEventListener(name, ({ detail }) => globalThis.heard.push({ name, ...detail }));
    });
    if (init) await page.addInitScript(init);
    if (clock) await page.clock.install();
    await page.goto(host.url);
    if (ready) await page.locator("jaanch-check .about").waitFor();
    const there = {
      page,
      context,
      asked,
      errors,
      field: page.locator("jaanch-check textarea"),
      status: page.getByRole("status"),
    };
    t.after(() => assert.deepEqual(errors, []));
    return there;
  };
  const pass = (route) => route.continue();
  const fail = (route) => route.abort("internetdisconnected");
  const bytes = (body) => (route) => route.fulfill({ body, headers: { "access-control-allow-origin": "*" } });
  /** An answer that waits for `go`. */
  const held = (answer = pass) => {
    let go;
    const gone = new Promise((resolve) => (go = resolve));
    return Object.assign((route) => gone.then(() => answer(route)), { go });
  };
  const check = async ({ page, field, status }, text) => {
    await field.fill(text);
    await page.locator("jaanch-check .primary").click();
    return status.innerText();
  };
  const reload = ({ page }) => page.evaluate(() => document.querySelector("jaanch-check").reload());
  const heard = ({ page }, name) => page.evaluate((name) => globalThis.heard.filter((one) => one.name === name), name);
  const ready = ({ page }, count) =>
    page.waitForFunction(
      (count) => globalThis.heard.filter(({ name }) => name === "jaanch-ready").length >= count,
      count,
    );
  const state = ({ page }) =>
    page.evaluate(() => {
      const { serial, failure } = document.querySelector("jaanch-check");
      return { open: serial !== undefined, failure };
    });
  /** What has the focus within the check. */
  const focused = ({ page }) =>
    page.evaluate(() => {
      const at = document.activeElement?.shadowRoot?.activeElement;
      return at ? `${at.localName}.${at.className.split(" ")[0]}` : document.activeElement?.localName;
    });
  /** Keeps the words of a place within the check from now on, each time that they are others. */
  const listen = ({ page }, place) =>
    page.evaluate((place) => {
      const region = document.querySelector("jaanch-check").shadowRoot.querySelector(place);
      globalThis.words = [];
      new MutationObserver(() => globalThis.words.push(region.textContent)).observe(region, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    }, place);
  const words = ({ page }) => page.evaluate(() => globalThis.words);

  describe("whose list is replaced", () => {
    it("goes on answering until the next list is open, and gives the answer in sight again out of that", async (t) => {
      const next = held(bytes(newer));
      const there = await open(t, { lists: [pass, next] });
      await check(there, ADDED);
      await listen(there, "[role=status]");
      await reload(there);
      await there.page.waitForTimeout(300);
      assert.equal(there.asked.length, 2);
      assert.match(await there.status.innerText(), /not on this list/);
      assert.deepEqual(await state(there), { open: true, failure: undefined });
      assert.match(await check(there, LISTED.often), /matches the list of reported numbers/);
      assert.match(await check(there, ADDED), /not on this list/);
      next.go();
      await there.page.getByText(WORDS.verdict.reported.title).waitFor();
      assert.deepEqual(
        (await heard(there, "jaanch-verdict")).map(({ outcome }) => outcome),
        ["not-listed", "reported", "not-listed", "reported"],
      );
    });

    it("says nothing, tells nothing and moves nothing if the answer is the same", async (t) => {
      const there = await open(t, { lists: [pass, bytes(newer)] });
      await check(there, LISTED.often);
      await there.page.evaluate(() => {
        const { shadowRoot } = document.querySelector("jaanch-check");
        globalThis.link = shadowRoot.querySelector(".advice a");
        globalThis.link.focus();
        globalThis.silenced = 0;
        speechSynthesis.cancel = () => (globalThis.silenced += 1);
        shadowRoot.querySelector("details").open = true;
      });
      await listen(there, ".answer");
      await reload(there);
      await ready(there, 2);
      await pause(200);
      assert.deepEqual(await words(there), []);
      assert.equal(
        await there.page.evaluate(() => document.activeElement.shadowRoot.activeElement === globalThis.link),
        true,
      );
      assert.equal(await there.page.evaluate(() => globalThis.silenced), 0, "what is read aloud goes on");
      assert.equal(
        await there.page.locator("jaanch-check details").evaluate((about) => about.open),
        true,
        "what was unfolded stays so",
      );
      assert.equal((await heard(there, "jaanch-verdict")).length, 1);
      assert.notDeepEqual(...(await heard(there, "jaanch-ready")).map(({ serial }) => serial));
    });

    it("keeps its list when the next one does not come, or is refused", async (t) => {
      for (const bad of [
        fail,
        bytes("no list"),
        (route) => route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" } }),
      ]) {
        const there = await open(t, { lists: [pass, bad] });
        await check(there, LISTED.often);
        const warned = there.page.waitForEvent("console", (message) => message.type() === "warning");
        await reload(there);
        await warned;
        await pause(200);
        assert.match(await there.status.innerText(), /matches the list of reported numbers/);
        assert.match(await check(there, UNLISTED), /not on this list/);
        assert.deepEqual(await state(there), { open: true, failure: undefined });
        assert.deepEqual(await heard(there, "jaanch-error"), []);
      }
    });

    it("never answers out of a list that its attributes do not name", async (t) => {
      for (const change of [
        (element) => (element.list += "?another"),
        (element) => (element.publicKey += " RWx"),
        (element) => (element.minSerial = 1),
      ]) {
        const next = held();
        const there = await open(t, { lists: [pass, next] });
        await there.context.route("**/list.jaanch?another", next);
        await check(there, LISTED.often);
        await there.page.locator("jaanch-check").evaluate(change);
        assert.equal(await there.status.innerText(), "");
        assert.equal((await state(there)).open, false);
        assert.match(await check(there, LISTED.linked), /Still getting the list/);
      }
    });

    it("has another language's words at once, with the answer that is in sight", async (t) => {
      const there = await open(t);
      await check(there, LISTED.often);
      await there.page.locator("jaanch-check").evaluate((element) => (element.lang = "pa"));
      await there.page.getByText(TEXTS.pa.element.verdict.reported.title).waitFor();
      assert.equal(there.asked.length, 1);
      assert.equal(await there.field.inputValue(), LISTED.often);
    });
  });

  describe("where the number is edited", () => {
    it("before the list is there, the question is taken back", async (t) => {
      const first = held();
      // On a phone an answer takes the keyboard away.
      const there = await open(t, { lists: [first], ready: false, hasTouch: true, isMobile: true });
      await there.field.fill(LISTED.often.slice(0, -2));
      await there.field.press("Enter");
      assert.match(await there.status.innerText(), /Still getting the list/);
      await there.field.press("7");
      assert.equal(await there.status.innerText(), "");
      first.go();
      await ready(there, 1);
      await pause(200);
      assert.equal(await there.status.innerText(), "");
      assert.deepEqual(await heard(there, "jaanch-verdict"), []);
      assert.equal(await focused(there), "textarea.");
    });

    it("while the next list is on its way, no answer is given again", async (t) => {
      const next = held();
      const there = await open(t, { lists: [pass, next] });
      await check(there, LISTED.often);
      await there.page.locator("jaanch-check").evaluate((element) => (element.minSerial = 1));
      await there.field.press("End");
      await there.field.press("Backspace");
      next.go();
      await ready(there, 2);
      await pause(200);
      assert.equal(await there.status.innerText(), "");
    });
  });

  describe("that grows old", () => {
    const line = ({ page }) => page.locator("jaanch-check summary").innerText();

    it("says so by itself, and takes back what it can say no more", async (t) => {
      const there = await open(t, { clock: true });
      assert.match(await check(there, UNLISTED), /not on this list/);
      assert.match(await line(there), /\(today\)/);
      await there.page.clock.fastForward(DAY_MS);
      assert.match(await line(there), /\(yesterday\)/);
      assert.match(await there.status.innerText(), /not on this list/);
      assert.equal((await heard(there, "jaanch-verdict")).length, 1);
      await there.page.clock.fastForward(40 * DAY_MS);
      await there.page.clock.runFor(1000);
      assert.match(await there.status.innerText(), /This list expired[^]*Cannot say/);
      assert.equal(await there.page.locator("jaanch-check .banner.expired").count(), 1);
      assert.deepEqual(
        (await heard(there, "jaanch-verdict")).map(({ outcome }) => outcome),
        ["not-listed", "cannot-say"],
      );
    });

    it("looks again when somebody looks at it", async (t) => {
      const there = await open(t, { clock: true });
      await there.page.locator("jaanch-check summary").focus();
      await there.page.clock.setFixedTime(Date.now() + 2 * DAY_MS);
      assert.match(await line(there), /\(today\)/);
      await there.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      assert.match(await line(there), /\(2 days ago\)/);
      assert.equal(await focused(there), "summary.", "what had the focus is another, in the same place");
    });

    it("looks no more once the element is gone", async (t) => {
      const there = await open(t, {
        init: () => {
          globalThis.clocks = new Set();
          const { setInterval, clearInterval } = globalThis;
          globalThis.setInterval = (...given) => {
            const clock = setInterval(...given);
            globalThis.clocks.add(clock);
            return clock;
          };
          globalThis.clearInterval = (clock) => {
            globalThis.clocks.delete(clock);
            clearInterval(clock);
          };
        },
      });
      assert.equal(await there.page.evaluate(() => globalThis.clocks.size), 1);
      await there.page.evaluate(() => document.querySelector("jaanch-check").remove());
      assert.equal(await there.page.evaluate(() => globalThis.clocks.size), 0);
    });
  });

  describe("keeps the focus", () => {
    const retry = ({ page }) => page.getByRole("button", { name: WORDS.failure.retry });

    it("where there is no list, and somebody tries again", async (t) => {
      const again = held(fail);
      const there = await open(t, { lists: [fail, again, pass], ready: false });
      await retry(there).focus();
      await there.page.keyboard.press("Enter");
      assert.equal(await focused(there), "textarea.");
      again.go();
      await retry(there).waitFor();
      assert.equal(await focused(there), "div.failure");
      await retry(there).focus();
      await there.page.keyboard.press("Enter");
      await there.page.locator("jaanch-check .about").waitFor();
      assert.equal(await focused(there), "textarea.");
    });

    it("where the list is slow, and somebody tries again", async (t) => {
      const [first, second] = [held(), held()];
      const there = await open(t, { lists: [first, second], ready: false, clock: true });
      await there.page.getByText(WORDS.loading).waitFor();
      await there.page.clock.fastForward(8_000);
      await there.page.clock.runFor(1_000);
      await retry(there).focus();
      await there.page.keyboard.press("Enter");
      assert.equal(await focused(there), "textarea.");
      await there.page.clock.fastForward(8_000);
      await there.page.clock.runFor(1_000);
      await retry(there).focus();
      second.go();
      await there.page.locator("jaanch-check .about").waitFor();
      assert.equal(await focused(there), "textarea.", "the list has come under the button");
    });

    it("where another answer comes under it", async (t) => {
      const there = await open(t, { lists: [pass, bytes(newer)] });
      await check(there, ADDED);
      await there.page.locator("jaanch-check .advice a").first().focus();
      await reload(there);
      await there.page.getByText(WORDS.verdict.reported.title).waitFor();
      assert.equal(await focused(there), "div.answer");
    });

    it("where an answer is taken away under it", async (t) => {
      const there = await open(t, { lists: [pass, held()] });
      await check(there, LISTED.often);
      await there.page.locator("jaanch-check .advice a").first().focus();
      await there.page.locator("jaanch-check").evaluate((element) => (element.minSerial = 1));
      await there.page.waitForFunction(() => document.querySelector("jaanch-check").serial === undefined);
      assert.equal(await focused(there), "textarea.");
    });
  });

  describe("is heard", () => {
    it("to give the same answer twice, and the same to another number", async (t) => {
      const there = await open(t);
      await check(there, LISTED.often);
      await listen(there, "[role=status]");
      const said = await there.status.evaluate((node) => node.textContent);
      for (let times = 1; times <= 2; times += 1) {
        await there.field.press("Enter");
        await there.page.waitForFunction((length) => globalThis.words.length === length, 2 * times);
        // Each of the two was there for itself: what is changed at once is seen as one change.
        assert.deepEqual((await words(there)).slice(-2), ["", said]);
      }
      await check(there, LISTED.linked);
      assert.deepEqual(
        (await words(there)).slice(4).map((text) => text.includes(WORDS.verdict.reported.title)),
        [false, true],
      );
    });

    it("to say once more that the list is still on its way", async (t) => {
      const there = await open(t, { lists: [held()], ready: false });
      await there.field.fill(LISTED.often);
      await there.field.press("Enter");
      await listen(there, "[role=status]");
      await there.field.press("Enter");
      await there.page.waitForFunction(() => globalThis.words.length === 2);
      assert.deepEqual(await words(there), ["", WORDS.waiting]);
    });

    it("to be getting the list, and to wait for it", async (t) => {
      const there = await open(t, {
        lists: [held()],
        ready: false,
        clock: true,
        // What was in a place when it came itself is not said.
        init: () => {
          globalThis.words = [];
          const { attachShadow } = Element.prototype;
          Element.prototype.attachShadow = function (...given) {
            const root = attachShadow.apply(this, given);
            new MutationObserver(() => {
              const words = root.querySelector("[aria-live=polite]")?.textContent;
              if (words !== undefined && words !== globalThis.words.at(-1)) globalThis.words.push(words);
            }).observe(root, { childList: true, subtree: true });
            return root;
          };
        },
      });
      await there.page.getByText(WORDS.loading).waitFor();
      await there.page.clock.fastForward(8_000);
      await there.page.getByText(WORDS.slow).waitFor();
      assert.deepEqual(await words(there), ["", WORDS.loading, "", WORDS.slow + WORDS.failure.retry]);
    });

    it("to answer out of a sample", async (t) => {
      const there = await open(t);
      assert.ok((await check(there, LISTED.often)).startsWith(WORDS["made-up"].title));
    });
  });

  it("forgets the number when it is left for another and may be come back to", async (t) => {
    const there = await open(t);
    for (const name of ["pagehide", "pageshow"]) {
      await check(there, LISTED.linked);
      const moved = (persisted) =>
        there.page.evaluate(
          ([name, persisted]) => dispatchEvent(new PageTransitionEvent(name, { persisted })),
          [name, persisted],
        );
      await moved(false);
      assert.equal(await there.field.inputValue(), LISTED.linked);
      await moved(true);
      assert.equal(await there.field.inputValue(), "");
      assert.equal(await there.status.innerText(), "");
      assert.doesNotMatch(await there.page.locator("jaanch-check .card").evaluate((card) => card.textContent), /45680/);
    }
  });

  it("draws nothing before its looks are there, however often it is asked to", async (t) => {
    const looks = held();
    const there = await open(t, { ready: false, init: () => {} });
    await there.context.route("**/jaanch-check.css", looks);
    await there.page.reload();
    await there.page.waitForFunction(() => document.querySelector("jaanch-check").shadowRoot);
    await pause(300);
    await there.page.evaluate(() => {
      const element = document.querySelector("jaanch-check");
      element.lang = "hi";
      element.reload();
    });
    await pause(300);
    assert.equal(await there.page.locator("jaanch-check .card").count(), 0);
    looks.go();
    await there.page.locator("jaanch-check .card").waitFor();
  });

  it("gets no list for an element that is not on it", async (t) => {
    const there = await open(t);
    const asked = there.asked.length;
    await there.page.evaluate(async () => {
      const element = document.querySelector("jaanch-check");
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      element.reload();
      globalThis.away = element;
    });
    await pause(300);
    assert.equal(there.asked.length, asked);
    await there.page.evaluate(() => document.body.append(globalThis.away));
    await ready(there, 2);
    assert.match(await check(there, LISTED.often), /Reported/);
  });
});
