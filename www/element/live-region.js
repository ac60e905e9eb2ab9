// Places whose words a screen reader says as they come. It is told of what is different from before: words that are put
// where the same ones were, or into a place that has only just come itself, are said by none.

import { h } from "./dom.js";

/** For so many milliseconds a place is empty before its next words: long enough to be seen, too short to be waited for. */
const PAUSE_MS = 100;

/** One such place. */
export class LiveRegion {
  node;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #coming;

  /** @param {Record<string, string>} attributes among them what makes it such a place */
  constructor(attributes) {
    this.node = h("div", attributes);
  }

  /**
   * Puts words there: at once if there are none, and otherwise once it was empty for a moment.
   *
   * @param {Node[]} words
   * @param {() => void} [then] follows when they are there
   */
  say(words, then) {
    if (this.#coming !== undefined || this.node.hasChildNodes()) this.sayLater(words, then);
    else this.#put(words, then);
  }

  /**
   * Puts words into a place that has only just come, or is to be empty for a moment. What is below keeps its place meanwhile.
   *
   * @param {Node[]} words
   * @param {() => void} [then]
   */
  sayLater(words, then) {
    // An empty place is not measured: the browser would have to lay out at once what was only just drawn.
    const height = this.node.hasChildNodes() ? `${this.node.offsetHeight}px` : this.node.style.minHeight;
    this.clear();
    this.node.style.minHeight = height;
    this.#coming = setTimeout(() => {
      this.clear();
      this.#put(words, then);
    }, PAUSE_MS);
  }

  /** Takes the words away, also those that are still to come. */
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
