// The service worker: keeps one whole release of the site, so that it works without a network, and hands out the list that
// cached-list.js put away.
//
// A release is taken whole or not at all: each file is fetched with its digest, so a host that is just being given the next
// release yields nothing rather than a mixture. Pages name their scripts by the release's folder, so that a page of one
// release cannot load a module of another in any case; the release before the present one is kept as well, for pages that
// are still open.
//
// What is kept is shown at once, without asking the host, as long as every newer release could be kept, too. One that could
// not (the disk is full, or the host rewrites its pages) must still reach those who have an older one: after a key was
// changed they would otherwise trust the old one for ever. From then on the host is asked for pages first.

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

/** Where the site lies, with a slash at the end. */
const top_ = new URL("./", worker.location.href);

// An origin can have several sites, and all of them share one storage.
const PREFIX = `jaanch release ${top_.pathname} `;
const KEPT = PREFIX + version;

/** An empty store, there as long as what is kept is the newest release that is known of. It goes on a full disk, too. */
const NEWEST = `jaanch newest ${top_.pathname}`;

/** The lists of all sites, by their addresses. */
const LIST = "jaanch list";

/** How long a page is waited for before the kept one is shown instead. */
const PATIENCE_MS = 3_000;

/**
 * The stores that were looked into; a page has two dozen files, and each would open its store anew.
 *
 * @type {Map<string, Promise<Cache>>}
 */
const stores = new Map();

/**
 * The languages that are being taken: a page asks for several files of its language at once.
 *
 * @type {Set<string>}
 */
const coming = new Set();

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
    // cached-list.js asks that way whether there is a newer one.
    if (request.cache !== "no-store") event.respondWith(list(request));
    return;
  }
  if (path === "" || path in shared || languageOf(path) !== undefined || path.startsWith("assets/")) {
    event.respondWith(request.mode === "navigate" ? page(event, path) : file(event, path));
  }
});

/**
 * Where an address lies below the top of the site; nothing if it does not.
 *
 * @param {string} address
 */
function below(address) {
  const url = new URL(address);
  if (!url.href.startsWith(top_.href)) return undefined;
  return url.pathname.slice(top_.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}

/** Takes the release: what every page needs, and the pages of the languages that are read on this device. */
async function install() {
  try {
    const codes = await read();
    await take(codes).catch(async (error) => {
      // Without the release before the one in use there may be room.
      if (!(await free())) throw error;
      await take(codes);
    });
  } catch (error) {
    // No room, no network, or a file of another release: then this one is not taken, and nothing is left of it.
    await caches.delete(KEPT);
    // Without a network there is nothing to show instead of what is kept.
    await fetch(top_, { method: "HEAD", cache: "no-store" }).then(
      () => caches.delete(NEWEST),
      () => {},
    );
    throw error;
  }
}

/** The languages that are open on this device, or were kept before. */
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
 * Fetches files and keeps them, each only if its bytes are those it should have. The page at their top is asked for first,
 * since a host that rewrites pages is found out by it, and put away last: where it is, all of them are.
 *
 * @param {Record<string, string>} files
 * @param {string} first
 */
async function keep(files, first) {
  const cache = await caches.open(KEPT);
  const address = new URL(first, top_).href;
  if (await cache.match(address)) return;
  const page = await whole(first, files[first]);
  const others = Object.entries(files).filter(([path]) => path !== first);
  const taken = await Promise.allSettled(
    others.map(async ([path, integrity]) => {
      const address = new URL(path, top_).href;
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
  // What lies in the release's folder can come from the browser's memory; a page must be asked about.
  const answer = await fetch(new URL(path, top_), {
    integrity,
    cache: path.startsWith("assets/") ? "default" : "no-cache",
  });
  if (!answer.ok) throw new Error(`${path}: HTTP status ${answer.status}`);
  return answer;
}

/**
 * Takes another language, which somebody reads now; the next time it is there without a network.
 *
 * @param {string} code
 */
async function keepLanguage(code) {
  if (coming.has(code)) return;
  coming.add(code);
  const files = languages[code] ?? {};
  try {
    await keep(files, `${code}/`);
  } catch {
    // A part of it would be room taken for nothing.
    const cache = await caches.open(KEPT);
    for (const path of Object.keys(files)) await cache.delete(new URL(path, top_).href);
  } finally {
    coming.delete(code);
  }
}

/** The releases that are kept besides this one, in the order in which they came. */
async function releases() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== KEPT);
}

/** Throws away all releases but this one and the one in use, which is the last that is whole; tells whether there were any. */
async function free() {
  const names = await releases();
  const there = await Promise.all(names.map((name) => kept(name, "")));
  const used = names.filter((_, nth) => there[nth]).at(-1);
  const spare = names.filter((name) => name !== used);
  for (const name of spare) await caches.delete(name);
  return spare.length > 0;
}

/** This release is the one in use now. Of the others the one before stays. */
async function settle() {
  for (const name of (await releases()).slice(0, -1)) await caches.delete(name);
  // If there is no room for as much as a name, pages are asked for each time.
  await caches.open(NEWEST).catch(() => {});
}

/**
 * The language whose files have this address.
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
 * A page: the kept one, or the host's where a newer release could not be kept.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  const here = await own(path);
  if (here && (await isNewest())) return here;
  const asked = fromHost(event, path);
  if (here) {
    // A host in trouble is no better than none.
    const answer = await Promise.race([asked, pause()]).catch(() => undefined);
    return answer && answer.status < 500 ? answer : here;
  }
  return asked.catch(async (error) => {
    if (!(await own(""))) throw error;
    // A page of a language that was never read here. Under its address the top page would find nothing that it names, and
    // going on by itself it could come back here for ever.
    return Response.redirect(`${top_.href}#choose`);
  });
}

/**
 * Anything but a page.
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
 * A file of this release. Those of a language are there once all of them are.
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
 * A file out of one store; nothing where the browser will not say.
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
    return await (await store).match(new URL(path, top_).href);
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
