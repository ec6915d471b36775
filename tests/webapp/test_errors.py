"""Error pages: the project's words, the reader's words back, and JSON for scripts."""

import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from flask import Flask

from graph import disk_room
from graph.driver import Address, Graph
from graph.errors import Conflict, Forbidden, GraphUnavailable, NotFound, Reason, Refused
from tests.conftest import Ask
from tests.webapp.conftest import NOW
from tests.webapp.page_client import PageClient
from webapp import access, create_app
from webapp.settings import Settings

RAISED = [
    (NotFound("skill", "x"), 404, "Page not found"),
    (Forbidden("sign_off", "manager"), 403, "You do not have access to this"),
    (Conflict({"state": "signed_off"}), 409, "This changed in the meantime"),
    (Refused([Reason("rated"), Reason("rated")]), 409, "This is not possible right now"),
    (GraphUnavailable("gone"), 503, "The database is not responding"),
    (RuntimeError("secret detail"), 500, "Something went wrong on our side"),
]


def raising(app: Flask, error: Exception) -> None:
    """Adds an endpoint that fails."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @access.public
    def fail() -> str:
        raise error

    app.add_url_rule("/fail", "fail", fail, methods=["GET", "POST"])


@pytest.mark.parametrize(("error", "status", "heading"), RAISED)
def test_each_error_has_its_page(app: Flask, error: Exception, status: int, heading: str) -> None:
    raising(app, error)
    page = PageClient(app).get("/fail", status=status)
    assert page.heading == heading
    assert "secret detail" not in page.response.text


@pytest.mark.parametrize(("error", "status", "heading"), RAISED)
def test_a_script_gets_json(app: Flask, error: Exception, status: int, heading: str) -> None:
    raising(app, error)
    answer = app.test_client().get("/fail", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["error"] == status
    assert heading in answer.json["message"]


def test_words_come_back_and_passwords_do_not(app: Flask) -> None:
    raising(app, Conflict({"state": "signed_off", "comment": "theirs"}))
    client = PageClient(app)
    client.get("/sign-in")
    typed = {"comment": "搭建了 <b>test set</b>", "draft": "7", "password": "plain brown teapot"}
    page = client.post("/fail", typed, status=409)
    assert [each.text for each in page.all("textarea")] == ["搭建了 <b>test set</b>"]
    assert "theirs" in page.text
    assert "teapot" not in page.response.text


def test_whose_right_it_needs(app: Flask) -> None:
    raising(app, Forbidden("sign_off", "manager"))
    assert "the employee's current manager" in PageClient(app).get("/fail", status=403).text


def test_a_signed_out_form_gets_its_words_back(client: PageClient) -> None:
    client.get("/sign-in")
    page = client.post("/account/password", {"new_password": "x", "note": "keep me"}, status=401)
    assert [each.text for each in page.all("textarea")] == ["keep me"]
    assert page.links["Sign in"].startswith("/sign-in")


def test_a_form_of_another_account_does_nothing_in_this_ones_name(signed_in: PageClient) -> None:
    signed_in.get("/account")
    page = signed_in.post("/account/sign-out-everywhere", {"written_by": "somebody-else"}, status=403)
    assert "This form was opened under another account" in page.text
    assert signed_in.get("/account").heading


def test_no_such_page_offers_the_search_to_readers(make_app: Callable[..., Flask], signed_in: PageClient) -> None:
    assert "Search skills" in signed_in.get("/no/such/page", status=404).text
    assert "Search skills" in PageClient(make_app(public_catalogue=True)).get("/nope", status=404).text
    assert "Search skills" not in PageClient(make_app()).get("/nope", status=404).text


def test_too_large_is_phrase(app: Flask, settings: Settings) -> None:
    client = PageClient(app)
    client.get("/sign-in")
    large = {"login": "x" * (settings.body_limit_kib * 1024 + 1)}
    page = client.post("/sign-in", large, status=413)
    assert page.heading == "This is too large"
    assert "2,048 KiB" in page.text
    client.get("/sign-in?language=zh", status=302)
    assert "一次最多接受 2,048 KiB" in client.post("/sign-in", large, status=413).text


def test_too_many_parts_are_phrase(app: Flask) -> None:
    client = PageClient(app)
    client.get("/sign-in")
    body = b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n' * 5_001 + b"--b--\r\n"
    sent = {"data": body, "content_type": "multipart/form-data; boundary=b"}
    answer = client.client.post("/sign-in", **sent, headers={"X-CSRFToken": client.token or ""})
    assert answer.status_code == 413


def test_too_many_fields_are_said_and_not_given_back(app: Flask) -> None:
    sent = {"data": "a=b&" * 5_001, "content_type": "application/x-www-form-urlencoded"}
    for path in ("/", "/sign-in"):
        answer = app.test_client().post(path, **sent, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code in (405, 413)
        assert len(answer.data) < 100_000


def test_a_part_without_a_name_is_left_out(app: Flask) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="\r\nX: 1"\r\n\r\n1\r\n--b--\r\n'
    sent = {"data": part, "content_type": "multipart/form-data; boundary=b"}
    answer = app.test_client().post("/sign-in", **sent)
    assert answer.status_code == 400
    assert "This request could not be read" in answer.text


def test_a_host_that_is_none_is_answered(app: Flask) -> None:
    answer = app.test_client().get("/sign-in", headers={"Host": "x" * 300})
    assert (answer.status_code, answer.text) == (400, "This request could not be read")


def test_only_the_address_that_people_use_is_answered(make_app: Callable[..., Flask]) -> None:
    app = make_app(base_url="https://plumbline.example:8443")
    for host in ("plumbline.example", "plumbline.example:8443", "127.0.0.1:8000", "localhost"):
        assert app.test_client().get("/sign-in", headers={"Host": host}).status_code == 200, host
    for host in ("evil.example", "plumbline.example.evil.example", "sub.plumbline.example", "10.0.0.1"):
        client = app.test_client()
        for answer in (
            client.get("/sign-in", headers={"Host": host}),
            client.post("/sign-in", data={"login": "x"}, headers={"Host": host}),
            client.get("/nothing", headers={"Host": host, "Accept": "application/json"}),
        ):
            assert (answer.status_code, answer.text) == (400, "This request could not be read"), host
    assert make_app().test_client().get("/sign-in", headers={"Host": "anything.example"}).status_code == 200


def test_a_failure_is_logged_without_the_code(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @access.public
    def fail(code: str) -> str:
        raise RuntimeError("broken")

    app.add_url_rule("/failing/verify/<code>", "failing", fail)
    assert app.test_client().get("/failing/verify/abcd-码").status_code == 500
    assert "Exception on /failing/verify/* [GET]" in caplog.text
    assert "abcd" not in caplog.text


def test_a_form_takes_no_json(app: Flask) -> None:
    client = PageClient(app)
    client.get("/sign-in")
    answer = client.client.post("/sign-in", json=["x"], headers={"X-CSRFToken": client.token or ""})
    assert answer.status_code == 200
    assert "Enter your sign-in name." in answer.text


def test_a_graph_that_is_down(settings: Settings, app: Flask, signed_in: PageClient) -> None:
    dead = Graph.open(Address("bolt://127.0.0.1:1", "neo4j", "no"), patience=0.1)
    broken = create_app(settings, dead)
    cookie = signed_in.client.get_cookie("plumbline")
    assert cookie is not None
    client = PageClient(broken)
    client.client.set_cookie("plumbline", cookie.value)
    page = client.get("/account", status=503)
    assert "Nothing was lost" in page.text
    health = broken.test_client().get("/health")
    assert health.status_code == 503
    assert health.json is not None
    assert health.json["graph"] == {"state": "down", "why": "refused"}
    dead.close()


def test_a_disk_that_is_nearly_full_refuses_what_is_saved(
    settings: Settings, graph: Graph, engine: Address, signed_in: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Graph.open(replace(engine, folder=settings.data_folder))) as small:
        app = create_app(settings, small, lambda: NOW)
        client = PageClient(app)
        cookie = signed_in.client.get_cookie("plumbline")
        assert cookie
        client.client.set_cookie("plumbline", cookie.value)
        client.get("/account")
        monkeypatch.setattr(disk_room, "CLOSED_BELOW_MB", 10**9)
        monkeypatch.setattr(disk_room, "OPEN_ABOVE_MB", 10**9)
        monkeypatch.setattr(disk_room, "LOOKS_EVERY", 0)
        preferences = {"language": "zh", "time_zone": "Asia/Tokyo"}
        page = client.post("/account/preferences", preferences, status=503)
        assert page.heading == "The server has no room left to save"
        assert "there is room on the disk" in page.text
        client.get("/account")
        health = app.test_client().get("/health")
        assert health.status_code == 200
        assert health.json
        assert health.json["graph"] == {"state": "read_only", "why": "disk_full"}
        monkeypatch.setattr(disk_room, "CLOSED_BELOW_MB", 0)
        monkeypatch.setattr(disk_room, "OPEN_ABOVE_MB", 0)
        client.post("/account/preferences", preferences, status=302)


def test_health_is_up(app: Flask, ask: Ask) -> None:
    ask("write", "", "MATCH (worker:Worker) DELETE worker")
    up = {"state": "up", "why": ""}
    assert app.test_client().get("/health").json == {"status": "up", "graph": up, "packs": up}


def test_a_form_that_is_too_large_is_not_read_for_a_refusal(signed_in: PageClient) -> None:
    signed_in.get("/account")
    large = {"Content-Length": "99999999999", "Content-Type": "multipart/form-data; boundary=b"}
    token = {"X-CSRFToken": signed_in.token}
    for path in ("/audit", "/audit/events.csv", "/reviews/a-review/appoint/arbiter"):
        answer = signed_in.client.post(path, headers=large | token, input_stream=io.BytesIO(b"--b--\r\n"))
        assert answer.status_code in (403, 413), path
