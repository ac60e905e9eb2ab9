// The <jaanch-check> element: a field, a button, an answer. This file has no side effects; `define.js` registers it.
//
// It is all that a page loads until the check is near the screen or is given the focus, and it imports nothing before
// then: a page that pins it by `integrity` has pinned everything that runs. Until the rest is there, what stands inside the
// element stays in sight, on as much room as the check will take.
//
// The attributes are the state; `api.js` names them, the events, the parts and the custom properties. What is typed lives
// in the field and nowhere else: it is in no attribute, event, address, storage or log.

/**
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {typeof import("./controller.js")} ControllerModule
 */

/** A server that renders pages has no DOM, and may still import this file. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** The properties that stand for attributes of their own; `lang` is every element's. */
const PROPERTIES = /** @type {const} */ (["list", "publicKey", "minSerial", "region", "compact"]);

/** How far from the screen the rest is loaded, so that it is there when the reader is. */
const NEAR = "600px";

/**
 * The room that is kept: as much as the check takes with a banner, in the language that takes most, in wide and in narrow
 * places. It is measured by letters of the reader's own size, whatever the page makes of its letters.
 */
const ROOM = `
:host { display: block; }
:host([hidden]) { display: none; }
.hold { display: grid; grid-template-columns: minmax(0, 1fr); --room: var(--jaanch-room, 33em); }
.hold.narrow { --room: var(--jaanch-room, 42em); }
:host([compact]) .hold { --room: var(--jaanch-room, 28em); }
:host([compact]) .hold.narrow { --room: var(--jaanch-room, 34em); }
.hold::before { content: ""; font-size: medium; min-block-size: var(--room); }
.hold::before, .hold > * { grid-area: 1 / 1; }
slot { display: block; }
@media print { .hold::before { content: none; } }
`;

/** In narrower places, in CSS pixels, lines break more often. */
const NARROW = 460;

/** @type {CSSStyleSheet | undefined} */
let room;

/** @type {Promise<ControllerModule> | undefined} */
let loading;

