"""A visitor without a page to start from: goes to any address, sends any body, and reads whatever comes back."""

import io
import json
import re
import subprocess
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pikepdf
from flask import Flask
from werkzeug.test import TestResponse

from graph.driver import Graph
from graph.people import repository as people
from tests.webapp.login import cookie_of, signed_in
from tests.webapp.page_client import PageClient


class RawClient:
    """One browser, signed in as `login` ('' for a stranger); sends its CSRF token with whatever is not a GET.

    `asked` is an expectation that bodies name.
    """

    def __init__(self, app: Flask, graph: Graph, login: str, asked: str) -> None:
        self.client, self.asked = app.test_client(), asked
        if login:
            account = people.credentials(graph, login)
            assert account is not None
            with cookie_of(self.client) as session:
                session.update(signed_in(app, login, account.session_version))
        page = self.client.get("/account" if login else "/sign-in").text
        self.token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]

    def send(self, method: str, path: str, sends: str = "-") -> TestResponse:
        """The answer to a request, read whole; `sends` names the body as in `body`."""
        headers = {"X-CSRFToken": self.token} if method != "GET" else {}
        answer = self.client.open(path, method=method, headers=headers, buffered=True, **body(self.asked, sends))
        answer.close()
        return answer

    def arrives(self, answer: TestResponse) -> TestResponse:
        """The page that a chain of redirects ends at."""
        for _ in range(5):
            if not 300 <= answer.status_code < 400:
                break
            answer = self.send("GET", answer.headers["Location"])
        return answer


def body(asked: str, sends: str) -> dict[str, Any]:
    """A request's body: '-' nothing, 'stale' a form from before, 'piece' evidence, 'vote' and 'note' those of a
    session, else a rating of a party."""
    if sends == "-":
        return {}
    if sends == "stale":
        return {"data": {"seq": "0", "revision": "0", "draft": "0"}}
    if sends == "piece":
        return {"json": {"expectation": asked, "note": "Seen by all."}}
    if sends in ("vote", "note"):
        return {
            "json": {"expectation": "", "seen": 1, "version": 999} | ({"value": "agree"} if sends == "vote" else {})
        }
    party = sends if sends in ("self", "manager") else "self"
    expectation = asked if sends != "not-asked" else asked.replace("/middle/", "/junior/")
    return {"json": {"party": party, "expectation": expectation, "version": 999, "value": "meets"}}


def download(browser: PageClient, path: str) -> TestResponse:
    """The file that a browser gets at an address."""
    answer = browser.client.get(path, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer


_NEW = re.compile(r'name="csrf_token" value="[^"]*"|"(?:csrf_token|session_key)": "[^"]*"|"signed_in_at": \d+')
_NEW_HEADS = ("Content-Length", "Date", "Set-Cookie")
"""What is new in each answer: the form's token, time, the signature of the cookie, and so the length."""


def read(answer: TestResponse) -> str:
    """Every word of an answer: its headers with what the session's cookie holds, and a page's source, JSON, or a PDF's
    text with its metadata, the names and alternative texts in it, and what is attached."""
    return "\n".join([str(answer.headers), *sessions(answer), _body(answer)])


def told(answer: TestResponse) -> str:
    """As `read`, with the status and without what is new in each answer: the same for answers that tell the same."""
    heads = [f"{name}: {value}" for name, value in answer.headers if name not in _NEW_HEADS]
    return _NEW.sub("*", "\n".join([answer.status, *heads, *sessions(answer), _body(answer)]))


def apart(one: str, other: str) -> str:
    """Where two texts first differ; '' where they are the same."""
    lines = zip_longest(one.splitlines(), other.splitlines())
    return next((f"{a!r}, and {b!r}" for a, b in lines if a != b), "")


def _body(answer: TestResponse) -> str:
    return read_pdf(answer.data) if answer.mimetype == "application/pdf" else answer.text


def sessions(answer: TestResponse) -> Iterator[str]:
    """What the session's cookies of an answer hold, among it the messages for the next page: whoever has the cookie can
    read it, as it is signed and not encrypted."""
    for cookie in answer.headers.getlist("Set-Cookie"):
        name, _equals, rest = cookie.partition("=")
        value = rest.partition(";")[0]
        if name.endswith("plumbline") and value:
            yield json.dumps(json.loads(_payload(value)), ensure_ascii=False, sort_keys=True)


def _payload(value: str) -> bytes:
    """The JSON of a signed value: before its time and signature, in Base64, and packed where a full stop begins it."""
    text = value.lstrip(".").split(".")[0]
    packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return zlib.decompress(packed) if value.startswith(".") else packed


def read_pdf(pdf: bytes) -> str:
    """Every word of a PDF: its text with its metadata, the names and alternative texts in it, and what is attached."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return "\n".join([done.stdout.decode(), *_hidden(pdf), *attached(pdf).values()])


def _hidden(pdf: bytes) -> list[str]:
    """What a PDF says beside its pages: metadata, bookmarks, alternative texts, addresses of links."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [str(opened.Root.Metadata.read_bytes().decode())] if "/Metadata" in opened.Root else []
        for thing in [opened.trailer.get("/Info"), *opened.objects]:
            if isinstance(thing, pikepdf.Dictionary):
                found += [str(value) for value in thing.values() if isinstance(value, pikepdf.String)]
        return found


def attached(pdf: bytes) -> dict[str, str]:
    """The files attached to a PDF, by name."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {name: each.get_file().read_bytes().decode() for name, each in opened.attachments.items()}
