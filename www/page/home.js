// The page with the check. The memory of the newest list comes first, because the element reads it as soon as it is
// defined; everything that is not needed for an answer comes after the list.

import "./newest.js";
import "../element/define.js";

const element = document.querySelector("jaanch-check");

const later = () => {
  void import("./page.js");
  void import("./keep-list.js");
};
if (element) element.addEventListener("jaanch-list", later, { once: true });
else later();
