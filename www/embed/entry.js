// The script that partner pages load, /embed/<version>/jaanch-check.js: the element's class, and the digest of every file that
// the element loads later. `jaanch site` fills in the table of digests.

import { JaanchCheck } from "../element/jaanch-check.js";

/** @typedef {typeof import("../element/controller.js")} ControllerModule */

/** @type {Readonly<Record<string, string>>} */
// @ts-expect-error: `jaanch site` replaces the name by the table.
const PINS = __JAANCH_PINS__;

/** @param {string} path */
const addressOf = (path) => new URL(path, import.meta.url).href;

/**
 * Whether the browser looks at the digest of a module that is loaded ahead. Those without `modulepreload` do not, nor does
 * WebKit, which says that it does (so it was in version 2.50 of WebKitGTK).
 *
 * @param {HTMLLinkElement} link
 */
const heeds = (link) => link.relList?.supports("modulepreload") && navigator.vendor !== "Apple Computer, Inc.";

/**
 * Loads a script ahead by its digest: importing it then takes what was loaded, and nothing else. In browsers that do not heed
 * the digest its bytes are fetched by it first. That proves what the host hands out; what is imported afterwards is what
 * the browser kept of that answer, or, if it kept nothing, another answer.
 *
 * @param {string} path
 * @param {string} integrity
 * @returns {Promise<unknown>}
 */
function take(path, integrity) {
  const address = addressOf(path);
  const script = document.createElement("link");
  if (!heeds(script)) {
    return fetch(address, { integrity, referrerPolicy: "no-referrer" }).then((answer) => answer.arrayBuffer());
  }
  return new Promise((resolve, reject) => {
    script.rel = "modulepreload";
    script.crossOrigin = "anonymous";
    script.referrerPolicy = "no-referrer";
    script.integrity = integrity;
    script.href = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () =>
      reject(new Error(`${address} did not come, or is not what it was published as`)),
    );
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
  const controller = /** @type {ControllerModule} */ (await import(addressOf("element/controller.js")));
  controller.pin(pins);
  return controller;
};

if (!customElements.get("jaanch-check")) customElements.define("jaanch-check", JaanchCheck);

export { JaanchCheck as default };
