"""The one-time address at which an installation is set up, as commands print it."""

from graph.driver import Graph
from graph.organisation.set_up import offer
from webapp.commands.context import context_now
from webapp.one_time_keys import one_time_key
from webapp.settings import Settings


def offered_set_up(graph: Graph, settings: Settings) -> str:
    """A new set-up address, the only one that opens from now on; '' where there is an HR admin."""
    key = one_time_key()
    return f"{settings.public_address.rstrip('/')}/set-up/{key}" if offer(graph, context_now(settings), key) else ""
