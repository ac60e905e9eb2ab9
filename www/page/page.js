// The script of a page that has none of its own; the others import it.

import { startPage } from "./common.js";

startPage();
