"""Reviews of a session as its statement would give them, for what is pure."""

from dataclasses import replace
from datetime import UTC, datetime

from graph.calibration.models import SessionReview
from graph.review.enums import State, Value
from graph.review.models import LevelRef, PersonRef
from graph.text import Text
from graph.worklists.models import ReviewRow
from tests.company import open_cycle

_CYCLE = open_cycle(datetime(2026, 11, 24, tzinfo=UTC))
_LETTERS = {"n": Value.NOT_YET, "d": Value.DEVELOPING, "m": Value.MEETS, "e": Value.EXCEEDS, "o": Value.NOT_OBSERVED}


def values(letters: str) -> tuple[Value | None, ...]:
    """Values by their first letters, o for not observed, - for none: 'mmd'."""
    return tuple(_LETTERS.get(letter) for letter in letters)


def reviewed(number: int, given: str, mine: str, manager: str = "m", level: str = "middle") -> SessionReview:
    """A signed review: what the manager gave and what the employee says of each required expectation."""
    row = ReviewRow(
        id=f"rv-{number}",
        state=State.SIGNED_OFF,
        person=PersonRef(f"p-{number}", Text(f"Person {number}", "")),
        cycle=_CYCLE,
        due=None,
        overdue=False,
        not_open=False,
        manager=PersonRef(manager, Text(manager.title(), "")) if manager else None,
        level=LevelRef(level, Text("Engineer", ""), "engineer", Text(level.title(), ""), 2),
    )
    stands = values(given)
    return SessionReview(row, None, 3, "", 1, required=tuple(zip(stands, values(mine), strict=True)), given=stands)


def calibrated(one: SessionReview, stands: str) -> SessionReview:
    """The same after the committee changed what stands."""
    pairs = zip(values(stands), (mine for _value, mine in one.required), strict=True)
    return replace(one, required=tuple(pairs), changed=1)


def unsigned(one: SessionReview) -> SessionReview:
    """The same before the signature."""
    return replace(one, review=replace(one.review, state=State.MANAGER_DRAFT), required=(), given=())
