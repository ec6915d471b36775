"""The readers of answers see what they are there to see."""

import pytest
from flask import Flask, flash, redirect
from werkzeug.wrappers import Response

from tests.webapp.raw_client import read
from tests.webapp.visibility_matrix import marker
from webapp import access


@pytest.mark.parametrize("more", ["", " and so on" * 50], ids=["short", "long, and so packed"])
@pytest.mark.parametrize("secure", [False, True])
def test_the_message_for_the_next_page_is_read_in_its_cookie(app: Flask, more: str, secure: bool) -> None:
    def view() -> Response:
        flash(f"{marker('flashed')} 你好{more}")
        return redirect("/")

    app.config["SESSION_COOKIE_NAME"] = "__Host-plumbline" if secure else "plumbline"
    app.add_url_rule("/flashes", "flashes", access.public(view))
    answer = app.test_client().get("/flashes", base_url="https://localhost", buffered=True)
    assert marker("flashed") not in str(answer.headers)
    assert f"{marker('flashed')} 你好" in read(answer)
    answer.close()
