// Before signing out with words that the server does not have: asks, and then takes them out of this browser.

import { forget, waiting } from "./kept.js";

const button = document.querySelector("[data-sign-out]");
const dialog = document.getElementById("sign-out-dialog");

button?.form.addEventListener("submit", (event) => {
  const person = button.dataset.person;
  if (!waiting(person) || dialog.returnValue === "leave") return;
  event.preventDefault();
  dialog.showModal();
});

dialog?.addEventListener("close", () => {
  if (dialog.returnValue !== "leave") return;
  forget(button.dataset.person);
  button.form.submit();
});
