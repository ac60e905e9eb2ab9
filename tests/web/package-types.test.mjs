// The types of the npm package, as a strict project of somebody else's sees them: right uses compile, wrong ones do not. And
// they are true: what they say of the element is what its source says.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { makePackage } from "../../scripts/web/package.mjs";
import { ROOT } from "./support/workshop.mjs";

const HERE = join(ROOT, "tests/web");

/** What the compiler finds wrong with a project. */
const compile = (project) =>
  new Promise((resolve) => {
    const tsc = join(HERE, "node_modules/typescript/bin/tsc");
    execFile(process.execPath, [tsc, "--project", project], (_, stdout) =>
      resolve(stdout.trim().split("\n").filter(Boolean)),
    );
  });

describe("the types of the npm package", () => {
  let home, project;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), "jaanch-types-"));
    project = join(home, "project");
    const { content } = await makePackage(home);
    await cp(join(HERE, "package-types"), project, { recursive: true });
    await mkdir(join(project, "node_modules/@types"), { recursive: true });
    await cp(content, join(project, "node_modules/jaanch"), { recursive: true });
    for (const name of ["@types/react", "csstype"])
      await symlink(join(HERE, "node_modules", name), join(project, "node_modules", name));
  });

  after(() => rm(home, { recursive: true, force: true }));

  it("let every right use compile, and no wrong one", async () => {
    assert.deepEqual(await compile(project), []);
  });

  it("that one needs the expected errors: without their comments each of them is one", async () => {
    const bare = join(home, "bare");
    await cp(project, bare, { recursive: true, verbatimSymlinks: true });
    let expected = 0;
    for (const name of (await readdir(bare)).filter((name) => /\.tsx?$/.test(name))) {
      const source = await readFile(join(bare, name), "utf8");
      expected += source.match(/@ts-expect-error/g).length;
      await writeFile(join(bare, name), source.replaceAll("@ts-expect-error", ""));
    }
    const found = (await compile(bare)).filter((line) => / error TS/.test(line));
    assert.ok(expected >= 25);
    assert.equal(found.length, expected, found.join("\n"));
  });

  it("say of the element what its source does", async () => {
    const proof = join(home, "proof");
    await mkdir(proof);
    const options = JSON.parse(await readFile(join(HERE, "tsconfig.json"), "utf8")).compilerOptions;
    await writeFile(
      join(proof, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...options, noUnusedLocals: false }, include: ["proof.ts"] }),
    );
    // Whatever the types promise must be there in the source, and what a page may set must be taken.
    await writeFile(
      join(proof, "proof.ts"),
      `import { JaanchCheck as Source } from ${JSON.stringify(join(ROOT, "www/element/define.js"))};
import type { JaanchCheck as Told } from ${JSON.stringify(join(ROOT, "www/types/element.d.ts"))};
type Own = Exclude<keyof Told, keyof HTMLElement> | "focus";
export const promised: Pick<Told, Own> = null as unknown as Source;
export const taken: Pick<Source, Own> = null as unknown as Told;
`,
    );
    assert.deepEqual(await compile(proof), []);
  });

  it("name every code that an error can have, and no other", async () => {
    const names = (await readdir(join(ROOT, "www/element"))).filter((name) => name.endsWith(".js"));
    const source = (await Promise.all(names.map((name) => readFile(join(ROOT, "www/element", name), "utf8")))).join(
      "\n",
    );
    const union = async (file, name) => {
      const [, members] = new RegExp(`export type ${name} =([^;]*);`).exec(await readFile(join(ROOT, file), "utf8"));
      return [...members.matchAll(/["`]([a-z$][^"`]*)["`]/g)].map(([, member]) => member);
    };
    const of_module = await union("www/pkg/jaanch.d.ts", "ErrorCode");
    // The code is the second of a failure's three words, or is told as it is.
    const given = [...source.matchAll(/new ListFailure\("[a-z-]+", ["`]([a-z-]+)|code: "([a-z-]+)"/g)].map(
      ([, ofList, own]) => ofList ?? own,
    );
    assert.ok(given.length >= 8, given.join());
    const own = [...new Set(given)]
      .filter((code) => !of_module.includes(code))
      .map((code) => (code === "http-" ? "http-${number}" : code));
    assert.deepEqual(own.sort(), (await union("www/types/element.d.ts", "JaanchFailure")).sort());
  });
});
