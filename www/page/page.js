// The page's script: the memory of the newest list first, because the element reads it as soon as it is defined.

import "./newest-serial.js";
import "../element/define.js";
