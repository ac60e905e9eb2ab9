// Reads aloud with voices on the device: a remote voice service would receive the text. Numbers are never read, since the texts
// do not contain them.

/**
 * @typedef {object} Speech what a button reads aloud
 * @property {string} listen the button's label
 * @property {string} stop its label while it reads
 * @property {string} language the language of the text, such as `hi-IN`
 * @property {() => string} text
 */

/**
 * Buttons that wait for a voice, each with the function that shows it: some browsers load their voices late. A button that has
 * left the page is removed, and with it the text it would read.
 *
 * @type {Map<HTMLButtonElement, () => void>}
 */
const waiting = new Map();

/** Shows the buttons whose voice is available now. */
function showReady() {
  for (const [button, show] of waiting) {
    show();
    if (!button.hidden) waiting.delete(button);
  }
  stopWaiting();
}

/** Removes the listener once no button is waiting. */
function stopWaiting() {
  if (waiting.size === 0) globalThis.speechSynthesis?.removeEventListener?.("voiceschanged", showReady);
}

/**
 * Makes a button read a text aloud, and shows it once the device has a voice for the language.
 *
 * @param {HTMLButtonElement} button
 * @param {Speech} speech
 */
export function listenButton(button, { listen, stop, language, text }) {
  const synthesis = globalThis.speechSynthesis;
  button.hidden = true;
  if (!synthesis || typeof SpeechSynthesisUtterance !== "function") return;
  const show = () => {
    button.hidden = localVoice(language) === undefined;
  };
  show();
  if (button.hidden) {
    waiting.set(button, show);
    synthesis.addEventListener?.("voiceschanged", showReady);
  }

  /** @type {SpeechSynthesisUtterance | undefined} */
  let speaking;
  const ended = () => {
    speaking = undefined;
    button.textContent = listen;
  };
  button.addEventListener("click", () => {
    const wasSpeaking = speaking;
    synthesis.cancel();
    if (wasSpeaking) {
      ended();
      return;
    }
    const voice = localVoice(language);
    if (!voice) return;
    const utterance = new SpeechSynthesisUtterance(text());
    utterance.voice = voice;
    utterance.lang = voice.lang;
    // A cancelled utterance may report its end only after the next one has started.
    const over = () => {
      if (speaking === utterance) ended();
    };
    utterance.addEventListener("end", over);
    utterance.addEventListener("error", over);
    speaking = utterance;
    button.textContent = stop;
    synthesis.speak(utterance);
  });
}

/** Stops reading, for instance because the answer has been removed. */
export function silence() {
  globalThis.speechSynthesis?.cancel();
  forgetGone();
}

/** Forgets buttons that are not on the page. */
export function forgetGone() {
  for (const button of waiting.keys()) if (!button.isConnected) waiting.delete(button);
  stopWaiting();
}

/**
 * A voice on the device for a language.
 *
 * @param {string} language
 */
function localVoice(language) {
  const requested = language.toLowerCase().split("-")[0];
  for (const voice of speechSynthesis.getVoices()) {
    if (voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === requested) return voice;
  }
  return undefined;
}
