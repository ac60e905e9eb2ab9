// What every page can do beyond being read: remember a chosen language, be shared, be read aloud, be kept for use without
// a network.

import "./language-choice.js";
import "./share.js";
import "./read-aloud.js";
import "./offline.js";
