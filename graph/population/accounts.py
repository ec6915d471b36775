"""Who of a cycle cannot sign in yet."""

from typing import cast

from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.people import invitations
from graph.people.invitations import WithoutAccount
from graph.population.preview import preview
from graph.population.rows import WithoutAccountRow
from graph.queries import query
from graph.worklists.models import ENDED

WITHOUT_ACCOUNT = query("population/without_account", WithoutAccountRow)


def without_account(graph: Graph, context: Context, cycle: str) -> tuple[WithoutAccount, ...]:
    """The people of a cycle and their managers who cannot sign in, by id: of a draft those who would get a review, else
    those with a review under way. Raises Forbidden, NotFound."""
    today = context.today.isoformat()
    row = cast(
        WithoutAccountRow | None,
        graph.read_one(
            WITHOUT_ACCOUNT, cycle=cycle, actor=context.actor, today=today, ended=sorted(state.value for state in ENDED)
        ),
    )
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    period = cycle_of(row["cycle"])
    if period.state == "draft":
        return preview(graph, context, period).without_account
    return invitations.without_account(row["people"], today)
