"""Keeps the demo out of a graph with real people in it."""

from graph.driver import Graph
from graph.errors import Reason, Refused
from graph.queries import query

NON_DEMO_PERSON = query("people/non_demo_person")


def refuse_real_people(graph: Graph) -> None:
    """Raises Refused, naming somebody, if the graph holds a person who is not of the demo."""
    person = graph.read_one(NON_DEMO_PERSON)
    if person:
        raise Refused([Reason("real_people", (person["id"],))])
