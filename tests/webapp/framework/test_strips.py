"""Two ladders in one order."""

import pytest

from graph.framework.read_models import Ladder, Rung
from graph.text import Text
from webapp.framework.strips import heads, steps


def _ladder(*names: str) -> Ladder:
    return Ladder(
        "r", Text("R", ""), tuple(Rung(name, Text(name.title(), ""), at, ()) for at, name in enumerate(names))
    )


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("junior middle senior", "junior middle senior", "Junior Middle Senior"),
        ("junior senior", "junior middle senior lead", "Junior Middle Senior Lead"),
        ("trainee junior lead", "junior middle lead", "Trainee Junior Middle Lead"),
        ("a b", "b a", "B A B"),
        ("one two", "first second third", "One/First Two/Second Third"),
    ],
)
def test_levels_stand_in_the_order_of_both_ladders(left: str, right: str, order: str) -> None:
    found = steps(_ladder(*left.split()), _ladder(*right.split()))
    said = [f"{head.left.en}/{head.right.en}" if head.right else head.left.en for head in heads(found)]
    assert " ".join(said) == order
    assert [one.key for one, _ in found if one] == left.split()
    assert sorted(one.key for _, one in found if one) == sorted(right.split())
