// Remembers the language that a visitor chooses, for the next visit to the top of the site. Nothing else is remembered of a
// visitor.

import { remember } from "./storage.js";

/** Listens for a click on a language. */
export function rememberLanguage() {
  document.addEventListener("click", ({ target }) => {
    const chosen = target instanceof Element ? target.closest("[data-language]")?.getAttribute("data-language") : null;
    if (chosen) remember("language", chosen);
  });
}
