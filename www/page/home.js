// The page with the check. One script holds everything an answer needs, because each further file would cost a slow network
// another round trip. The browser fetches the list, the module, the texts and the styles beside it: the page preloads them.

import { cacheList } from "./cached-list.js";
import { startPage } from "./common.js";
import { defineCheck } from "./define-check.js";
import { rememberSerials } from "./newest-serial.js";

/** Sharing and offline use do not depend on an answer; before this time a slow network is left to the list. */
const PATIENCE_MS = 20_000;

const check = /** @type {import("./cached-list.js").JaanchCheck | null} */ (document.querySelector("jaanch-check"));

// Before the element is defined, which reads the oldest accepted serial at once.
if (check) rememberSerials();

let started = false;

/** @param {{ detail?: { freshness?: string } }} event what is known of the list, if anything */
const startRest = ({ detail }) => {
  if (started) return;
  started = true;
  startPage();
  if (check) cacheList(check, detail?.freshness);
};
for (const name of ["jaanch-list", "jaanch-error"]) {
  check?.addEventListener(name, (event) => startRest(/** @type {CustomEvent} */ (event)));
}
setTimeout(startRest, check ? PATIENCE_MS : 0, {});

defineCheck();
