// The two things a page may keep in the browser's storage: the language somebody chose, and the serial of the newest list.
// Storage can be switched off altogether; then nothing is remembered, and everything works all the same.

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
