// The element's public interface. Tests compare the code, the style sheet and the documentation with it; the element itself
// does not load this file.

/** Attributes, each with its property. */
export const ATTRIBUTES = /** @type {const} */ ({
  // Address of the list file. There is no default: without it nothing is checked.
  list: "list",
  // The minisign public key that must have signed the list; several are separated by spaces.
  "public-key": "publicKey",
  // Language of the texts; by default that of the nearest ancestor with one, then the browser's.
  lang: "lang",
  // Region of numbers without a country code, such as IN; by default the list's.
  region: "region",
  // The serial of the oldest list that is accepted.
  "min-serial": "minSerial",
  // Takes less room.
  compact: "compact",
});

/** Events, each with the members of its `detail`. They bubble, also out of shadow trees. */
export const EVENTS = /** @type {const} */ ({
  // A list was opened.
  "jaanch-ready": ["serial", "freshness"],
  // A number was checked. The event never carries the number; tag exists only for a reported one.
  "jaanch-verdict": ["outcome", "tag"],
  // There is no check: the list or the program did not arrive, or the list was refused.
  "jaanch-error": ["code"],
});

/** Parts, for `jaanch-check::part(…)`. */
export const PARTS = /** @type {const} */ ([
  // Everything.
  "card",
  // The field with its label, hint and buttons.
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
  // The notice about a list that is old or made up.
  "banner",
  // The information about the list.
  "about",
  // The notice when there is no list.
  "failure",
]);

/** Custom properties. Colours have different defaults for light and dark; a value that is set applies to both. */
export const PROPERTIES = /** @type {const} */ ([
  // Font family.
  "--jaanch-font",
  // Corner radius.
  "--jaanch-radius",
  // Background.
  "--jaanch-surface",
  // Text.
  "--jaanch-ink",
  // Secondary text.
  "--jaanch-muted",
  // Lines between parts.
  "--jaanch-line",
  // Border of the field.
  "--jaanch-edge",
  // Buttons and links.
  "--jaanch-accent",
  // Text on buttons.
  "--jaanch-on-accent",
  // Outline of the focused control.
  "--jaanch-focus",
  // Minimum height, reserved from the start so that nothing below moves when the check loads.
  "--jaanch-room",
]);

/**
 * What a page's Content-Security-Policy must allow in addition. `{site}` is the origin of the site that `jaanch site` made, such as
 * https://check.example.org; if the list is elsewhere, its origin belongs in `connect-src` as well.
 */
export const POLICY = /** @type {const} */ ({
  element: "script-src {site} 'wasm-unsafe-eval'; connect-src {site}",
  // A link in a frame navigates the frame, so the policy must also allow the helpline and the appeal.
  frame: "frame-src {site} tel: mailto:",
  "frame-script": "script-src {site}",
});

/** A rule that reserves the room from the first paint on; without it, the content below moves when the script loads. */
export const ROOM = "jaanch-check { display: block; min-block-size: 680px; }";

/** The `sandbox` attribute of a frame; the last token lets `tel:1930` reach the phone. */
export const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-to-custom-protocols";

/** The `allow` attribute of a frame: without it, Chromium refuses to paste by a button. */
export const ALLOW = "clipboard-read";

/** The query parameters of the framed page: `embed.html?lang=hi&compact`. */
export const FRAME_PARAMETERS = /** @type {const} */ ([
  // Language of the texts; by default the browser's.
  "lang",
  // light or dark; by default the device's.
  "theme",
  // Takes less room.
  "compact",
  // Region of numbers without a country code; by default the list's.
  "region",
]);
