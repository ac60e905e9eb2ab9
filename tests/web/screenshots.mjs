#!/usr/bin/env node
// Takes a picture of every answer and every state of the page, small and large, light and dark.
//
//   npm --prefix tests/web run screenshots
//
// They go to target/screenshots/<state>-<width>x<height>-<light|dark>.png.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { serve } from "../../scripts/serve.mjs";
import { check, openBrowser, visit } from "./support/browser.mjs";
import { LISTED, ROOT, UNLISTED, tampered, workshop } from "./support/made.mjs";

const OUT = join(ROOT, "target/screenshots");
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

const shop = await workshop();
const browser = await openBrowser();
const servers = [];
try {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });

  const key = await shop.keys("keys");
  const good = await shop.site("good", await shop.list("list", { key: key.secret }), key.public);
  const copy = async (name, options) => shop.siteWith(`site-${name}`, good, await shop.read(await shop.list(name, { key: key.secret, ...options })));
  const address = async (dir) => {
    const server = await serve(dir);
    servers.push(server);
    return server.url;
  };
  const [sample, real, stale, expired, future, changed, missing] = await Promise.all([
    address(good),
    copy("real", { madeUp: false }).then(address),
    copy("stale", { issued: -10, madeUp: false }).then(address),
    copy("expired", { issued: -60 }).then(address),
    copy("future", { issued: 3, madeUp: false }).then(address),
    shop.siteWith("changed", good, tampered(await shop.read(join(good, "list.jaanch")))).then(address),
    shop.siteWith("missing", good, null).then(address),
  ]);

  const states = [
    ["start", sample],
    ["reported-often", sample, LISTED.often],
    ["reported", real, LISTED.reported],
    ["linked", real, LISTED.linked],
    ["not-listed", sample, UNLISTED],
    ["cannot-say", expired, UNLISTED],
    ["service", real, "1930"],
    ["impossible", real, UNLISTED],
    ["unreadable", real, "5O123 45678"],
    ["stale", stale],
    ["expired", expired],
    ["future", future],
    ["changed-list", changed],
    ["missing-list", missing],
  ];
  for (const [name, url, text] of states) {
    for (const viewport of SIZES) {
      for (const colorScheme of ["light", "dark"]) {
        const there = await visit(browser, url, { viewport, colorScheme, reducedMotion: "reduce" });
        if (text) await check(there, text);
        const file = (part) => join(OUT, `${name}${part}-${viewport.width}x${viewport.height}-${colorScheme}.png`);
        await there.page.screenshot({ path: file("") });
        if (name === "start") await there.page.screenshot({ path: file("-whole"), fullPage: true });
        await there.close();
      }
    }
  }
  console.log("screenshots: they are in target/screenshots");
} finally {
  await browser.close();
  await Promise.all(servers.map((server) => server.close()));
  await shop.clear();
}
