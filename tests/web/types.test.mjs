// The types that the page's scripts state in their comments hold, also against what the module declares.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { it } from "node:test";

import { ROOT } from "./support/workshop.mjs";

for (const project of ["tsconfig.json", "tsconfig.worker.json"]) {
  it(`the types of the site's scripts hold: ${project}`, async () => {
    const { error, stdout } = await new Promise((resolve) => {
      const tsc = join(ROOT, "tests/web/node_modules/typescript/bin/tsc");
      execFile(process.execPath, [tsc, "--project", join(ROOT, "tests/web", project)], (error, stdout) =>
        resolve({ error, stdout }),
      );
    });
    assert.equal(stdout, "");
    assert.equal(error, null);
  });
}
