// Registers the service worker, which makes the site work offline. It comes last, so that its downloads do not delay the first
// answer.

/**
 * The one policy that trusted types allow here: the site's own worker, and nothing else.
 *
 * @typedef {{ createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }} TrustedTypes
 */

/** Scripts are in assets/<release>/page/ below the top of the site. */
const WORKER = new URL("../../../sw.js", import.meta.url).href;

async function register() {
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (/** @type {unknown} */ (globalThis));
  const policy = trustedTypes?.createPolicy("jaanch-worker", {
    createScriptURL(url) {
      if (url !== WORKER) throw new TypeError("not the site's own worker");
      return url;
    },
  });
  await navigator.serviceWorker?.register(policy?.createScriptURL(WORKER) ?? WORKER);
}

/** Registers the worker. Private windows and full disks refuse it, some by throwing; the site then needs the network. */
export function registerWorker() {
  register().catch(() => {});
}
