"""What is kept of a page: the same for the same, per language, and nothing that somebody sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, g
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from webapp import fragment_cache, i18n
from webapp.review.forms import rating_form


@dataclass(frozen=True)
class Shared:
    text: str


@dataclass(frozen=True)
class Personal:
    comment: str
    name: str = ""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fragment_cache, "_cache", {})
    with Flask("bare").app_context():
        g.language = "en"
        yield


def draw(shared: Shared, personal: Personal) -> Markup:
    return Markup("<h3>{}</h3><p>{}</p>").format(shared.text, personal.comment)


def drawn(text: str, comment: str, how: Callable[[Shared, Personal], Markup] = draw) -> str:
    return str(fragment_cache.cached_with_slots(how, Shared(text), Personal(comment)))


def test_a_piece_is_drawn_once_for_the_same_record_and_anew_for_another() -> None:
    assert drawn("one", "mine") == "<h3>one</h3><p>mine</p>"
    assert drawn("one", "theirs", how=lambda shared, personal: Markup("unused")) == "<h3>one</h3><p>theirs</p>"
    assert drawn("two", "mine") == "<h3>two</h3><p>mine</p>"


def test_a_piece_is_drawn_for_each_language() -> None:
    assert drawn("required", "") == "<h3>required</h3><p></p>"
    g.language = "zh"
    assert drawn("required", "", how=lambda shared, personal: Markup("必要")) == "必要"


def test_what_somebody_wrote_is_put_into_its_slot_escaped_and_not_kept() -> None:
    assert drawn("card", "Ada's <b>") == "<h3>card</h3><p>Ada&#39;s &lt;b&gt;</p>"
    assert drawn("card", Markup("<i>drawn</i>")) == "<h3>card</h3><p><i>drawn</i></p>"
    assert "Ada" not in str(fragment_cache._cache)


def test_no_text_is_taken_for_a_slot() -> None:
    assert drawn("card", fragment_cache.slot("name")) == f"<h3>card</h3><p>{fragment_cache.slot('name')}</p>"


def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragment_cache, "MOST", 3)
    for number in range(10):
        drawn(str(number), "x")
    assert len(fragment_cache._cache) <= 3


def test_a_value_that_does_not_exist_is_no_part_of_a_card() -> None:
    assert rating_form("c-x", MultiDict({"c-x-value": "nonsense"}), ()).fields().value == ""
    assert rating_form("c-x", MultiDict({"c-x-value": "meets"}), ()).fields().value == "meets"


def test_values_in_messages_are_escaped() -> None:
    assert i18n.say("Last cycle: %(value)s", value="<b>") == "Last cycle: &lt;b&gt;"
    assert i18n.say_n("%(num)s role", "%(num)s roles", 2) == "2 roles"
