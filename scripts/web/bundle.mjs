#!/usr/bin/env node
// Bundles and minifies the scripts and style sheets of www/ into www/dist/ by esbuild, and writes www/dist/manifest.json, which
// tells `jaanch site` what to publish. scripts/build-web runs it.
//
//   node scripts/web/bundle.mjs
//
// Every page loads one script: each further file would cost a slow network another round trip. The files keep the folders they
// have in www/, because they find the module, the texts and the styles relative to themselves.
//
// `jaanch site` replaces two placeholders, whose values only it knows: __JAANCH_LANGUAGES__, the codes of the languages, and
// __JAANCH_PINS__, the digests of the files that a partner's page loads.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { build } = createRequire(join(ROOT, "tests/web/package.json"))("esbuild");
const OUT = "www/dist";

/** Classic scripts: the first runs before anything is drawn, the other is the service worker. */
const CLASSIC = ["page/root.js", "worker/worker.js"];

/** The script of partner pages. */
const ENTRY = "embed/jaanch-check.js";

/** Only partners need these: the service worker does not store them. */
const ONLINE_ONLY = /^(page|styles)\/(partners|poster)\./;

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  external: ["*/pkg/jaanch_bg.wasm"],
  format: "esm",
  logLevel: "warning",
  metafile: true,
  minify: true,
  outbase: "www",
  outdir: OUT,
  // The syntax that the sources use, and for styles the oldest browsers that can run the module.
  target: ["es2022"],
};

/** `jaanch site` takes the languages from the folder of the locales, where a file can be added without another build. */
const languages = {
  name: "languages",
  setup({ onLoad }) {
    onLoad({ filter: /\/element\/languages\.js$/ }, () => ({
      contents: `
        export const LANGUAGES = {};
        for (const code of __JAANCH_LANGUAGES__) LANGUAGES[code] = new URL(\`../locales/\${code}.json\`, import.meta.url).href;`,
    }));
  },
};

/** A dynamically imported controller stays a separate file: the element loads it later, or gets it from its page's script. */
const controller = {
  name: "controller",
  setup({ onResolve }) {
    onResolve({ filter: /\/controller\.js$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

async function scriptsIn(folder) {
  const names = await readdir(join(ROOT, "www", folder));
  return names.filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`);
}

const sources = (names) => names.map((name) => `www/${name}`);

/** A page's script has the name of the page's template. */
async function pages() {
  const templates = new Set((await readdir(join(ROOT, "www/templates"))).map((name) => name.replace(".html", ".js")));
  const scripts = (await scriptsIn("page")).filter(
    (name) => templates.has(posix.basename(name)) || name === "page/page.js",
  );
  return scripts.filter((name) => !CLASSIC.includes(name));
}

/** The outputs of a build: for each, what it was made from and what it imports as soon as it is loaded. */
function outputsOf({ metafile }) {
  return Object.entries(metafile.outputs).map(([path, { imports }]) => ({
    name: posix.relative(OUT, path),
    imports: imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => posix.relative(OUT, path)),
  }));
}

await rm(join(ROOT, OUT), { recursive: true, force: true });
const styles = (await readdir(join(ROOT, "www/styles"))).map((name) => `styles/${name}`);
const plugins = [languages, controller];
const modules = outputsOf(
  await build({
    ...COMMON,
    plugins,
    entryPoints: sources([...(await pages()), "element/controller.js", "embed/frame-page.js", "embed/jaanch-frame.js"]),
  }),
);
const [entry] = outputsOf(
  await build({ ...COMMON, plugins, entryPoints: [{ in: "www/embed/entry.js", out: ENTRY.replace(".js", "") }] }),
);
await build({ ...COMMON, format: "iife", entryPoints: sources(CLASSIC) });
await build({ ...COMMON, target: ["chrome87", "firefox78", "safari14"], entryPoints: sources(styles) });

// A partner's page pins this file by its digest, which does not cover imports.
if (entry.imports.length > 0)
  throw new Error(`${ENTRY} imports ${entry.imports.join(", ")}, which its digest would not cover`);

const pageScripts = modules.filter(({ name }) => name.startsWith("page/"));
const published = [
  ...new Set([...pageScripts.flatMap(({ name, imports }) => [name, ...imports]), "page/root.js", ...styles]),
];
const manifest = {
  // What each page loads by the name of its template, its own script first. Pages that are not named have that of "page".
  pages: Object.fromEntries(pageScripts.map(({ name, imports }) => [posix.basename(name, ".js"), [name, ...imports]])),
  offline: published.filter((name) => !ONLINE_ONLY.test(name) && name !== "styles/frame-page.css").sort(),
  online: published.filter((name) => ONLINE_ONLY.test(name)).sort(),
  // What partner pages load: the entry, what it loads later, the script around a frame, and what the framed page needs.
  embed: {
    entry: ENTRY,
    element: modules
      .filter(({ name }) => name.startsWith("element/"))
      .flatMap(({ name, imports }) => [...imports, name]),
    styles: "styles/jaanch-check.css",
    frame: "embed/jaanch-frame.js",
    page: ["embed/frame-page.js", "styles/frame-page.css"],
  },
  worker: "worker/worker.js",
};
await mkdir(join(ROOT, OUT), { recursive: true });
await writeFile(join(ROOT, OUT, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
