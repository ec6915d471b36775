"""The workflow's page."""

from dataclasses import dataclass

from graph.text import Text


@dataclass(frozen=True)
class RowLine:
    """One row of the table in words."""

    number: int
    states: tuple[Text, ...]
    who: Text
    action: Text
    to: tuple[Text, ...]
    new_revision: bool
    guards: tuple[Text, ...]


@dataclass(frozen=True)
class HolderLine:
    """Who holds a review in one state; None when it is over."""

    state: Text
    holder: Text | None


@dataclass(frozen=True)
class TablePage:
    """The whole table and who holds what."""

    rows: tuple[RowLine, ...]
    holders: tuple[HolderLine, ...]
