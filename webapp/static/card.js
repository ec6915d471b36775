// One card on the page, an expectation, a vote or a note: what its fields say, and how it shows what is stored elsewhere.

const LINE_ENDS = /\r\n?/g;

export class Card {
  constructor(article) {
    this.article = article;
    this.key = article.id;
    this.composing = false;
    this.elsewhere = []; // pieces that support the rating and have no box on this page: they were added elsewhere
    this.stored = this.drawn(); // what the server has under `version`, as far as this page knows
  }

  // What the fields said when the page was drawn, whatever was typed since.
  drawn() {
    const boxes = this.all("evidence").filter((box) => box.defaultChecked);
    return {
      value: this.all("value").find((radio) => radio.defaultChecked)?.value ?? "",
      comment: (this.field("comment")?.defaultValue ?? "").replace(LINE_ENDS, "\n"),
      reason: (this.field("reason")?.defaultValue ?? "").replace(LINE_ENDS, "\n"),
      evidence: boxes.map((box) => box.value).sort(),
    };
  }

  // Typed or chosen before the script was there to listen.
  get isTouched() {
    return JSON.stringify(this.read()) !== JSON.stringify(this.drawn());
  }

  field(name) {
    return this.article.querySelector(`[name="${CSS.escape(`${this.key}-${name}`)}"]`);
  }

  all(name) {
    return [...this.article.querySelectorAll(`[name="${CSS.escape(`${this.key}-${name}`)}"]`)];
  }

  get version() {
    return Number(this.field("version").value) || 0;
  }

  set version(number) {
    this.field("version").value = String(number);
  }

  text(name) {
    return (this.field(name)?.value ?? "").replace(LINE_ENDS, "\n");
  }

  value() {
    return this.all("value").find((radio) => radio.checked)?.value ?? "";
  }

  // What people call this card and its value, for showing kept words on another page.
  names() {
    const chosen = this.all("value").find((radio) => radio.checked);
    return {
      skill: document.getElementById(`${this.key}-name`)?.textContent.trim() ?? this.key,
      word: chosen?.closest("label").querySelector(".rating-word").textContent.trim() ?? "",
    };
  }

  evidence() {
    const chosen = this.all("evidence").filter((box) => box.checked).map((box) => box.value);
    return [...chosen, ...this.elsewhere].sort();
  }

  // A piece of evidence that is typed but not added yet.
  piece() {
    const typed = { url: this.text("url"), note: this.text("note"), title: this.text("title") };
    return Object.values(typed).some((text) => text.trim()) ? typed : null;
  }

  read() {
    return { value: this.value(), comment: this.text("comment"), reason: this.text("reason"), evidence: this.evidence() };
  }

  // What is sent of it. Evidence only where it changed here: else it stays as it is stored.
  body(content, withEvidence) {
    const { expectation, seen } = this.article.dataset;
    return {
      expectation,
      version: this.version,
      value: content.value,
      comment: content.comment,
      reason: content.reason,
      evidence: withEvidence ? content.evidence : null,
      seen: seen ? Number(seen) : null,
    };
  }

  // Only on a reader's own choice, or when a page is drawn anew: a save never writes into the fields.
  write(content) {
    for (const radio of this.all("value")) radio.checked = radio.value === content.value;
    for (const name of ["comment", "reason"]) {
      if (this.field(name)) this.field(name).value = content[name] ?? "";
    }
    if (content.evidence) this.#tick(content.evidence);
    if (content.piece) {
      for (const [name, text] of Object.entries(content.piece)) if (this.field(name)) this.field(name).value = text;
      this.article.querySelector("[data-add]")?.setAttribute("open", "");
    }
  }

  #tick(pieces) {
    const boxes = this.all("evidence");
    for (const box of boxes) box.checked = pieces.includes(box.value);
    this.elsewhere = pieces.filter((id) => !boxes.some((box) => box.value === id));
  }

  // What is stored stands in the fields and in the boxes.
  take(content) {
    this.write(content);
    this.know(content);
  }

  // The server has this; `content.evidence` is missing where a side has no evidence, or nothing was said of it.
  know({ value, comment, reason, evidence = this.stored.evidence }) {
    this.stored = { value, comment, reason, evidence: [...evidence].sort() };
  }

  // Pieces came or went elsewhere: the boxes follow, but for what the reader changed. With `keep`, what went elsewhere
  // stays ticked here, if it is.
  follow(evidence, { keep = false } = {}) {
    const before = this.stored.evidence;
    const mine = this.evidence().filter((id) => keep || evidence.includes(id) || !before.includes(id));
    const came = evidence.filter((id) => !before.includes(id) && !mine.includes(id));
    this.#tick([...mine, ...came]);
    this.know({ ...this.stored, evidence });
  }

  // The reader keeps what stands here over what is stored, and pieces of both.
  keepMine(content) {
    if (content.evidence) this.follow(content.evidence, { keep: true });
    this.know(content);
  }

  // The list of pieces was drawn anew, with all that support what is stored.
  redrawn() {
    this.elsewhere = [];
    this.know({ ...this.stored, evidence: this.evidence() });
  }

  get evidenceChanged() {
    return this.evidence().join() !== this.stored.evidence.join();
  }

  get isRated() {
    return this.value() !== "";
  }

  // Whether it must be rated before the form can be sent or signed.
  get isAskedFor() {
    return "askedFor" in this.article.dataset;
  }

  get needsEvidence() {
    const insists = (this.article.dataset.insists || "").split(" ");
    return this.isRated && insists.includes(this.value()) && !this.evidence().length;
  }

  // Both versions beside each other, with two buttons; `choose` is told "keep" or "take".
  showClash(stored, words, choose) {
    this.hideClash();
    const shown = document.getElementById("clash-template").content.cloneNode(true).firstElementChild;
    shown.id = `${this.key}-clash`;
    const put = (name, text) => (shown.querySelector(`[data-clash-${name}]`).textContent = text);
    put("time", stored.saved_at ?? "");
    put("value", words.values[stored.value] ?? words.not_rated);
    put("comment", stored.comment);
    put("reason", stored.reason);
    this.article.querySelector("[data-clash-place]").append(shown);
    for (const answer of ["keep", "take"]) {
      this.article.querySelector(`[data-clash] [data-${answer}]`).addEventListener("click", (event) => {
        event.preventDefault();
        this.hideClash();
        choose(answer);
        this.field("comment")?.focus(); // the button that had the focus is gone
      });
    }
  }

  hideClash() {
    this.article.querySelector("[data-clash-place]").replaceChildren();
  }

  focus() {
    const first = this.all("value").find((radio) => radio.checked) ?? this.all("value")[0];
    first?.focus({ preventScroll: true });
    this.article.scrollIntoView({ block: "start" });
  }
}

export const sameWords = (one, other) =>
  (one.value || "") === (other.value || "") && one.comment === other.comment && one.reason === other.reason;
