// The print button of the poster.

import { startPage } from "./common.js";

startPage();

const button = document.getElementById("print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
