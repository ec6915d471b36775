"""A cycle's settings and long lists, in the reader's words: names for keys, and groups that open."""

from dataclasses import replace

import pytest
from flask import Flask

from graph.cycle import service as cycles
from graph.cycle.models import Population
from graph.driver import Graph
from graph.people import service as people
from tests.company import HR, MANAGER, VERSION, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import Page, words
from webapp.cycle import long_choices


@pytest.fixture(scope="module")
def company(graph: Graph) -> Company:
    within = Population(
        managers=(MANAGER,), roles=("ai-engineering/llm-engineer",), levels=("middle", "senior"), departments=("A/B",)
    )
    company = new_company(graph, NOW, versions=(VERSION,), population=within)
    cycles.create(graph, replace(company.cycle, id="cy-draft", state="draft"))
    return company


def test_versions_roles_levels_and_managers_are_named(company: Company, app: Flask) -> None:
    hr = browser_of(app, HR)
    wanted = {
        "en": ("AI engineering, version 1", "roles: LLM Engineer", "levels: Middle, Senior", "managers: Manager Zhang",
               "departments: A/B"),
        "zh": ("AI 工程，第 1 版", "角色：大模型工程师", "级别：中级、高级", "经理：张ma", "部门：A/B"),
    }  # fmt: skip
    for language, said in wanted.items():
        people.set_preferences(company.graph, company.context(HR), language=language, time_zone="", rates_first=None)
        for page in ("/cycles/cy-draft/draft", "/cycles/2026-h2"):
            text = hr.get(page).text
            if page.endswith("draft") or "Dates and settings" in text:
                assert [each for each in said if each not in text] == [], page
                assert "ai-engineering" not in text
    people.set_preferences(company.graph, company.context(HR), language="en", time_zone="", rates_first=None)


def offered(page: Page, name: str) -> list[str]:
    return [each.get("value", "") for each in page.all("input") if each.get("name") == name]


def test_long_lists_stand_in_groups_and_are_searched_without_losing_anything(
    company: Company, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = browser_of(app, HR)
    page = hr.get("/cycles/new")
    assert "find" not in {each.get("name") for each in page.all("input")}, "few boxes need no search"
    monkeypatch.setattr(long_choices, "FEW", 1)
    page = hr.get("/cycles/new")
    assert "Levels of several roles 5" in [words(each) for each in page.all("summary")]
    typed = {"name_en": "Spring", "look": "1", "find": "SENIOR", "levels": ["junior"], "who": "filter"}
    page = hr.post("/cycles/new", typed, status=200)
    assert offered(page, "levels") == ["junior", "senior"], "what is chosen stays, whatever is looked for"
    assert offered(page, "roles") == []
    assert "Nothing matches." in page.text
    assert page.by_id("name_en").get("value") == "Spring"
    assert "Enter a day." not in page.text, "nothing was sent to be saved yet"
    open_ones = [words(each[0]) for each in page.all("details") if each.get("open") is not None]
    assert "Levels of several roles 2 · 1 chosen" in open_ones
