// The <jaanch-check> element: a field, a button, an answer. This file has no side effects; `define.js` registers it.
//
// Until the check is near the screen or receives the focus, a page loads only this file, and it imports nothing before then: a
// page that pins it by `integrity` has pinned everything that runs. Until the controller is loaded, the element's content is
// visible, in the room that the check will take.
//
// The attributes are the state; `api.js` lists them, the events, the parts and the custom properties. What is typed exists in
// the field only: in no attribute, event, address, storage or log.

/**
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {typeof import("./controller.js")} ControllerModule
 */

/** Server-side rendering has no DOM, and may still import this file. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** The properties that reflect attributes of this element; every element has `lang`. */
const PROPERTIES = /** @type {const} */ (["list", "publicKey", "minSerial", "region", "compact"]);

/** The distance from the screen at which the controller is loaded, so that it is ready in time. */
const NEAR = "600px";

/**
 * The reserved room: the height of the check with a banner in its longest language, for wide and for narrow containers. It is
 * measured in the reader's own font size, whatever size the page sets.
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

/** Containers narrower than this, in CSS pixels, need more lines. */
const NARROW = 460;

/** @type {CSSStyleSheet | undefined} */
let room;

/** @type {Promise<ControllerModule> | undefined} */
let loading;

/** Loads the controller, once for a page. */
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
   * Loads the controller. The entry for partner pages replaces this by a function that checks digests.
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

  /** The region of numbers without a country code, such as `IN`; by default the list's. */
  get region() {
    return this.getAttribute("region") ?? "";
  }
  set region(value) {
    this.setAttribute("region", value);
  }

  /** Whether it takes less room. */
  get compact() {
    return this.hasAttribute("compact");
  }
  set compact(value) {
    this.toggleAttribute("compact", value);
  }

  /** The serial of the open list, if there is one. */
  get serial() {
    return this.#controller?.serial;
  }

  /** The code of why there is no list; undefined while one is open or loading. */
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
    // A moved element is connected again at once.
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

  /** Fetches the list again, for instance when the network is back. An open list stays until the new one is open. */
  reload() {
    // An element that is not on the page fetches it when it is connected again.
    if (!this.isConnected) return;
    if (this.#controller) this.#controller.update(true);
    else void this.#start();
  }

  /**
   * Focuses the field, as soon as it exists.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    void this.#start().then(() => this.#controller?.focus(options));
  }

  /**
   * Applies a property that was set before the element was defined: it hides the accessor of the same name.
   *
   * @param {typeof PROPERTIES[number]} name
   */
  #upgrade(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    Object.assign(this, { [name]: value });
  }

  /** Creates the shadow root, with the reserved room and the element's content. */
  #keepRoom() {
    if (!this.#hold) {
      const root = this.attachShadow({ mode: "open" });
      this.#hold = document.createElement("div");
      this.#hold.append(document.createElement("slot"));
      root.append(this.#hold);
      // Older browsers reserve no room; there the page below moves once.
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

  /** Reserves the room for the current width: at once, before what lies below is drawn, and whenever the width changes. */
  #fit() {
    const width = this.clientWidth;
    if (this.#hold) this.#hold.className = width > 0 && width < NARROW ? "hold narrow" : "hold";
  }

  /** Starts when the element comes near the screen or receives the focus. */
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

  /** Loads the controller and draws the check. */
  #start() {
    this.#starting ??= loadController().then(
      ({ Controller }) => {
        this.#failure = undefined;
        if (this.#hold) this.#controller ??= new Controller(this, this.#hold);
        if (this.isConnected) this.#controller?.update();
      },
      (error) => {
        // The element's content stays visible.
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

  /** Combines changes of several attributes into one update. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) this.#controller?.update();
    });
  }
}
