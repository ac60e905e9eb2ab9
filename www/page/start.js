// The page with the check is drawn first, and then made to answer. A phone that has to open the list, the module and two
// dozen scripts while it lays out its first letters shows them a third later; and who reads of the helpline already waits
// for less. What is large is therefore asked for once the page is in sight; the scripts are small, take many turns with the
// host, and are on their way by then.

/** A page that nobody looks at is never drawn, and an older browser does not tell: then nothing is waited for. */
const TELLS = document.visibilityState === "visible" && PerformanceObserver.supportedEntryTypes?.includes("paint");

/** Whatever a browser tells, nobody waits longer than this for the check. */
const PATIENCE_MS = 1_000;

const drawn = new Promise((resolve) => {
  if (!TELLS) return resolve(undefined);
  setTimeout(resolve, PATIENCE_MS);
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
});

await drawn;
const ahead = /** @type {HTMLTemplateElement | null} */ (document.getElementById("ahead"));
if (ahead) document.head.append(ahead.content);
await import("./home.js");

export {};
