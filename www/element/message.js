// The answer to what was typed: about one number; or about each number of a whole message, and what to do about the most
// serious one.

import { h, icon } from "./dom.js";
import { caution, ltr, showVerdict, whatToDo, why } from "./verdict.js";

/**
 * @typedef {import("../pkg/jaanch.js").Checker} Checker
 * @typedef {import("./list.js").Found} Found
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./list.js").Verdict} Verdict
 * @typedef {import("./texts.js").Texts} Texts
 */

/** From the most serious on. */
const SERIOUS = /** @type {const} */ (["reported", "impossible", "cannot-say", "not-listed", "service", "unreadable"]);

/** Why the digits of one number are refused. */
const MISCOUNTED = new Set(["too-long", "too-short", "unknown-country"]);

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
export function answerTo(text, checker, info, texts) {
  const verdict = checker.check(text);
  if (verdict.outcome === "unreadable" && !isMiscounted(verdict, text)) {
    const verdicts = verdictsOf(checker.checkMessage(text));
    const [worst] = verdicts;
    if (worst) return { verdict: worst, shown: showMessage(worst, verdicts, info, texts) };
  }
  const message = verdict.outcome === "unreadable" && readsAsMessage(text);
  return { verdict, shown: showVerdict(verdict, info, texts, message) };
}

/**
 * Whether it is one number with a digit too many or too few, or with a country code that there is not: then ten digits in
 * a row of it are another number, and nothing is to be said about that one.
 *
 * @param {Verdict} verdict
 * @param {string} text
 */
function isMiscounted({ reason }, text) {
  return reason !== undefined && MISCOUNTED.has(reason) && !/\p{L}/u.test(text);
}

/**
 * The numbers of a message, each once, the most serious first.
 *
 * @param {readonly Found[]} found
 * @returns {Verdict[]}
 */
function verdictsOf(found) {
  /** @type {Map<string, Verdict>} */
  const once = new Map();
  for (const { verdict } of found) if (verdict.number) once.set(verdict.number.e164, verdict);
  /** @type {Set<Verdict>} */
  const ordered = new Set();
  for (const serious of SERIOUS)
    for (const verdict of once.values()) if (verdict.outcome === serious) ordered.add(verdict);
  return [...ordered];
}

/**
 * Whether a text is rather a message than a number: several words of letters.
 *
 * @param {string} text
 */
function readsAsMessage(text) {
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
function showMessage(worst, verdicts, info, texts) {
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
  // Whom to call comes before numbers of which there may be eighty.
  const [help, ...rest] = whatToDo(worst, info, texts);
  const details = h(
    "div",
    { class: "details" },
    help,
    h("div", {}, h("h3", {}, texts.get("element.message.each")), each),
    h("h3", {}, texts.get("element.message.most")),
    ...rest,
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
