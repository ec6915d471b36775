"""Keeps the demo out of a graph with real people in it."""

from graph.driver import Graph
from graph.errors import Reason, Refused
from graph.queries import query

STRANGER = query("people/stranger")


def refuse_real_people(graph: Graph) -> None:
    """Raises Refused, naming somebody, if the graph holds a person who is not of the demo."""
    stranger = graph.read_one(STRANGER)
    if stranger:
        raise Refused([Reason("real_people", (stranger["id"],))])
