/**
 * `<jaanch-check>` in the JSX of React 19, which sets properties and listens to events of elements that are not its own:
 *
 *     import type {} from "jaanch/react";
 */

import type { DetailedHTMLProps, HTMLAttributes } from "react";

import type { JaanchCheck, JaanchEventMap } from "./element.js";

/** What the element takes in JSX. */
export interface JaanchCheckProps extends HTMLAttributes<JaanchCheck> {
  /** Address of the list file. */
  list: string;
  /** The minisign public key that must have signed the list; several are separated by spaces. */
  "public-key": string;
  /** Region of numbers without a country code, such as `IN`. */
  region?: string;
  /** The oldest list that is accepted. */
  "min-serial"?: number | string;
  /** Whether it takes as little room as it can. */
  compact?: boolean;
  "onjaanch-ready"?: (event: JaanchEventMap["jaanch-ready"]) => void;
  "onjaanch-verdict"?: (event: JaanchEventMap["jaanch-verdict"]) => void;
  "onjaanch-error"?: (event: JaanchEventMap["jaanch-error"]) => void;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "jaanch-check": DetailedHTMLProps<JaanchCheckProps, JaanchCheck>;
    }
  }
}
