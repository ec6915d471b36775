"""Every endpoint has an access rule, and one without is refused; the guard itself is tested."""

from collections.abc import Callable

import pytest
from flask import Flask

from graph.driver import Graph
from tests.webapp.page_client import PageClient
from tests.webapp.people import newcomer
from webapp import access

PUBLIC = {
    "people.sign_in",
    "people.demo_sign_in",
    "people.sign_out",
    "people.set_language",
    "health.health",
    "verify.code",
    "verify.report",
    "set_up.form",
    "set_up.set_up",
    "invitations.choose",
    "invitations.accept",
    "forgotten_password.ask",
    "forgotten_password.choose",
    "forgotten_password.change",
    "mail.unsubscribe",
    "mail.unsubscribed",
}


def test_every_endpoint_is_marked(app: Flask) -> None:
    assert [route.endpoint for route in access.routes(app) if route.mark is None] == []


def test_few_endpoints_are_public(app: Flask) -> None:
    rule = access.AccessRule("session_checked_in_query")
    assert {route.endpoint for route in access.routes(app) if route.mark == rule} == {
        "autosave.save_rating", "calibration_live.news", "calibration_noting.save_note", "calibration_voting.save",
    }  # fmt: skip
    public = {route.endpoint for route in access.routes(app) if route.mark == access.AccessRule("public")}
    assert public - access.PUBLIC_FILES == PUBLIC


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_unmarked_endpoint_is_refused(app: Flask, graph: Graph, signed_in: bool) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    client = PageClient(app)
    if signed_in:
        client.sign_in(newcomer(graph).login)
    page = client.get("/forgotten", status=403)
    assert "This page is not open to anyone." in page.text
    assert "secret" not in page.text


def test_a_capacity_is_asked_for(app: Flask, graph: Graph) -> None:
    app.add_url_rule("/office", "office", access.capacity("hr_admin")(lambda: "in"))
    PageClient(app).get("/office", status=302)
    outsider = PageClient(app).sign_in(newcomer(graph).login)
    assert "an HR admin" in outsider.get("/office", status=403).text
    admin = newcomer(graph, capacities=("hr_admin",))
    assert PageClient(app).sign_in(admin.login).client.get("/office").text == "in"


def test_the_catalogue_is_open_by_setting(make_app: Callable[..., Flask]) -> None:
    for public, status in ((True, 200), (False, 302)):
        app = make_app(public_catalogue=public)
        app.add_url_rule("/shelf", "shelf", access.catalogue(lambda: "in"))
        assert app.test_client().get("/shelf").status_code == status


def test_no_endpoint_answers_options(app: Flask) -> None:
    own = [route for route in access.routes(app) if route.endpoint not in access.PUBLIC_FILES]
    assert [route.rule for route in own if "OPTIONS" in route.methods] == []
