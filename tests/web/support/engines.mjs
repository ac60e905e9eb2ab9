// Firefox and WebKitGTK (which stands in for Safari), driven over WebDriver. Chromium has tests of its own.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import selenium from "selenium-webdriver";
import firefox from "selenium-webdriver/firefox.js";

const { Builder, Capabilities } = selenium;
const TOOLS = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "jaanch/tools/bin");

/** @param {string} name @param {string[]} places */
function program(name, places) {
  const found =
    places.find((place) => existsSync(place)) ?? spawnSync("which", [name], { encoding: "utf8" }).stdout.trim();
  if (!found) throw new Error(`${name} is missing: run \`scripts/setup test\``);
  return found;
}

/** Where Debian puts WebKitGTK's small browser: by the machine's kind and the library's version, the newest first. */
function miniBrowsers() {
  const machines = readdirSync("/usr/lib").map((name) => join("/usr/lib", name));
  return ["4.1", "4.0"].flatMap((version) =>
    machines.map((machine) => join(machine, `webkit2gtk-${version}/MiniBrowser`)),
  );
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** How long a driver may take over one command, in milliseconds. WebKitGTK's has been seen to fall silent for good. */
const PATIENCE = 45_000;

/** A driver that did not answer at all, which says nothing about the page. */
export class Silence extends Error {}

/**
 * The answer of a driver, or a `Silence` after so many milliseconds.
 *
 * @template T @param {Promise<T>} answer @param {string} what @param {number} [patience] @returns {Promise<T>}
 */
export function patiently(answer, what, patience = PATIENCE) {
  const abort = new AbortController();
  const silence = pause(patience, null, { signal: abort.signal }).then(
    () => Promise.reject(new Silence(`the driver did not answer within ${patience / 1000} s: ${what}`)),
    () => answer,
  );
  return Promise.race([answer, silence]).finally(() => abort.abort());
}

/** The driver, with a limit to each of its commands. */
async function impatient(building) {
  const driver = await patiently(building, "a new session");
  const execute = driver.execute.bind(driver);
  driver.execute = (command) => patiently(execute(command), command.getName());
  return driver;
}

/**
 * What can be switched off in an engine, or chosen.
 *
 * @typedef {{ script?: boolean, storage?: boolean, language?: string }} Wishes
 */

/** @type {Record<string, (wishes?: Wishes) => Promise<{ driver: import("selenium-webdriver").WebDriver, close: () => Promise<void> }>>} */
export const ENGINES = {
  async firefox({ script = true, storage = true, language = "en" } = {}) {
    const options = new firefox.Options().addArguments("-headless");
    options.setBinary(program("firefox-esr", ["/usr/bin/firefox-esr", "/usr/bin/firefox"]));
    options.setPreference("intl.accept_languages", language);
    if (!script) options.setPreference("javascript.enabled", false);
    if (!storage) {
      options.setPreference("dom.storage.enabled", false);
      options.setPreference("dom.serviceWorkers.enabled", false);
      options.setPreference("dom.caches.enabled", false);
    }
    const service = new firefox.ServiceBuilder(program("geckodriver", [join(TOOLS, "geckodriver")]));
    const driver = await impatient(
      new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build(),
    );
    return { driver, close: () => driver.quit().catch(() => {}) };
  },

  async webkit() {
    const port = await freePort();
    const browser = program("MiniBrowser", miniBrowsers());
    // Its own process group, so that the display goes with the driver.
    const server = spawn(
      "xvfb-run",
      ["-a", program("WebKitWebDriver", ["/usr/bin/WebKitWebDriver"]), `--port=${port}`],
      {
        detached: true,
        stdio: "ignore",
      },
    );
    const stop = () => {
      try {
        process.kill(-server.pid);
      } catch {
        // It is gone already.
      }
    };
    const capabilities = new Capabilities({
      browserName: "MiniBrowser",
      // Now and then its driver never says that a page has come; the tests ask the page itself.
      pageLoadStrategy: "none",
      "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
    });
    const driver = await started(port, () =>
      impatient(new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build()),
    ).catch((error) => {
      stop();
      throw error;
    });
    return {
      driver,
      async close() {
        await driver.quit().catch(() => {});
        stop();
      },
    };
  },
};

/** Waits until the driver listens. */
async function started(port, build) {
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return await build();
    } catch (error) {
      if (tries === 50 || error instanceof Silence) throw error;
      await pause(200);
    }
  }
}
