"""Signing in and out, the account, and which language a page is in."""

import logging
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask

from graph.driver import Graph
from graph.people.models import NewAccount
from tests.webapp.page_client import PASSWORD, Page, PageClient
from tests.webapp.people import newcomer

NEW_PASSWORD = "four quiet green boats"


def test_right_password_leads_where_the_person_wanted_to_go(client: PageClient, someone: NewAccount) -> None:
    asked = client.get("/account", status=302)
    form = client.follow(asked)
    wanted = [each.get("value") for each in form.all("input") if each.get("name") == "next"][-1]
    signed = client.post("/sign-in", {"login": someone.login.upper(), "password": PASSWORD, "next": wanted})
    assert signed.response.headers["Location"] == "/account"
    account = client.get("/account")
    assert account.heading == "Your account"
    assert someone.email in account.text, "who has an account sees where its mail goes"


def test_unknown_login_and_wrong_password_say_the_same(client: PageClient, someone: NewAccount) -> None:
    client.get("/sign-in")
    wrong = client.post("/sign-in", {"login": someone.login, "password": "not this one at all"}, status=200)
    unknown = client.post("/sign-in", {"login": "nobody.here", "password": PASSWORD}, status=200)
    assert "Wrong sign-in name or password" in wrong.text
    assert wrong.text == unknown.text


