// The form: one field, its buttons, the answer, and the information about the list.

import { LiveRegion } from "./live-region.js";
import { h, icon } from "./dom.js";
import { keepFocus } from "./focus.js";
import { forgetGone, silence } from "./speech.js";
import { EXAMPLE, ltr } from "./verdict.js";

/**
 * @typedef {import("./texts.js").Texts} Texts
 * @typedef {import("./dom.js").IconName} IconName
 */

/**
 * @typedef {object} Actions what the buttons do
 * @property {() => void} check
 * @property {() => void} edit
 * @property {() => void} paste
 * @property {() => void} clear
 */

/** The visible part of the element, in one language. */
export class CheckForm {
  #texts;
  #form;
  #hint;
  #banners = h("div", { class: "banners" });
  #spoken = new LiveRegion({ role: "status", "aria-atomic": "true" });
  #details = h("div", { class: "below" });
  /** The details as given, whatever a button in them has changed since. @type {Node | undefined} */
  #given;
  #answer;
  #coming = new LiveRegion({ class: "coming", "aria-live": "polite" });
  #list = h("div", { class: "list" });

  /**
   * @param {Texts} texts
   * @param {Actions} actions
   */
  constructor(texts, actions) {
    this.#texts = texts;
    this.field = field();
    this.#hint = h("p", { id: "hint", class: "hint" }, texts.fill("element.hint", { example: ltr(EXAMPLE) }));
    // Not a submit button: in a frame without "allow-forms" it would do nothing.
    const primary = h(
      "button",
      { type: "button", class: "primary", part: "button primary" },
      texts.get("element.check"),
    );
    primary.addEventListener("click", actions.check);
    this.#form = h(
      "form",
      { part: "form", novalidate: true, autocomplete: "off" },
      h("label", { for: "number" }, texts.get("element.label")),
      this.#hint,
      this.field,
      h("div", { class: "row" }, pasteButton(texts, actions.paste), primary),
      h("p", { class: "private" }, icon("lock"), h("span", {}, texts.get("element.private"))),
    );
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      actions.check();
    });
    // An answer beside another number would mislead.
    this.field.addEventListener("input", actions.edit);

    const another = h(
      "button",
      { type: "button", class: "secondary another", part: "button" },
      texts.get("element.another"),
    );
    another.addEventListener("click", actions.clear);
    this.#answer = h("div", { class: "answer", part: "verdict" }, this.#spoken.node, this.#details, another);
    this.body = h(
      "section",
      { class: "card", part: "card", "aria-label": texts.get("element.region"), lang: texts.language },
      this.#form,
      // Below the form, so that the form does not move when the list arrives.
      this.#banners,
      this.#answer,
      this.#coming.node,
      this.#list,
    );
    this.clearAnswer();
  }

  /** Whether an answer is visible. */
  get answered() {
    return this.#details.hasChildNodes();
  }

  /**
   * Shows an answer. A screen reader announces the notes that come first (such as an old list) and the headline.
   *
   * @param {string} outcome
   * @param {{ headline: HTMLElement, details: HTMLElement }} verdict
   * @param {Node[]} first
   * @param {boolean} again it replaces the answer to the same text: unchanged parts stay, and nothing moves
   */
  showAnswer(outcome, { headline, details }, first, again) {
    const words = [...first, headline];
    let text = "";
    for (const node of words) text += node.textContent;
    const given = details.cloneNode(true);
    if (again && this.#given?.isEqualNode(given)) {
      forgetGone();
    } else {
      keepFocus(
        this.body,
        () => this.#details.replaceChildren(details),
        () => this.#answer,
      );
      this.#given = given;
      silence();
    }
    this.#answer.className = `answer ${outcome}`;
    this.field.setAttribute("aria-invalid", String(outcome === "unreadable"));
    if (again) {
      if (text !== this.#spoken.node.textContent) this.#spoken.say(words);
      return;
    }
    // A phone's keyboard would cover the answer.
    if (matchMedia("(pointer: coarse)").matches) this.field.blur();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#spoken.say(words, () =>
      this.#answer.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" }),
    );
  }

  /** Removes the answer. */
  clearAnswer() {
    keepFocus(
      this.body,
      () => {
        this.#clearDetails();
        this.#answer.className = "answer none";
        this.#spoken.clear();
      },
      () => this.field,
    );
  }

  #clearDetails() {
    this.#details.replaceChildren();
    this.#given = undefined;
    this.field.removeAttribute("aria-invalid");
    silence();
  }

  /**
   * Shows and announces one sentence in place of the answer.
   *
   * @param {string} key
   */
  say(key) {
    this.#clearDetails();
    this.#answer.className = "answer note";
    this.#spoken.say([h("p", {}, this.#texts.get(key))]);
  }

  /** Shows that the list is loading. */
  showLoading() {
    keepFocus(
      this.body,
      () => {
        this.#banners.replaceChildren();
        // The previous failure is over.
        if (this.#form.hidden) this.clearAnswer();
        this.#form.hidden = false;
        this.#foot();
        this.#coming.sayLater([h("p", { class: "loading" }, this.#texts.get("element.loading"))]);
      },
      () => this.field,
    );
  }

  /**
   * Shows that the list is taking long.
   *
   * @param {HTMLElement} notice
   */
  showSlow(notice) {
    this.#coming.say([notice]);
  }

  /**
   * Shows the information about the list, when it has opened or its age has changed. Unfolded parts stay unfolded.
   *
   * @param {Node} banners
   * @param {HTMLDetailsElement} about
   */
  showList(banners, about) {
    const before = this.#list.querySelector("details");
    if (before) about.open = before.open;
    keepFocus(
      this.body,
      () => {
        this.#form.hidden = false;
        this.#banners.replaceChildren(banners);
        this.#coming.clear();
        this.#foot(about);
      },
      (held) => (before?.contains(held) && about.querySelector("summary")) || this.field,
    );
  }

  /**
   * Replaces the foot by a new node: one that grew upwards would count as a layout shift.
   *
   * @param {HTMLElement} [content]
   */
  #foot(content) {
    const list = h("div", { class: "list" }, content);
    this.#list.replaceWith(list);
    this.#list = list;
  }

  /**
   * Shows why there is no list, without the field, which would promise an answer.
   *
   * @param {HTMLElement} notice
   */
  showFailure(notice) {
    keepFocus(
      this.body,
      () => {
        this.#form.hidden = true;
        this.#banners.replaceChildren();
        this.#coming.clear();
        this.#foot();
        this.#clearDetails();
        this.#answer.className = "answer failed";
        this.#spoken.clear();
        this.#spoken.say([notice]);
      },
      () => notice,
    );
  }
}

/**
 * The field. It has no name, so no form can send it; spell checking, translation and form history are off.
 */
function field() {
  return h("textarea", {
    id: "number",
    part: "field",
    rows: "1",
    inputmode: "tel",
    enterkeyhint: "search",
    dir: "ltr",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    translate: "no",
    "aria-describedby": "hint",
  });
}

/**
 * The paste button, where the browser supports it. In a cross-origin frame whose page does not allow it, Chromium refuses without
 * asking, and reports so through the feature policy. Pasting by hand still works there.
 *
 * @param {Texts} texts
 * @param {() => void} paste
 */
function pasteButton(texts, paste) {
  if (typeof globalThis.navigator?.clipboard?.readText !== "function") return null;
  const { featurePolicy } = /** @type {Document & { featurePolicy?: { allowsFeature: (name: string) => boolean } }} */ (
    document
  );
  if (featurePolicy?.allowsFeature("clipboard-read") === false) return null;
  const button = h(
    "button",
    { type: "button", class: "secondary paste", part: "button" },
    icon("paste"),
    h("span", {}, texts.get("element.paste")),
  );
  button.addEventListener("click", paste);
  return button;
}
