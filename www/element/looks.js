// The element's looks, in each shadow root that wants them.

import { h } from "./dom.js";
import { fetchFile } from "./files.js";

const STYLE = new URL("./jaanch-check.css", import.meta.url).href;

/** @type {Promise<CSSStyleSheet> | undefined} */
let looks;

/** @type {WeakMap<ShadowRoot, Promise<void>>} */
const dressed = new WeakMap();

/**
 * Gives a shadow root its looks, once. Until then nothing is drawn, so that nobody sees a form without them.
 *
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
export function dress(root) {
  let dressing = dressed.get(root);
  if (!dressing) {
    dressing = "adoptedStyleSheets" in root ? adopt(root) : link(root);
    dressed.set(root, dressing);
  }
  return dressing;
}

/**
 * A sheet that is made here needs no permission of the page for styles. Where a browser cannot make one it is linked, and
 * the page must allow that. Should it not come, an unstyled form is still a form.
 *
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
async function adopt(root) {
  try {
    looks ??= fetchFile(STYLE)
      .then((answer) => answer.text())
      .then((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, await looks];
  } catch (error) {
    looks = undefined;
    dressed.delete(root);
    console.warn("jaanch-check:", error);
  }
}

/**
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
function link(root) {
  const style = h("link", { rel: "stylesheet", href: STYLE });
  return new Promise((resolve) => {
    style.addEventListener("load", () => resolve(), { once: true });
    style.addEventListener("error", () => resolve(), { once: true });
    root.prepend(style);
  });
}
