// The page that other sites frame: the check and nothing else, as the address asks for it.
//
//   ?lang=hi       language; otherwise the browser's
//   &theme=dark    light or dark; otherwise the device's
//   &compact       takes less room
//   &region=IN     region of numbers without a country code; otherwise the one that the list names
//
// The page around the frame is told one thing, a height, and that in steps. It grows by the same amount whatever the answer
// is, and only once, so that nobody outside can tell one answer from another; a longer answer is scrolled to.

/** @typedef {import("../element/jaanch-check.js").JaanchCheck} JaanchCheck */

const STEP = 40;
const MOST = 2400;
/** The room for an answer. */
const ANSWER = 480;

const check = /** @type {JaanchCheck} */ (document.querySelector("jaanch-check"));
const wishes = new URLSearchParams(location.search);

const language = wishes.get("lang");
if (language) check.lang = language;
// What the page says of its language holds where no script runs; the element would take it for its own.
document.documentElement.removeAttribute("lang");
const region = wishes.get("region");
if (region) check.region = region;
check.compact = wishes.has("compact");
const theme = wishes.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.style.colorScheme = theme;

let before = 0;
let opened = false;

function tell() {
  if (parent === window || before === 0) return;
  const height = Math.min(MOST, before + (opened ? ANSWER : 0));
  // To whoever frames it: that the check has this height is no secret.
  parent.postMessage({ type: "jaanch:height", height }, "*");
}

/** The height without an answer; once there has been one it is not looked at again. */
function measure() {
  if (opened) return;
  const height = Math.ceil(check.getBoundingClientRect().height / STEP) * STEP;
  if (height === before) return;
  before = height;
  tell();
}

/** What was measured before stays: by now the answer is in its place. */
function open() {
  if (opened) return;
  opened = true;
  tell();
}

/** The page's own language and title are those of the check, which knows what there are words for. */
function name() {
  const card = check.shadowRoot?.querySelector("[part=card]");
  document.documentElement.lang = card?.getAttribute("lang") ?? "";
  document.title = card?.getAttribute("aria-label") ?? document.title;
  measure();
}

check.addEventListener("jaanch-ready", name);
check.addEventListener("jaanch-error", name);
check.addEventListener("jaanch-verdict", open);
// What is folded away takes room, too, and its height would say no more than that it was unfolded.
check.addEventListener("click", open);
addEventListener("resize", measure);
addEventListener("message", ({ source, data }) => {
  if (source === parent && data?.type === "jaanch:ask") tell();
});

export {};
