// The list that this device stores for offline use: stored once it has been verified, revalidated when it is a day old, replaced
// only by a newer one signed by the same key. The service worker serves it; see worker/worker.js. Where a browser stores nothing
// (private windows, a full disk), the list comes from the network each time.

import { keysIn, openBytes } from "../element/list.js";
import { newestSerial } from "./newest-serial.js";

const STORE = "jaanch list";
const CHECKED = "jaanch-checked";
const DAY_MS = 24 * 60 * 60 * 1000;

/** Failures of the network or the program rather than of the stored bytes. */
const NOT_THE_LIST = /^(offline|module|words|script|http-[0-9]+|no-list)$/;

/** @typedef {import("../element/jaanch-check.js").JaanchCheck} JaanchCheck */

/** @returns {Promise<Cache | undefined>} */
async function store() {
  try {
    return await globalThis.caches?.open(STORE);
  } catch {
    return undefined;
  }
}

/**
 * Stores a list with the time at which it was known to be the newest. Returns whether there was room.
 *
 * @param {Cache} kept
 * @param {string} address
 * @param {ArrayBuffer} bytes
 * @param {Headers} from its response headers
 */
async function put(kept, address, bytes, from) {
  const headers = new Headers({ "content-type": "application/octet-stream", [CHECKED]: new Date().toISOString() });
  for (const name of ["etag", "last-modified"]) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  try {
    await kept.put(address, new Response(bytes, { headers }));
    return true;
  } catch {
    return false;
  }
}

/**
 * Fetches the list unless the stored one is fresh and was checked within a day, and stores it if it is not older than the open one.
 * Returns its serial if it replaces the stored one.
 *
 * @param {JaanchCheck} check
 * @param {boolean} fresh
 * @returns {Promise<number | undefined>}
 */
async function refresh(check, fresh) {
  const kept = await store();
  if (!kept) return undefined;
  const address = new URL(check.list, location.href).href;
  const old = await kept.match(address);
  // If the clock has been corrected since, the time of the check may lie in the future.
  const age = Date.now() - Date.parse(old?.headers.get(CHECKED) ?? "");
  if (fresh && age >= 0 && age < DAY_MS) return undefined;
  const answer = await ask(address, old);
  if (answer.status === 304 && old) {
    await put(kept, address, await old.arrayBuffer(), old.headers);
    return undefined;
  }
  if (!answer.ok) return undefined;
  const bytes = await answer.arrayBuffer();
  const serial = await serialOf(check, bytes);
  if (!(await put(kept, address, bytes, answer.headers)) && old) {
    // Make room by deleting the old one. If that is not enough, nothing is stored, and the list comes from the network each time.
    await kept.delete(address);
    await put(kept, address, bytes, answer.headers);
  }
  return serial;
}

/**
 * Takes the list that was just loaded from the HTTP cache the first time; later asks the host whether there is another one.
 * `no-store` makes the service worker pass the request through.
 *
 * @param {string} address
 * @param {Response | undefined} old
 */
function ask(address, old) {
  /** @type {Record<string, string>} */
  const headers = {};
  const etag = old?.headers.get("etag");
  const modified = old?.headers.get("last-modified");
  if (etag) headers["if-none-match"] = etag;
  else if (modified) headers["if-modified-since"] = modified;
  return fetch(address, old ? { cache: "no-store", headers } : { cache: "force-cache" });
}

/**
 * The serial of a list that this page would accept in place of the open one.
 *
 * @param {JaanchCheck} check
 * @param {ArrayBuffer} bytes
 * @throws {import("../element/list.js").ListFailure}
 */
async function serialOf(check, bytes) {
  const publicKey = keysIn(check.publicKey);
  // Where nothing can be remembered, the open list sets the limit.
  const minSerial = Math.max(newestSerial(check) ?? 0, check.serial ?? 0);
  const list = await openBytes(new Uint8Array(bytes), { publicKey, minSerial });
  const { serial } = list.info;
  list.free();
  return serial;
}

/**
 * Deletes a stored list that can no longer be used, for instance because the site's key has changed, and fetches a new one.
 *
 * @param {JaanchCheck} check
 * @param {string} failure
 */
async function discard(check, failure) {
  if (NOT_THE_LIST.test(failure)) return;
  const kept = await store();
  if (await kept?.delete(new URL(check.list, location.href).href)) check.reload();
}

/**
 * Stores the list of a check, whether it is already open, was refused, or is still loading.
 *
 * @param {JaanchCheck} check
 * @param {string} [freshness] of the open list
 */
export function cacheList(check, freshness) {
  let asking = false;
  /** The serial of the newest list that the check was told to load; loading the same one again would not help. */
  let requested = 0;

  const update = async () => {
    if (asking) return;
    asking = true;
    try {
      const serial = await refresh(check, freshness === "fresh");
      if (serial !== undefined && serial > Math.max(check.serial ?? serial, requested)) {
        requested = serial;
        check.reload();
      }
    } catch {
      // No network, a list that this page would refuse, or a browser that stores nothing: the open list stays.
    } finally {
      asking = false;
    }
  };
  /** @param {string} failure */
  const drop = (failure) => void discard(check, failure).catch(() => {});

  check.addEventListener("jaanch-list", (event) => {
    const { detail } = /** @type {CustomEvent<{ failure?: string, freshness?: string }>} */ (event);
    ({ freshness } = detail);
    if (detail.failure === undefined) void update();
    else drop(detail.failure);
  });
  // An open page may become visible again days later.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && check.serial !== undefined) void update();
  });
  // The first list may have been opened or refused before this call.
  if (check.serial !== undefined) void update();
  else if (check.failure !== undefined) drop(check.failure);
}
