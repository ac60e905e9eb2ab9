// Getting the list and opening it with the module. Everything that can go wrong on the way ends in a
// `ListFailure`, whose kind has a text that says what to do.

/**
 * @typedef {import("../pkg/jaanch.js").Checker} Checker
 * @typedef {import("../pkg/jaanch.js").ListInfo} ListInfo
 * @typedef {import("../pkg/jaanch.js").Verdict} Verdict
 */

/**
 * @typedef {"offline" | "missing" | "module" | "damaged" | "unsigned" | "wrong-key" | "bad-signature" | "bad-key" |
 *   "unknown-version" | "older-serial"} FailureKind
 */

/** The module's error codes, each with the text that is shown for it. */
const KIND_OF_CODE = /** @type {Readonly<Record<string, FailureKind>>} */ ({
  "not-a-list": "damaged",
  truncated: "damaged",
  "bad-seal": "damaged",
  "bad-structure": "damaged",
  "bad-notes": "damaged",
  "too-large": "damaged",
  unsigned: "unsigned",
  "wrong-key": "wrong-key",
  "bad-signature": "bad-signature",
  "bad-key": "bad-key",
  "unknown-version": "unknown-version",
  "older-serial": "older-serial",
});

/** The largest file that can be a list; the module says the same, but only once the bytes are there. */
const MAX_BYTES = 64 * 1024 * 1024;

/** After this long a list is opened anew before the next answer, so that one that has expired meanwhile says so. */
const REOPEN_AFTER_MS = 60 * 60 * 1000;

/** Why there is no list to check against. */
export class ListFailure extends Error {
  /**
   * @param {FailureKind} kind which text is shown
   * @param {string} code what the help desk is told: the module's code, or what happened on the way
   * @param {string} message for the console
   */
  constructor(kind, code, message) {
    super(message);
    this.name = "ListFailure";
    this.kind = kind;
    this.code = code;
  }
}

/** @type {Promise<typeof import("../pkg/jaanch.js")> | undefined} */
let starting;

/** The module, loaded and started once however many elements a page has. */
function startModule() {
  starting ??= import("../pkg/jaanch.js")
    .then(async (module) => {
      await module.default();
      return module;
    })
    .catch((error) => {
      starting = undefined;
      throw new ListFailure("module", "module", String(error));
    });
  return starting;
}

/** An opened list. */
export class List {
  #module;
  #bytes;
  #options;
  /** @type {Checker} */
  #checker;
  #openedAt;

  /**
   * @param {typeof import("../pkg/jaanch.js")} module
   * @param {Uint8Array} bytes
   * @param {{ publicKey: string[], minSerial?: number }} options
   */
  constructor(module, bytes, options) {
    this.#module = module;
    this.#bytes = bytes;
    this.#options = options;
    this.#openedAt = Date.now();
    this.#checker = this.#open();
    /** @type {ListInfo} */
    this.info = this.#checker.info;
  }

  /**
   * What the list says of a text. Nothing is fetched, stored or logged on the way.
   *
   * @param {string} text
   * @returns {Verdict}
   */
  check(text) {
    const now = Date.now();
    // A clock that was put back counts as time gone by, too.
    if (Math.abs(now - this.#openedAt) > REOPEN_AFTER_MS) {
      const checker = this.#open();
      this.#checker.free();
      this.#checker = checker;
      this.info = checker.info;
      this.#openedAt = now;
    }
    return this.#checker.check(text);
  }

  /** Gives the module's memory back. The list cannot be used after that. */
  close() {
    this.#checker.free();
  }

  #open() {
    return this.#module.Checker.open(this.#bytes, { ...this.#options, now: new Date() });
  }
}

/**
 * Fetches a list and opens it.
 *
 * @param {{ address: string, publicKey: string[], minSerial?: number, signal: AbortSignal }} from
 * @returns {Promise<List>}
 * @throws {ListFailure}
 */
export async function openList({ address, publicKey, minSerial, signal }) {
  if (publicKey.length === 0) throw new ListFailure("bad-key", "no-key", "the public-key attribute is empty");
  const [module, bytes] = await Promise.all([startModule(), fetchList(address, signal)]);
  try {
    return new List(module, bytes, minSerial === undefined ? { publicKey } : { publicKey, minSerial });
  } catch (error) {
    throw failureOf(error);
  }
}

/**
 * The failure that stands for an error of the module.
 *
 * @param {unknown} error
 */
export function failureOf(error) {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    const kind = KIND_OF_CODE[error.code];
    if (kind) return new ListFailure(kind, error.code, error.message);
  }
  return new ListFailure("module", "module", String(error));
}

/**
 * @param {string} address
 * @param {AbortSignal} signal
 */
async function fetchList(address, signal) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(address, { signal });
  } catch (error) {
    throw new ListFailure("offline", "offline", String(error));
  }
  if (!answer.ok) throw new ListFailure("missing", `http-${answer.status}`, `the list: HTTP status ${answer.status}`);
  if (Number(answer.headers.get("content-length") ?? 0) > MAX_BYTES) {
    throw new ListFailure("damaged", "too-large", "the list: larger than any list can be");
  }
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    throw new ListFailure("offline", "offline", String(error));
  }
}