/** What draws the element, loaded once for a page. */
function loadController() {
  loading ??= JaanchCheck.load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * @fires jaanch-ready when a list was opened; `detail` is `{ serial, freshness }`
 * @fires jaanch-verdict when a number was checked; `detail` is `{ outcome, tag }`, and never the number
 * @fires jaanch-error when there is no check; `detail` is `{ code }`
 */
export class JaanchCheck extends Base {
  static get observedAttributes() {
    return ["list", "public-key", "lang", "region", "min-serial", "compact"];
  }

  /**
   * Gets the rest. Whoever carries the digests of its files puts a way here that looks at them.
   *
   * @type {() => Promise<ControllerModule>}
   */
  static load = () => import("./controller.js");

  /** @type {HTMLElement | undefined} */
  #hold;
  /** @type {IntersectionObserver | undefined} */
  #watch;
  /** @type {Promise<void> | undefined} */
  #starting;
  /** @type {Controller | undefined} */
  #controller;
  #scheduled = false;
  /** @type {string | undefined} */
  #failure;

  /** The address of the list file. */
  get list() {
    return this.getAttribute("list") ?? "";
  }
  set list(value) {
    this.setAttribute("list", value);
  }

  /** The keys the list may be signed with, separated by spaces. */
  get publicKey() {
    return this.getAttribute("public-key") ?? "";
  }
  set publicKey(value) {
    this.setAttribute("public-key", value);
  }

  /**
   * The oldest serial that is accepted.
   *
   * @returns {number | undefined}
   */
  get minSerial() {
    const value = this.getAttribute("min-serial");
    return value !== null && /^[0-9]+$/.test(value) ? Number(value) : undefined;
  }
  set minSerial(value) {
    if (value === undefined) this.removeAttribute("min-serial");
    else this.setAttribute("min-serial", String(value));
  }

  /** The region of numbers without a country code, such as `IN`; without it, the one that the list names. */
  get region() {
    return this.getAttribute("region") ?? "";
  }
  set region(value) {
    this.setAttribute("region", value);
  }

  /** Whether it takes as little room as it can. */
  get compact() {
    return this.hasAttribute("compact");
  }
  set compact(value) {
    this.toggleAttribute("compact", value);
  }

  /** The serial of the list that is open; none before there is one. */
  get serial() {
    return this.#controller?.serial;
  }

  /** The code of why there is no list; none while there is one, or while it is on its way. */
  get failure() {
    return this.#failure ?? this.#controller?.failure;
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#upgrade(name);
    this.#keepRoom();
    if (this.#controller || this.#starting) this.#schedule();
    else this.#wait();
  }

  disconnectedCallback() {
    this.#stopWaiting();
    // What is only moved is back at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#controller?.release();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (this.#controller && this.isConnected && before !== after && name !== "compact") this.#schedule();
  }

  /** Gets the list anew, for instance when the network is back. One that is open stays until the new one is. */
  reload() {
    // One that is not on the page gets it when it comes back.
    if (!this.isConnected) return;
    if (this.#controller) this.#controller.update(true);
    else void this.#start();
  }

  /**
   * Puts the cursor into the field, once there is one.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    void this.#start().then(() => this.#controller?.focus(options));
  }

  /**
   * A property that was set before the element was defined hides the accessor of the same name.
   *
   * @param {typeof PROPERTIES[number]} name
   */
  #upgrade(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    Object.assign(this, { [name]: value });
  }

  /** The shadow root, with the room for the check and what stands inside the element. */
  #keepRoom() {
    if (!this.#hold) {
      const root = this.attachShadow({ mode: "open" });
      this.#hold = document.createElement("div");
      this.#hold.append(document.createElement("slot"));
      root.append(this.#hold);
      // Older browsers keep no room; there the page below moves once.
      if ("adoptedStyleSheets" in root) {
        if (!room) {
          room = new CSSStyleSheet();
          room.replaceSync(ROOM);
        }
        root.adoptedStyleSheets = [room];
      }
      if (typeof ResizeObserver === "function") new ResizeObserver(() => this.#fit()).observe(this);
    }
    this.#fit();
  }

  /** As much room as the width calls for: at once, since what lies below is about to be drawn, and when it changes. */
  #fit() {
    const width = this.clientWidth;
    if (this.#hold) this.#hold.className = width > 0 && width < NARROW ? "hold narrow" : "hold";
  }

  /** Starts when the element comes near the screen, or when something in it is given the focus. */
  #wait() {
    this.addEventListener("focusin", this.#begin);
    if (typeof IntersectionObserver !== "function") {
      this.#begin();
      return;
    }
    this.#watch = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting } of seen) if (isIntersecting) this.#begin();
      },
      { rootMargin: NEAR },
    );
    this.#watch.observe(this);
  }

  #stopWaiting() {
    this.removeEventListener("focusin", this.#begin);
    this.#watch?.disconnect();
    this.#watch = undefined;
  }

  #begin = () => {
    this.#stopWaiting();
    void this.#start();
  };

  /** Loads the rest and draws the check. */
  #start() {
    this.#starting ??= loadController().then(
      ({ Controller }) => {
        this.#failure = undefined;
        if (this.#hold) this.#controller ??= new Controller(this, this.#hold);
        if (this.isConnected) this.#controller?.update();
      },
      (error) => {
        // Without words there is nothing to show; what stands inside the element stays in sight.
        this.#starting = undefined;
        this.#failure = "script";
        console.error("jaanch-check:", error);
        this.dispatchEvent(
          new CustomEvent("jaanch-error", { detail: { code: "script" }, bubbles: true, composed: true }),
        );
      },
    );
    return this.#starting;
  }

  /** Several attributes set one after another are one load. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) this.#controller?.update();
    });
  }
}
