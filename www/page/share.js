// Sharing the site: through the device's own share sheet where there is one, otherwise through a link to WhatsApp. Only the
// address of the check is shared, whatever has been typed.

/** Shows the button or the link in the footer. */
export function offerSharing() {
  const button = document.getElementById("share");
  const link = document.getElementById("whatsapp");
  if (!button || !(link instanceof HTMLAnchorElement)) return;
  const { text = "", title = "", home = "./" } = link.dataset;
  const url = new URL(home, location.href).href;
  link.href = `https://wa.me/?text=${encodeURIComponent(`${text} ${url}`)}`;
  if (typeof navigator.share !== "function") return;
  link.hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title, text, url }).catch((error) => {
      // Cancelling is not a failure; after any other error the link remains.
      if (error instanceof DOMException && error.name === "AbortError") return;
      link.hidden = false;
    });
  });
}
