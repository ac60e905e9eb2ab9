// An older list than one seen before is refused, so that nobody who sits in between can hand out last month's. What
// is remembered is the serial of the newest list under each key; of the visitor, nothing.

import { keysIn } from "../element/list.js";
import { recall, remember } from "./storage.js";

/** Assets lie in assets/<release>/page/ below the top of the site. Another site of the origin may have an older list. */
const SITE = new URL("../../../", import.meta.url).pathname;

/**
 * The names of what is remembered, for each key of the element: while one takes over from another the page has both.
 *
 * @param {Element} element the check
 */
function memories(element) {
  return keysIn(element.getAttribute("public-key") ?? "").map((key) => `newest serial ${SITE} ${key}`);
}

/**
 * The serial of the newest list seen under a key of the element.
 *
 * @param {Element} element
 * @returns {number | undefined}
 */
export function newestSerial(element) {
  const serials = memories(element).map((name) => recall(name) ?? "");
  const newest = serials
    .filter((serial) => /^[0-9]{10}$/.test(serial))
    .sort()
    .at(-1);
  return newest === undefined ? undefined : Number(newest);
}

for (const element of document.querySelectorAll("jaanch-check")) {
  const newest = newestSerial(element);
  if (newest !== undefined) element.setAttribute("min-serial", String(newest));
  element.addEventListener("jaanch-list", (event) => {
    const { serial } = /** @type {CustomEvent<{ serial?: number }>} */ (event).detail;
    if (serial === undefined || serial < (newestSerial(element) ?? 0)) return;
    for (const name of memories(element)) remember(name, String(serial));
  });
}
