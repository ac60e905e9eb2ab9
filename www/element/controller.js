// Controls the check inside an element: texts, styles, list and answers. `jaanch-check.js` holds the attributes and loads this
// file when the check is needed.

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

/** After this many milliseconds without a list, the user is told that it is slow. */
const SLOW_MS = 8_000;

/** What an element shows, and the list it uses. */
export class Controller {
  #host;
  #hold;
  /** @type {CheckForm | undefined} */
  #form;
  /** @type {Texts | undefined} */
  #texts;
  /** The language and list that the attributes last named. */
  #state = "";
  /** The name of that list. */
  #name = "";
  /** @type {SharedList | undefined} the open list */
  #list;
  /** @type {SharedList | undefined} the list that is loading, perhaps to replace the open one */
  #next;
  /** @type {Checker | undefined} */
  #checker;
  /** The displayed age and freshness; an open page can outlive its list. */
  #age = NaN;
  #freshness = "";
  /** A check was requested before the list was open. */
  #asked = false;
  /** The answer that was visible is to be repeated from the list that is loading. */
  #again = false;
  /** The last announced outcome. */
  #announced = "";
  /** The field is to receive the focus as soon as it exists. */
  #focusing = false;
  /** @type {(() => void) | undefined} removes the listeners on page and clock */
  #unwatch;

  /** @type {number | undefined} the serial of the open list */
  serial;
  /** @type {string | undefined} the code of why there is none */
  failure;

  /**
   * @param {JaanchCheck} host
   * @param {HTMLElement} hold where it is drawn, replacing the element's content
   */
  constructor(host, hold) {
    this.#host = host;
    this.#hold = hold;
  }

  /**
   * Applies the attributes. An element that was only moved stays as it is.
   *
   * @param {boolean} [reload] fetches the list again in any case
   */
  update(reload = false) {
    const language = languageOf(this.#host);
    const request = requestOf(this.#host);
    const name = nameOf(request);
    const state = `${language}\n${name}`;
    if (state === this.#state && !reload) return;
    // The open list answers until its successor is open, unless the attributes name another list.
    const done = name === this.#name && this.#checker ? undefined : this.#list;
    const before = this.#next;
    if (name !== this.#name || !this.#checker) this.#close();
    this.#state = state;
    this.#name = name;
    this.#next = acquire(request, reload);
    before?.release();
    done?.release();
    this.#unwatch ??= watchPage({ refresh: () => this.#refresh(), forget: () => this.#forget() });
    void this.#load(this.#next, language);
  }

  /** Releases the lists when the element leaves the page. */
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

  /** Forgets the list and everything visible that came from it. */
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
   * Focuses the field.
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
    // The result is handled below, once the texts are there; an earlier failure must not count as unhandled.
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
      // Without texts there is nothing to show; the element's content, or what was drawn before, stays visible.
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
   * Shows the opened list, or why there is none.
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
   * Handles a list that did not arrive or was refused. An open one stays.
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
   * Replaces the form by the reason why there is no check.
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
   * Draws the form in the language of the texts, keeping what is typed in it.
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
    // The focus may be on something that is replaced.
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
   * @param {boolean} again not requested by the user: the list has changed or grown older
   */
  #answer(checker, form, texts, again) {
    this.#asked = false;
    this.#again = false;
    try {
      const info = this.#showAge(checker, form, texts);
      const { verdict, shown } = answerTo(form.field.value, checker, info, texts);
      form.showAnswer(verdict.outcome, shown, saidFirst(info, texts), again);
      const { outcome, tag } = verdict;
      const announced = `${outcome}\n${tag}`;
      // A page that counts these events counts each check once.
      if (!again || announced !== this.#announced)
        this.#announce("jaanch-verdict", tag === undefined ? { outcome } : { outcome, tag });
      this.#announced = announced;
    } catch (error) {
      this.#breakOff(error, form, texts);
    }
  }

  /**
   * Gives up the open list after an internal error.
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
   * The list's information, drawn again if its age has changed.
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

  /** Updates the displayed age, and repeats a visible answer if the list has become stale or expired. */
  #refresh() {
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

  /** Withdraws the answer, because the text has changed. */
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
    // The pressed button has disappeared and the focus has moved to the field, which does not scroll it into view.
    const field = this.#form?.field;
    field?.focus();
    // With its label, where there is room.
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
  // An invalid value must not mean "any list": the module refuses NaN.
  if (host.hasAttribute("min-serial")) request.minSerial = host.minSerial ?? NaN;
  if (region !== "") request.region = region.toUpperCase();
  return request;
}