def test_unknown_login_and_wrong_password_cost_the_same_work(
    client: PageClient, someone: NewAccount, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify, work = PasswordHasher.verify, []

    def noted(hasher: PasswordHasher, kept: str, password: str) -> bool:
        work.append(kept.rsplit("$", 2)[0])  # with the parameters, without salt and hash
        return bool(verify(hasher, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    client.get("/sign-in")
    trips = []
    for login in (someone.login, "nobody.here"):
        graph.reset_round_trips()
        client.post("/sign-in", {"login": login, "password": "not this one at all"}, status=200)
        trips.append(graph.round_trips)
    assert len(work) == 2
    assert work[0] == work[1]
    assert trips[0] == trips[1]


def test_nobody_is_led_to_another_site(client: PageClient, someone: NewAccount) -> None:
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org", "\\\\example.org", "javascript:x"):
        client.get("/sign-in")
        form = {"login": someone.login, "password": PASSWORD, "next": elsewhere}
        assert client.post("/sign-in", form).response.headers["Location"] == "/"
        client.get("/account")
        client.post("/sign-out")


def test_failed_attempts_are_limited_per_account(make_app: Callable[..., Flask], graph: Graph) -> None:
    client = PageClient(make_app(sign_in_attempts=3))
    target, other = newcomer(graph), newcomer(graph)
    client.get("/sign-in")
    for _attempt in range(3):
        client.post("/sign-in", {"login": target.login, "password": "wrong wrong wrong"}, status=200)
    refused = client.post("/sign-in", {"login": target.login, "password": PASSWORD}, status=429)
    assert refused.heading == "Too many attempts"
    client.post("/sign-in", {"login": other.login, "password": PASSWORD})


def test_failed_attempts_are_limited_per_address(make_app: Callable[..., Flask]) -> None:
    client = PageClient(make_app(sign_in_attempts=1))
    client.get("/sign-in")
    for number in range(10):
        client.post("/sign-in", {"login": f"guess{number}", "password": "wrong wrong wrong"}, status=200)
    client.post("/sign-in", {"login": "guess11", "password": "wrong wrong wrong"}, status=429)


def test_the_present_password_is_not_guessed_without_end(make_app: Callable[..., Flask], graph: Graph) -> None:
    app, target, other = make_app(sign_in_attempts=3), newcomer(graph), newcomer(graph)
    client, form = (
        PageClient(app).sign_in(target.login),
        {"new_password": NEW_PASSWORD, "again_password": NEW_PASSWORD},
    )
    client.get("/account")
    client.post("/account/password", form | {"old_password": PASSWORD, "new_password": "short"}, status=200)
    for _attempt in range(3):
        client.post("/account/password", form | {"old_password": "wrong wrong wrong"}, status=200)
    client.post("/account/password", form | {"old_password": PASSWORD}, status=429)
    elsewhere = PageClient(app).sign_in(other.login)
    elsewhere.get("/account")
    elsewhere.post("/account/password", form | {"old_password": PASSWORD})


def test_signing_out_ends_the_session(signed_in: PageClient) -> None:
    signed_in.get("/account")
    signed_in.post("/sign-out")
    signed_in.get("/account", status=302)


def test_a_new_password_signs_out_everywhere_else(app: Flask, someone: NewAccount) -> None:
    here, elsewhere = (PageClient(app).sign_in(someone.login) for _ in range(2))
    here.get("/account")
    form = {"old_password": PASSWORD, "new_password": NEW_PASSWORD, "again_password": NEW_PASSWORD}
    page = here.follow(here.post("/account/password", form))
    assert "Password changed" in page.text
    elsewhere.get("/account", status=302)
    PageClient(app).sign_in(someone.login, NEW_PASSWORD).get("/account")


def test_weak_and_wrong_passwords_are_refused_on_their_field(signed_in: PageClient, someone: NewAccount) -> None:
    signed_in.get("/account")
    weak = {"old_password": PASSWORD, "new_password": "short", "again_password": "short"}
    page = signed_in.post("/account/password", weak, status=200)
    assert "at least 12 characters" in page.text
    assert page.by_id("new_password").get("aria-invalid") == "true"
    named = f"{someone.login} again and again"
    page = signed_in.post("/account/password", weak | {"new_password": named, "again_password": named}, status=200)
    assert "contains your name" in page.text
    wrong = {"old_password": "not this one", "new_password": NEW_PASSWORD, "again_password": NEW_PASSWORD}
    assert "not your current password" in signed_in.post("/account/password", wrong, status=200).text


def test_sign_out_everywhere_ends_every_session(app: Flask, someone: NewAccount) -> None:
    here, elsewhere = (PageClient(app).sign_in(someone.login) for _ in range(2))
    here.get("/account")
    here.post("/account/sign-out-everywhere")
    here.get("/account", status=302)
    elsewhere.get("/account", status=302)


def test_language_goes_account_then_cookie_then_browser(app: Flask, someone: NewAccount) -> None:
    def lang(client: PageClient, path: str) -> str | None:
        return next(client.get(path).all("html")).get("lang")

    chinese = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}
    client = PageClient(app, **chinese)
    assert lang(client, "/sign-in") == "zh-Hans"
    client.get("/sign-in?language=en", status=302)
    assert lang(client, "/sign-in") == "en"
    client.get("/sign-in?language=zh", status=302)
    client.sign_in(someone.login)
    assert lang(client, "/account") == "en"
    client.post("/language", {"language": "zh", "next": "/account"})
    assert lang(client, "/account") == "zh-Hans"


def test_a_demo_speaks_the_visitor_s_language_whoever_they_are(make_app: Callable[..., Flask], graph: Graph) -> None:
    persona = newcomer(graph, demo=True)

    def lang(page: Page) -> str | None:
        return next(page.all("html")).get("lang")

    for accepts, first, other in (("zh-CN,zh;q=0.9", "zh-Hans", "en"), ("en-GB", "en", "zh")):
        visitor = PageClient(make_app(demo=True), **{"Accept-Language": accepts})
        visitor.get("/sign-in")
        answer = visitor.post("/sign-in/demo", {"login": persona.login})
        assert lang(visitor.follow(answer)) == first
        chosen = [each.get("value") for each in visitor.get("/account").all("option") if "selected" in each.attrib]
        assert chosen[0] == first.partition("-")[0]
        visitor.post("/language", {"language": other, "next": "/"})
        assert lang(visitor.get("/account")) == {"en": "en", "zh": "zh-Hans"}[other]
        visitor.get("/account")
        visitor.post("/account/preferences", {"language": first.partition("-")[0], "time_zone": "Asia/Shanghai"})
        assert lang(visitor.get("/account")) == first


def test_the_language_link_keeps_the_rest_of_the_address(client: PageClient) -> None:
    page = client.get("/sign-in?next=%2Faccount&language=zh", status=302)
    assert page.response.headers["Location"] == "/sign-in?next=%2Faccount"


def test_preferences_are_saved(signed_in: PageClient) -> None:
    signed_in.get("/account")
    page = signed_in.follow(signed_in.post("/account/preferences", {"language": "en", "time_zone": "Europe/Vienna"}))
    chosen = [each.get("value") for each in page.all("option") if each.get("selected") is not None]
    assert chosen == ["en", "Europe/Vienna"]


def test_a_page_costs_one_round_trip_for_the_person(app: Flask, signed_in: PageClient, graph: Graph) -> None:
    graph.reset_round_trips()
    signed_in.get("/account")
    assert graph.round_trips == 1


def test_demo_people_sign_in_by_one_click_in_a_demo_only(make_app: Callable[..., Flask], graph: Graph) -> None:
    offered, not_offered = newcomer(graph, demo=True), newcomer(graph)
    demo = PageClient(make_app(demo=True))
    page = demo.get("/sign-in")
    assert "This is a demo" in page.text
    assert [each.get("value") for each in page.all("button")].count(offered.login) == 1
    demo.post("/sign-in/demo", {"login": not_offered.login}, status=404)
    demo.post("/sign-in/demo", {"login": offered.login})
    assert demo.get("/account").heading == "Your account"

    real = PageClient(make_app())
    assert offered.login not in real.get("/sign-in").response.text
    real.post("/sign-in/demo", {"login": offered.login}, status=404)


def test_each_way_in_and_each_refusal_has_its_line_in_the_log(
    make_app: Callable[..., Flask], graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "plumbline.sign_in")
    who, client = newcomer(graph, demo=True), PageClient(make_app(demo=True, sign_in_attempts=1))
    client.sign_in(who.login).get("/account")
    form = {"old_password": "not this one at all", "new_password": NEW_PASSWORD, "again_password": NEW_PASSWORD}
    client.post("/account/password", form, status=200)
    client.post("/account/password", form, status=429)
    client.post("/sign-out")
    client.get("/sign-in")
    client.post("/sign-in/demo", {"login": who.login})
    client.get("/account")
    client.post("/sign-out")
    client.get("/sign-in")
    for status in (200, 429):
        client.post("/sign-in", {"login": who.login, "password": "not this one at all"}, status=status)
    assert caplog.messages == [
        f"signed in: {who.id!r}",
        f"new password refused, the present one was wrong: {who.id!r}",
        f"new password refused, too many attempts: {who.id!r}",
        f"signed in by one click: {who.id!r}",
        f"sign-in refused: {who.id!r}",
        "sign-in refused: too many attempts",
    ]
    assert "not this one" not in caplog.text
