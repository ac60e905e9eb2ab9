// Every outcome in every language: the words are those of the language, all of them, and no other's.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { describe, it } from "node:test";

import { LANGUAGES, TEXTS, check, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED, day } from "./support/workshop.mjs";
import { serveSites } from "./support/sites.mjs";
import { fixture } from "./support/fixture.mjs";

/** Digits that are drawn anew each time, and never written down. */
const drawn = (digits) => String(randomInt(10 ** digits)).padStart(digits, "0");

/** A text of the locale as a pattern: the names in braces stand for anything. */
const pattern = (text) =>
  new RegExp(
    text
      .split(/\{[a-z-]+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^]+"),
  );

describe("every outcome in every language", () => {
  let shop, browser, sites;

  fixture(async (given) => {
    ({ shop, browser } = given);
    sites = given.closing(
      await serveSites(shop, { real: { madeUp: false }, stale: { issued: -10 }, expired: { issued: -60 } }),
    );
  });

  for (const code of LANGUAGES) {
    const { verdict, message, freshness, country, age, chance } = TEXTS[code].element;
    const { month } = TEXTS[code].names;

    const open = async (t, which) => {
      const there = await visit(browser, `${sites.urls[which]}${code}/`);
      t.after(there.close);
      return { ...there, shown: () => there.page.locator("jaanch-check section").innerText() };
    };
    const says = (words, ...texts) => {
      for (const text of texts) assert.match(words, pattern(text));
    };

    it(`${code}: reported, by each tag, and that it can be chance`, async (t) => {
      const there = await open(t, "sample");
      for (const tag of ["often", "reported", "linked"]) {
        says(
          await check(there, LISTED[tag]),
          verdict.reported.badge,
          verdict.reported.title,
          verdict.reported.tag[tag],
          verdict.reported.chance,
        );
      }
      says(await check(there, LISTED["false officer"]), verdict.reported.other);
      says(
        await there.shown(),
        chance.formula,
        TEXTS[code].tips["hang-up"].title,
        TEXTS[code].tips["do-not-pay"].title,
        TEXTS[code].tips["keep-evidence"].do,
        TEXTS[code].element.call,
      );
      // Which list it is stands below, in the language's own dates.
      const [year, monthNumber, dayNumber] = day(0).split("-").map(Number);
      assert.ok((await there.shown()).includes(`${dayNumber} ${month[monthNumber]} ${year}`), await there.shown());
      assert.ok((await there.shown()).includes(age.today));
    });

    it(`${code}: not on this list; and cannot say, once it has expired`, async (t) => {
      says(
        await check(await open(t, "sample"), UNLISTED),
        verdict["not-listed"].badge,
        verdict["not-listed"].title,
        verdict["not-listed"].text,
      );
      const there = await open(t, "expired");
      const said = await check(there, UNLISTED);
      says(
        said,
        verdict["cannot-say"].badge,
        verdict["cannot-say"].title,
        verdict["cannot-say"].text,
        freshness.expired.title,
      );
      const place = (text) => said.search(pattern(text));
      assert.ok(
        place(freshness.expired.title) < place(verdict["cannot-say"].title),
        "that the list has expired is said before the verdict",
      );
      says(await check(there, LISTED.often), verdict.reported.title, freshness.expired.title);
    });

    it(`${code}: an old list is called old before the verdict`, async (t) => {
      const there = await open(t, "stale");
      const said = await check(there, LISTED.often);
      says(said, freshness.stale.title, verdict.reported.title);
      assert.ok(said.search(pattern(freshness.stale.title)) < said.indexOf(verdict.reported.title));
      assert.ok(said.includes(age.days.replace("{count}", "10")), said);
    });

    it(`${code}: service, impossible, and a foreign number with its country`, async (t) => {
      const there = await open(t, "real");
      says(
        await check(there, "1930"),
        verdict.service.badge,
        verdict.service.title,
        verdict.service.kind["short-code"],
      );
      says(await check(there, `1600${drawn(6)}`), verdict.service.kind.service);
      says(await there.shown(), verdict.service.caution);
      says(await check(there, `140${drawn(7)}`), verdict.service.kind.telemarketing);
      says(await check(there, UNLISTED), verdict.impossible.badge, verdict.impossible.title, verdict.impossible.text);
      const said = await check(there, `+44 20 7946 0${drawn(3)}`);
      says(said, verdict["not-listed"].badge, country);
      const names = { hi: "यूनाइटेड किंगडम", en: "United Kingdom" };
      // Chromium knows no Punjabi names of countries; the English one is better than a code.
      assert.ok(said.includes(names[code] ?? names.en), said);
    });

    it(`${code}: why something cannot be read, with an example`, async (t) => {
      const there = await open(t, "sample");
      const cases = {
        empty: "",
        letters: "5O123 45678",
        "sender-name": "VM-HDFCBK",
        "too-short": "50123 4567",
        "too-long": "50123 456789",
      };
      for (const [reason, text] of Object.entries(cases))
        says(
          await check(there, text),
          verdict.unreadable.badge,
          verdict.unreadable.title,
          verdict.unreadable.reason[reason],
        );
      says(await there.shown(), verdict.unreadable.example);
      says(await check(there, "Your parcel is held. Click the link now."), verdict.unreadable.reason.message);
    });

    it(`${code}: a whole message, with a verdict for each number`, async (t) => {
      const there = await open(t, "sample");
      const said = await check(
        there,
        `Dear customer, your a/c is blocked. Call ${LISTED.often} or ${UNLISTED}, OTP 482910, Rs 5,000.\nAgain: ${LISTED.often}`,
      );
      says(said, message.badge, message.title.replace("{count}", "2"), message.listed.replace("{count}", "1"));
      const each = await there.page.locator("jaanch-check .each li").allInnerTexts();
      assert.equal(each.length, 2, "each number once, and what is none is left alone");
      says(each[0], verdict.reported.badge, LISTED.often.replace("+", "\\+").replaceAll("\\", ""));
      says(each[1], verdict["not-listed"].badge);
      assert.ok(each[1].includes(UNLISTED));
      says(
        await there.shown(),
        message.each,
        message.most,
        TEXTS[code].tips["hang-up"].title,
        TEXTS[code].element.call,
      );
      const heard = await there.page.evaluate(
        () => globalThis.heard.filter(({ name }) => name === "jaanch-verdict").at(-1).detail,
      );
      assert.deepEqual(heard, { outcome: "reported", tag: "often" });
      says(await check(there, `Call me on ${UNLISTED} about the flat please`), message["none-listed"]);
      says(await check(await open(t, "expired"), `Call me on ${UNLISTED} about the flat please`), message.expired);
    });
  }
});
