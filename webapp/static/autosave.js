// The form that saves as people type. Everything it says comes from the page; without it the form works by its buttons.

import { Card } from "./card.js";
import { Kept } from "./kept.js";
import { Places } from "./places.js";
import { Status } from "./status.js";
import { Writer } from "./writer.js";
import { addPiece } from "./evidence.js";

const form = document.querySelector("form[data-autosave]");
if (form) start(form);

function start(form) {
  document.documentElement.classList.add("has-script");
  const words = JSON.parse(document.getElementById("autosave-words").textContent);
  const cards = [...form.querySelectorAll("[data-card]")].map((article) => new Card(article));
  const kept = new Kept(form.dataset.kept);
  const places = new Places(form, cards, words);
  const status = new Status(form, words, () => places.address());
  const writer = new Writer({
    address: form.dataset.address,
    party: form.dataset.party,
    kept,
    token: form.querySelector("[name=csrf_token]").value,
    report: () => {
      status.show(writer, cards);
      for (const button of document.querySelectorAll("[data-opens-in]")) button.hidden &&= button.dataset.opensIn !== writer.stands;
    },
    clashed: (card, stored, choose) => card.showClash(stored, words, choose),
  });
  const page = { form, words, cards, kept, places, status, writer };
  listen(page);
  restore(page);
  places.count();
  places.arrive();
}

function listen(page) {
  const { form, words, writer, places } = page;
  const cardOf = (element) => page.cards.find((card) => card.article.contains(element));

  form.addEventListener("compositionstart", (event) => hold(cardOf(event.target), true));
  form.addEventListener("compositionend", (event) => {
    hold(cardOf(event.target), false);
    changed(event);
  });
  form.addEventListener("input", (event) => event.isComposing || changed(event));
  form.addEventListener("submit", (event) => page.leaving || leave(event));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-piece]");
    if (!button) return;
    event.preventDefault();
    addPiece(page, cardOf(button));
  });
  window.addEventListener("beforeunload", (event) => {
    if (writer.unsent && !page.kept.works) event.preventDefault();
  });

  function hold(card, composing) {
    if (card) card.composing = composing;
  }

  function changed(event) {
    const card = cardOf(event.target);
    if (!card || card.composing) return;
    if (/-(url|note|title)$/.test(event.target.name)) writer.release(card);
    else writer.changed(card, { now: event.target.matches("[type=radio], [type=checkbox]") });
    places.count();
    writer.report();
  }

  // First everything is saved; only then a button leads on, or does more than saving (data-sends).
  async function leave(event) {
    const button = event.submitter;
    event.preventDefault();
    for (const card of page.cards) if (card.piece() && !(await addPiece(page, card))) return;
    const everything = await writer.flush();
    if (writer.clashes.length) places.show(writer.clashes[0]);
    else if (everything && button?.matches("[data-check-button]")) location.assign(form.dataset.check);
    else if (everything && button?.matches("[data-sends]")) {
      page.leaving = true;
      setTimeout(() => form.requestSubmit(button)); // a form that is being submitted ignores a second asking
    } else page.status.insist();
  }
}

// Words of this browser that the server does not have come back into the fields, or beside what is newer there.
function restore({ cards, kept, writer, words, status }) {
  const entries = kept.all();
  for (const card of cards) {
    const entry = entries[card.key];
    const drawn = card.article.querySelector("[data-clash]");
    if (drawn) {
      const stored = {
        version: Number(card.article.querySelector("[data-keep]").value.split("@").pop()),
        value: drawn.dataset.value ?? "",
        comment: drawn.querySelector("[data-clash-comment]").textContent,
        reason: drawn.querySelector("[data-clash-reason]").textContent,
      };
      writer.clash(card, stored);
      continue;
    }
    if (!entry) {
      if (card.isTouched) writer.changed(card, { now: true });
      continue;
    }
    const stored = { version: card.version, saved_at: "", ...card.read() };
    const differs = JSON.stringify({ ...card.read() }) !== JSON.stringify(pick(entry));
    card.write(entry);
    if (!differs) writer.release(card);
    else if (entry.version === stored.version) writer.changed(card, { now: true });
    else writer.clash(card, stored);
    if (differs || entry.piece) status.say(words.restored);
  }
}

function pick({ value, comment, reason, evidence }) {
  return { value, comment, reason, evidence };
}
