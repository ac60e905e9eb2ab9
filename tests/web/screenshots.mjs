#!/usr/bin/env node
// Takes a picture of every answer, every state and every page in every language, as a phone of 360 × 740 shows it.
//
//   npm --prefix tests/web run screenshots [-- --wide]
//
// They go to target/screenshots/<language>-<state>.png, in light; <language>-<state>-dark.png of some states; with --wide
// also as a screen of 1280 × 800 shows them, with "-wide". A picture begins at what the state is about: the answer, or the
// top of the page. docs/images/ holds two of them: reported.png is en-reported, not-listed.png is hi-not-listed.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { serve } from "../../scripts/web/serve.mjs";
import { LANGUAGES, check, openBrowser, visit } from "./support/browser.mjs";
import { LISTED, ROOT, UNLISTED, tampered, workshop } from "./support/workshop.mjs";

const OUT = join(ROOT, "target/screenshots");
const SIZES = [{ part: "", viewport: { width: 360, height: 740 } }];
if (process.argv.includes("--wide")) SIZES.push({ part: "-wide", viewport: { width: 1280, height: 800 } });
const DARK = new Set(["start", "reported", "not-listed", "report"]);

const shop = await workshop();
const browser = await openBrowser();
const servers = [];
try {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });

  const key = await shop.keys("keys");
  const words = { issuer: "Cyber Cell (demonstration)" };
  const good = await shop.site("good", await shop.list("list", { key: key.secret, count: 27_824, words }), key.public, {
    baseUrl: "https://example.org/",
  });
  const copy = async (name, options) =>
    shop.siteWith(`site-${name}`, good, await shop.read(await shop.list(name, { key: key.secret, words, ...options })));
  const address = async (dir) => {
    const server = await serve(dir);
    servers.push(server);
    return server.url;
  };
  const [sample, real, stale, expired, changed, missing] = await Promise.all([
    address(good),
    copy("real", { madeUp: false }).then(address),
    copy("stale", { issued: -10 }).then(address),
    copy("expired", { issued: -60 }).then(address),
    shop.siteWith("changed", good, tampered(await shop.read(join(good, "list.jaanch")))).then(address),
    shop.siteWith("missing", good, null).then(address),
  ]);

  /** Each with its site, what is typed, and a page other than that of the check. */
  const states = [
    { name: "start", at: sample },
    { name: "reported", at: sample, text: LISTED.often },
    { name: "linked", at: sample, text: LISTED.linked },
    { name: "not-listed", at: sample, text: UNLISTED },
    { name: "cannot-say", at: expired, text: UNLISTED },
    { name: "stale", at: stale, text: LISTED.reported },
    { name: "service", at: real, text: "1930" },
    { name: "impossible", at: real, text: UNLISTED },
    { name: "unreadable", at: sample, text: "5O123 45678" },
    { name: "message", at: sample, text: `KYC expired! Call ${LISTED.often} or ${UNLISTED} today, OTP 482910` },
    { name: "changed-list", at: changed },
    { name: "missing-list", at: missing },
    ...["report", "tips", "list", "privacy", "accessibility", "partners", "poster"].map((name) => ({
      name,
      at: sample,
      path: `${name}/`,
    })),
  ];
  for (const code of LANGUAGES) {
    for (const { name, at, text, path = "" } of states) {
      for (const { part, viewport } of SIZES) {
        const there = await visit(browser, `${at}${code}/${path}`, {
          ready: path === "",
          viewport,
          reducedMotion: "reduce",
        });
        if (text) {
          await check(there, text);
          await there.page.evaluate(() =>
            document
              .querySelector("jaanch-check")
              .shadowRoot.querySelector(".answer")
              .scrollIntoView({ block: "start" }),
          );
        }
        for (const colorScheme of part === "" && DARK.has(name) ? ["light", "dark"] : ["light"]) {
          await there.page.emulateMedia({ colorScheme });
          await there.page.screenshot({
            path: join(OUT, `${code}-${name}${part}${colorScheme === "dark" ? "-dark" : ""}.png`),
          });
        }
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
