// The page "What to do now": composes the note for a complaint. It is shown and can be copied; it is neither stored nor sent.

import { startPage } from "./common.js";

startPage();

const section = document.getElementById("note-section");
const form = document.getElementById("note-form");

if (section && form instanceof HTMLFormElement) start(section, form);

/**
 * @param {HTMLElement} section
 * @param {HTMLFormElement} form
 */
function start(section, form) {
  const result = /** @type {HTMLTextAreaElement} */ (form.querySelector("#note-result"));
  const status = /** @type {HTMLElement} */ (form.querySelector("#note-status"));
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-for]"))];
  const kind = () => (new FormData(form).get("kind") === "suspicious" ? "suspicious" : "lost");

  const write = () => {
    for (const part of parts) part.hidden = part.dataset.for !== "both" && part.dataset.for !== kind();
    const lines = parts.filter((part) => !part.hidden).map((part) => line(part, form.dataset.yes ?? ""));
    const filled = lines.filter((text) => text !== "");
    result.value = filled.length === 0 ? "" : [form.dataset[kind()] ?? "", "", ...filled].join("\n");
    status.textContent = "";
  };

  form.addEventListener("input", write);
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("#note-copy")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(result.value);
      status.textContent = form.dataset.copied ?? "";
    } catch {
      result.select();
      status.textContent = form.dataset.notCopied ?? "";
    }
  });
  form.querySelector("#note-clear")?.addEventListener("click", () => {
    form.reset();
    write();
    form.querySelector("input")?.focus();
  });
  // On returning to the page, a browser may have restored earlier input.
  form.reset();
  write();
  section.hidden = false;
}

/**
 * One line of the note: label and value.
 *
 * @param {HTMLElement} part a field with its label
 * @param {string} yes the word for a ticked box
 */
function line(part, yes) {
  const field = part.querySelector("input, select, textarea");
  const label = (part.querySelector("label") ?? part).textContent?.trim() ?? "";
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked ? `${label}: ${yes}` : "";
  if (
    !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement)
  )
    return "";
  const value = field.value.trim();
  return value === "" ? "" : `${label}: ${value}`;
}
