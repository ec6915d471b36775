// Before signing out with words that the server does not have: asks, and then takes them out of this browser.

import { forget, waiting } from "./browser-copy.js";

const dialog = document.getElementById("sign-out-dialog");
let pressed = null; // the button that waits for the answer

for (const button of document.querySelectorAll("[data-sign-out]")) {
  button.form.addEventListener("submit", (event) => {
    if (!waiting(button.dataset.person)) return;
    event.preventDefault();
    pressed = button;
    dialog.returnValue = "";
    dialog.showModal();
  });
}

dialog?.addEventListener("close", () => {
  if (dialog.returnValue !== "leave") return;
  forget(pressed.dataset.person);
  document.dispatchEvent(new Event("plumbline:forget"));
  new BroadcastChannel("plumbline").postMessage("forget");
  pressed.form.submit();
});
