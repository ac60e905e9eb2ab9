// The Listen buttons beside the tips.

import { listenButton } from "../element/speech.js";

/** Makes the buttons of the page read their tips. */
export function addListenButtons() {
  for (const button of document.querySelectorAll("button.listen")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const { listen = "", stop = "" } = button.dataset;
    listenButton(button, {
      listen,
      stop,
      language: document.documentElement.lang,
      text: () => words(button.parentElement),
    });
  }
}

/**
 * The title of a tip, what is true, and what to do; not its source.
 *
 * @param {Element | null} tip
 */
function words(tip) {
  const parts = [...(tip?.querySelectorAll("h3, p:not(.source)") ?? [])];
  return parts.map((part) => (part.textContent ?? "").trim()).join(". ");
}
