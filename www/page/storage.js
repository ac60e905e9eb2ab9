// The browser's local storage, which a page uses for two things: the chosen language and the serial of the newest list. Where
// storage is switched off, nothing is remembered and everything still works.

/** @param {string} name */
export function recall(name) {
  try {
    return localStorage.getItem(`jaanch ${name}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`jaanch ${name}`, value);
  } catch {
    // Nothing depends on it.
  }
}
