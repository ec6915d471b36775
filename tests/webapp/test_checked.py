"""The client's own checks, checked."""

import pytest
from flask import Flask
from werkzeug.test import Client

from tests.webapp.page_client import Page, PageFault, check

GOOD = '<html lang="en"><title>Sign in · Plumbline</title><body><h1>Sign in</h1>{}</body></html>'


def page(html: str) -> Page:
    app = Flask("checked")
    app.add_url_rule("/", "page", lambda: html)
    return Page(Client(app).get("/"))


def test_a_good_page_passes() -> None:
    check(page(GOOD.format('<label for="a">A</label><input id="a" name="a">')))


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (GOOD.format("<h1>Two</h1>"), "2 h1"),
        (GOOD.replace("Sign in ·", "In ·").format(""), "does not begin"),
        (GOOD.replace(' lang="en"', "").format(""), "language"),
        (GOOD.format('<p id="a"></p><p id="a"></p>'), "twice"),
        (GOOD.format('<input name="login">'), "no label"),
        (GOOD.format('<input aria-describedby="gone" aria-label="x">'), "gone"),
        (GOOD.format('<p style="color:red"></p>'), "inline"),
        (GOOD.format("<script>go()</script>"), "inline"),
    ],
)
def test_a_fault_is_found(html: str, fault: str) -> None:
    with pytest.raises(PageFault, match=fault):
        check(page(html))
