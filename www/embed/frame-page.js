// The page that other sites frame: the check and nothing else, configured by the address.
//
//   ?lang=hi       language; by default the browser's
//   &theme=dark    light or dark; by default the device's
//   &compact       takes less room
//   &region=IN     region of numbers without a country code; by default the list's
//
// The surrounding page receives only a height, in steps. The height grows once, by the same amount for every answer, so that the
// page cannot distinguish answers; a longer answer scrolls.

/** @typedef {import("../element/jaanch-check.js").JaanchCheck} JaanchCheck */

const STEP = 40;
const MOST = 2400;
/** The room for an answer, in CSS pixels. */
const ANSWER = 480;

const check = /** @type {JaanchCheck} */ (document.querySelector("jaanch-check"));
const wishes = new URLSearchParams(location.search);

const language = wishes.get("lang");
if (language) check.lang = language;
// The page's own language applies only without scripts; the element would inherit it.
document.documentElement.removeAttribute("lang");
const region = wishes.get("region");
if (region) check.region = region;
check.compact = wishes.has("compact");
const theme = wishes.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.style.colorScheme = theme;

let before = 0;
let opened = false;

function postHeight() {
  if (parent === window || before === 0) return;
  const height = Math.min(MOST, before + (opened ? ANSWER : 0));
  // To any page that frames it: the height is not a secret.
  parent.postMessage({ type: "jaanch:height", height }, "*");
}

/** Measures the height without an answer, and never again after the first answer. */
function measure() {
  if (opened) return;
  const height = Math.ceil(check.getBoundingClientRect().height / STEP) * STEP;
  if (height === before) return;
  before = height;
  postHeight();
}

/** Adds the room for an answer to the measured height. */
function open() {
  if (opened) return;
  opened = true;
  postHeight();
}

/** Sets the page's language and title to those of the check, which knows the available languages. */
function applyLanguage() {
  const card = check.shadowRoot?.querySelector("[part=card]");
  document.documentElement.lang = card?.getAttribute("lang") ?? "";
  document.title = card?.getAttribute("aria-label") ?? document.title;
  measure();
}

check.addEventListener("jaanch-ready", applyLanguage);
check.addEventListener("jaanch-error", applyLanguage);
check.addEventListener("jaanch-verdict", open);
// Unfolded details need room, too, and their height reveals only that they were unfolded.
check.addEventListener("click", open);
addEventListener("resize", measure);
addEventListener("message", ({ source, data }) => {
  if (source === parent && data?.type === "jaanch:ask") postHeight();
});

export {};
