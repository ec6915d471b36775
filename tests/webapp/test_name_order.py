"""Lists of people are in the order of the page's language."""

import pytest
from flask import Flask, g

from graph.text import Text
from webapp import i18n
from webapp.name_order import name_key

PEOPLE = [
    Text("Wei Chen", "陈薇"), Text("Hao Zhang", "张皓"), Text("Qiang Zeng", "曾强"), Text("Lin Qiao", "林乔"),
    Text("Jing Shan", "单静"), Text("Anna Kowalska", "柯安娜"), Text("bo Li", "李博"), Text("Zoe", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["Anna Kowalska", "bo Li", "Hao Zhang", "Jing Shan", "Lin Qiao", "Qiang Zeng", "Wei Chen", "Zoe"]),
        ("zh", ["陈薇", "柯安娜", "李博", "林乔", "单静", "曾强", "张皓", "Zoe"]),
    ],
)
def test_people_are_listed_as_their_readers_look_them_up(language: str, order: list[str]) -> None:
    with Flask(__name__).test_request_context():
        g.language = language
        assert [i18n.words(name) for name in sorted(PEOPLE, key=name_key)] == order


def test_a_surname_is_read_as_a_surname() -> None:
    with Flask(__name__).test_request_context():
        g.language = "zh"
        assert name_key(Text("", "曾单"))[0] == "zeng"
        assert name_key(Text("", "单曾"))[0] == "shan"
