#!/usr/bin/env node
// Draws the pictures that are kept in www/: the icons by which a phone shows the installed site, from www/icons/jaanch.svg,
// and for each language the picture that is shown where a page is shared, and a square one for posts. To be run when the icon, a heading or the
// languages have changed.
//
//   node scripts/web/pictures.mjs
//
// It needs Chromium and the fonts that `scripts/setup test` installs.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { openBrowser } from "../../tests/web/support/browser.mjs";

const WWW = join(dirname(fileURLToPath(import.meta.url)), "../../www");

const icon = await readFile(join(WWW, "icons/jaanch.svg"), "utf8");
// A mask may cut off all but a circle of 80 % of the width: ground to the edges, the mark within.
const maskable = icon
  .replace(
    /<rect[^>]*>/,
    '<rect width="64" height="64" fill="#0e2f66"/><g transform="translate(10.5 10.5) scale(.67)">',
  )
  .replace("</svg>", "</g></svg>");

const browser = await openBrowser();
try {
  const page = await browser.newPage();
  const draw = async (file, width, height, body) => {
    await page.setViewportSize({ width, height });
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><style>*{margin:0;box-sizing:border-box}svg{display:block}</style>${body}`,
    );
    await page.evaluate(() => document.fonts.ready);
    await writeFile(join(WWW, file), await page.screenshot({ omitBackground: true }));
    console.log(`www/${file}`);
  };
  const sized = (svg, size) => svg.replace("<svg ", `<svg width="${size}" height="${size}" `);
  await draw("icons/192.png", 192, 192, sized(icon, 192));
  await draw("icons/512.png", 512, 512, sized(icon, 512));
  await draw("icons/maskable.png", 512, 512, sized(maskable, 512));
  await draw("icons/touch.png", 180, 180, sized(icon.replace('rx="14"', ""), 180));

  await mkdir(join(WWW, "pictures"), { recursive: true });
  await draw("pictures/jaanch.png", 1200, 630, picture("und", "", "cybercrime.gov.in"));
  for (const name of await readdir(join(WWW, "locales"))) {
    const { locale, page: texts } = JSON.parse(await readFile(join(WWW, "locales", name), "utf8"));
    const code = name.replace(".json", "");
    await draw(`pictures/${code}.png`, 1200, 630, picture(locale, texts.home.heading, texts.home.lead));
    await draw(
      `pictures/${code}-square.png`,
      1080,
      1080,
      picture(locale, texts.home.heading, texts.home.lead, "square"),
    );
  }
} finally {
  await browser.close();
}

/** The picture of a page: name, question, what is promised, and the helpline. */
function picture(language, heading, lead, shape = "") {
  return `<style>
    body{width:1200px;height:630px;padding:64px 72px;background:#0e2f66;color:#fff;border-bottom:16px solid #f08a00;
      font:34px/1.5 system-ui,"Noto Sans","Lohit Devanagari","Lohit Gurmukhi",sans-serif;display:flex;flex-direction:column}
    .mark{display:flex;align-items:center;gap:24px;font-size:40px}
    .mark svg{width:96px;height:96px;border:2px solid #fff;border-radius:22px}
    h1{font-size:68px;line-height:1.35;margin:auto 0 20px}
    p.lead{color:#dbe6fb}
    .call{align-self:flex-start;margin-top:36px;padding:10px 32px;border-radius:16px;background:#fff;color:#a3101f;font-weight:700;font-size:44px}
    .square{width:1080px;height:1080px;font-size:42px}
    .square h1{font-size:88px}
    .square .call{font-size:72px}
    </style><body lang="${language}" class="${shape}"><div class="mark">${icon}<span>जाँच · jaanch</span></div>
    <h1>${heading}</h1><p class="lead">${lead}</p><div class="call">1930</div></body>`;
}
