"""A card that is drawn once a process shows each reader what a drawing made for them alone would show."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask, g, get_template_attribute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from graph.review.enums import Part, Party, Value
from graph.review.models import Evidence, Expectation, LastRating
from graph.text import Text
from webapp import fragment_cache
from webapp.framework.changes import Change
from webapp.i18n import names_note
from webapp.review.card_drawing import PersonalCard, draw_card, form_of
from webapp.review.card_fields import CardFields
from webapp.review.cards import Card, SharedCard
from webapp.review.forms import RatingForm

WORDS = st.text(st.sampled_from("ab <>&'\"-{}%评估\n"), max_size=12)
VALUES = st.sampled_from(["", *Value])
PIECES = st.lists(st.sampled_from("abcd"), unique=True, max_size=3)


def piece(letter: str) -> Evidence:
    return Evidence(letter * 12, f"{letter} <b>", f"https://{letter}.example", "", datetime(2026, 1, 1, tzinfo=UTC))


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """A card of one of few expectations, so that different readers often share one; everything else may differ."""
    name = draw(st.sampled_from(["one", "two"]))
    part = draw(st.sampled_from(Part))
    text = Text(f"{name} text", "文字")
    nothing = Text("", "")
    expectation = Expectation(
        f"v@1/{name}", part, name, name, Text(name, "名"), "c", Text("C", ""), Text("D", ""),
        draw(st.booleans()), text, Text("Senior", "资深"), nothing, next_required=False, order=(0, 0, 0),
    )  # fmt: skip
    own = [piece(letter) for letter in draw(PIECES)]
    chosen = tuple(one.id for one in own if draw(st.booleans()))
    return Card(
        key=f"c-{name}",
        party=draw(st.sampled_from([Party.SELF, Party.MANAGER])),
        expectation=expectation,
        fields=CardFields(str(draw(st.integers(0, 9))), draw(WORDS), draw(VALUES), draw(WORDS), draw(WORDS), chosen),
        rating=None,
        ahead=draw(st.sampled_from([Change("none"), Change("same"), Change("changes", parts=(("added", "more"),))])),
        last=draw(st.sampled_from([None, LastRating(name, None, Value.MEETS, None)])),
        offered=tuple(own),
        insists=draw(st.sampled_from(["", "exceeds", "meets exceeds"])),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(readers=st.lists(st.tuples(cards(), WORDS), min_size=2, max_size=5), language=st.sampled_from(["en", "zh"]))
def test_each_reader_sees_their_own(app: Flask, readers: list[tuple[Card, str]], language: str) -> None:
    with app.test_request_context():
        g.language = language
        drawing = get_template_attribute("review/_expectation.html", "drawn")

        def fresh(shared: SharedCard, form: RatingForm, personal: PersonalCard) -> Markup:
            return Markup(drawing(shared, form, personal))  # noqa: S704

        for card, words in readers:
            personal = PersonalCard(
                card.expectation.id, card.fields.version, card.fields.was, words, card.fields.reason,
                card.fields.comment, words, "", words, words,
            )  # fmt: skip
            cached = draw_card(fresh, card, seen=words, between=words, attached=words, others=words)
            assert cached == fresh(card.shared, form_of(card.shared, personal), personal)
    fragment_cache._cache.clear()


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(card=cards())
def test_a_page_hears_that_a_name_has_no_chinese_of_a_card_that_was_drawn_before(app: Flask, card: Card) -> None:
    foreign = replace(card, expectation=replace(card.expectation, skill=Text("One", "")))
    for _time in range(2):
        with app.test_request_context():
            g.language = "zh"
            draw_card(get_template_attribute("review/_expectation.html", "drawn"), foreign)
            assert names_note() == "部分名称只有英文。"
    fragment_cache._cache.clear()
