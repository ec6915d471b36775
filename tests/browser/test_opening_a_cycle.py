"""The page on which a cycle is opened goes on to the cycle as soon as it is open."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from graph.cycle import service as cycles
from tests.browser.site import Site
from tests.browser.user import User
from tests.company import HR, VERSION

pytestmark = [pytest.mark.browser, pytest.mark.heavy]


def test_hr_is_led_to_the_cycle_that_has_opened(site: Site, chromium: Browser) -> None:
    company = site.company
    cycles.create(company.graph, replace(company.cycle, id="cy-new", state="draft", versions=(VERSION,), draft=1))
    site.give_account(HR, "en")
    with User(chromium, site, HR) as user:
        user.sign_in()
        user.page.goto("/cycles/cy-new/draft")
        user.page.get_by_role("button", name="Open the cycle").click()
        expect(user.page.get_by_role("heading", name="Opening")).to_be_visible()
        company.force_cycle("cy-new", "open")  # as a worker would in the end
        expect(user.page).to_have_url(f"{site.address}/cycles/cy-new")
