// The element's texts, from `locales/<language>.json`. The code contains none; a missing text is an error that names it, not an
// empty place on the page.

import { fetchFile } from "./fetch-file.js";
import { LANGUAGES } from "./languages.js";

/**
 * @typedef {{ [key: string]: string | Tree }} Tree
 */

/** A locale's texts, and its formats of dates and numbers. */
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
   * Whether there is a text for this key. Lists may define their own tags, and only some have a text.
   *
   * @param {string} key
   * @returns {boolean}
   */
  has(key) {
    return typeof this.#find(key) === "string";
  }

  /**
   * The name of a district or of a source of complaints. Lists name them in English, or by names of their own.
   *
   * @param {"district" | "source"} kind
   * @param {string} name
   */
  name(kind, name) {
    const key = `names.${kind}.${name.toLowerCase().replace(/[ _]/g, "-")}`;
    return this.has(key) ? this.get(key) : name;
  }

  /**
   * The name of a country.
   *
   * @param {string} code ISO 3166-1 alpha-2
   */
  country(code) {
    return new Intl.DisplayNames([this.#locale, "en-IN"], { type: "region" }).of(code) ?? code;
  }

  /**
   * A text with its `{placeholders}` filled in. A value may be a node, such as a link.
   *
   * @param {string} key
   * @param {Record<string, string | Node>} values
   * @returns {DocumentFragment}
   */
  fill(key, values) {
    const filled = document.createDocumentFragment();
    let named = true;
    // Splitting at a captured group puts the names at odd indices.
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
   * A large round count, in words if the browser knows them: 400 crore, 4 अरब.
   *
   * @param {number} value
   */
  large(value) {
    if (known(this.#locale) !== this.#locale) return this.number(value);
    return new Intl.NumberFormat(this.#locale, { notation: "compact", compactDisplay: "long" }).format(value);
  }

  /**
   * A date. Lists are dated at 00:00 UTC, so the date is read in UTC, wherever the reader is. The names of months come from the
   * locale file, because not every browser knows Punjabi.
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
 * The locale for numbers: this one if the browser knows it, otherwise `en-IN`, which groups digits in the same way. Chromium
 * claims to support Punjabi but has no data for it and writes 4G for 4 × 10⁹; the resolved locale reveals that.
 *
 * @param {string} locale
 */
function known(locale) {
  return new Intl.NumberFormat(locale).resolvedOptions().locale === locale ? locale : "en-IN";
}

/** @type {Map<string, Promise<Texts>>} */
const loaded = new Map();

/**
 * The texts of a language, loaded once; English for a language without texts.
 *
 * @param {string} language such as `hi` or `en-IN`
 * @returns {Promise<Texts>}
 */
export function loadTexts(language) {
  return textsOf(supported(language) ?? FALLBACK);
}

const FALLBACK = "en";

/**
 * The language of an element: its own or that of the nearest ancestor with `lang` (also outside a shadow tree), else the first of
 * the browser's languages that has texts, else English.
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
      const language = supported(named.getAttribute("lang") ?? "");
      if (language !== undefined) return language;
      break;
    }
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  for (const wished of navigator.languages) {
    const language = supported(wished);
    if (language !== undefined) return language;
  }
  return FALLBACK;
}

/**
 * The language of a tag, if it has texts.
 *
 * @param {string} tag such as `hi` or `en-IN`
 */
function supported(tag) {
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
  // The first formatted number makes the browser load its tables, which takes a slow phone 50 ms. Do it while the texts are
  // loading, not when the user waits for the answer.
  new Intl.NumberFormat();
  return new Texts(await answer.json());
}
