// The open lists of a page. Elements with the same list and the same keys share one: ten of them make one request and open one
// list, which is closed when the last of them is removed.

import { openList } from "./list.js";

/**
 * @typedef {import("../pkg/jaanch.js").Checker} Checker
 * @typedef {import("./list.js").ListRequest} ListRequest
 */

/**
 * An element's share of a list.
 *
 * @typedef {object} SharedList
 * @property {Promise<Checker>} opening
 * @property {() => void} release to be called once; the list must not be used afterwards
 */

/** @typedef {{ opening: Promise<Checker>, users: number, refused: boolean, stop: AbortController }} Entry */

/** @type {Map<string, Entry>} */
const shared = new Map();

/**
 * Opens a list, or shares one that is already open.
 *
 * @param {ListRequest} request
 * @param {boolean} reload fetches it again in any case
 * @returns {SharedList}
 */
export function acquire(request, reload) {
  const name = nameOf(request);
  let one = shared.get(name);
  if (!one || one.refused || reload) {
    const opened = open(request);
    shared.set(name, opened);
    one = opened;
  }
  const mine = one;
  mine.users += 1;
  return {
    opening: mine.opening,
    release() {
      mine.users -= 1;
      if (mine.users > 0) return;
      if (shared.get(name) === mine) shared.delete(name);
      mine.stop.abort();
      mine.opening.then(
        (checker) => checker.free(),
        () => {},
      );
    },
  };
}

/**
 * @param {ListRequest} request
 * @returns {Entry}
 */
function open(request) {
  const stop = new AbortController();
  const opening = openList({ ...request, signal: stop.signal });
  /** @type {Entry} */
  const one = { opening, users: 0, refused: false, stop };
  opening.catch(() => {
    one.refused = true;
  });
  return one;
}

/**
 * A key that is equal for requests that open the same list in the same way.
 *
 * @param {ListRequest} request
 */
export function nameOf({ address, publicKey, minSerial, region }) {
  let name = `${absolute(address)}\n${minSerial ?? ""}\n${region ?? ""}`;
  for (const key of publicKey) name += `\n${key}`;
  return name;
}

/**
 * The absolute address; an invalid one unchanged.
 *
 * @param {string} address
 */
function absolute(address) {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address;
  }
}
