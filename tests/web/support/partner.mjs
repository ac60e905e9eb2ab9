// A partner's page, on an origin of its own, with the policy that the documents name and nothing more.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ALLOW, POLICY, SANDBOX } from "../../../www/element/api.js";
import { serve } from "../../../scripts/web/serve.mjs";

/**
 * Starts a server for pages that are made as they are asked for.
 *
 * @param {Record<string, { html: string, policy?: string }>} pages by their paths
 */
export async function partner(pages) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url, "http://localhost").pathname];
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const policy = page.policy === undefined ? {} : { "content-security-policy": page.policy };
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...policy });
    response.end(page.html);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    pages,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/**
 * Serves a site and says what a partner has to know of it: addresses, digests, policies, snippets.
 *
 * @param {string} folder
 * @param {string} key its public key, the line of it
 * @param {{ below?: string }} [options] the path below the folder at which the site is
 */
export async function publisher(folder, key, { below = "" } = {}) {
  const server = await serve(folder);
  const { version, entry, integrity, frame, versions } = JSON.parse(
    await readFile(join(folder, below, "embed/embed.json"), "utf8"),
  );
  const site = new URL(below, server.url).href.replace(/\/$/, "");
  const policy = (name) => POLICY[name].replaceAll("{site}", new URL(server.url).origin);
  const script = (name, digest) =>
    `<script type="module" src="${site}/embed/${version}/${name}" integrity="${digest}" crossorigin="anonymous"></script>`;
  return {
    ...server,
    folder,
    site,
    key,
    version,
    versions,
    script: script(entry, integrity),
    frameScript: script(frame.src, frame.integrity),
    policies: {
      element: `default-src 'none'; ${policy("element")}`,
      frame: `default-src 'none'; ${policy("frame")}; ${policy("frame-script")}`,
    },
    /** The element as a partner writes it. */
    element: (attributes = 'lang="en"', { list = `${site}/list.jaanch`, publicKey = key } = {}) =>
      `<jaanch-check list="${list}" public-key="${publicKey}" ${attributes}><a href="tel:1930">1930</a></jaanch-check>`,
    /** The frame as a partner writes it. */
    frame: (query = "?lang=en", { sandbox = SANDBOX, allow = ALLOW } = {}) =>
      `<iframe src="${site}/embed.html${query}" title="Number check" width="360" height="560" allow="${allow}" sandbox="${sandbox}"></iframe>`,
  };
}

/** A whole page. */
export const document = (body, { head = "", lang = "en" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>Partner</title></head><body>${body}</body></html>`;
