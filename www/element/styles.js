// The element's style sheet, added to each shadow root.

import { h } from "./dom.js";
import { fetchFile } from "./fetch-file.js";

const STYLE = new URL("../styles/jaanch-check.css", import.meta.url).href;

/** @type {Promise<CSSStyleSheet> | undefined} */
let sheet;

/** @type {WeakMap<ShadowRoot, Promise<void>>} */
const applied = new WeakMap();

/**
 * Adds the style sheet to a shadow root, once. Nothing is drawn before, so that nobody sees an unstyled form.
 *
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
export function applyStyles(root) {
  let applying = applied.get(root);
  if (!applying) {
    applying = "adoptedStyleSheets" in root ? adopt(root) : link(root);
    applied.set(root, applying);
  }
  return applying;
}

/**
 * Adopts a constructed style sheet, which the page's style policy does not restrict. If it does not arrive, the unstyled form
 * still works.
 *
 * @param {ShadowRoot} root
 * @returns {Promise<void>}
 */
async function adopt(root) {
  try {
    sheet ??= fetchFile(STYLE)
      .then((answer) => answer.text())
      .then((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, await sheet];
  } catch (error) {
    sheet = undefined;
    applied.delete(root);
    console.warn("jaanch-check:", error);
  }
}

/**
 * Links the style sheet, in browsers that cannot adopt one. The page's policy must allow it.
 *
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
