// Fetches the element's own files. A file with a known digest is accepted only if its bytes match.

/** @type {Readonly<Record<string, string>>} */
let pins = {};

/**
 * Sets the digests, by address.
 *
 * @param {Readonly<Record<string, string>>} table
 */
export function pin(table) {
  pins = table;
}

/**
 * Fetches a file, without a referrer.
 *
 * @param {string} address
 * @returns {Promise<Response>}
 */
export async function fetchFile(address) {
  const answer = await fetch(address, { integrity: pins[address] ?? "", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`${address}: HTTP status ${answer.status}`);
  return answer;
}
