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
  // Some browsers find their voices only after a while.
  if (button.hidden) synthesis.addEventListener?.("voiceschanged", show);

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
    utterance.addEventListener("end", ended);
    utterance.addEventListener("error", ended);
    speaking = utterance;
    button.textContent = stop;
    synthesis.speak(utterance);
  });
}

/** Falls silent, for instance because the answer that is being read is gone. */
export function silence() {
  globalThis.speechSynthesis?.cancel();
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
