// The top of the site: on to the language that was chosen here before, or else to the first one of the browser's that there
// is. Not a module, because it is to run before anything is drawn.

(() => {
  // The service worker says so where a language that was asked for is not there without a network.
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
