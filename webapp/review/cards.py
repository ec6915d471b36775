"""One expectation as both parties' forms show it: a card, and the categories that cards stand in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.cycle.models import EvidenceRule
from graph.framework.read_models import Cell
from graph.review.completeness import is_asked_for, needs_evidence
from graph.review.enums import Part, Party, Value
from graph.review.models import Evidence, Expectation, LastRating, Rating
from graph.review.sheet import Sheet
from graph.text import Text
from webapp.framework.changes import Change, change
from webapp.review.card_fields import CardFields, stored
from webapp.review.forms import RatingForm


@dataclass(frozen=True)
class Clash:
    """What is stored now, where it was written since the page was drawn; `evidence` are the ids of the pieces that
    support it, None on a side that has none. Whoever keeps their own words keeps them over this very version."""

    version: int
    value: Value | None
    comment: str
    reason: str
    saved_at: datetime | None
    evidence: tuple[str, ...] | None = None

    @classmethod
    def of(cls, rating: Rating | None, party: Party) -> "Clash":
        """The stored side of a rating that was not accepted, as read after everything else was saved."""
        evidence = tuple(piece.id for piece in rating.evidence) if rating else ()
        pieces = evidence if party is Party.SELF else None
        if rating is None:
            return cls(0, None, "", "", None, pieces)
        return cls(rating.version, rating.value, rating.comment, rating.reason, rating.saved_at, pieces)


@dataclass(frozen=True)
class SharedCard:
    """What a card shows to every reader alike: of the framework, of the cycle, and which value is chosen.

    `key` is unique on the page and begins the names of all its fields. `party` is 'self' or 'manager', the voice of
    the hints; `ahead` is the next level's text with the difference marked, on the target part the text itself, marked
    against the present level's; `last` is the last cycle's value, `then` the level of then where that was another.
    `insists` are the values that need a piece of evidence, joined by spaces; `has_pieces` says that the reader has
    pieces that could support this rating, too; `asked_for` that it must be rated before submitting or signing.
    """

    key: str
    party: str
    part: Part
    required: bool
    skill: Text
    text: Text
    next_level: Text
    ahead: Change
    last: Value | None
    then: Text
    value: str
    insists: str
    needs_evidence: bool
    has_pieces: bool
    asked_for: bool


@dataclass(frozen=True)
class Card:
    """One expectation to be rated by one party. `rating` is what is stored, `form` what came back as typed, None where
    the card shows what is stored; `offered` are the reader's pieces of evidence."""

    key: str
    party: Party
    expectation: Expectation
    fields: CardFields
    rating: Rating | None
    ahead: Change
    last: LastRating | None
    offered: tuple[Evidence, ...] = ()
    insists: str = ""
    asked_for: bool = True
    clash: Clash | None = None
    form: RatingForm | None = None

    @property
    def is_rated(self) -> bool:
        """Whether there is a value."""
        return bool(self.fields.value)

    @property
    def attached(self) -> tuple[Evidence, ...]:
        """The pieces that are named as support, in the order in which they were added."""
        return tuple(piece for piece in self.offered if piece.id in self.fields.evidence)

    @property
    def others(self) -> tuple[Evidence, ...]:
        """The reader's other pieces, which could support this one too."""
        return tuple(piece for piece in self.offered if piece.id not in self.fields.evidence)

    @property
    def needs_evidence(self) -> bool:
        """Whether the value that stands in the card needs a piece that is not there."""
        return (self.fields.value or "-") in self.insists.split() and not self.attached

    @property
    def shared(self) -> SharedCard:
        """What every reader sees of it alike."""
        e = self.expectation
        return SharedCard(
            key=self.key,
            party="manager" if self.party is Party.MANAGER else "self",
            part=e.part,
            required=e.required,
            skill=e.skill,
            text=e.text,
            next_level=e.next_level,
            ahead=self.ahead,
            last=self.last.final if self.last else None,
            then=self.last.then if self.last else Text("", ""),
            value=self.fields.value,
            insists=self.insists,
            needs_evidence=self.needs_evidence,
            has_pieces=bool(self.others),
            asked_for=self.asked_for,
        )


