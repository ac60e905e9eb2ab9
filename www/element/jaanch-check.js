// The <jaanch-check> element: a field, a button, an answer. This file has no side effects; `define.js` registers it.
//
// The attributes are the state:
//   list         address of the list file
//   public-key   the minisign public key the list must be signed with; several are separated by spaces
//   lang         language of the words; otherwise that of the nearest ancestor
//   min-serial   the oldest list that is accepted
//
// What is typed lives in the field and nowhere else: it is in no attribute, event, address, storage or log.

import { CheckForm } from "./form.js";
import { ListFailure, failureOf, openList } from "./list.js";
import { readsAsMessage, showMessage, verdictsOf } from "./message.js";
import { aboutList, banners, failureNotice, freshnessTitle } from "./notices.js";
import { h } from "./dom.js";
import { silence } from "./speech.js";
import { loadTexts } from "./texts.js";
import { showVerdict } from "./verdict.js";

/**
 * @typedef {import("./list.js").Checker} Checker
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./list.js").Verdict} Verdict
 * @typedef {import("./texts.js").Texts} Texts
 */

/** A server that renders pages has no DOM, and may still import this file. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

const STYLE = new URL("./jaanch-check.css", import.meta.url).href;

/** The properties that stand for attributes of their own; `lang` is every element's. */
const PROPERTIES = /** @type {const} */ (["list", "publicKey", "minSerial"]);

/**
 * @fires jaanch-list when a list was opened or refused; `detail` is `{ serial, freshness }` or `{ failure }`
 * @fires jaanch-verdict when a number was checked; `detail` is `{ outcome, tag }`, and never the number
 */
export class JaanchCheck extends Base {
  static get observedAttributes() {
    return ["list", "public-key", "lang", "min-serial"];
  }

  /** @type {CheckForm | undefined} */
  #form;
  /** @type {Texts | undefined} */
  #texts;
  /** @type {Checker | undefined} */
  #checker;
  /** The freshness that is shown; an open page can outlive its list. */
  #freshness = "";
  /** @type {AbortController | undefined} */
  #loading;
  #scheduled = false;
  /** A check was asked for before the list was there, or the list changed under its answer. */
  #asked = false;
  /** @type {number | undefined} */
  #serial;
  /** @type {string | undefined} */
  #failure;

  /** The address of the list file. */
  get list() {
    return this.getAttribute("list") ?? "";
  }
  set list(value) {
    this.setAttribute("list", value);
  }

  /** The keys the list may be signed with, separated by spaces. */
  get publicKey() {
    return this.getAttribute("public-key") ?? "";
  }
  set publicKey(value) {
    this.setAttribute("public-key", value);
  }

  /**
   * The oldest serial that is accepted.
   *
   * @returns {number | undefined}
   */
  get minSerial() {
    const value = this.getAttribute("min-serial");
    return value !== null && /^[0-9]+$/.test(value) ? Number(value) : undefined;
  }
  set minSerial(value) {
    if (value === undefined) this.removeAttribute("min-serial");
    else this.setAttribute("min-serial", String(value));
  }

  /** The serial of the list that is open; none before there is one. */
  get serial() {
    return this.#serial;
  }

  /** The code of why there is no list; none while there is one, or while it is on its way. */
  get failure() {
    return this.#failure;
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#upgrade(name);
    this.#schedule();
  }

  disconnectedCallback() {
    this.#loading?.abort();
    this.#drop();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(_name, before, after) {
    if (this.isConnected && before !== after) this.#schedule();
  }

  /** Gets the list anew, for instance when the network is back. */
  reload() {
    this.#schedule();
  }

  /**
   * A property that was set before the element was defined hides the accessor of the same name.
   *
   * @param {typeof PROPERTIES[number]} name
   */
  #upgrade(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    Object.assign(this, { [name]: value });
  }

  /** Several attributes set one after another are one load. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) void this.#load();
    });
  }

  async #load() {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    const { signal } = loading;
    const opening = openList({
      address: this.list,
      publicKey: this.publicKey.split(/\s+/).filter((key) => key !== ""),
      minSerial: this.minSerial,
      signal,
    });
    // It is taken up below, once the words are there; a failure before that is not an unhandled one.
    opening.catch(() => {});
    try {
      const texts = await loadTexts(this.closest("[lang]")?.getAttribute("lang") || "en");
      const root = this.shadowRoot ?? (await styledRoot(this));
      if (signal.aborted) return;
      // An answer out of the old list is given again out of the new one.
      this.#asked ||= this.#form?.answered ?? false;
      const form = this.#draw(root, texts);
      this.#drop();
      form.showLoading();
      await this.#take(opening, form, texts, signal);
    } catch (error) {
      // Without words there is nothing to show; what stands inside the element stays in sight.
      console.error("jaanch-check:", error);
    }
  }

  /**
   * Shows the list that was opened, or why there is none.
   *
   * @param {Promise<Checker>} opening
   * @param {CheckForm} form
   * @param {Texts} texts
   * @param {AbortSignal} signal
   */
  async #take(opening, form, texts, signal) {
    try {
      const checker = await opening;
      if (signal.aborted) {
        checker.free();
        return;
      }
      this.#checker = checker;
      const { serial, freshness } = this.#showList(checker, form, texts);
      this.#serial = serial;
      this.#announce("jaanch-list", { serial, freshness });
      if (this.#asked) this.#check();
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof ListFailure ? error : failureOf(error);
      console.warn("jaanch-check:", failure.message);
      this.#showFailure(failure, form, texts);
      this.#failure = failure.code;
      this.#announce("jaanch-list", { failure: failure.code });
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
    form.showFailure(failureNotice(failure, texts, () => this.reload()));
  }

  /**
   * The form in the language of the texts, keeping what is typed in it.
   *
   * @param {ShadowRoot} root
   * @param {Texts} texts
   */
  #draw(root, texts) {
    if (this.#form && this.#texts === texts) return this.#form;
    const form = new CheckForm(texts, {
      check: () => this.#check(),
      paste: () => void this.#paste(),
      clear: () => this.#clear(),
    });
    if (this.#form) form.field.value = this.#form.field.value;
    (this.#form?.body ?? root.querySelector("slot"))?.replaceWith(form.body);
    this.#form = form;
    this.#texts = texts;
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
      this.#showFailure(failureOf(error), form, texts);
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

  #drop() {
    this.#checker?.free();
    this.#checker = undefined;
    this.#serial = undefined;
    this.#failure = undefined;
    silence();
    this.#form?.clearAnswer();
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} detail
   */
  #announce(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
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

/**
 * The shadow root, once its styles are there. Until then its slot shows what stands inside the element, so that
 * nobody sees a form without its looks.
 *
 * A linked sheet, because a page's policy may forbid inline styles, and sheets built by script are younger than the
 * phones this is for. Should it fail to load, an unstyled form is still a form.
 *
 * @param {HTMLElement} host
 * @returns {Promise<ShadowRoot>}
 */
function styledRoot(host) {
  const root = host.attachShadow({ mode: "open" });
  const style = h("link", { rel: "stylesheet", href: STYLE });
  return new Promise((resolve) => {
    style.addEventListener("load", () => resolve(root), { once: true });
    style.addEventListener("error", () => resolve(root), { once: true });
    root.append(style, h("slot"));
  });
}
