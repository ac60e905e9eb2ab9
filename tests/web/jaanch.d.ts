/* tslint:disable */
/* eslint-disable */

/** What is to be said about a text. "not-listed" never means safe. */
export type Outcome = "reported" | "not-listed" | "cannot-say" | "service" | "impossible" | "unreadable";
/** What sort of line a number belongs to, as far as its digits tell. */
export type Kind =
| "mobile" | "landline" | "mobile-or-landline" | "toll-free" | "shared-cost"
| "telemarketing" | "service" | "short-code" | "foreign" | "unassigned";
/** Why a text is not a number. */
export type Reason =
| "empty" | "letters" | "sender-name" | "too-short" | "too-long"
| "unknown-country" | "several-numbers" | "not-a-number";
/** A tip that fits a verdict; the texts are the page's. */
export type TipId =
| "hang-up" | "do-not-pay" | "call-1930" | "keep-evidence" | "report-chakshu" | "appeal"
| "never-proof-of-safe" | "look-it-up-yourself" | "digital-arrest" | "disconnection" | "upi-pin"
| "screen-sharing" | "kyc" | "parcel" | "easy-money" | "common-signs"
| "phishing" | "passwords" | "updates" | "multi-factor" | "report-it";
export interface NumberInfo {
    /** "+915012345678"; a short code has no E.164 form: its bare digits. */
    readonly e164: string;
    /** "+91 50123 45678" */
    readonly display: string;
    /** ISO 3166-1 alpha-2 */
    readonly country?: string;
    readonly kind: Kind;
}
export interface Verdict {
    readonly outcome: Outcome;
    /** Why the number is listed: one of ListInfo.tags. */
    readonly tag?: string;
    readonly number?: NumberInfo;
    /** Why the text is unreadable. */
    readonly reason?: Reason;
    /** Most urgent first. */
    readonly advice: readonly TipId[];
}
/** One number in a message, in UTF-16 units: text.slice(start, end). */
export interface Found {
    readonly start: number;
    readonly end: number;
    readonly verdict: Verdict;
}
export interface ListInfo {
    readonly title?: string;
    readonly issuer?: string;
    /** https:, mailto: or tel: */
    readonly appeal?: string;
    readonly serial: number;
    /** RFC 3339, UTC */
    readonly issued: string;
    /** RFC 3339, UTC */
    readonly expires: string;
    /** At the moment this is read. */
    readonly freshness: "fresh" | "stale" | "expired" | "future";
    /** How many numbers are listed. */
    readonly count: number;
    /** Bits of a fingerprint: 8, 16 or 32. */
    readonly width: number;
    /** Most serious first. */
    readonly tags: readonly string[];
    /** Of all numbers tried, how many are flagged without being listed. */
    readonly falseAlarms?: { readonly space: number; readonly hits: number };
    /** The chance that a number that is not listed is flagged. */
    readonly falsePositiveRate: number;
    readonly districts: Readonly<Record<string, number>>;
    readonly sources: Readonly<Record<string, number>>;
    /** A demonstration: every listed number is made up. */
    readonly madeUp: boolean;
    /** ISO 3166-1 alpha-2: the region of a number without country code. */
    readonly region: string;
    /** Whether the signature was checked with one of the keys. */
    readonly signed: boolean;
}
export interface OpenOptions {
    /** minisign public keys ("RW…"), one of which must have signed the list. */
    readonly publicKey?: string | readonly string[];
    /** Also take a list without signature, or without any key. */
    readonly allowUnsigned?: boolean;
    /** Refuse a list with a lower serial: the highest that was seen. */
    readonly minSerial?: number;
    /** ISO 3166-1 alpha-2: the region of numbers without country code, where it is not the list's own. */
    readonly region?: string;
    /** The moment to judge the list's age by; otherwise the clock, at every check. */
    readonly now?: Date;
}
export type ErrorCode =
| "too-large" | "not-a-list" | "unknown-version" | "truncated" | "trailing-bytes" | "bad-seal" | "unsigned"
| "no-key" | "bad-key" | "wrong-key" | "bad-signature" | "serial-mismatch" | "older-serial" | "bad-header"
| "unknown-flag" | "bad-padding" | "bad-descriptor" | "notes-too-large" | "bad-notes" | "bad-option";
/** Thrown by Checker.open. */
export interface JaanchError extends Error {
    readonly name: "JaanchError";
    readonly code: ErrorCode;
}



/**
 * An opened list, ready to answer.
 */
export class Checker {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Every number in a pasted message, with its place in UTF-16 units and its verdict; empty where there is none.
     */
    checkMessage(text: string): Found[];
    /**
     * The verdict on a text that holds one number.
     */
    check(text: string): Verdict;
    /**
     * Opens the bytes of a list file; throws a JaanchError where it must not be used.
     */
    static open(list: Uint8Array, options: OpenOptions): Checker;
    /**
     * What the list says about itself.
     */
    readonly info: ListInfo;
}

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_checker_free: (a: number, b: number) => void;
    readonly checker_check: (a: number, b: number, c: number, d: number) => void;
    readonly checker_checkMessage: (a: number, b: number, c: number, d: number) => void;
    readonly checker_info: (a: number, b: number) => void;
    readonly checker_open: (a: number, b: number, c: number) => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
