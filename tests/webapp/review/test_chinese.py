"""Chinese as people write it: sentences without spaces between them, one word for one thing on pages and on paper."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from graph.people import service as people
from graph.people.models import Placement
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Part, Party, State, Value
from graph.workflow import saving
from graph.workflow.actions import DECLARATIONS
from tests.company import EMPLOYEE, MANAGER, OTHER_MANAGER, Company
from tests.meta.catalogues import catalogue_file, kept, real
from tests.meta.files import ROOT
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient, words

APART = re.compile(r"[。！？；] |[\u4e00-\u9fff]\.|\. ?[\u4e00-\u9fff]")
"""What no Chinese text has: a space after a sentence, an English full stop."""
Browser = Callable[[str], PageClient]


def in_chinese(client: PageClient) -> PageClient:
    """The same browser, in Chinese from here on."""
    client.get("/account")
    client.post("/language", {"language": "zh", "next": "/"})
    client.get("/account")
    return client


def told(client: PageClient, path: str, status: int, **sent: Any) -> str:
    """The message that a script gets."""
    answer = client.client.post(path, json=sent, headers={"X-CSRFToken": client.token})
    assert answer.status_code == status, answer.text
    return str(answer.get_json()["message"])


def said(room: str, message: str) -> str:
    """What a package's catalogue says."""
    return str(real(kept(catalogue_file(room)))[message, None].string)


def test_an_error_told_to_a_script_is_sentences(company: Company, browser: Browser) -> None:
    client = in_chinese(browser(EMPLOYEE))
    message = told(client, "/no/such/page", 404)
    assert message.startswith("找不到这个页面。")
    assert not APART.search(message)


def test_a_replaced_managers_words_are_not_a_page_that_is_mistyped(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.MANAGER_DRAFT)
    manager = in_chinese(browser(MANAGER))
    follower = Placement(EMPLOYEE, NOW.date(), manager=OTHER_MANAGER)
    people.place(company.graph, company.context("set-up"), [follower], relied_on="test")
    asked = company.sheet("rv-1", OTHER_MANAGER).to_rate(Part.CURRENT)[0]
    sent = {"party": "manager", "expectation": asked.id, "version": 1, "value": "meets", "comment": "Half of a"}
    message = told(manager, "/reviews/rv-1/ratings", 404, **sent)
    assert (
        message
        == "你已不能再填写这里。你打开此页之后，它已转给他人，或有了变化。重新加载页面之前，请先复制你填写的内容。"
    )


def test_several_rules_are_said_without_spaces_between_them(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    client = in_chinese(browser(EMPLOYEE))
    asked = company.sheet("rv-1", EMPLOYEE).to_rate(Part.CURRENT)[0]
    piece = {"expectation": asked.id, "url": "ftp://docs.example", "note": "很长" * 2001}
    message = told(client, "/reviews/rv-1/evidence", 422, **piece)
    assert message.count("。") == 2
    assert not APART.search(message)


def test_what_hinders_sending_is_said_without_spaces_between_it(company: Company, browser: Browser) -> None:
    company.assign("rv-1")
    asked = company.sheet("rv-1", EMPLOYEE).to_rate(Part.CURRENT)[0]
    unreasoned = RatingDraft(asked.id, 0, Value.NOT_OBSERVED)
    saving.save(company.graph, company.context(EMPLOYEE), "rv-1", Party.SELF, unreasoned)
    client = in_chinese(browser(EMPLOYEE))
    draft = company.draft_of("rv-1", EMPLOYEE, Party.SELF)
    page = client.follow(client.post("/reviews/rv-1/submit", {"draft": str(draft)}))
    incomplete = said(
        "webapp", "Some expectations have no rating yet. Rate each one; “not observed” counts too, with a reason."
    )
    assert incomplete + said("webapp", "Give a reason wherever you chose “not observed”.") in page.text


@pytest.mark.parametrize("room", ["webapp", "reports"])
def test_a_revision_is_a_version_not_how_often_it_was_amended(room: str) -> None:
    assert "次修订" not in catalogue_file(room).read_text(encoding="utf-8")
    assert "次修订" not in (ROOT / "docs" / "guide.zh.md").read_text(encoding="utf-8")
    numbered = {str(each.string) for each in real(kept(catalogue_file(room))).values() if "evision %(n" in str(each.id)}
    assert numbered
    assert all(re.search(r"第 %\(n\w*\)[sd] 版", each) for each in numbered), numbered


def test_the_blank_paper_asks_what_the_page_asks() -> None:
    assert said("webapp", "What shows this?") == said("reports", "What shows this?")


def test_the_page_quotes_what_the_report_will_say() -> None:
    (quoted,) = re.findall("“(.*?)”", DECLARATIONS[Action.WAIVE].consequences[0].zh)
    assert said("reports", "Not calibrated: %(reason)s").startswith(f"{quoted}：")


PAGES = {
    EMPLOYEE: ("/", "/reviews/rv-1", "/reviews/rv-1/check", "/reviews/rv-1/history", "/account", "/workflow"),
    MANAGER: ("/", "/team", "/reviews/rv-1/assess", "/reviews/rv-1/actions", "/no/such/page"),
    "": ("/sign-in", "/verify", "/skills/llm-evaluation?level=middle&row=llm-engineer.middle",
         "/skills/rag-architecture", "/compare?left=llm-engineer&right=ai-product-engineer",
         "/search?q=perplexity", "/roles/llm-engineer"),
}  # fmt: skip


@pytest.mark.parametrize("person", PAGES)
def test_no_paragraph_has_a_space_after_a_sentence(
    company: Company, browser: Browser, make_app: Callable[..., Flask], person: str
) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    stranger = PageClient(make_app(public_catalogue=True), **{"Accept-Language": "zh-CN"})
    client = in_chinese(browser(person)) if person else stranger
    found = []
    for path in PAGES[person]:
        page = Page(client.client.get(path, headers=client.headers))
        found += [f"{path}: {words(each)}" for each in page.all("p") if APART.search(words(each))]
    assert not found
