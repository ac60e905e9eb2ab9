// How rarely a list matches by chance: counted by the issuer's sweep where the list carries it, and otherwise from
// the width of its fingerprints.

/**
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./texts.js").Texts} Texts
 */

/**
 * The sentence for a list.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {DocumentFragment}
 */
export function chanceOf(info, texts) {
  const counted = info.falseAlarms;
  if (counted) {
    const space = texts.number(counted.space);
    if (counted.hits === 0) return texts.fill("element.chance.none", { space });
    const rate = texts.number(Math.round(counted.space / counted.hits));
    return texts.fill("element.chance.counted", { space, hits: texts.number(counted.hits), rate });
  }
  if (info.count === 0) return texts.fill("element.chance.empty", {});
  return texts.fill("element.chance.formula", { rate: texts.number(Math.round(1 / info.falsePositiveRate)) });
}
