// How rarely a list matches by chance: as counted by the issuer's sweep if the list carries the count, otherwise computed from the
// width of its fingerprints.

/**
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./texts.js").Texts} Texts
 */

/**
 * One in how many numbers matches without being listed; infinite if none does.
 *
 * @param {ListInfo} info
 */
export function falseAlarmRate(info) {
  if (info.count === 0) return Infinity;
  const counted = info.falseAlarms;
  return counted ? counted.space / counted.hits : 1 / info.falsePositiveRate;
}

/**
 * The sentence about a list's false alarms.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {DocumentFragment}
 */
export function falseAlarmSentence(info, texts) {
  if (info.count === 0) return texts.fill("element.chance.empty", {});
  const rate = texts.number(Math.round(falseAlarmRate(info)));
  const counted = info.falseAlarms;
  if (!counted) return texts.fill("element.chance.formula", { rate });
  const space = texts.large(counted.space);
  if (counted.hits === 0) return texts.fill("element.chance.none", { space });
  return texts.fill("element.chance.counted", { space, hits: texts.number(counted.hits), rate });
}
