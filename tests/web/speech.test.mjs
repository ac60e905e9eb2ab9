// Reading aloud: nothing of an answer outlives it, and one reading does not end the next.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { TEXTS, check, settled, visit } from "./support/browser.mjs";
import { LISTED, UNLISTED } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

/** A device whose voices can come later, and that says only when it is told to that an utterance is over. */
function device() {
  globalThis.voices = [];
  globalThis.listeners = new Set();
  globalThis.utterances = [];
  globalThis.SpeechSynthesisUtterance = class extends EventTarget {};
  class Synthesis extends EventTarget {
    addEventListener(name, listener) {
      globalThis.listeners.add(listener);
      super.addEventListener(name, listener);
    }
    removeEventListener(name, listener) {
      globalThis.listeners.delete(listener);
      super.removeEventListener(name, listener);
    }
    getVoices() {
      return globalThis.voices;
    }
    speak(utterance) {
      globalThis.utterances.push(utterance);
    }
    cancel() {}
  }
  Object.defineProperty(globalThis, "speechSynthesis", { value: new Synthesis() });
  globalThis.comes = () => {
    globalThis.voices = [{ lang: "en-IN", localService: true, name: "local" }];
    speechSynthesis.dispatchEvent(new Event("voiceschanged"));
  };
}

describe("reading aloud", () => {
  let shop, browser, server;

  fixture(async (given) => {
    ({ shop, browser } = given);
    server = given.closing(await serve((await shop.desk()).folder));
  });

  const open = async (t) => {
    const there = await visit(browser, "about:blank", { ready: false });
    t.after(there.close);
    await there.page.addInitScript(device);
    await there.page.goto(`${server.url}en/`);
    await settled(there.page);
    return there;
  };

  it("waits for a voice only as long as there is something to read", async (t) => {
    const there = await open(t);
    const { page } = there;
    // The page's own tips wait as well; a page of nothing but the check shows what the check does.
    await page.evaluate(() => {
      for (const tip of document.querySelectorAll("button.listen")) tip.remove();
    });
    const left = () => page.evaluate(() => globalThis.listeners.size);
    for (const number of [LISTED.often, UNLISTED, LISTED.linked]) {
      await check(there, number);
      assert.equal(await left(), 1, "one listener, however many answers there were");
    }
    const button = await page.evaluateHandle(() => {
      const seen = document.querySelector("jaanch-check").shadowRoot.querySelector(".listen");
      return new WeakRef(seen);
    });
    await there.field.fill("");
    assert.equal(await left(), 0);
    // What reads the answer holds the verdict, and so the number.
    const cdp = await there.context.newCDPSession(page);
    for (let tries = 0; await button.evaluate((seen) => seen.deref() !== undefined); tries += 1) {
      assert.ok(tries < 20, "the answer is let go of");
      await cdp.send("HeapProfiler.collectGarbage");
      await page.waitForTimeout(50);
    }
  });

  it("is offered when the voice has come, and listened for no more", async (t) => {
    const there = await open(t);
    await check(there, LISTED.often);
    const button = there.page.locator("jaanch-check .listen");
    assert.equal(await button.isVisible(), false);
    await there.page.evaluate(() => globalThis.comes());
    assert.equal(await button.isVisible(), true);
    assert.equal(await there.page.evaluate(() => globalThis.listeners.size), 0);
  });

  it("goes on when what was cut off says late that it is over", async (t) => {
    const there = await open(t);
    const { page } = there;
    await page.evaluate(() => globalThis.comes());
    await check(there, LISTED.often);
    const button = page.locator("jaanch-check .listen");
    for (const shown of ["stop", "listen", "stop"]) {
      await button.click();
      assert.equal(await button.innerText(), TEXTS.en.element[shown]);
    }
    const end = (nth) => page.evaluate((nth) => globalThis.utterances[nth].dispatchEvent(new Event("end")), nth);
    await end(0);
    assert.equal(await button.innerText(), TEXTS.en.element.stop);
    await end(1);
    assert.equal(await button.innerText(), TEXTS.en.element.listen);
  });
});
