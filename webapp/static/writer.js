// Sends ratings as they are typed: one write in flight a card, the latest wins, and nothing typed is forgotten
// before the server has it. Knows nothing of how the page looks; tells `report` how things stand.

import { sameWords } from "./card.js";

const TYPING = 800;
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;
const PATIENCE = 20000;
const KEEPALIVE_MOST = 50000;

export class Writer {
  constructor({ address, party, kept, token, report, clashed }) {
    Object.assign(this, { address, party, kept, token, report, clashed });
    this.states = new Map();
    this.trouble = ""; // offline, waiting, signed_out, closed, reload
    this.message = "";
    this.savedAt = "";
    this.stands = ""; // the review's state after the last save
    this.retryIn = FIRST_RETRY;
    window.addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.hidden && this.sendAll());
  }

  state(card) {
    if (!this.states.has(card)) this.states.set(card, { dirty: false, sending: null, timer: 0, clash: null, refused: "" });
    return this.states.get(card);
  }

  // Something of the card was typed or chosen.
  changed(card, { now = false } = {}) {
    const state = this.state(card);
    state.dirty = true;
    state.refused = "";
    this.keep(card);
    this.schedule(card, now ? 0 : TYPING);
    this.report();
  }

  keep(card) {
    this.kept.put(card.key, { version: card.version, ...card.read(), piece: card.piece() });
  }

  // The server has the card's words: the browser's copy goes, unless more is typed there.
  release(card) {
    if (this.state(card).dirty || card.piece()) this.keep(card);
    else this.kept.drop(card.key);
  }

  schedule(card, delay) {
    const state = this.state(card);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => this.send(card), delay);
  }

  send(card) {
    const state = this.state(card);
    clearTimeout(state.timer);
    const stopped = ["signed_out", "closed", "reload"].includes(this.trouble);
    if (!state.dirty || state.sending || state.clash || card.composing || stopped) return state.sending;
    state.sending = this.#write(card, state).finally(() => {
      state.sending = null;
      this.report();
      if (state.dirty && !this.trouble && !state.refused) this.send(card);
    });
    this.report();
    return state.sending;
  }

  async #write(card, state) {
    const content = card.read();
    const withEvidence = card.evidenceChanged;
    state.dirty = false;
    const body = {
      party: this.party,
      expectation: card.article.dataset.expectation,
      version: card.version,
      value: content.value,
      comment: content.comment,
      reason: content.reason,
      evidence: withEvidence ? content.evidence : null,
      seen: card.article.dataset.seen ? Number(card.article.dataset.seen) : null,
    };
    const answer = await this.ask("PUT", this.address, body);
    if (answer.ok) {
      card.version = answer.body.version;
      if (withEvidence) card.storedEvidence = content.evidence;
      this.#saved(card, answer.body);
    } else if (answer.status === 409 && answer.body.kind === "stale") {
      this.#stale(card, state, content, answer.body.current, withEvidence);
    } else {
      state.dirty = true;
      if (answer.status === 413 || answer.status === 422) {
        state.dirty = false;
        state.refused = answer.body.message || " ";
      }
    }
  }

  #saved(card, stored) {
    this.savedAt = stored.saved_at;
    this.stands = stored.state;
    this.release(card);
  }

  #stale(card, state, content, current, withEvidence) {
    if (sameWords(content, current)) {
      // Our own earlier write arrived and only its answer was lost.
      card.version = current.version;
      state.dirty = state.dirty || withEvidence;
      this.#saved(card, current);
      return;
    }
    this.clash(card, current);
  }

  // Somebody wrote since: shows both, and waits for the reader's choice.
  clash(card, current) {
    const state = this.state(card);
    state.clash = current;
    state.dirty = true;
    this.clashed(card, current, (choice) => this.settle(card, choice));
    this.report();
  }

  settle(card, choice) {
    const state = this.state(card);
    card.version = state.clash.version;
    if (choice === "take") card.write(state.clash);
    state.clash = null;
    state.dirty = choice === "keep";
    if (choice === "keep") this.changed(card, { now: true });
    else this.release(card);
    this.report();
  }

  // One request; gives { ok, status, body } and notes what trouble there is. Status 0: nobody answered.
  async ask(method, address, body, { again = true } = {}) {
    const text = JSON.stringify(body);
    let response;
    try {
      response = await fetch(address, {
        method,
        body: text,
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: text.length < KEEPALIVE_MOST,
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return this.#later(navigator.onLine ? "waiting" : "offline");
    }
    if (response.type === "opaqueredirect" || response.status === 401) return this.#stop("signed_out", 401);
    if (response.status >= 500 || response.status === 429) return this.#later("waiting", response.status);
    const found = await response.json().catch(() => ({}));
    if (response.status === 400 && again && (await this.#newToken())) return this.ask(method, address, body, { again: false });
    if (response.status === 409 && found.kind === "closed") return this.#stop("closed", 409, found);
    if ([400, 403, 404].includes(response.status)) return this.#stop("reload", response.status, found);
    this.trouble = "";
    this.retryIn = FIRST_RETRY;
    return { ok: response.ok, status: response.status, body: found };
  }

  #stop(trouble, status, body = {}) {
    this.trouble = trouble;
    this.message = body.message || "";
    return { ok: false, status, body };
  }

  #later(trouble, status = 0) {
    this.trouble = trouble;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), this.retryIn);
    this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY);
    return { ok: false, status, body: {} };
  }

  retry() {
    if (this.trouble === "offline" || this.trouble === "waiting") this.trouble = "";
    this.sendAll();
    this.report();
  }

  // After signing in again in another tab this page's token is an old one; the page itself has a new one.
  async #newToken() {
    try {
      const page = await fetch(location.pathname, { credentials: "same-origin", redirect: "error" });
      const found = new DOMParser().parseFromString(await page.text(), "text/html");
      const token = found.querySelector("input[name=csrf_token]")?.value;
      if (!token || token === this.token) return false;
      this.token = token;
      return true;
    } catch {
      return false;
    }
  }

  sendAll() {
    return [...this.states.keys()].map((card) => this.send(card)).filter(Boolean);
  }

  // Sends what waits; true once the server has everything.
  async flush() {
    if (this.trouble === "offline" || this.trouble === "waiting") this.trouble = "";
    for (let round = 0; round < 5 && this.unsent; round += 1) {
      const sending = this.sendAll();
      if (!sending.length) break;
      await Promise.all(sending);
      if (this.trouble) break;
    }
    return !this.unsent;
  }

  get unsent() {
    return [...this.states.values()].some((state) => state.dirty || state.sending || state.refused);
  }

  get clashes() {
    return [...this.states.entries()].filter(([, state]) => state.clash).map(([card]) => card);
  }

  get refused() {
    return [...this.states.values()].map((state) => state.refused).find(Boolean) || "";
  }
}
