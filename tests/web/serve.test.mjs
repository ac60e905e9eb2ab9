// The server that the demonstration and these tests use.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { serve } from "../../scripts/web/serve.mjs";
import { ROOT } from "./support/workshop.mjs";

describe("scripts/web/serve.mjs", () => {
  let home, server;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), "jaanch-serve-"));
    await mkdir(join(home, "site/hi"), { recursive: true });
    await writeFile(join(home, "secret.txt"), "not for you");
    await writeFile(join(home, "site/index.html"), "top".repeat(100));
    await writeFile(join(home, "site/hi/index.html"), "hindi");
    await writeFile(join(home, "site/list.jaanch"), "list");
    await writeFile(join(home, "site/a.wasm"), "wasm");
    await writeFile(
      join(home, "site/_headers"),
      "/*\n  X-Everywhere: yes\n\n/list.jaanch\n  Access-Control-Allow-Origin: *\n",
    );
    server = await serve(join(home, "site"));
  });

  after(async () => {
    await server?.close();
    await rm(home, { recursive: true, force: true });
  });

  /** A request as it is written: fetch would tidy the path up first. */
  const get = (path, { method = "GET", headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const asked = request({ hostname, port, path, method, headers }, (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("end", () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
        );
      });
      asked.on("error", reject);
      asked.end();
    });

  it("gives files with their types and the folder's own headers", async () => {
    const types = {
      "/": "text/html; charset=utf-8",
      "/hi/": "text/html; charset=utf-8",
      "/a.wasm": "application/wasm",
      "/list.jaanch": "application/octet-stream",
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await get(path);
      assert.equal(status, 200, path);
      assert.equal(headers["content-type"], type);
      assert.equal(headers["x-everywhere"], "yes");
      assert.equal(headers["access-control-allow-origin"], path === "/list.jaanch" ? "*" : undefined);
    }
  });

  it("compresses for those who take it, and sends nothing twice", async () => {
    const { headers, body } = await get("/", { headers: { "accept-encoding": "gzip, br" } });
    assert.equal(headers["content-encoding"], "br");
    assert.ok(body.length < 100);
    const again = await get("/", { headers: { "if-none-match": headers.etag } });
    assert.equal(again.status, 304);
    assert.equal((await get("/", { method: "HEAD" })).body.length, 0);
  });

  it("gives nothing from outside of the folder", async () => {
    for (const path of [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/hi/../../secret.txt",
      "/nothing",
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
    assert.equal((await get("/%zz")).status, 400);
    assert.equal((await get("/", { method: "POST" })).status, 405);
    const folder = await get("/hi?q=1");
    assert.deepEqual([folder.status, folder.headers.location], [308, "/hi/?q=1"]);
  });

  it("says what is wrong with its arguments", async () => {
    const run = (...args) =>
      new Promise((resolve) => {
        execFile(process.execPath, [join(ROOT, "scripts/web/serve.mjs"), ...args], (error, _stdout, stderr) =>
          resolve({ code: error?.code ?? 0, stderr }),
        );
      });
    const { port } = new URL(server.url);
    const cases = [
      [[], "name one folder"],
      [[join(home, "nowhere")], "there is no such folder"],
      [[home, "--port", "eighty"], "--port wants a number"],
      [[home, "--port", port], `port ${port} is taken`],
      [[home, "--prot", "1"], "--prot"],
    ];
    for (const [args, words] of cases) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 1, args.join(" "));
      assert.ok(stderr.includes(words), stderr);
    }
  });
});
