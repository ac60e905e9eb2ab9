// The end of /embed/<version>/jaanch-check.js, the script that pages of others name. `jaanch site` writes the element's
// class in front of it and fills in the table: what the element loads, with the digest of each file.

import { JaanchCheck } from "../element/jaanch-check.js";

/** @typedef {typeof import("../element/panel.js")} Rest */

/** @type {Readonly<Record<string, string>>} */
const PINS = {};

/** @param {string} path */
const addressOf = (path) => new URL(path, import.meta.url).href;

/**
 * Fetches a script by its digest; importing it afterwards takes what was fetched. Browsers that cannot preload modules are
 * asked for the bytes instead: then what is imported is what the browser kept of that answer.
 *
 * @param {string} path
 * @param {string} integrity
 * @returns {Promise<unknown>}
 */
function take(path, integrity) {
  const address = addressOf(path);
  const script = document.createElement("link");
  if (!script.relList?.supports("modulepreload")) {
    return fetch(address, { integrity, referrerPolicy: "no-referrer" }).then((answer) => answer.arrayBuffer());
  }
  return new Promise((resolve, reject) => {
    script.rel = "modulepreload";
    script.crossOrigin = "anonymous";
    script.referrerPolicy = "no-referrer";
    script.integrity = integrity;
    script.href = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${address} did not come, or is not what it was published as`)));
    document.head.append(script);
  }).finally(() => script.remove());
}

JaanchCheck.load = async () => {
  const scripts = new Set();
  /** @type {Record<string, string>} */
  const pins = {};
  for (const [path, integrity] of Object.entries(PINS)) {
    pins[addressOf(path)] = integrity;
    if (path.endsWith(".js")) scripts.add(take(path, integrity));
  }
  await Promise.all(scripts);
  const rest = /** @type {Rest} */ (await import(addressOf("element/panel.js")));
  rest.pin(pins);
  return rest;
};

if (!customElements.get("jaanch-check")) customElements.define("jaanch-check", JaanchCheck);

export { JaanchCheck as default };
