"""The plumb mark: every pair of values drawn, said, and free of style attributes."""

import xml.etree.ElementTree as ET
from itertools import product

import pytest

from graph.review.enums import Value
from reports.plumb import plumb_data_uri, plumb_svg, plumb_text

VALUES = (None, *Value)


@pytest.mark.parametrize(("mine", "theirs"), list(product(VALUES, VALUES)))
def test_every_mark_is_well_formed_and_carries_no_style(mine: Value | None, theirs: Value | None) -> None:
    svg = ET.fromstring(plumb_svg(mine, theirs, Value.MEETS, label='a "label" <&>'))  # noqa: S314
    classes = [element.get("class") for element in svg.iter()]
    assert svg.get("aria-label") == 'a "label" <&>'
    assert not any(element.get("style") for element in svg.iter())
    assert classes.count("plumb-self") == (mine is not None)
    assert classes.count("plumb-manager") == (theirs is not None)
    assert classes.count("plumb-line") == classes.count("plumb-calibrated") == 1


def test_a_bar_joins_only_what_differs_on_the_scale() -> None:
    assert "plumb-bar" in plumb_svg(Value.MEETS, Value.DEVELOPING)
    assert "plumb-bar" not in plumb_svg(Value.MEETS, Value.MEETS)
    assert "plumb-bar" not in plumb_svg(Value.MEETS, Value.NOT_OBSERVED)


def test_the_words_of_a_mark() -> None:
    assert plumb_text(Value.MEETS, Value.DEVELOPING) == "self meets, manager developing, one step apart"
    assert plumb_text(Value.MEETS, Value.NOT_OBSERVED) == "self meets, manager not observed"
    assert plumb_text("not_yet", "exceeds", "meets") == (
        "self not yet, manager exceeds, three steps apart, calibrated meets"
    )
    assert plumb_text(Value.MEETS, Value.DEVELOPING, language="zh") == "自评：达到，经理：发展中，双方相差一档"
    assert plumb_text(Value.DEVELOPING, Value.NOT_OBSERVED, Value.MEETS, language="zh") == (
        "自评：发展中，经理：未能观察，校准：达到"
    )
    assert plumb_text(None, Value.MEETS) == "self not rated, manager meets"


def test_hidden_without_a_label_and_an_address_for_pdf() -> None:
    assert 'aria-hidden="true"' in plumb_svg(None, None)
    assert plumb_data_uri(Value.MEETS, None).startswith("data:image/svg+xml;base64,")
