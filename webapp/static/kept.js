// The browser's own copy of words that the server does not have yet.
// One name per account, review, revision and side; one entry per card. Gone as soon as the server has the words.

export class Kept {
  constructor(name) {
    this.name = name;
    this.works = true;
  }

  all() {
    try {
      return JSON.parse(localStorage.getItem(this.name) || "{}");
    } catch {
      return {};
    }
  }

  put(key, entry) {
    this.#write({ ...this.all(), [key]: entry });
  }

  drop(key) {
    const { [key]: gone, ...rest } = this.all();
    if (gone !== undefined) this.#write(rest);
  }

  #write(entries) {
    try {
      if (Object.keys(entries).length) localStorage.setItem(this.name, JSON.stringify(entries));
      else localStorage.removeItem(this.name);
      this.works = true;
    } catch {
      this.works = false; // private windows and full disks: the page then asks before it is left
    }
  }
}

const ofAccount = (person) => Object.keys(localStorage).filter((name) => name.startsWith(`plumbline:${person}:`));

// Whether words of this account wait in this browser.
export function waiting(person) {
  try {
    return ofAccount(person).length > 0;
  } catch {
    return false;
  }
}

// Forgets every waiting word of this account.
export function forget(person) {
  for (const name of ofAccount(person)) localStorage.removeItem(name);
}
