// What every page offers besides its text: it remembers a chosen language, can be shared and read aloud, and works offline.

import { rememberLanguage } from "./language-choice.js";
import { registerWorker } from "./offline.js";
import { addListenButtons } from "./read-aloud.js";
import { offerSharing } from "./share.js";

/** Starts all of it. */
export function startPage() {
  offerSharing();
  addListenButtons();
  registerWorker();
}

// A language may be chosen before anything else has loaded.
rememberLanguage();
