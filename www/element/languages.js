// The languages that there are texts in, and the addresses of the texts. Bundlers find the files by these addresses, so each is
// written out. On the site `jaanch site` fills in the languages instead, from the folder of the locales.

/** @type {Readonly<Record<string, string>>} */
export const LANGUAGES = {
  en: new URL("../locales/en.json", import.meta.url).href,
  hi: new URL("../locales/hi.json", import.meta.url).href,
  pa: new URL("../locales/pa.json", import.meta.url).href,
};
