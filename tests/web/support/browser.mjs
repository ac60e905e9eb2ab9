// The browser of the tests, and what is kept of a visit: every request, every line on the console, every event.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { ROOT } from "./workshop.mjs";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const LANGUAGES = ["hi", "pa", "en"];

/** The texts of a language, as its file has them. */
export const TEXTS = Object.fromEntries(
  LANGUAGES.map((code) => [code, JSON.parse(readFileSync(join(ROOT, `www/locales/${code}.json`), "utf8"))]),
);

export async function openBrowser() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("Chromium is missing: run `scripts/setup test`, or name it in CHROMIUM");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/**
 * Opens an address in a context of its own. Unless it is asked for, there is no service worker: what the tests route and
 * count would otherwise be in its hands.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions & { ready?: boolean }} [options] `ready: false` does not
 *   wait for the list
 */
export async function visit(browser, url, { ready = true, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    serviceWorkers: "block",
    ...options,
  });
  const requests = [];
  const console_ = [];
  context.on("request", (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.on("console", (message) => console_.push(message.text()));
  page.on("pageerror", (error) => console_.push(String(error)));
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      globalThis.heard = [];
      for (const name of ["jaanch-verdict", "jaanch-list"]) {
        addEventListener(name, (event) => globalThis.heard.push({ name, detail: event.detail }));
      }
    });
  }
  await page.goto(url);
  if (ready && options.javaScriptEnabled !== false) await settled(page);
  return { context, page, requests, console: console_, field: page.getByRole("textbox"), close: () => context.close() };
}

/** Waits until the element has opened its list or refused it, and until what comes after that has been asked for. */
export async function settled(page) {
  await page.waitForFunction(() => globalThis.heard.some(({ name }) => name === "jaanch-list"));
  await page.waitForLoadState("networkidle");
}

/** Types a text into the field of a visit and presses Check; gives the words of the answer. */
export async function check({ page, field }, text) {
  await field.fill(text);
  await page.locator("jaanch-check .primary").click();
  return answer(page);
}

/** The words of the answer that is read out. */
export async function answer(page) {
  return page.getByRole("status").innerText();
}
