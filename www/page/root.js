// The top of the site: redirects to the language chosen earlier, or to the first available one of the browser's. Not a module,
// because it must run before anything is drawn.

(() => {
  // The service worker redirects here when a requested language is not available offline.
  if (location.hash === "#choose") return;
  const codes = (document.documentElement.dataset.languages ?? "").split(" ");
  /** @type {string | null} */
  let chosen = null;
  try {
    chosen = localStorage.getItem("jaanch language");
  } catch {
    // Storage is switched off; nothing is remembered.
  }
  const wished = [chosen ?? "", ...navigator.languages].map((language) => language.toLowerCase().split("-")[0]);
  const code = wished.find((language) => language && codes.includes(language)) ?? codes[0];
  location.replace(`${code}/`);
})();
