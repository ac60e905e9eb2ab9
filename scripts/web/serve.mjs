#!/usr/bin/env node
// Serves a folder of static files on this machine, the way a plain web host would: right MIME types, brotli for those
// who take it (the packed copy beside a file where there is one), and the headers that the folder's own `_headers` file asks
// for.
//
//   node scripts/web/serve.mjs DIR [--port N]
//
// Without --port any free port is taken. Prints the address, and serves on 127.0.0.1 until it is stopped.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { realpathSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jaanch": "application/octet-stream",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

/** Compressed already. */
const PACKED = new Set([".png"]);

const compress = promisify(brotliCompress);

/** What has been compressed, by its bytes: at the quality that hosts use for static files that takes most of a second. */
const packed = new Map();

/**
 * Starts the server.
 *
 * @param {string} dir the folder
 * @param {{ port?: number }} [options] port 0, the default, is any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(dir, { port = 0 } = {}) {
  const root = resolve(dir);
  if (!(await stat(root).catch(() => undefined))?.isDirectory()) throw new Error(`${dir}: there is no such folder`);
  const server = createServer((request, response) => {
    answer(root, request).then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers);
        response.end(request.method === "HEAD" ? undefined : body);
      },
      (error) => {
        response.writeHead(500, { "content-type": TYPES[".txt"] });
        response.end(`${error.message}\n`);
      },
    );
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", listening);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

async function answer(root, request) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return text(405, "only GET and HEAD are answered", { allow: "GET, HEAD" });
  }
  const { pathname, search } = new URL(request.url, "http://localhost");
  let path;
  try {
    path = resolve(join(root, decodeURIComponent(pathname)));
  } catch {
    return text(400, "the address is not well formed");
  }
  if (path !== root && !path.startsWith(root + sep)) return text(404, "there is no such file");
  if (await isFolder(path)) {
    if (!pathname.endsWith("/")) return text(308, "it is a folder", { location: `${pathname}/${search}` });
    path = join(path, "index.html");
  }
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    // Without this header a page of another site could not read the status.
    const { "access-control-allow-origin": origin } = await ownHeaders(root, pathname);
    return text(404, "there is no such file", origin === undefined ? {} : { "access-control-allow-origin": origin });
  }

  const body = await readFile(path);
  const kind = extname(path);
  const etag = `"${found.size.toString(16)}-${Math.trunc(found.mtimeMs).toString(16)}"`;
  const headers = {
    "content-type": TYPES[kind] ?? "application/octet-stream",
    ...(await ownHeaders(root, pathname)),
    etag,
    vary: "accept-encoding",
  };
  if (request.headers["if-none-match"] === etag) return { status: 304, headers, body: undefined };
  if (PACKED.has(kind) || !/\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
    return { status: 200, headers: { ...headers, "content-length": body.length }, body };
  }
  const small = (await readFile(`${path}.br`).catch(() => undefined)) ?? (await brotli(body));
  return {
    status: 200,
    headers: { ...headers, "content-encoding": "br", "content-length": small.length },
    body: small,
  };
}

async function brotli(body) {
  const key = createHash("sha256").update(body).digest("base64");
  if (!packed.has(key)) packed.set(key, compress(body));
  return packed.get(key);
}

function text(status, words, headers = {}) {
  return { status, headers: { "content-type": TYPES[".txt"], ...headers }, body: `${words}\n` };
}

async function isFolder(path) {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** What the folder's `_headers` file says of an address: blocks of a pattern and its indented headers; `*` is any text. */
async function ownHeaders(root, pathname) {
  const headers = {};
  let applies = false;
  const lines = await readFile(join(root, "_headers"), "utf8").catch(() => "");
  for (const line of lines.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      const pattern = line
        .trim()
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      applies = new RegExp(`^${pattern.join(".*")}$`).test(pathname);
    } else if (applies) {
      const [name, ...value] = line.split(":");
      headers[name.trim().toLowerCase()] = value.join(":").trim();
    }
  }
  return headers;
}

async function main() {
  let values, positionals;
  try {
    ({ values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string" }, help: { type: "boolean", short: "h" } },
    }));
  } catch (error) {
    return fail(error.message);
  }
  if (values.help) {
    console.log(
      "node scripts/web/serve.mjs DIR [--port N]\nServes the folder DIR on 127.0.0.1 and prints the address.",
    );
    return;
  }
  if (positionals.length !== 1) return fail("name one folder: node scripts/web/serve.mjs DIR [--port N]");
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    return fail(`--port wants a number from 0 to 65535, not '${values.port}'`);
  try {
    const { url } = await serve(positionals[0], { port });
    console.log(url);
  } catch (error) {
    fail(error.code === "EADDRINUSE" ? `port ${port} is taken; name another with --port` : error.message);
  }
}

function fail(message) {
  console.error(`scripts/web/serve.mjs: ${message}`);
  process.exitCode = 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
