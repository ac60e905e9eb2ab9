// The form: one field, its buttons, the place of the answer and the place of what is said about the list.

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
  /** The details as they were given, whatever a button in them has changed since. @type {Node | undefined} */
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
    // Not a button that submits: in a frame without "allow-forms" such a one does nothing at all.
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
    // An answer beside another number than the one it is for would mislead.
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
      // Below the form, so that it does not move when the list has come.
      this.#banners,
      this.#answer,
      this.#coming.node,
      this.#list,
    );
    this.clearAnswer();
  }

  /** Whether there is an answer in sight. */
  get answered() {
    return this.#details.hasChildNodes();
  }

  /**
   * Shows an answer: what is to be said first, as that the list is old, and the headline are read out; the rest follows.
   *
   * @param {string} outcome
   * @param {{ headline: HTMLElement, details: HTMLElement }} verdict
   * @param {Node[]} first
   * @param {boolean} again it takes the place of the answer to the same text: what has not changed stays, and nothing moves
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
    // The keyboard of a phone would cover the answer.
    if (matchMedia("(pointer: coarse)").matches) this.field.blur();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#spoken.say(words, () =>
      this.#answer.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" }),
    );
  }

  /** Takes the answer away. */
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
   * Says one sentence in the place of the answer, and reads it out.
   *
   * @param {string} key
   */
  say(key) {
    this.#clearDetails();
    this.#answer.className = "answer note";
    this.#spoken.say([h("p", {}, this.#texts.get(key))]);
  }

  /** The list is on its way. */
  showLoading() {
    keepFocus(
      this.body,
      () => {
        this.#banners.replaceChildren();
        // What has failed is over.
        if (this.#form.hidden) this.clearAnswer();
        this.#form.hidden = false;
        this.#foot();
        this.#coming.sayLater([h("p", { class: "loading" }, this.#texts.get("element.loading"))]);
      },
      () => this.field,
    );
  }

  /**
   * The list is still on its way, and should have been here.
   *
   * @param {HTMLElement} notice
   */
  showSlow(notice) {
    this.#coming.say([notice]);
  }

  /**
   * The list is there, or has become older. What was unfolded stays so.
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
   * What stands at the foot, in a place of its own: one that grew upwards would count as moved.
   *
   * @param {HTMLElement} [content]
   */
  #foot(content) {
    const list = h("div", { class: "list" }, content);
    this.#list.replaceWith(list);
    this.#list = list;
  }

  /**
   * There is no list: a field would promise an answer that cannot come.
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
 * The field. It has no name, so no form can send it; and nothing that is typed is handed to a spelling service, a
 * translator or the browser's memory of forms.
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
 * A button that pastes, where the browser can. Chromium lets nobody paste in a frame of another origin whose page does not
 * allow it, and asks nobody; it is also the one that tells. Pasting by hand goes on working there.
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
