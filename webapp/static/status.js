// What the bar says about saving: always what is true now. Announced politely, and only when it matters.

const QUIET = new Set(["saving", "unsaved"]);
const STOPS = new Set(["signed_out", "other_account", "closed", "refused"]); // nothing is saved before the reader acts

export class Status {
  constructor(form, words, comeBack) {
    Object.assign(this, { form, words, comeBack });
    this.line = document.querySelector("[data-status]");
    this.drawn = this.line.textContent; // stands until this page has saved something
    this.voice = document.querySelector("[data-announce]");
    this.announced = "";
  }

  show(writer, cards) {
    const kind = this.#kind(writer, cards);
    this.line.dataset.kind = kind;
    if (kind === "saved") this.line.classList.remove("is-urgent");
    if (kind === "as_drawn") return this.line.replaceChildren(this.drawn);
    const sentence = (this.words[kind] ?? "").replace("{message}", this.#why(writer));
    const text = this.#saved(kind, writer) + sentence.replace("{time}", writer.savedAt);
    this.line.replaceChildren(text, ...this.#link(writer.trouble));
    return this.#announce(kind, text);
  }

  #kind(writer, cards) {
    const waits = writer.unsent;
    if (STOPS.has(writer.trouble)) return writer.trouble;
    if (writer.refused) return "refused";
    if (writer.clashes.length) return "stale";
    if (waits && !writer.browserCopy.works) return "no_storage";
    if (waits && writer.trouble) return writer.trouble;
    if (waits) return [...writer.states.values()].some((state) => state.sending) ? "saving" : "unsaved";
    if (cards.some((card) => card.piece())) return "piece";
    return writer.savedAt ? "saved" : "as_drawn";
  }

  // What is saved is said also while a piece of evidence waits to be added.
  #saved(kind, writer) {
    if (kind !== "piece") return "";
    return (writer.savedAt ? this.words.saved.replace("{time}", writer.savedAt) : this.drawn) + this.words.stop;
  }

  // Why something is refused: this page as a whole, or what is typed on a card; a proxy refuses that without a word.
  #why(writer) {
    return writer.trouble === "refused" ? writer.message : writer.refused.trim() || this.words.too_large;
  }

  #link(trouble) {
    if (trouble === "signed_out" || trouble === "other_account") {
      const wanted = new URL(this.form.dataset.signIn, location.origin);
      wanted.searchParams.set("next", this.comeBack());
      return [" ", link(this.words.sign_in, wanted.pathname + wanted.search)];
    }
    return STOPS.has(trouble) ? [" ", link(this.words.reload, location.pathname)] : [];
  }

  #announce(kind, text) {
    if (!this.voice || QUIET.has(kind) || kind === this.announced) return;
    this.announced = kind;
    this.voice.textContent = text;
  }

  say(text) {
    if (this.voice) this.voice.textContent = text;
  }

  // The reader wanted to go on and cannot yet: the status is said again.
  insist() {
    this.say("");
    setTimeout(() => this.say(this.line.textContent), 50);
    this.line.classList.toggle("is-urgent", this.line.dataset.kind !== "saved");
  }
}

function link(text, address) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = text;
  return made;
}
