// The npm package: what is in it, and that it works from a plain server as it lies, and built with Vite and with webpack, in
// a real browser.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { createServer, build as vite } from "vite";
import webpack from "webpack";

import { makePackage } from "../../scripts/web/package.mjs";
import { serve } from "../../scripts/web/serve.mjs";
import { TEXTS } from "./support/browser.mjs";
import { LISTED, ROOT, UNLISTED } from "./support/workshop.mjs";
import { fixture } from "./support/fixture.mjs";

/** All that belongs into the package. */
const FILES = [
  ...["LICENSE", "README.md", "package.json"],
  ...[
    "live-region.js",
    "false-alarms.js",
    "define.js",
    "dom.js",
    "fetch-file.js",
    "focus.js",
    "form.js",
    "jaanch-check.js",
    "languages.js",
    "shared-lists.js",
    "list.js",
    "styles.js",
    "message.js",
    "notices.js",
    "controller.js",
    "speech.js",
    "texts.js",
    "verdict.js",
    "page-lifecycle.js",
  ].map((name) => `element/${name}`),
  "styles/jaanch-check.css",
  ...["en.json", "hi.json", "pa.json"].map((name) => `locales/${name}`),
  ...["jaanch.d.ts", "jaanch.js", "jaanch_bg.wasm"].map((name) => `pkg/${name}`),
  ...["element.d.ts", "react.d.ts"].map((name) => `types/${name}`),
].sort();

