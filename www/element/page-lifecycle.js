// What becomes of the page that an element stands on: it stays open for days, or is left.

/** An open page looks at least so often whether its list has become older. */
const LOOK_MS = 60 * 60 * 1000;

/**
 * Looks by the clock, and when the page is looked at again: a phone keeps pages open for days. A page that the reader has
 * left and may come back to forgets the number, which the next reader of a shared phone would find.
 *
 * @param {{ look: () => void, forget: () => void }} actions
 * @returns {() => void} ends it
 */
export function watchPage({ look, forget }) {
  const clock = setInterval(look, LOOK_MS);
  const seen = () => {
    if (document.visibilityState === "visible") look();
  };
  /** @param {PageTransitionEvent} event */
  const left = ({ persisted }) => {
    if (persisted) forget();
  };
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", left);
  // Some browsers put a page away without a word.
  addEventListener("pageshow", left);
  return () => {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("pagehide", left);
    removeEventListener("pageshow", left);
  };
}
