// Registers the element. Importing this file twice, or from two places of one page, is harmless.

import { JaanchCheck } from "./jaanch-check.js";

if (!customElements.get("jaanch-check")) customElements.define("jaanch-check", JaanchCheck);

export { JaanchCheck };
