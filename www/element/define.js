// Registers the element. Importing this file twice, or from two places of one page, is harmless.

import { JaanchCheck } from "./jaanch-check.js";

// Server-side rendering has no registry, and may still import this file.
if (globalThis.customElements && !customElements.get("jaanch-check"))
  customElements.define("jaanch-check", JaanchCheck);

export { JaanchCheck };
