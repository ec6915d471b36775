"""What the actor can do with a review now, and what stands in the way: the same table and guards as the act itself."""

from dataclasses import dataclass

from graph.act import Act
from graph.driver import Graph
from graph.errors import Reason
from graph.policy import Permission
from graph.review.commands import Command
from graph.review.guards import GUARDS
from graph.review.reading import Situation, as_seen
from graph.review.record import read_logged
from graph.review.records import Sheet
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


def sheet_and_rows(graph: Graph, act: Act, review: str) -> tuple[Sheet, tuple[Possible, ...]]:
    """The review as the actor may see it and the rows open to them in its state, in the table's order; one reading,
    logged as service.sheet logs it. Raises NotFound, also where the actor may not know that it exists."""
    now = read_logged(graph, act, review, Permission.READ_REVIEW)
    return as_seen(now), tuple(Possible(row, _against(row, now)) for row in now.sheet.may)


def _against(row: Row, now: Situation) -> tuple[Reason, ...]:
    asked_now = (name for name in row.guards if name not in ASKED_WITH_THE_ACT)
    return tuple(reason for name in asked_now for reason in GUARDS[name](now, Command()))
