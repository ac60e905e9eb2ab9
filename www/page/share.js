// Handing the site on: by the device's own way where there is one, otherwise by a link to WhatsApp. What is shared is the
// address of the check and nothing else, whatever has been typed.

const button = document.getElementById("share");
const link = document.getElementById("whatsapp");

if (button && link instanceof HTMLAnchorElement) {
  const { text = "", title = "", home = "./" } = link.dataset;
  const url = new URL(home, location.href).href;
  link.href = `https://wa.me/?text=${encodeURIComponent(`${text} ${url}`)}`;
  if (typeof navigator.share === "function") {
    link.hidden = true;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title, text, url }).catch((error) => {
        // To change one's mind is no failure; anything else leaves the other way.
        if (error instanceof DOMException && error.name === "AbortError") return;
        link.hidden = false;
      });
    });
  }
}
