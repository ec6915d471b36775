"""The catalogue's pages, as people read them."""

from collections.abc import Callable

import pytest
from flask import Flask

from graph.driver import Graph
from graph.framework import service, slugs
from tests.conftest import Ask
from tests.graph.framework.sample import context, draft
from tests.webapp.checked import CheckedClient, Page, words

LONG_NAME = "A role whose name is as long as names come in real frameworks: a hundred and five characters, end to end."
EDGE = [
    {"role": LONG_NAME, "level": "Only", "skill": "🦄✨", "category": "Edge", "required": "no", "text": ""},
    {
        "role": LONG_NAME,
        "level": "Only",
        "skill": "Endurance",
        "category": "Edge",
        "required": "no",
        "text": "On. " * 1000,
    },
    {"role": "Brancher", "level": "Start", "level_order": "1", "skill": "Branching", "text": "Begins."},
    {"role": "Brancher", "level": "Expert", "level_order": "2", "skill": "Branching", "text": "Knows."},
    {"role": "Brancher", "level": "Manager", "level_order": "2", "skill": "Branching", "text": "Begins."},
    {"role": "<b>Bold</b>", "level": "Only", "skill": "Hostile", "text": "<script>alert(1)</script> & 'quotes'"},
]


@pytest.fixture(scope="module", autouse=True)
def _frameworks(graph: Graph) -> None:
    service.ensure_starter(context(), graph)
    service.ensure_published(context(), graph, draft(EDGE, "edge"), relied_on="test")


@pytest.fixture
def visitor(make_app: Callable[..., Flask]) -> CheckedClient:
    """A stranger where the catalogue is public."""
    return CheckedClient(make_app(public_catalogue=True), **{"Accept-Language": "en"})


@pytest.fixture
def chinese(make_app: Callable[..., Flask]) -> CheckedClient:
    """A stranger who reads Chinese."""
    return CheckedClient(make_app(public_catalogue=True), **{"Accept-Language": "zh-CN"})


def _marked(page: Page, tag: str = "ins") -> list[str]:
    return [words(each) for each in page.all(tag)]


def _tables(page: Page) -> dict[str, list[list[str]]]:
    return {
        words(next(table.iter("caption"))): [
            [words(cell) for cell in row if cell.tag in ("td", "th")] for row in next(table.iter("tbody"))
        ]
        for table in page.all("table")
        if list(table.iter("caption"))
    }


PAGES = ("/skills/llm-evaluation", "/roles/llm-engineer", "/skills", "/roles", "/domains", "/search?q=llm", "/compare")


@pytest.mark.parametrize("path", PAGES)
def test_the_catalogue_needs_signing_in_unless_it_is_public(
    path: str, client: CheckedClient, visitor: CheckedClient
) -> None:
    assert client.get(path, 302).response.headers["Location"].startswith("/sign-in")
    visitor.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_one_statement(path: str, visitor: CheckedClient, graph: Graph) -> None:
    graph.reset_round_trips()
    visitor.get(path)
    assert graph.round_trips == 1


def test_the_skill_page_has_the_facts_of_the_seed(visitor: CheckedClient) -> None:
    page = visitor.get("/skills/llm-evaluation")
    assert page.heading == "LLM Evaluation"
    assert "Machine Learning & AI" in page.links
    assert "LLM & Generative AI" in page.links
    assert "17 Mar 2026" in page.text
    assert "2 roles include this skill" in page.text or "2roles include this skill" in page.text.replace("2 ", "2")
    assert "and the other 2 optional" in page.text
    tables = _tables(page)
    assert list(tables) == ["Junior", "Middle", "Senior", "Lead", "Principal"]
    required = [[row[1] for row in rows] for rows in tables.values()]
    assert required == [["optional", "required"]] * 2 + [["required", "required"]] * 3


def test_in_chinese_the_day_and_the_texts_are_chinese(chinese: CheckedClient) -> None:
    page = chinese.get("/skills/llm-evaluation?level=middle")
    assert page.heading == "大模型评估"
    assert "2026/3/17" in page.text
    assert list(_tables(page)) == ["初级", "中级", "高级", "资深", "首席"]
    assert any("显著" in piece for piece in _marked(page))


def test_a_chosen_level_shows_what_the_next_one_asks(visitor: CheckedClient) -> None:
    page = visitor.get("/skills/llm-evaluation?level=middle")
    assert "a model as judge whose agreement is measured" in " ".join(_marked(page))
    assert "Becomes required" in page.text
    assert "Remains required" in page.text
    assert not _marked(page, "del")
    assert _marked(visitor.get(page.links["Show what no longer applies"]), "del")
    top = visitor.get("/skills/llm-evaluation?level=principal")
    assert "This is the highest level of the role." in top.text
    assert not visitor.get("/skills/llm-evaluation?level=nonsense").text.count("Becomes")


def test_no_change_is_phrase(visitor: CheckedClient) -> None:
    page = visitor.get("/skills/data-pipelines?level=junior")
    assert "No change at this level" in page.text
    assert "No change from Junior." in page.text
    assert "no change" in visitor.get("/roles/llm-engineer").text


def test_a_row_opens_its_detail(visitor: CheckedClient) -> None:
    page = visitor.get("/skills/llm-evaluation?row=ai-product-engineer.middle")
    assert "What is added to Junior" in page.text
    assert "Expected next, at Senior" in page.text
    assert "Other roles at this level" in page.text
    assert "row=" not in page.links["Close"]


