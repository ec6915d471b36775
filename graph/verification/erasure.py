"""Erasing the words of a review so that its record still verifies."""

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import OtherAction, State
from graph.verification import repository
from graph.verification.verify import require_intact

ERASE = query("verification/erase")

ENDED = frozenset({State.CLOSED, State.CANCELLED})
"""Where nobody writes any more."""


def erase_words(graph: Graph, context: Context, review: str, *, relied_on: str) -> None:
    """Takes away every comment, reason and sentence of an ended review for good; values and digests stay.

    Raises NotFound; Refused `ended` where the review goes on; NotAsRecorded where its record has faults, which erasing
    would hide; Conflict where it moved meanwhile. Files that were issued before keep their words.
    """
    rows = repository.reviews(graph, [review])
    if not rows:
        raise NotFound("review", review)
    require_intact(graph, review)
    owner = rows[0]["owner"]
    if owner["state"] not in ENDED:
        raise Refused((Reason("ended", (review,)),))
    facts = {"from": owner["state"], "to": owner["state"], "revision": owner["revision"]}
    event = compose(
        context, review, owner["seq"], owner["head"], OtherAction.ERASE.value, facts, relied_on=relied_on
    )  # fmt: skip
    row = graph.write_one(
        ERASE,
        review=review,
        states=sorted(state.value for state in ENDED),
        seq=owner["seq"],
        head=owner["head"],
        event=event.params(),
    )
    if row is None:
        raise Conflict({"review": review})
