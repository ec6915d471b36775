// The browser's own copy of words that the server does not have yet, gone as soon as it has them.
// Stored by account, review, revision and side, then card, then page: one name each, so that two tabs never write over
// each other's. A value is { [card]: entry }; an entry says what the fields say, `at`, when it was first typed, and
// `last`, when it was last typed; `aside`, that its writer put other words into the form instead.

const PREFIX = "plumbline:";
const page = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`; // this loading of the page

export class BrowserCopy {
  // `form`: account, review, revision, side. `about`: where the words belong, for people: { address, title }.
  constructor(form, about) {
    Object.assign(this, { form, about });
    this.lost = new Set(); // the cards whose newest words found no room here
  }

  // Whether all that waits is kept here: what finds room for one card says nothing of another.
  get works() {
    return !this.lost.size;
  }

  #name(card) {
    return `${this.form}:${card}:${page}`;
  }

  put(card, entry) {
    try {
      localStorage.setItem(this.#name(card), JSON.stringify({ [card]: { ...entry, ...this.about } }));
      this.lost.delete(card);
    } catch {
      this.lost.add(card); // private windows and full disks: the page then asks before it is left
    }
  }

  drop(card) {
    remove(this.#name(card));
    this.lost.delete(card);
  }

  // What earlier pages, or other tabs, kept for this form, without what was laid aside; what was typed last comes last.
  copies() {
    return entries(`${this.form}:`).filter(({ name, entry }) => !name.endsWith(`:${page}`) && !entry.aside);
  }

  // Takes an entry over from an earlier page: from here on it is this page's to send and to drop.
  adopt({ name, card, entry }) {
    this.put(card, entry);
    if (!this.lost.has(card)) remove(name);
  }
}

// Every waiting entry of an account that this page has not taken over: { name, card, entry }, by when it was typed last.
export function ofAccount(person) {
  return entries(`${PREFIX}${encodeURIComponent(person)}:`).filter(({ name }) => !name.endsWith(`:${page}`));
}

// Keeps what stood in a card while the words of `one` take its place: { name, card, entry }. Only its writer's own
// choice puts it back.
export function layAside({ name, card, entry }, stood) {
  const now = Date.now();
  const aside = { ...entry, ...stood, at: now, last: now, sent: [], aside: true };
  const made = `${name}~${now.toString(36)}`;
  try {
    localStorage.setItem(made, JSON.stringify({ [card]: aside }));
  } catch {
    // nothing can be kept here: the page still shows it
  }
  return { name: made, card, entry: aside };
}

// Whether words of this account wait in this browser.
export function waiting(person) {
  return entries(`${PREFIX}${encodeURIComponent(person)}:`).length > 0;
}

// Forgets every waiting word of this account.
export function forget(person) {
  for (const { name } of entries(`${PREFIX}${encodeURIComponent(person)}:`)) remove(name);
}

// Puts another entry in the place of one.
export function replace(name, card, entry) {
  try {
    localStorage.setItem(name, JSON.stringify({ [card]: entry }));
  } catch {
    // no room any more: the earlier one stands
  }
}

export function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // nothing can be kept here, so nothing is
  }
}

function entries(prefix) {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .flatMap((name) => Object.entries(read(name)).map(([card, entry]) => ({ name, card, entry })))
      .sort((one, other) => typed(one.entry) - typed(other.entry));
  } catch {
    return [];
  }
}

const typed = ({ last, at }) => last ?? at ?? 0;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}
