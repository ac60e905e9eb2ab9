// Fetches the list and opens it with the module. Every failure becomes a `ListFailure`, whose kind has a text that says what to
// do.

import init, { Checker } from "../pkg/jaanch.js";
import { fetchFile } from "./fetch-file.js";

/**
 * @typedef {import("../pkg/jaanch.js").ListInfo} ListInfo
 * @typedef {import("../pkg/jaanch.js").Found} Found
 * @typedef {import("../pkg/jaanch.js").Verdict} Verdict
 */

/**
 * A list to open, and what it must fulfil.
 *
 * @typedef {object} ListRequest
 * @property {string} address
 * @property {string[]} publicKey
 * @property {number} [minSerial]
 * @property {string} [region] of numbers without a country code, instead of the list's own
 */

/**
 * @typedef {"offline" | "missing" | "module" | "damaged" | "unsigned" | "wrong-key" | "bad-signature" | "bad-key" |
 *   "unknown-version" | "older-serial"} FailureKind
 */

/**
 * The module's error codes that have their own text. All others mean that what arrived is not a complete list.
 */
const KIND_OF_CODE = /** @type {Readonly<Record<string, FailureKind>>} */ ({
  unsigned: "unsigned",
  "wrong-key": "wrong-key",
  "bad-signature": "bad-signature",
  "serial-mismatch": "bad-signature",
  "bad-key": "bad-key",
  "no-key": "bad-key",
  "bad-option": "bad-key",
  "unknown-version": "unknown-version",
  "unknown-flag": "unknown-version",
  "older-serial": "older-serial",
});

/** The largest possible list. The module has the same limit, but can apply it only once the bytes are there. */
const MAX_BYTES = 64 * 1024 * 1024;

const MODULE = new URL("../pkg/jaanch_bg.wasm", import.meta.url).href;

/** Why there is no list to check against. */
export class ListFailure extends Error {
  /**
   * @param {FailureKind} kind which text is shown
   * @param {string} code for the help desk: the module's code, or what happened during loading
   * @param {string} message for the console
   */
  constructor(kind, code, message) {
    super(message);
    this.name = "ListFailure";
    this.kind = kind;
    this.code = code;
  }
}

/** @type {Promise<unknown> | undefined} */
let starting;

/** Starts the module, once however many elements a page has. */
function startModule() {
  starting ??= init({ module_or_path: fetchFile(MODULE) }).catch((error) => {
    starting = undefined;
    throw new ListFailure("module", "module", String(error));
  });
  return starting;
}

/**
 * The keys in an attribute, without duplicates.
 *
 * @param {string} text separated by spaces
 * @returns {string[]}
 */
export function keysIn(text) {
  const keys = new Set(text.split(/\s+/));
  keys.delete("");
  return [...keys];
}

/**
 * Fetches a list and opens it.
 *
 * @param {ListRequest & { signal: AbortSignal }} request
 * @returns {Promise<Checker>}
 * @throws {ListFailure}
 */
export async function openList({ address, signal, ...trust }) {
  const [, bytes] = await Promise.all([startModule(), fetchList(address, signal)]);
  return openBytes(bytes, trust);
}

/**
 * Opens the bytes of a list.
 *
 * @param {Uint8Array} bytes
 * @param {Omit<ListRequest, "address">} trust
 * @returns {Promise<Checker>}
 * @throws {ListFailure}
 */
export async function openBytes(bytes, trust) {
  await startModule();
  await turn();
  try {
    return Checker.open(bytes, trust);
  } catch (error) {
    throw failureOf(error);
  } finally {
    await turn();
  }
}

/**
 * Lets the browser draw and handle input in between: on a slow phone, starting the module, verifying the signature and drawing
 * the form in one task would be noticed.
 */
function turn() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * The failure for an error of the module.
 *
 * @param {unknown} error
 */
export function failureOf(error) {
  if (error instanceof Error && error.name === "JaanchError" && "code" in error && typeof error.code === "string") {
    return new ListFailure(KIND_OF_CODE[error.code] ?? "damaged", error.code, error.message);
  }
  return new ListFailure("module", "module", String(error));
}

/**
 * @param {string} address
 * @param {AbortSignal} signal
 */
async function fetchList(address, signal) {
  if (address === "") throw new ListFailure("bad-key", "no-list", "the list attribute is empty");
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(address, { signal, referrerPolicy: "no-referrer" });
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
