// Rollback protection: a list older than one seen before is refused, so that nobody on the network can hand out last month's.
// The page remembers the serial of the newest list under each key, and nothing about the visitor.

import { keysIn } from "../element/list.js";
import { recall, remember } from "./storage.js";

/** Scripts are in assets/<release>/page/ below the top of the site. Another site on the origin may have an older list. */
const SITE = new URL("../../../", import.meta.url).pathname;

/**
 * The storage names for each key of the element. During a key rotation the page has two keys.
 *
 * @param {Element} element the check
 */
function storageNames(element) {
  return keysIn(element.getAttribute("public-key") ?? "").map((key) => `newest serial ${SITE} ${key}`);
}

/**
 * The serial of the newest list seen under a key of the element.
 *
 * @param {Element} element
 * @returns {number | undefined}
 */
export function newestSerial(element) {
  const serials = storageNames(element).map((name) => recall(name) ?? "");
  const newest = serials
    .filter((serial) => /^[0-9]{10}$/.test(serial))
    .sort()
    .at(-1);
  return newest === undefined ? undefined : Number(newest);
}

/** Makes each check on the page refuse lists older than the newest one seen, and remembers newer ones. */
export function rememberSerials() {
  for (const element of document.querySelectorAll("jaanch-check")) {
    const newest = newestSerial(element);
    if (newest !== undefined) element.setAttribute("min-serial", String(newest));
    element.addEventListener("jaanch-list", (event) => {
      const { serial } = /** @type {CustomEvent<{ serial?: number }>} */ (event).detail;
      if (serial === undefined || serial < (newestSerial(element) ?? 0)) return;
      for (const name of storageNames(element)) remember(name, String(serial));
    });
  }
}
