// Reading aloud, by a voice that lives on the device: a remote voice would be sent the words. Numbers are never read:
// what is to be said is put together without them.

/**
 * @typedef {object} Speech what a button reads aloud
 * @property {string} listen the button's words
 * @property {string} stop its words while it reads
 * @property {string} language the language of the text, such as `hi-IN`
 * @property {() => string} text
 */

/**
 * Buttons that wait for a voice, each with what shows it: some browsers find their voices only after a while. They and what
 * they would read are let go of as soon as they are gone from the page.
 *
 * @type {Map<HTMLButtonElement, () => void>}
 */
const waiting = new Map();

/** Shows those whose voice has come. */
function heed() {
  for (const [button, show] of waiting) {
    show();
    if (!button.hidden) waiting.delete(button);
  }
  stopWaiting();
}

/** Nothing is listened to for nobody. */
function stopWaiting() {
  if (waiting.size === 0) globalThis.speechSynthesis?.removeEventListener?.("voiceschanged", heed);
}

/**
 * Makes a button read a text aloud, and shows it once there is a voice for the language.
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
    synthesis.addEventListener?.("voiceschanged", heed);
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
    // What was cut off may say so only when the next one is being read.
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

/** Falls silent, for instance because the answer that is being read is gone. */
export function silence() {
  globalThis.speechSynthesis?.cancel();
  forgetGone();
}

/** Lets go of buttons that are not, or no longer, on the page. */
export function forgetGone() {
  for (const button of waiting.keys()) if (!button.isConnected) waiting.delete(button);
  stopWaiting();
}

/**
 * A voice of the device itself for a language.
 *
 * @param {string} language
 */
function localVoice(language) {
  const wanted = language.toLowerCase().split("-")[0];
  for (const voice of speechSynthesis.getVoices()) {
    if (voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === wanted) return voice;
  }
  return undefined;
}
