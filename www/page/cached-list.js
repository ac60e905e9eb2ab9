// The list that this device keeps for use without a network: put there once it has proved good, asked about anew when it
// is a day old, replaced only by a newer one that is signed by the same key. The service worker hands it out; see
// worker/worker.js. Where a browser keeps nothing (private windows, a full disk) the list comes from the network each time.

import { keysIn, openBytes } from "../element/list.js";
import { newestSerial } from "./newest-serial.js";

const STORE = "jaanch list";
const CHECKED = "jaanch-checked";
const DAY_MS = 24 * 60 * 60 * 1000;

/** What says that the bytes at fault are those that are kept, rather than the network or the program. */
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
 * Puts a list away together with the time at which it was known to be the newest; tells whether there was room.
 *
 * @param {Cache} kept
 * @param {string} address
 * @param {ArrayBuffer} bytes
 * @param {Headers} from the headers it came with
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
 * Asks for a list unless the one that is kept is fresh and was checked within a day, and keeps it if it is not older than the
 * one that is open; tells its serial, if that one is to be used from now on.
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
  // By a clock that has been put right since, a list may have been checked tomorrow.
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
    // The old one makes room. If that is not enough none is kept, and the newer one comes from the network each time.
    await kept.delete(address);
    await put(kept, address, bytes, answer.headers);
  }
  return serial;
}

/**
 * The first time the list that was just loaded is taken from the browser's own memory; later the host is asked whether
 * there is another one. `no-store` tells the service worker to let the question through.
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
 * The serial of a list that this page would use in the place of the one it has.
 *
 * @param {JaanchCheck} check
 * @param {ArrayBuffer} bytes
 * @throws {import("../element/list.js").ListFailure}
 */
async function serialOf(check, bytes) {
  const publicKey = keysIn(check.publicKey);
  // What is open counts where nothing can be remembered.
  const minSerial = Math.max(newestSerial(check) ?? 0, check.serial ?? 0);
  const list = await openBytes(new Uint8Array(bytes), { publicKey, minSerial });
  const { serial } = list.info;
  list.free();
  return serial;
}

/**
 * A kept list that cannot be used any more, for instance because the site's key is another, makes way for a new one.
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
 * Keeps the list of a check, which is open already, was refused, or is still to come.
 *
 * @param {JaanchCheck} check
 * @param {string} [freshness] of the list that is open
 */
export function cacheList(check, freshness) {
  let asking = false;
  /** The newest list that the check was told to get: another cause to get that one again would be no better. */
  let got = 0;

  const look = async () => {
    if (asking) return;
    asking = true;
    try {
      const serial = await refresh(check, freshness === "fresh");
      if (serial !== undefined && serial > Math.max(check.serial ?? serial, got)) {
        got = serial;
        check.reload();
      }
    } catch {
      // No network, a list that this page would refuse, or a browser that keeps nothing: the list that is open stays.
    } finally {
      asking = false;
    }
  };
  /** @param {string} failure */
  const drop = (failure) => void discard(check, failure).catch(() => {});

  check.addEventListener("jaanch-list", (event) => {
    const { detail } = /** @type {CustomEvent<{ failure?: string, freshness?: string }>} */ (event);
    ({ freshness } = detail);
    if (detail.failure === undefined) void look();
    else drop(detail.failure);
  });
  // An open page may be looked at again days later.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && check.serial !== undefined) void look();
  });
  // The first list, or its refusal, was before this script.
  if (check.serial !== undefined) void look();
  else if (check.failure !== undefined) drop(check.failure);
}
