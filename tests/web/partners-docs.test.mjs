// docs/EMBEDDING.md says what the element's source promises, no more and no less, and what it shows to be copied works.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { build } from "vite";

import { makePackage } from "../../scripts/web/package.mjs";
import { serve } from "../../scripts/web/serve.mjs";
import * as api from "../../www/element/api.js";
import { TEXTS, openBrowser, visit } from "./support/browser.mjs";
import { LISTED, ROOT, workshop } from "./support/workshop.mjs";

describe("docs/EMBEDDING.md", () => {
  let text, tables, blocks;

  before(async () => {
    text = await readFile(join(ROOT, "docs/EMBEDDING.md"), "utf8");
    // Each table by the heading it stands under and its first cell.
    tables = {};
    let heading = "";
    let name;
    for (const line of text.split("\n")) {
      if (line.startsWith("## ")) heading = line.slice(3);
      if (!line.startsWith("|")) name = undefined;
      else {
        const cells = line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim());
        if (name === undefined) tables[(name = `${heading}: ${cells[0].replace(/^\|.*/, "")}`)] = [];
        else if (!line.startsWith("|---")) tables[name].push(cells);
      }
    }
    blocks = [...text.matchAll(/```(\w+)\n([^]*?)```/g)].map(([, language, source]) => ({ language, source }));
  });

  /** The names of one of the source's tables, each with the comment above it. */
  const described = async (table) => {
    const source = await readFile(join(ROOT, "www/element/api.js"), "utf8");
    const [, body] = new RegExp(`export const ${table} = [^\\n]*\\n([^]*?)\\n[}\\]]\\)`).exec(source);
    return [...body.matchAll(/^ {2}\/\/ (.+)\n {2}"?([a-z-]+)"?/gm)].map(([, what, name]) => [name, what]);
  };

  it("has every attribute, event, custom property, part and parameter of a frame, in the source's own words", async () => {
    for (const [title, table, between] of [
      ["Attributes: attribute", "ATTRIBUTES", (name) => [`\`${api.ATTRIBUTES[name]}\``]],
      ["Events: event", "EVENTS", (name) => [`\`{ ${api.EVENTS[name].join(", ")} }\``]],
      ["Styles: property", "PROPERTIES", () => []],
      ["Styles: part", "PARTS", () => []],
      ["Element or frame: ", "FRAME_PARAMETERS", () => []],
    ]) {
      const entries = await described(table);
      const names = Array.isArray(api[table]) ? api[table] : Object.keys(api[table]);
      assert.deepEqual(
        entries.map(([name]) => name),
        names,
        `${table} has a comment for each`,
      );
      assert.deepEqual(
        tables[title],
        entries.map(([name, what]) => [`\`${name}\``, ...between(name), what]),
      );
    }
  });

  it("names the policy, the rule and what a frame is allowed as the source does", () => {
    const at = (policy) => policy.replaceAll("{site}", "ORIGIN");
    assert.deepEqual(tables["Content-Security-Policy: "], [
      ["element", `\`${at(api.POLICY.element)}\``],
      ["frame", `\`${at(api.POLICY.frame)}; ${at(api.POLICY["frame-script"])}\``],
      ["frame without the second line", `\`${at(api.POLICY.frame)}\``],
    ]);
    assert.ok(blocks.some(({ language, source }) => language === "css" && source.trim() === api.ROOM));
    assert.ok(blocks[1].source.includes(` allow="${api.ALLOW}" sandbox="${api.SANDBOX}"`));
  });

  it("names outcomes and codes that there are", async () => {
    const types = await readFile(join(ROOT, "www/pkg/jaanch.d.ts"), "utf8");
    const union = (name) =>
      [...new RegExp(`export type ${name} =([^;]*);`).exec(types)[1].matchAll(/"([^"]+)"/g)].map(
        ([, member]) => member,
      );
    const [, named] = /`outcome` is one of ([^.]*)\./.exec(text);
    assert.deepEqual(
      named.split(", "),
      union("Outcome").map((outcome) => `\`${outcome}\``),
    );
    const codes = tables["When it does not work: code"].flatMap(([cell]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code),
    );
    const own = await Promise.all(
      ["list.js", "controller.js", "jaanch-check.js"].map((name) => readFile(join(ROOT, "www/element", name), "utf8")),
    );
    for (const code of codes)
      assert.ok(union("ErrorCode").includes(code) || own.join().includes(`"${code}"`) || code === "http-404", code);
  });

  describe("what it shows to be copied", () => {
    let shop, browser, server, values;

    before(async () => {
      shop = await workshop();
      browser = await openBrowser();
      const { key, folder } = await shop.desk();
      server = await serve(folder);
      const { version, integrity, frame } = JSON.parse(await readFile(join(folder, "embed/embed.json"), "utf8"));
      values = {
        site: server.url.replace(/\/$/, ""),
        version,
        digests: { "jaanch-check.js": integrity, "jaanch-frame.js": frame.integrity },
        key: key.line,
      };
    });

    after(async () => {
      await browser?.close();
      await server?.close();
      await shop?.clear();
    });

    /** A blank file with the lines, the few words in capitals filled in, on a plain server of another origin. */
    const page = async (t, name, { source }) => {
      const lines = source
        .replace(
          /(jaanch-(?:check|frame)\.js)" integrity="sha384-…"/g,
          (_, script) => `${script}" integrity="${values.digests[script]}"`,
        )
        .replaceAll("SITE", values.site)
        .replaceAll("VERSION", values.version)
        .replaceAll("RW…", values.key);
      const dir = shop.path(name);
      await mkdir(dir);
      await writeFile(join(dir, "index.html"), lines);
      const host = await serve(dir);
      t.after(() => host.close());
      const there = await visit(browser, host.url, { ready: false });
      t.after(there.close);
      return there.page;
    };

    it("works as it stands: the element, with the listener that counts", async (t) => {
      const listener = blocks.find(({ source }) => source.includes("yourAnalytics")).source;
      const source = `${blocks[0].source}<script>globalThis.yourAnalytics = { count: (...what) => (globalThis.counted = what) };\n${listener}</script>`;
      const tab = await page(t, "element", { source });
      await tab.getByRole("textbox").fill(LISTED.often);
      await tab.locator("jaanch-check .primary").click();
      await tab.getByText(TEXTS.hi.element.verdict.reported.title).waitFor();
      assert.deepEqual(await tab.evaluate(() => globalThis.counted), ["number checked", "reported"]);
    });

    it("works as it stands: React, with the policy named there", async (t) => {
      const dir = shop.path("react");
      const out = join(dir, "out");
      await mkdir(join(dir, "node_modules"), { recursive: true });
      const { content } = await makePackage(dir);
      await cp(content, join(dir, "node_modules/jaanch"), { recursive: true });
      for (const name of ["react", "react-dom", "scheduler"])
        await symlink(join(ROOT, "tests/web/node_modules", name), join(dir, "node_modules", name));
      const recipe = blocks
        .find(({ language }) => language === "jsx")
        .source.replaceAll("SITE", values.site)
        .replaceAll("RW…", values.key);
      await writeFile(join(dir, "check.jsx"), recipe);
      await writeFile(
        join(dir, "main.jsx"),
        `import { createRoot } from "react-dom/client";\nimport { Check } from "./check.jsx";\ncreateRoot(document.body).render(<Check />);\n`,
      );
      await writeFile(
        join(dir, "index.html"),
        '<!doctype html><meta charset="utf-8"><title>A bank</title><body><script type="module" src="./main.jsx"></script>',
      );
      await build({ root: dir, base: "./", logLevel: "error", configFile: false, build: { outDir: out } });
      const [policy] = /script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ORIGIN/.exec(text);
      await writeFile(
        join(out, "_headers"),
        `/*\n  Content-Security-Policy: default-src 'none'; ${policy.replace("ORIGIN", values.site)}\n`,
      );
      const host = await serve(out);
      t.after(() => host.close());
      const there = await visit(browser, host.url, { ready: false });
      t.after(there.close);
      await there.page.getByRole("textbox").fill(LISTED.often);
      await there.page.locator("jaanch-check .primary").click();
      await there.page.getByText(TEXTS.hi.element.verdict.reported.title).waitFor();
      assert.deepEqual(
        there.console.filter((line) => !/favicon/.test(line)),
        ["reported"],
        "the listener heard the outcome, and nothing was blocked",
      );
    });

    it("works as it stands: the frame", async (t) => {
      const tab = await page(t, "frame", blocks[1]);
      const frame = tab.frameLocator("iframe");
      await frame.getByRole("textbox").fill(LISTED.often);
      await frame.locator("jaanch-check .primary").click();
      await frame.getByText(TEXTS.hi.element.verdict.reported.title).waitFor();
    });
  });
});
