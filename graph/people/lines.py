"""Lines of the organisation that are over."""

from datetime import date

from graph.act import Act
from graph.driver import Graph
from graph.queries import query

LAST_REPORT = query("people/last_report")


def last_report(graph: Graph, act: Act) -> date | None:
    """The last day on which anybody reported to the actor; None if nobody ever did or somebody does today."""
    row = graph.read_one(LAST_REPORT, actor=act.actor, today=act.today.isoformat())
    return date.fromisoformat(row["until"]) if row and row["until"] else None
