"""A few people for tests of the web layer."""

import itertools
from datetime import UTC, date, datetime

from graph.context import Context
from graph.driver import Graph
from graph.people import service
from graph.people.models import NewAccount, Placement
from graph.text import Text
from tests.webapp.page_client import PASSWORD

_counter = itertools.count(1)


def setting_up() -> Context:
    """An act before anybody has signed in."""
    numbers = itertools.count(1)
    return Context(
        "test set-up", datetime(2026, 1, 5, 8, 0, tzinfo=UTC), date(2026, 1, 5), lambda: f"id{next(numbers)}"
    )


def newcomer(
    graph: Graph,
    *,
    capacities: tuple[str, ...] = (),
    manager: str | None = None,
    language: str = "en",
    demo: bool = False,
) -> NewAccount:
    """A new person with an account of their own, with PASSWORD."""
    number = next(_counter)
    login = f"person{number}.{id(graph):x}"
    new = NewAccount(
        f"T-{login}", login, Text("Lin Qiao", "林乔"), f"{login}@example.org", language, "Asia/Shanghai", PASSWORD, demo
    )
    service.create_account(graph, setting_up(), new, relied_on="test")
    if capacities or manager:
        placed = Placement(new.id, date(2026, 1, 5), manager=manager, capacities=capacities)
        service.place(graph, setting_up(), [placed], relied_on="test")
    return new
