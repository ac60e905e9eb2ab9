// The service worker: stores one complete release of the site, so that it works offline, and serves the list that
// cached-list.js stored.
//
// A release is stored completely or not at all: each file is fetched with its digest, so a host in the middle of an update
// yields nothing rather than a mixture. Pages name their scripts by the release's folder, so a page of one release cannot load
// a module of another anyway. The previous release is kept for pages that are still open.
//
// Stored pages are shown at once, without asking the host, as long as every newer release could be stored, too. A release that
// could not (the disk is full, or the host rewrites its pages) must still reach visitors with an older one: after a change of
// keys they would otherwise trust the old key for ever. From then on the host is asked for pages first.

/**
 * What `jaanch site` writes before this script: paths below the top of the site, with their digests.
 *
 * @typedef {object} Release
 * @property {string} version
 * @property {Record<string, string>} shared
 * @property {Record<string, Record<string, string>>} languages
 */

const worker = /** @type {ServiceWorkerGlobalScope & { jaanchRelease: Release }} */ (/** @type {unknown} */ (self));
const { version, shared, languages } = worker.jaanchRelease;

/** The top of the site, with a slash at the end. */
const site = new URL("./", worker.location.href);

// An origin can have several sites, which share one storage.
const PREFIX = `jaanch release ${site.pathname} `;
const KEPT = PREFIX + version;

/** An empty cache that exists as long as the stored release is the newest known one. It can be deleted on a full disk, too. */
const NEWEST = `jaanch newest ${site.pathname}`;

/** The cache of lists of all sites, by their addresses. */
const LIST = "jaanch list";

/** How long to wait for a page before the stored one is shown instead. */
const PATIENCE_MS = 3_000;

/**
 * The open caches, so that not every file opens its cache again.
 *
 * @type {Map<string, Promise<Cache>>}
 */
const stores = new Map();

/**
 * The languages being stored: a page requests several files of its language at once.
 *
 * @type {Set<string>}
 */
const storing = new Set();

worker.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(settle().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = below(request.url);
  if (request.method !== "GET" || path === undefined) return;
  if (path === "list.jaanch") {
    // cached-list.js revalidates with `no-store`.
    if (request.cache !== "no-store") event.respondWith(list(request));
    return;
  }
  if (path === "" || path in shared || languageOf(path) !== undefined || path.startsWith("assets/")) {
    event.respondWith(request.mode === "navigate" ? page(event, path) : file(event, path));
  }
});

/**
 * The path of an address below the top of the site; undefined for others.
 *
 * @param {string} address
 */
function below(address) {
  const url = new URL(address);
  if (!url.href.startsWith(site.href)) return undefined;
  return url.pathname.slice(site.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}

/** Stores the release: the shared files, and the pages of the languages that are read on this device. */
async function install() {
  try {
    const codes = await read();
    await take(codes).catch(async (error) => {
      // Deleting the release before the one in use may make room.
      if (!(await free())) throw error;
      await take(codes);
    });
  } catch (error) {
    // No room, no network, or a file of another release: this one is not stored, and nothing is left of it.
    await caches.delete(KEPT);
    // Offline there is nothing to show instead of the stored release.
    await fetch(site, { method: "HEAD", cache: "no-store" }).then(
      () => caches.delete(NEWEST),
      () => {},
    );
    throw error;
  }
}

/** The languages that are open on this device, or stored already. */
async function read() {
  const addresses = (await worker.clients.matchAll({ includeUncontrolled: true, type: "window" })).map(
    ({ url }) => url,
  );
  for (const name of await releases()) {
    for (const { url } of await (await caches.open(name)).keys()) addresses.push(url);
  }
  const folders = new Set(addresses.map((address) => below(address)?.split("/")[0]));
  return Object.keys(languages).filter((code) => folders.has(code));
}

/** @param {string[]} codes */
async function take(codes) {
  for (const code of codes) await keep(languages[code] ?? {}, `${code}/`);
  await keep(shared, "");
}

/**
 * Fetches files and stores each if its digest matches. The first page is fetched first, because it reveals a host that rewrites
 * pages, and stored last: if it is there, all of them are.
 *
 * @param {Record<string, string>} files
 * @param {string} first
 */
async function keep(files, first) {
  const cache = await caches.open(KEPT);
  const address = new URL(first, site).href;
  if (await cache.match(address)) return;
  const page = await whole(first, files[first]);
  const others = Object.entries(files).filter(([path]) => path !== first);
  const taken = await Promise.allSettled(
    others.map(async ([path, integrity]) => {
      const address = new URL(path, site).href;
      if (!(await cache.match(address))) await cache.put(address, await whole(path, integrity));
    }),
  );
  for (const one of taken) if (one.status === "rejected") throw one.reason;
  await cache.put(address, page);
}

/**
 * @param {string} path
 * @param {string} [integrity]
 */
async function whole(path, integrity = "") {
  // Files in the release's folder may come from the HTTP cache; a page must be revalidated.
  const answer = await fetch(new URL(path, site), {
    integrity,
    cache: path.startsWith("assets/") ? "default" : "no-cache",
  });
  if (!answer.ok) throw new Error(`${path}: HTTP status ${answer.status}`);
  return answer;
}

/**
 * Stores a language that is read for the first time, so that it is available offline next time.
 *
 * @param {string} code
 */
async function keepLanguage(code) {
  if (storing.has(code)) return;
  storing.add(code);
  const files = languages[code] ?? {};
  try {
    await keep(files, `${code}/`);
  } catch {
    // An incomplete language only takes room.
    const cache = await caches.open(KEPT);
    for (const path of Object.keys(files)) await cache.delete(new URL(path, site).href);
  } finally {
    storing.delete(code);
  }
}

/** The names of the other stored releases, oldest first. */
async function releases() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== KEPT);
}

