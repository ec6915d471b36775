"""The catalogue's pages, as people read them."""

from collections.abc import Callable

import pytest
from flask import Flask

from graph.driver import Graph
from graph.framework import service, slugs
from graph.framework_import.starter import ensure_starter
from tests.conftest import Ask
from tests.graph.framework.sample import context, draft
from tests.webapp.page_client import Page, PageClient, words

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
    ensure_starter(context(), graph)
    service.ensure_published(context(), graph, draft(EDGE, "edge"), relied_on="test")


@pytest.fixture
def raw_client(make_app: Callable[..., Flask]) -> PageClient:
    """A stranger where the catalogue is public."""
    return PageClient(make_app(public_catalogue=True), **{"Accept-Language": "en"})


@pytest.fixture
def chinese(make_app: Callable[..., Flask]) -> PageClient:
    """A stranger who reads Chinese."""
    return PageClient(make_app(public_catalogue=True), **{"Accept-Language": "zh-CN"})


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
    path: str, client: PageClient, raw_client: PageClient
) -> None:
    assert client.get(path, 302).response.headers["Location"].startswith("/sign-in")
    raw_client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_one_statement(path: str, raw_client: PageClient, graph: Graph) -> None:
    graph.reset_round_trips()
    raw_client.get(path)
    assert graph.round_trips == 1


def test_the_skill_page_has_the_facts_of_the_seed(raw_client: PageClient) -> None:
    page = raw_client.get("/skills/llm-evaluation")
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


def test_in_chinese_the_day_and_the_texts_are_chinese(chinese: PageClient) -> None:
    page = chinese.get("/skills/llm-evaluation?level=middle")
    assert page.heading == "大模型评估"
    assert "2026/3/17" in page.text
    assert list(_tables(page)) == ["初级", "中级 你当前的级别", "高级", "资深", "首席"]
    assert any("显著" in piece for piece in _marked(page))


def test_a_chosen_level_shows_what_the_next_one_asks(raw_client: PageClient) -> None:
    page = raw_client.get("/skills/llm-evaluation?level=middle")
    assert "a model as judge whose agreement is measured" in " ".join(_marked(page))
    assert "Becomes required" in page.text
    assert "Remains required" in page.text
    assert not _marked(page, "del")
    marked = [words(each) for each in page.all("caption") if "your current level" in words(each)]
    assert marked == ["Middle your current level"]
    assert _marked(raw_client.get(page.links["Show what no longer applies"]), "del")
    top = raw_client.get("/skills/llm-evaluation?level=principal")
    assert "This is the highest level of the role." in top.text
    assert not raw_client.get("/skills/llm-evaluation?level=nonsense").text.count("Becomes")


def test_no_change_is_phrase(raw_client: PageClient) -> None:
    page = raw_client.get("/skills/data-pipelines?level=junior")
    assert "No change at this level" in page.text
    assert "No change from Junior." in page.text
    assert "no change" in raw_client.get("/roles/llm-engineer").text


def test_a_row_opens_its_detail(raw_client: PageClient) -> None:
    page = raw_client.get("/skills/llm-evaluation?row=ai-product-engineer.middle")
    assert "What is added to Junior" in page.text
    assert "Expected next, at Senior" in page.text
    assert "Other roles at this level" in page.text
    assert "Expected before, at Junior" in page.text
    detail = next(each for each in page.all("tr") if each.get("class") == "row-detail")
    assert list(detail.iter("ins"))
    assert not list(detail.iter("del")), "sentences, not struck-out words"
    assert "row=" not in page.links["Close"]


def test_the_role_page_is_a_matrix_with_a_focus(raw_client: PageClient) -> None:
    page = raw_client.get("/roles/llm-engineer?level=senior")
    assert page.heading == "LLM Engineer"
    assert "Senior: 12 required, 1 optional" in page.text
    assert len([row for rows in _tables(page).values() for row in rows]) == 13
    assert "nothing expected" in page.text
    assert "New: nothing was expected before." in page.text


def test_a_branching_ladder_names_where_each_level_leads(raw_client: PageClient) -> None:
    page = raw_client.get("/roles/brancher")
    assert "leads to Expert or Manager" in page.text
    detail = raw_client.get("/skills/branching?level=start").text
    assert "to Expert" in detail
    assert "No change at this level" in detail