describe("the npm package", () => {
  let shop, browser, made, list, publicKey;

  fixture(async (given) => {
    ({ shop, browser } = given);
    await mkdir(shop.path("npm"));
    made = await makePackage(shop.path("npm"));
    const key = await shop.keys("keys");
    list = await shop.list("list", { key: key.secret });
    publicKey = key.line;
  });

  it("holds what belongs into it, and nothing else", () => {
    assert.deepEqual(made.files, FILES);
  });

  it("is named and numbered as the crate is, and everything that it exports is there", async () => {
    const manifest = JSON.parse(await readFile(join(made.content, "package.json"), "utf8"));
    const [, version] = /^name = "jaanch"\nversion = "([^"]+)"/m.exec(await readFile(join(ROOT, "Cargo.lock"), "utf8"));
    assert.equal(`${manifest.name} ${manifest.version}`, `jaanch ${version}`);
    const addresses = [
      manifest.types,
      ...manifest.sideEffects,
      ...Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry))),
    ];
    for (const address of addresses) {
      const pattern = new RegExp(`^${address.replace("./", "").replaceAll(".", "\\.").replace("*", "[^/]+")}$`);
      assert.ok(
        FILES.some((file) => pattern.test(file)),
        address,
      );
    }
    // Only registering the element does something that is not asked for by name.
    assert.deepEqual(manifest.sideEffects, ["./element/define.js"]);
  });

  it("can be imported where there is no page, as a server that renders pages does", async () => {
    const { JaanchCheck } = await import(pathToFileURL(join(made.content, "element/define.js")).href);
    assert.equal(typeof JaanchCheck.load, "function");
  });

  it("carries the words of the element, and not those of the site's pages", async () => {
    const words = JSON.parse(await readFile(join(made.content, "locales/pa.json"), "utf8"));
    const { locale, element, names, tips } = TEXTS.pa;
    assert.deepEqual(words, { locale, element, names, tips });
  });

  /** A page of somebody else's with the package in its node_modules, taken out of the tarball as npm does. */
  const project = async (name) => {
    const dir = shop.path(name);
    const modules = join(dir, "node_modules/jaanch");
    await mkdir(modules, { recursive: true });
    await promisify(execFile)("tar", ["-xzf", made.tarball, "-C", modules, "--strip-components=1"]);
    await writeFile(join(dir, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
    const element = `<jaanch-check list="list.jaanch" public-key="${publicKey}" lang="en"><a href="tel:1930">1930</a></jaanch-check>`;
    await writeFile(
      join(dir, "page.html"),
      `<!doctype html><html lang="en"><title>A bank</title>${element}SCRIPT</html>`,
    );
    await writeFile(
      join(dir, "main.js"),
      `import "jaanch/element";
import init, { Checker } from "jaanch";
await init();
const bytes = new Uint8Array(await (await fetch("list.jaanch")).arrayBuffer());
const checker = Checker.open(bytes, { publicKey: ${JSON.stringify(publicKey)} });
globalThis.direct = ${JSON.stringify([LISTED.often, UNLISTED])}.map((text) => checker.check(text).outcome);
`,
    );
    return dir;
  };
  const page = async (dir, to, script) => {
    const html = await readFile(join(dir, "page.html"), "utf8");
    await writeFile(to, html.replace("SCRIPT", script));
  };

  /** The element answers, and so does the checker where the page uses it; everything comes from the page's own server. */
  const answers = async (t, url, direct = true) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    const tab = await context.newPage();
    const requests = [];
    const errors = [];
    tab.on("request", (request) => requests.push(request.url()));
    tab.on("pageerror", (error) => errors.push(String(error)));
    await tab.goto(url);
    await tab.getByRole("textbox").fill(LISTED.often);
    await tab.locator("jaanch-check .primary").click();
    await tab.getByText(TEXTS.en.element.verdict.reported.title).waitFor();
    if (direct) {
      await tab.waitForFunction(() => globalThis.direct);
      assert.deepEqual(await tab.evaluate(() => globalThis.direct), ["reported", "not-listed"]);
    }
    assert.deepEqual(errors, []);
    assert.deepEqual(
      requests.filter((address) => new URL(address).origin !== new URL(url).origin && !address.startsWith("data:")),
      [],
    );
    return requests;
  };
  /** The modules that were asked for; a page that starts it at the same moment as the element may ask twice for the one. */
  const modules = (requests) => new Set(requests.filter((url) => url.endsWith(".wasm")));
  const served = async (t, dir) => {
    await cp(list, join(dir, "list.jaanch"));
    const server = await serve(dir);
    t.after(() => server.close());
    return server.url;
  };

  it("works by its address, without a bundler", async (t) => {
    const dir = await project("plain");
    await page(
      dir,
      join(dir, "index.html"),
      // Twice, as where two parts of a page bring it.
      ["", "?again"]
        .map((query) => `<script type="module" src="node_modules/jaanch/element/define.js${query}"></script>`)
        .join(""),
    );
    const requests = await answers(t, await served(t, dir), false);
    assert.deepEqual(
      [...modules(requests)].map((url) => url.split("/node_modules/")[1]),
      ["jaanch/pkg/jaanch_bg.wasm"],
    );
  });

  it("works built with Vite, from a folder below the top", async (t) => {
    const dir = await project("vite");
    await page(dir, join(dir, "index.html"), '<script type="module" src="./main.js"></script>');
    const out = join(dir, "out");
    await vite({
      root: dir,
      base: "./",
      logLevel: "error",
      configFile: false,
      build: { outDir: join(out, "sub"), emptyOutDir: true },
    });
    const url = await served(t, out);
    await cp(list, join(out, "sub/list.jaanch"));
    const requests = await answers(t, `${url}sub/`);
    assert.equal(modules(requests).size, 1, "the module is a file, found beside the script");
  });

  it("works in Vite's server for developers", async (t) => {
    const dir = await project("vite-server");
    await page(dir, join(dir, "index.html"), '<script type="module" src="./main.js"></script>');
    await cp(list, join(dir, "list.jaanch"));
    const server = await createServer({
      root: dir,
      logLevel: "error",
      configFile: false,
      server: { port: 0, host: "127.0.0.1" },
      optimizeDeps: { exclude: ["jaanch"] },
    });
    t.after(() => server.close());
    await server.listen();
    await answers(t, server.resolvedUrls.local[0]);
  });

  it("works built with webpack", async (t) => {
    const dir = await project("webpack");
    const out = join(dir, "out");
    const stats = await promisify(webpack)({
      mode: "production",
      context: dir,
      entry: "./main.js",
      output: { path: out, filename: "main.js" },
      performance: false,
    });
    assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
    await page(dir, join(out, "index.html"), '<script src="main.js" defer></script>');
    const requests = await answers(t, await served(t, out));
    assert.equal(modules(requests).size, 1);
  });
});
