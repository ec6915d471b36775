"""What the queries of reports return inside their columns; a test compares the keys with the queries' texts."""

from typing import TypedDict

from graph.review.rows import Node


class ComparableRow(TypedDict):
    """How people under other managers were rated on one expectation."""

    expectation: str
    values: list[str]
    managers: int


class ComparablesRow(TypedDict):
    """What stands beside a review's ratings in its report."""

    comparables: list[ComparableRow]


class IssuedFileRow(TypedDict):
    """A file issued of a signed revision."""

    id: str
    variant: str
    language: str
    paper: str
    at: str


class ByCodeRow(TypedDict):
    """What a verify code names."""

    review: str
    person: str
    state: str
    revision: int
    sign_off: Node
    issued: list[IssuedFileRow]
