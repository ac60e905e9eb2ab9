/** The element `<jaanch-check>`. Importing `jaanch/element` registers it. */

import type { ErrorCode, ListInfo, Outcome } from "../pkg/jaanch.js";

/** A list was opened. */
export interface JaanchReadyDetail {
  /** The list's serial number. */
  readonly serial: number;
  /** How old it is. */
  readonly freshness: ListInfo["freshness"];
}

/** A number was checked, or a message: then it is the most serious verdict. The number itself is never told. */
export interface JaanchVerdictDetail {
  readonly outcome: Outcome;
  /** Why the number is listed, in the list's own words; only for one that is reported. */
  readonly tag?: string;
}

/** Why there is no check: what the module says of a list, or what happened on the way. */
export type JaanchFailure = ErrorCode | "offline" | "no-list" | "module" | "script" | "words" | `http-${number}`;

/** There is no check. */
export interface JaanchErrorDetail {
  readonly code: JaanchFailure;
}

/** The events of the element. They bubble, also out of shadow trees. */
export interface JaanchEventMap {
  "jaanch-ready": CustomEvent<JaanchReadyDetail>;
  "jaanch-verdict": CustomEvent<JaanchVerdictDetail>;
  "jaanch-error": CustomEvent<JaanchErrorDetail>;
}

/** The class of the element. Its attributes are its state; the properties stand for them. */
export declare class JaanchCheck extends HTMLElement {
  /** Address of the list file. There is no default: without it nothing is checked. */
  list: string;
  /** The minisign public key that must have signed the list; several are separated by spaces. */
  publicKey: string;
  /** The oldest list that is accepted. */
  get minSerial(): number | undefined;
  set minSerial(value: number | undefined);
  /** Region of numbers without a country code, such as `IN`; empty for the one that the list names. */
  region: string;
  /** Whether it takes as little room as it can. */
  compact: boolean;
  /** The serial number of the list that is open; none before there is one. */
  get serial(): number | undefined;
  /** Why there is no list; none while there is one, or while it is on its way. */
  get failure(): string | undefined;
  /** Gets the list anew, for instance when the network is back. One that is open stays until the new one is. */
  reload(): void;
  /** Puts the cursor into the field, once there is one. */
  focus(options?: FocusOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "jaanch-check": JaanchCheck;
  }

  /** Elements, documents and windows hear them alike. */
  interface GlobalEventHandlersEventMap extends JaanchEventMap {}
}
