// The service worker, which keeps the site for use without a network. It comes last: what it fetches must not be in the way
// of the first answer.

/**
 * The one policy that trusted types allow here: the site's own worker, and nothing else.
 *
 * @typedef {{ createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }} TrustedTypes
 */

/** Assets lie in assets/<release>/page/ below the top of the site. */
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

// Private windows and full disks refuse, some by throwing; the site then needs the network, as any other, and whatever
// imports this script goes on.
register().catch(() => {});
