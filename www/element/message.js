// A whole message: every number in it with its verdict, and what to do about the most serious one.

import { h, icon } from "./dom.js";
import { caution, ltr, whatToDo, why } from "./verdict.js";

/**
 * @typedef {import("./list.js").Found} Found
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./list.js").Verdict} Verdict
 * @typedef {import("./texts.js").Texts} Texts
 */

/** From the most serious on. */
const SERIOUS = /** @type {const} */ (["reported", "impossible", "cannot-say", "not-listed", "service", "unreadable"]);

/**
 * The numbers of a message, each once, the most serious first.
 *
 * @param {readonly Found[]} found
 * @returns {Verdict[]}
 */
export function verdictsOf(found) {
  /** @type {Map<string, Verdict>} */
  const once = new Map();
  for (const { verdict } of found) if (verdict.number) once.set(verdict.number.e164, verdict);
  /** @type {Set<Verdict>} */
  const ordered = new Set();
  for (const serious of SERIOUS) for (const verdict of once.values()) if (verdict.outcome === serious) ordered.add(verdict);
  return [...ordered];
}

/**
 * Whether a text is rather a message than a number: several words of letters.
 *
 * @param {string} text
 */
export function readsAsMessage(text) {
  // One pass: an expression that looks for all three at once takes minutes over a hundred thousand letters in a row.
  return (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3;
}

/**
 * What is said about a message, in the two parts of every answer.
 *
 * @param {Verdict} worst the first of them
 * @param {Verdict[]} verdicts
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {{ headline: HTMLElement, details: HTMLElement }}
 */
export function showMessage(worst, verdicts, info, texts) {
  let listed = 0;
  let unsure = false;
  for (const { outcome } of verdicts) {
    if (outcome === "reported") listed += 1;
    if (outcome === "cannot-say") unsure = true;
  }
  // What weighs most is said first, in the largest letters.
  const found = texts.fill("element.message.title", { count: texts.number(verdicts.length) });
  const heard =
    listed > 0
      ? [texts.fill("element.message.listed", { count: texts.number(listed) }), found]
      : [found, texts.get(unsure ? "element.message.expired" : "element.message.none-listed")];
  const headline = h(
    "div",
    { class: "headline", part: "headline" },
    h("span", { class: "badge" }, icon(worst.outcome), h("span", {}, texts.get("element.message.badge"))),
    h("h2", {}, heard[0]),
    h("p", { class: "why" }, heard[1]),
  );
  const each = h("ul", { class: "each" });
  for (const verdict of verdicts) each.append(line(verdict, info, texts));
  const details = h(
    "div",
    { class: "details" },
    h("div", {}, h("h3", {}, texts.get("element.message.each")), each),
    h("h3", {}, texts.get("element.message.most")),
    ...whatToDo(worst, info, texts),
  );
  return { headline, details };
}

/**
 * One number of the message.
 *
 * @param {Verdict} verdict
 * @param {ListInfo} info
 * @param {Texts} texts
 */
function line(verdict, info, texts) {
  const { outcome, number } = verdict;
  const foreign = number?.country !== undefined && number.country !== info.region ? number.country : undefined;
  return h(
    "li",
    { class: outcome },
    h("span", { class: "badge" }, icon(outcome), h("span", {}, texts.get(`element.verdict.${outcome}.badge`))),
    h("p", { class: "number" }, number && ltr(number.display)),
    h("p", {}, why(verdict, info, texts)),
    caution(verdict, texts),
    foreign && h("p", {}, texts.fill("element.country", { country: texts.country(foreign) })),
  );
}
