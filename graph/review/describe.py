"""Draws the workflow as a page of the docs: `python -m graph.review.describe` writes docs/workflow.md."""

from pathlib import Path

from graph.review.names import ACTIONS, CAPACITIES, GUARDS, STATES, target
from graph.review.states import HELD_BY, TABLE, Row, State

PAGE = Path(__file__).parents[2] / "docs" / "workflow.md"

_HEAD = """# The workflow of a review

Drawn from `graph/review/states.py` by `python -m graph.review.describe`; a test keeps the two alike. Buttons, guards,
the page for what is refused and the page `/workflow` read the same table. What is not listed here is refused.

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


def page() -> str:
    """The whole docs page, as Markdown."""
    rows = "".join(_row(row) for row in TABLE)
    holders = "".join(f"| {STATES[state].en} (`{state}`) | {_holder(state)} |\n" for state in State)
    return _HEAD + rows + _HOLDERS + holders + _EXCEPTIONS


def _row(row: Row) -> str:
    states = ", ".join(STATES[state].en for state in State if state in row.states)
    to = " or ".join(target(one).en for one in row.to) + (", new revision" if row.new_revision else "")
    guards = "; ".join(GUARDS[name].en for name in row.guards)
    who, action = CAPACITIES[row.who].en, ACTIONS[row.action].en
    return f"| {row.number} | {states} | {who} | {action} | {to} | {guards} |\n"


def _holder(state: State) -> str:
    held_by = HELD_BY[state]
    return CAPACITIES[held_by].en if held_by else "nobody (finished)"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
