"""The agenda: what is disputed first, and apart those whom nobody questions."""

from datetime import date
from typing import Any

from graph.calibration.models import SessionReview
from graph.calibration.vote_models import CastVote, VoteValue
from graph.review.enums import State, Value
from graph.review.models import PersonRef
from graph.text import Text
from graph.worklists.models import ReviewRow
from tests.company import SIGNED_AT, open_cycle
from webapp.calibration.agenda import agenda

NEAR, APART, FLAG = (
    ((Value.MEETS, Value.MEETS),),
    ((Value.DEVELOPING, Value.MEETS),),
    ((Value.NOT_YET, Value.MEETS),),
)
AGREE, QUESTION = VoteValue.AGREE, VoteValue.QUESTION


def one(name: str, required: Any, *votes: tuple[VoteValue, str], state: State = State.SIGNED_OFF) -> SessionReview:
    row = ReviewRow(name, state, PersonRef(name, Text(name, name)), open_cycle(SIGNED_AT), date(2026, 12, 1), False)
    cast = tuple(CastVote(f"member-{n}", value, of) for n, (value, of) in enumerate(votes))
    return SessionReview(row, None, 1, "", 1, required=required, votes=cast)


def test_questions_come_first_then_flags_then_steps_apart() -> None:
    found = agenda(
        [
            one("agreed", FLAG * 3, (AGREE, ""), (AGREE, "")),
            one("near", NEAR),
            one("apart", APART * 2),
            one("asked once", NEAR, (QUESTION, "")),
            one("asked of one rating", APART, (QUESTION, "e-1")),
            one("asked twice", NEAR, (QUESTION, ""), (QUESTION, "e-1"), (AGREE, "")),
            one("unsigned", FLAG, state=State.MANAGER_DRAFT),
            one("also near", NEAR),
            one("asked with a flag", FLAG, (QUESTION, "")),
        ]
    )
    assert [line.review.review.id for line in found.disputed] == [
        "asked twice", "asked with a flag", "asked of one rating", "asked once",
    ]  # fmt: skip
    assert [line.review.review.id for line in found.unquestioned] == ["agreed", "apart", "near", "also near"]
    assert [(line.questions, line.flags) for line in found.lines[:2]] == [(2, 0), (1, 1)]
