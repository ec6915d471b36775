// Words in this browser that no form has taken up: of a review that is not on this page, of one that is not open any
// more, of an earlier revision, of another tab. They are shown, or the way to them; nothing is dropped silently: put
// into a form, they change places with what stands there.

import { layAside, ofAccount, remove } from "./browser-copy.js";
import { keepForms } from "./typed-text.js";

const panel = document.getElementById("unsaved-text");
if (panel) keepForms(panel.dataset.person);
if (panel && !document.querySelector("form[data-autosave]")) offer([]);

// `cards`: those of the form on this page, into whose fields words can be put back.
export function offer(cards, put = () => {}) {
  if (!panel) return;
  const list = panel.querySelector("[data-unsaved-list]");
  const copies = ofAccount(panel.dataset.person).filter(({ entry }) => !entry.sentAway);
  const here = copies.filter(({ entry }) => isHere(entry));
  const elsewhere = new Map(copies.filter(({ entry }) => !isHere(entry)).map(({ entry }) => [entry.address, entry]));
  list.replaceChildren(...here.map((one) => whole(one, cards, put)), ...[...elsewhere.values()].map(way));
  panel.hidden = !list.children.length;
}

// Whether this is a page of the review that the words are about.
function isHere({ review }) {
  return location.pathname === review || location.pathname.startsWith(`${review}/`);
}

function way({ address, title }) {
  const item = document.getElementById("unsaved-elsewhere").content.cloneNode(true).firstElementChild;
  const link = item.querySelector("a");
  link.href = address;
  link.textContent = title;
  return item;
}

function whole(one, cards, put) {
  const { name, entry } = one;
  const item = document.getElementById("unsaved-whole").content.cloneNode(true).firstElementChild;
  const text = item.querySelector("textarea");
  const card = cards.find((each) => each.key === one.card);
  item.querySelector("[data-skill]").textContent = entry.skill ?? one.card;
  text.value = [entry.word, entry.comment, entry.reason, ...Object.values(entry.piece ?? {})].filter(Boolean).join("\n");
  const back = item.querySelector("[data-put-back]");
  back.hidden = !card;
  back.addEventListener("click", () => {
    const stood = { ...card.read(), piece: card.piece(), ...card.names(), version: card.version };
    put(card, entry);
    if (says(stood) && says(stood) !== says(entry)) item.replaceWith(whole(layAside(one, stood), cards, put));
    else gone(item);
    remove(name);
    card.focus();
  });
  item.querySelector("[data-remove]").addEventListener("click", () => {
    remove(name);
    gone(item);
  });
  return item;
}

// The words and the value; nothing where there are none.
function says({ value, comment, reason, piece }) {
  const all = [value, comment, reason, piece?.url, piece?.note, piece?.title].map((text) => text || "");
  return all.some((text) => text.trim()) ? JSON.stringify(all) : "";
}

function gone(item) {
  item.remove();
  panel.hidden = !panel.querySelector("li");
  if (panel.hidden) document.getElementById("main").focus();
}
