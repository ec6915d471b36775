"""The organisation as it is stored."""

from graph.driver import Graph
from graph.organisation.models import Organisation
from graph.queries import query
from graph.text import Text

ORGANISATION = query("organisation/organisation")


def organisation(graph: Graph) -> Organisation | None:
    """The organisation, None where the installation was not set up on its page. One statement."""
    row = graph.read_one(ORGANISATION)
    return Organisation(Text.of(row, "name"), row["language"], row["time_zone"]) if row else None