@dataclass(frozen=True)
class Group:
    """The cards of one category in one part; on a phone only the current group is shown."""

    key: str
    part: Part
    category: Text
    cards: tuple[Card, ...]
    current: bool = False

    @property
    def rated(self) -> int:
        """How many have a value."""
        return sum(card.is_rated for card in self.cards)


def key_of(expectation: Expectation) -> str:
    """The card's key on the page: part and skill."""
    return f"{expectation.part.value[0]}-{expectation.skill_key}"


def group_key(expectation: Expectation) -> str:
    """The key of an expectation's category on the page, as in ?category=."""
    return f"{expectation.part.value[0]}-{expectation.category_key}"


def cards(
    sheet: Sheet,
    party: Party,
    language: str,
    forms: Mapping[str, RatingForm] | None = None,
    clashes: Collection[str] = (),
) -> tuple[Card, ...]:
    """A card for each asked expectation, in the order of the form: this level first, then the target level.

    `forms` (by key) hold what somebody typed; without them the form says what is stored. `clashes` are the keys of
    those where something else is stored by now.
    """
    own = {e.skill_key: e for e in sheet.expectations if e.part is Part.CURRENT}
    drawn = []
    for e in sheet.all_to_rate:
        key, rating = key_of(e), sheet.rating(party, e.id)
        form = (forms or {}).get(key)
        drawn.append(
            Card(
                key=key,
                party=party,
                expectation=e,
                fields=form.fields() if form else stored(rating),
                rating=rating,
                ahead=_ahead(e, own, language),
                last=sheet.last.get(e.skill_key) if e.part is Part.CURRENT else None,
                offered=sheet.evidence,
                insists=_insists(sheet.head.cycle.evidence_rule, e) if party is Party.SELF else "",
                asked_for=is_asked_for(sheet.head.cycle, e),
                clash=Clash.of(rating, party) if key in clashes else None,
                form=form,
            )
        )
    return tuple(drawn)


def groups(listed: Iterable[Card], current: str = "") -> tuple[Group, ...]:
    """The cards by part and category; `current` names the one shown on a phone, the first if there is no such."""
    by_key: dict[str, list[Card]] = {}
    for card in listed:
        by_key.setdefault(group_key(card.expectation), []).append(card)
    chosen = current if current in by_key else next(iter(by_key), "")
    return tuple(
        Group(key, of[0].expectation.part, of[0].expectation.category, tuple(of), key == chosen)
        for key, of in by_key.items()
    )


def opening_place(listed: Sequence[Card], category: str) -> tuple[str, str]:
    """(category key, card key) at which a form opens: where it is asked for, else where something was written last.

    So whoever signs in again, on whatever machine, goes on where they were. Only the latter names a card.
    """
    if category:
        return category, ""
    newest = max((card.rating.saved_at for card in listed if card.rating), default=None)
    for card in reversed(listed):
        if card.rating and card.rating.saved_at == newest:
            return group_key(card.expectation), card.key
    return "", ""


def next_unrated(categories: Iterable[Group]) -> tuple[str, str]:
    """(category key, card key) of the first card without a value from the current category on, one that must be rated
    before one that may be left; ('', '') if there is none."""
    listed = list(categories)
    start = next((at for at, group in enumerate(listed) if group.current), 0)
    turned = [(group.key, card) for group in listed[start:] + listed[:start] for card in group.cards]
    unrated = [(key, card) for key, card in turned if not card.is_rated]
    return next(((key, card.key) for key, card in sorted(unrated, key=lambda one: not one[1].asked_for)), ("", ""))


def _ahead(e: Expectation, own: Mapping[str, Expectation], language: str) -> Change:
    if e.part is Part.TARGET:
        here = own.get(e.skill_key)
        return change(_cell(here) if here else None, _cell(e), language)
    after = Cell(e.id, e.next_required, e.next_text) if e.next_text else None
    if after is None and not e.next_level:
        return Change("none")
    return change(_cell(e), after, language)


def _cell(e: Expectation) -> Cell:
    return Cell(e.id, e.required, e.text)


def _insists(rule: EvidenceRule, e: Expectation) -> str:
    """The values for which this cycle insists on evidence, as graph.review.completeness.needs_evidence has it."""
    return " ".join(value.value for value in Value if needs_evidence(rule, e, value))
