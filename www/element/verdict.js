// Shows a verdict by icon, colour and text, each of which can be understood without the others.

import { falseAlarmSentence, falseAlarmRate } from "./false-alarms.js";
import { h, icon } from "./dom.js";
import { listenButton } from "./speech.js";

/**
 * @typedef {import("./list.js").ListInfo} ListInfo
 * @typedef {import("./list.js").Verdict} Verdict
 * @typedef {import("./texts.js").Texts} Texts
 * @typedef {import("./dom.js").Child} Child
 */

/** The outcomes that call for immediate action. */
const URGENT = new Set(["reported", "impossible"]);

/** The parts of a verdict that are read aloud: never the number, nor a tag or contact defined by the issuer. */
const SPOKEN = ["badge", "title", "text", "caution"];
const TIP_PARTS = ["title", "text", "do"];

/** A number that nobody can hold, as an example. */
export const EXAMPLE = "+91 50123 45678";

const HELPLINE = "tel:1930";
const PORTAL = "https://cybercrime.gov.in/";

/** The links of tips. Their texts are in the locale. */
const TIP_LINKS = /** @type {Readonly<Record<string, string>>} */ ({
  "call-1930": HELPLINE,
  "report-chakshu": "https://sancharsaathi.gov.in/",
});

/** The allowed schemes of an appeal. The module already refuses lists with others; checking again costs nothing. */
const APPEAL = /^(https:|mailto:|tel:)/;

/**
 * A verdict in two parts: the headline, which is announced at once, and the details below it.
 *
 * @param {Verdict} verdict
 * @param {ListInfo} info
 * @param {Texts} texts
 * @param {boolean} [message] whether the text is a message without a number
 * @returns {{ headline: HTMLElement, details: HTMLElement }}
 */
export function showVerdict(verdict, info, texts, message = false) {
  const { outcome } = verdict;
  const words = `element.verdict.${outcome}`;
  const headline = h(
    "div",
    { class: "headline", part: "headline" },
    h("span", { class: "badge" }, icon(outcome), h("span", {}, texts.get(`${words}.badge`))),
    h("h2", {}, texts.get(`${words}.title`)),
    number(verdict),
    h("p", { class: "why" }, message ? texts.get(`${words}.reason.message`) : why(verdict, info, texts)),
    country(verdict, info, texts),
    outcome === "reported" && shortChance(info, texts),
  );
  const details = h(
    "div",
    { class: "details" },
    outcome === "unreadable" && h("p", { class: "example" }, texts.fill(`${words}.example`, { example: ltr(EXAMPLE) })),
    caution(verdict, texts),
    ...whatToDo(verdict, info, texts),
  );
  return { headline, details };
}

/**
 * What to do about a verdict, and that it may be a false alarm. If it is urgent, the helpline comes first.
 *
 * @param {Verdict} verdict
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {Child[]}
 */
export function whatToDo(verdict, info, texts) {
  const { outcome } = verdict;
  return [
    URGENT.has(outcome) && helplines(texts),
    advice(verdict, info, texts),
    verdict.advice.length > 0 && listen(verdict, texts),
    outcome === "reported" &&
      h(
        "p",
        { class: "chance" },
        h("strong", {}, texts.get("element.chance.title")),
        " ",
        falseAlarmSentence(info, texts),
      ),
  ];
}

/**
 * The button that reads a verdict and its tips aloud, where the device has a voice for the language.
 *
 * @param {Verdict} verdict
 * @param {Texts} texts
 */
function listen(verdict, texts) {
  const button = h(
    "button",
    { type: "button", class: "secondary listen", part: "button" },
    texts.get("element.listen"),
  );
  const text = () => {
    let said = "";
    /** @param {string} key */
    const say = (key) => {
      // A placeholder would be read with its braces.
      if (!texts.has(key) || texts.get(key).includes("{")) return;
      said += said === "" ? texts.get(key) : `. ${texts.get(key)}`;
    };
    for (const part of SPOKEN) say(`element.verdict.${verdict.outcome}.${part}`);
    for (const tip of verdict.advice) for (const part of TIP_PARTS) say(`tips.${tip}.${part}`);
    return said;
  };
  listenButton(button, {
    listen: texts.get("element.listen"),
    stop: texts.get("element.stop"),
    language: texts.language,
    text,
  });
  return button;
}

/**
 * The country of a foreign number.
 *
 * @param {Verdict} verdict
 * @param {ListInfo} info
 * @param {Texts} texts
 */
function country(verdict, info, texts) {
  const code = verdict.number?.country;
  if (code === undefined || code === info.region) return null;
  return h("p", { class: "why" }, texts.fill("element.country", { country: texts.country(code) }));
}