/** Deletes all releases but this one and the one in use, the last complete one. Returns whether there were any. */
async function free() {
  const names = await releases();
  const there = await Promise.all(names.map((name) => kept(name, "")));
  const used = names.filter((_, nth) => there[nth]).at(-1);
  const spare = names.filter((name) => name !== used);
  for (const name of spare) await caches.delete(name);
  return spare.length > 0;
}

/** Makes this release the one in use. Of the others only the previous one stays. */
async function settle() {
  for (const name of (await releases()).slice(0, -1)) await caches.delete(name);
  // Without room even for a name, the host is asked for pages each time.
  await caches.open(NEWEST).catch(() => {});
}

/**
 * The language that a path belongs to.
 *
 * @param {string} path
 */
function languageOf(path) {
  return Object.keys(languages).find((code) => path in (languages[code] ?? {}));
}

/** @param {Request} request */
async function list(request) {
  return (await kept(LIST, "list.jaanch")) ?? fetch(request);
}

/**
 * A page: the stored one, or the host's if a newer release could not be stored.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  const here = await own(path);
  if (here && (await isNewest())) return here;
  const asked = fromHost(event, path);
  if (here) {
    // A failing host is treated like none.
    const answer = await Promise.race([asked, pause()]).catch(() => undefined);
    return answer && answer.status < 500 ? answer : here;
  }
  return asked.catch(async (error) => {
    if (!(await own(""))) throw error;
    // A page of a language that was never read here. The top page would not find its files under this address, and an automatic
    // redirect could loop.
    return Response.redirect(`${site.href}#choose`);
  });
}

/**
 * A file that is not a page.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function file(event, path) {
  return (await own(path)) ?? (path.startsWith("assets/") ? await older(path) : undefined) ?? fromHost(event, path);
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 */
async function fromHost(event, path) {
  const language = languageOf(path);
  const answer = await fetch(event.request);
  if (language !== undefined && answer.ok && !(await own(`${language}/`))) event.waitUntil(keepLanguage(language));
  return answer;
}

/**
 * A file of this release. A language's files count only when all of them are stored.
 *
 * @param {string} path
 */
async function own(path) {
  const language = languageOf(path);
  if (language !== undefined && !(await kept(KEPT, `${language}/`))) return undefined;
  return kept(KEPT, path);
}

async function isNewest() {
  try {
    return await caches.has(NEWEST);
  } catch {
    return false;
  }
}

/** @returns {Promise<undefined>} */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

/**
 * A file from a cache; undefined if the cache cannot be read.
 *
 * @param {string} name
 * @param {string} path
 */
async function kept(name, path) {
  try {
    let store = stores.get(name);
    if (!store) {
      store = caches.open(name);
      stores.set(name, store);
    }
    return await (await store).match(new URL(path, site).href);
  } catch {
    stores.delete(name);
    return undefined;
  }
}

/** @param {string} path */
async function older(path) {
  for (const name of await releases()) {
    const found = await kept(name, path);
    if (found) return found;
  }
  return undefined;
}
