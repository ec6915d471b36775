// Adding a piece of evidence without leaving the page.

const inUse = (list) => list.contains(document.activeElement) || list.querySelector("details[open]");

// Adds the piece that is typed on a card; true if the server has it. The lists of the other cards then offer it, too.
export async function addPiece({ form, cards, writer, words, places }, card) {
  const typed = card?.piece();
  if (!typed) {
    card?.field("url")?.focus();
    return false;
  }
  const problem = card.article.querySelector("[data-add-error]");
  problem.hidden = true;
  await writer.flush();
  const body = { ...typed, expectation: card.article.dataset.expectation };
  const answer = await writer.ask("POST", form.dataset.evidenceAddress, body);
  if (!answer.ok) {
    problem.textContent = answer.body.message || words[writer.trouble] || words.waiting;
    problem.hidden = false;
    writer.report();
    return false;
  }
  for (const name of ["url", "note", "title"]) card.field(name).value = "";
  for (const listed of answer.body.cards) {
    const other = cards.find((each) => each.key === listed.key);
    if (other) draw(other, listed, writer, other === card);
  }
  writer.release(card);
  places.count();
  writer.report();
  card.article.querySelector("[data-add] summary").focus();
  return true;
}

function draw(card, listed, writer, isOwn) {
  if (card.version === 0 && listed.empty) card.version = listed.version;
  const list = card.article.querySelector("[data-evidence]");
  const untouched = !writer.state(card).dirty && !card.evidenceChanged;
  if (!list || !untouched || (!isOwn && inUse(list))) return;
  const made = new DOMParser().parseFromString(listed.html, "text/html").querySelector("[data-evidence]");
  list.replaceWith(document.adoptNode(made));
  card.storedEvidence = card.evidence();
}