/**
 * The links to the helpline and the portal.
 *
 * @param {Texts} texts
 */
export function helplines(texts) {
  return h(
    "p",
    { class: "helplines" },
    h("a", { class: "call", part: "call", href: HELPLINE }, icon("phone"), h("span", {}, texts.get("element.call"))),
    link(PORTAL, texts.get("element.portal"), "portal"),
  );
}

/**
 * A link that opens in another tab, without a referrer.
 *
 * @param {string} href
 * @param {string} words
 * @param {string} [name]
 */
export function link(href, words, name) {
  const away = href.startsWith("https:");
  return h(
    "a",
    {
      href,
      class: name,
      target: away && "_blank",
      rel: away && "noopener noreferrer",
      referrerpolicy: away && "no-referrer",
    },
    words,
  );
}

/**
 * The link to the issuer's desk for those who were listed by mistake, if the list names one.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 */
export function appealLink(info, texts) {
  if (!info.appeal || !APPEAL.test(info.appeal)) return null;
  return link(info.appeal, texts.get("element.list.appeal-link"));
}

/**
 * Text that is not a sentence, such as a number: neither translated nor reordered in right-to-left text.
 *
 * @param {string} text
 */
export function ltr(text) {
  return h("bdi", { dir: "ltr", translate: "no" }, text);
}

/** @param {Verdict} verdict */
function number(verdict) {
  if (!verdict.number) return null;
  return h("p", { class: "number", part: "number" }, ltr(verdict.number.display));
}

/**
 * The reason for the verdict, in one sentence.
 *
 * @param {Verdict} verdict
 * @param {ListInfo} info
 * @param {Texts} texts
 * @returns {string | DocumentFragment}
 */
export function why(verdict, info, texts) {
  const words = `element.verdict.${verdict.outcome}`;
  switch (verdict.outcome) {
    case "reported": {
      // The issuer may define its own tags; those are shown unchanged.
      const key = `${words}.tag.${verdict.tag}`;
      return texts.has(key) ? texts.get(key) : texts.fill(`${words}.other`, { tag: verdict.tag ?? "" });
    }
    case "service": {
      const key = `${words}.kind.${verdict.number?.kind}`;
      return texts.get(texts.has(key) ? key : `${words}.other`);
    }
    case "unreadable":
      return texts.get(`${words}.reason.${verdict.reason ?? "not-a-number"}`);
    case "cannot-say":
      return texts.fill(`${words}.text`, { date: texts.day(new Date(info.expires)) });
    default:
      return texts.get(`${words}.text`);
  }
}

/**
 * The warning that a displayed service number proves nothing, since callers can forge it.
 *
 * @param {Verdict} verdict
 * @param {Texts} texts
 */
export function caution({ outcome }, texts) {
  return outcome === "service" && h("p", {}, texts.get("element.verdict.service.caution"));
}

/**
 * The note, beside the verdict, that a match can be a false alarm.
 *
 * @param {ListInfo} info
 * @param {Texts} texts
 */
function shortChance(info, texts) {
  const rate = falseAlarmRate(info);
  if (!Number.isFinite(rate)) return null;
  return h(
    "p",
    { class: "why" },
    texts.fill("element.verdict.reported.chance", { rate: texts.number(Math.round(rate)) }),
  );
}

/**
 * The tips for the verdict, in the module's order.
 *
 * @param {Verdict} verdict
 * @param {ListInfo} info
 * @param {Texts} texts
 */
function advice(verdict, info, texts) {
  if (verdict.advice.length === 0) return null;
  const heading = texts.get(URGENT.has(verdict.outcome) ? "element.do-now" : "element.good-to-know");
  const list = h("ul", { class: "advice" });
  for (const tip of verdict.advice) list.append(tipItem(tip, verdict.outcome, info, texts));
  return h("div", { class: "advise" }, h("h3", {}, heading), list);
}

/**
 * @param {string} tip
 * @param {string} outcome
 * @param {ListInfo} info
 * @param {Texts} texts
 */
function tipItem(tip, outcome, info, texts) {
  /** @type {Child} */
  let way = null;
  if (tip === "appeal") {
    way = appealLink(info, texts);
  } else if (TIP_LINKS[tip] && !(tip === "call-1930" && URGENT.has(outcome))) {
    // An urgent verdict already has a button for that call.
    way = link(TIP_LINKS[tip], texts.get(`tips.${tip}.link`));
  }
  return h(
    "li",
    {},
    h("strong", {}, texts.get(`tips.${tip}.title`)),
    texts.has(`tips.${tip}.text`) && h("span", {}, texts.get(`tips.${tip}.text`), " "),
    h("span", {}, texts.get(`tips.${tip}.do`), way && " ", way),
  );
}
