// What most groups of tests stand on: a workshop, a browser, and servers that are closed at the end.

import { after, before } from "node:test";

import { openBrowser } from "./browser.mjs";
import { workshop } from "./workshop.mjs";

/**
 * Prepares a group of tests, and clears up after it.
 *
 * @param {(given: {
 *   shop: Awaited<ReturnType<typeof workshop>>,
 *   browser: import("playwright-core").Browser,
 *   closing: <T extends { close(): unknown }>(one: T) => T,
 * }) => Promise<void>} prepare `closing` is for what it opens besides
 */
export function fixture(prepare) {
  /** @type {{ close(): unknown }[]} */
  const opened = [];
  /** @template {{ close(): unknown }} T @param {T} one */
  const closing = (one) => {
    opened.push(one);
    return one;
  };
  before(async () => {
    const shop = await workshop();
    closing({ close: shop.clear });
    await prepare({ shop, browser: closing(await openBrowser()), closing });
  });
  after(async () => {
    for (const one of opened.reverse()) await one.close();
  });
}
