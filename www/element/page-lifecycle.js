// Follows the page of an element: it may stay open for days, or be left.

/** How often an open page checks the age of its list. */
const REFRESH_MS = 60 * 60 * 1000;

/**
 * Calls `refresh` at intervals and when the page becomes visible, since phones keep pages open for days. Calls `forget` when the
 * page goes into the back/forward cache, where the next user of a shared phone would find the number.
 *
 * @param {{ refresh: () => void, forget: () => void }} actions
 * @returns {() => void} removes the listeners
 */
export function watchPage({ refresh, forget }) {
  const clock = setInterval(refresh, REFRESH_MS);
  const seen = () => {
    if (document.visibilityState === "visible") refresh();
  };
  /** @param {PageTransitionEvent} event */
  const left = ({ persisted }) => {
    if (persisted) forget();
  };
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", left);
  // Some browsers cache a page without firing pagehide.
  addEventListener("pageshow", left);
  return () => {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("pagehide", left);
    removeEventListener("pageshow", left);
  };
}
