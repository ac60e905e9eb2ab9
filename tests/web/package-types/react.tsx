// The element in React: attributes that are missing or wrong do not compile.

import type {} from "jaanch/react";
import type { ReactNode } from "react";

export const right: ReactNode = (
  <jaanch-check
    list="https://check.example/list.jaanch"
    public-key="RW1"
    lang="hi"
    region="IN"
    min-serial={2026103100}
    compact
    className="check"
    onjaanch-verdict={({ detail }) => console.log(detail.outcome, detail.tag)}
  >
    <a href="tel:1930">1930</a>
  </jaanch-check>
);

// @ts-expect-error without a key nothing is checked
export const keyless: ReactNode = <jaanch-check list="list.jaanch" />;
// @ts-expect-error without a list nothing is checked
export const listless: ReactNode = <jaanch-check public-key="RW1" />;
// @ts-expect-error an attribute that does not exist
export const misspelt: ReactNode = <jaanch-check list="list.jaanch" public-key="RW1" regoin="IN" />;
// @ts-expect-error it is there or not
export const compact: ReactNode = <jaanch-check list="list.jaanch" public-key="RW1" compact="yes" />;
// @ts-expect-error a serial is a number
export const serial: ReactNode = <jaanch-check list="list.jaanch" public-key="RW1" min-serial={true} />;
// @ts-expect-error the number is never told
export const heard: ReactNode = <jaanch-check list="list.jaanch" public-key="RW1" onjaanch-verdict={({ detail }) => console.log(detail.number)} />;
// @ts-expect-error there is no such element
export const other: ReactNode = <jaanch-chek list="list.jaanch" public-key="RW1" />;
