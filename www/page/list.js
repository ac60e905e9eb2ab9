// The page "What the list holds". It was written when the site was made; if this device has a newer list, its figures are
// put in their place.

import "./page.js";
import { openList } from "../element/list.js";
import { h } from "../element/dom.js";
import { loadTexts } from "../element/texts.js";

const holdings = document.getElementById("holdings");
if (holdings) update(holdings).catch((error) => console.warn("jaanch:", String(error)));

/** @param {HTMLElement} place */
async function update(place) {
  const { list = "", key = "", serial = "" } = place.dataset;
  const opened = await openList({ address: list, publicKey: key.split(/\s+/), minSerial: Number(serial), signal: new AbortController().signal });
  const { info } = opened;
  opened.free();
  if (String(info.serial) === serial) return;
  const texts = await loadTexts(document.documentElement.lang);
  /** @type {Record<string, string | undefined>} */
  const facts = {
    issuer: info.issuer,
    count: texts.number(info.count),
    issued: texts.day(new Date(info.issued)),
    expires: texts.day(new Date(info.expires)),
    serial: String(info.serial),
  };
  for (const [name, value] of Object.entries(facts)) {
    const fact = place.querySelector(`[data-fact="${name}"]`);
    if (fact && value !== undefined) fact.textContent = value;
  }
  const hits = place.querySelector('[data-fact="hits"]');
  if (info.falseAlarms && hits) hits.textContent = texts.number(info.falseAlarms.hits);
  place.querySelector("tbody")?.replaceChildren(...rows(info.districts, texts));
}

/**
 * @param {Readonly<Record<string, number>>} districts
 * @param {import("../element/texts.js").Texts} texts
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
