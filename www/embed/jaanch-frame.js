// For pages that frame the check: gives the frame the height it asks for, if that is more than it has. It listens to frames
// of this script's own site only, and takes nothing from them but a height.

/** The page in the frame, two folders above this script's. */
const PAGE = new URL("../../embed.html", import.meta.url);

/** Heights come in such steps, in CSS pixels, and are never greater. */
const STEP = 40;
const MOST = 2400;

const framesHere = () => document.querySelectorAll("iframe");

/** @param {HTMLIFrameElement} frame */
const isOurs = ({ src }) => src === PAGE.href || src.startsWith(`${PAGE.href}?`);

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== PAGE.origin || data?.type !== "jaanch:height") return;
  const height = Number(data.height);
  if (!(height > 0 && height <= MOST && height % STEP === 0)) return;
  for (const frame of framesHere()) {
    // A frame that is high enough stays as it is, so that nothing below it moves when the check has loaded.
    if (isOurs(frame) && frame.contentWindow === source && frame.clientHeight < height)
      frame.style.height = `${height}px`;
  }
});

// A frame that was there before this script has said its height already.
for (const frame of framesHere()) if (isOurs(frame)) frame.contentWindow?.postMessage({ type: "jaanch:ask" }, "*");

export {};
