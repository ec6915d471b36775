"""Two people of one name are told apart by their ids, wherever they stand side by side; everybody else is not."""

from collections.abc import Callable

import pytest
from flask import Flask

from graph.driver import Graph
from graph.people import service as people
from graph.people.name_order import SURNAMES, name_order
from graph.review.enums import State
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, HR, MANAGER, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of

Ask = Callable[..., list[dict[str, object]]]
NAMES = "MATCH (p:Person {id: $id}) SET p.name = $name, p.name_zh = $name_zh"


@pytest.mark.parametrize(("language", "said"), [("en", "Wei Chen ({})"), ("zh", "陈薇（{}）")])
def test_lists_tell_them_apart(graph: Graph, ask: Ask, app: Flask, language: str, said: str) -> None:
    company = new_company(graph, NOW)
    for person in (EMPLOYEE, COLLEAGUE):
        company.bring(f"rv-{person}", State.SELF_SUBMITTED, person)
        company.bring(f"rv-signed-{person}", State.SIGNED_OFF, person)
    company.session("session-1", [f"rv-signed-{EMPLOYEE}", f"rv-signed-{COLLEAGUE}"])
    for person in (EMPLOYEE, COLLEAGUE, MANAGER):
        ask("write", "", NAMES, id=person, name="Wei Chen", name_zh="陈薇")
    places = (
        (MANAGER, "/"),
        (MANAGER, "/team"),
        (HR, f"/cycles/{company.cycle.id}"),
        (FACILITATOR, "/calibration/session-1"),
    )
    for reader, path in places:
        people.set_preferences(company.graph, company.context(reader), language=language)
        text = browser_of(app, reader).get(path).text
        assert said.format(EMPLOYEE) in text, path
        assert said.format(COLLEAGUE) in text, path
    client = browser_of(app, FACILITATOR)
    assert EMPLOYEE in client.get(f"/calibration/session-1/people/rv-signed-{EMPLOYEE}").text
    alone = {"en": "Facilitator Zhang (facilitator)", "zh": "张fa（主持人）"}[language]
    assert alone in client.get("/calibration/session-1").text


@pytest.mark.parametrize(
    "names",
    [
        ["安然", "艾俊", "曾强", "张皓"],
        ["单静", "单于明", "沈静怡", "宋雨涵"],
        ["解敏", "谢安", "许言", "尉迟敬"],
        ["黎安", "李博", "李明", "李强"],
        ["区伟", "欧阳修", "仇远", "覃明"],
        ["盖伦", "葛丽雅", "何思远", "黑子"],
        ["万俟雪", "莫海伦", "缪斯", "牟平"],
    ],
)
def test_chinese_names_are_in_the_order_in_which_they_are_read(names: list[str]) -> None:
    by_hand = sorted(names, key=lambda name: READ[name])
    assert sorted(reversed(names), key=name_order) == by_hand


READ = {
    "安然": "an ran", "艾俊": "ai jun", "曾强": "zeng qiang", "张皓": "zhang hao", "单静": "shan jing",
    "单于明": "chan yu", "沈静怡": "shen", "宋雨涵": "song", "解敏": "xie min 解", "谢安": "xie 谢", "许言": "xu",
    "尉迟敬": "yu chi", "黎安": "li 黎", "李博": "li 李 bo", "李明": "li 李 ming", "李强": "li 李 qiang",
    "区伟": "ou 区 wei", "欧阳修": "ou 欧 yang", "仇远": "qiu", "覃明": "qin", "盖伦": "ge 盖", "葛丽雅": "ge 葛",
    "何思远": "he 何", "黑子": "he 黑", "万俟雪": "mo 万", "莫海伦": "mo 莫", "缪斯": "miao", "牟平": "mu",
}  # fmt: skip


def test_latin_names_are_sorted_without_case_and_accents() -> None:
    names = ["Zoe Ash", "Åsa Berg", "anna Kowalska", "Émile Roy", "Eva Ek", "Bo Li"]
    assert sorted(names, key=name_order) == ["anna Kowalska", "Åsa Berg", "Bo Li", "Émile Roy", "Eva Ek", "Zoe Ash"]
    assert all(len(name) == len(read) for name, read in SURNAMES.items())
