"""What is kept of a page: the same for the same, per language, and nothing that somebody sent."""

from collections.abc import Iterator

import pytest
from flask import Flask, g
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from webapp import fragment_cache, i18n
from webapp.review.forms import rating_form


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fragment_cache, "_kept", {})
    with Flask("bare").app_context():
        g.language = "en"
        yield


def drawn(*depends_on: str, as_: str) -> str:
    return str(fragment_cache.cached(*depends_on, caller=lambda: Markup(as_)))  # noqa: S704 - the test's own words


def test_a_piece_is_drawn_once_for_the_same_content_and_anew_for_other_content() -> None:
    assert drawn("text", "one", as_="first") == "first"
    assert drawn("text", "one", as_="second") == "first"
    assert drawn("text", "two", as_="second") == "second"


def test_a_piece_is_drawn_for_each_language() -> None:
    assert drawn("text", as_="required") == "required"
    g.language = "zh"
    assert drawn("text", as_="必要") == "必要"


def framed(comment: object, as_: str = "") -> str:
    piece = Markup(as_ or f"<p>{fragment_cache.slot('comment')}</p>")  # noqa: S704 - the test's own words
    return str(fragment_cache.cached_with_slots("card", caller=lambda: piece, comment=comment))


def test_what_somebody_wrote_is_put_into_its_place_escaped_and_not_kept() -> None:
    assert framed("Ada's <b>") == "<p>Ada&#39;s &lt;b&gt;</p>"
    assert framed(Markup("<i>drawn</i>"), as_="another") == "<p><i>drawn</i></p>"
    assert "Ada" not in str(fragment_cache._kept)


def test_no_text_is_taken_for_a_place() -> None:
    assert framed(fragment_cache.slot("other")) == f"<p>{fragment_cache.slot('other')}</p>"


def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragment_cache, "MOST", 3)
    for number in range(10):
        drawn(str(number), as_="x")
    assert len(fragment_cache._kept) <= 3


def test_a_value_that_does_not_exist_is_no_part_of_a_card() -> None:
    assert rating_form("c-x", MultiDict({"c-x-value": "nonsense"}), ()).entry().value == ""
    assert rating_form("c-x", MultiDict({"c-x-value": "meets"}), ()).entry().value == "meets"


def test_values_in_messages_are_escaped() -> None:
    assert i18n.say("Last cycle: %(value)s", value="<b>") == "Last cycle: &lt;b&gt;"
    assert i18n.say_n("%(num)s role", "%(num)s roles", 2) == "2 roles"
