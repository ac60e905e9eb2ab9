// The page for partners: writes the lines for the chosen options, shows a preview, and copies them. Without this script the page
// shows the lines for the default options.

import { ALLOW, ROOM, SANDBOX } from "../element/api.js";
import { startPage } from "./common.js";
import { defineCheck } from "./define-check.js";

startPage();

const place = document.getElementById("embedding");
const form = document.getElementById("options");

if (place && form instanceof HTMLFormElement) start(place, form);

/**
 * @typedef {object} Source what the lines refer to
 * @property {string} base the top of the site, with a slash at the end
 * @property {string} key the public key of the list
 * @property {string} entry the path of the element's script
 * @property {string} integrity its digest
 * @property {string} frame the path of the script that resizes the frame
 * @property {string} frameIntegrity its digest
 */

/**
 * @typedef {object} Choice
 * @property {"element" | "frame"} mode
 * @property {string} theme
 * @property {string} language empty for that of the surrounding page
 * @property {boolean} compact
 * @property {string} inside the element's content, with a placeholder for the number
 * @property {string} title of the frame
 */

/**
 * @param {HTMLElement} place
 * @param {HTMLFormElement} form
 */
function start(place, form) {
  const {
    root = "",
    address = "",
    placeholder = "",
    key = "",
    entry = "",
    integrity = "",
    frame = "",
    frameIntegrity = "",
  } = place.dataset;
  const base = address || new URL(root, location.href).href;
  if (!address) nameAddress(placeholder, base);
  const source = { base, key, entry, integrity, frame, frameIntegrity };
  const snippet = /** @type {HTMLElement} */ (document.getElementById("snippet"));
  const rule = /** @type {HTMLElement} */ (document.getElementById("rule"));
  const preview = /** @type {HTMLElement} */ (document.getElementById("preview"));
  const ofPage = /** @type {HTMLOptionElement} */ (form.querySelector('option[value=""]'));

  const write = () => {
    const choice = chosen(form);
    ofPage.disabled = choice.mode === "frame";
    snippet.textContent = choice.mode === "frame" ? frameLines(source, choice) : elementLines(source, choice);
    rule.textContent = choice.theme === "auto" ? ROOM : `${ROOM}\njaanch-check { color-scheme: ${choice.theme}; }`;
    show("rule-part", choice.mode === "element");
    for (const part of place.querySelectorAll("[data-for]"))
      if (part instanceof HTMLElement) part.hidden = part.dataset.for !== choice.mode;
    preview.dataset.theme = choice.theme;
    preview.replaceChildren(choice.mode === "frame" ? frameOf(root, choice) : elementOf(root, key, choice));
  };

  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  // On returning to the page, a browser may have restored earlier choices.
  form.reset();
  write();
  defineCheck();
  form.hidden = false;
  show("preview-part", true);
  copying();
}

/**
 * The choices in the form. A frame needs a language, because it cannot see that of the surrounding page.
 *
 * @param {HTMLFormElement} form
 * @returns {Choice}
 */
function chosen(form) {
  const data = new FormData(form);
  const mode = data.get("mode") === "frame" ? "frame" : "element";
  const select = /** @type {HTMLSelectElement} */ (form.querySelector("select"));
  if (mode === "frame" && select.value === "") select.value = document.documentElement.lang.split("-")[0] ?? "";
  const option = select.selectedOptions[0];
  return {
    mode,
    theme: String(data.get("theme")),
    language: select.value,
    compact: data.has("compact"),
    inside: option?.dataset.inside ?? "",
    title: option?.dataset.title ?? "",
  };
}

/**
 * @param {Source} source
 * @param {Choice} choice
 */
function elementLines({ base, key, entry, integrity }, { language, compact, inside }) {
  const attributes = [["list", `${base}list.jaanch`], ["public-key", key], ...(language ? [["lang", language]] : [])];
  return [
    `<script type="module" src="${escapeHtml(base + entry)}" integrity="${integrity}" crossorigin="anonymous"></script>`,
    `<jaanch-check${attributes.map(([name, value]) => ` ${name}="${escapeHtml(value ?? "")}"`).join("")}${compact ? " compact" : ""}>`,
    `  ${escapeHtml(inside).replace("{number}", '<a href="tel:1930">1930</a>')}`,
    "</jaanch-check>",
  ].join("\n");
}

/**
 * @param {Source} source
 * @param {Choice} choice
 */
function frameLines({ base, frame, frameIntegrity }, choice) {
  return [
    `<iframe src="${escapeHtml(base + framePage(choice))}" title="${escapeHtml(choice.title)}" width="100%" height="640" loading="lazy" allow="${ALLOW}" sandbox="${SANDBOX}"></iframe>`,
    `<script type="module" src="${escapeHtml(base + frame)}" integrity="${frameIntegrity}" crossorigin="anonymous"></script>`,
  ].join("\n");
}

/**
 * The path of the framed page with the chosen options.
 *
 * @param {Choice} choice
 */
function framePage({ language, theme, compact }) {
  return `embed.html?lang=${language}${theme === "auto" ? "" : `&theme=${theme}`}${compact ? "&compact" : ""}`;
}

/**
 * Escapes text for HTML.
 *
 * @param {string} text
 */
function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/**
 * @param {string} root
 * @param {string} key
 * @param {Choice} choice
 */
function elementOf(root, key, { language, compact }) {
  const element = document.createElement("jaanch-check");
  element.setAttribute("list", `${root}list.jaanch`);
  element.setAttribute("public-key", key);
  if (language) element.setAttribute("lang", language);
  element.toggleAttribute("compact", compact);
  return element;
}

/**
 * @param {string} root
 * @param {Choice} choice
 */
function frameOf(root, choice) {
  const frame = document.createElement("iframe");
  frame.title = choice.title;
  frame.width = "100%";
  frame.height = "640";
  frame.allow = ALLOW;
  frame.setAttribute("sandbox", SANDBOX);
  frame.src = root + framePage(choice);
  return frame;
}

/**
 * Replaces the placeholder address by the actual address of the site.
 *
 * @param {string} placeholder
 * @param {string} base
 */
function nameAddress(placeholder, base) {
  const before = [placeholder, new URL(placeholder).origin];
  const after = [base, new URL(base).origin];
  for (const part of document.querySelectorAll("pre code, [data-post]")) {
    part.textContent = before.reduce(
      (text, old, nth) => text.replaceAll(old, after[nth] ?? ""),
      part.textContent ?? "",
    );
    const count = part.matches("[data-post]") ? part.parentElement?.querySelector(".source") : null;
    if (count)
      count.textContent = (count.textContent ?? "").replace(/[0-9]+/, String([...(part.textContent ?? "")].length));
  }
  for (const note of document.querySelectorAll("[data-unknown]")) note.remove();
}

/**
 * @param {string} id
 * @param {boolean} visible
 */
function show(id, visible) {
  const part = document.getElementById(id);
  if (part) part.hidden = !visible;
}

/** Sets up the copy buttons. If the browser refuses, the text is selected for copying by hand. */
function copying() {
  const status = /** @type {HTMLElement} */ (document.getElementById("copy-status"));
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const text = document.getElementById(button.dataset.copy ?? "");
    if (!text) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      // The result appears beside the pressed button.
      button.after(status);
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(text.textContent ?? "");
        status.textContent = status.dataset.copied ?? "";
      } catch {
        getSelection()?.selectAllChildren(text);
        status.textContent = status.dataset.notCopied ?? "";
      }
    });
  }
}
