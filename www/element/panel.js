// The check inside the element, once it is wanted: the words, the looks, the list, the answers. `jaanch-check.js` holds
// the attributes and loads this.

import { CheckForm } from "./form.js";
import { fetchFile } from "./files.js";
import { borrow, nameOf } from "./lending.js";
import { ListFailure, failureOf, keysIn } from "./list.js";
import { readsAsMessage, showMessage, verdictsOf } from "./message.js";
import { aboutList, banners, failureNotice, freshnessTitle, slowNotice } from "./notices.js";
import { h } from "./dom.js";
import { silence } from "./speech.js";
import { languageOf, loadTexts } from "./texts.js";
import { showVerdict } from "./verdict.js";

export { pin } from "./files.js";

/**
 * @typedef {import("./jaanch-check.js").JaanchCheck} JaanchCheck
 * @typedef {import("./lending.js").Loan} Loan
 * @typedef {import("./list.js").Checker} Checker
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./list.js").Verdict} Verdict
 * @typedef {import("./list.js").Wanted} Wanted
 * @typedef {import("./texts.js").Texts} Texts
 */

const STYLE = new URL("./jaanch-check.css", import.meta.url).href;

/** After so many milliseconds a list that has not come is said to be slow. */
const SLOW_MS = 8_000;

/** What an element shows, and the list it has borrowed for it. */
export class Panel {
  #host;
  #hold;
  /** @type {CheckForm | undefined} */
  #form;
  /** @type {Texts | undefined} */
  #texts;
  /** What the check was drawn for: list, keys, language. */
  #state = "";
  /** @type {Loan | undefined} */
  #loan;
  /** @type {Checker | undefined} */
  #checker;
  /** The freshness that is shown; an open page can outlive its list. */
  #freshness = "";
  /** A check was asked for before the list was there, or the list changed under its answer. */
  #asked = false;
  /** The cursor is to go into the field that is not there yet. */
  #focusing = false;

  /** @type {number | undefined} the serial of the list that is open */
  serial;
  /** @type {string | undefined} the code of why there is none */
  failure;

  /**
   * @param {JaanchCheck} host
   * @param {HTMLElement} hold where it is drawn, in the place of what stands inside the element
   */
  constructor(host, hold) {
    this.#host = host;
    this.#hold = hold;
  }

