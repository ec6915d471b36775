"""What a report and the history of a review are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.review.enums import Capacity, Value
from graph.review.models import Head, RecordedEvent
from graph.review.sheet import Sheet

NEW_IN_ROLE_DAYS = 183
"""For how long after somebody's level begins a report calls them new at it."""


@dataclass(frozen=True)
class Comparable:
    """How many people of the same role and level under other managers were rated how on one expectation."""

    expectation: str
    people: int
    managers: int
    counts: Mapping[Value, int]


@dataclass(frozen=True)
class History:
    """Who did what when on one review, oldest first; `capacities` are the reader's."""

    head: Head
    capacities: frozenset[Capacity]
    events: tuple[RecordedEvent, ...]


@dataclass(frozen=True)
class Dossier:
    """Everything that a gap report of one signed or unsigned revision is made from."""

    sheet: Sheet
    history: tuple[RecordedEvent, ...]
    comparables: Mapping[str, Comparable]
