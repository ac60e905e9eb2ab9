// The list that this device keeps for use without a network: put there once it has proved good, asked about anew when it
// is a day old, replaced only by a newer one that is signed by the same key. The service worker hands it out; see
// worker/worker.js. Where a browser keeps nothing (private windows, a full disk) the list comes from the network each time.

import { openBytes } from "../element/list.js";
import { newestSerial } from "./newest.js";

const STORE = "jaanch list";
const CHECKED = "jaanch-checked";
const DAY_MS = 24 * 60 * 60 * 1000;

/** What says that the bytes at fault are those that are kept, rather than the network or the program. */
const NOT_THE_LIST = /^(offline|module|http-[0-9]+|no-list)$/;

/** @typedef {import("../element/jaanch-check.js").JaanchCheck} JaanchCheck */

const element = /** @type {JaanchCheck | null} */ (document.querySelector("jaanch-check"));

/** @returns {Promise<Cache | undefined>} */
async function store() {
  try {
    return await globalThis.caches?.open(STORE);
  } catch {
    return undefined;
  }
}

/**
 * Puts a list away together with the time at which it was known to be the newest.
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
  } catch {
    // There is no room; what is kept already stays.
  }
}

/**
 * Asks for a list unless the one that is kept was checked within a day.
 *
 * @param {JaanchCheck} check
 */
async function refresh(check) {
  const kept = await store();
  if (!kept) return;
  const address = new URL(check.list, location.href).href;
  const old = await kept.match(address);
  if (old && Date.now() - Date.parse(old.headers.get(CHECKED) ?? "") < DAY_MS) return;
  const answer = await ask(address, old);
  if (!answer) return;
  if (answer.status === 304 && old) {
    await put(kept, address, await old.arrayBuffer(), old.headers);
    return;
  }
  if (!answer.ok) return;
  const bytes = await answer.arrayBuffer();
  const serial = await serialOf(check, bytes);
  if (serial === undefined) return;
  await put(kept, address, bytes, answer.headers);
  if (serial > (check.serial ?? serial)) check.reload();
}

/**
 * The first time the list that was just loaded is taken from the browser's own memory; later the host is asked whether
 * there is another one. `no-store` tells the service worker to let the question through.
 *
 * @param {string} address
 * @param {Response | undefined} old
 */
async function ask(address, old) {
  /** @type {Record<string, string>} */
  const headers = {};
  const etag = old?.headers.get("etag");
  const modified = old?.headers.get("last-modified");
  if (etag) headers["if-none-match"] = etag;
  else if (modified) headers["if-modified-since"] = modified;
  try {
    return await fetch(address, old ? { cache: "no-store", headers } : { cache: "force-cache" });
  } catch {
    return undefined;
  }
}

/**
 * The serial of a list that this page would use; nothing if it would refuse it.
 *
 * @param {JaanchCheck} check
 * @param {ArrayBuffer} bytes
 */
async function serialOf(check, bytes) {
  try {
    const publicKey = check.publicKey.split(/\s+/).filter((key) => key !== "");
    const list = await openBytes(new Uint8Array(bytes), { publicKey, minSerial: newestSerial(check) });
    const { serial } = list.info;
    list.free();
    return serial;
  } catch {
    return undefined;
  }
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

if (element) {
  const check = element;
  check.addEventListener("jaanch-list", (event) => {
    const { failure } = /** @type {CustomEvent<{ failure?: string }>} */ (event).detail;
    void (failure === undefined ? refresh(check) : discard(check, failure));
  });
  // An open page may be looked at again days later.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && check.serial !== undefined) void refresh(check);
  });
  // This script comes after the first list, or after its refusal.
  if (check.serial !== undefined) void refresh(check);
  else if (check.failure !== undefined) void discard(check, check.failure);
}
