// One site with several lists, each copy on a server of its own.

import { join } from "node:path";

import { serve } from "../../../scripts/web/serve.mjs";

/**
 * Serves the site of a desk as `sample`, and one like it for each of the other lists.
 *
 * @param {Awaited<ReturnType<typeof import("./workshop.mjs").workshop>>} shop
 * @param {Record<string, object | ((bytes: Buffer) => Uint8Array)>} lists by the site's name: the options of the list (see
 *   `list` in workshop.mjs), or what is done to the bytes of the sample's
 * @param {object} [place] options of the site
 * @param {object} [sample] options of the sample's list
 * @returns the addresses by name, and how to end it
 */
export async function serveSites(shop, lists, place, sample = {}) {
  const { key, folder } = await shop.desk(sample, place);
  const first = await shop.read(join(folder, "list.jaanch"));
  const servers = { sample: await serve(folder) };
  for (const [name, of] of Object.entries(lists)) {
    const bytes =
      typeof of === "function"
        ? of(first)
        : await shop.read(await shop.list(`${name}-list`, { key: key.secret, ...of }));
    servers[name] = await serve(await shop.siteWith(name, folder, bytes));
  }
  return {
    urls: Object.fromEntries(Object.entries(servers).map(([name, { url }]) => [name, url])),
    close: () => Promise.all(Object.values(servers).map((server) => server.close())),
  };
}