def test_the_role_page_is_a_matrix_with_a_focus(visitor: CheckedClient) -> None:
    page = visitor.get("/roles/llm-engineer?level=senior")
    assert page.heading == "LLM Engineer"
    assert "Senior: 12 required, 1 optional" in page.text
    assert len([row for rows in _tables(page).values() for row in rows]) == 13
    assert "nothing expected" in page.text
    assert "New: nothing was expected before." in page.text


def test_a_branching_ladder_names_where_each_level_leads(visitor: CheckedClient) -> None:
    page = visitor.get("/roles/brancher")
    assert "leads to Expert or Manager" in page.text
    detail = visitor.get("/skills/branching?level=start").text
    assert "to Expert" in detail
    assert "No change at this level" in detail


def test_edges_are_shown_well(visitor: CheckedClient) -> None:
    endless = visitor.get("/skills/endurance")
    assert "0 required: everything is optional here (1)" in endless.text.replace("0required", "0 required")
    assert "There is no description yet." in endless.text
    assert LONG_NAME in endless.text
    unicorn = next(address for name, address in visitor.get("/skills").links.items() if name == "🦄✨")
    assert "No description." in visitor.get(unicorn).text
    hostile = visitor.get("/skills/hostile")
    assert "<script>alert(1)</script> & 'quotes'" in hostile.text
    assert "<b>Bold</b>" in hostile.text


def test_unknown_things_offer_the_search(visitor: CheckedClient) -> None:
    for path in ("/skills/no-such-skill", "/roles/no-such-role"):
        page = visitor.get(path, 404)
        assert any(each.get("name") == "q" for each in page.all("input"))
    assert visitor.get("/skills?q=llm", 302).response.headers["Location"] == "/search?q=llm"


def test_search_finds_in_both_languages_and_by_beginnings(visitor: CheckedClient, chinese: CheckedClient) -> None:
    assert visitor.get("/search?q=eval").links["LLM Evaluation"] == "/skills/llm-evaluation"
    assert "大模型评估" in chinese.get("/search?q=评估").links
    assert "Nothing has all of these words" in visitor.get("/search?q=zzzzz").text
    visitor.get("/search?q=" + "%22%5C(" * 40)


def test_two_levels_side_by_side(visitor: CheckedClient) -> None:
    page = visitor.get("/compare?left=llm-engineer.middle&right=llm-engineer.senior")
    assert page.heading == "LLM Engineer: Middle and LLM Engineer: Senior"
    assert "Only on the left: 0. Only on the right: 1." in page.text
    assert _marked(page)
    assert visitor.get(page.links["Swap sides"]).heading == "LLM Engineer: Senior and LLM Engineer: Middle"


def test_two_roles_side_by_side_and_what_is_missing(visitor: CheckedClient) -> None:
    page = visitor.get("/compare?left=llm-engineer&right=ai-product-engineer")
    assert page.heading == "LLM Engineer and AI Product Engineer"
    lists = [[words(each) for each in one] for one in page.all("ul") if one.get("class") == "side-levels"]
    assert len({tuple(each.split()[0] for each in one) for one in lists}) <= 2, "a level stands in the same place"
    assert any("nothing expected" in each for one in lists for each in one)
    assert "There is no published role or level “nobody.senior”." in visitor.get("/compare?left=nobody.senior").text
    assert "“llm-engineer.nothing”" in visitor.get("/compare?left=llm-engineer.nothing&right=llm-engineer").text


def test_a_stretch_of_roles_and_a_filter(visitor: CheckedClient) -> None:
    assert "LLM Engineer" in visitor.get("/roles?q=llm").links
    assert "No role name contains this text." in visitor.get("/roles?q=nobody-at-all").text
    for page in ("0", "-1", "x", "99999999", "²"):
        visitor.get(f"/roles?page={page}")
        visitor.get(f"/skills/llm-evaluation?page={page}")


CHINESE = [{"role": "数据工程师", "level": "初级", "skill": "大模型评估", "text": "Evaluates."}]
RENAME = "MATCH (n:{} {{slug: $old}}) WHERE n.id STARTS WITH 'zh@1/' SET n.slug = $new"


def test_an_address_from_before_pinyin_leads_to_the_readable_one(
    graph: Graph, ask: Ask, visitor: CheckedClient
) -> None:
    service.ensure_published(context(), graph, draft(CHINESE, "zh"), relied_on="test")
    digests = {"Skill": slugs.key("大模型评估"), "Role": slugs.key("数据工程师")}
    readable = {"Skill": "da-mo-xing-ping-gu", "Role": "shu-ju-gong-cheng-shi"}
    for label, old in readable.items():
        ask("write", "", RENAME.format(label), old=old, new=digests[label])
    assert visitor.get(f"/skills/{digests['Skill']}").text
    service.ensure_published(context(), graph, draft([{**CHINESE[0], "text": "New."}], "zh"), relied_on="test")
    for path, label in (("skills", "Skill"), ("roles", "Role")):
        moved = visitor.get(f"/{path}/{digests[label]}?role=x", 301).response.headers["Location"]
        assert moved == f"/{path}/{readable[label]}?role=x"
        visitor.get(f"/{path}/{readable[label]}")
    visitor.get("/skills/x0123456789", 404)
