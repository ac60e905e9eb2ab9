// Whoever chooses a language gets it again at the top of the site. Nobody else's is remembered.

import { remember } from "./storage.js";

document.addEventListener("click", ({ target }) => {
  const chosen = target instanceof Element ? target.closest("[data-language]")?.getAttribute("data-language") : null;
  if (chosen) remember("language", chosen);
});
