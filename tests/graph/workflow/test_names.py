"""Everything of the workflow has a name in both languages, and the docs page is the table."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from graph import docs_page
from graph.errors import IncompleteDeclaration
from graph.review.enums import Action, Capacity, OtherAction, State
from graph.text import Text
from graph.workflow import actions, labels
from graph.workflow.guards import GUARDS
from graph.workflow.table import TABLE, To


@pytest.mark.parametrize(
    ("kinds", "known"),
    [(State, labels.STATES), (Capacity, labels.CAPACITIES), (To, labels.TARGETS)],
)
def test_everything_has_a_name_in_both_languages(kinds: type[StrEnum], known: dict[StrEnum, Text]) -> None:
    assert set(known) == set(kinds)
    assert all(text.en and text.zh for text in known.values())


def test_every_action_is_declared_in_both_languages() -> None:
    assert set(actions.DECLARATIONS) == {*Action, *OtherAction}
    for declared in actions.DECLARATIONS.values():
        texts = (declared.label, declared.past, *declared.consequences, *filter(None, [declared.heading]))
        assert all(text.en and text.zh for text in texts)
        assert bool(declared.heading) == bool(declared.consequences)


def test_an_action_without_a_declaration_fails_at_import() -> None:
    declared = set(actions.DECLARATIONS) - {Action.WAIVE}
    with pytest.raises(IncompleteDeclaration, match="waive"):
        actions.check_complete(declared)


def test_an_unknown_action_is_said_by_its_stored_name_and_its_words_are_withheld() -> None:
    assert actions.past_of("some_act") == Text("some act", "some act")
    assert not actions.hides_actor("some_act")


def test_every_guard_has_a_name_in_both_languages() -> None:
    assert set(labels.GUARDS) == set(GUARDS) == {guard for row in TABLE for guard in row.guards}
    assert all(text.en and text.zh for text in labels.GUARDS.values())


def test_the_docs_page_is_the_table() -> None:
    assert docs_page.PAGE.read_text(encoding="utf-8") == docs_page.page(), "run: python -m graph.docs_page"


def test_every_action_has_a_row_and_every_row_a_test() -> None:
    assert {row.action for row in TABLE} == set(Action)
    files = [Path(__file__).parent / name for name in ("test_table.py", "test_decisions.py")]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    names = re.findall(r"^def test_((?:\d+_)+)", written, re.MULTILINE)
    assert {int(number) for name in names for number in name.split("_") if number} == {row.number for row in TABLE}
