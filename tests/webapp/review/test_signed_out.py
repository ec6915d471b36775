"""A session that somebody signed out of is over, also for who has a copy of its cookie or whose answer came late."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from graph.context import Context
from graph.driver import Address, Graph
from graph.people import service
from graph.people.models import NewAccount
from graph.review.enums import State
from tests.company import EMPLOYEE, Company
from tests.soak.environment import free_port
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of, cookie_of
from tests.webapp.page_client import PASSWORD, PageClient
from tests.webapp.people import newcomer
from webapp import create_app
from webapp.settings import SESSION_HOURS_AT_MOST, Settings

COOKIE = "plumbline"
NEW_PASSWORD = "four quiet green boats"
DAY = timedelta(days=1)


def copy_of(client: PageClient, app: Flask | None = None) -> PageClient:
    """Another browser with the same cookie, and the token of the last page."""
    other = PageClient(app or client.app)
    other.client.set_cookie(COOKIE, value(client))
    other.token = client.token
    return other


def value(client: PageClient) -> str:
    found = client.client.get_cookie(COOKIE)
    assert found is not None
    return str(found.value)


def held(client: PageClient) -> dict[str, Any]:
    with cookie_of(client.client) as session:
        return session


def is_stranger(client: PageClient) -> bool:
    return client.get("/account", status=302).response.headers["Location"].startswith("/sign-in")


def context_of(person: str, after: timedelta = timedelta()) -> Context:
    now = datetime(2026, 11, 24, tzinfo=UTC) + after
    return Context(person, now, now.date(), lambda: "id")


@pytest.fixture
def away(settings: Settings) -> Iterator[Flask]:
    """The same application while its graph does not answer."""
    nowhere = Graph.open(Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "none"), patience=0.1)
    yield create_app(settings, nowhere, lambda: NOW)
    nowhere.close()


def test_a_copy_of_the_cookie_opens_nothing_any_more(app: Flask, signed_in: PageClient, someone: NewAccount) -> None:
    signed_in.get("/account")
    copied, elsewhere = copy_of(signed_in), PageClient(app).sign_in(someone.login)
    copied.get("/account")
    signed_in.post("/sign-out")
    assert is_stranger(copied)
    elsewhere.get("/account")
    signed_in.sign_in(someone.login).get("/account")


def test_a_copy_saves_nothing_any_more(company: Company, app: Flask) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    writer = browser_of(app, EMPLOYEE)
    writer.get("/reviews/rv-1")
    copied = copy_of(writer)
    asked = next(iter(company.sheet("rv-1", EMPLOYEE).expectations)).id

    def stored() -> Any:
        ratings = company.sheet("rv-1", EMPLOYEE).ratings
        return next(each for (_, id_), each in ratings.items() if id_ == asked)

    def save(comment: str) -> int:
        sent = {"party": "self", "expectation": asked, "version": stored().version, "comment": comment}
        headers = {"X-CSRFToken": copied.token}
        return copied.client.put("/reviews/rv-1/ratings", json=sent, headers=headers).status_code

    assert save("While it lives.") == 200
    writer.post("/sign-out")
    assert save("After it.") == 401
    assert stored().comment == "While it lives."


def test_an_answer_that_comes_late_brings_nobody_back(signed_in: PageClient) -> None:
    signed_in.get("/account")
    late = value(signed_in)
    signed_in.post("/sign-out")
    signed_in.client.set_cookie(COOKIE, late)
    assert signed_in.get("/sign-in").heading == "Sign in"
    assert "_user_id" not in held(signed_in)


@pytest.mark.parametrize(
    ("way_out", "sentence"),
    [("/sign-out", "You are signed out."), ("/account/sign-out-everywhere", "You are signed out on every device.")],
)
def test_it_is_said_also_where_another_tab_was_drawn_meanwhile(
    signed_in: PageClient, way_out: str, sentence: str
) -> None:
    signed_in.get("/account")
    of_another_tab = value(signed_in)
    answer = signed_in.post(way_out)
    signed_in.client.set_cookie(COOKIE, of_another_tab)
    assert sentence in signed_in.follow(answer).text
    assert sentence not in signed_in.get("/sign-in").text


def test_a_password_that_is_changed_meanwhile_brings_nobody_back(
    signed_in: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in.get("/account")
    other_tab, change = copy_of(signed_in), service.change_password

    def change_and_sign_out(*given: Any) -> int:
        version = change(*given)
        other_tab.post("/sign-out")
        return version

    monkeypatch.setattr(service, "change_password", change_and_sign_out)
    form = {"old_password": PASSWORD, "new_password": NEW_PASSWORD, "again_password": NEW_PASSWORD}
    signed_in.post("/account/password", form)
    assert is_stranger(signed_in)


def test_signing_out_before_a_new_password_is_written_holds(graph: Graph, someone: NewAccount) -> None:
    context = context_of(someone.id)
    service.sign_out(graph, context, "this one", DAY)
    version = service.change_password(graph, context, someone.login, PASSWORD, NEW_PASSWORD)
    assert service.account(graph, context, version, "this one") is None
    assert service.account(graph, context, version, "another") is not None


def test_who_signs_in_over_a_session_ends_it(signed_in: PageClient, graph: Graph) -> None:
    signed_in.get("/account")
    copied, other = copy_of(signed_in), newcomer(graph)
    signed_in.get("/account")
    signed_in.post("/sign-in", {"login": other.login, "password": PASSWORD})
    assert is_stranger(copied)
    signed_in.get("/account")


@pytest.mark.parametrize("changed", [{}, {"_flashes": [("message", "Done.")]}, {"csrf_token": None}])
def test_where_nobody_looks_the_cookie_becomes_no_younger(
    signed_in: PageClient, away: Flask, changed: dict[str, Any]
) -> None:
    signed_in.get("/account")
    copied = copy_of(signed_in, away)
    with cookie_of(copied.client) as session:
        session.update(changed)
        if session["csrf_token"] is None:
            del session["csrf_token"]
    for path in ("/health", "/account", "/sign-in"):
        with copied.client.get(path) as answer:
            assert answer.status_code == 503, path
            assert not [each for each in answer.headers.getlist("Set-Cookie") if each.startswith(COOKIE + "=")]


def test_sign_outs_at_once_all_hold(graph: Graph, someone: NewAccount) -> None:
    keys = [f"key-{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(lambda key: service.sign_out(graph, context_of(someone.id), key, DAY), keys))
    assert [service.account(graph, context_of(someone.id), 1, key) for key in keys] == [None] * 8
    assert service.account(graph, context_of(someone.id), 1, "key-8") is not None


def test_ends_are_remembered_as_long_as_a_cookie_can_live(graph: Graph, someone: NewAccount) -> None:
    def lives(key: str, after: timedelta) -> bool:
        return service.account(graph, context_of(someone.id, after), 1, key) is not None

    hour = timedelta(hours=1)
    service.sign_out(graph, context_of(someone.id), "first", DAY)
    service.sign_out(graph, context_of(someone.id, DAY + 0.9 * hour), "second", DAY)
    assert not lives("first", DAY + 0.9 * hour)
    service.sign_out(graph, context_of(someone.id, DAY + 1.1 * hour), "third", DAY)
    assert lives("first", DAY + 1.1 * hour)
    assert not lives("second", DAY + 1.1 * hour)


def test_a_longer_session_by_setting_brings_none_back(signed_in: PageClient, someone: NewAccount, graph: Graph) -> None:
    signed_in.get("/account")
    key = held(signed_in)["session_key"]
    signed_in.post("/sign-out")
    late = Context(someone.id, NOW + timedelta(hours=SESSION_HOURS_AT_MOST), NOW.date(), lambda: "id")
    service.sign_out(graph, late, "another", DAY)
    assert service.account(graph, late, 1, key) is None


@pytest.mark.parametrize("way_out", ["/sign-out", "/sign-in"])
def test_more_days_by_setting_bring_none_back(
    signed_in: PageClient, someone: NewAccount, settings: Settings, graph: Graph, way_out: str
) -> None:
    signed_in.get("/account")
    older = create_app(settings, graph, lambda: NOW + timedelta(days=settings.session_days))
    longer = create_app(settings.model_copy(update={"session_days": 366}), graph, lambda: NOW)
    old, copied = copy_of(signed_in, older), copy_of(signed_in, longer)
    old.post(way_out, {"login": someone.login, "password": PASSWORD})
    assert is_stranger(copied)


def test_a_new_password_begins_the_days_anew(signed_in: PageClient, settings: Settings, graph: Graph) -> None:
    signed_in.get("/account")
    moment = NOW + timedelta(days=settings.session_days - 1)
    later = copy_of(signed_in, create_app(settings, graph, lambda: moment))
    form = {"old_password": PASSWORD, "new_password": NEW_PASSWORD, "again_password": NEW_PASSWORD}
    later.get("/account")
    later.post("/account/password", form)
    moment += timedelta(days=settings.session_days - 1)
    later.get("/account")
    moment += timedelta(days=1)
    assert is_stranger(later)


def test_the_same_end_is_remembered_once_and_too_many_end_all(
    graph: Graph, someone: NewAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "ENDED_AT_MOST", 3)
    context = context_of(someone.id)
    for key in ("one", "one", "one", "one", "two", "three"):
        service.sign_out(graph, context, key, DAY)
    assert service.account(graph, context, 1, "another") is not None
    service.sign_out(graph, context, "four", DAY)
    assert service.account(graph, context, 1, "another") is None
    assert service.account(graph, context, 2, "a new one") is not None


def test_somebody_else_cannot_end_a_session(app: Flask, signed_in: PageClient, graph: Graph) -> None:
    signed_in.get("/account")
    other = PageClient(app).sign_in(newcomer(graph).login)
    other.get("/account")
    with cookie_of(other.client) as session:
        session["session_key"] = held(signed_in)["session_key"]
    other.post("/sign-out")
    assert is_stranger(other)
    signed_in.get("/account")


def test_without_a_graph_one_is_signed_out_here_and_told_so(
    signed_in: PageClient, away: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in.get("/account")
    gone = copy_of(signed_in, away)
    page = gone.follow(gone.post("/sign-out"))
    assert "You are signed out in this browser only" in page.text
    assert "_user_id" not in held(gone)
    assert any("ended in its browser" in said for said in caplog.messages)
