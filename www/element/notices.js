// Notices about the list: its name, age and reliability, and why there is none.

import { falseAlarmSentence } from "./false-alarms.js";
import { h, icon } from "./dom.js";
import { appealLink, helplines, ltr } from "./verdict.js";

/**
 * @typedef {import("./list.js").ListFailure} ListFailure
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./texts.js").Texts} Texts
 * @typedef {import("./dom.js").IconName} IconName
 */

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The banners of a list: for made-up numbers, and for a date that is not fresh.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 */
export function banners(info, texts) {
  const shown = document.createDocumentFragment();
  if (info.madeUp) {
    shown.append(banner("sample", "sample", texts.get("element.made-up.title"), texts.get("element.made-up.text")));
  }
  const title = freshnessTitle(info, texts);
  if (title) {
    const date = texts.day(new Date(info.issued));
    shown.append(
      banner("warning", info.freshness, title, texts.fill(`element.freshness.${info.freshness}.text`, { date })),
    );
  }
  return shown;
}

/**
 * What must be said before an answer: that the list is a sample, or old. The banner says so, too, but on a phone it may have
 * scrolled out of view.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {Node[]}
 */
export function saidFirst(info, texts) {
  const said = new Set();
  if (info.madeUp) said.add(first("sample", texts.get("element.made-up.title")));
  const old = freshnessTitle(info, texts);
  if (old) said.add(first("warning", old));
  return [...said];
}

/**
 * @param {IconName} name
 * @param {string | Node} words
 */
function first(name, words) {
  return h("p", { class: "old" }, icon(name), h("span", {}, words));
}

/**
 * One line about a list that is not fresh; null for a fresh one.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 */
function freshnessTitle(info, texts) {
  if (info.freshness === "fresh") return null;
  const date = texts.day(new Date(info.freshness === "expired" ? info.expires : info.issued));
  // Only the text of "stale" names an age, and only the others a date; the unused value is ignored.
  return texts.fill(`element.freshness.${info.freshness}.title`, { age: texts.days(ageOf(info)), date });
}

/**
 * "About this list": one line that is always visible, and details that unfold.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 */
export function aboutList(info, texts) {
  const date = texts.day(new Date(info.issued));
  const age = texts.daysAgo(ageOf(info));
  /** @type {[string, string | Node | null | undefined][]} */
  const rows = [
    ["name", info.title],
    ["issuer", info.issuer],
    ["issued", texts.fill("element.list.issued-value", { date, age })],
    ["expires", texts.day(new Date(info.expires))],
    ["count", texts.number(info.count)],
    ["serial", ltr(String(info.serial))],
    ["signature", texts.get(info.signed ? "element.list.signed" : "element.list.unsigned")],
    ["false-alarms", falseAlarmSentence(info, texts)],
    ["appeal", appealLink(info, texts)],
  ];
  const facts = h("dl", {});
  for (const [name, value] of rows) {
    if (!value) continue;
    facts.append(h("div", {}, h("dt", {}, texts.get(`element.list.${name}`)), h("dd", {}, value)));
  }
  return h(
    "details",
    { class: "about", part: "about" },
    h(
      "summary",
      {},
      h(
        "span",
        { class: "lines" },
        info.issuer && h("span", { class: "issuer" }, info.issuer),
        h("span", {}, texts.fill("element.list.line", { date, age, count: texts.number(info.count) })),
      ),
      h("span", { class: "more" }, texts.get("element.list.title")),
    ),
    facts,
    counts(info.districts, "district", texts),
    counts(info.sources, "source", texts),
  );
}

/**
 * The notice in place of the check when there is no list.
 *
 * @param {ListFailure} failure
 * @param {Texts} texts
 * @param {() => void} retry
 */
export function failureNotice(failure, texts, retry) {
  const words = `element.failure.${failure.kind}`;
  return h(
    "div",
    { class: "failure", part: "failure" },
    h("h2", {}, icon("warning"), h("span", {}, texts.get(`${words}.title`))),
    h("p", {}, texts.get(`${words}.text`)),
    h("p", {}, texts.get("element.failure.meanwhile")),
    h("p", {}, retryButton(texts, retry)),
    helplines(texts),
    h("p", { class: "code" }, texts.fill("element.failure.code", { code: ltr(failure.code) })),
  );
}

/**
 * The notice that a list is taking long.
 *
 * @param {Texts} texts
 * @param {() => void} retry
 */
export function slowNotice(texts, retry) {
  return h("div", { class: "slow" }, h("span", {}, texts.get("element.slow")), retryButton(texts, retry));
}

/**
 * @param {Texts} texts
 * @param {() => void} retry
 */
function retryButton(texts, retry) {
  const again = h("button", { type: "button", class: "secondary", part: "button" }, texts.get("element.failure.retry"));
  again.addEventListener("click", retry);
  return again;
}

/**
 * Whole days since a list was issued; negative for one from the future.
 *
 * @param {ListInfo} info
 */
export function ageOf(info) {
  return Math.floor((Date.now() - Date.parse(info.issued)) / DAY_MS);
}

/**
 * @param {IconName} shape
 * @param {string} name
 * @param {string | Node} title
 * @param {string | Node} text
 */
function banner(shape, name, title, text) {
  return h(
    "div",
    { class: `banner ${name}`, part: "banner" },
    icon(shape),
    h("p", {}, h("strong", {}, title), " ", text),
  );
}

/**
 * A table of counts by name, the largest first.
 *
 * @param {Record<string, number>} by
 * @param {"district" | "source"} name
 * @param {Texts} texts
 */
function counts(by, name, texts) {
  const left = new Map(Object.entries(by));
  if (left.size === 0) return null;
  const body = h("tbody", {});
  while (left.size > 0) {
    const [label, count] = largest(left);
    left.delete(label);
    body.append(h("tr", {}, h("th", { scope: "row" }, texts.name(name, label)), h("td", {}, texts.number(count))));
  }
  return h(
    "table",
    {},
    h("caption", {}, texts.get(`element.list.${name}s`)),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, texts.get(`element.list.${name}`)),
        h("th", { scope: "col" }, texts.get("element.list.numbers")),
      ),
    ),
    body,
  );
}

/**
 * The entry with the largest count, the first of those that have it.
 *
 * @param {Map<string, number>} left with at least one entry
 * @returns {[string, number]}
 */
function largest(left) {
  /** @type {[string, number]} */
  let best = ["", -Infinity];
  for (const entry of left) if (entry[1] > best[1]) best = entry;
  return best;
}
