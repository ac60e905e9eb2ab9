// A page that uses the checker: right uses compile, and each wrong one is an error that the compiler must find.

import init, { Checker } from "jaanch";
import type { Found, JaanchError, ListInfo, Outcome, Verdict } from "jaanch";

export async function answer(bytes: Uint8Array, text: string): Promise<Outcome> {
  await init();
  using checker = Checker.open(bytes, { publicKey: ["RW1", "RW2"], minSerial: 2026103100, now: new Date() });
  const info: ListInfo = checker.info;
  const found: Found[] = checker.checkMessage(text);
  const verdict: Verdict | undefined = found[0]?.verdict ?? checker.check(text);
  if (info.freshness === "expired" && verdict.tag === undefined) return "cannot-say";
  return verdict.outcome;
}

export function code(error: JaanchError): string {
  if (error.code === "wrong-key") return "another key";
  // @ts-expect-error there is no such code
  if (error.code === "wrong-keys") return "never";
  return error.code;
}

export function wrong(bytes: Uint8Array): void {
  // @ts-expect-error an option that does not exist
  Checker.open(bytes, { publickey: "RW1" });
  // @ts-expect-error a serial is a number
  Checker.open(bytes, { publicKey: "RW1", minSerial: "2026103100" });
  // @ts-expect-error a list is bytes
  Checker.open("list.jaanch", { publicKey: "RW1" });
  // @ts-expect-error the options must be there, so that nobody forgets the key
  Checker.open(bytes);
  // @ts-expect-error a checker is opened, never made
  new Checker();
  const checker = Checker.open(bytes, { publicKey: "RW1" });
  // @ts-expect-error a number is text
  checker.check(1930);
  // @ts-expect-error an outcome is not a boolean
  const listed: boolean = checker.check("1930").outcome;
  // @ts-expect-error "safe" is never said
  if (checker.check("1930").outcome === "safe") console.log(listed);
}
