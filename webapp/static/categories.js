// Where one is in a long form: which category a phone shows, what is rated, what comes next.

export class Categories {
  constructor(form, cards, words) {
    Object.assign(this, { form, cards, words });
    this.groups = [...form.querySelectorAll("[data-group]")];
    this.menu = form.querySelector("[data-category-menu]");
    document.addEventListener("click", (event) => this.#pressed(event));
    showWholeFields();
  }

  #pressed(event) {
    const show = event.target.closest("[data-show]");
    const next = event.target.closest("[data-next-unrated]");
    const index = event.target.closest("[data-index]");
    if (show) {
      event.preventDefault();
      this.open(show.dataset.show);
      this.group(show.dataset.show).scrollIntoView({ block: "start" });
    } else if (next) {
      event.preventDefault();
      const card = this.nextUnrated();
      if (card) this.show(card);
    } else if (index) {
      this.open(this.cards.find((card) => card.key === index.dataset.index)?.article.closest("[data-group]").dataset.group);
    }
  }

  group(key) {
    return this.groups.find((group) => group.dataset.group === key);
  }

  get current() {
    return this.groups.find((group) => group.classList.contains("is-current"));
  }

  // The address that leads back to this place.
  address() {
    const card = document.activeElement?.closest("[data-card]");
    const category = this.current ? `?category=${encodeURIComponent(this.current.dataset.group)}` : "";
    return `${location.pathname}${category}${card ? `#${card.id}` : ""}`;
  }

  open(key) {
    const wanted = this.group(key);
    if (!wanted || wanted === this.current) return this.menu?.removeAttribute("open");
    for (const group of this.groups) group.classList.toggle("is-current", group === wanted);
    const field = this.form.querySelector("[data-category]");
    if (field) field.value = key;
    history.replaceState(null, "", `?category=${encodeURIComponent(key)}`);
    this.#mark(key);
    return undefined;
  }

  #mark(key) {
    if (!this.menu) return;
    this.menu.removeAttribute("open");
    for (const button of this.menu.querySelectorAll("[data-show]")) {
      const here = button.dataset.show === key;
      button.toggleAttribute("aria-current", here);
      if (here) {
        button.setAttribute("aria-current", "true");
        this.menu.querySelector("[data-category-now]").textContent = button.firstElementChild.textContent.trim();
      }
    }
    const at = this.menu.querySelector("[data-category-at]");
    if (at) at.textContent = at.dataset.categoryAt.replace("{at}", String(this.groups.indexOf(this.group(key)) + 1));
  }

  show(card) {
    this.open(card.article.closest("[data-group]").dataset.group);
    card.focus();
  }

  // The first card without a rating after the one that has the focus, then from the top.
  nextUnrated() {
    const here = document.activeElement?.closest("[data-card]");
    const at = this.cards.findIndex((card) => card.article === here);
    const start = at >= 0 ? at + 1 : this.cards.findIndex((card) => this.current?.contains(card.article));
    const turned = [...this.cards.slice(Math.max(start, 0)), ...this.cards.slice(0, Math.max(start, 0))];
    return turned.find((card) => !card.isRated && card.isAskedFor) ?? turned.find((card) => !card.isRated);
  }

  count() {
    const ratedOf = (cards, words) => words.replace("{rated}", cards.filter((card) => card.isRated).length).replace("{asked}", cards.length);
    const need = this.cards.filter((card) => card.needsEvidence).length;
    put("[data-rated]", ratedOf(this.cards.filter((card) => card.isAskedFor), this.words.rated));
    put("[data-others]", ratedOf(this.cards.filter((card) => !card.isAskedFor), this.words.others));
    put("[data-need-evidence-words]", need === 1 ? this.words.one_needs_evidence : this.words.need_evidence.replace("{count}", need));
    hide("[data-need-evidence]", need === 0);
    hide("[data-next-unrated]", this.cards.every((card) => card.isRated));
    for (const card of this.cards) this.#mirror(card);
    for (const group of this.groups) {
      const own = this.cards.filter((card) => group.contains(card.article));
      put(`[data-group-count="${CSS.escape(group.dataset.group)}"]`, ratedOf(own, this.words.rated));
    }
  }

  #mirror(card) {
    const insist = card.article.querySelector("[data-insist]");
    if (insist) insist.hidden = !card.needsEvidence;
    const dot = document.querySelector(`[data-index="${CSS.escape(card.key)}"] .dot`);
    if (!dot) return;
    dot.classList.toggle("dot-done", card.isRated);
    dot.firstElementChild.textContent = card.isRated ? this.words.done : "";
  }

  // Somebody came here by a link to a field: shows its category and puts the focus there.
  arrive() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const group = target && target.closest("[data-group]");
    if (!group) return;
    const hash = location.hash;
    this.open(group.dataset.group);
    history.replaceState(null, "", `${location.search}${hash}`);
    const within = target.matches("[data-insist]") ? target.closest("[data-evidence]") : target;
    const field = target.matches("textarea, [tabindex]") ? target : within.querySelector("input:checked, input[type=radio], summary");
    const stand = () => {
      target.scrollIntoView({ block: target.matches("[data-card]") ? "start" : "center" });
      field?.focus({ preventScroll: true });
    };
    const again = () => document.activeElement === document.body && stand();
    stand();
    // The browser goes to the address's fragment when all is loaded, and takes the focus away.
    if (document.readyState !== "complete") window.addEventListener("load", () => setTimeout(again), { once: true });
  }
}

// The browser scrolls to where one writes in a field, not to all of it, so that Tab may leave its end under the bar. A
// pointer already sees where it points, and must not lose the place while it is down.
function showWholeFields() {
  let byTab = false;
  document.addEventListener("keydown", (event) => (byTab = event.key === "Tab"), true);
  document.addEventListener("pointerdown", () => (byTab = false), true);
  document.addEventListener("focusin", ({ target }) => {
    if (byTab && target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });
}

function put(selector, text) {
  for (const each of document.querySelectorAll(selector)) each.textContent = text;
}

function hide(selector, hidden) {
  for (const each of document.querySelectorAll(selector)) each.hidden = hidden;
}