  /**
   * Does what the attributes say. An element that was only moved stays as it is.
   *
   * @param {boolean} [anew] gets the list again in any case
   */
  update(anew = false) {
    const language = languageOf(this.#host);
    const wanted = wantedBy(this.#host);
    const state = `${language}\n${nameOf(wanted)}`;
    if (state === this.#state && !anew) return;
    this.#state = state;
    // An answer out of the old list is given again out of the new one.
    this.#asked ||= this.#form?.answered ?? false;
    const before = this.#loan;
    const loan = borrow(wanted, anew);
    this.#loan = loan;
    this.#checker = undefined;
    this.serial = undefined;
    this.failure = undefined;
    before?.release();
    void this.#load(loan, language);
  }

  /** The element has left the page. */
  release() {
    this.#state = "";
    this.#loan?.release();
    this.#loan = undefined;
    this.#checker = undefined;
    this.serial = undefined;
    this.failure = undefined;
    this.#asked = false;
    silence();
    this.#form?.clearAnswer();
  }

  /**
   * Puts the cursor into the field.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    this.#focusing = !this.#form;
    this.#form?.field.focus(options);
  }

  /**
   * @param {Loan} loan
   * @param {string} language
   */
  async #load(loan, language) {
    // It is taken up below, once the words are there; a failure before that is not an unhandled one.
    loan.opening.catch(() => {});
    try {
      const root = /** @type {ShadowRoot} */ (this.#host.shadowRoot);
      const [texts] = await Promise.all([loadTexts(language), dress(root)]);
      if (loan !== this.#loan) return;
      const form = this.#draw(texts);
      form.showLoading();
      await this.#take(loan, form, texts);
    } catch (error) {
      if (loan !== this.#loan) return;
      // Without words there is nothing to show; what stands inside the element stays in sight.
      console.error("jaanch-check:", error);
      this.#state = "";
      this.failure = "words";
      this.#announce("jaanch-error", { code: "words" });
    }
  }

  /**
   * Shows the list that was opened, or why there is none.
   *
   * @param {Loan} loan
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  async #take(loan, form, texts) {
    const slow = setTimeout(() => {
      if (loan === this.#loan) form.showSlow(slowNotice(texts, () => this.update(true)));
    }, SLOW_MS);
    try {
      const checker = await loan.opening;
      if (loan !== this.#loan) return;
      this.#checker = checker;
      const { serial, freshness } = this.#showList(checker, form, texts);
      this.serial = serial;
      this.#announce("jaanch-ready", { serial, freshness });
      this.#announce("jaanch-list", { serial, freshness });
      if (this.#asked) this.#check();
    } catch (error) {
      if (loan !== this.#loan) return;
      const failure = error instanceof ListFailure ? error : failureOf(error);
      console.warn("jaanch-check:", failure.message);
      this.#showFailure(failure, form, texts);
      this.failure = failure.code;
      this.#announce("jaanch-error", { code: failure.code });
      this.#announce("jaanch-list", { failure: failure.code });
    } finally {
      clearTimeout(slow);
    }
  }

  /**
   * @param {Checker} checker
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #showList(checker, form, texts) {
    const { info } = checker;
    this.#freshness = info.freshness;
    form.showList(banners(info, texts), aboutList(info, texts));
    return info;
  }

  /**
   * @param {ListFailure} failure
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #showFailure(failure, form, texts) {
    this.#asked = false;
    form.showFailure(failureNotice(failure, texts, () => this.update(true)));
  }

  /**
   * The form in the language of the texts, keeping what is typed in it, and without an answer.
   *
   * @param {Texts} texts
   */
  #draw(texts) {
    if (this.#form && this.#texts === texts) {
      this.#form.clearAnswer();
      return this.#form;
    }
    const form = new CheckForm(texts, {
      check: () => this.#check(),
      paste: () => void this.#paste(),
      clear: () => this.#clear(),
    });
    if (this.#form) form.field.value = this.#form.field.value;
    // The focus may be on what makes way.
    const focused = this.#focusing || this.#host.matches(":focus-within");
    silence();
    this.#hold.replaceChildren(form.body);
    this.#form = form;
    this.#texts = texts;
    if (focused) form.field.focus({ preventScroll: true });
    this.#focusing = false;
    return form;
  }

  #check() {
    const form = this.#form;
    const texts = this.#texts;
    if (!form || !texts) return;
    if (!this.#checker) {
      this.#asked = true;
      form.say("element.waiting");
      return;
    }
    this.#asked = false;
    try {
      let { info } = this.#checker;
      if (info.freshness !== this.#freshness) info = this.#showList(this.#checker, form, texts);
      const { verdict, shown } = answerTo(form.field.value, this.#checker, info, texts);
      form.showAnswer(verdict.outcome, shown, freshnessTitle(info, texts));
      const { outcome, tag } = verdict;
      this.#announce("jaanch-verdict", tag === undefined ? { outcome } : { outcome, tag });
    } catch (error) {
      const failure = failureOf(error);
      this.#showFailure(failure, form, texts);
      this.failure = failure.code;
      this.#announce("jaanch-error", { code: failure.code });
    }
  }

  async #paste() {
    const form = this.#form;
    if (!form) return;
    try {
      form.field.value = await navigator.clipboard.readText();
    } catch {
      form.say("element.paste-refused");
      form.field.focus();
      return;
    }
    this.#check();
  }

  #clear() {
    const form = this.#form;
    if (!form) return;
    form.field.value = "";
    form.clearAnswer();
    form.field.focus();
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} detail
   */
  #announce(name, detail) {
    this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/**
 * The list that an element's attributes name.
 *
 * @param {JaanchCheck} host
 * @returns {Wanted}
 */
function wantedBy(host) {
  const { list, publicKey, region } = host;
  /** @type {Wanted} */
  const wanted = { address: list, publicKey: keysIn(publicKey) };
  // One that is no number must not read as "any list will do": the module refuses it.
  if (host.hasAttribute("min-serial")) wanted.minSerial = host.minSerial ?? NaN;
  if (region !== "") wanted.region = region.toUpperCase();
  return wanted;
}

/**
 * The answer to what was typed: about one number, or about each number of a message. The verdict is that of the number, or
 * the most serious one.
 *
 * @param {string} text
 * @param {Checker} checker
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {{ verdict: Verdict, shown: { headline: HTMLElement, details: HTMLElement } }}
 */
function answerTo(text, checker, info, texts) {
  const verdict = checker.check(text);
  if (verdict.outcome === "unreadable") {
    const verdicts = verdictsOf(checker.checkMessage(text));
    const [worst] = verdicts;
    if (worst) return { verdict: worst, shown: showMessage(worst, verdicts, info, texts) };
  }
  const message = verdict.outcome === "unreadable" && readsAsMessage(text);
  return { verdict, shown: showVerdict(verdict, info, texts, message) };
}

/** @type {Promise<CSSStyleSheet> | undefined} */
let looks;

/** @type {WeakSet<ShadowRoot>} */
const dressed = new WeakSet();

/**
 * Gives a shadow root its looks. Until then nothing is drawn, so that nobody sees a form without them.
 *
 * A sheet that is made here needs no permission of the page for styles. Where a browser cannot make one it is linked, and
 * the page must allow that. Should it not come, an unstyled form is still a form.
 *
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
async function dress(root) {
  if (dressed.has(root)) return;
  dressed.add(root);
  if (!("adoptedStyleSheets" in root)) return link(root);
  try {
    looks ??= fetchFile(STYLE)
      .then((answer) => answer.text())
      .then((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, await looks];
  } catch (error) {
    looks = undefined;
    dressed.delete(root);
    console.warn("jaanch-check:", error);
  }
}

/**
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
function link(root) {
  const style = h("link", { rel: "stylesheet", href: STYLE });
  return new Promise((resolve) => {
    style.addEventListener("load", () => resolve(), { once: true });
    style.addEventListener("error", () => resolve(), { once: true });
    root.prepend(style);
  });
}
