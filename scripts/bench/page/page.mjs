// How soon the page can answer on a slow phone in a poor network, and what Lighthouse says. Run by scripts/bench/page.sh.
//
//   node scripts/bench/page/page.mjs SITE
//
// Prints the medians of five visits, each by a browser that has seen nothing before: 400 kbit/s, 400 ms for every round trip,
// a processor slowed down four times. "Answer possible" is the moment at which the list is open and the field works.
// Lighthouse runs five times, too, and the median counts: one run in a few is spoilt by whatever else the machine does.

import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { serve } from "../../web/serve.mjs";
import { openBrowser } from "../../../tests/web/support/browser.mjs";

const VISITS = 5;
const LIMITS = { first: 4_500, second: 1_000 };
const NETWORK = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const run = promisify(execFile);

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** One visit in slow motion: the milliseconds from navigation until something is in sight, and until an answer is possible. */
async function visit(context, url) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(() => {
    addEventListener("jaanch-list", ({ detail }) => {
      globalThis.ready = detail.failure ?? performance.now();
    });
  });
  await page.goto(url, { waitUntil: "commit" });
  const ready = await (await page.waitForFunction(() => globalThis.ready, undefined, { timeout: 60_000 })).jsonValue();
  if (typeof ready !== "number") throw new Error(`the list was refused: ${ready}`);
  const drawn = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  return { page, drawn, ready };
}

/** Waits until the site is kept for use without a network. */
async function kept(page) {
  for (let tries = 0; tries < 600; tries += 1) {
    const done = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active?.state === "activated" && (await caches.has("jaanch list"));
    });
    if (done) return;
    await pause(100);
  }
  throw new Error("the site was not kept within a minute");
}

/** Lighthouse asks to be run again where it missed the start of the page. */
const AGAIN = /Please run Lighthouse again/;

async function lighthouse(url, tries = 3) {
  const report = join(tmpdir(), `jaanch-lighthouse-${process.pid}.json`);
  const program = new URL("node_modules/lighthouse/cli/index.js", import.meta.url).pathname;
  const flags = [
    "--quiet",
    "--output=json",
    `--output-path=${report}`,
    "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
  ];
  const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" };
  try {
    const said = await run(process.execPath, [program, url, ...flags], { env, maxBuffer: 1 << 26 }).catch(
      (error) => error,
    );
    if (said instanceof Error) {
      if (tries > 1 && AGAIN.test(said.stderr)) return await lighthouse(url, tries - 1);
      throw said;
    }
    const { categories, audits } = JSON.parse(await readFile(report, "utf8"));
    const scores = Object.fromEntries(
      Object.values(categories).map(({ title, score }) => [title, Math.round(score * 100)]),
    );
    const short = Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs
        .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
        .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`),
    );
    return { scores, short };
  } finally {
    await rm(report, { force: true });
  }
}

const server = await serve(process.argv[2]);
const url = `${server.url}hi/`;
let worse = false;
const say = (what, value, limit) => {
  worse ||= value > limit;
  console.log(`${what.padEnd(52)} ${(value / 1000).toFixed(2)} s  (at most ${limit / 1000} s)`);
};
try {
  const browser = await openBrowser();
  const drawn = [];
  const first = [];
  const second = [];
  try {
    for (let count = 0; count < VISITS; count += 1) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const once = await visit(context, url);
      drawn.push(once.drawn);
      first.push(once.ready);
      await kept(once.page);
      await once.page.close();
      second.push((await visit(context, url)).ready);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  console.log(`${"first visit: first paint after".padEnd(52)} ${(median(drawn) / 1000).toFixed(2)} s`);
  say("first visit: answer possible after", median(first), LIMITS.first);
  say("second visit: answer possible after", median(second), LIMITS.second);
  const runs = [];
  for (let count = 0; count < VISITS; count += 1) runs.push(await lighthouse(url));
  for (const title of Object.keys(runs[0].scores)) {
    const scores = runs.map((each) => each.scores[title]);
    const said = scores.join(" ");
    const score = median(scores);
    worse ||= score < 100;
    console.log(`${`Lighthouse, mobile: ${title}`.padEnd(52)} ${score}  (100; ${said})`);
  }
  for (const line of new Set(runs.flatMap(({ short }) => short))) console.log(`  ${line}`);
} finally {
  await server.close();
}
process.exitCode = worse ? 1 : 0;
