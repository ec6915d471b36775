// The form that saves as people type. Everything it says comes from the page; without it the form works by its buttons.

import { Card } from "./card.js";
import { BrowserCopy } from "./browser-copy.js";
import { offer } from "./unsaved-text.js";
import { Categories } from "./categories.js";
import { FewCards } from "./few-cards.js";
import { Status } from "./status.js";
import { lastKnown, Writer } from "./writer.js";
import { addPiece, showPiece } from "./evidence.js";

const form = document.querySelector("form[data-autosave]");
if (form) start(form);

function start(form) {
  document.documentElement.classList.add("has-script");
  const words = JSON.parse(document.getElementById("autosave-words").textContent);
  const cards = [...form.querySelectorAll("[data-card]")].map((article) => new Card(article));
  const browserCopy = new BrowserCopy(form.dataset.storageKey, {
    address: location.pathname,
    review: form.dataset.review,
    title: document.querySelector("h1").textContent.trim(),
  });
  const categories = form.querySelector("[data-group]") ? new Categories(form, cards, words) : new FewCards(cards, words);
  const status = new Status(form, words, () => categories.address());
  const writer = new Writer({
    address: form.dataset.address,
    party: form.dataset.party,
    person: form.dataset.person,
    browserCopy,
    token: form.querySelector("[name=csrf_token]").value,
    report: () => {
      status.show(writer, cards);
      for (const button of document.querySelectorAll("[data-opens-in]")) button.hidden &&= button.dataset.opensIn !== writer.stands;
    },
    clashed: (card, stored, choose) =>
      card.showClash(stored, words, (choice) => {
        choose(choice);
        categories.count();
      }),
  });
  const page = { form, words, cards, browserCopy, categories, status, writer };
  listen(page);
  restore(page);
  offer(cards, (card, entry) => {
    card.write(entry);
    writer.changed(card, { now: true });
    categories.count();
  });
  categories.count();
  categories.arrive();
}

function listen(page) {
  const { form, words, writer, categories } = page;
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
    if (writer.unsent && !page.browserCopy.works) event.preventDefault();
  });

  // Out of the browser's memory of pages: what is stored, and who is signed in, may be another by now.
  window.addEventListener("pageshow", (event) => event.persisted && (page.browserCopy.works || !writer.unsent) && location.reload());
  // Signed out, here or in another tab, with waiting words to be removed.
  document.addEventListener("plumbline:forget", () => (writer.silent = true));
  new BroadcastChannel("plumbline").addEventListener("message", () => {
    if (writer.silent) return;
    writer.silent = true;
    location.reload();
  });

  function hold(card, composing) {
    if (card) card.composing = composing;
  }

  function changed(event) {
    const card = cardOf(event.target);
    if (!card || card.composing) return;
    if (/-(url|note|title)$/.test(event.target.name)) writer.noted(card);
    else writer.changed(card, { now: event.target.matches("[type=radio], [type=checkbox]") });
    categories.count();
    writer.report();
  }

  // First everything is saved; only then a button leads on, or does more than saving (data-sends).
  async function leave(event) {
    const button = event.submitter;
    event.preventDefault();
    for (const card of page.cards) while (card.piece()) if (!(await addPiece(page, card))) return showPiece(categories, card);
    const everything = await writer.flush();
    if (writer.clashes.length) categories.show(writer.clashes[0]);
    else if (everything && button?.matches("[data-check-button]")) location.assign(form.dataset.check);
    else if (everything && button?.matches("[data-sends]")) {
      page.leaving = true;
      setTimeout(() => form.requestSubmit(button)); // a form that is being submitted ignores a second asking
    } else page.status.insist();
  }
}

// Words of this browser that the server does not have come back into the fields, or beside what is newer there.
function restore(page) {
  const newest = new Map(page.browserCopy.copies().map((copy) => [copy.card, copy]));
  const at = (card) => newest.get(card.key)?.entry.at ?? Infinity;
  for (const card of [...page.cards].sort((one, other) => at(one) - at(other))) restoreCard(page, card, newest.get(card.key));
}

function restoreCard({ browserCopy, writer, words, status }, card, copy) {
  const drawn = card.article.querySelector("[data-clash]");
  if (drawn) {
    const stored = clashOf(card, drawn);
    if (stored.evidence) card.know({ ...card.stored, evidence: stored.evidence });
    return writer.clash(card, stored);
  }
  if (!copy) return card.isTouched && touched(writer, card);
  const { entry } = copy;
  const stored = { version: card.version, saved_at: "", ...card.drawn() };
  const typed = { value: entry.value, comment: entry.comment, reason: entry.reason, evidence: entry.evidence };
  const differs = JSON.stringify(typed) !== JSON.stringify(card.drawn());
  browserCopy.adopt(copy);
  card.write(entry);
  if (differs || entry.piece) status.say(words.restored);
  if (!differs) return writer.noted(card, entry.last);
  const known = entry.version === stored.version ? stored : lastKnown(entry.stored, entry.sent ?? [], stored);
  card.know(known ?? entry.stored ?? stored);
  if (known) card.follow(stored.evidence);
  return writer.restored(card, entry, known ? null : stored);
}

// Typed before the script was here; or put back by the browser from an older page, over what is newer.
function touched(writer, card) {
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival?.type !== "back_forward") return writer.changed(card, { now: true });
  return writer.restored(card, { version: 0 }, { version: card.version, saved_at: "", ...card.drawn() });
}

function clashOf(card, drawn) {
  const { storedEvidence } = drawn.dataset; // none on a side that has no evidence
  return {
    version: Number(card.article.querySelector("[data-keep]").value.split("@").pop()),
    saved_at: drawn.querySelector("[data-clash-time]")?.textContent ?? "",
    evidence: storedEvidence?.split(" ").filter(Boolean),
    value: drawn.dataset.value ?? "",
    comment: drawn.querySelector("[data-clash-comment]").textContent,
    reason: drawn.querySelector("[data-clash-reason]").textContent,
  };
}
