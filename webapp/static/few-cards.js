// A form whose few cards all stand on the page: what Categories is to a long one. Nothing is opened but the part that a
// card stands in, and one count follows what is chosen: that of people who are voted on.

export class FewCards {
  constructor(cards, words) {
    Object.assign(this, { cards, words });
  }

  // The address that leads back to this place.
  address() {
    const card = document.activeElement?.closest("[data-card]");
    return `${location.pathname}${card ? `#${card.id}` : ""}`;
  }

  show(card) {
    card.article.closest("details")?.setAttribute("open", "");
    card.focus();
  }

  count() {
    const line = document.querySelector("[data-given]");
    if (!line) return;
    const given = Number(line.dataset.given) + (this.cards[0].isRated ? 1 : 0);
    line.textContent = this.words.given.replace("{given}", String(given));
  }

  // Somebody came here by a link to a card.
  arrive() {
    const card = this.cards.find(({ key }) => key === decodeURIComponent(location.hash.slice(1)));
    if (card) this.show(card);
  }
}
