// Which languages there are, and where their words lie. `jaanch site` writes this file anew, out of the folder of the
// locales; a test holds this copy to it.

/** @type {Readonly<Record<string, string>>} */
export const LANGUAGES = {
  en: new URL("../locales/en.json", import.meta.url).href,
  hi: new URL("../locales/hi.json", import.meta.url).href,
  pa: new URL("../locales/pa.json", import.meta.url).href,
};
