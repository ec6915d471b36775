"""Lines of the organisation that are over."""

from datetime import date

from graph.context import Context
from graph.driver import Graph
from graph.queries import query

LAST_REPORT = query("people/last_report")


def last_report(graph: Graph, context: Context) -> date | None:
    """The last day on which anybody reported to the actor; None if nobody ever did or somebody does today."""
    row = graph.read_one(LAST_REPORT, actor=context.actor, today=context.today.isoformat())
    return date.fromisoformat(row["until"]) if row and row["until"] else None
