// Live regions, which screen readers announce when their content changes. They announce neither the same words again nor words in
// a region that has only just been inserted.

import { h } from "./dom.js";

/** How long a region is empty before its next words: long enough to be detected, too short to be noticed. */
const PAUSE_MS = 100;

/** A live region. */
export class LiveRegion {
  node;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #coming;

  /** @param {Record<string, string>} attributes including those that make it a live region */
  constructor(attributes) {
    this.node = h("div", attributes);
  }

  /**
   * Shows words: at once in an empty region, otherwise after a moment in which it is empty.
   *
   * @param {Node[]} words
   * @param {() => void} [then] called once they are shown
   */
  say(words, then) {
    if (this.#coming !== undefined || this.node.hasChildNodes()) this.sayLater(words, then);
    else this.#put(words, then);
  }

  /**
   * Shows words after a moment in which the region is empty. The content below does not move meanwhile.
   *
   * @param {Node[]} words
   * @param {() => void} [then]
   */
  sayLater(words, then) {
    // An empty region is not measured, because that would force a layout.
    const height = this.node.hasChildNodes() ? `${this.node.offsetHeight}px` : this.node.style.minHeight;
    this.clear();
    this.node.style.minHeight = height;
    this.#coming = setTimeout(() => {
      this.clear();
      this.#put(words, then);
    }, PAUSE_MS);
  }

  /** Removes the words, also those that are not shown yet. */
  clear() {
    clearTimeout(this.#coming);
    this.#coming = undefined;
    this.node.style.minHeight = "";
    this.node.replaceChildren();
  }

  /**
   * @param {Node[]} words
   * @param {(() => void) | undefined} then
   */
  #put(words, then) {
    this.node.replaceChildren(...words);
    then?.();
  }
}
