// An older list than one seen before is refused, so that nobody who sits in between can hand out last month's. What
// is remembered is the serial of the newest list under each key; of the visitor, nothing.

const element = document.querySelector("jaanch-check");
const memory = `jaanch newest serial ${element?.getAttribute("public-key")}`;

/** Storage can be switched off altogether; then nothing is remembered, and the check works all the same. */
function recall() {
  try {
    return localStorage.getItem(memory);
  } catch {
    return null;
  }
}

/** @param {number} serial */
function remember(serial) {
  try {
    localStorage.setItem(memory, String(serial));
  } catch {
    // Nothing depends on it.
  }
}

const newest = recall();
if (element && newest !== null && /^[0-9]{10}$/.test(newest)) element.setAttribute("min-serial", newest);

element?.addEventListener("jaanch-list", (event) => {
  const { serial } = /** @type {CustomEvent<{ serial?: number }>} */ (event).detail;
  if (serial !== undefined) remember(serial);
});
