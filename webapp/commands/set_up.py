"""The one-time address at which an installation is set up, as commands print it."""

from secrets import token_urlsafe

from graph.driver import Graph
from graph.organisation.set_up import offer
from webapp.commands.context import context_now
from webapp.settings import Settings

KEY_BYTES = 24


def offered_set_up(graph: Graph, settings: Settings) -> str:
    """A new set-up address, the only one that opens from now on; '' where there is an HR admin."""
    key = token_urlsafe(KEY_BYTES)
    return f"{settings.public_address.rstrip('/')}/set-up/{key}" if offer(graph, context_now(settings), key) else ""