def test_edges_are_shown_well(raw_client: PageClient) -> None:
    endless = raw_client.get("/skills/endurance")
    assert "0 required: everything is optional here (1)" in endless.text.replace("0required", "0 required")
    assert "There is no description yet." in endless.text
    assert LONG_NAME in endless.text
    unicorn = next(address for name, address in raw_client.get("/skills").links.items() if name == "🦄✨")
    assert "No description." in raw_client.get(unicorn).text
    hostile = raw_client.get("/skills/hostile")
    assert "<script>alert(1)</script> & 'quotes'" in hostile.text
    assert "<b>Bold</b>" in hostile.text


def test_a_page_says_once_that_names_are_in_english_only(chinese: PageClient, raw_client: PageClient) -> None:
    branching = "/compare?left=edge:brancher&right=edge:brancher"
    for path in ("/roles", "/skills", "/domains", "/roles/brancher", "/skills/branching?level=start", branching,
                 "/search?q=branching"):  # fmt: skip
        page = chinese.get(path)
        assert page.text.count("部分名称只有英文。") == 1, path
        heads = [words(each) for tag in ("h1", "h2", "h3", "th", "a", "option") for each in page.all(tag)]
        assert not [head for head in heads if "只有英文" in head], path
        assert any(each.get("lang") == "en" and words(each).startswith("Branch") for each in page.root.iter()), path
        assert "only in" not in raw_client.get(path).text
    assert "Begins. （只有英文）" in chinese.get("/skills/branching?level=start").text, "of a text it is said"
    assert "只有英文" not in chinese.get("/skills/llm-evaluation").text


def test_unknown_things_offer_the_search(raw_client: PageClient) -> None:
    for path in ("/skills/no-such-skill", "/roles/no-such-role"):
        page = raw_client.get(path, 404)
        assert any(each.get("name") == "q" for each in page.all("input"))
    assert raw_client.get("/skills?q=llm", 302).response.headers["Location"] == "/search?q=llm"


def test_search_finds_in_both_languages_and_by_beginnings(raw_client: PageClient, chinese: PageClient) -> None:
    assert raw_client.get("/search?q=eval").links["LLM Evaluation"] == "/skills/llm-evaluation"
    assert "大模型评估" in chinese.get("/search?q=评估").links
    assert "no name comes near" in raw_client.get("/search?q=zzzzz").text
    raw_client.get("/search?q=" + "%22%5C(" * 40)


def test_search_says_where_it_found_what_no_name_has(raw_client: PageClient, chinese: PageClient) -> None:
    told, near = raw_client.get("/search?q=perplexity"), raw_client.get("/search?q=LLM+Evalution")
    assert [words(each) for each in told.all("h2")][:1] == ["In descriptions and expectations"]
    assert [words(each) for each in near.all("h2")][:1] == ["Similar names"]
    assert "LLM Evaluation" in told.links
    assert "LLM Evaluation" in near.links
    assert [words(each) for each in chinese.get("/search?q=大模型评沽").all("h2")][:1] == ["相近的名称"]


@pytest.mark.parametrize("typed", ["llm", "ＬＬＭ", "llm-eng", "工程师", "工程師", "damoxing"])
def test_a_filter_of_roles_reads_names_as_the_search_does(raw_client: PageClient, typed: str) -> None:
    assert "LLM Engineer" in raw_client.get("/roles", query_string={"q": typed}).links
    assert "LLM Engineer" in raw_client.get("/skills/llm-evaluation", query_string={"role": typed}).text


def test_two_levels_side_by_side(raw_client: PageClient) -> None:
    page = raw_client.get("/compare?left=llm-engineer.middle&right=llm-engineer.senior")
    assert page.heading == "LLM Engineer: Middle and LLM Engineer: Senior"
    assert "Only on the left: 0. Only on the right: 1." in page.text
    assert _marked(page)


def test_two_levels_of_one_role_stand_in_the_order_of_its_ladder(raw_client: PageClient) -> None:
    page = raw_client.get("/compare?left=llm-engineer.senior&right=llm-engineer.middle")
    assert page.heading == "LLM Engineer: Middle and LLM Engineer: Senior"
    assert "Only on the left: 0. Only on the right: 1." in page.text
    assert "Swap sides" not in page.links
    chosen = [each.get("value") for each in page.all("option") if "selected" in each.attrib]
    assert chosen == ["llm-engineer.middle", "llm-engineer.senior"]
    other = raw_client.get("/compare?left=llm-engineer.senior&right=ai-product-engineer.middle")
    assert other.heading == "LLM Engineer: Senior and AI Product Engineer: Middle"
    assert raw_client.get(other.links["Swap sides"]).heading == "AI Product Engineer: Middle and LLM Engineer: Senior"
    missing = raw_client.get("/compare?left=llm-engineer.nothing&right=llm-engineer.middle")
    assert "“llm-engineer.nothing”" in missing.text


