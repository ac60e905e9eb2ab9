// The service worker: keeps one whole release of the site, so that it works without a network, and hands out the list that
// keep-list.js put away.
//
// A release is taken whole or not at all: each file is fetched with its digest, so a host that is just being given the next
// release yields nothing rather than a mixture. Pages name their scripts by the release's folder, so that a page of one
// release cannot load a module of another in any case; the release before the present one is kept as well, for pages that
// are still open.

/**
 * What `jaanch site` writes in front of this file: addresses below the top of the site, with their digests.
 *
 * @typedef {object} Release
 * @property {string} version
 * @property {Record<string, string>} shared
 * @property {Record<string, Record<string, string>>} languages
 */

const worker = /** @type {ServiceWorkerGlobalScope & { jaanchRelease: Release }} */ (/** @type {unknown} */ (self));
const { version, shared, languages } = worker.jaanchRelease;

const PREFIX = "jaanch release ";
const KEPT = `${PREFIX}${version}`;
const LIST = "jaanch list";

/**
 * The stores that were looked into; a page has two dozen files, and each would open its store anew.
 *
 * @type {Map<string, Promise<Cache>>}
 */
const stores = new Map();

/** Where the site lies, with a slash at the end. */
const top_ = new URL("./", worker.location.href);

worker.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(top_.href)) return;
  const path = url.pathname.slice(top_.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  if (path === "list.jaanch") {
    // keep-list.js asks that way whether there is a newer one.
    if (request.cache !== "no-store") event.respondWith(list(request));
    return;
  }
  if (path === "" || path in shared || languageOf(path) !== undefined || path.startsWith("assets/")) {
    event.respondWith(file(event, request, path));
  }
});

/** Takes the release: what every page needs, and the pages of the languages that are read on this device. */
async function install() {
  const read = new Set();
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    read.add(new URL(client.url).pathname.slice(top_.pathname.length).split("/")[0]);
  }
  for (const name of await releases()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      read.add(new URL(url).pathname.slice(top_.pathname.length).split("/")[0]);
    }
  }
  try {
    await keep(shared);
    for (const [code, files] of Object.entries(languages)) if (read.has(code)) await keep(files);
  } catch (error) {
    // No room, no network, or a file of another release: then this one is not taken, and nothing is left of it.
    await caches.delete(KEPT);
    throw error;
  }
}

/**
 * Fetches files and keeps them, each only if its bytes are those it should have.
 *
 * @param {Record<string, string>} files
 */
async function keep(files) {
  const cache = await caches.open(KEPT);
  await Promise.all(
    Object.entries(files).map(async ([path, integrity]) => {
      const address = new URL(path, top_).href;
      if (await cache.match(address)) return;
      // What lies in the release's folder can come from the browser's memory; a page must be asked about.
      const answer = await fetch(address, { integrity, cache: path.startsWith("assets/") ? "default" : "no-cache" });
      if (!answer.ok) throw new Error(`${path}: HTTP status ${answer.status}`);
      await cache.put(address, answer);
    }),
  );
}

/** The releases that are kept besides this one, in the order in which they came. */
async function releases() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== KEPT);
}

/** Throws away all releases but this one and the one before. */
async function tidy() {
  for (const name of (await releases()).slice(0, -1)) await caches.delete(name);
}

/**
 * The language whose pages have this address.
 *
 * @param {string} path
 */
function languageOf(path) {
  return Object.keys(languages).find((code) => path in (languages[code] ?? {}));
}

/** @param {Request} request */
async function list(request) {
  return (await kept(LIST, new URL("list.jaanch", top_).href)) ?? fetch(request);
}

/**
 * @param {FetchEvent} event
 * @param {Request} request
 * @param {string} path
 */
async function file(event, request, path) {
  const address = new URL(path, top_).href;
  const found = (await kept(KEPT, address)) ?? (path.startsWith("assets/") ? await older(address) : undefined);
  if (found) return found;
  const language = languageOf(path);
  try {
    const answer = await fetch(request);
    // Somebody reads another language now; the next time it is there without a network.
    if (language !== undefined && answer.ok) event.waitUntil(keep(languages[language] ?? {}).catch(() => {}));
    return answer;
  } catch (error) {
    const instead = request.mode === "navigate" ? await kept(KEPT, top_.href) : undefined;
    if (instead) return instead;
    throw error;
  }
}

/**
 * A file out of one store; nothing where the browser will not say.
 *
 * @param {string} name
 * @param {string} address
 */
async function kept(name, address) {
  try {
    let store = stores.get(name);
    if (!store) {
      store = caches.open(name);
      stores.set(name, store);
    }
    return await (await store).match(address);
  } catch {
    stores.delete(name);
    return undefined;
  }
}

/** @param {string} address */
async function older(address) {
  for (const name of await releases()) {
    const found = await kept(name, address);
    if (found) return found;
  }
  return undefined;
}
