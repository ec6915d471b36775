// Adding a piece of evidence without leaving the page.

const FIELDS = ["url", "note", "title"];
const underway = new Map(); // by card: a piece that is being added

const inUse = (list) => list.contains(document.activeElement) || list.querySelector("details[open]");

// Adds the piece that is typed on a card; true if the server has it. One at a time for each card: who asks meanwhile
// gets the answer for the one under way. The lists of the other cards then offer it, too.
export function addPiece(page, card) {
  if (!card?.piece()) {
    card?.field("url")?.focus();
    return Promise.resolve(false);
  }
  if (!underway.has(card)) underway.set(card, add(page, card).finally(() => underway.delete(card)));
  return underway.get(card);
}

// A piece that could not be added, and the reason beside it: in sight, and the focus at what is to be mended.
export function showPiece(categories, card) {
  categories.show(card);
  card.article.querySelector("[data-add]").open = true; // it may have been closed over what is typed
  card.article.querySelector("[data-add-error]").scrollIntoView({ block: "end", behavior: "instant" });
  (card.article.querySelector(".add-evidence-form [aria-invalid=true]") ?? card.field(FIELDS.find((name) => card.text(name).trim()))).focus();
}

async function add({ form, cards, writer, words, categories, status }, card) {
  const sent = card.piece();
  said(card, "");
  await writer.flush();
  const body = { ...sent, expectation: card.article.dataset.expectation };
  const answer = await writer.ask("POST", form.dataset.evidenceAddress, body, isEvidence);
  if (!answer.ok) {
    const problem = answer.body.message || words[answer.trouble] || words.too_large;
    said(card, problem, answer.body.field);
    writer.report();
    status.say(problem);
    return false;
  }
  for (const name of FIELDS) if (card.text(name) === sent[name]) card.field(name).value = "";
  for (const listed of answer.body.cards) {
    const other = cards.find((each) => each.key === listed.key);
    if (other) draw(other, listed, writer, other === card);
  }
  writer.release(card);
  categories.count();
  writer.report();
  if (!card.piece()) card.article.querySelector("[data-add] summary").focus();
  return true;
}

// Why the piece could not be added, '' once it could: above the field that it is about, else below the button.
function said(card, sentence, name = "") {
  const problem = card.article.querySelector("[data-add-error]");
  const about = card.field(name);
  problem.textContent = sentence;
  problem.hidden = !sentence;
  if (about) about.before(problem);
  else card.article.querySelector("[data-add-piece]").after(problem);
  for (const field of FIELDS.map((each) => card.field(each))) {
    field.classList.toggle("is-wrong", field === about);
    field.setAttribute("aria-invalid", String(field === about));
    if (field === about) field.setAttribute("aria-describedby", problem.id);
  }
}

function isEvidence(status, body) {
  return status === 409 ? typeof body.message === "string" : Array.isArray(body.cards);
}

// A list is drawn anew where nobody is at work in it; the own card shows its new piece in any case.
function draw(card, listed, writer, isOwn) {
  const nobodyElse = isOwn && listed.version === card.version + 1; // adding a piece is one write
  if (nobodyElse || (card.version === 0 && listed.empty)) card.version = listed.version;
  const list = card.article.querySelector("[data-evidence]");
  if (!list) return;
  const made = new DOMParser().parseFromString(listed.html, "text/html").querySelector("[data-evidence]");
  const untouched = !writer.state(card).dirty && !card.evidenceChanged && !card.piece();
  if (untouched && (isOwn || !inUse(list))) {
    list.replaceWith(document.adoptNode(made));
    card.redrawn();
  } else if (isOwn) join(card, made);
}

// Shows the pieces that support the rating since the list was drawn, beside what the reader is at.
function join(card, made) {
  for (const piece of made.querySelectorAll(".piece:has(input[checked])")) {
    const { value } = piece.querySelector("input");
    const known = card.all("evidence").find((box) => box.value === value);
    if (known && card.stored.evidence.includes(value)) continue;
    if (known) known.checked = true;
    else card.article.querySelector("[data-add]").before(document.adoptNode(piece));
    card.elsewhere = card.elsewhere.filter((id) => id !== value);
    card.know({ ...card.stored, evidence: [...card.stored.evidence, value] });
  }
}
