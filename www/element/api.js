// What a page may say to the element and hear from it: all that is promised, in one place. Tests hold the code, the looks
// and the documents to it; the element itself does not load it.

/** Attributes, each with the property that stands for it. */
export const ATTRIBUTES = /** @type {const} */ ({
  // Address of the list file. There is no other default: without it nothing is checked.
  list: "list",
  // The minisign public key that must have signed the list; several are separated by spaces.
  "public-key": "publicKey",
  // Language of the words; otherwise that of the nearest ancestor with one, then the browser's.
  lang: "lang",
  // Region of numbers without a country code, such as IN; otherwise the one that the list names.
  region: "region",
  // The oldest list that is accepted.
  "min-serial": "minSerial",
  // Takes less room.
  compact: "compact",
});

/** Events, each with what its `detail` holds. They bubble, also out of shadow trees. */
export const EVENTS = /** @type {const} */ ({
  // A list was opened.
  "jaanch-ready": ["serial", "freshness"],
  // A number was checked. The number is never told; tag is there only for one that is reported.
  "jaanch-verdict": ["outcome", "tag"],
  // There is no check: the list or the program did not come, or the list was refused.
  "jaanch-error": ["code"],
});

/** Parts, for `jaanch-check::part(…)`. */
export const PARTS = /** @type {const} */ ([
  // Everything.
  "card",
  // The field with its buttons and what is said about it.
  "form",
  // The field.
  "field",
  // Every button.
  "button",
  // The button that checks.
  "primary",
  // The answer.
  "verdict",
  // The coloured box of the answer.
  "headline",
  // The number in the answer.
  "number",
  // The link that calls 1930.
  "call",
  // What is said first about a list that is old or made up.
  "banner",
  // What is said about the list.
  "about",
  // What is shown when there is no list.
  "failure",
]);

/** Custom properties. Colours have values of their own for light and for dark; one that is set holds for both. */
export const PROPERTIES = /** @type {const} */ ([
  // Family of the letters.
  "--jaanch-font",
  // How round the corners are.
  "--jaanch-radius",
  // Background.
  "--jaanch-surface",
  // Text.
  "--jaanch-ink",
  // Text of less weight.
  "--jaanch-muted",
  // Lines between parts.
  "--jaanch-line",
  // Border of the field.
  "--jaanch-edge",
  // Buttons and links.
  "--jaanch-accent",
  // Text on buttons.
  "--jaanch-on-accent",
  // Outline of what has the focus.
  "--jaanch-focus",
  // The least height, kept from the start so that nothing below moves when the check has loaded.
  "--jaanch-room",
]);

/**
 * What a page's Content-Security-Policy must allow besides what it allows already. `{site}` is the origin of the site that
 * `jaanch site` made, such as https://check.example.org; the list may lie elsewhere, and then its origin stands in
 * `connect-src` as well.
 */
export const POLICY = /** @type {const} */ ({
  element: "script-src {site} 'wasm-unsafe-eval'; connect-src {site}",
  // A link in a frame is a navigation of the frame, so its page's policy must let the helpline and the appeal through as well.
  frame: "frame-src {site} tel: mailto:",
  "frame-script": "script-src {site}",
});

/** A rule with which the page keeps the room from its first picture on; without it what lies below moves when the script comes. */
export const ROOM = "jaanch-check { display: block; min-block-size: 680px; }";

/** What a frame is allowed: the last lets `tel:1930` reach the phone. */
export const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-to-custom-protocols";

/** What a frame may do besides, as its attribute `allow` says it: without this, Chromium lets nobody paste by a button. */
export const ALLOW = "clipboard-read";

/** What the address of the framed page may say: `embed.html?lang=hi&compact`. */
export const FRAME_PARAMETERS = /** @type {const} */ ([
  // Language of the words; otherwise the browser's.
  "lang",
  // light or dark; otherwise the device's.
  "theme",
  // Takes less room.
  "compact",
  // Region of numbers without a country code; otherwise the one that the list names.
  "region",
]);
