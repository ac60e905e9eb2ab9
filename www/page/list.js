// The page "What the list holds". Its figures are those of the list at the time the site was made; if this device has a newer
// list, the script replaces them.

import { falseAlarmSentence } from "../element/false-alarms.js";
import { keysIn, openList } from "../element/list.js";
import { h } from "../element/dom.js";
import { loadTexts } from "../element/texts.js";
import { startPage } from "./common.js";

startPage();

/** @typedef {import("../element/texts.js").Texts} Texts */

const holdings = document.getElementById("holdings");
if (holdings) update(holdings).catch((error) => console.warn("jaanch:", String(error)));

/** @param {HTMLElement} place */
async function update(place) {
  const { list = "", key = "", serial = "" } = place.dataset;
  const opened = await openList({
    address: list,
    publicKey: keysIn(key),
    minSerial: Number(serial),
    signal: new AbortController().signal,
  });
  const { info } = opened;
  opened.free();
  if (String(info.serial) === serial) return;
  const texts = await loadTexts(document.documentElement.lang);
  /** @type {Record<string, string | Node>} */
  const facts = {
    count: texts.number(info.count),
    issued: texts.day(new Date(info.issued)),
    expires: texts.day(new Date(info.expires)),
    serial: String(info.serial),
    alarms: falseAlarmSentence(info, texts),
  };
  for (const [name, value] of Object.entries(facts))
    place.querySelector(`[data-fact="${name}"]`)?.replaceChildren(value);
  place.querySelector('[data-fact="issuer"]')?.parentElement?.remove();
  if (info.issuer) {
    place
      .querySelector("dl")
      ?.prepend(h("div", {}, h("dt", {}, texts.get("element.list.issuer")), h("dd", {}, info.issuer)));
  }
  showDistricts(place, info.districts, texts);
  showSample(info.madeUp, texts);
}

/**
 * Replaces the districts, or the sentence that there are none.
 *
 * @param {HTMLElement} place
 * @param {Readonly<Record<string, number>>} districts
 * @param {Texts} texts
 */
function showDistricts(place, districts, texts) {
  const shown = place.querySelector("dl ~ table, dl ~ p:not(.intro)");
  if (Object.keys(districts).length > 0) {
    const head = h(
      "tr",
      {},
      h("th", { scope: "col" }, texts.get("element.list.district")),
      h("th", { scope: "col", class: "bar", "aria-hidden": "true" }),
      h("th", { scope: "col" }, texts.get("element.list.numbers")),
    );
    shown?.replaceWith(h("table", { class: "chart" }, h("thead", {}, head), h("tbody", {}, ...rows(districts, texts))));
  } else if (shown instanceof HTMLTableElement) {
    // Without a table, its heading and introduction go, too.
    for (const part of place.querySelectorAll("dl ~ *")) part.remove();
  }
}

/**
 * Shows the note about made-up numbers in the footer, if and only if they are made up.
 *
 * @param {boolean} madeUp
 * @param {Texts} texts
 */
function showSample(madeUp, texts) {
  const shown = document.querySelector("footer .sample");
  if (!madeUp) shown?.remove();
  if (!madeUp || shown) return;
  const title = h("strong", {}, texts.get("element.made-up.title"));
  document
    .querySelector("footer > div")
    ?.append(h("p", { class: "sample" }, title, " ", texts.get("element.made-up.text")));
}

/**
 * @param {Readonly<Record<string, number>>} districts
 * @param {Texts} texts
 */
function rows(districts, texts) {
  const entries = Object.entries(districts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const largest = Math.max(1, ...entries.map(([, count]) => count));
  return entries.map(([name, count]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, texts.name("district", name)),
      h("td", { class: "bar", "aria-hidden": "true" }, bar(Math.floor((count * 100) / largest))),
      h("td", {}, texts.number(count)),
    ),
  );
}

/** @param {number} percent */
function bar(percent) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.setAttribute("width", String(percent));
  rect.setAttribute("height", "10");
  svg.append(rect);
  return svg;
}
