// The check inside the element, once it is request: the words, the looks, the list, the answers. `jaanch-check.js` holds
// the attributes and loads this.

import { CheckForm } from "./form.js";
import { acquire, nameOf } from "./shared-lists.js";
import { ListFailure, failureOf, keysIn } from "./list.js";
import { applyStyles } from "./styles.js";
import { answerTo } from "./message.js";
import { aboutList, ageOf, banners, failureNotice, saidFirst, slowNotice } from "./notices.js";
import { silence } from "./speech.js";
import { languageOf, loadTexts } from "./texts.js";
import { watchPage } from "./page-lifecycle.js";

export { pin } from "./fetch-file.js";

/**
 * @typedef {import("./jaanch-check.js").JaanchCheck} JaanchCheck
 * @typedef {import("./shared-lists.js").SharedList} SharedList
 * @typedef {import("../pkg/jaanch.js").Checker} Checker
 * @typedef {import("./list.js").ListRequest} ListRequest
 * @typedef {import("./texts.js").Texts} Texts
 */

/** After so many milliseconds a list that has not come is said to be slow. */
const SLOW_MS = 8_000;

/** What an element shows, and the list it has borrowed for it. */
export class Controller {
  #host;
  #hold;
  /** @type {CheckForm | undefined} */
  #form;
  /** @type {Texts | undefined} */
  #texts;
  /** What the check was asked for last: language, list, keys. */
  #state = "";
  /** The list of that. */
  #name = "";
  /** @type {SharedList | undefined} the list that is open */
  #list;
  /** @type {SharedList | undefined} the one on its way, which may be to take the place of the open one */
  #next;
  /** @type {Checker | undefined} */
  #checker;
  /** The age and freshness that are shown; an open page can outlive its list. */
  #age = NaN;
  #freshness = "";
  /** A check was asked for before the list was there. */
  #asked = false;
  /** The answer that was in sight is to be given again, out of the list that is on its way. */
  #again = false;
  /** The outcome that was told last. */
  #told = "";
  /** The cursor is to go into the field that is not there yet. */
  #focusing = false;
  /** @type {(() => void) | undefined} hears no more of the page and the clock */
  #unwatch;

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
   * @param {boolean} [reload] gets the list again in any case
   */
  update(reload = false) {
    const language = languageOf(this.#host);
    const request = requestOf(this.#host);
    const name = nameOf(request);
    const state = `${language}\n${name}`;
    if (state === this.#state && !reload) return;
    // The open list goes on answering until its successor is open; another one than the attributes name does not.
    const done = name === this.#name && this.#checker ? undefined : this.#list;
    const before = this.#next;
    if (name !== this.#name || !this.#checker) this.#close();
    this.#state = state;
    this.#name = name;
    this.#next = acquire(request, reload);
    before?.release();
    done?.release();
    this.#unwatch ??= watchPage({ look: () => this.#look(), forget: () => this.#forget() });
    void this.#load(this.#next, language);
  }

  /** The element has left the page. */
  release() {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#state = "";
    this.#name = "";
    const lists = [this.#list, this.#next];
    this.#next = undefined;
    this.#close();
    this.#withdraw();
    for (const shared of lists) shared?.release();
  }

  /** There is no list any more, and nothing in sight that came out of it. */
  #close() {
    this.#list = undefined;
    this.#checker = undefined;
    this.serial = undefined;
    this.failure = undefined;
    if (!this.#form?.answered) return;
    this.#again = true;
    this.#form.clearAnswer();
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
   * @param {SharedList} shared
   * @param {string} language
   */
  async #load(shared, language) {
    // It is taken up below, once the words are there; a failure before that is not an unhandled one.
    shared.opening.catch(() => {});
    try {
      const root = /** @type {ShadowRoot} */ (this.#host.shadowRoot);
      const [texts] = await Promise.all([loadTexts(language), applyStyles(root)]);
      if (shared !== this.#next) return;
      const form = this.#draw(texts);
      if (!this.#checker) form.showLoading();
      await this.#take(shared, form, texts);
    } catch (error) {
      if (shared !== this.#next) return;
      // Without words there is nothing to show; what stands inside the element, or was drawn before, stays in sight.
      console.error("jaanch-check:", error);
      this.#state = "";
      this.#next = undefined;
      shared.release();
      if (this.#checker) return;
      this.failure = "words";
      this.#announce("jaanch-error", { code: "words" });
    }
  }

  /**
   * Shows the list that was opened, or why there is none.
   *
   * @param {SharedList} shared
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  async #take(shared, form, texts) {
    const slow = setTimeout(() => {
      if (shared === this.#next && !this.#checker) form.showSlow(slowNotice(texts, () => this.update(true)));
    }, SLOW_MS);
    /** @type {Checker} */
    let checker;
    try {
      checker = await shared.opening;
    } catch (error) {
      if (shared === this.#next) this.#miss(error, form, texts);
      return;
    } finally {
      clearTimeout(slow);
    }
    if (shared !== this.#next) return;
    this.#again ||= form.answered;
    this.#list?.release();
    this.#list = shared;
    this.#next = undefined;
    this.#checker = checker;
    try {
      const { serial, freshness } = this.#showList(checker, form, texts);
      this.serial = serial;
      this.#announce("jaanch-ready", { serial, freshness });
      this.#announce("jaanch-list", { serial, freshness });
    } catch (error) {
      this.#breakOff(error, form, texts);
      return;
    }
    if (this.#asked) this.#answer(checker, form, texts, false);
    else if (this.#again) this.#answer(checker, form, texts, true);
  }

  /**
   * The list did not come, or was refused. One that is open stays.
   *
   * @param {unknown} error
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #miss(error, form, texts) {
    this.#next?.release();
    this.#next = undefined;
    const failure = error instanceof ListFailure ? error : failureOf(error);
    console.warn("jaanch-check:", failure.message);
    if (!this.#checker) this.#fail(failure, form, texts);
  }

  /**
   * @param {Checker} checker
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #showList(checker, form, texts) {
    const { info } = checker;
    this.#freshness = info.freshness;
    this.#age = ageOf(info);
    form.showList(banners(info, texts), aboutList(info, texts));
    return info;
  }

  /**
   * There is no check.
   *
   * @param {ListFailure} failure
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #fail(failure, form, texts) {
    this.#asked = false;
    this.#again = false;
    form.showFailure(failureNotice(failure, texts, () => this.update(true)));
    this.failure = failure.code;
    this.#announce("jaanch-error", { code: failure.code });
    this.#announce("jaanch-list", { failure: failure.code });
  }

  /**
   * The form in the language of the texts, keeping what is typed in it.
   *
   * @param {Texts} texts
   */
  #draw(texts) {
    if (this.#form && this.#texts === texts) return this.#form;
    const form = new CheckForm(texts, {
      check: () => this.#check(),
      edit: () => this.#withdraw(),
      paste: () => void this.#paste(),
      clear: () => this.#clear(),
    });
    if (this.#form) form.field.value = this.#form.field.value;
    this.#again ||= this.#form?.answered ?? false;
    // The focus may be on what makes way.
    const focused = this.#focusing || this.#host.matches(":focus-within");
    this.#hold.replaceChildren(form.body);
    silence();
    this.#form = form;
    this.#texts = texts;
    if (this.#checker) this.#showList(this.#checker, form, texts);
    if (focused) form.field.focus({ preventScroll: true });
    this.#focusing = false;
    return form;
  }

  #check() {
    const form = this.#form;
    const texts = this.#texts;
    if (!form || !texts) return;
    if (this.#checker) {
      this.#answer(this.#checker, form, texts, false);
    } else {
      this.#asked = true;
      form.say("element.waiting");
    }
  }

  /**
   * @param {Checker} checker
   * @param {CheckForm} form
   * @param {Texts} texts
   * @param {boolean} again nobody asked: the list is another, or is older by now
   */
  #answer(checker, form, texts, again) {
    this.#asked = false;
    this.#again = false;
    try {
      const info = this.#showAge(checker, form, texts);
      const { verdict, shown } = answerTo(form.field.value, checker, info, texts);
      form.showAnswer(verdict.outcome, shown, saidFirst(info, texts), again);
      const { outcome, tag } = verdict;
      const told = `${outcome}\n${tag}`;
      // Who counts what is told counts a check once.
      if (!again || told !== this.#told)
        this.#announce("jaanch-verdict", tag === undefined ? { outcome } : { outcome, tag });
      this.#told = told;
    } catch (error) {
      this.#breakOff(error, form, texts);
    }
  }

  /**
   * The open list is of no use: the program or the browser does not do what it should.
   *
   * @param {unknown} error
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #breakOff(error, form, texts) {
    const shared = this.#list;
    this.#close();
    shared?.release();
    this.#fail(failureOf(error), form, texts);
  }

  /**
   * What the list says of itself, drawn reload if it is older than what is shown.
   *
   * @param {Checker} checker
   * @param {CheckForm} form
   * @param {Texts} texts
   */
  #showAge(checker, form, texts) {
    const { info } = checker;
    return info.freshness === this.#freshness && ageOf(info) === this.#age
      ? info
      : this.#showList(checker, form, texts);
  }

  /** Looks whether the list has become older, and whether the answer in sight still holds. */
  #look() {
    const form = this.#form;
    const texts = this.#texts;
    if (!this.#checker || !form || !texts) return;
    const before = this.#freshness;
    const { freshness } = this.#showAge(this.#checker, form, texts);
    if (freshness !== before && form.answered) this.#answer(this.#checker, form, texts, true);
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

  /** The question is another one by now, or none: what was asked before is answered no more. */
  #withdraw() {
    this.#asked = false;
    this.#again = false;
    this.#form?.clearAnswer();
  }

  #forget() {
    if (this.#form) this.#form.field.value = "";
    this.#withdraw();
  }

  #clear() {
    this.#forget();
    // The button that was pressed has gone, and the cursor with it into the field: that alone does not bring it into sight.
    const field = this.#form?.field;
    field?.focus();
    // With the words above it, where there is room for them.
    for (const place of [field?.form, field]) place?.scrollIntoView({ block: "nearest" });
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
 * @returns {ListRequest}
 */
function requestOf(host) {
  const { list, publicKey, region } = host;
  /** @type {ListRequest} */
  const request = { address: list, publicKey: keysIn(publicKey) };
  // One that is no number must not read as "any list will do": the module refuses it.
  if (host.hasAttribute("min-serial")) request.minSerial = host.minSerial ?? NaN;
  if (region !== "") request.region = region.toUpperCase();
  return request;
}
