"""What the actor can do with a review now, and what stands in the way: the same table and guards as the act itself."""

from dataclasses import dataclass

from graph.act import Act
from graph.driver import Graph
from graph.errors import NotFound, Reason
from graph.policy import Permission, decide
from graph.review import repository
from graph.review.commands import Command
from graph.review.guards import GUARDS
from graph.review.states import Row

ASKED_WITH_THE_ACT = frozenset({
    "same_draft", "confirmed_basis", "comment", "new_due_date", "sentences", "reason", "adjustment_words",
    "note_for_adjustment", "names_expectations", "reason_for_each_named", "other_pin", "session_all_signed",
})  # fmt: skip
"""Guards about what the actor types: they say nothing before the act."""


@dataclass(frozen=True)
class Possible:
    """A row of the table open to the actor. `against` is what stands in the way whatever they type, () if nothing."""

    row: Row
    against: tuple[Reason, ...]


def possible(graph: Graph, act: Act, review: str) -> tuple[Possible, ...]:
    """The rows open to the actor in the review's state, in the table's order. Raises NotFound."""
    now = repository.read(graph, act, review)
    if not decide(Permission.READ_REVIEW, now.sheet.capacities, now.head.state).allowed:
        raise NotFound("review", review)
    nothing = Command()
    return tuple(
        Possible(
            row,
            tuple(
                reason for name in row.guards if name not in ASKED_WITH_THE_ACT for reason in GUARDS[name](now, nothing)
            ),
        )
        for row in now.sheet.may
    )
