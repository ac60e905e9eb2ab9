// An older list than one seen before is refused, so that nobody who sits in between can hand out last month's. What
// is remembered is the serial of the newest list under each key; of the visitor, nothing.

import { recall, remember } from "./memory.js";

/** @param {Element} element the check */
function memory(element) {
  return `newest serial ${element.getAttribute("public-key")}`;
}

/**
 * The serial of the newest list seen under the element's key.
 *
 * @param {Element} element
 * @returns {number | undefined}
 */
export function newestSerial(element) {
  const newest = recall(memory(element));
  return newest !== null && /^[0-9]{10}$/.test(newest) ? Number(newest) : undefined;
}

for (const element of document.querySelectorAll("jaanch-check")) {
  const newest = newestSerial(element);
  if (newest !== undefined) element.setAttribute("min-serial", String(newest));
  element.addEventListener("jaanch-list", (event) => {
    const { serial } = /** @type {CustomEvent<{ serial?: number }>} */ (event).detail;
    if (serial !== undefined && serial > (newestSerial(element) ?? 0)) remember(memory(element), String(serial));
  });
}
