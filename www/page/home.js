// The page with the check. The memory of the newest list comes first, because the element reads it as soon as it is
// defined; so does that of the language, which may be changed before there is an answer. Everything else that is not needed
// for an answer comes after the list.

import "./newest-serial.js";
import "./language-choice.js";
import "../element/define.js";

/** The site is shared, and kept, without an answer as well; until then a slow network has the list to carry. */
const PATIENCE_MS = 20_000;

const element = /** @type {import("./cached-list.js").JaanchCheck | null} */ (document.querySelector("jaanch-check"));

let called = false;

/** @param {{ detail?: { freshness?: string } }} heard what was said of the list, if anything was */
const later = ({ detail }) => {
  if (called) return;
  called = true;
  void import("./page.js");
  if (element) void import("./cached-list.js").then(({ cacheList }) => cacheList(element, detail?.freshness));
};
for (const name of ["jaanch-list", "jaanch-error"])
  element?.addEventListener(name, (event) => later(/** @type {CustomEvent} */ (event)));
setTimeout(later, element ? PATIENCE_MS : 0, {});
