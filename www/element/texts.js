// The element's words: `locales/<language>.json` beside this folder, by `languages.js`. No text stands in the code; a text that is
// missing is an error that names it, not an empty place on the page.

import { fetchFile } from "./fetch-file.js";
import { LANGUAGES } from "./languages.js";

/**
 * @typedef {{ [key: string]: string | Tree }} Tree
 */

/** A locale's texts, and dates and numbers as that locale writes them. */
export class Texts {
  /** @type {Tree} */
  #tree;
  /** @type {string} */
  #locale;

  /** @param {Tree} tree one locale file, parsed */
  constructor(tree) {
    this.#tree = tree;
    this.#locale = this.get("locale");
  }

  /** The language tag of the texts, such as `en-IN`. */
  get language() {
    return this.#locale;
  }

  /**
   * The text of a key such as `element.check`.
   *
   * @param {string} key
   * @returns {string}
   */
  get(key) {
    const text = this.#find(key);
    if (typeof text !== "string") throw new Error(`the locale has no text "${key}"`);
    return text;
  }

  /**
   * Whether there is a text of this key. Lists bring names of their own (tags), and only some have a text.
   *
   * @param {string} key
   * @returns {boolean}
   */
  has(key) {
    return typeof this.#find(key) === "string";
  }

  /**
   * What the language calls a district or a source of complaints; lists name them in English, or as they like.
   *
   * @param {"district" | "source"} kind
   * @param {string} name
   */
  name(kind, name) {
    const key = `names.${kind}.${name.toLowerCase().replace(/[ _]/g, "-")}`;
    return this.has(key) ? this.get(key) : name;
  }

  /**
   * What the language calls a country.
   *
   * @param {string} code ISO 3166-1 alpha-2
   */
  country(code) {
    return new Intl.DisplayNames([this.#locale, "en-IN"], { type: "region" }).of(code) ?? code;
  }

  /**
   * A text with its `{names}` filled in. A value may be a node, such as a date that must not break or a link.
   *
   * @param {string} key
   * @param {Record<string, string | Node>} values
   * @returns {DocumentFragment}
   */
  fill(key, values) {
    const filled = document.createDocumentFragment();
    let named = true;
    // Splitting at a captured group leaves the names at the odd places.
    for (const part of this.get(key).split(/\{([a-z-]+)\}/)) {
      named = !named;
      const value = named ? values[part] : part;
      if (value === undefined) throw new Error(`the text "${key}" asks for {${part}}, which is not given`);
      if (value !== "") filled.append(value);
    }
    return filled;
  }

  /**
   * A count, grouped as the locale groups it: 27,824 or 1,00,000.
   *
   * @param {number} value
   */
  number(value) {
    return new Intl.NumberFormat(known(this.#locale)).format(value);
  }

  /**
   * A large round count, in words where the browser has them: 400 crore, 4 अरब.
   *
   * @param {number} value
   */
  large(value) {
    if (known(this.#locale) !== this.#locale) return this.number(value);
    return new Intl.NumberFormat(this.#locale, { notation: "compact", compactDisplay: "long" }).format(value);
  }

  /**
   * A day. Lists are dated at 00:00 UTC of their day, so the day is read in UTC, wherever the reader is. The names of the
   * months are the locale file's: not every browser knows Punjabi.
   *
   * @param {Date} value
   */
  day(value) {
    const month = this.get(`names.month.${value.getUTCMonth() + 1}`);
    const parts = { day: String(value.getUTCDate()), month, year: String(value.getUTCFullYear()) };
    return this.fill("element.date", parts).textContent ?? "";
  }

  /**
   * "today", "3 days ago".
   *
   * @param {number} days how many days ago; negative for days to come
   */
  daysAgo(days) {
    const words = days < 0 ? "future" : days === 0 ? "today" : days === 1 ? "yesterday" : "past";
    return this.#count(`element.age.${words}`, days);
  }

  /**
   * "9 days".
   *
   * @param {number} days two or more
   */
  days(days) {
    return this.#count("element.age.days", days);
  }

  /**
   * @param {string} key
   * @param {number} count
   */
  #count(key, count) {
    return this.fill(key, { count: this.number(count) }).textContent ?? "";
  }

  /** @param {string} key */
  #find(key) {
    /** @type {string | Tree | undefined} */
    let place = this.#tree;
    for (const name of key.split(".")) {
      if (typeof place !== "object" || !Object.prototype.hasOwnProperty.call(place, name)) return undefined;
      place = place[name];
    }
    return place;
  }
}

/**
 * The locale by which a browser writes numbers: this one, or, where it does not know that, the one that groups digits in the
 * same way. Chromium says that it supports Punjabi, has no data for it, and writes 4G for 4 × 10⁹; what it falls back to tells.
 *
 * @param {string} locale
 */
function known(locale) {
  return new Intl.NumberFormat(locale).resolvedOptions().locale === locale ? locale : "en-IN";
}

/** @type {Map<string, Promise<Texts>>} */
const loaded = new Map();

/**
 * The texts of a language, loaded once. A language there are no words for gets English.
 *
 * @param {string} language such as `hi` or `en-IN`
 * @returns {Promise<Texts>}
 */
export function loadTexts(language) {
  return textsOf(speaks(language) ?? FALLBACK);
}

const FALLBACK = "en";

/**
 * The language that an element speaks: its own, that of the nearest ancestor that names one (also out of a shadow tree),
 * the first of the browser's that there are words for, or English.
 *
 * @param {Element} element
 * @returns {string}
 */
export function languageOf(element) {
  /** @type {Element | null} */
  let at = element;
  while (at) {
    const named = at.closest("[lang]");
    if (named) {
      const language = speaks(named.getAttribute("lang") ?? "");
      if (language !== undefined) return language;
      break;
    }
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  for (const wished of navigator.languages) {
    const language = speaks(wished);
    if (language !== undefined) return language;
  }
  return FALLBACK;
}

/**
 * The language of a tag, if there are words for it.
 *
 * @param {string} tag such as `hi` or `en-IN`
 */
function speaks(tag) {
  const name = /^[a-z]{2,3}(?=$|-)/.exec(tag.toLowerCase())?.[0];
  return name !== undefined && Object.prototype.hasOwnProperty.call(LANGUAGES, name) ? name : undefined;
}

/**
 * @param {string} name
 * @returns {Promise<Texts>}
 */
function textsOf(name) {
  let texts = loaded.get(name);
  if (!texts) {
    texts = fetchTexts(name).catch((error) => {
      loaded.delete(name);
      if (name !== FALLBACK) return textsOf(FALLBACK);
      throw error;
    });
    loaded.set(name, texts);
  }
  return texts;
}

/** @param {string} name */
async function fetchTexts(name) {
  const answer = await fetchFile(LANGUAGES[name] ?? "");
  // The first number that a page writes makes the browser read its tables, which takes a slow phone 50 ms: now, while the words
  // are on their way, and not once the list is there and the answer is waited for.
  new Intl.NumberFormat();
  return new Texts(await answer.json());
}
