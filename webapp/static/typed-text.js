// What is typed into a form that is sent by its button is kept in this browser until the server has taken it: no link,
// switch of language or lost network costs a word. The form says `data-keeps`, its name for this; base.html loads this.

import { BrowserCopy, ofAccount, remove, replace } from "./browser-copy.js";

const TYPED = "textarea, input[type=checkbox], input[type=radio], input[type=date]";

export function keepForms(person) {
  settle(person);
  keepIn(document, person);
  document.addEventListener("redrawn", (event) => keepIn(event.target, person)); // by live.js
}

function keepIn(part, person) {
  for (const form of part.querySelectorAll("form[data-keeps]")) keep(form, person);
}

// What was sent is stored if this page, the next one, has a message for it: whoever is refused gets their form again.
// An error's page that holds the words can send them once more: there nothing is settled yet.
function settle(person) {
  if (document.getElementById("kept")) return;
  const taken = document.querySelector(".messages .message");
  for (const { name, card, entry } of ofAccount(person)) {
    if (!entry.sentAway) continue;
    if (taken) remove(name);
    else replace(name, card, { ...entry, sentAway: false });
  }
}

function keep(form, person) {
  const { keeps, about } = form.dataset;
  const copy = new BrowserCopy(`plumbline:${encodeURIComponent(person)}:${keeps}`, {
    address: location.pathname,
    review: about,
    title: document.querySelector("h1").textContent.trim(),
  });
  const fields = [...form.querySelectorAll(TYPED)];
  const drawn = JSON.stringify(read(fields));
  const put = (sentAway) => {
    if (JSON.stringify(read(fields)) === drawn && !sentAway) return copy.drop("form");
    const now = Date.now();
    return copy.put("form", { typed: read(fields), comment: texts(fields), skill: form.querySelector("button").textContent.trim(), at: now, last: now, sentAway });
  };
  restore(form, fields, copy);
  form.addEventListener("input", (event) => event.isComposing || put(false));
  form.addEventListener("compositionend", () => put(false));
  form.addEventListener("submit", () => put(true));
  window.addEventListener("beforeunload", (event) => copy.works || event.preventDefault());
}

function restore(form, fields, copy) {
  const newest = copy.copies().at(-1);
  if (!newest) return;
  copy.adopt(newest);
  if (JSON.stringify(newest.entry.typed) === JSON.stringify(read(fields))) return;
  write(fields, newest.entry.typed);
  form.closest("details")?.setAttribute("open", "");
  form.querySelector("[data-restored]").hidden = false;
}

const isChoice = (field) => /checkbox|radio/.test(field.type);

function read(fields) {
  return fields.filter((field) => (isChoice(field) ? field.checked : field.value)).map(({ name, value }) => [name, value]);
}

function write(fields, typed) {
  for (const field of fields) {
    if (isChoice(field)) field.checked = typed.some(([name, value]) => name === field.name && value === field.value);
    else field.value = typed.find(([name]) => name === field.name)?.[1] ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function texts(fields) {
  return fields.filter((field) => field.matches("textarea") && field.value).map((field) => field.value).join("\n");
}
