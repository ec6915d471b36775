"""Who of a cycle cannot sign in yet."""

from graph.context import Context
from graph.driver import Graph
from graph.people.invitations import WithoutAccount
from graph.population.preview import preview
from graph.worklists.progress import cycle_progress


def without_account(graph: Graph, context: Context, cycle: str) -> tuple[WithoutAccount, ...]:
    """The people of a cycle and their managers who cannot sign in, by id: of a draft those who would get a review, else
    those with a review under way. Raises Forbidden, NotFound."""
    period, progress = cycle_progress(graph, context, cycle)
    if period.state != "draft":
        return progress.without_account
    return preview(graph, context, period).without_account
