// A page with the element: what it sets and hears.

import "jaanch/element";
import { JaanchCheck } from "jaanch/element";
import words from "jaanch/package.json" with { type: "json" };

export const made: JaanchCheck = document.createElement("jaanch-check");
made.list = "https://check.example/list.jaanch";
made.publicKey = "RW1";
made.minSerial = 2026103100;
made.minSerial = undefined;
made.region = "IN";
made.compact = true;
made.reload();
made.focus({ preventScroll: true });
export const serial: number | undefined = made.serial;
export const name: string = words.name;

made.addEventListener("jaanch-ready", ({ detail }) => console.log(detail.serial, detail.freshness === "stale"));
made.addEventListener("jaanch-error", ({ detail }) => console.log(detail.code === "offline", detail.code === "http-404"));
document.addEventListener("jaanch-verdict", ({ detail }) => {
  if (detail.outcome === "reported") console.log(detail.tag?.length);
  // @ts-expect-error the number is never told
  console.log(detail.number);
  // @ts-expect-error there is no such outcome
  if (detail.outcome === "safe") console.log();
});
made.addEventListener("jaanch-verdict", (event) => {
  // @ts-expect-error what it says stands in its detail
  console.log(event.outcome);
});
document.querySelector("jaanch-check")?.addEventListener("jaanch-ready", ({ detail }) => {
  // @ts-expect-error a serial is a number
  console.log(detail.serial.length);
});

// @ts-expect-error a property that does not exist
made.publickey = "RW1";
// @ts-expect-error a serial is a number
made.minSerial = "2026103100";
// @ts-expect-error it is there or not
made.compact = "yes";
// @ts-expect-error which list is open is not for a page to say
made.serial = 1;
// @ts-expect-error there is no such part of the package
import("jaanch/element/form.js");
