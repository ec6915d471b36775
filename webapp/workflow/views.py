"""The workflow of a review as a page, drawn from the table that decides."""

from flask import Blueprint

from graph.review.enums import State
from graph.workflow.actions import label_of
from graph.workflow.labels import CAPACITIES, GUARDS, STATES, target
from graph.workflow.table import HELD_BY, TABLE, Row
from webapp import access
from webapp.page import render
from webapp.workflow.pages import HolderLine, RowLine, TablePage

blueprint = Blueprint("workflow", __name__)


@blueprint.get("/workflow")
@access.signed_in
def table() -> str:
    """Every row, and who holds a review in each state."""
    held = ((state, HELD_BY[state]) for state in State)
    holders = tuple(HolderLine(STATES[state], CAPACITIES[by] if by else None) for state, by in held)
    return render(TablePage(tuple(_line(row) for row in TABLE), holders))


def _line(row: Row) -> RowLine:
    return RowLine(
        number=row.number,
        states=tuple(STATES[state] for state in State if state in row.states),
        who=CAPACITIES[row.who],
        action=label_of(row.action),
        to=tuple(target(to) for to in row.to),
        new_revision=row.new_revision,
        guards=tuple(GUARDS[name] for name in row.guards),
    )
