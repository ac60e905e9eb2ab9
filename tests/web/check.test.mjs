// A citizen checks a number: every way to put it in, and every answer that can come.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { describe, it } from "node:test";

import { answer, check, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED } from "./support/workshop.mjs";
import { serveSites } from "./support/sites.mjs";
import { fixture } from "./support/fixture.mjs";

describe("checking a number", () => {
  let shop, browser, sites;
  /** Addresses of the page with a sample list, with one that is not all made up, and with an expired sample list. */

  fixture(async (given) => {
    ({ shop, browser } = given);
    sites = given.closing(await serveSites(shop, { real: { madeUp: false }, expired: { issued: -60 } }));
  });

  const open = (t, which = "sample", options) => {
    const visited = visit(browser, `${sites.urls[which]}en/`, options);
    t.after(async () => (await visited).close());
    return visited;
  };
  const lastVerdict = ({ page }) =>
    page.evaluate(() => globalThis.heard.filter(({ name }) => name === "jaanch-verdict").at(-1)?.detail);

  it("says why a number is reported, and that it can be chance", async (t) => {
    const there = await open(t);
    const words = {
      often: "several fraud complaints",
      reported: "named in a fraud complaint",
      linked: "same handset as a reported number",
      "false officer": "listed under “false officer”",
    };
    for (const [tag, number] of Object.entries(LISTED)) {
      const said = await check(there, number);
      assert.match(said, /Reported/);
      assert.ok(said.includes(words[tag]), `${tag}: ${said}`);
      assert.ok(said.includes(number), said);
      // Four tags of 16 bits each: 65,536 / 4.
      assert.match(said, /By chance, about 1 number in 16,384 matches/);
      assert.deepEqual(await lastVerdict(there), { outcome: "reported", tag });
    }
    const whole = await there.page.locator("jaanch-check section").innerText();
    for (const tip of ["Hang up", "Do not pay", "Keep the evidence", "Is this your own number?"])
      assert.ok(whole.includes(tip), tip);
    const call = there.page.locator("jaanch-check section .call");
    assert.equal(await call.getAttribute("href"), "tel:1930");
    assert.equal(
      await there.page.getByRole("link", { name: "Ask for another look" }).first().getAttribute("href"),
      "mailto:appeal@example.org",
    );
  });

  it("answers at once to a text of a hundred thousand letters", async (t) => {
    const there = await open(t);
    assert.match(await check(there, "x".repeat(100_000)), /Cannot read/);
  });

  it("knows the number however it is written", async (t) => {
    const there = await open(t);
    const writings = [
      "5012345678",
      "050123 45678",
      "+91 50123-45678",
      "0091 50123 45678",
      "(+91) 50123.45678",
      "tel:+915012345678",
      "+91\u00a050123\u201145678",
      "\u200e+91 50123 45678\u200f",
      "५०१२३ ४५६७८",
      "੫੦੧੨੩ ੪੫੬੭੮",
    ];
    for (const writing of writings) assert.match(await check(there, writing), /Reported/, JSON.stringify(writing));
  });

  it("never calls a number safe that is not on the list", async (t) => {
    const there = await open(t);
    const said = await check(there, UNLISTED);
    assert.match(said, /not on this list/);
    assert.match(said, /does not make it safe/);
    assert.deepEqual(await lastVerdict(there), { outcome: "not-listed" });
    assert.equal(await there.page.locator("jaanch-check .not-listed").count(), 1);
  });

  it("cannot say when the list has expired, but still knows what is on it", async (t) => {
    const there = await open(t, "expired");
    assert.match(await there.page.locator("jaanch-check .banner.expired").innerText(), /This list expired on/);
    assert.match(await check(there, UNLISTED), /Cannot say[^]*this list has expired/);
    assert.match(await check(there, LISTED.often), /Reported/);
  });

  it("knows short codes", async (t) => {
    const there = await open(t, "real");
    const said = await check(there, "1930");
    assert.match(said, /Service number/);
    assert.match(said, /short code/);
    assert.match(await there.page.locator("jaanch-check section").innerText(), /is never proof. Give no OTP/);
  });

  it("says of a service number within a message as well that it proves nothing", async (t) => {
    const there = await open(t, "real");
    for (const number of ["1930", `1600${String(randomInt(1e6)).padStart(6, "0")}`]) {
      await check(there, `Your bank is calling: ring ${number} back at once`);
      assert.match(
        await there.page.locator("jaanch-check .each li.service").innerText(),
        /is never proof. Give no OTP/,
        number,
      );
    }
  });

  it("does not answer about ten digits of a number that is refused", async (t) => {
    const there = await open(t);
    const ten = LISTED.often.replace("+91 ", "");
    for (const text of [`${ten} 9`, ten.slice(0, -1), `+999 ${ten}`]) {
      assert.match(
        await check(there, text),
        /There are too many digits|Digits are missing|No country has this calling code/,
        text,
      );
      assert.equal((await lastVerdict(there)).outcome, "unreadable");
    }
    assert.match(await check(there, `${ten} call me`), /Reported/);
  });

  it("says of a number that nobody can hold that there is none", async (t) => {
    const there = await open(t, "real");
    assert.match(
      await check(there, UNLISTED),
      /No such number[^]*Nobody can hold this number[^]*check that it is typed/,
    );
    assert.deepEqual(await lastVerdict(there), { outcome: "impossible" });
  });

  it("says why it cannot read something, with an example", async (t) => {
    const there = await open(t);
    const cases = [
      ["", "Nothing has been typed"],
      ["5O123 45678", "A letter O is not a zero"],
      ["VM-HDFCBK", "a sender's name"],
      ["50123 4567", "Digits are missing"],
      ["50123 456789", "too many digits"],
    ];
    for (const [text, reason] of cases) {
      const said = await check(there, text);
      assert.ok(said.includes("Cannot read") && said.includes(reason), `${text}: ${said}`);
      assert.match(await there.page.locator("jaanch-check .example").innerText(), /\+91 50123 45678/);
      assert.equal(await there.field.getAttribute("aria-invalid"), "true");
    }
  });

  it("answers Enter, on one line and on a phone's keyboard", async (t) => {
    const there = await open(t);
    await there.field.pressSequentially(LISTED.often);
    await there.field.press("Enter");
    assert.match(await answer(there.page), /Reported/);
    assert.equal(await there.field.inputValue(), LISTED.often, "Enter does not write a line break");
    assert.equal(await there.field.getAttribute("inputmode"), "tel");
  });

  it("pastes by its button, and checks what was pasted", async (t) => {
    const there = await open(t, "sample", { permissions: ["clipboard-read", "clipboard-write"] });
    await there.page.evaluate((text) => navigator.clipboard.writeText(text), `  ${LISTED.often}\n`);
    await there.page.getByRole("button", { name: "Paste" }).click();
    await there.page.getByText("matches the list of reported numbers").waitFor();
    await there.page.getByRole("button", { name: "Check another number" }).click();
    assert.equal(await there.field.inputValue(), "");
    await there.field.press("ControlOrMeta+V");
    await there.page.getByRole("button", { name: "Check", exact: true }).click();
    assert.match(await answer(there.page), /Reported/);
  });

  it("goes back to the field for another number, however far below it the button was", async (t) => {
    for (const [viewport, press] of [
      [{ width: 360, height: 740 }, (button) => button.click()],
      [{ width: 360, height: 740 }, (button) => button.press("Enter")],
      [{ width: 1280, height: 800 }, (button) => button.click()],
    ]) {
      const there = await open(t, "sample", { viewport, reducedMotion: "reduce" });
      await check(there, `${LISTED.often} or ${UNLISTED} or ${LISTED.linked}`);
      await press(there.page.getByRole("button", { name: "Check another number" }));
      const label = there.page.locator("jaanch-check label");
      const place = async (locator) => locator.evaluate((node) => node.getBoundingClientRect().top);
      assert.ok((await place(label)) > -1, `the label is at ${await place(label)}`);
      assert.ok((await place(there.field)) < viewport.height, `the field is at ${await place(there.field)}`);
      assert.equal(await there.page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), "number");
    }
  });

  it("names the helpline before the numbers of a message", async (t) => {
    const there = await open(t);
    await check(there, `${UNLISTED} or ${LISTED.often}`);
    assert.equal(await there.page.locator("jaanch-check .details > .helplines:first-child + :has(.each)").count(), 1);
    assert.equal(await there.page.locator("jaanch-check .helplines").count(), 1);
  });

  it("says how to paste where the button may not", async (t) => {
    const there = await open(t);
    await there.page.evaluate(() => {
      navigator.clipboard.readText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await there.page.getByRole("button", { name: "Paste" }).click();
    await there.page.getByText("Press and hold in the box").waitFor();
    assert.equal(await there.page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), "number");
  });

  it("takes the answer away as soon as the number is another", async (t) => {
    const there = await open(t);
    await check(there, LISTED.often);
    await there.field.press("End");
    await there.field.press("Backspace");
    assert.equal(await answer(there.page), "");
    assert.equal(await there.page.getByRole("button", { name: "Check another number" }).isVisible(), false);
  });

  it("can be asked before the list is there", async (t) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const context = await browser.newContext({ serviceWorkers: "block" });
    t.after(() => context.close());
    await context.route("**/list.jaanch", async (route) => {
      await held;
      await route.continue();
    });
    const page = await context.newPage();
    await page.goto(`${sites.urls.sample}en/`);
    const said = await check({ page, field: page.getByRole("textbox") }, LISTED.often);
    assert.match(said, /Still getting the list/);
    release();
    await page.getByText("matches the list of reported numbers").waitFor();
  });

  it("says which list it is, how old, and how often it is wrong", async (t) => {
    const there = await open(t);
    const about = there.page.locator("jaanch-check details");
    assert.match(await about.innerText(), /Cyber Cell \(test\)[^]*\(today\)[^]*Numbers on it: 4/);
    await there.page.getByText("About this list").click();
    const words = await about.innerText();
    for (const fact of [
      "Reported fraud numbers (test)",
      "Serial number",
      "Valid until",
      "bout 1 in 16,384",
      "Ask for another look",
    ]) {
      assert.ok(words.includes(fact), `${fact}: ${words}`);
    }
  });

  it("prints the answer, what to do and the date of the list, and nothing to press", async (t) => {
    const there = await open(t, "sample", { colorScheme: "dark" });
    const { page } = there;
    await check(there, LISTED.often);
    await page.emulateMedia({ media: "print" });
    const inside = page.locator("jaanch-check");
    for (const part of [".headline", ".number", ".advise", ".chance", ".card .call", ".banner.sample", "summary"])
      assert.equal(await inside.locator(part).isVisible(), true, part);
    assert.match(await inside.locator("summary").innerText(), /List of .*\(today\)/);
    for (const part of ["form", "button", ".more"])
      assert.equal(await inside.locator(`${part}:visible`).count(), 0, part);
    assert.equal(await page.locator(".lost:visible, .band:visible").count(), 0, "the tips have a page of their own");
    const looks = await inside.evaluate(({ shadowRoot }) => {
      const of = (name) => getComputedStyle(shadowRoot.querySelector(name));
      return { badge: of(".badge").color, ground: of(".badge").backgroundColor, text: of(".why").color };
    });
    assert.deepEqual(
      looks,
      { badge: "rgb(20, 33, 58)", ground: "rgba(0, 0, 0, 0)", text: "rgb(20, 33, 58)" },
      "dark on white paper",
    );
    const [host, card] = await inside.evaluate((element) => [
      element.offsetHeight,
      element.shadowRoot.querySelector(".card").offsetHeight,
    ]);
    await page
      .getByRole("textbox", { includeHidden: true })
      .evaluate((field) => field.dispatchEvent(new Event("input")));
    assert.equal(host, card);
    assert.ok((await inside.evaluate((element) => element.offsetHeight)) < 250, "no room is kept on paper");
  });

  it("says in a banner that a sample list is one", async (t) => {
    const banner = ({ page }) => page.locator("jaanch-check .banner.sample").count();
    assert.equal(await banner(await open(t, "sample")), 1);
    assert.equal(await banner(await open(t, "real")), 0);
  });

  it("draws a second element of the same page on its own", async (t) => {
    const there = await open(t);
    await there.page.evaluate(() => {
      const first = document.querySelector("jaanch-check");
      const second = document.createElement("jaanch-check");
      second.id = "second";
      second.list = first.list;
      second.publicKey = first.publicKey;
      first.after(second);
    });
    const second = there.page.locator("#second");
    await second.getByRole("textbox").fill(LISTED.often);
    await second.getByRole("button", { name: "Check", exact: true }).click();
    await second.getByText("matches the list of reported numbers").waitFor();
    assert.equal(await there.page.locator("jaanch-check").first().getByRole("status").innerText(), "");
  });

  it("takes properties that were set before it was defined, and is defined once", async (t) => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    t.after(() => context.close());
    const { page: own } = await visit(browser, `${sites.urls.sample}en/`);
    const key = await own.locator("jaanch-check").getAttribute("public-key");
    const { version, entry } = await (await fetch(`${sites.urls.sample}embed/embed.json`)).json();
    const script = `${sites.urls.sample}embed/${version}/${entry}`;
    const errors = [];
    await context.route("**/partner.html", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><title>Partner</title><jaanch-check>Call 1930</jaanch-check>
          <script type="module">
            const element = document.querySelector("jaanch-check");
            element.list = "../list.jaanch";
            element.publicKey = "${key}";
            await import("${script}");
            await import("${script}?from-somewhere-else");
          </script></html>`,
      }),
    );
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(`${sites.urls.sample}en/partner.html`);
    assert.match(await check({ page, field: page.getByRole("textbox") }, LISTED.often), /Reported|Still getting/);
    await page.getByText("matches the list of reported numbers").waitFor();
    assert.equal(await page.locator("jaanch-check").getAttribute("public-key"), key);
    assert.deepEqual(errors, []);
  });
});
