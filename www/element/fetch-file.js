// The element's own files: where their digests are known, each is taken only if its bytes are those.

/** @type {Readonly<Record<string, string>>} */
let pins = {};

/**
 * Tells the digests, by address.
 *
 * @param {Readonly<Record<string, string>>} table
 */
export function pin(table) {
  pins = table;
}

/**
 * Fetches a file. Which page asks is nobody's business.
 *
 * @param {string} address
 * @returns {Promise<Response>}
 */
export async function fetchFile(address) {
  const answer = await fetch(address, { integrity: pins[address] ?? "", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`${address}: HTTP status ${answer.status}`);
  return answer;
}
