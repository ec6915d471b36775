"""What the two sides of a demo review think: values, comments, reasons, evidence, the same at every load."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.demo import files
from graph.demo.calendar import LAST
from graph.demo.models import Member
from graph.demo.seeded_random import likely, number, weighed
from graph.demo.words import WIKI, Pen
from graph.review.enums import Part, Party, Value
from graph.review.models import Expectation
from graph.review.sheet import Sheet

_SCALE = (Value.NOT_YET, Value.DEVELOPING, Value.MEETS, Value.EXCEEDS)

_SHAPES: Mapping[str, Mapping[Value, int]] = {
    "strong": {Value.DEVELOPING: 8, Value.MEETS: 64, Value.EXCEEDS: 28},
    "steady": {Value.DEVELOPING: 22, Value.MEETS: 68, Value.EXCEEDS: 10},
    "uneven": {Value.NOT_YET: 10, Value.DEVELOPING: 32, Value.MEETS: 48, Value.EXCEEDS: 10},
    "fresh": {Value.NOT_YET: 18, Value.DEVELOPING: 46, Value.MEETS: 36},
}
_OCCASIONAL = frozenset({"fine-tuning", "safety-review", "experiment-design", "mentoring", "data-pipelines"})
"""Skills that a period may give no occasion for."""

_APART = {0: 66, 1: 22, -1: 10, 2: 2}


@dataclass(frozen=True)
class Opinion:
    """One side's rating to be: `evidence` are title, url and note of pieces."""

    expectation: str
    value: Value
    comment: str = ""
    reason: str = ""
    evidence: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Opinions:
    """The two sides of one review. `pen` is shared, so that nobody repeats the other."""

    person: Member
    manager: Member
    period: str
    shape: str
    pen: Pen
    only_written: bool = False

    def own(self, sheet: Sheet) -> tuple[Opinion, ...]:
        """The employee's side of every expectation that is asked; of a hand-written draft only what is written."""
        opinions = []
        for e in _asked(sheet):
            by_hand = self._by_hand("self", e)
            if by_hand or not self.only_written:
                opinions.append(by_hand or self._own(e))
        return tuple(opinions)

    def managers(self, sheet: Sheet) -> tuple[Opinion, ...]:
        """The manager's side, knowing what was sent."""
        opinions = []
        for e in _asked(sheet):
            sent = sheet.rating(Party.SENT, e.id)
            opinions.append(self._by_hand("manager", e) or self._managers(e, sent.value if sent else None))
        return tuple(opinions)

    def _own(self, e: Expectation) -> Opinion:
        value = self._own_value(e)
        language = self.person.language
        if value is Value.NOT_OBSERVED:
            return Opinion(e.id, value, reason=self.pen.at(language, "not_observed", e.skill_key))
        if e.part is Part.TARGET:
            comment = self._on_target(language, e, "self", value) if self._says(45, e, "self") else ""
        else:
            says = value is not Value.MEETS or self._says(80, e)
            comment = self._on_skill(language, e, "self", value) if says else ""
        insisted = value is Value.EXCEEDS and e.required
        if not (insisted or (value.met and e.part is Part.CURRENT and self._says(22, e, "evidence"))):
            return Opinion(e.id, value, comment)
        piece = self.pen.evidence(language, e.skill_key)
        if not piece and insisted:
            return Opinion(e.id, Value.MEETS, comment)
        return Opinion(e.id, value, comment, evidence=((piece["title"], piece["url"], piece["note"]),) if piece else ())

    def _managers(self, e: Expectation, sent: Value | None) -> Opinion:
        value = self._value(e)
        language = self.manager.language
        if value is Value.NOT_OBSERVED:
            return Opinion(e.id, value, reason=self.pen.at(language, "not_observed", e.skill_key, "manager"))
        steps = 0 if sent is None or sent.step is None or value.step is None else value.step - sent.step
        if e.part is Part.TARGET:
            return self._managers_target(e, value, sent if steps else None)
        if value is Value.MEETS and steps < 0:
            capped = self.pen.at(language, "capped", e.skill_key)
            if capped:
                return Opinion(e.id, value, reason=capped)
        text = self._on_skill(language, e, "manager", value)
        if steps:
            opening = self.pen.at(language, "lower" if steps < 0 else "higher", e.skill_key)
            space = " " if language == "en" and opening else ""
            return Opinion(e.id, value, reason=f"{opening}{space}{text}")
        if not value.met:
            return Opinion(e.id, value, reason=text)
        return Opinion(e.id, value, text if value is Value.EXCEEDS or self._says(45, e, "manager") else "")

    def _managers_target(self, e: Expectation, value: Value, differing: Value | None) -> Opinion:
        language = self.manager.language
        if differing is None:
            says = self._says(30, e, "manager")
            return Opinion(e.id, value, self._on_target(language, e, "manager", value) if says else "")
        reason = self._on_target(language, e, "manager", value)
        return Opinion(e.id, value, reason=reason) if reason else Opinion(e.id, differing)

    def _on_skill(self, language: str, e: Expectation, party: str, value: Value) -> str:
        return self.pen.about_skill(language, e.skill_key, party, value.value, spare=value.met)

    def _on_target(self, language: str, e: Expectation, party: str, value: Value) -> str:
        return self.pen.at(language, f"target_{party}_{'met' if value.met else 'unmet'}", e.skill_key)

    def _value(self, e: Expectation) -> Value:
        """The manager's view."""
        if self._unseen(12, e, "manager"):
            return Value.NOT_OBSERVED
        place = _SCALE.index(weighed(_SHAPES[self.shape], self.person.id, e.skill_key))
        if self.period == LAST:
            place -= likely(32, self.person.id, e.skill_key, "grown")
            place += likely(5, self.person.id, e.skill_key, "slipped")
        if e.part is Part.TARGET:
            place -= likely(65, self.person.id, e.skill_key, "target")
        return _SCALE[max(0, min(place, 3))]

    def _own_value(self, e: Expectation) -> Value:
        if self._unseen(6, e, "self"):
            return Value.NOT_OBSERVED
        manager = self._value(e)
        if manager is Value.NOT_OBSERVED:
            return Value.MEETS
        apart = weighed(_APART, self.person.id, e.skill_key, self.period, e.part)
        return _SCALE[max(0, min(_SCALE.index(manager) + apart, 3))]

    def _unseen(self, percent: int, e: Expectation, *about: str) -> bool:
        return e.part is Part.CURRENT and e.skill_key in _OCCASIONAL and self._says(percent, e, "unseen", *about)

    def _says(self, percent: int, e: Expectation, *about: str) -> bool:
        return number(self.person.id, e.skill_key, self.period, e.part, *about, below=100) < percent

    def _by_hand(self, party: str, e: Expectation) -> Opinion | None:
        whole = files.written(self.person.id)
        key = f"target_{party}" if e.part is Part.TARGET else party
        entry = whole.get(self.period, {}).get(key, {}).get(e.skill_key)
        if not entry:
            return None
        pieces = tuple(self._piece(whole["evidence"][name]) for name in entry.get("e", ()))
        self.pen.used.update((entry.get("c", ""), entry.get("r", "")))
        return Opinion(e.id, Value(entry["v"]), entry.get("c", ""), entry.get("r", ""), pieces)

    def _piece(self, piece: Mapping[str, str]) -> tuple[str, str, str]:
        url = f"{WIKI}/{piece['path']}" if "path" in piece else ""
        return piece["title"], url, piece.get("note", "")


def _asked(sheet: Sheet) -> tuple[Expectation, ...]:
    return sheet.all_to_rate


def ends(sheet: Sheet) -> tuple[Expectation, Expectation | None]:
    """The strongest required expectation and the weakest that is not met, as far as the sheet's reader sees them."""
    required = [e for e in sheet.to_rate(Part.CURRENT) if e.required] or list(sheet.to_rate(Part.CURRENT))
    party = Party.MANAGER if any(key[0] is Party.MANAGER for key in sheet.ratings) else Party.SENT
    steps = [(step, e) for e in required if (step := _step_of(sheet, party, e)) is not None]
    if not steps:
        return required[0], required[-1]
    best = max(steps, key=lambda pair: pair[0])[1]
    low, gap = min(steps, key=lambda pair: pair[0])
    return best, gap if low < 0 else None


def _step_of(sheet: Sheet, party: Party, e: Expectation) -> int | None:
    rating = sheet.rating(party, e.id)
    return rating.value.step if rating and rating.value else None
