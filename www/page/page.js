// The script of pages without another one.

import { startPage } from "./common.js";

startPage();