def test_two_roles_side_by_side_and_what_is_missing(raw_client: PageClient) -> None:
    page = raw_client.get("/compare?left=llm-engineer&right=ai-product-engineer")
    assert page.heading == "LLM Engineer and AI Product Engineer"
    head = [words(each) for each in page.all("th") if each.get("scope") == "col"]
    assert head == ["Skill", "Junior", "Middle", "Senior", "Lead", "Principal"]
    strips = {words(next(iter(row))): list(row)[1:] for row in page.all("tr") if len(row) == len(head)}
    evaluation = next(cells for name, cells in strips.items() if name.startswith("LLM Evaluation"))
    assert [cell.get("class") == "strip-differs" for cell in evaluation] == [True, True, False, False, False]
    assert words(evaluation[0]) == "LLM Engineer required AI Product Engineer optional"
    assert words(evaluation[4]) == "required"
    apart = raw_client.get("/compare?left=llm-engineer&right=brancher")
    assert "LLM Evaluation only LLM Engineer" in [words(each) for each in apart.all("th")]
    assert "There is no published role or level “nobody.senior”." in raw_client.get("/compare?left=nobody.senior").text
    assert "“llm-engineer.nothing”" in raw_client.get("/compare?left=llm-engineer.nothing&right=llm-engineer").text


def test_a_stretch_of_roles_and_a_filter(raw_client: PageClient) -> None:
    assert "LLM Engineer" in raw_client.get("/roles?q=llm").links
    assert "No role name contains this text." in raw_client.get("/roles?q=nobody-at-all").text
    for page in ("0", "-1", "x", "99999999", "²"):
        raw_client.get(f"/roles?page={page}")
        raw_client.get(f"/skills/llm-evaluation?page={page}")


CHINESE = [{"role": "数据工程师", "level": "初级", "skill": "大模型评估", "text": "Evaluates."}]
RENAME = "MATCH (n:{} {{slug: $old}}) WHERE n.id STARTS WITH 'zh@1/' SET n.slug = $new"


def test_an_address_from_before_pinyin_leads_to_the_readable_one(
    graph: Graph, ask: Ask, raw_client: PageClient
) -> None:
    service.ensure_published(context(), graph, draft(CHINESE, "zh"), relied_on="test")
    digests = {"Skill": slugs.key("大模型评估"), "Role": slugs.key("数据工程师")}
    readable = {"Skill": "da-mo-xing-ping-gu", "Role": "shu-ju-gong-cheng-shi"}
    for label, old in readable.items():
        ask("write", "", RENAME.format(label), old=old, new=digests[label])
    assert raw_client.get(f"/skills/{digests['Skill']}").text
    service.ensure_published(context(), graph, draft([{**CHINESE[0], "text": "New."}], "zh"), relied_on="test")
    for path, label in (("skills", "Skill"), ("roles", "Role")):
        moved = raw_client.get(f"/{path}/{digests[label]}?role=x", 301).response.headers["Location"]
        assert moved == f"/{path}/{readable[label]}?role=x"
        raw_client.get(f"/{path}/{readable[label]}")
    raw_client.get("/skills/x0123456789", 404)


@pytest.mark.parametrize("name", ["slug", "endpoint", "_anchor", "_method", "_external", "_scheme", "self"])
@pytest.mark.parametrize("page", ["/roles?q=e", "/skills", "/roles", "/skills/llm-evaluation", "/roles/llm-engineer"])
def test_a_parameter_with_a_meaning_to_flask_has_none_on_a_page(raw_client: PageClient, page: str, name: str) -> None:
    raw_client.get(page + ("&" if "?" in page else "?") + f"{name}=POST")


def test_an_old_address_with_such_a_parameter_still_leads_on(graph: Graph, ask: Ask, raw_client: PageClient) -> None:
    service.ensure_published(context(), graph, draft(CHINESE, "zh"), relied_on="test")
    ask("write", "", RENAME.format("Role"), old="shu-ju-gong-cheng-shi", new=slugs.key("数据工程师"))
    service.ensure_published(context(), graph, draft([{**CHINESE[0], "text": "Newer."}], "zh"), relied_on="test")
    raw_client.get(f"/roles/{slugs.key('数据工程师')}?endpoint=health.health&_method=POST", 301)
