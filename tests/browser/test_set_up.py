"""An installation without people is set up in a browser, in both languages, by keyboard and on a phone."""

import pytest
from playwright.sync_api import Browser, expect

from graph.driver import Graph
from graph.organisation import set_up
from tests.browser.accessibility import LOOKS, plain, squeezed, violations
from tests.browser.keyboard import KeyboardUser
from tests.browser.site import Site
from tests.reset_graph import empty
from tests.webapp.page_client import PASSWORD
from webapp.settings import Settings, load

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
KEY = "key-of-the-browser"
WORDS = {
    "en": ("Set up", "Plumbline is set up", "Go to the start page", "Import your people"),
    "zh": ("完成设置", "Plumbline 已设置完成", "回到首页", "导入人员信息"),
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings in which nobody has named a time zone."""
    return load({"PLUMBLINE_DATA": str(tmp_path_factory.mktemp("data"))})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_hr_admins_and_what_is_left(graph: Graph, site: Site, chromium: Browser, language: str) -> None:
    empty(graph)
    assert set_up.offer(graph, site.company.context("command line"), KEY)
    button, done, onwards, step = WORDS[language]
    with KeyboardUser(chromium, site, "", language, reduced_motion="reduce", timezone_id="Asia/Tokyo") as user:
        user.page.goto(f"/set-up/{KEY}")
        assert user.tour() + violations(user.page, LOOKS) + squeezed(user.page) == []
        plain(user.page)
        own = user.page.evaluate("new Intl.DateTimeFormat().resolvedOptions().timeZone")
        expect(user.page.locator("[name=time_zone]")).to_have_value(own)
        for name, value in {
            "organisation": "Northwind", "own_id": "E-001", "own_name": "Ada Ling", "own_email": "ada@example.com",
            "password": PASSWORD, "again": PASSWORD, "other_id": "E-002", "other_name": "Bo Chen",
            "other_email": "bo@example.com",
        }.items():  # fmt: skip
            user.write(user.page.locator(f"[name={name}]"), value)
        user.use(user.page.get_by_role("button", name=button, exact=True))
        expect(user.page.get_by_role("heading", level=1)).to_have_text(done)
        assert violations(user.page, LOOKS) + squeezed(user.page) == []
        plain(user.page)
        user.use(user.page.get_by_role("link", name=onwards))
        expect(user.page.get_by_role("heading", name=step)).to_be_visible()
        assert violations(user.page, LOOKS) + squeezed(user.page) == []
