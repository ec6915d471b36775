"""What the queries of jobs return inside their columns."""

from typing import TypedDict

from graph.review.rows import Node, PersonRow


class ListedJobRow(TypedDict):
    """A job in a list, without what it takes one by one and what it came to."""

    id: str
    kind: str
    about: str
    asker: str
    relied_on: str
    capacity: str
    state: str
    asked_at: str
    done: int
    of: int
    step: str | None
    why: str | None
    attempts: int
    taken_by: str | None
    input: str


class JobOfRow(TypedDict):
    """A row of a list of jobs."""

    job: ListedJobRow


class JobRow(TypedDict):
    """A job with who asked for it and the last sign of any worker."""

    job: Node
    asker: PersonRow | None
    beat_at: str | None
