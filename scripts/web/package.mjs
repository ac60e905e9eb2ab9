#!/usr/bin/env node
// Puts the npm package together and packs it: www/package.json and www/README.md with the built module, the element, its
// words and the types. Files keep the places they have in www/, so that the package works in a browser as it lies, without
// a bundler.
//
//   node scripts/web/package.mjs DIR
//
// DIR/jaanch/ is the content, DIR/jaanch-VERSION.tgz the package. `scripts/web/package.sh` builds the module first.

import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { build } = createRequire(join(ROOT, "tests/web/package.json"))("esbuild");
const WWW = join(ROOT, "www");

/** Defines the element; the other scripts are found from here. */
const ENTRY = "element/define.js";

/** The sections of a locale file that the element shows; the others are those of the site's pages. */
const SECTIONS = ["locale", "element", "names", "tips"];

/** Copied as they are. */
const FILES = [
  "README.md",
  "styles/jaanch-check.css",
  "pkg/jaanch.d.ts",
  "pkg/jaanch_bg.wasm",
  "types/element.d.ts",
  "types/react.d.ts",
];

/**
 * Makes the package.
 *
 * @param {string} dir
 * @returns {Promise<{ content: string, tarball: string, files: string[] }>}
 */
export async function makePackage(dir) {
  const content = join(dir, "jaanch");
  await rm(content, { recursive: true, force: true });
  for (const name of [...FILES, ...(await scripts())]) {
    await mkdir(dirname(join(content, name)), { recursive: true });
    await copyFile(join(WWW, name), join(content, name)).catch((error) => {
      const built = name.startsWith("pkg/") ? "; scripts/web/package.sh builds the module first" : "";
      throw new Error(`www/${name}: ${error.code === "ENOENT" ? `it is missing${built}` : error.message}`);
    });
  }
  await copyFile(join(ROOT, "LICENSE"), join(content, "LICENSE"));
  await mkdir(join(content, "locales"), { recursive: true });
  for (const name of await readdir(join(WWW, "locales"))) {
    const texts = JSON.parse(await readFile(join(WWW, "locales", name), "utf8"));
    const own = Object.fromEntries(SECTIONS.map((section) => [section, texts[section]]));
    await writeFile(join(content, "locales", name), JSON.stringify(own));
  }
  const manifest = JSON.parse(await readFile(join(WWW, "package.json"), "utf8"));
  const { name, description, ...rest } = manifest;
  await writeFile(
    join(content, "package.json"),
    `${JSON.stringify({ name, version: await crateVersion(), description, ...rest }, null, 2)}\n`,
  );
  const { stdout } = await promisify(execFile)(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", dir, content],
    { cwd: dir },
  );
  const [packed] = JSON.parse(stdout);
  return { content, tarball: join(dir, packed.filename), files: packed.files.map(({ path }) => path).sort() };
}

/** The version of the crate: package and crate are one thing. */
async function crateVersion() {
  const manifest = await readFile(join(ROOT, "Cargo.toml"), "utf8");
  const version = /^\[workspace\.package\][^[]*^version = "([^"]+)"/m.exec(manifest)?.[1];
  if (!version) throw new Error("Cargo.toml names no version of the package");
  return version;
}

/** The scripts that the element is made of, as esbuild finds them. */
async function scripts() {
  const { metafile } = await build({
    absWorkingDir: WWW,
    bundle: true,
    entryPoints: [ENTRY],
    format: "esm",
    logLevel: "silent",
    metafile: true,
    outdir: ".",
    write: false,
  });
  return Object.keys(metafile.inputs);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [dir, ...others] = process.argv.slice(2);
  if (!dir || others.length > 0) {
    console.error("name one folder: node scripts/web/package.mjs DIR");
    process.exitCode = 2;
  } else {
    try {
      await mkdir(dir, { recursive: true });
      const { tarball, files } = await makePackage(realpathSync(dir));
      console.log(`${tarball}\n${files.length} files`);
    } catch (error) {
      console.error(`scripts/web/package.mjs: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
