// Lists and sites for the tests, made by the jaanch program itself from made-up reports, so that what the browser is
// shown is what an operator would publish.

import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Numbers nobody can hold, by the reason why the list has them. */
export const LISTED = {
  often: "+91 50123 45678",
  reported: "+91 50123 45679",
  linked: "+91 50123 45680",
  "false officer": "+91 50123 45681",
};

/**
 * What the desk of these tests has decided. The reason follows from the count of complaints alone, so that every
 * reason can be had from one file; the last is a name of the desk's own, which no page has words for.
 */
const config = ({ title = "Reported fraud numbers (test)", issuer = "Cyber Cell (test)" }, least) => `
title = ${JSON.stringify(title)}
issuer = ${JSON.stringify(issuer)}
appeal = "mailto:appeal@example.org"

[policy]
min_reports = ${least}

[[policy.tag]]
name = "often"
min_reports = 4

[[policy.tag]]
name = "reported"
min_reports = 3

[[policy.tag]]
name = "linked"
min_reports = 2

[[policy.tag]]
name = "false officer"
`;

/** One that no list here has. */
export const UNLISTED = "+91 50999 00001";

/** The program: the one that JAANCH names, or a build of this copy of the project. */
function program() {
  const places = [
    process.env.JAANCH,
    ...["quick", "release", "debug"].map((profile) => join(ROOT, "target", profile, "jaanch")),
  ];
  const found = places.find((place) => place && existsSync(place));
  if (!found)
    throw new Error("the jaanch program is missing: run `cargo build --profile quick`, or name one in JAANCH");
  return found;
}

/** A day so many days from today, as YYYY-MM-DD. */
export function day(fromToday) {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
}

/** A mobile number somebody could hold: drawn anew each time, and never written down. */
function drawnMobile() {
  return `+91 ${randomInt(6, 10)}${String(randomInt(0, 1e9)).padStart(9, "0")}`;
}

/** A place to make lists and sites in; `clear` takes it all away. */
export async function workshop() {
  const home = await mkdtemp(join(tmpdir(), "jaanch-web-"));
  const path = (name) => join(home, name);
  const jaanch = (...args) => run(program(), args, { cwd: home });

  const keys = async (name) => {
    await jaanch("keygen", "--out", path(name), "--no-password");
    const [secret, file] = [path(`${name}/jaanch.key`), path(`${name}/jaanch.pub`)];
    // The second line is the key itself, as pages name it.
    return { secret, public: file, line: (await readFile(file, "utf8")).trim().split("\n").at(-1) };
  };

  /**
   * Builds a list and gives the path of its file.
   *
   * @param {string} name
   * @param {{ key?: string, issued?: number, nth?: number, madeUp?: boolean, count?: number, least?: number, words?: { title?: string, issuer?: string } }} [options]
   *   `issued` in days from today; `nth` list of that day; `count` is how many numbers there are to be in all; `least`, how many
   *   complaints it takes to be listed
   */
  const list = async (name, { key, issued = 0, nth = 0, madeUp = true, count = 0, least = 1, words = {} } = {}) => {
    // Complaints of one day from one source would be one complaint.
    const complaints = Object.values(LISTED).flatMap((number, place) =>
      Array.from({ length: 4 - place }, (_, nth) => [number, nth]),
    );
    if (!madeUp) complaints.push([drawnMobile(), 0]);
    for (let place = 4; place < count; place += 1) complaints.push([`+91 502${String(place).padStart(7, "0")}`, 0]);
    const rows = complaints.map(
      ([number, nth], place) => `TEST/${place + 1},${number},${day(issued - 5 - nth)},Gurugram`,
    );
    await writeFile(
      path(`${name}.csv`),
      ["Complaint ID,Suspect Mobile No,Complaint Date,District", ...rows, ""].join("\n"),
    );
    await writeFile(path(`${name}.toml`), config(words, least));
    await jaanch(
      ...["build", "--reports", path(`${name}.csv`), "--config", path(`${name}.toml`), "--as-of", day(issued)],
      ...["--serial", String(nth), "--no-sweep", "--out", path(name), ...(key ? ["--key", key] : [])],
    );
    return path(`${name}/public/list.jaanch`);
  };

  /**
   * A list like another one but for some of its notes, signed by the same key; a note of undefined goes.
   *
   * @param {string} name
   * @param {string} listFile
   * @param {string} key
   * @param {Record<string, unknown>} notes
   */
  const noted = async (name, listFile, key, notes) => {
    const bytes = await readFile(listFile);
    const [NOTES_LEN, NOTES] = [68, 80];
    const padded = (length) => Math.ceil(length / 8) * 8;
    const end = NOTES + bytes.readUInt32LE(NOTES_LEN);
    const text = Buffer.from(JSON.stringify({ ...JSON.parse(bytes.subarray(NOTES, end)), ...notes }));
    const head = Buffer.alloc(padded(NOTES + text.length));
    bytes.copy(head, 0, 0, NOTES);
    text.copy(head, NOTES);
    head.writeUInt32LE(text.length, NOTES_LEN);
    const seal = bytes.readUInt32LE(bytes.length - 4);
    await writeFile(path(`${name}.body`), Buffer.concat([head, bytes.subarray(padded(end), bytes.length - 4 - seal)]));
    await jaanch("seal", path(`${name}.body`), "--key", key, "--out", path(`${name}.jaanch`));
    return path(`${name}.jaanch`);
  };

  /**
   * Makes a site of a list and gives its folder.
   *
   * @param {string} name
   * @param {string} listFile
   * @param {string} publicKey
   * @param {{ web?: string, baseUrl?: string }} [options]
   */
  const site = async (name, listFile, publicKey, { web = join(ROOT, "www"), baseUrl } = {}) => {
    const out = path(name);
    const base = baseUrl === undefined ? [] : ["--base-url", baseUrl];
    await jaanch("site", "--list", listFile, "--key", publicKey, "--web", web, "--out", out, ...base);
    return out;
  };

  /**
   * The keys of a desk, its list and its site, as most tests want them.
   *
   * @param {Omit<Parameters<typeof list>[1], "key">} [options] of the list
   * @param {Parameters<typeof site>[3]} [place] of the site
   */
  const desk = async (options = {}, place = {}) => {
    const key = await keys("keys");
    const made = await list("list", { key: key.secret, ...options });
    return { key, list: made, folder: await site("site", made, key.public, place) };
  };

  /**
   * A copy of a site whose list is another, as a broken or hostile host would hand it out.
   *
   * @param {string} name
   * @param {string} siteDir
   * @param {Uint8Array | string | null} bytes null takes the list away
   */
  const siteWith = async (name, siteDir, bytes) => {
    const out = path(name);
    await cp(siteDir, out, { recursive: true });
    if (bytes === null) await rm(join(out, "list.jaanch"));
    else await writeFile(join(out, "list.jaanch"), bytes);
    return out;
  };

  return {
    path,
    program: program(),
    keys,
    list,
    noted,
    site,
    desk,
    siteWith,
    read: (file) => readFile(file),
    clear: () => rm(home, { recursive: true, force: true }),
  };
}

/** A list one byte of whose body is another: the last of the fingerprints, just before the seal. */
export function tampered(bytes) {
  const changed = Uint8Array.from(bytes);
  const seal = new DataView(changed.buffer).getUint32(changed.length - 4, true);
  changed[changed.length - 4 - seal - 1] ^= 1;
  return changed;
}
