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
 * Whether the browser checks the digest of a preloaded module. Browsers without `modulepreload` do not, nor does WebKit, which
 * claims to support it (as of WebKitGTK 2.50).
 *
 * @param {HTMLLinkElement} link
 */
const checksDigest = (link) => link.relList?.supports("modulepreload") && navigator.vendor !== "Apple Computer, Inc.";

/**
 * Preloads a script by its digest; importing it then uses exactly the preloaded bytes. In browsers that do not check the digest of
 * a preload, the script is fetched by its digest first. That verifies the host's response; the import afterwards uses the
 * cached response or, if none was cached, another one.
 *
 * @param {string} path
 * @param {string} integrity
 * @returns {Promise<unknown>}
 */
function preload(path, integrity) {
  const address = addressOf(path);
  const script = document.createElement("link");
  if (!checksDigest(script)) {
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
      reject(new Error(`${address} did not arrive, or is not the published file`)),
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
    if (path.endsWith(".js")) scripts.add(preload(path, integrity));
  }
  await Promise.all(scripts);
  const controller = /** @type {ControllerModule} */ (await import(addressOf("element/controller.js")));
  controller.pin(pins);
  return controller;
};

if (!customElements.get("jaanch-check")) customElements.define("jaanch-check", JaanchCheck);

export { JaanchCheck as default };
