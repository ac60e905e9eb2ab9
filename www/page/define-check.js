// Defines the element on a page of the site, whose script holds all of it.

import { Controller, pin } from "../element/controller.js";
import { JaanchCheck } from "../element/jaanch-check.js";

/** Defines the element. */
export function defineCheck() {
  JaanchCheck.load = async () => ({ Controller, pin });
  if (!customElements.get("jaanch-check")) customElements.define("jaanch-check", JaanchCheck);
}
