// Lists that are open on this page. Elements that name the same list and the same keys share one: ten of them make one
// request and open one list, which is closed when the last of them is gone.

import { openList } from "./list.js";

/**
 * @typedef {import("../pkg/jaanch.js").Checker} Checker
 * @typedef {import("./list.js").ListRequest} ListRequest
 */

/**
 * A list as one element has it.
 *
 * @typedef {object} SharedList
 * @property {Promise<Checker>} opening
 * @property {() => void} release to be called once; the list must not be used afterwards
 */

/** @typedef {{ opening: Promise<Checker>, users: number, refused: boolean, stop: AbortController }} Entry */

/** @type {Map<string, Entry>} */
const shared = new Map();

/**
 * Opens a list, or gives one that is open already.
 *
 * @param {ListRequest} request
 * @param {boolean} reload asks for it again even so
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
 * One name for whatever opens the same list in the same way.
 *
 * @param {ListRequest} request
 */
export function nameOf({ address, publicKey, minSerial, region }) {
  let name = `${whole(address)}\n${minSerial ?? ""}\n${region ?? ""}`;
  for (const key of publicKey) name += `\n${key}`;
  return name;
}

/**
 * An address with nothing left out; as it is, if it is none.
 *
 * @param {string} address
 */
function whole(address) {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address;
  }
}
