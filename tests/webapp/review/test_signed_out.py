"""A session that somebody signed out of is over, also for who has a copy of its cookie or whose answer came late."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from graph.act import Act
from graph.driver import Address, Graph, Row
from graph.people import service
from graph.people.records import NewAccount
from graph.review.states import State
from tests.company import EMPLOYEE, Company
from tests.soak.ground import free_port
from tests.webapp.checked import CheckedClient
from tests.webapp.conftest import NOW
from webapp import create_app
from webapp.settings import Settings

Ask = Callable[..., list[Row]]
COOKIE = "plumbline"


def copy_of(client: CheckedClient) -> CheckedClient:
    """Another browser with the same cookie, and the token of the last page."""
    other = CheckedClient(client.app)
    put(other, value(client))
    other.token = client.token
    return other


def value(client: CheckedClient) -> str:
    found = client.client.get_cookie(COOKIE)
    assert found is not None
    return str(found.value)


def put(client: CheckedClient, cookie: str) -> None:
    client.client.set_cookie(COOKIE, cookie)


def test_a_copy_of_the_cookie_opens_nothing_any_more(app: Flask, signed_in: CheckedClient, someone: NewAccount) -> None:
    signed_in.get("/account")
    copied, elsewhere = copy_of(signed_in), CheckedClient(app).sign_in(someone.login)
    copied.get("/account")
    signed_in.post("/sign-out")
    assert copied.get("/account", status=302).response.headers["Location"].startswith("/sign-in")
    elsewhere.get("/account")
    signed_in.sign_in(someone.login).get("/account")


def test_a_copy_saves_nothing_any_more(company: Company, app: Flask) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    service.set_password(company.graph, company.act("set-up"), EMPLOYEE, "plain brown teapot")
    writer = CheckedClient(app).sign_in(EMPLOYEE)
    writer.get("/reviews/rv-1")
    copied = copy_of(writer)
    sheet = company.sheet("rv-1", EMPLOYEE)
    asked = next(iter(sheet.expectations)).id

    def save(client: CheckedClient, comment: str) -> int:
        stored = company.sheet("rv-1", EMPLOYEE)
        rating = next((each for (_, id_), each in stored.ratings.items() if id_ == asked), None)
        sent = {"party": "self", "expectation": asked, "version": rating.version if rating else 0, "comment": comment}
        headers = {"X-CSRFToken": writer.token}
        return client.client.put("/reviews/rv-1/ratings", json=sent, headers=headers).status_code

    assert save(copied, "While it lives.") == 200
    writer.post("/sign-out")
    assert save(copied, "After it.") == 401
    (kept,) = [each for (_, id_), each in company.sheet("rv-1", EMPLOYEE).ratings.items() if id_ == asked]
    assert kept.comment == "While it lives."


def test_an_answer_that_comes_late_brings_nobody_back(signed_in: CheckedClient) -> None:
    signed_in.get("/account")
    late = value(signed_in)
    signed_in.post("/sign-out")
    put(signed_in, late)
    page = signed_in.get("/sign-in")
    assert page.heading == "Sign in"
    with signed_in.client.session_transaction() as session:
        assert "_user_id" not in session


@pytest.mark.parametrize("path", ["/health", "/static/theme.css"])
def test_where_nobody_looks_the_cookie_becomes_no_younger(signed_in: CheckedClient, path: str) -> None:
    signed_in.get("/account")
    with signed_in.client.get(path) as answer:
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers


def test_two_sign_outs_at_once_end_both(graph: Graph, someone: NewAccount, ask: Ask) -> None:
    act = Act(someone.id, NOW, NOW.date(), lambda: "id")

    def leave(key: str) -> None:
        service.sign_out(graph, act, 1, key, timedelta(hours=12))

    keys = [f"key-{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(leave, keys))
    assert [service.account(graph, act, 1, key) for key in keys] == [None] * 8
    assert service.account(graph, act, 1, "key-8") is not None


def test_ends_are_remembered_as_long_as_a_cookie_can_live(graph: Graph, someone: NewAccount) -> None:
    def at(hours: float) -> Act:
        now = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hours)
        return Act(someone.id, now, now.date(), lambda: "id")

    service.sign_out(graph, at(0), 1, "first", timedelta(hours=12))
    service.sign_out(graph, at(12.9), 1, "second", timedelta(hours=12))
    assert service.account(graph, at(12.9), 1, "first") is None
    service.sign_out(graph, at(13.1), 1, "third", timedelta(hours=12))
    assert service.account(graph, at(13.1), 1, "first") is not None
    assert service.account(graph, at(13.1), 1, "second") is None
    assert service.sign_out_everywhere(graph, at(13.2)) == 2
    assert service.account(graph, at(13.2), 2, "second") is not None


def test_a_stranger_cannot_end_a_session(app: Flask, signed_in: CheckedClient) -> None:
    signed_in.get("/account")
    stranger = CheckedClient(app)
    stranger.get("/sign-in")
    stranger.post("/sign-out")
    signed_in.get("/account")


def test_without_a_graph_one_is_signed_out_here(settings: Settings, someone: NewAccount, graph: Graph) -> None:
    away = Graph.open(Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "none"), patience=0.1)
    near = create_app(settings, graph, lambda: NOW)
    client = CheckedClient(near).sign_in(someone.login)
    client.get("/account")
    gone = CheckedClient(create_app(settings, away, lambda: NOW))
    put(gone, value(client))
    gone.token = client.token
    gone.post("/sign-out")
    with gone.client.session_transaction() as session:
        assert "_user_id" not in session
    away.close()
