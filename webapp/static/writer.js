// Sends cards as they are filled in, of ratings, votes or notes: one write in flight, in the order of typing, the latest
// of each card; only where the page is hidden, and may not come back, all at once. Nothing typed is forgotten before the
// server has it. Knows nothing of how the page looks; tells `report` how things stand.

import { sameWords } from "./card.js";
import { ServerConnection } from "./server-connection.js";

const TYPING = 800;
const FIRST_RETRY = 2000;
const LAST_RETRY = 30000;
const PASSING = ["offline", "waiting"]; // tried again by itself
const ABSENT = ["signed_out", "other_account"]; // tried again when somebody comes back to this page

export class Writer {
  constructor({ address, party, person, browserCopy, token, report, clashed }) {
    Object.assign(this, { address, party, person, browserCopy, report, clashed });
    this.line = new ServerConnection(token, (trouble, body) => this.#troubled(trouble, body));
    this.states = new Map();
    this.trouble = ""; // offline, waiting, signed_out, other_account, closed, refused
    this.message = "";
    this.savedAt = "";
    this.stands = ""; // the review's state after the last save
    this.retryIn = FIRST_RETRY;
    this.timer = 0; // of the next try; only a try by this timer makes the next pause longer
    this.silent = false; // after signing out: nothing is kept or sent any more
    window.addEventListener("online", () => this.online());
    window.addEventListener("focus", () => this.return());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.hurry() : this.return()));
  }

  state(card) {
    if (!this.states.has(card)) {
      this.states.set(card, { dirty: false, due: false, sending: null, out: false, timer: 0, clash: null, refused: "", at: 0, last: 0, sent: [] });
    }
    return this.states.get(card);
  }

  // Something of the card was typed or chosen just now.
  changed(card, { now = false } = {}) {
    const state = this.state(card);
    state.last = Date.now();
    state.at ||= state.last;
    this.#unsaved(card, now);
  }

  // A piece of evidence was typed, just now or `at`; it is sent only when it is added.
  noted(card, at = Date.now()) {
    this.state(card).last = at;
    this.release(card);
  }

  // What an earlier page kept stands in the fields again: it was typed when that page says. `newer` is what somebody
  // wrote since, null for nothing.
  restored(card, { version, at, last, sent }, newer) {
    Object.assign(this.state(card), { at: at || Date.now(), last: last ?? at ?? 0, sent: sent ?? [] });
    if (!newer) return this.#unsaved(card, true);
    card.version = version ?? 0; // what the words were typed over, until the reader has chosen
    this.clash(card, newer);
  }

  #unsaved(card, now) {
    const state = this.state(card);
    state.dirty = true;
    state.refused = "";
    this.keep(card);
    this.schedule(card, now ? 0 : TYPING);
    this.report();
  }

  keep(card) {
    if (this.silent) return;
    const { at, last, sent } = this.state(card);
    const { version, stored } = card;
    this.browserCopy.put(card.key, { version, stored, ...card.read(), piece: card.piece(), at, last, sent, ...card.names() });
  }

  // The browser's copy goes, unless the server lacks something of the card: typed since, on the way, refused, a piece.
  release(card) {
    const { dirty, out, refused } = this.state(card);
    if (dirty || out || refused || card.piece()) this.keep(card);
    else this.browserCopy.drop(card.key);
  }

  schedule(card, delay) {
    const state = this.state(card);
    clearTimeout(state.timer);
    state.due = false;
    state.timer = setTimeout(() => {
      state.due = true;
      this.pump();
    }, delay);
  }

  get #stopped() {
    return this.silent || !["", ...PASSING].includes(this.trouble);
  }

  #canGo(card, state) {
    return state.dirty && !state.sending && !state.clash && !card.composing && !this.#stopped;
  }

  // Sends what is due, one after the other, whatever was typed first before the rest.
  pump() {
    if ([...this.states.values()].some((state) => state.sending) || this.trouble) return;
    const due = [...this.states].filter(([card, state]) => state.due && this.#canGo(card, state));
    due.sort(([, one], [, other]) => one.at - other.at);
    if (due.length) this.#send(...due[0]);
  }

  #send(card, state) {
    clearTimeout(state.timer);
    state.sending = this.#write(card, state).finally(() => {
      state.sending = null;
      this.report();
      this.pump();
    });
    this.report();
  }

  async #write(card, state) {
    const content = card.read();
    const withEvidence = card.evidenceChanged;
    state.dirty = state.due = false;
    state.refused = ""; // of what stood here before; it may have come after the last input
    state.out = true;
    state.sent = [...state.sent, content].slice(-5);
    this.keep(card);
    const answer = await this.ask("PUT", this.address, { party: this.party, ...card.body(content, withEvidence) }, isVersioned);
    state.out = false;
    if (answer.ok) {
      card.version = answer.body.version;
      card.know(withEvidence ? content : { ...content, evidence: card.stored.evidence });
      this.#saved(card, state, answer.body);
    } else if (answer.trouble) {
      state.dirty = state.due = true;
    } else if (answer.status === 409) {
      this.#stale(card, state, content, answer.body.current);
    } else {
      state.refused = answer.body.message || " ";
      state.sent = state.sent.filter((one) => one !== content); // stored nowhere, and it may be long
    }
  }

  #saved(card, state, stored) {
    this.savedAt = stored.saved_at;
    this.stands = stored.state;
    state.sent = [];
    state.at = state.dirty ? Date.now() : 0;
    this.release(card);
  }

  #stale(card, state, content, current) {
    const known = lastKnown(card.stored, state.sent, current);
    if (!known) return this.clash(card, current);
    // An earlier write of this page arrived, and only its answer was lost; or a piece was added elsewhere, no words.
    card.version = current.version;
    card.know({ ...current, evidence: known.evidence });
    if (current.evidence) card.follow(current.evidence);
    if (sameWords(content, current)) {
      state.dirty = state.due = state.dirty || card.evidenceChanged;
      return this.#saved(card, state, current);
    }
    state.dirty = state.due = true;
    return this.keep(card);
  }

  // Somebody wrote since: shows both, and waits for the reader's choice.
  clash(card, current) {
    const state = this.state(card);
    state.clash = current;
    state.dirty = true;
    state.at ||= Date.now();
    state.last ||= state.at;
    this.keep(card);
    this.clashed(card, current, (choice) => this.settle(card, choice));
    this.report();
  }

  settle(card, choice) {
    const state = this.state(card);
    card.version = state.clash.version;
    if (choice === "take") card.take(state.clash);
    else card.keepMine(state.clash);
    state.clash = null;
    state.sent = [];
    state.dirty = choice === "keep";
    if (choice === "take") state.at = 0;
    if (choice === "keep") this.changed(card, { now: true });
    else this.release(card);
    this.report();
  }

  // One request; gives { ok, status, body, trouble }. Status 0: nobody answered. `fits`: as in server-connection.js.
  async ask(method, address, body, fits) {
    const answer = await this.line.ask(method, address, { person: this.person, ...body }, fits);
    if (!answer.trouble) {
      this.trouble = "";
      this.retryIn = FIRST_RETRY;
    }
    return answer;
  }

  #troubled(trouble, body) {
    this.trouble = trouble;
    this.message = body.message || "";
    if (!PASSING.includes(trouble) || this.timer) return;
    this.timer = setTimeout(() => {
      if (this.trouble === "waiting") this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY);
      this.retry();
    }, this.retryIn);
  }

  // The network is back, so that the pause need not have grown.
  online() {
    this.retryIn = FIRST_RETRY;
    this.retry();
  }

  retry() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (PASSING.includes(this.trouble)) this.trouble = "";
    this.sendAll();
    this.report();
  }

  // Somebody is here again: they may have signed in, in another tab.
  return() {
    if (ABSENT.includes(this.trouble)) this.trouble = "";
    if (!document.hidden) this.retry();
  }

  sendAll() {
    for (const state of this.states.values()) state.due ||= state.dirty;
    this.pump();
  }

  // The page may be closed now, before a second write could follow the first: everything goes at once, what was typed
  // first before the rest. The browser ends what it could take (server-connection.js); the copy kept here stands for all of it.
  hurry() {
    const ready = [...this.states].filter(([card, state]) => this.#canGo(card, state));
    ready.sort(([, one], [, other]) => one.at - other.at);
    for (const [card, state] of ready) this.#send(card, state);
  }

  // Sends what waits; true once the server has everything.
  async flush() {
    if (PASSING.includes(this.trouble)) this.trouble = "";
    for (this.sendAll(); ; ) {
      const sending = [...this.states.values()].map((state) => state.sending).filter(Boolean);
      if (!sending.length) return !this.unsent;
      await Promise.all(sending);
    }
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

// What this page knew to be stored, or sent, if that is what is stored now, but for pieces that came or went since.
// Two writes of the same words are told apart by their pieces.
export function lastKnown(stored, sent, current) {
  const same = [stored, ...sent].filter((one) => one && sameWords(one, current));
  const pieces = (one) => one.evidence.toSorted().join();
  return same.find((one) => current.evidence && pieces(one) === pieces(current)) ?? same.at(-1);
}

// What the application says of a card: stored, or written by somebody since.
function isVersioned(status, body) {
  const stored = status === 409 ? body.kind === "stale" && body.current : body;
  return Number.isInteger(stored?.version);
}
