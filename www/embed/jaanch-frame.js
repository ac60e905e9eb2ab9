// For pages that frame the check: enlarges the frame to the height it requests. The script listens only to frames of its own
// site, and accepts nothing but a height.

/** The page in the frame, two folders above this script's. */
const PAGE = new URL("../../embed.html", import.meta.url);

/** Heights are multiples of this step, in CSS pixels, up to the maximum. */
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
    // A frame that is high enough stays as it is, so that nothing below it moves when the check loads.
    if (isOurs(frame) && frame.contentWindow === source && frame.clientHeight < height)
      frame.style.height = `${height}px`;
  }
});

// A frame that loaded before this script has already sent its height.
for (const frame of framesHere()) if (isOurs(frame)) frame.contentWindow?.postMessage({ type: "jaanch:ask" }, "*");

export {};
