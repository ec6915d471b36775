"""Draws the workflow as a page of the docs: `python -m graph.docs_page` writes docs/workflow.md."""

from pathlib import Path

from graph.calibration.table import SESSION_ACTIONS, SESSION_NAMES, SESSION_TABLE, SessionState, SessionTableRow
from graph.review.enums import State
from graph.workflow.actions import label_of
from graph.workflow.labels import CAPACITIES, GUARDS, STATES, target
from graph.workflow.table import HELD_BY, TABLE, Row

PAGE = Path(__file__).parents[1] / "docs" / "workflow.md"

_HEAD = """# The workflow of a review and of a session

Drawn from `graph/workflow/table.py` and `graph/calibration/table.py` by `python -m graph.docs_page`; a test keeps them
alike. Buttons, guards, the page for what is refused and the page `/workflow` read the same tables. What is not listed
here is refused.

## Who may do what, when

| # | from | who | action | to | if |
|---|---|---|---|---|---|
"""

_HOLDERS = """
## Who a review is waiting for

| state | waiting for |
|---|---|
"""

_EXCEPTIONS = """
A signed-off review that is not in a session waits for HR; in a cycle without calibration it waits for the manager.
"""

_GUARDS = {
    "two_facilitators": "it has two facilitators",
    "something_signed": "one of its reviews is signed off",
    "session_all_signed": GUARDS["session_all_signed"].en,
    "undecided": GUARDS["undecided"].en,
    "second_facilitator": "another facilitator has confirmed the same",
    "reason": GUARDS["reason"].en,
    "seat_conflict": "who is seated has nobody of their direct line in it, nor themselves",
}
_SESSION = """
## A calibration session

| from | who | action | to | if |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole docs page, as Markdown."""
    rows = "".join(_row(row) for row in TABLE)
    holders = "".join(f"| {STATES[state].en} (`{state}`) | {_holder(state)} |\n" for state in State)
    sessions = "".join(map(_session_row, SESSION_TABLE))
    return _HEAD + rows + _HOLDERS + holders + _EXCEPTIONS + _SESSION + sessions


def _row(row: Row) -> str:
    states = ", ".join(STATES[state].en for state in State if state in row.states)
    to = " or ".join(target(one).en for one in row.to) + (", new revision" if row.new_revision else "")
    guards = "; ".join(GUARDS[name].en for name in row.guards)
    who, action = CAPACITIES[row.who].en, label_of(row.action).en
    return f"| {row.number} | {states} | {who} | {action} | {to} | {guards} |\n"


def _session_row(row: SessionTableRow) -> str:
    states = ", ".join(SESSION_NAMES[state].en for state in SessionState if state in row.states)
    who = " or ".join(CAPACITIES[one].en for one in row.who)
    action, to = SESSION_ACTIONS[row.action].en, SESSION_NAMES[row.to].en
    guards = "; ".join(_GUARDS[name] for name in row.guards)
    return f"| {states} | {who} | {action} | {to} | {guards} |\n"


def _holder(state: State) -> str:
    held_by = HELD_BY[state]
    return CAPACITIES[held_by].en if held_by else "nobody (finished)"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
