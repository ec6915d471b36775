"""Everything of the workflow has a name in both languages, and the docs page is the table."""

from enum import StrEnum

import pytest

from graph.review import describe, names
from graph.review.guards import GUARDS
from graph.review.states import TABLE, Action, Capacity, State, To
from graph.text import Text


@pytest.mark.parametrize(
    ("kinds", "known"),
    [(State, names.STATES), (Action, names.ACTIONS), (Capacity, names.CAPACITIES), (To, names.TARGETS)],
)
def test_everything_has_a_name_in_both_languages(kinds: type[StrEnum], known: dict[StrEnum, Text]) -> None:
    assert set(known) == set(kinds)
    assert all(text.en and text.zh for text in known.values())


def test_every_guard_has_a_name_in_both_languages() -> None:
    assert set(names.GUARDS) == set(GUARDS) == {guard for row in TABLE for guard in row.guards}
    assert all(text.en and text.zh for text in names.GUARDS.values())


def test_the_docs_page_is_the_table() -> None:
    assert describe.PAGE.read_text(encoding="utf-8") == describe.page(), "run: python -m graph.review.describe"
