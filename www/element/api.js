// What a page may say to the element and hear from it: all that is promised, in one place. Tests hold the code, the looks
// and the documents to it; the element itself does not load it.

/** Attributes, and the properties that stand for them. */
export const ATTRIBUTES = /** @type {const} */ ({
  list: { property: "list", what: "Address of the list file. There is no other default: without it nothing is checked." },
  "public-key": { property: "publicKey", what: "The minisign public key that must have signed the list; several are separated by spaces." },
  lang: { property: "lang", what: "Language of the words; otherwise that of the nearest ancestor with one, then the browser's." },
  region: { property: "region", what: "Region of numbers without a country code, such as IN; otherwise the one that the list names." },
  "min-serial": { property: "minSerial", what: "The oldest list that is accepted." },
  compact: { property: "compact", what: "Takes less room." },
});

/** Events. They bubble, also out of shadow trees. */
export const EVENTS = /** @type {const} */ ({
  "jaanch-ready": { detail: ["serial", "freshness"], what: "A list was opened." },
  "jaanch-verdict": { detail: ["outcome", "tag"], what: "A number was checked. The number is never told; tag is there only for one that is reported." },
  "jaanch-error": { detail: ["code"], what: "There is no check: the list or the program did not come, or the list was refused." },
});

/** Parts, for `jaanch-check::part(…)`. */
export const PARTS = /** @type {const} */ ({
  card: "Everything.",
  form: "The field with its buttons and what is said about it.",
  field: "The field.",
  button: "Every button.",
  primary: "The button that checks.",
  verdict: "The answer.",
  headline: "The coloured box of the answer.",
  number: "The number in the answer.",
  call: "The link that calls 1930.",
  banner: "What is said first about a list that is old or made up.",
  about: "What is said about the list.",
  failure: "What is shown when there is no list.",
});

/** Custom properties. Colours have values of their own for light and for dark; one that is set holds for both. */
export const PROPERTIES = /** @type {const} */ ({
  "--jaanch-font": "Family of the letters.",
  "--jaanch-radius": "How round the corners are.",
  "--jaanch-surface": "Background.",
  "--jaanch-ink": "Text.",
  "--jaanch-muted": "Text of less weight.",
  "--jaanch-line": "Lines between parts.",
  "--jaanch-edge": "Border of the field.",
  "--jaanch-accent": "Buttons and links.",
  "--jaanch-on-accent": "Text on buttons.",
  "--jaanch-focus": "Outline of what has the focus.",
  "--jaanch-room": "The least height, kept from the start so that nothing below moves when the check has loaded.",
});

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

/** What the address of the framed page may say: `embed.html?lang=hi&compact`. */
export const FRAME_PARAMETERS = /** @type {const} */ ({
  lang: "Language of the words; otherwise the browser's.",
  theme: "light or dark; otherwise the device's.",
  compact: "Takes less room.",
  region: "Region of numbers without a country code; otherwise the one that the list names.",
});
